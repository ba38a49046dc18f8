"""Where a text's own statements about its structure do not agree with what was found in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from partnergraph.build.candidates import not_introduced
from partnergraph.build.document import Span
from partnergraph.build.elements import GOAL, KINDS, OBJECTIVE, PRIORITY, Finding
from partnergraph.build.labels import comparable
from partnergraph.build.markers import letter_place, roman
from partnergraph.build.numerals import letters
from partnergraph.build.numerals import roman as as_roman
from partnergraph.folding import fold, fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, Element, ElementKind, ListStatus
    from partnergraph.build.outline import Outline
    from partnergraph.build.structure import Structure

_LETTERS: Final = 26
_SEVERAL: Final = 2
_CODE: Final = re.compile(r"^[a-z]{1,2}(?=\d)")  # of « G1 », « A2 »
_PLACES: Final = 20  # priorities that a message counts goals under


def disagreements(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Finding]:
    """Findings on counts, enumerated names and printed numbers, then on kinds of which none was found."""
    yield from _counts(outline, structure, declarations, cues)
    yield from _names(outline, structure, declarations, cues)
    yield from _places(structure)
    yield from _element_numbers(structure)
    yield from _paragraphs(outline, structure)
    yield from _passed_over(outline, structure, cues)
    yield from _and_so_on(structure, cues)
    yield from _examples(outline, structure, cues)
    yield from _none_found(structure, declarations, cues)


def list_status(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> ListStatus:
    """Closed where the text counts what was found, open where « notamment » introduces it.

    It is the status of the goals; of the priorities, or else the objectives, where there are no goals.
    """
    leading = next((kind for kind in (GOAL, PRIORITY, OBJECTIVE) if structure.of(kind)), None)
    if leading is None:
        return "unknown"
    counts: dict[ElementKind, set[bool]] = {}
    for each in declarations:
        if not _host(outline, structure, each):
            counts.setdefault(each.kind, set()).add(each.count == len(structure.of(each.kind)))
    agreeing = {kind for kind, said in counts.items() if said == {True}}
    if leading in agreeing:
        return "closed"
    if any(_and_so_on(structure, cues)):
        return "open"
    introductions = [
        fold_in_place(outline.masked.quote(span))
        for kind, span, _ in structure.introductions
        if kind == leading
    ]
    if any(_open_words(cues.open_list).search(words) for words in introductions):
        return "open"
    uncounted = any(goal.priority for goal in structure.goals) and not any(
        each.kind == GOAL for each in declarations
    )
    return "closed" if uncounted and PRIORITY in agreeing else "unknown"


@cache
def _open_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _counts(
    outline: Outline, structure: Structure, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Finding]:
    """Counts that are not those of what was found; under a priority they count its own goals."""
    for declaration in declarations:
        host = _host(outline, structure, declaration)
        elements = structure.of(declaration.kind)
        found = [each for each in elements if not host or each.priority == host.ordinal]
        if len(found) != declaration.count:
            many, found_is = cues.kinds[declaration.kind].many, "was" if len(found) == 1 else "were"
            where = f" under « {host.label.text} »" if host else _per_priority(structure, declaration.kind)
            message = f"the text declares {declaration.count} {many} here, and {len(found)} {found_is} found"
            yield Finding(
                "count-mismatch",
                "error",
                message + where,
                declaration.span,
                "Compare the declaration with the list it speaks of.",
            )


def _host(outline: Outline, structure: Structure, declaration: Declaration) -> Element | None:
    """The priority under which a text counts goals, where these are its own and not all of them."""
    if declaration.kind != GOAL or len(structure.priorities) < _SEVERAL:
        return None
    by_unit = {each.unit.order: each for each in structure.priorities if each.fills_unit}
    above = (by_unit.get(unit.order) for unit in outline.ancestors(declaration.unit))
    host = next((each for each in above if each), None)
    return host if host and declaration.count != len(structure.goals) else None


def _per_priority(structure: Structure, kind: ElementKind) -> str:
    if kind != GOAL or not structure.priorities:
        return ""
    counts = Counter(goal.priority for goal in structure.goals)
    places = [
        f"{counts[priority.ordinal]} under « {priority.label.text} »"
        for priority in structure.priorities[:_PLACES]
    ]
    places += ["…"] if len(structure.priorities) > _PLACES else []
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
            name = comparable(outline.masked.quote(span), cues)
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
    markers = [each.unit.number for each in structure.objectives if each.fills_unit]
    if markers and markers != [each.number for each in structure.objectives]:
        yield from _numbers(structure.objectives, markers)
    in_list = [each for each in structure.priorities if each.unit.kind != "heading"]
    yield from _numbers(in_list, [each.number for each in in_list])
    through = [_value(goal.number, goal.number) for goal in structure.goals]
    if through == list(range(1, len(structure.goals) + 1)):
        return
    groups: dict[tuple[int, int], list[Element]] = {}
    for goal in structure.goals:
        groups.setdefault((goal.priority, goal.unit.parent), []).append(goal)
    for goals in groups.values():
        yield from _numbers(goals, [goal.number for goal in goals])


def _numbers(elements: list[Element], numbers: list[str]) -> Iterator[Finding]:
    """A printed number that is not the place the element has among its neighbours that have one."""
    numbered = [(each, number) for each, number in zip(elements, numbers, strict=True) if number]
    seen: set[str] = set()
    for place, (element, number) in enumerate(numbered, 1):
        if _value(number, numbered[0][1]) != place:
            yield Finding(
                "number-repeated" if number in seen else "number-out-of-order",
                "error",
                f"the number {number} is printed where {_like(place, numbered[0][1])} is expected",
                element.span,
                "Compare the numbers of the list.",
            )
        seen.add(number)


def _value(number: str, first: str) -> int:
    """The place that a printed number claims; its kind is that of the first in the list. 0 for no number."""
    last = _CODE.sub("", number.rpartition(".")[2].lower())
    if last.isdigit():
        return int(last)
    is_roman = first.lower() == "i" or len(last) > 1
    return roman(last) if is_roman else letter_place(last)


def _like(place: int, first: str) -> str:
    """A place written as the first number of the list is."""
    if first.lower() == "i" and place <= _LETTERS:
        return as_roman(place)
    if first.isalpha() and len(first) == 1 and place <= _LETTERS:
        return letters(place)
    return str(place)


def _paragraphs(outline: Outline, structure: Structure) -> Iterator[Finding]:
    """Numbers that skip or repeat in a list that is no list of elements."""
    elements = {
        element.unit.order
        for element in (*structure.objectives, *structure.priorities, *structure.goals)
        if element.fills_unit
    }
    last: dict[int, int] = {}
    for unit in outline.units:
        if not unit.number.isdigit() or unit.kind != "numbered-item" or unit.order in elements:
            continue
        number, before = int(unit.number), last.get(unit.run, 0)
        if before and number != before + 1:
            yield Finding(
                "number-repeated" if number == before else "number-out-of-order",
                "warning",
                f"the number {number} is printed after {before}",
                unit.span,
                "Compare the numbers of the paragraphs: one may be missing.",
            )
        last[unit.run] = number


def _passed_over(outline: Outline, structure: Structure, cues: Cues) -> Iterator[Finding]:
    """Lists under a heading that speaks of a kind of which none was found; and several lists, uncounted."""
    missing = [kind for kind in KINDS if not structure.of(kind)]
    for unit in outline.units:
        if unit.kind == "heading" and any(child.run for child in outline.children(unit)):
            folded = outline.folded(unit)
            spoken = [kind for kind in missing if any(noun in folded for noun in cues.kinds[kind].nouns)]
            yield from (not_introduced(unit, cues.kinds[kind].many) for kind in spoken)
    seen: set[tuple[ElementKind, int]] = set()
    for kind, span, under in structure.introductions:
        if (kind, under) in seen and kind != PRIORITY:
            message = (
                f"this introduces one more list of {cues.kinds[kind].many}; all of them were taken together"
            )
            yield Finding("several-lists", "warning", message, span, "See whether they are one list.")
        seen.add((kind, under))


def _and_so_on(structure: Structure, cues: Cues) -> Iterator[Finding]:
    """Items that name nothing, as « etc. » does: the list goes on, and it is not said how."""
    for element in (*structure.objectives, *structure.priorities, *structure.goals):
        if fold(element.label.text).strip(" .…") in {"", *cues.lists.rest}:
            message = "this item names nothing: the list is not complete"
            yield Finding("item-unlike", "warning", message, element.span, "It is no element; remove it.")


def _examples(outline: Outline, structure: Structure, cues: Cues) -> Iterator[Finding]:
    """The first sentence that names examples of a kind of which no list was found: examples are no list."""
    opening = "|".join(map(re.escape, cues.open_list))
    introducing = {span for _, span, _ in structure.introductions}
    for kind in KINDS:
        nouns = "|".join(map(re.escape, (*cues.kinds[kind].nouns, *cues.kinds[kind].weak)))
        pattern = re.compile(rf"\b(?:{nouns})\b(?:\s+[^\W\d]+){{0,3}}?,?\s+(?:{opening})(?!\w)(?!\s*:)")
        units = (
            () if structure.of(kind) else (unit for unit in outline.units if unit.words not in introducing)
        )
        found = ((unit, match) for unit in units if (match := pattern.search(outline.folded(unit))))
        for unit, match in islice(found, 1):
            span = Span(unit.words.start + match.start(), unit.words.start + match.end())
            many = cues.kinds[kind].many
            message = f"this names examples of {many}, and not the list of them; they were not read"
            yield Finding("examples-only", "info", message, span, "Look for the document that has the list.")


def _none_found(structure: Structure, declarations: tuple[Declaration, ...], cues: Cues) -> Iterator[Finding]:
    """Kinds that the text neither declares nor lists: said, since silence would look like a reading."""
    declared = {declaration.kind for declaration in declarations}
    for kind in KINDS:
        if not structure.of(kind) and kind not in declared:
            yield Finding("none-found", "info", f"no {cues.kinds[kind].many} were found in this text")
    if not any(map(structure.of, KINDS)):
        message = "no list of objectives, priorities or goals was found: this may be a page about a programme"
        advice = "Nothing was invented. If the text has a list, see what introduces it."
        yield Finding("nothing-found", "warning", message, None, advice)
