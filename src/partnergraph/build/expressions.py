"""Two language versions of one programme side by side: every difference between their readings.

Units are matched by the codes of their provisions, elements by kind and ordinal. Wording may differ; what is
set out, counted and named may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from partnergraph.build.elements import (
    ACTIVITY_KIND,
    CHALLENGE,
    GOAL,
    OBJECTIVE,
    PRIORITY,
    Finding,
)
from partnergraph.folding import fold
from partnergraph.iris import ACTOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Element, ElementKind, Programme, Severity
    from partnergraph.build.outline import Unit
    from partnergraph.build.reading import Reading

_LISTED: Final[tuple[ElementKind, ...]] = (OBJECTIVE, PRIORITY, GOAL)  # elements that have units of their own
_KINDS: Final[tuple[ElementKind, ...]] = (*_LISTED, ACTIVITY_KIND, CHALLENGE)
_ADVICE: Final = "Compare both files with their sources; one of them may be incomplete, or read wrongly."
_SEVERITIES: Final[dict[str, Severity]] = {
    "expression-mismatch": "error",
    "expression-differs": "warning",
    "unit-unmatched": "warning",
    "unit-differs": "warning",
}
_TOPIC_ADVICE: Final = (
    "If both mean the same, say so in programme.toml: [[topics]] with label.{one} and label.{two}."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding about two texts: its span lies in `programme`, and its message names the other text."""

    programme: Programme
    finding: Finding


def compare(one: Reading, two: Reading) -> tuple[Difference, ...]:
    """Where a text differs from the one that is read first.

    Errors, `expression-mismatch`, contradict each other; the rest are warnings: what only one text says
    (`expression-differs`), a unit without counterpart (`unit-unmatched`), and one that is of another kind,
    stands elsewhere or speaks of something else (`unit-differs`).
    """
    uneven = tuple(kind for kind in _KINDS if len(_of(one, kind)) != len(_of(two, kind)))
    return tuple(
        chain(
            _facts(one, two),
            _parties(one, two),
            *(_missing(one, two, kind) for kind in uneven),
            *(_elements(one, two, kind, uneven) for kind in _KINDS if kind not in uneven),
            _declarations(one, two),
            _assignments(one, two),
            _assignments(two, one),
            _unmatched(one, two, uneven),
            _unmatched(two, one, uneven),
            _other_units(one, two, uneven),
            _moved_units(one, two, uneven),
        )
    )


def _of(reading: Reading, kind: ElementKind) -> tuple[Element, ...]:
    return tuple(element for element in reading.programme.elements() if element.kind == kind)


def _difference(
    at: Reading,
    span: Span | None,
    message: str,
    *,
    code: str = "expression-mismatch",
    advice: str = _ADVICE,
) -> Difference:
    return Difference(at.programme, Finding(code, _SEVERITIES[code], message, span, advice))


def _text(reading: Reading, span: Span | None = None) -> str:
    """A text in a message: by its language, with the place where there is one."""
    document = reading.programme.document
    place = f" ({document.place(span.start)})" if span else ""
    return f"the text in {reading.programme.language}{place}"


def _facts(one: Reading, two: Reading) -> Iterator[Difference]:
    """Type, period and completeness of the list."""
    for name, unsaid, said in (
        ("type", "", [reading.programme.type for reading in (one, two)]),
        ("period", "", [_years(reading.programme) for reading in (one, two)]),
        ("list of goals", "unknown", [reading.programme.list_status for reading in (one, two)]),
    ):
        if said[0] == said[1]:
            continue
        spans = [_place_of(name, reading.programme) for reading in (one, two)]
        values = [value or "none" for value in said]
        yield _difference(
            one,
            spans[0],
            f"{name}: {_text(one)} says {values[0]}, {_text(two, spans[1])} says {values[1]}",
            code="expression-differs" if unsaid in said else "expression-mismatch",
        )


def _years(programme: Programme) -> str:
    return f"{programme.period.start}–{programme.period.end}" if programme.period else ""


def _place_of(name: str, programme: Programme) -> Span | None:
    """Where a text says its period, else its title, which mostly says the rest."""
    if name == "period" and programme.period:
        return programme.period.span
    return programme.title.span if programme.title else None


def _parties(one: Reading, two: Reading) -> Iterator[Difference]:
    """Parties in one text only, and names that no actor has both of."""
    named = {party.role: party for party in two.programme.parties}
    for party in one.programme.parties:
        if party.role not in named:
            message = f"{_text(two)} names no {party.role}, and {_text(one)} does"
            yield _difference(one, party.span, message, code="expression-differs")
            continue
        other = named.pop(party.role)
        actors = [
            {actor.id for actor in one.actors.values() if fold(name) in actor.names}
            for name in (party.name, other.name)
        ]
        if all(actors) and not actors[0] & actors[1]:
            said = f"and {_text(two, other.span)} « {other.name} »"
            message = f"{_text(one)} names « {party.name} » as {party.role}, {said}"
            yield _difference(one, party.span, message)
    for party in named.values():
        message = f"{_text(one)} names no {party.role}, and {_text(two)} does"
        yield _difference(two, party.span, message, code="expression-differs")


