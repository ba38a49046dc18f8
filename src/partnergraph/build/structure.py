"""Lists to elements: which items are objectives, priorities and goals.

The document's own declarations decide. An item that the text enumerates among
its priorities is one, wherever it is printed; that is recorded as a Decision.
What nothing in the text explains is a Finding, and nothing is repaired silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY, Decision, Element, Finding
from partnergraph.build.labels import comparable, split_item, whole_label
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, ElementKind
    from partnergraph.build.outline import Outline, Unit

_ITEMS: Final = ("numbered-item", "bullet-item")


@dataclass(slots=True)
class Structure:
    """The elements found so far, in the order of the text."""

    objectives: list[Element] = field(default_factory=list)
    priorities: list[Element] = field(default_factory=list)
    goals: list[Element] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    introductions: list[Unit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Source:
    """What the search for elements reads."""

    outline: Outline
    cues: Cues
    names: dict[str, tuple[Declaration, Span]]

    def declared(self, unit: Unit) -> tuple[Declaration, Span] | None:
        """The declaration and the place in it that enumerate this unit's label among the priorities."""
        label = split_item(self.outline.document, unit.words)[0].text
        return self.names.get(comparable(label, self.cues))

    def items_under(self, unit: Unit) -> list[Unit]:
        """The items printed directly under a unit."""
        return [child for child in self.outline.children(unit) if child.kind in _ITEMS]


def read_structure(outline: Outline, declarations: tuple[Declaration, ...], cues: Cues) -> Structure:
    """The elements of a programme with the decisions taken and the doubts that remain."""
    names = {
        comparable(outline.document.quote(span), cues): (declaration, span)
        for declaration in reversed(declarations)
        if declaration.kind == PRIORITY
        for span in declaration.names
    }
    source = _Source(outline, cues, names)
    structure = Structure()
    structure.objectives = list(_objectives(source))
    taken = {element.unit.order for element in structure.objectives}
    for introduction in _introductions(source, GOAL):
        items = [item for item in _introduced(source, introduction) if item.order not in taken]
        if items:
            structure.introductions.append(introduction)
            for item in items:
                taken.update(_with_descendants(source, item))
            _read_list(source, items, structure)
    return structure


def _objectives(source: _Source) -> Iterator[Element]:
    """Items that begin « objectif stratégique 1 », with their neighbours; else an introduced list."""
    outline = source.outline
    named = [unit for unit in outline.units if unit.kind in _ITEMS and _prefix(source, unit, OBJECTIVE)]
    runs = {unit.run for unit in named}
    units = [unit for unit in outline.units if unit.run in runs and unit.run]
    if not units:
        lists = (_introduced(source, intro) for intro in _introductions(source, OBJECTIVE))
        units = next((items for items in lists if items), [])
    for ordinal, unit in enumerate(units, 1):
        prefix = _prefix(source, unit, OBJECTIVE)
        start = unit.words.start + (prefix.end() if prefix else 0)
        label = whole_label(outline.document, Span(start, unit.words.end))
        number = prefix["number"] if prefix else unit.number
        yield Element("strategic-objective", ordinal, number, label, unit, unit.words)


def _prefix(source: _Source, unit: Unit, kind: ElementKind) -> re.Match[str] | None:
    """The words « objectif stratégique 1 – » at the beginning of an item."""
    words = "|".join(map(re.escape, source.cues.kinds[kind].item))
    pattern = rf"(?:{words})\s+(?P<number>\d{{1,3}}|[ivx]{{1,5}})\b\s*[–—:.-]?\s*"
    return re.match(pattern, fold_in_place(source.outline.words(unit)))


def _introductions(source: _Source, kind: ElementKind) -> Iterator[Unit]:
    """Units that speak of such elements in the plural and end with a colon."""
    nouns = "|".join(map(re.escape, source.cues.kinds[kind].nouns))
    for unit in source.outline.units:
        words = fold_in_place(source.outline.words(unit))
        if words.rstrip().endswith(":") and re.search(rf"\b(?:{nouns})\b", words):
            yield unit


def _introduced(source: _Source, introduction: Unit) -> list[Unit]:
    """The items a unit introduces: those under it, else those that follow it as another list.

    A following item that continues the introduction's own list counts only if the text enumerates it.
    """
    under = source.items_under(introduction)
    if under:
        return under
    items: list[Unit] = []
    for unit in source.outline.following(introduction):
        own_list = unit.run == introduction.run and unit.kind == introduction.kind
        if unit.kind not in _ITEMS or (own_list and not source.declared(unit)):
            break
        items.append(unit)
    return items


def _with_descendants(source: _Source, unit: Unit) -> Iterator[int]:
    yield unit.order
    for child in source.outline.children(unit):
        yield from _with_descendants(source, child)


def _read_list(source: _Source, items: list[Unit], structure: Structure) -> None:
    """Items with items of their own, or with a name that is enumerated, are priorities; the others goals."""
    for item in items:
        if source.items_under(item) or source.declared(item):
            _read_priority(source, item, structure, under=0)
        else:
            _add_goal(source, item, structure, priority=0)


def _read_priority(source: _Source, item: Unit, structure: Structure, under: int) -> None:
    label, _ = split_item(source.outline.document, item.words)
    declared = source.declared(item)
    priority = Element(
        "priority",
        len(structure.priorities) + 1,
        item.number,
        label,
        item,
        item.words,
        printed_under=under,
        also=(declared[1],) if declared else (),
    )
    structure.priorities.append(priority)
    if under and declared:
        structure.decisions.append(Decision("enumerated-priority", priority, under, *declared))
    # The goals first, then the priorities printed among them: a nested priority ends its host's list.
    nested = [child for child in source.items_under(item) if source.declared(child)]
    for child in source.items_under(item):
        if child not in nested:
            _add_goal(source, child, structure, priority.ordinal)
    for child in nested:
        _read_priority(source, child, structure, under=priority.ordinal)


def _add_goal(source: _Source, item: Unit, structure: Structure, priority: int) -> None:
    """Add a goal; items printed under it have no place that the text explains."""
    prefix = _prefix(source, item, GOAL)
    words = Span(item.words.start + prefix.end(), item.words.end) if prefix else item.words
    label, description = split_item(source.outline.document, words)
    siblings = sum(goal.priority == priority for goal in structure.goals)
    goal = Element(
        "goal",
        len(structure.goals) + 1,
        prefix["number"] if prefix else item.number,
        label,
        item,
        item.words,
        description,
        priority=priority,
        ordinal_in_parent=siblings + 1,
        printed_under=priority,
    )
    structure.goals.append(goal)
    for child in source.items_under(item):
        structure.findings.append(
            Finding(
                "unplaced-item",
                "error",
                f"this item is printed under « {label.text} », and nothing in the text says what it is",
                child.words,
                "If it belongs to a priority that the text enumerates, the two names must agree.",
            )
        )


def in_text_order(structure: Structure) -> Structure:
    """The same structure with goals and priorities numbered in the order of the text."""
    goals = sorted(structure.goals, key=lambda goal: goal.span)
    structure.goals = [replace(goal, ordinal=ordinal) for ordinal, goal in enumerate(goals, 1)]
    return structure
