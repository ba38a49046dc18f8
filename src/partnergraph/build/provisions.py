"""Codes of provisions: the language-neutral names of the subdivisions of a document.

A code follows the printed numbers (`1.3` is paragraph 3 of part 1), goals and
priorities are named by what they are (`3.g07`, `3.p4`), and what has no number
is counted (`0.b2` is the second bullet before the first part).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme
    from partnergraph.build.outline import Unit

_COUNTED: Final = {"bullet-item": "b", "heading": "h", "page-furniture": "f"}  # others are `u`


def provision_codes(programme: Programme) -> dict[int, str]:
    """The code of every unit by its order; no two are equal."""
    named = {each.unit.order: f"p{each.ordinal}" for each in programme.priorities if each.fills_unit}
    named |= {goal.unit.order: f"g{goal.ordinal:02}" for goal in programme.goals if goal.fills_unit}
    local = _local_codes(programme)
    codes: dict[int, str] = {}
    parts: dict[int, str] = {}
    taken = _Taken()
    for unit in programme.outline.units:
        parts[unit.order] = parts.get(unit.parent, "0")
        if unit.order in named:
            code = f"{parts[unit.order]}.{named[unit.order]}"
        elif unit.kind == "heading" and unit.number:
            code = unit.number.lower().replace(".", "-")
        else:
            code = f"{codes.get(unit.parent, parts[unit.order])}.{local[unit.order]}"
        codes[unit.order] = taken.take(code)
        if unit.kind == "heading" and unit.number and unit.order not in named:
            parts[unit.order] = codes[unit.order]
    return codes


def _local_codes(programme: Programme) -> dict[int, str]:
    """What the code of each unit adds to the code above it: its number, or its place among its like."""
    counts: Counter[tuple[int, str]] = Counter()
    runs: dict[int, dict[int, int]] = {}
    codes: dict[int, str] = {}
    for unit in programme.outline.units:
        if unit.kind == "numbered-item":
            nth = runs.setdefault(unit.parent, {}).setdefault(unit.run, len(runs[unit.parent]) + 1)
            number = _number(unit, programme)
            codes[unit.order] = number if nth == 1 else f"l{nth}-{number}"
        else:
            letter = _COUNTED.get(unit.kind, "u")
            counts[unit.parent, letter] += 1
            codes[unit.order] = f"{letter}{counts[unit.parent, letter]}"
    return codes


def _number(unit: Unit, programme: Programme) -> str:
    """The printed number; of `1.2` under `1.` only what is new in it."""
    number = unit.number.lower()
    above = programme.outline.unit(unit.parent).number.lower() if unit.parent else ""
    return number.removeprefix(f"{above}.").replace(".", "-")


class _Taken:
    """The codes that are given, and how often each was asked for."""

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._asked: dict[str, int] = {}

    def take(self, code: str) -> str:
        """The code, or the code with the first number that makes it unlike all others."""
        number, candidate = self._asked.get(code, 1), code
        while candidate in self._codes:
            number += 1
            candidate = f"{code}-{number}"
        self._asked[code] = number
        self._codes.add(candidate)
        return candidate
