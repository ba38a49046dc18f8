"""The elements of a text as an editor sees them: corrections of kind and place, applied to a Structure.

An item that an editor makes a priority takes what is printed under it, or, where nothing is, what follows it
on its level up to the next priority, as the reader does. What is printed under a goal is no goal of its own.
Afterwards everything is numbered anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.corrections import KINDS, NO_ELEMENT
from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY, Finding, Judgement
from partnergraph.build.structure import Structure, element_at

if TYPE_CHECKING:
    from partnergraph.build.corrections import Correction
    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Span
    from partnergraph.build.elements import Element, ElementKind
    from partnergraph.build.outline import Outline, Unit

_ITEMS: Final = ("numbered-item", "bullet-item")
_UNPLACED: Final = ("unplaced-item", "item-under-goal")


def regroup(
    structure: Structure, corrections: tuple[Correction, ...], outline: Outline, cues: Cues
) -> tuple[Structure, tuple[Judgement, ...]]:
    """The structure with the corrections that are about its elements, and these as they were applied.

    One that changes nothing, or cannot be applied, is a finding of the structure.
    """
    about = [each for each in corrections if each.change in KINDS or each.change == NO_ELEMENT]
    if not about:
        return structure, ()
    regrouping = _Regrouping(outline, cues, structure, _drafts(structure))
    regrouping.take(about)
    for change, apply in (
        (NO_ELEMENT, regrouping.remove),
        ("objective", regrouping.make_objective),
        ("priority", regrouping.make_priority),
        ("goal", regrouping.make_goal),
    ):
        for order, correction in sorted(regrouping.targets.items()):
            if correction.change == change:
                apply(outline.unit(order), correction)
    regrouping.place_goals()
    return regrouping.structure_found()


def out_of_date(correction: Correction, why: str, advice: str, span: Span | None = None) -> Finding:
    """The finding on a correction that does not fit its text, or fits it without it."""
    message = f"the correction at {correction.place} is out of date: {why}"
    return Finding("correction-out-of-date", "error", message, span or correction.span, advice)


def contradiction(correction: Correction, other: Correction) -> Finding:
    """The finding on a second correction of the same thing."""
    message = f"the correction at {correction.place} is about the same as that at {other.place}"
    return Finding("correction-contradiction", "error", message, correction.span, "Keep one of the two.")


@dataclass(slots=True, eq=False)
class _Draft:
    """An element not numbered yet; `parent` is the priority it belongs to, `printed` the one above it."""

    element: Element
    parent: _Draft | None = None
    printed: _Draft | None = None
    made: bool = False


def _drafts(structure: Structure) -> list[_Draft]:
    priorities = [_Draft(priority) for priority in structure.priorities]
    goals = [_Draft(goal) for goal in structure.goals]
    for draft in (*priorities, *goals):
        draft.printed = priorities[draft.element.printed_under - 1] if draft.element.printed_under else None
        draft.parent = priorities[draft.element.priority - 1] if draft.element.priority else None
    return [*(_Draft(objective) for objective in structure.objectives), *priorities, *goals]


@dataclass(slots=True)
class _Regrouping:
    """The work on one structure; `targets` are the corrections by the unit they are about."""

    outline: Outline
    cues: Cues
    before: Structure
    drafts: list[_Draft]
    targets: dict[int, Correction] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    judged: list[tuple[Correction, list[_Draft]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, corrections: list[Correction]) -> None:
        """Find the unit of each correction."""
        for correction in corrections:
            span = correction.span
            unit = next((unit for unit in self.outline.units if _holds(unit.span, span)), None)
            if unit is None:
                self._refuse(correction, "its words stand in more than one item", "Quote words of one item.")
            elif unit.order in self.targets:
                self.findings.append(contradiction(correction, self.targets[unit.order]))
            else:
                self.targets[unit.order] = correction

    def remove(self, unit: Unit, correction: Correction) -> None:
        """What the reader took for an element is none, or what it could not place is none."""
        found = self._at(unit, correction)
        unplaced = [each for each in self.before.findings if each.code in _UNPLACED and _in(unit, each)]
        if found:
            self._take_out(found)
        if found or unplaced:
            self._judge(correction)
            self.settled.add(unit.order)

    def make_objective(self, unit: Unit, correction: Correction) -> None:
        """A unit is a strategic objective."""
        found = self._at(unit, correction)
        if found and found.element.kind == OBJECTIVE:
            self._refuse(correction, "this is an objective already", "Take the correction out.")
            return
        self._judge(correction, self._make(unit, OBJECTIVE, found))

    def make_priority(self, unit: Unit, correction: Correction) -> None:
        """A unit is a priority, with what is printed under it or follows it."""
        found = self._at(unit, correction)
        if found and found.element.kind == PRIORITY:
            self._refuse(correction, "this is a priority already", "Take the correction out.")
            return
        priority = self._make(unit, PRIORITY, found)
        priority.printed = self._above(unit)
        made = [priority]
        under = [child for child in self.outline.children(unit) if child.kind in _ITEMS]
        for child in under:
            target = self.targets.get(child.order)
            goals = self._of(child)
            if target and target.change == NO_ELEMENT and child.order not in self.settled:
                self._judge(target)
                self.settled.add(child.order)
            elif not target and not goals:
                made.append(self._make(child, GOAL, None))
                goals = made[-1:]
            for goal in goals:
                if goal.element.kind == GOAL:
                    goal.parent = goal.printed = priority
        if not under:
            self._take_following(unit, priority)
        self._judge(correction, *made)

    def make_goal(self, unit: Unit, correction: Correction) -> None:
        """A unit is a goal; what the reader took for goals under it are points of it."""
        found = self._at(unit, correction)
        if found and found.element.kind == GOAL:
            if correction.priority is None:
                self._refuse(correction, "this is a goal already", "Take the correction out.")
            else:
                self._judge(correction, found)
            return
        for point in [each for each in self.drafts if found and each.parent is found]:
            if point.element.unit.order not in self.targets and self._is_under(point, unit):
                self.drafts.remove(point)
                message = "this is printed under what an editor made a goal, and is not read as a goal"
                self.findings.append(Finding("item-under-goal", "warning", message, point.element.span))
        goal = self._make(unit, GOAL, found)
        goal.parent = goal.printed = self._printed(unit)
        self._judge(correction, goal)

    def place_goals(self) -> None:
        """Give the goals the priorities that corrections name, and refuse what has had no effect."""
        priorities = self._sorted(PRIORITY)
        for correction, drafts in list(self.judged):
            number = correction.priority
            if number is None:
                continue
            (goal,) = drafts
            if number > len(priorities):
                self._refuse(correction, f"there are {len(priorities)} priorities", "Mend priority = ….")
            elif (chosen := priorities[number - 1] if number else None) is goal.parent and not goal.made:
                self._refuse(correction, "this goal stands there already", "Take the correction out.")
                self.judged.remove((correction, drafts))
            else:
                goal.parent = chosen
        for order, correction in self.targets.items():
            if correction.change == NO_ELEMENT and order not in self.settled:
                self._refuse(correction, "the reader takes this for no element", "Take the correction out.")

    def structure_found(self) -> tuple[Structure, tuple[Judgement, ...]]:
        """The elements, numbered in the order of the text, and the corrections applied."""
        numbers = {id(each): n for n, each in enumerate(self._sorted(PRIORITY), 1)}
        final: dict[int, Element] = {}
        for kind in (OBJECTIVE, PRIORITY, GOAL):
            counts: dict[int, int] = {}
            for ordinal, draft in enumerate(self._sorted(kind), 1):
                place = numbers.get(id(draft.parent), 0)
                counts[place] = counts.get(place, 0) + 1
                final[id(draft)] = replace(
                    draft.element,
                    ordinal=ordinal,
                    priority=place,
                    ordinal_in_parent=counts[place] if kind == GOAL else 0,
                    printed_under=numbers.get(id(draft.printed), 0),
                )
        structure = Structure(
            [final[id(each)] for each in self._sorted(OBJECTIVE)],
            [final[id(each)] for each in self._sorted(PRIORITY)],
            [final[id(each)] for each in self._sorted(GOAL)],
            [],
            [*filter(self._stands, self.before.findings), *self.findings],
            self.before.introductions,
        )
        for decision in self.before.decisions:
            moved = [each for each in self.drafts if each.element == decision.element]
            structure.decisions += [
                replace(decision, element=final[id(each)], printed_under=final[id(each)].printed_under)
                for each in moved
            ]
        return structure, tuple(self._judgement(*judged, final) for judged in self.judged)

    def _judgement(
        self, correction: Correction, drafts: list[_Draft], final: dict[int, Element]
    ) -> Judgement:
        elements = tuple(final[id(draft)] for draft in drafts if id(draft) in final)
        made = tuple(final[id(draft)] for draft in drafts if draft.made and id(draft) in final)
        first = elements[0] if elements else None
        moved = first is not None and first.printed_under != first.priority
        return Judgement(
            correction.change,
            correction.span,
            correction.reason,
            elements,
            made,
            (first.printed_under, first.priority) if first and moved else None,
        )

    def _stands(self, finding: Finding) -> bool:
        """Whether a finding of the reader is still one: not where the item has its place now."""
        placed = any(_holds(draft.element.unit.span, finding.span) for draft in self.drafts if finding.span)
        settled = any(_in(self.outline.unit(order), finding) for order in self.settled)
        return finding.code not in _UNPLACED or not (placed or settled)

    def _judge(self, correction: Correction, *drafts: _Draft) -> None:
        self.judged.append((correction, list(drafts)))

    def _refuse(self, correction: Correction, why: str, advice: str) -> None:
        self.findings.append(out_of_date(correction, why, advice))

    def _sorted(self, kind: ElementKind) -> list[_Draft]:
        return sorted(
            (each for each in self.drafts if each.element.kind == kind), key=lambda each: each.element.span
        )

    def _of(self, unit: Unit) -> list[_Draft]:
        return [each for each in self.drafts if each.element.unit.order == unit.order]

    def _at(self, unit: Unit, correction: Correction) -> _Draft | None:
        """The element that holds the words of a correction, else the only one of their unit."""
        found = self._of(unit)
        holding = [each for each in found if _holds(each.element.span, correction.span)]
        return next(iter(holding or (found if len(found) == 1 else ())), None)

    def _make(self, unit: Unit, kind: ElementKind, instead: _Draft | None) -> _Draft:
        """A new element in the place of the one that the reader took a unit for, if any."""
        words = instead.element.span if instead else unit.words
        number = instead.element.number if instead else unit.number
        if instead:
            self._take_out(instead)
        draft = _Draft(element_at(self.outline, self.cues, unit, kind, words, number), made=True)
        self.drafts.append(draft)
        return draft

    def _take_out(self, draft: _Draft) -> None:
        """Remove an element; what belonged to it belongs to the priority that it stood in itself."""
        self.drafts.remove(draft)
        heir = self._printed(draft.element.unit)
        for each in self.drafts:
            each.parent = heir if each.parent is draft else each.parent
            each.printed = heir if each.printed is draft else each.printed

    def _take_following(self, unit: Unit, priority: _Draft) -> None:
        for sibling in self.outline.following(unit):
            for draft in self._of(sibling):
                if draft.element.kind != GOAL:
                    return
                draft.parent = draft.printed = priority

    def _above(self, unit: Unit) -> _Draft | None:
        """The priority under which the page prints a unit."""
        while unit.parent:
            unit = self.outline.unit(unit.parent)
            for draft in self._of(unit):
                return draft if draft.element.kind == PRIORITY else draft.parent
        return None

    def _printed(self, unit: Unit) -> _Draft | None:
        """The priority to which a goal belongs by its place: above it, or else before it on its level."""
        if above := self._above(unit):
            return above
        siblings = self.outline.children(self.outline.unit(unit.parent) if unit.parent else None)
        for sibling in reversed(siblings[: siblings.index(unit)]):
            for draft in self._of(sibling):
                if draft.element.kind == GOAL:
                    return draft.parent
                is_flat = draft.element.kind == PRIORITY and not self.outline.children(sibling)
                return draft if is_flat else None
        return None

    def _is_under(self, draft: _Draft, unit: Unit) -> bool:
        above = draft.element.unit
        while above.parent and above.order != unit.order:
            above = self.outline.unit(above.parent)
        return above.order == unit.order


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _in(unit: Unit, finding: Finding) -> bool:
    return finding.span is not None and _holds(unit.span, finding.span)
