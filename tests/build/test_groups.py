"""Which units are the priorities of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

HEAD = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027\n\n"
FRENCH = "Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2024-2027\n\n"

SEAS = "Seas\n\n• Patrols\n• Charts\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Priority 1: Seas\n\n• Patrols\n• Charts\n\nPriority 2: Schools\n\n• Lessons\n",
        f"{HEAD}PRIORITY ONE – Seas\n\n• Patrols\n• Charts\n\nPRIORITY TWO – Schools\n\n• Lessons\n",
        f"{HEAD}First priority: Seas\n\n• Patrols\n• Charts\n\nSecond priority: Schools\n\n• Lessons\n",
        f"{HEAD}PRIORITY I\nSeas\n\n• Patrols\n• Charts\n\nPRIORITY II\nSchools\n\n• Lessons\n",
        f"{HEAD}The priorities are:\n\n• Seas\n• Schools\n\n{SEAS}Schools\n\n• Lessons\n",
        f"{FRENCH}PRIORITE N° 1 – Seas\n\n• Patrols\n• Charts\n\nPRIORITE N° 2 – Schools\n\n• Lessons\n",
        f"{FRENCH}Première priorité\u00a0: {SEAS}Deuxième priorité\u00a0: Schools\n\n• Lessons\n",
    ],
)
def test_what_says_that_it_is_one(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
    text: str,
) -> None:
    """Labels with figures, words, Roman numbers and ordinals, and names that a list gives."""
    assert goals_by_priority(read(text)) == [("Seas", ["Patrols", "Charts"]), ("Schools", ["Lessons"])]


def test_a_priority_that_is_named_again(read: Callable[..., Programme]) -> None:
    """In a contents list it has no goals; other items under it in an annex are not read, and that is said."""
    body = "Priority 1: Seas\n\n• Patrols\n\nPriority 2: Schools\n\n• Lessons\n\n"
    contents = "Priority 1: Seas\nPriority 2: Schools\n\n"
    annex = "ANNEX\n\nPriority 1: Seas\n\n• Boats\n"

    found = read(HEAD + contents + body + annex)

    assert [priority.label.text for priority in found.priorities] == ["Seas", "Schools"]
    assert [goal.label.text for goal in found.goals] == ["Patrols", "Lessons"]
    assert [finding.span for finding in found.findings if finding.code == "several-lists"] == [
        found.outline.units[-1].words
    ]


def test_pillars_are_priorities_where_goals_are_in_pillars(read: Callable[..., Programme]) -> None:
    """A word that can mean anything needs a sentence that says so."""
    groups = "Pillar 1: Seas\n\n• Patrols\n\nPillar 2: Schools\n\n• Lessons\n"

    found = read(f"{HEAD}The goals are arranged in pillars.\n\n{groups}")
    other = read(f"{HEAD}The temple rests on pillars.\n\n{groups}")

    assert [priority.label.text for priority in found.priorities] == ["Seas", "Schools"]
    assert "priorities-not-named" in {finding.code for finding in found.findings}
    assert not other.priorities
