"""Lists that nothing introduces are found where one place alone fits the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

HEAD = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027\n\n"
GROUPS = "SAFE SEAS\n\n• Patrols\n• Charts\n\nSCHOOLS\n\n• Lessons\n"


def codes(programme: Programme) -> set[str]:
    """The codes of the findings that somebody must look at."""
    return {finding.code for finding in programme.findings if finding.severity != "info"}


def test_groups_that_fit_both_numbers(
    read: Callable[..., Programme], goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]]
) -> None:
    """Two headings with three items under them are the two priorities with the three goals."""
    found = read(f"{HEAD}There are three goals in two priorities.\n\n{GROUPS}")

    assert goals_by_priority(found) == [("SAFE SEAS", ["Patrols", "Charts"]), ("SCHOOLS", ["Lessons"])]
    assert codes(found) == {"list-by-count"}


@pytest.mark.parametrize(
    "sentence",
    [
        "There are four goals in two priorities.",
        "There are three goals in three priorities.",
        "There are four goals in two areas of cooperation.",
    ],
)
def test_groups_that_fit_one_number(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
    sentence: str,
) -> None:
    """The only groups of the text are read, and the number that is wrong is an error."""
    found = read(f"{HEAD}{sentence}\n\n{GROUPS}")

    assert goals_by_priority(found) == [("SAFE SEAS", ["Patrols", "Charts"]), ("SCHOOLS", ["Lessons"])]
    assert codes(found) >= {"list-by-count", "count-mismatch"}


def test_groups_that_fit_no_number(read: Callable[..., Programme]) -> None:
    """Four goals in three priorities are declared, three items in two groups are there: nothing is read."""
    found = read(f"{HEAD}There are four goals in three priorities.\n\n{GROUPS}")

    assert not found.goals
    assert "count-mismatch" in codes(found)


def test_two_places_that_fit(read: Callable[..., Programme]) -> None:
    """Where two lists fit the number, nobody knows which is meant."""
    found = read(f"{HEAD}There are two goals.\n\nMEANS\n\n• Boats\n• Books\n\nPLANS\n\n• Patrols\n• Charts\n")

    assert not found.goals


def test_a_list_that_fits(read: Callable[..., Programme]) -> None:
    """Without priorities, the only list of that length is the list of goals."""
    found = read(f"{HEAD}There are three goals.\n\nPLANS\n\n• Patrols\n• Charts\n• Rescue\n")

    assert [goal.label.text for goal in found.goals] == ["Patrols", "Charts", "Rescue"]
    assert codes(found) == {"list-by-count"}
