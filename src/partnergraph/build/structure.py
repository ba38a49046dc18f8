"""Lists to elements: which items are objectives, priorities and goals.

The document's own declarations decide. An item that the text enumerates among
its priorities is one, wherever it is printed; that is recorded as a Decision.
What nothing in the text explains is a Finding, and nothing is repaired silently.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from partnergraph.build.candidates import Candidates
from partnergraph.build.counting import by_count, groups_by_count, items_by_count
from partnergraph.build.elements import GOAL, KINDS, OBJECTIVE, PRIORITY, Decision, Element, Finding
from partnergraph.build.groups import find_priorities
from partnergraph.build.labels import comparable, split_item, whole_label
from partnergraph.build.lists import ITEMS, Source
from partnergraph.build.sentences import lists_in_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Span
    from partnergraph.build.elements import Declaration, ElementKind
    from partnergraph.build.outline import Outline, Unit
    from partnergraph.build.sentences import Sentence


@dataclass(slots=True)
class Structure:
    """The elements found so far; `introductions` are the words that introduce each list of a kind.

    With them stands the order of the unit of the priority that a list of goals stands in, 0 for none.
    """

    objectives: list[Element] = field(default_factory=list)
    priorities: list[Element] = field(default_factory=list)
    goals: list[Element] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    introductions: list[tuple[ElementKind, Span, int]] = field(default_factory=list)

    def of(self, kind: ElementKind) -> list[Element]:
        """The elements of a kind."""
        return {OBJECTIVE: self.objectives, PRIORITY: self.priorities, GOAL: self.goals}[kind]


def read_structure(
    outline: Outline, declarations: tuple[Declaration, ...], cues: Cues, title: Span | None = None
) -> Structure:
    """The elements of a programme with the decisions taken and the doubts that remain, in text order."""
    names = {
        comparable(outline.masked.quote(span), cues): (declaration, span)
        for declaration in reversed(declarations)
        if declaration.kind == PRIORITY
        for span in declaration.names
    }
    counted = {(declaration.kind, declaration.unit.order): declaration.count for declaration in declarations}
    source = Source(outline, cues, names, counted)
    reader = _Reader(source, declarations, Candidates(source, declarations, title))
    reader.read()
    return _in_text_order(reader.structure)


@dataclass(slots=True)
class _Reader:
    """One pass over a document.

    `known` are the units that are priorities, `ordinals` of those read already, by the order of their unit.
    """

    source: Source
    declarations: tuple[Declaration, ...]
    candidates: Candidates
    structure: Structure = field(default_factory=Structure)
    known: dict[int, Unit] = field(default_factory=dict)
    ordinals: dict[int, int] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)

    def read(self) -> None:
        """Read objectives, find the units that are priorities, read goals, then what sentences list."""
        self._read_objectives()
        self.known = find_priorities(self.candidates)
        for items in self.candidates.lists(GOAL):
            self._read_goals(items)
        self._read_prefixed_goals()
        self._read_remaining_priorities()
        self._read_by_count()
        self._read_sentences()
        self._doubt_groups()
        self._doubt_between()
        found = {kind for kind in KINDS if self.structure.of(kind)}
        self.structure.findings += [*self.candidates.findings, *self.candidates.bare_headings(found)]
        self.structure.introductions += [
            (kind, introduction.words, self._above(introduction) if kind == GOAL else 0)
            for kind, introduction in self.candidates.introductions
        ]

    def _read_objectives(self) -> None:
        """Items that begin « objectif stratégique 1 » with their neighbours, else lists of objectives."""
        source, units = self.source, self.source.outline.units
        runs = {unit.run for unit in units if source.prefix(unit, OBJECTIVE)}
        found = [unit for unit in units if unit.run in runs and unit.run]
        if not found:
            found = [unit for items in self.candidates.lists(OBJECTIVE) for unit in items]
        for ordinal, unit in enumerate(found, 1):
            number, words = source.words(unit, OBJECTIVE)
            label = whole_label(source.outline.masked, words)
            self.structure.objectives.append(Element(OBJECTIVE, ordinal, number, label, unit, unit.words))
        self.candidates.taken.update(unit.order for unit in found)

    def _read_goals(self, items: list[Unit]) -> None:
        """Read a list of goals; what is printed in a priority belongs to it."""
        above = self._above(items[0])
        under = self._priority(self.known[above], 0, with_goals=False).ordinal if above else 0
        for item in items:
            self.candidates.taken.update(self.source.descendants(item))
        self._read_list(items, under, grouping=not self._counts_items(items))

    def _counts_items(self, items: list[Unit]) -> bool:
        """Whether the text declares as many goals as a list has items, and not as many as are under these."""
        counts = {each.count for each in self.declarations if each.kind == GOAL}
        deeper = sum(len(self.source.goals_under(item)) or 1 for item in items)
        return len(items) in counts and deeper not in counts and not self.source.speaks_of_priorities

    def _above(self, unit: Unit) -> int:
        """The order of the known priority that a unit stands in; 0 for none."""
        orders = (above.order for above in self.source.outline.ancestors(unit))
        return next((order for order in orders if order in self.known), 0)

    def _read_prefixed_goals(self) -> None:
        """Read the items that say « Goal 1 » and stand in no list that was read."""
        listed = {
            comparable(goal.label.text, self.source.cues): at for at, goal in enumerate(self.structure.goals)
        }
        places: set[int] = set()
        for unit in self.source.outline.units:
            if unit.order in self.candidates.taken or not self.source.prefix(unit, GOAL):
                continue
            label, _ = split_item(self.source.outline.masked, self.source.words(unit, GOAL)[1])
            at = listed.get(comparable(label.text, self.source.cues))
            if at is None:
                self._read_goals([unit])
                places.add(unit.parent)
            else:
                goal = self.structure.goals[at]
                self.structure.goals[at] = replace(goal, also=(*goal.also, unit.words))
                self.candidates.taken.update(self.source.descendants(unit))
        if len(places) > 1 and not self.known:
            self.structure.findings.append(_several(self.source.outline.unit(sorted(places)[1])))

    def _read_list(self, items: Iterable[Unit], under: int, *, grouping: bool = True) -> None:
        """Read the items of one level, printed under a priority or under none.

        An item that is enumerated as a priority is one. If nothing is printed under it, what follows it
        belongs to it, up to the next one.
        """
        belongs_to = under
        for item in items:
            declared = self.source.declared(item)
            children = self.source.items_under(item)
            groups = grouping and bool(children) and not under and self.source.groups(item)
            if declared or item.order in self.known or groups:
                priority = self._priority(item, under)
                belongs_to = priority.ordinal if declared and not children else under
            else:
                self._add_goal(item, belongs_to)

    def _priority(self, item: Unit, under: int, *, with_goals: bool = True) -> Element:
        """The priority that a unit is; the items under it are its goals."""
        if item.order in self.ordinals:
            return self.structure.priorities[self.ordinals[item.order] - 1]
        number, words = self.source.words(item, PRIORITY)
        label, description = split_item(self.source.outline.masked, words)
        declared = self.source.declared(item)
        ordinal = len(self.structure.priorities) + 1
        also = (declared[1],) if declared else ()
        priority = Element(
            PRIORITY, ordinal, number, label, item, item.words, description, printed_under=under, also=also
        )
        self.structure.priorities.append(priority)
        self.ordinals[item.order] = ordinal
        children = self.source.goals_under(item)
        if declared and item.kind in ITEMS and (under or not children):
            reason = "enumerated-priority" if children else "enumerated-priority-flat"
            self.structure.decisions.append(Decision(reason, priority, under, *declared))
        if with_goals:
            self._read_list(children, ordinal)
        return priority

    def _add_goal(self, item: Unit, priority: int) -> None:
        """Add a goal; items printed under it have no place that the text explains."""
        number, words = self.source.words(item, GOAL)
        label, description = split_item(self.source.outline.masked, words)
        self.counts[priority] += 1
        goal = Element(
            GOAL,
            len(self.structure.goals) + 1,
            number,
            label,
            item,
            item.words,
            description,
            priority=priority,
            ordinal_in_parent=self.counts[priority],
            printed_under=priority,
        )
        self.structure.goals.append(goal)
        for child in self.source.goals_under(item):
            self.structure.findings.append(self._under_a_goal(child, goal))

    def _under_a_goal(self, child: Unit, goal: Element) -> Finding:
        """An item under a goal: a point of its description, or, where priorities are spoken of, misplaced."""
        if not self.source.speaks_of_priorities:
            message = f"this is printed under the goal « {goal.label.text} », and is not read as a goal"
            return Finding("item-under-goal", "warning", message, child.words)
        return Finding(
            "unplaced-item",
            "error",
            f"this item is printed under « {goal.label.text} », and nothing in the text says what it is",
            child.words,
            "If it belongs to a priority that the text enumerates, the two names must agree.",
        )

    def _read_remaining_priorities(self) -> None:
        """Read the known priorities that no list of goals held; the items under them may be goals."""
        listed = bool(self.structure.goals)
        for order, unit in sorted(self.known.items()):
            if order in self.ordinals or order in self.candidates.taken:
                continue
            priority = self._priority(unit, 0, with_goals=False)
            items = [
                item for item in self.source.goals_under(unit) if item.order not in self.candidates.taken
            ]
            names = [item for item in items if self.source.shape(item, GOAL) != "prose"]
            if items and (listed or len(names) < len(items)):
                self.structure.findings.append(_not_goals(items[0], priority))
            elif items:
                self._read_list(items, priority.ordinal)
                if not any(declaration.kind == GOAL for declaration in self.declarations):
                    self.structure.findings.append(_unnamed_goals(items[0], priority))

    def _read_by_count(self) -> None:
        """Read the goals that the text counts, where nothing else says which items they are."""
        counted = [each for each in self.declarations if each.kind == GOAL]
        if self.structure.goals or self.structure.priorities or any(each.names for each in counted):
            return
        taken = self.candidates.taken
        if groups := groups_by_count(self.source, self.declarations, taken):
            self.known |= {unit.order: unit for unit in groups}
            self._read_goals(groups)
        elif not self.source.speaks_of_priorities and (
            items := items_by_count(self.source, self.declarations, taken)
        ):
            self._read_goals(items)
        else:
            return
        self.structure.findings.append(by_count((groups or items)[0]))

    def _doubt_groups(self) -> None:
        """Say so where groups of goals were read as priorities, and the text has no such word for them."""
        groups = [each for each in self.structure.priorities if each.unit.order not in self.known]
        nouns = self.source.cues.kinds[PRIORITY].nouns
        declared = any(each.kind == PRIORITY for each in self.declarations) or any(
            noun in self.source.outline.folded(unit)
            for kind, unit in self.candidates.introductions
            for noun in nouns
            if kind == GOAL
        )
        if groups and not declared and not any(self.source.prefix(each.unit, PRIORITY) for each in groups):
            message = (
                "nothing in the text calls this a priority; it was read as one, as goals are grouped under it"
            )
            advice = "See what the text calls its groups of goals."
            finding = Finding("groups-not-named", "warning", message, groups[0].span, advice)
            self.structure.findings.append(finding)

    def _doubt_between(self) -> None:
        """Say so where an item between two that bear names of priorities is in neither, and is not read."""
        source, structure = self.source, self.structure
        units = source.outline.units
        inside = {each.unit.order for each in structure.priorities if each.fills_unit}
        if not structure.goals:
            inside |= {unit.order for unit in units if unit.kind in ITEMS and source.declared(unit)}
        within = range(min(inside, default=0), max(inside, default=0))
        inside |= {each.unit.order for each in (*structure.goals, *structure.objectives) if each.fills_unit}
        for unit in units[within.start : within.stop]:
            if unit.parent in inside or unit.order in inside:
                inside.add(unit.order)
            elif unit.kind in ITEMS:
                message = (
                    "this stands between two priorities and in none of them; it was not read, nor the like"
                )
                advice = "See whether it is a goal, and of which priority."
                structure.findings.append(Finding("leftover-text", "warning", message, unit.words, advice))
                return

    def _read_sentences(self) -> None:
        """Read the lists inside sentences, of the kinds of which nothing else was found."""
        missing = [kind for kind in KINDS if not self.structure.of(kind)]
        read: set[ElementKind] = set()
        for sentence in lists_in_sentences(self.source.outline, self.declarations, self.source.cues):
            if sentence.kind in missing and sentence.unit.order not in self.candidates.taken:
                if sentence.kind in read and sentence.kind != GOAL:
                    message = "this lists more of what another sentence lists; it was not read"
                    advice = "Compare the two lists."
                    self.structure.findings.append(
                        Finding("several-lists", "warning", message, sentence.introduction, advice)
                    )
                    continue
                read.add(sentence.kind)
                self._read_sentence(sentence)

    def _read_sentence(self, sentence: Sentence) -> None:
        self.structure.introductions.append(
            (sentence.kind, sentence.introduction, self._above(sentence.unit))
        )
        above = [self.ordinals.get(unit.order, 0) for unit in self.source.outline.ancestors(sentence.unit)]
        under = next(filter(None, above), 0) if sentence.kind == GOAL else 0
        for item in sentence.items:
            masked = self.source.outline.masked
            label, description = split_item(masked, item.span)
            if sentence.kind == OBJECTIVE:
                label, description = whole_label(masked, item.span), None
            self.counts[under] += sentence.kind == GOAL
            element = Element(
                sentence.kind,
                len(self.structure.of(sentence.kind)) + 1,
                item.number,
                label,
                sentence.unit,
                item.span,
                description,
                priority=under,
                ordinal_in_parent=self.counts[under] if sentence.kind == GOAL else 0,
                printed_under=under,
            )
            self.structure.of(sentence.kind).append(element)


def _several(unit: Unit) -> Finding:
    message = "goals stand in several places, and nothing calls these priorities; all were taken together"
    advice = "See whether they are the goals of several priorities."
    return Finding("several-lists", "warning", message, unit.span, advice)


def _not_goals(item: Unit, priority: Element) -> Finding:
    message = f"the items under « {priority.label.text} » from here on were not read as goals"
    advice = "Nothing in the text calls them goals, and some are paragraphs or goals are listed elsewhere."
    return Finding("leftover-text", "warning", message, item.words, advice)


def _unnamed_goals(item: Unit, priority: Element) -> Finding:
    message = (
        f"nothing in the text calls the items under « {priority.label.text} » goals; they were read as such"
    )
    return Finding("goals-not-named", "warning", message, item.words, "See what the text calls them.")


def _in_text_order(structure: Structure) -> Structure:
    """The same structure with all elements numbered in the order of the text."""
    priorities = sorted(structure.priorities, key=lambda each: each.span)
    place = {each.ordinal: ordinal for ordinal, each in enumerate(priorities, 1)} | {0: 0}
    moved = {
        each.ordinal: replace(each, ordinal=place[each.ordinal], printed_under=place[each.printed_under])
        for each in priorities
    }
    structure.priorities = list(moved.values())
    structure.decisions = [
        replace(each, element=moved[each.element.ordinal], printed_under=place[each.printed_under])
        for each in structure.decisions
    ]
    structure.goals = [
        replace(
            goal,
            ordinal=ordinal,
            priority=place[goal.priority],
            printed_under=place[goal.printed_under],
        )
        for ordinal, goal in enumerate(sorted(structure.goals, key=lambda goal: goal.span), 1)
    ]
    structure.objectives = [
        replace(each, ordinal=ordinal)
        for ordinal, each in enumerate(sorted(structure.objectives, key=lambda each: each.span), 1)
    ]
    return structure


def element_at(
    outline: Outline, cues: Cues, unit: Unit, kind: ElementKind, words: Span, number: str
) -> Element:
    """The element that words of a unit are where an editor says so; it has no ordinal yet."""
    printed, name = Source(outline, cues, {}, {}).words(replace(unit, words=words, number=number), kind)
    label, description = split_item(outline.masked, name)
    if kind == OBJECTIVE:
        label, description = whole_label(outline.masked, name), None
    return Element(kind, 0, printed, label, unit, words, description)
