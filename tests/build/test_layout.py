"""Doubts about layout: what was left out, lost, or is in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.layout import layout_doubts
from partnergraph.build.nesting import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline

ENGLISH = (
    "The two sides meet in the spring of the year, and they talk of the state of the sea with the others."
)
FRENCH = "Les deux parties se voient au printemps, et elles parlent de la mer et des navires pour les autres."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ENGLISH, [], id="nothing"),
        pytest.param(
            f"{ENGLISH}\n\nPage 3\n\n{ENGLISH}", [("page-furniture", "info", "Page 3")], id="furniture"
        ),
        pytest.param(
            f"The lines: 1. Ships {ENGLISH} 2. Charts {ENGLISH} 3. Rescue.",
            [("lines-lost", "warning", f"The lines: 1. Ships {ENGLISH} 2. Charts {ENGLISH} 3. Rescue.")],
            id="lines lost",
        ),
        pytest.param(
            "Ships | north | 2024\n\nCharts | south | 2025",
            [("table-as-text", "info", "Ships | north | 2024")],
            id="a table",
        ),
        pytest.param(
            f"{ENGLISH * 4}\n\n{FRENCH}", [("mixed-language", "info", FRENCH)], id="a little French"
        ),
        pytest.param(f"{ENGLISH}\n\n{FRENCH}", [("mixed-language", "warning", FRENCH)], id="much French"),
        pytest.param(
            f"{ENGLISH}\n\nМоря и корабли", [("mixed-language", "info", "Моря и корабли")], id="other letters"
        ),
    ],
)
def test_a_layout_is_doubted(
    outline: Callable[..., Outline], text: str, expected: list[tuple[str, str, str]]
) -> None:
    """Code, severity and the words that it is about; what is seen often is said once."""
    found = outline(text)
    doubts = list(layout_doubts(found, all_cues()["en"]))

    assert [
        (doubt.code, doubt.severity, found.document.quote(doubt.span)) for doubt in doubts if doubt.span
    ] == expected


def test_depth_is_doubted_once(outline: Callable[..., Outline]) -> None:
    """The first unit on the last level that is told apart."""
    found = outline("".join(f"{'  ' * at}- ships {at}\n" for at in range(DEEPEST + 3)))
    (doubt,) = layout_doubts(found, all_cues()["en"])

    assert doubt.code == "nested-too-deep"
    assert doubt.span == found.units[DEEPEST - 1].span
