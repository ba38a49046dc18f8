"""Lists that nothing introduces, found by the numbers that the text declares.

« There are 16 goals in four priorities. » — and then four headings with sixteen items
under them. Where one place alone fits the numbers, that is the list.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnergraph.build.declarations import weak_counts
from partnergraph.build.elements import GOAL, PRIORITY, Finding
from partnergraph.build.lists import ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.elements import Declaration
    from partnergraph.build.lists import Source
    from partnergraph.build.outline import Unit


def groups_by_count(source: Source, declarations: tuple[Declaration, ...], taken: set[int]) -> list[Unit]:
    """The only neighbours that are as many as the priorities, with as many items under them as goals.

    Where none fit both numbers, the only whole list of groups that fits one of them, or the number of
    « areas »: the other number is then found to disagree.
    """
    numbers = {kind: {each.count for each in declarations if each.kind == kind} for kind in (GOAL, PRIORITY)}
    first = min((each.unit.order for each in declarations if each.kind == GOAL), default=0)
    neighbours = list(_siblings(source, first, taken))
    found = [
        nodes
        for siblings in neighbours
        for size in numbers[PRIORITY]
        for nodes in _windows(source, siblings, size, numbers[GOAL])
    ]
    if not found and numbers[GOAL]:
        sizes = numbers[PRIORITY] | weak_counts(source.outline, source.cues)
        found = [
            nodes
            for siblings in neighbours
            for nodes in _lists(source, siblings)
            if len(nodes) in sizes or _goals(source, nodes) in numbers[GOAL]
        ]
    return found[0] if len(found) == 1 else []


def _lists(source: Source, siblings: list[Unit]) -> Iterator[list[Unit]]:
    """The whole lists of groups among neighbours, those with a named item under each of several groups."""
    lists: dict[tuple[str, int], list[Unit]] = defaultdict(list)
    for unit in siblings:
        lists[unit.kind, unit.run].append(unit)
    for nodes in lists.values():
        items = [item for unit in nodes for item in source.goals_under(unit)]
        if len(nodes) > 1 and all(source.shape(item, GOAL) != "prose" for item in items):
            yield nodes


def _goals(source: Source, siblings: list[Unit]) -> int:
    return sum(len(source.goals_under(unit)) for unit in siblings)


def _siblings(source: Source, first: int, taken: set[int]) -> Iterator[list[Unit]]:
    """The units with items under them that stand side by side, after the first declaration."""
    under: dict[int, list[Unit]] = defaultdict(list)
    for unit in source.outline.units[first:]:
        if unit.kind in (*ITEMS, "heading") and unit.order not in taken and source.goals_under(unit):
            under[unit.parent].append(unit)
    yield from under.values()


def _windows(source: Source, siblings: list[Unit], size: int, goals: set[int]) -> Iterator[list[Unit]]:
    counts = [len(source.goals_under(unit)) for unit in siblings]
    for start in range(len(siblings) - size + 1):
        window = siblings[start : start + size]
        if sum(counts[start : start + size]) in goals and len({unit.kind for unit in window}) == 1:
            yield window


def items_by_count(source: Source, declarations: tuple[Declaration, ...], taken: set[int]) -> list[Unit]:
    """The only list after the declaration that has as many items as there are goals, each with a name."""
    goals = {each.count for each in declarations if each.kind == GOAL}
    first = min((each.unit.order for each in declarations if each.kind == GOAL), default=0)
    runs: dict[int, list[Unit]] = defaultdict(list)
    for unit in source.outline.units[first:]:
        if unit.run and unit.order not in taken:
            runs[unit.run].append(unit)
    found = [
        items
        for items in runs.values()
        if len(items) in goals and all(source.shape(item, GOAL) != "prose" for item in items)
    ]
    return found[0] if len(found) == 1 else []


def by_count(unit: Unit) -> Finding:
    """The finding on a list that was found so."""
    message = (
        "nothing introduces the list from here on; it was read as its items are as many as the text counts"
    )
    return Finding(
        "list-by-count", "warning", message, unit.words, "See whether it is the list that is counted."
    )
