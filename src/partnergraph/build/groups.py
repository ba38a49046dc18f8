"""Which units are the priorities: those that say so, that the text names, or that it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnergraph.build.elements import GOAL, PRIORITY, Finding
from partnergraph.build.introductions import named_own
from partnergraph.build.labels import comparable, split_item
from partnergraph.build.lists import ITEMS, introductions

if TYPE_CHECKING:
    from partnergraph.build.candidates import Candidates
    from partnergraph.build.lists import Source
    from partnergraph.build.outline import Unit


def find_priorities(candidates: Candidates) -> dict[int, Unit]:
    """Units that say « Priority 1 », or that the text names; else introduced or headed lists; by their order.

    What was looked at is taken, and doubts are findings of the candidates.
    """
    source, taken = candidates.source, candidates.taken
    known: dict[int, Unit] = {}
    for unit in source.outline.units:
        if unit.order in taken or unit.kind not in (*ITEMS, "heading"):
            continue
        named = unit.kind == "heading" or source.items_under(unit)
        if source.prefix(unit, PRIORITY) or (named and source.declared(unit)):
            known[unit.order] = unit
    known = _named_once(known, candidates) or _labelled_groups(candidates)
    if not known:
        goals = frozenset(unit.order for unit in introductions(source, GOAL))
        for items in candidates.lists(PRIORITY, goals):
            known |= {unit.order: unit for unit in _at_their_headings(items, source)}
            taken.update(item.order for item in items if item.order not in known)
    return known


def _named_once(known: dict[int, Unit], candidates: Candidates) -> dict[int, Unit]:
    """Of a priority that is named again, in a table of contents or an annex, the one that holds a list."""
    source = candidates.source
    named: dict[tuple[str, str], list[Unit]] = {}
    for unit in known.values():
        named.setdefault((_name(unit, source), source.words(unit, PRIORITY)[0]), []).append(unit)
    kept = [next((unit for unit in units if source.goals_under(unit)), units[0]) for units in named.values()]
    for unit in (unit for unit in known.values() if unit not in kept):
        candidates.taken.update(source.descendants(unit))
        if items := source.goals_under(unit):
            message = "the priority above this was read before: what stands under it here was not read"
            advice = "See which of the two lists is meant."
            candidates.findings.append(Finding("several-lists", "warning", message, items[0].words, advice))
    return {unit.order: unit for unit in kept}


def _labelled_groups(candidates: Candidates) -> dict[int, Unit]:
    """Units that say « Pillar 1 » and have items under them, where a sentence speaks of goals in pillars."""
    source, kinds = candidates.source, candidates.source.cues.kinds
    units = source.outline.units
    found = {unit.order: unit for unit in units if source.group_prefix(unit) and source.goals_under(unit)}
    said = (
        unit
        for unit in units
        if named_own(source.outline.folded(unit), kinds[GOAL])
        and any(noun in source.outline.folded(unit) for noun in kinds[PRIORITY].weak)
    )
    first = next(said, None) if len(found) > 1 else None
    if first is None:
        return {}
    message = (
        "the text groups its goals so, and names no priorities; these groups were read as its priorities"
    )
    finding = Finding("priorities-not-named", "warning", message, first.words, "See whether they are.")
    candidates.findings.append(finding)
    return found


def _at_their_headings(items: list[Unit], source: Source) -> list[Unit]:
    """The items of a list of priorities, or what bears their names elsewhere and holds lists."""
    if any(source.items_under(item) for item in items):
        return items
    own = {item.order for item in items}
    holding = {
        _name(unit, source): unit
        for unit in reversed(source.outline.units)
        if unit.kind in (*ITEMS, "heading") and unit.order not in own and source.outline.children(unit)
    }
    found = [holding.get(_name(item, source)) for item in items]
    return [unit for unit in found if unit] if all(found) else items


def _name(unit: Unit, source: Source) -> str:
    words = source.words(unit, PRIORITY)[1]
    return comparable(split_item(source.outline.masked, words)[0].text, source.cues)
