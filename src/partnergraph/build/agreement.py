"""Where a text's own statements about its structure do not agree with what was found in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY, Finding
from partnergraph.build.labels import comparable
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, Element, ElementKind, ListStatus
    from partnergraph.build.outline import Outline
    from partnergraph.build.structure import Structure

_ROMAN: Final = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_LETTERS: Final = 26


def disagreements(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Finding]:
    """Findings on counts, enumerated names and printed numbers, then on kinds of which none was found."""
    yield from _counts(structure, declarations, cues)
    yield from _names(outline, structure, declarations, cues)
    yield from _places(structure)
    yield from _element_numbers(structure)
    yield from _paragraphs(outline, structure)
    yield from _passed_over(outline, structure, cues)
    yield from _none_found(structure, declarations, cues)


def list_status(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> ListStatus:
    """Closed where the text counts its goals or priorities, open where « notamment » introduces them."""
    if any(each.kind == GOAL and each.count == len(structure.goals) for each in declarations):
        return "closed"
    introductions = [fold_in_place(outline.words(unit)) for unit in structure.introductions]
    if any(word in words for words in introductions for word in cues.open_list):
        return "open"
    if structure.goals and any(declaration.kind in (GOAL, PRIORITY) for declaration in declarations):
        return "closed"
    return "unknown"


def _found(structure: Structure, kind: ElementKind) -> list[Element]:
    return {
        "strategic-objective": structure.objectives,
        "priority": structure.priorities,
        "goal": structure.goals,
    }[kind]


def _counts(structure: Structure, declarations: tuple[Declaration, ...], cues: Cues) -> Iterator[Finding]:
    for declaration in declarations:
        found = _found(structure, declaration.kind)
        if len(found) != declaration.count:
            many, found_is = cues.kinds[declaration.kind].many, "was" if len(found) == 1 else "were"
            yield Finding(
                "count-mismatch",
                "error",
                f"the text declares {declaration.count} {many} here, and {len(found)} {found_is} found"
                + _per_priority(structure, declaration.kind),
                declaration.span,
                "Compare the declaration with the list it speaks of.",
            )


def _per_priority(structure: Structure, kind: ElementKind) -> str:
    if kind != GOAL or not structure.priorities:
        return ""
    counts = Counter(goal.priority for goal in structure.goals)
    places = [
        f"{counts[priority.ordinal]} under « {priority.label.text} »" for priority in structure.priorities
    ]
    if counts[0]:
        places.append(f"{counts[0]} under none")
    return ": " + ", ".join(places)


def _names(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Finding]:
    """Names enumerated without a heading, and headings that an enumeration leaves out."""
    headings = {comparable(priority.label.text, cues) for priority in structure.priorities}
    enumerated: set[str] = set()
    for declaration in declarations:
        if declaration.kind != PRIORITY:
            continue
        for span in declaration.names:
            name = comparable(outline.document.quote(span), cues)
            enumerated.add(name)
            if name not in headings:
                yield Finding(
                    "name-without-list",
                    "error",
                    "the text enumerates this priority, and no heading of the list bears its name",
                    span,
                    "Compare the name with the headings of the list.",
                )
    for priority in structure.priorities:
        if enumerated and comparable(priority.label.text, cues) not in enumerated:
            yield Finding(
                "list-without-name",
                "error",
                "this heading groups goals, and the enumeration of the priorities does not name it",
                priority.label.span,
                "Compare the heading with the names in the enumeration.",
            )


def _places(structure: Structure) -> Iterator[Finding]:
    """Priorities without goals, and goals without a priority, where there are both."""
    with_goals = {goal.priority for goal in structure.goals}
    for priority in structure.priorities:
        if structure.goals and priority.ordinal not in with_goals:
            message = "no goal was found under this priority"
            yield Finding("priority-without-goals", "warning", message, priority.span)
    for goal in structure.goals:
        if structure.priorities and not goal.priority:
            message = "this goal stands under no priority, and others do"
            yield Finding("goal-without-priority", "warning", message, goal.span)


def _element_numbers(structure: Structure) -> Iterator[Finding]:
    """Printed numbers that are not the places of the elements: in their list, or in all of the programme."""
    yield from _numbers(structure.objectives, [each.number for each in structure.objectives])
    markers = [each.unit.number for each in structure.objectives]
    if markers != [each.number for each in structure.objectives]:
        yield from _numbers(structure.objectives, markers)
    yield from _numbers(structure.priorities, [each.number for each in structure.priorities])
    through = [_value(goal.number, goal.number) for goal in structure.goals]
    if through == list(range(1, len(structure.goals) + 1)):
        return
    for priority in (0, *(priority.ordinal for priority in structure.priorities)):
        goals = [goal for goal in structure.goals if goal.priority == priority]
        yield from _numbers(goals, [goal.number for goal in goals])


def _numbers(elements: list[Element], numbers: list[str]) -> Iterator[Finding]:
    """A printed number that is not the place the element has among its neighbours that have one."""
    numbered = [(each, number) for each, number in zip(elements, numbers, strict=True) if number]
    for place, (element, number) in enumerate(numbered, 1):
        if _value(number, numbered[0][1]) != place:
            repeated = number in [other for _, other in numbered[: place - 1]]
            yield Finding(
                "number-repeated" if repeated else "number-out-of-order",
                "error",
                f"the number {number} is printed where {_like(place, numbered[0][1])} is expected",
                element.span,
                "Compare the numbers of the list.",
            )


def _value(number: str, first: str) -> int:
    """The place that a printed number claims; its kind is that of the first in the list. 0 for no number."""
    last = number.rpartition(".")[2].lower()
    if last.isdigit():
        return int(last)
    if first.lower() == "i":
        return _ROMAN.index(last) + 1 if last in _ROMAN else 0
    return ord(last) - ord("a") + 1 if len(last) == 1 and last.isalpha() else 0


def _like(place: int, first: str) -> str:
    """A place written as the first number of the list is."""
    if first.lower() == "i" and place <= len(_ROMAN):
        return _ROMAN[place - 1]
    if first.isalpha() and len(first) == 1 and place <= _LETTERS:
        return chr(ord("a") + place - 1)
    return str(place)


def _paragraphs(outline: Outline, structure: Structure) -> Iterator[Finding]:
    """Numbers that skip or repeat in a list that is no list of elements."""
    elements = {
        element.unit.order for element in (*structure.objectives, *structure.priorities, *structure.goals)
    }
    last: dict[int, int] = {}
    for unit in outline.units:
        if not unit.number.isdigit() or unit.kind != "numbered-item" or unit.order in elements:
            continue
        number, before = int(unit.number), last.get(unit.run, 0)
        if before and number != before + 1:
            yield Finding(
                "number-out-of-order",
                "warning",
                f"the number {number} is printed after {before}",
                unit.span,
                "Compare the numbers of the paragraphs: one may be missing.",
            )
        last[unit.run] = number


def _passed_over(outline: Outline, structure: Structure, cues: Cues) -> Iterator[Finding]:
    """Lists under a heading that speaks of goals, where none was found; and several lists, uncounted."""
    nouns = cues.kinds[GOAL].nouns
    for unit in outline.units:
        speaks = any(noun in fold_in_place(outline.words(unit)) for noun in nouns)
        lists = any(child.run for child in outline.children(unit))
        if not structure.goals and unit.kind == "heading" and speaks and lists:
            message = "this heading speaks of goals, and nothing says that the items under it are goals"
            yield Finding("list-not-introduced", "warning", message, unit.span)
    for introduction in structure.introductions[1:]:
        message = "this introduces one more list of goals; all of them were taken together"
        yield Finding("several-lists", "warning", message, introduction.words)


def _none_found(structure: Structure, declarations: tuple[Declaration, ...], cues: Cues) -> Iterator[Finding]:
    """Kinds that the text neither declares nor lists: said, since silence would look like a reading."""
    declared = {declaration.kind for declaration in declarations}
    kinds: tuple[ElementKind, ...] = (OBJECTIVE, PRIORITY, GOAL)
    for kind in kinds:
        if not _found(structure, kind) and kind not in declared:
            yield Finding("none-found", "info", f"no {cues.kinds[kind].many} were found in this text")
