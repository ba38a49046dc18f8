"""A further language version of a programme as RDF: its own text, and what it adds to what is stated already.

The plan is stated once, from the text that is read first; every further text adds its words and its evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.mention_rdf import state_mentions
from partnergraph.build.rdf import (
    goal_assignments,
    placement,
    state_assignment,
    state_decision,
    state_declaration,
    state_provenance,
    state_title,
    state_topic_read,
    state_words,
)
from partnergraph.build.text_rdf import state_text
from partnergraph.build.topic_rdf import topic_node
from partnergraph.iris import PPROG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnergraph.build.reading import Reading
    from partnergraph.build.statements import Statements


def expression_quads(reading: Reading, before: Sequence[Reading], catalog: Statements) -> set[ox.Quad]:
    """The quads that a text adds to those of the texts `before` it, which are at least one.

    An element that none of them has is not stated: a finding says that it is missing there.
    """
    state_text(reading, {code for each in before for code in each.codes.values()})
    state_title(reading)
    if reading.programme.period and before[0].programme.period:
        reading.evidence.state(reading.asserted, reading.iris.period, reading.programme.period.span)
    _state_elements(reading, before)
    _state_declarations(reading, before)
    _state_participations(reading, before)
    state_mentions(reading)
    if reading.actors:
        _state_assignments(reading, before)
    _state_topics(reading, before)
    _state_decisions(reading, before)
    state_provenance(reading, catalog)
    return reading.asserted.quads | reading.interpreted.quads


def _state_elements(reading: Reading, before: Sequence[Reading]) -> None:
    """Labels, descriptions and evidence of the elements, and provisions where they are others."""
    places: dict[str, set[str]] = {}
    for node, place in _places(before):
        places.setdefault(node, set()).add(place)
    for element in reading.programme.elements():
        node, place = reading.element(element), reading.provision(element)
        if node in places:
            state_words(reading, element)
            if place not in places[node]:
                reading.asserted.add(node, PPROG.setOutIn, place)


def _places(readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Every element of some texts with a provision that sets it out."""
    for reading in readings:
        for element in reading.programme.elements():
            yield reading.element(element), reading.provision(element)


def _state_declarations(reading: Reading, before: Sequence[Reading]) -> None:
    """Further evidence of the counts that are declared in the same provision, and the other counts."""
    stated = {name for each in before for name in each.declarations()}
    for name, declaration in reading.declarations().items():
        if name in stated:
            node = reading.iris.declaration(name)
            reading.evidence.state(reading.asserted, node, declaration.span, *declaration.names)
        else:
            state_declaration(reading, name, declaration)


def _state_participations(reading: Reading, before: Sequence[Reading]) -> None:
    """How a text names the parties, each in the participation of its role, whatever their order."""
    numbers = {party.role: number for number, party in enumerate(before[0].programme.parties, 1)}
    named = {(party.role, party.name) for each in before for party in each.programme.parties}
    for party in reading.programme.parties:
        if party.role not in numbers:
            continue
        node = reading.iris.participation(numbers[party.role])
        if (party.role, party.name) not in named:
            reading.asserted.add(node, PPROG.surfaceForm, ox.Literal(party.name))
        reading.evidence.state(reading.asserted, node, party.span)


def _state_assignments(reading: Reading, before: Sequence[Reading]) -> None:
    """Further evidence of the party that goals are assigned to, or another assignment."""
    nodes: dict[str, str] = {}
    for number, each in enumerate((*before, reading)):
        infix = f"{each.programme.language}-" if number else ""
        for place, (role, _) in enumerate(goal_assignments(each), 1):
            nodes.setdefault(role, reading.iris.decision(f"assignment-{infix}{place}"))
    assigned = {role for each in before for role, _ in goal_assignments(each)}
    for role, assignment in goal_assignments(reading):
        if role in assigned:
            reading.evidence.state(reading.interpreted, nodes[role], assignment.span)
        else:
            state_assignment(reading, nodes[role], role, assignment)
            assigned.add(role)


def _state_topics(reading: Reading, before: Sequence[Reading]) -> None:
    """Further evidence of a topic where the label has the same one; topics of elements that have none yet."""
    known = {node for node, _ in _places(before)}
    chosen = {each.element(topic.element): topic.primary for each in before[::-1] for topic in each.topics}
    for topic in reading.topics:
        node = reading.element(topic.element)
        if chosen.get(node) == topic.primary:
            assignment, span = topic_node(reading.iris, node), topic.element.label.span
            reading.evidence.state(reading.interpreted, assignment, span)
        elif node in known and node not in chosen:
            state_topic_read(reading, topic)


def _state_decisions(reading: Reading, before: Sequence[Reading]) -> None:
    """Further evidence of a place that was chosen for the other texts too, or another decision."""
    taken = {placement(each, decision.element) for each in before for decision in each.programme.decisions}
    for decision in reading.programme.decisions:
        node = placement(reading, decision.element)
        if node in taken:
            spans = decision.element.span, decision.because.span, decision.name
            reading.evidence.state(reading.interpreted, node, *spans)
        else:
            state_decision(reading, decision)
