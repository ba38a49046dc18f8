"""Where a text's own statements about its structure do not agree with what was found in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY, Finding
from partnergraph.build.labels import comparable
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, Element, ElementKind, ListStatus
    from partnergraph.build.outline import Outline
    from partnergraph.build.structure import Structure


def disagreements(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Finding]:
    """Findings on counts, enumerated names and printed numbers, then on kinds of which none was found."""
    yield from _counts(structure, declarations, cues)
    yield from _names(outline, structure, declarations, cues)
    for elements in (structure.objectives, structure.priorities):
        yield from _numbers(elements)
    for priority in (0, *(priority.ordinal for priority in structure.priorities)):
        yield from _numbers([goal for goal in structure.goals if goal.priority == priority])
    yield from _paragraphs(outline, structure)
    yield from _none_found(structure, declarations, cues)


def list_status(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> ListStatus:
    """Closed where the text counts its goals or priorities, open where « notamment » introduces them."""
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
            many = cues.kinds[declaration.kind].many
            yield Finding(
                "count-mismatch",
                "error",
                f"the text declares {declaration.count} {many} here, and {len(found)} were found"
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


def _numbers(elements: list[Element]) -> Iterator[Finding]:
    """A printed number that is not the place the element has among its neighbours."""
    numbered = [element for element in elements if element.number.isdigit()]
    first = int(numbered[0].number) if numbered else 1
    for place, element in enumerate(numbered, 1):
        if int(element.number) != place:
            repeated = any(other.number == element.number for other in numbered[: place - 1])
            yield Finding(
                "number-repeated" if repeated else "number-out-of-order",
                "error" if first == 1 or place == 1 else "warning",
                f"the number {element.number} is printed where {place} is expected",
                element.span,
                "Compare the numbers of the list.",
            )


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


def _none_found(structure: Structure, declarations: tuple[Declaration, ...], cues: Cues) -> Iterator[Finding]:
    """Kinds that the text neither declares nor lists: said, since silence would look like a reading."""
    declared = {declaration.kind for declaration in declarations}
    kinds: tuple[ElementKind, ...] = (OBJECTIVE, PRIORITY, GOAL)
    for kind in kinds:
        if not _found(structure, kind) and kind not in declared:
            yield Finding("none-found", "info", f"no {cues.kinds[kind].many} were found in this text")
