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
    """What the search for elements reads.

    `names` are the priorities that the text enumerates, `counted` the kinds with the orders of the units
    that declare how many of them there are.
    """

    outline: Outline
    cues: Cues
    names: dict[str, tuple[Declaration, Span]]
    counted: frozenset[tuple[ElementKind, int]]

    @property
    def speaks_of_priorities(self) -> bool:
        """Whether the text says how many priorities there are."""
        return any(kind == PRIORITY for kind, _ in self.counted)

    def prefix(self, unit: Unit, kind: ElementKind) -> re.Match[str] | None:
        """The words « objectif stratégique 1 – » at the beginning of an item."""
        words = "|".join(map(re.escape, self.cues.kinds[kind].item))
        pattern = rf"(?:{words})\s+(?P<number>\d{{1,3}}|[ivx]{{1,5}})\b\s*[–—:.-]?\s*"
        return re.match(pattern, fold_in_place(self.outline.words(unit)))

    def words(self, unit: Unit, kind: ElementKind) -> tuple[str, Span]:
        """The printed number of an element, and its words without such a prefix."""
        prefix = self.prefix(unit, kind)
        if prefix and prefix.end() < unit.words.end - unit.words.start:
            return prefix["number"], Span(unit.words.start + prefix.end(), unit.words.end)
        return unit.number, unit.words

    def declared(self, unit: Unit) -> tuple[Declaration, Span] | None:
        """The declaration and the place in it that enumerate this unit's label among the priorities."""
        label = split_item(self.outline.document, self.words(unit, PRIORITY)[1])[0].text
        return self.names.get(comparable(label, self.cues))

    def items_under(self, unit: Unit) -> list[Unit]:
        """The items printed directly under a unit."""
        return [child for child in self.outline.children(unit) if child.kind in _ITEMS]

    def groups(self, unit: Unit) -> bool:
        """Whether an item with items under it is their heading, and not a goal that is set out in points."""
        if self.declared(unit) or self.prefix(unit, PRIORITY) or self.speaks_of_priorities:
            return True
        return split_item(self.outline.document, unit.words)[1] is None


def read_structure(outline: Outline, declarations: tuple[Declaration, ...], cues: Cues) -> Structure:
    """The elements of a programme with the decisions taken and the doubts that remain."""
    names = {
        comparable(outline.document.quote(span), cues): (declaration, span)
        for declaration in reversed(declarations)
        if declaration.kind == PRIORITY
        for span in declaration.names
    }
    counted = frozenset((declaration.kind, declaration.unit.order) for declaration in declarations)
    source = _Source(outline, cues, names, counted)
    structure = Structure()
    structure.objectives = list(_objectives(source, structure))
    taken = {element.unit.order for element in structure.objectives}
    for introduction in _introductions(source, GOAL):
        _read_introduced(source, introduction, structure, taken)
    if not structure.priorities and not structure.goals:
        for introduction in _introductions(source, PRIORITY):
            for item in _introduced(source, introduction, structure):
                if item.order not in taken:
                    _read_priority(source, item, structure, under=0)
    return structure


def _read_introduced(source: _Source, introduction: Unit, structure: Structure, taken: set[int]) -> None:
    """Read the list that a unit introduces, unless its items are read already."""
    items = [item for item in _introduced(source, introduction, structure) if item.order not in taken]
    if items:
        structure.introductions.append(introduction)
        for item in items:
            taken.update(_with_descendants(source, item))
        _read_list(source, items, structure, under=0)
    elif introduction.order not in taken:
        message = "this introduces goals, and no list follows it directly"
        advice = "Goals are read from the items of a list."
        structure.findings.append(
            Finding("introduction-without-list", "warning", message, introduction.words, advice)
        )


def _objectives(source: _Source, structure: Structure) -> Iterator[Element]:
    """Items that begin « objectif stratégique 1 », with their neighbours; else an introduced list."""
    outline = source.outline
    runs = {unit.run for unit in outline.units if unit.kind in _ITEMS and source.prefix(unit, OBJECTIVE)}
    units = [unit for unit in outline.units if unit.run in runs and unit.run]
    if not units:
        lists = (_introduced(source, unit, structure) for unit in _introductions(source, OBJECTIVE))
        units = next((items for items in lists if items), [])
    for ordinal, unit in enumerate(units, 1):
        number, words = source.words(unit, OBJECTIVE)
        label = whole_label(outline.document, words)
        yield Element("strategic-objective", ordinal, number, label, unit, unit.words)


def _introductions(source: _Source, kind: ElementKind) -> Iterator[Unit]:
    """Units that end with a colon and say that such elements follow.

    That is: they count them, or nothing comes after their noun, or at last a word such as « suivants ».
    """
    nouns = "|".join(map(re.escape, source.cues.kinds[kind].nouns))
    introducing = "|".join(map(re.escape, (*source.cues.introducing, *source.cues.open_list)))
    pattern = re.compile(
        rf"(?:\b(?:{introducing})\s+)?\b(?:{nouns})\b(?:[^:]*\b(?:{introducing})\b[^:.]{{0,20}})?\s*:$"
    )
    for unit in source.outline.units:
        words = fold_in_place(source.outline.words(unit)).rstrip()
        counts = words.endswith(":") and (kind, unit.order) in source.counted
        if counts or pattern.search(words):
            yield unit


