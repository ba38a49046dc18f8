"""Codes of provisions: the language-neutral names of the subdivisions of a document.

A code follows the printed numbers (`1.3` is paragraph 3 of part 1), goals and
priorities are named by what they are (`3.g07`, `3.p4`), and what has no number
is counted (`0.b2` is the second bullet before the first part).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme
    from partnergraph.build.outline import Unit


def provision_codes(programme: Programme) -> dict[int, str]:
    """The code of every unit by its order; no two are equal."""
    named = {priority.unit.order: f"p{priority.ordinal}" for priority in programme.priorities}
    named |= {goal.unit.order: f"g{goal.ordinal:02}" for goal in programme.goals}
    codes: dict[int, str] = {}
    parts: dict[int, str] = {}
    taken: set[str] = set()
    for unit in programme.outline.units:
        parts[unit.order] = parts.get(unit.parent, "0")
        if unit.kind == "heading":
            code = parts[unit.order] = _heading_code(unit, taken)
        elif unit.order in named:
            code = f"{parts[unit.order]}.{named[unit.order]}"
        else:
            code = f"{codes.get(unit.parent, parts[unit.order])}.{_local_code(unit, programme)}"
        codes[unit.order] = _unused(code, taken)
        taken.add(codes[unit.order])
    return codes


def _heading_code(unit: Unit, taken: set[str]) -> str:
    return _unused(unit.number.lower(), taken)


def _local_code(unit: Unit, programme: Programme) -> str:
    siblings = programme.outline.children(programme.outline.unit(unit.parent) if unit.parent else None)
    alike = [sibling for sibling in siblings if sibling.kind == unit.kind]
    if unit.kind == "numbered-item":
        runs = list(dict.fromkeys(sibling.run for sibling in alike))
        number = unit.number.lower().replace(".", "-")
        return number if unit.run == runs[0] else f"l{runs.index(unit.run) + 1}-{number}"
    return f"{'b' if unit.kind == 'bullet-item' else 'u'}{alike.index(unit) + 1}"


def _unused(code: str, taken: set[str]) -> str:
    """The code, or the code with the first number that makes it unlike all others."""
    number, candidate = 1, code
    while candidate in taken:
        number += 1
        candidate = f"{code}-{number}"
    return candidate
