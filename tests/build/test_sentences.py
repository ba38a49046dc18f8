"""Lists inside sentences, and what they list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.declarations import read_declarations
from partnergraph.build.sentences import lists_in_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The goals are: (i) ships; (ii) charts.", [("goal", ["ships", "charts"])]),
        ("en", "The priorities, namely (a) seas and (b) skies.", [("priority", ["seas", "skies"])]),
        ("en", "There are two goals: ships and charts.", [("goal", ["ships", "charts"])]),
        (
            "fr",
            "Les objectifs sont : a) la paix ; b) le savoir.",
            [("strategic-objective", ["la paix", "le savoir"])],
        ),
        ("en", "The goals were set. They have (i) ships; (ii) charts.", []),
        ("en", "The goals of the sides lie in (i) ships; (ii) charts.", []),
        ("en", "There are two goals in all.", []),
        ("en", "They have: (i) ships; (ii) charts.", []),
    ],
)
def test_a_sentence_says_what_it_lists(
    outline: Callable[..., Outline], language: str, text: str, expected: list[tuple[str, list[str]]]
) -> None:
    """A noun in the same sentence, right before the list, or a count with as many names."""
    found, cues = outline(f"A title\n\n{text}\n", language), all_cues()[language]
    lists = list(lists_in_sentences(found, read_declarations(found, cues), cues))

    assert [
        (each.kind, [found.document.quote(item.span) for item in each.items]) for each in lists
    ] == expected
    assert all(each.introduction.end <= each.items[0].span.start for each in lists)


def test_headings_list_nothing(outline: Callable[..., Outline]) -> None:
    """A heading is a name, and no sentence."""
    found, cues = outline("PART 1 – GOALS: (i) SHIPS (ii) CHARTS\n"), all_cues()["en"]

    assert list(lists_in_sentences(found, (), cues)) == []
