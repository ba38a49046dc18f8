"""The two parties of a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.elements import Label
from partnergraph.build.parties import title_parties

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        (
            "en",
            "Programme between NATO and Freedonia for 2024-2027",
            {"NATO": "counterpart", "Freedonia": "partner"},
        ),
        ("en", "Programme between Freedonia and NATO", {"Freedonia": "partner", "NATO": "counterpart"}),
        ("en", "Programme between Freedonia and the EU", {"Freedonia": "partner", "EU": "counterpart"}),
        ("en", "Treaty between Freedonia and Sylvania", {"Freedonia": "counterpart", "Sylvania": "partner"}),
        ("en", "Programme of Freedonia with NATO, 2024", {"Freedonia": "partner", "NATO": "counterpart"}),
        ("en", "NATO-Freedonia Partnership Plan", {"NATO": "counterpart", "Freedonia": "partner"}),
        ("en", "Republic of Freedonia – NATO", {"Republic of Freedonia": "partner", "NATO": "counterpart"}),
        (
            "fr",
            "Programme entre l’OTAN et la Syldavie pour 2024",
            {"OTAN": "counterpart", "Syldavie": "partner"},
        ),
        ("en", "Programme of Freedonia and Sylvania", {}),
        ("en", "Plan of Action with NATO", {}),
        ("en", "The work of the two sides", {}),
    ],
)
def test_a_title_names_its_parties(
    outline: Callable[..., Outline], language: str, title: str, expected: dict[str, str]
) -> None:
    """Names as printed, without articles, in the order of the title, with roles; none where it is unclear."""
    found = outline(f"{title}\n", language)
    parties = title_parties(found, Label(title, Span(0, len(title))), all_cues()[language])

    assert {party.name: party.role for party in parties} == expected
    assert [found.document.quote(party.span) for party in parties] == list(expected)


def test_no_title_names_nobody(outline: Callable[..., Outline]) -> None:
    """Parties are looked for in a title alone."""
    assert title_parties(outline("between NATO and Freedonia\n"), None, all_cues()["en"]) == ()
