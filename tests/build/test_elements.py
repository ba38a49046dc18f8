"""The values of a reading: frozen, and easy to ask."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import read_document
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme

TEXT = Path(__file__).parent.parent.parent / "data/programmes/nato-jpn-itpp-2023/fr.txt"


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The reading of the founding text."""
    return read_programme(read_document(TEXT))


def test_elements_come_objectives_first(programme: Programme) -> None:
    """3 objectives, 4 priorities, 16 goals in lists; 5 kinds of activity and 5 challenges in sentences."""
    kinds = [element.kind for element in programme.elements()]
    listed = [element.kind for element in programme.listed()]

    assert listed == ["strategic-objective"] * 3 + ["priority"] * 4 + ["goal"] * 16
    assert kinds == listed + ["activity-kind"] * 5 + ["challenge"] * 5


@pytest.mark.parametrize(("priority", "goals"), [(1, 5), (2, 3), (3, 6), (4, 2), (0, 0)])
def test_goals_are_asked_by_priority(programme: Programme, priority: int, goals: int) -> None:
    """0 asks for goals under none."""
    assert len(programme.goals_of(priority)) == goals


def test_a_reading_is_frozen(programme: Programme) -> None:
    """No later stage changes what an earlier one read."""
    with pytest.raises(FrozenInstanceError):
        programme.goals[0].ordinal = 2  # type: ignore[misc]  # the point of the test
