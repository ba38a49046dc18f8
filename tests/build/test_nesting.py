"""Under which unit each stands, and to which list it belongs: by indentation, and by markers without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.nesting import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.outline import Outline


@pytest.mark.parametrize(
    ("text", "parents", "runs"),
    [
        pytest.param("1. a\n  - b\n  - c\n2. d", [0, 1, 1, 0], [1, 2, 2, 1], id="indented"),
        pytest.param("- a\n  - b\n    - c\n- d", [0, 1, 2, 0], [1, 2, 3, 1], id="the same sign deeper"),
        pytest.param("1. a\na) b\nb) c\n2. d", [0, 1, 1, 0], [1, 2, 2, 1], id="markers alone"),
        pytest.param(
            "A. a\n1. b\n2. c\nB. d\n1. e", [0, 1, 1, 0, 4], [1, 2, 2, 1, 3], id="counting again under B"
        ),
        pytest.param("1. a\n2. b\n1. c\n2. d", [0, 0, 0, 0], [1, 1, 2, 2], id="a list begins again"),
        pytest.param("1. a\n1.1 b\n1.2 c\n2. d\n2.1 e", [0, 1, 1, 0, 4], [1, 2, 2, 1, 3], id="decimals"),
        pytest.param("PART 1\n- a\nPART 2\n- b", [0, 1, 0, 3], [0, 1, 0, 2], id="headings end lists"),
        pytest.param(
            "PART 1\nSECTION 1\n1. a\nSECTION 2\nPART 2", [0, 1, 2, 1, 0], [0, 0, 1, 0, 0], id="sections"
        ),
        pytest.param("PART 1\n1. a\nANNEX\n1. b", [0, 1, 0, 3], [0, 1, 0, 2], id="an annex stands apart"),
        pytest.param(
            "One.\n\nPriority 1: A\n1. b\n2. c\nPriority 2: D\n1. e",
            [0, 0, 2, 2, 0, 5],
            [0, 1, 2, 2, 1, 3],
            id="labels hold what follows",
        ),
        pytest.param(
            "- A\n    Goal 1: b\n    Goal 2: c\n- D", [0, 1, 1, 0], [1, 2, 2, 1], id="labels under a bullet"
        ),
        pytest.param(
            "1. They meet.\n2. They talk:\n\nA. SEAS\n1. b\n2. c\nB. SKIES\n1. d",
            [0, 0, 2, 3, 3, 2, 6],
            [1, 1, 2, 3, 3, 2, 4],
            id="one begins a list under a title",
        ),
        pytest.param("1. a\n\n   More of it.\n\n2. b", [0, 1, 0], [1, 0, 1], id="a paragraph in an item"),
        pytest.param(
            "1. They will meet.\n2. They will sing.\n\nAnd so on.",
            [0, 0, 0],
            [1, 1, 0],
            id="a paragraph after a list",
        ),
        pytest.param(" 9. a\n10. b", [0, 0], [1, 1], id="a longer number"),
    ],
)
def test_units_have_places(
    outline: Callable[..., Outline], text: str, parents: list[int], runs: list[int]
) -> None:
    """The order of the parent from 1, 0 for none; lists are numbered as they begin, 0 for no item."""
    units = outline(text).units

    assert [unit.parent for unit in units] == parents
    assert [unit.run for unit in units] == runs


def test_what_is_nested_too_deep_stands_on_the_last_level(outline: Callable[..., Outline]) -> None:
    """No path is longer than the limit."""
    found = outline("".join(f"{'  ' * at}- ships\n" for at in range(2 * DEEPEST)))

    assert max(sum(1 for _ in found.ancestors(unit)) for unit in found.units) == DEEPEST - 1
    assert len(found.units) == 2 * DEEPEST
