"""Which lists a text introduces, with a sentence or a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.declarations import read_declarations
from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY, Finding
from partnergraph.build.lists import (
    Source,
    headings,
    introduced,
    introductions,
    named_lists,
    titled_paragraphs,
    unmarked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline, Unit

HEAD = "The work of two sides\n\n"


@pytest.fixture
def source(outline: Callable[..., Outline]) -> Callable[[str], Source]:
    """What the search reads of a text under a title."""

    def make(text: str) -> Source:
        found, cues = outline(HEAD + text), all_cues()["en"]
        declarations = read_declarations(found, cues)
        return Source(found, cues, {}, {(each.kind, each.unit.order): each.count for each in declarations})

    return make


def words(source: Source, units: list[Unit]) -> list[str]:
    """The words of units."""
    return [source.outline.words(unit) for unit in units]


@pytest.mark.parametrize(
    ("sentence", "introduces"),
    [
        ("The goals are the following:", True),
        ("The goals are as follows.", True),
        ("These are the partnership goals:", True),
        ("The three goals that both sides agreed in spring:", True),
        ("The goals agreed in spring will be reached together:", False),
        ("The goals are many.", False),
        ("The priorities are the following:", False),
    ],
)
def test_a_sentence_introduces_a_list(
    source: Callable[[str], Source], sentence: str, *, introduces: bool
) -> None:
    """It ends with a colon after the noun, or after a word such as « following », or it counts the list."""
    found = source(f"{sentence}\n\n- ships\n")

    assert words(found, list(introductions(found, GOAL))) == [sentence] * introduces


@pytest.mark.parametrize(
    ("text", "items", "codes"),
    [
        pytest.param(
            "The goals are:\n\n- ships\n- charts\n\nThey go.", ["ships", "charts"], [], id="after it"
        ),
        pytest.param(
            "1. The goals are:\n   - ships\n   - charts\n2. More", ["ships", "charts"], [], id="under it"
        ),
        pytest.param("The goals are:\n\nThey go.\n\n- ships", [], [], id="not directly after it"),
        pytest.param(
            "The goals are:\n\n1. ships\n\n   They go.\n\n2. charts",
            ["ships", "charts"],
            [],
            id="with their texts",
        ),
        pytest.param(
            "The goals are:\n\n  1. ships\n\nThey go.\n\n  2. charts",
            ["ships", "charts"],
            ["list-interrupted"],
            id="interrupted",
        ),
        pytest.param(
            "- The two goals are:\n- ships\n- charts\n- rescue",
            ["ships", "charts"],
            ["list-on-one-level"],
            id="counted",
        ),
    ],
)
def test_the_items_that_a_sentence_introduces(
    source: Callable[[str], Source], text: str, items: list[str], codes: list[str]
) -> None:
    """The list under it or right after it, with the doubts about it."""
    found, findings = source(text), list[Finding]()
    introduction = next(introductions(found, GOAL))

    assert words(found, introduced(found, introduction, GOAL, findings)) == items
    assert [finding.code for finding in findings] == codes


def test_lines_without_markers(source: Callable[[str], Source]) -> None:
    """Names after an introduction are its list, up to the first sentence."""
    found = source(
        "The goals are:\n\nShips: they go.\n\nCharts: they draw.\n\nThe sides will meet in spring."
    )

    assert words(found, unmarked(found, next(introductions(found, GOAL)))) == [
        "Ships: they go.",
        "Charts: they draw.",
    ]


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("PARTNERSHIP GOALS", True),
        ("Goals of the two sides", True),
        ("Goals and priorities", False),
        ("Safe seas", False),
        ("The goals will be reached", False),
    ],
)
def test_a_heading_is_about_one_kind(source: Callable[[str], Source], heading: str, about: bool) -> None:  # noqa: FBT001 a row of the table
    """It has the noun of one kind, and neither a verb nor a conjunction."""
    found = source(f"{heading}\n\n1. Ships\n2. Charts\n")

    assert words(found, list(headings(found, GOAL, None))) == [heading] * about


def test_the_lists_under_a_heading_are_names(source: Callable[[str], Source]) -> None:
    """A list of paragraphs under it is none; one that counts again is another."""
    found = source("PART 1 – GOALS\n\n1. They will meet.\n2. They will talk.\n1. Ships\n2. Charts\n")
    (heading,) = headings(found, GOAL, None)

    assert [words(found, items) for items in named_lists(found, heading, GOAL)] == [["Ships", "Charts"]]


def test_paragraphs_with_names_under_a_heading(source: Callable[[str], Source]) -> None:
    """All of them from the first one on have a name, and there are two or more."""
    found = source("PART 1 – GOALS\n\nThey are many.\n\nShips: they go.\n\nCharts: they draw.\n")
    (heading,) = headings(found, GOAL, None)

    assert words(found, titled_paragraphs(found, heading)) == ["Ships: they go.", "Charts: they draw."]


def test_the_words_of_an_item_have_no_label(source: Callable[[str], Source]) -> None:
    """« Goal 1.2: » is its number; a plain item has that of its marker."""
    found = source("- Goal 1.2: Ships\n\n3. Charts\n\nObjective 1 begins a sentence.")
    goal, charts, sentence = found.outline.units[1:]

    assert [found.words(unit, GOAL)[0] for unit in (goal, charts)] == ["1.2", "3"]
    assert found.outline.document.quote(found.words(goal, GOAL)[1]) == "Ships"
    assert found.prefix(goal, PRIORITY) is None
    assert found.prefix(sentence, OBJECTIVE) is None