def _missing(one: Reading, two: Reading, kind: ElementKind) -> Iterator[Difference]:
    """More elements of a kind in one text than in the other: which, as far as their topics or places tell."""
    more, less = (one, two) if len(_of(one, kind)) > len(_of(two, kind)) else (two, one)
    there, name = _of(less, kind), _name(kind)
    where = _text(less, there[0].span if there else None)
    counts = f"{_text(more)} has {len(_of(more, kind))} of the kind {name}, and {where} has {len(there)}"
    told = list(_without_counterpart(more, less, kind))
    for element in told:
        yield _difference(more, element.span, f"{counts}: there is none like {name} {element.ordinal} there")
    if not told:
        host = next(iter(_uneven_hosts(more, less)), None) if kind == GOAL else None
        span = host.span if host else _of(more, kind)[len(there)].span
        groups = f", a difference under priority {host.ordinal}" if host else ""
        yield _difference(more, span, f"{counts}{groups}")


def _without_counterpart(more: Reading, less: Reading, kind: ElementKind) -> Iterator[Element]:
    """The elements with a topic that none has in the other text; nothing where a topic there is not known."""
    topics, others = _topics(more, kind), _topics(less, kind)
    if others and len(others) == len(_of(less, kind)):
        yield from (
            each for each in _of(more, kind) if topics.get(each.ordinal, "") not in {"", *others.values()}
        )


def _uneven_hosts(more: Reading, less: Reading) -> Iterator[Element]:
    """The priorities that have another number of goals in the other text."""
    if len(more.programme.priorities) == len(less.programme.priorities):
        for priority in more.programme.priorities:
            goals = [len(each.programme.goals_of(priority.ordinal)) for each in (more, less)]
            if goals[0] != goals[1]:
                yield priority


def _topics(reading: Reading, kind: ElementKind) -> dict[int, str]:
    """The primary topics of the elements of a kind that have one, by ordinal."""
    return {each.element.ordinal: each.primary for each in reading.topics if each.element.kind == kind}


def _elements(
    one: Reading, two: Reading, kind: ElementKind, uneven: tuple[ElementKind, ...]
) -> Iterator[Difference]:
    """Elements of a kind, as many in both texts, that differ in topic or in the priority they belong to."""
    topics, others = _topics(one, kind), _topics(two, kind)
    for here, there in zip(_of(one, kind), _of(two, kind), strict=True):
        name = f"{_name(kind)} {here.ordinal}"
        known = here.ordinal in topics and here.ordinal in others
        if known and topics[here.ordinal] != others[here.ordinal]:
            like = [ordinal for ordinal, topic in others.items() if topic == topics[here.ordinal]]
            where = f", that of {_name(kind)} {like[0]} there" if like else ""
            yield _difference(
                one,
                here.span,
                f"{name} is « {here.label.text} » in {_text(one)} and, on another topic{where}, "
                f"« {there.label.text} » in {_text(two, there.span)}",
                advice=_TOPIC_ADVICE.format(one=one.programme.language, two=two.programme.language),
            )
        if here.priority != there.priority and PRIORITY not in uneven:
            hosts = [f"priority {each.priority}" if each.priority else "none" for each in (here, there)]
            message = (
                f"{name} is under {hosts[0]} in {_text(one)} and under {hosts[1]} in {_text(two, there.span)}"
            )
            yield _difference(one, here.span, message)


def _declarations(one: Reading, two: Reading) -> Iterator[Difference]:
    """Counts that the texts declare differently, and kinds that only one of them counts."""
    for here, there in ((one, two), (two, one)):
        others = there.declarations()
        for name, declaration in here.declarations().items():
            kind = declaration.kind
            alike = [each for each in there.programme.declarations if each.kind == kind]
            other = others.get(name) or next(
                (each for each in alike if each.count == declaration.count), None
            )
            if other is None and not alike:
                message = (
                    f"{_text(here)} declares a number of the kind {_name(kind)}, and {_text(there)} does not"
                )
                yield _difference(here, declaration.span, message, code="expression-differs")
                continue
            other = other or alike[0]
            # What both declare in one provision is compared once.
            if other.count != declaration.count and (here is one or name not in others):
                said = f"and {_text(there, other.span)} declares {other.count}"
                message = f"{_text(here)} declares {declaration.count} of the kind {_name(kind)}, {said}"
                yield _difference(here, declaration.span, message)


def _name(kind: str) -> str:
    return kind.replace("-", " ")