def _introduced(source: _Source, introduction: Unit, structure: Structure) -> list[Unit]:
    """The items a unit introduces: those under it, else those that follow it as another list.

    A following item that continues the introduction's own list counts only if the text enumerates it.
    """
    under = source.items_under(introduction)
    if under:
        return under
    items: list[Unit] = []
    following = list(source.outline.following(introduction))
    for place, unit in enumerate(following):
        own_list = unit.run == introduction.run and unit.kind == introduction.kind
        if own_list and unit.kind in _ITEMS and not source.declared(unit):
            break
        if unit.kind in _ITEMS:
            items.append(unit)
        elif not items or not _goes_on(source, items[-1], unit, following[place + 1 :]):
            break
        else:
            message = "this stands between the items of a list, which is read on after it"
            structure.findings.append(
                Finding("list-interrupted", "warning", message, unit.words, "See whether the list ends here.")
            )
    return items


def _goes_on(source: _Source, last: Unit, between: Unit, rest: list[Unit]) -> bool:
    """Whether a list goes on after a paragraph that introduces nothing itself."""
    after = next((unit for unit in rest if unit.kind in _ITEMS), None)
    if after is None or source.outline.words(between).rstrip().endswith(":"):
        return False
    alike = after.kind == last.kind and after.indent == last.indent
    if after.number.isdigit() and last.number.isdigit():
        return alike and int(after.number) == int(last.number) + 1
    return alike


def _with_descendants(source: _Source, unit: Unit) -> Iterator[int]:
    yield unit.order
    for child in source.outline.children(unit):
        yield from _with_descendants(source, child)


def _read_list(source: _Source, items: list[Unit], structure: Structure, under: int) -> None:
    """Read the items of one level, printed under a priority or under none.

    An item that is enumerated as a priority is one. If nothing is printed under it, what follows it
    belongs to it, up to the next one.
    """
    belongs_to = under
    for item in items:
        declared = source.declared(item)
        children = source.items_under(item)
        if declared or (children and not under and source.groups(item)):
            priority = _read_priority(source, item, structure, under)
            belongs_to = priority.ordinal if declared and not children else under
        else:
            _add_goal(source, item, structure, belongs_to)


def _read_priority(source: _Source, item: Unit, structure: Structure, under: int) -> Element:
    number, words = source.words(item, PRIORITY)
    label, _ = split_item(source.outline.document, words)
    declared = source.declared(item)
    ordinal = len(structure.priorities) + 1
    also = (declared[1],) if declared else ()
    priority = Element("priority", ordinal, number, label, item, item.words, printed_under=under, also=also)
    structure.priorities.append(priority)
    children = source.items_under(item)
    if declared and (under or not children):
        reason = "enumerated-priority" if children else "enumerated-priority-flat"
        structure.decisions.append(Decision(reason, priority, under, *declared))
    _read_list(source, children, structure, under=ordinal)
    return priority


def _add_goal(source: _Source, item: Unit, structure: Structure, priority: int) -> None:
    """Add a goal; items printed under it have no place that the text explains."""
    number, words = source.words(item, GOAL)
    label, description = split_item(source.outline.document, words)
    goal = Element(
        "goal",
        len(structure.goals) + 1,
        number,
        label,
        item,
        item.words,
        description,
        priority=priority,
        ordinal_in_parent=sum(goal.priority == priority for goal in structure.goals) + 1,
        printed_under=priority,
    )
    structure.goals.append(goal)
    for child in source.items_under(item):
        structure.findings.append(_under_a_goal(source, child, goal))


def _under_a_goal(source: _Source, child: Unit, goal: Element) -> Finding:
    """An item under a goal: a point of its description, or, where priorities are spoken of, misplaced."""
    if goal.description and not source.speaks_of_priorities:
        message = f"this is printed under the goal « {goal.label.text} », and is not read as a goal"
        return Finding("item-under-goal", "warning", message, child.words)
    return Finding(
        "unplaced-item",
        "error",
        f"this item is printed under « {goal.label.text} », and nothing in the text says what it is",
        child.words,
        "If it belongs to a priority that the text enumerates, the two names must agree.",
    )


def in_text_order(structure: Structure) -> Structure:
    """The same structure with goals and priorities numbered in the order of the text."""
    goals = sorted(structure.goals, key=lambda goal: goal.span)
    structure.goals = [replace(goal, ordinal=ordinal) for ordinal, goal in enumerate(goals, 1)]
    return structure


def element_at(
    outline: Outline, cues: Cues, unit: Unit, kind: ElementKind, words: Span, number: str
) -> Element:
    """The element that words of a unit are where an editor says so; it has no ordinal yet."""
    source = _Source(outline, cues, {}, frozenset())
    printed, name = source.words(replace(unit, words=words, number=number), kind)
    label, description = split_item(outline.document, name)
    if kind == OBJECTIVE:
        label, description = whole_label(outline.document, name), None
    if kind == PRIORITY:
        description = None
    return Element(kind, 0, printed, label, unit, words, description)
