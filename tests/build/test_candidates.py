"""Candidate lists and the doubts about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.candidates import Candidates, not_introduced
from partnergraph.build.cues import all_cues
from partnergraph.build.declarations import read_declarations
from partnergraph.build.elements import GOAL
from partnergraph.build.lists import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline

ARE = "The goals are:\n\n"


@pytest.fixture
def candidates(outline: Callable[..., Outline]) -> Callable[[str], Candidates]:
    """The search in an English text under a title."""

    def make(text: str) -> Candidates:
        found, cues = outline(f"The work of two sides\n\n{text}"), all_cues()["en"]
        declarations = read_declarations(found, cues)
        counted = {(each.kind, each.unit.order): each.count for each in declarations}
        return Candidates(Source(found, cues, {}, counted), declarations, None)

    return make


@pytest.mark.parametrize(
    ("text", "lists", "codes"),
    [
        pytest.param(
            ARE + "- Ships: they go.\n- Charts: they draw.", [["Ships", "Charts"]], [], id="introduced"
        ),
        pytest.param("PART 1 – GOALS\n\n- Ships\n- Charts", [["Ships", "Charts"]], [], id="under a heading"),
        pytest.param(ARE + "They go.", [], ["introduction-without-list"], id="no list"),
        pytest.param(
            "GOALS\n\n1. Ships\n2. Charts\n1. Books\n2. Pens", [], ["list-not-introduced"], id="two lists"
        ),
        pytest.param(
            ARE + "Ships: they go.\n\nCharts: they draw.",
            [["Ships", "Charts"]],
            ["list-without-markers"],
            id="no markers",
        ),
        pytest.param(
            ARE + "- Ships: they go.\n- Charts\n- Books: they read.",
            [["Ships", "Charts", "Books"]],
            ["item-unlike"],
            id="a bare name among names with sentences",
        ),
        pytest.param(
            ARE + "- Safe seas\n- Ships;\n- Charts;\n- Rescue.",
            [["Safe seas", "Ships;", "Charts;", "Rescue."]],
            ["item-unlike"],
            id="a bare name among those that semicolons join",
        ),
        pytest.param(
            ARE + "- SAFE SEAS\n- Ships\n- Charts",
            [["SAFE SEAS", "Ships", "Charts"]],
            ["item-unlike"],
            id="a name in capitals among others",
        ),
        pytest.param(
            ARE + "- Seas:\n- Ships\n- Charts",
            [["Seas:", "Ships", "Charts"]],
            ["item-unlike"],
            id="a name with a colon",
        ),
        pytest.param(
            ARE + "- NATO\n- Ships;\n- Charts;",
            [["NATO", "Ships;", "Charts;"]],
            ["item-unlike"],
            id="no semicolon",
        ),
        pytest.param(ARE + "- CBRN\n- Ships\n- Charts", [["CBRN", "Ships", "Charts"]], [], id="an acronym"),
        pytest.param(
            ARE + "- Ships;\n- Charts;\n- Rescue", [["Ships;", "Charts;", "Rescue"]], [], id="the last one"
        ),
        pytest.param(
            ARE + "1. Ships\n2. Charts\n3. The sides will meet in the spring of every year.",
            [["Ships", "Charts"]],
            ["leftover-text"],
            id="a paragraph that counts on",
        ),
    ],
)
def test_lists_come_with_their_doubts(
    candidates: Callable[[str], Candidates], text: str, lists: list[list[str]], codes: list[str]
) -> None:
    """The items of each list by their names, and the codes of the findings."""
    search = candidates(text)
    found = [
        [search.source.outline.words(item).split(": ")[0] for item in items] for items in search.lists(GOAL)
    ]

    assert found == lists
    assert [finding.code for finding in search.findings] == codes


def test_what_is_taken_is_found_no_more(candidates: Callable[[str], Candidates]) -> None:
    """Neither a list whose items are read already, nor one of another kind."""
    search = candidates(ARE + "- Ships\n- Charts")
    (items,) = search.lists(GOAL)
    search.taken.update(item.order for item in items)

    assert list(search.lists(GOAL)) == []
    assert list(search.lists(GOAL, frozenset({2}))) == []


def test_a_heading_with_prose_alone_is_said(candidates: Callable[[str], Candidates]) -> None:
    """Unless such elements were found elsewhere."""
    search = candidates("PART 1 – GOALS\n\nThe sides will meet.\n\nThe sides will talk.")

    assert list(search.lists(GOAL)) == []
    assert [finding.code for finding in search.bare_headings(set())] == ["heading-without-list"]
    assert list(search.bare_headings({GOAL})) == []


def test_a_heading_that_introduces_nothing(outline: Callable[..., Outline]) -> None:
    """The finding stands at the heading."""
    (heading, *_) = outline("PART 1 – GOALS\n\n- Ships").units

    assert not_introduced(heading, "goals").span == heading.span