def _assignments(here: Reading, there: Reading) -> Iterator[Difference]:
    """Assignments of elements to a party that only one text makes."""
    made = []
    for reading in (here, there):
        roles = {party.name: party.role for party in reading.programme.parties}
        made.append([(each.kind, roles[each.name], each.span) for each in reading.programme.assignments])
    others = {(kind, role) for kind, role, _ in made[1]}
    for kind, role, span in made[0]:
        if (kind, role) not in others:
            message = f"{_text(here)} assigns each {_name(kind)} to the {role}, and {_text(there)} does not"
            yield _difference(here, span, message, code="expression-differs")


def _counterparts(here: Reading, there: Reading, uneven: tuple[ElementKind, ...]) -> dict[int, Unit]:
    """Units of the other text by the order of ours: of the same code, or setting out the same element."""
    by_code = {there.codes[unit.order]: unit for unit in there.programme.outline.units}
    found = {order: by_code[code] for order, code in here.codes.items() if code in by_code}
    for kind in _LISTED:
        if kind not in uneven:
            pairs = zip(_of(here, kind), _of(there, kind), strict=True)
            found |= {one.unit.order: two.unit for one, two in pairs}
    return found


def _unmatched(here: Reading, there: Reading, uneven: tuple[ElementKind, ...]) -> Iterator[Difference]:
    """Units of a text that the other lacks: the topmost of each branch, with the place where it should stand.

    Units of elements of which the texts have more or less are reported with these.
    """
    counterparts = _counterparts(here, there, uneven)
    counted = {each.unit.order for kind in uneven if kind in _LISTED for each in _of(here, kind)}
    missing: set[int] = set()
    place = "at its begin"
    for unit in here.programme.outline.units:
        if found := counterparts.get(unit.order):
            place = f"after {there.programme.document.place(found.span.start)}"
            continue
        missing.add(unit.order)
        if unit.parent not in missing and unit.order not in counted:
            code = here.codes[unit.order]
            message = f"unit {code} of {_text(here)} has no counterpart in {_text(there)}, {place}"
            yield _difference(here, unit.span, message, code="unit-unmatched")


def _other_units(one: Reading, two: Reading, uneven: tuple[ElementKind, ...]) -> Iterator[Difference]:
    """Units that have another code, are of another kind or stand under another unit than their counterpart.

    Where a goal stands is compared by its priority.
    """
    goals = {goal.unit.order for goal in one.programme.goals}
    for order, other in sorted(_counterparts(one, two, uneven).items()):
        unit = one.programme.outline.unit(order)
        codes = one.codes[order], two.codes[other.order]
        above = [reading.codes.get(each.parent, "none") for reading, each in ((one, unit), (two, other))]
        if codes[0] != codes[1]:
            said = f"a {_name(unit.kind)}", f"unit {codes[1]}, a {_name(other.kind)},"
        elif unit.kind != other.kind:
            said = f"a {_name(unit.kind)}", f"a {_name(other.kind)}"
        elif above[0] != above[1] and order not in goals:
            said = f"under {above[0]}", f"under {above[1]}"
        else:
            continue
        message = f"unit {codes[0]} of {_text(one)} is {said[0]}, and {said[1]} in {_text(two, other.span)}"
        yield _difference(one, unit.span, message, code="unit-differs")


def _moved_units(one: Reading, two: Reading, uneven: tuple[ElementKind, ...]) -> Iterator[Difference]:
    """Units that name what a unit other than their counterpart names, and nothing else in either text.

    Elements whose topics are known, and those of which there are more or less, are compared by these.
    """
    names, others = _named(one, uneven), _named(two, uneven)
    counterparts = _counterparts(one, two, uneven)
    for order, entities in names.items():
        alike = [each for each, named in others.items() if named == entities]
        if len(alike) > 1 or sum(named == entities for named in names.values()) > 1:
            continue
        counterpart = counterparts.get(order)
        if alike and (counterpart is None or counterpart.order != alike[0]):
            found = two.programme.outline.unit(alike[0])
            message = (
                f"unit {one.codes[order]} of {_text(one)} names what unit {two.codes[found.order]} of "
                f"{_text(two, found.span)} names: the texts may be in another order"
            )
            unit = one.programme.outline.unit(order)
            yield _difference(one, unit.span, message, code="unit-differs")


def _named(reading: Reading, uneven: tuple[ElementKind, ...]) -> dict[int, frozenset[str]]:
    """What units name beside the parties, by order; those that are compared in other ways are left out."""
    parties = {ACTOR.term(actor) for actor in (reading.folder.counterpart, reading.folder.partner)}
    told = {each.element.unit.order for each in reading.topics if each.element.kind == GOAL}
    told |= {each.unit.order for kind in uneven if kind in _LISTED for each in _of(reading, kind)}
    named: dict[int, frozenset[str]] = {}
    for mention in reading.mentions:
        order, entity = mention.unit.order, mention.name.entity
        if order not in told and entity not in parties:
            named[order] = named.get(order, frozenset()) | {entity}
    return named
