"""Programme to statements: one function per kind of thing, nothing read, nothing written.

What the text says goes into the asserted graph; which actor a name means, the
confidence in the source and decisions about the structure into the interpreted one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.build.cues import all_cues
from partnergraph.build.elements import GOAL, Element
from partnergraph.build.mention_rdf import state_mentions
from partnergraph.build.party_rdf import partnership_quads, state_parties
from partnergraph.build.reading import SHORT
from partnergraph.build.statements import integer, state_activity, state_software, words, year
from partnergraph.build.text_rdf import state_text
from partnergraph.build.topic_rdf import state_topic
from partnergraph.iris import (
    ACTOR,
    AUTHORITY_GRAPH,
    COMPLETENESS,
    CONFIDENCE,
    DCAT,
    DCT,
    ELEMENT_KIND,
    PPROG,
    PROGRAMME_TYPE,
    PROV,
    ROLE,
    SKOS,
    VOCABULARY_GRAPH,
)

if TYPE_CHECKING:
    from partnergraph.build.elements import Assignment, Decision, Declaration, ElementKind
    from partnergraph.build.reading import Reading
    from partnergraph.build.statements import Statements
    from partnergraph.build.topics import TopicAssignment

_CLASSES: Final[dict[ElementKind, tuple[str, str]]] = {
    "strategic-objective": (PPROG.StrategicObjective, PPROG.hasStrategicObjective),
    "priority": (PPROG.Priority, PPROG.hasPriority),
    "goal": (PPROG.PartnershipGoal, PPROG.hasGoal),
    "activity-kind": (PPROG.SupportingActivityKind, PPROG.foreseesActivityKind),
    "challenge": (PPROG.CommonChallenge, PPROG.hasElement),
}


def programme_quads(reading: Reading, catalog: Statements) -> set[ox.Quad]:
    """The quads of a programme; how its graphs came about is stated in `catalog`."""
    state_text(reading)
    _state_programme(reading)
    for element in reading.programme.elements():
        _state_element(reading, element)
    _state_declarations(reading)
    _state_participations(reading)
    if reading.actors:
        _state_linking(reading)
        _state_assignments(reading)
    state_mentions(reading)
    _state_topics(reading)
    for decision in reading.programme.decisions:
        state_decision(reading, decision)
    _state_judgements(reading)
    state_provenance(reading, catalog)
    return reading.asserted.quads | reading.interpreted.quads | _partnership(reading, catalog)


def _state_programme(reading: Reading) -> None:
    programme, iris, out = reading.programme, reading.iris, reading.asserted
    out.a(iris.programme, PPROG.PartnershipProgramme)
    out.add(iris.programme, DCT.identifier, ox.Literal(iris.programme_id))
    out.add(iris.programme, PPROG.documentedBy, iris.document)
    out.add(iris.document, PPROG.setsOut, iris.programme)
    out.add(iris.programme, PPROG.listCompleteness, COMPLETENESS.term(programme.list_status))
    if programme.type:
        kind = PROGRAMME_TYPE.term(programme.type)
        reading.value("type").add(iris.programme, PPROG.programmeType, kind)
    state_title(reading)
    if programme.period:
        out = reading.value("period")
        out.a(iris.period, DCT.PeriodOfTime)
        out.add(iris.programme, PPROG.inPeriod, iris.period)
        out.add(iris.period, DCAT.startDate, year(programme.period.start))
        out.add(iris.period, DCAT.endDate, year(programme.period.end))
        reading.evidence.state(out, iris.period, programme.period.span)


def state_title(reading: Reading) -> None:
    """State what a text calls its programme, and where."""
    title, out, node = reading.programme.title, reading.value("title"), reading.iris.programme
    if title:
        label = words(title.text, reading.programme.language)
        out.add(node, DCT.title, label)
        out.add(node, SKOS.prefLabel, label)
        reading.evidence.state(reading.asserted, node, title.span)


def _state_element(reading: Reading, element: Element) -> None:
    out, iris = reading.stated(element), reading.iris
    node = reading.element(element)
    element_class, has = _CLASSES[element.kind]
    out.a(node, element_class)
    out.add(node, PPROG.elementKind, ELEMENT_KIND.term(element.kind))
    out.add(iris.programme, PPROG.hasElement, node)
    out.add(iris.programme, has, node)
    out.add(node, PPROG.isElementOf, iris.programme)
    out.add(node, PPROG.ordinal, integer(element.ordinal))
    out.add(node, PPROG.setOutIn, reading.provision(element))
    if element.number:
        out.add(node, PPROG.printedNumber, ox.Literal(element.number))
    _state_place(reading, element)
    state_words(reading, element)


def _state_place(reading: Reading, element: Element) -> None:
    """The priority of a goal, and the one it is printed under; an editor may have made or chosen either."""
    iris, node = reading.iris, reading.element(element)
    if element.priority:
        as_printed = element.priority == element.printed_under
        place = reading.stated(element, reading.programme.priorities[element.priority - 1])
        out = place if as_printed else reading.interpreted
        out.add(node, PPROG.inPriority, iris.priority(element.priority))
        out.add(iris.priority(element.priority), PPROG.hasGoalInPriority, node)
        out.add(node, PPROG.ordinalInParent, integer(element.ordinal_in_parent))
    if element.printed_under:
        out = reading.stated(element, reading.programme.priorities[element.printed_under - 1])
        out.add(node, PPROG.printedUnder, iris.priority(element.printed_under))


def state_words(reading: Reading, element: Element) -> None:
    """State what a text calls an element and says of it, and where."""
    node, out, language = reading.element(element), reading.stated(element), reading.programme.language
    out.add(node, SKOS.prefLabel, words(reading.label(element.label.text), language))
    if element.description:
        description = reading.programme.document.quote(element.description)
        out.add(node, DCT.description, words(" ".join(description.split()), language))
    reading.evidence.state(out, node, element.span, *element.also)


def _state_declarations(reading: Reading) -> None:
    for name, declaration in reading.declarations().items():
        state_declaration(reading, name, declaration)


def state_declaration(reading: Reading, name: str, declaration: Declaration) -> None:
    """State a count that the text declares, by its name."""
    out, iris, node = reading.asserted, reading.iris, reading.iris.declaration(name)
    out.a(node, PPROG.CountDeclaration)
    out.add(iris.programme, PPROG.hasElement, node)
    out.add(node, PPROG.isElementOf, iris.programme)
    out.add(node, PPROG.declaresKind, ELEMENT_KIND.term(declaration.kind))
    out.add(node, PPROG.declaredCount, integer(declaration.count))
    reading.evidence.state(out, node, declaration.span, *declaration.names)


def _state_participations(reading: Reading) -> None:
    """The words by which the text names its parties, in their order."""
    iris, out = reading.iris, reading.asserted
    for number, party in enumerate(reading.programme.parties, 1):
        node = iris.participation(number)
        out.a(node, PPROG.Participation)
        out.add(iris.programme, PPROG.hasParticipation, node)
        out.add(node, PPROG.surfaceForm, ox.Literal(party.name))
        reading.evidence.state(out, node, party.span)


def _state_linking(reading: Reading) -> None:
    """Which actors the parties are, the partnership they make, and the confidence in the source."""
    iris, folder, out = reading.iris, reading.folder, reading.interpreted
    ids = {"counterpart": folder.counterpart, "partner": folder.partner}
    for number, party in enumerate(reading.programme.parties, 1):
        out.add(iris.participation(number), PPROG.participant, ACTOR.term(ids[party.role]))
        out.add(iris.participation(number), PPROG.role, ROLE.term(party.role))
    state_parties(folder, iris, out)
    out.add(iris.programme, PPROG.sourceConfidence, CONFIDENCE.term(folder.source_confidence))


def _partnership(reading: Reading, catalog: Statements) -> set[ox.Quad]:
    """The quads of the partnership, whose parties only a record names."""
    if not reading.actors:
        return set()
    activity = reading.iris.activity("linking", reading.programme.language)
    return partnership_quads(reading.folder, reading.iris, reading.actors, activity, catalog)


def _state_assignments(reading: Reading) -> None:
    for number, (role, assignment) in enumerate(goal_assignments(reading), 1):
        state_assignment(reading, reading.iris.decision(f"assignment-{number}"), role, assignment)


def goal_assignments(reading: Reading) -> list[tuple[str, Assignment]]:
    """Where a text assigns its goals to a party, by the role of the party; other elements nobody carries."""
    programme = reading.programme
    roles = {party.name: party.role for party in programme.parties}
    found = [each for each in programme.assignments if each.kind == GOAL and programme.goals]
    return [(roles[each.name], each) for each in found]


def state_assignment(reading: Reading, node: str, role: str, assignment: Assignment) -> None:
    """State to whom a text assigns its goals, and as decision `node` why each of them is meant."""
    iris, out, programme = reading.iris, reading.interpreted, reading.programme
    ids = {"counterpart": reading.folder.counterpart, "partner": reading.folder.partner}
    out.a(node, PPROG.EditorialDecision)
    out.add(node, PROV.wasGeneratedBy, iris.activity("interpretation", programme.language))
    for goal in programme.goals:
        out.add(reading.element(goal), PPROG.assignedTo, ACTOR.term(ids[role]))
        out.add(node, PPROG.decidesOn, reading.element(goal))
    quote = programme.document.quote(assignment.span)
    for language, cues in all_cues().items():
        out.add(node, PPROG.rationale, words(cues.reasons["assigned"].format(words=quote), language))
    reading.evidence.state(out, node, assignment.span)


def _state_topics(reading: Reading) -> None:
    for topic in reading.topics:
        state_topic_read(reading, topic)


def state_topic_read(reading: Reading, topic: TopicAssignment[Element]) -> None:
    """State the topics of an element; the words of its label are the evidence."""
    iris, language = reading.iris, reading.programme.language
    by_editor = topic.method == "editor"
    activity = iris.activity("edition") if by_editor else iris.activity("linking", language)
    node = state_topic(iris, reading.element(topic.element), topic, activity, reading.interpreted)
    reading.evidence.state(reading.interpreted, node, topic.element.label.span)


def placement(reading: Reading, element: Element) -> str:
    """The IRI of the decision on where an element stands."""
    return reading.iris.decision(f"{SHORT[element.kind]}-{element.ordinal}-placement")


def state_decision(reading: Reading, decision: Decision) -> None:
    """State a place that was chosen against the printed one, with its reason and its words."""
    out, iris, programme = reading.interpreted, reading.iris, reading.programme
    element = decision.element
    node = placement(reading, element)
    hosts = [each for each in programme.priorities if each.ordinal == decision.printed_under]
    declarations = {declaration: name for name, declaration in reading.declarations().items()}
    out.a(node, PPROG.EditorialDecision)
    out.add(node, PPROG.decidesOn, reading.element(element))
    out.add(node, PPROG.printedParent, *(reading.element(host) for host in hosts))
    out.add(node, PPROG.chosenParent, iris.programme)
    out.add(node, PROV.wasDerivedFrom, iris.declaration(declarations[decision.because]))
    out.add(node, PROV.wasGeneratedBy, iris.activity("interpretation", programme.language))
    facts = {
        "label": reading.label(element.label.text),
        "host": reading.label(hosts[0].label.text) if hosts else "",
        "provision": reading.codes[decision.because.unit.order],
        "declared": programme.document.quote(decision.because.span),
    }
    for language, cues in all_cues().items():
        out.add(node, PPROG.rationale, words(cues.reasons[decision.reason].format(**facts), language))
    reading.evidence.state(out, node, element.span, decision.because.span, decision.name)


def _state_judgements(reading: Reading) -> None:
    """The corrections of an editor that were applied: on what, from which place to which, why."""
    out, iris, programme = reading.interpreted, reading.iris, reading.programme
    declarations = {declaration: name for name, declaration in reading.declarations().items()}
    for number, judgement in enumerate(programme.judgements, 1):
        node = iris.decision(f"correction-{programme.language}-{number}")
        about = [
            reading.element(each) if isinstance(each, Element) else iris.declaration(declarations[each])
            for each in judgement.about
        ]
        out.a(node, PPROG.EditorialDecision)
        out.add(node, PPROG.decidesOn, *(about or [iris.programme]))
        if judgement.moved:
            places = [iris.priority(ordinal) if ordinal else iris.programme for ordinal in judgement.moved]
            out.add(node, PPROG.printedParent, places[0])
            out.add(node, PPROG.chosenParent, places[1])
        for language, reason in judgement.reason.items():
            out.add(node, PPROG.rationale, words(reason, language))
        out.add(node, PROV.wasGeneratedBy, iris.activity("edition"))
        reading.evidence.state(out, node, judgement.span)


def state_provenance(reading: Reading, out: Statements) -> None:
    """Which activities of which software made each graph, and from what."""
    iris, language, asserted = reading.iris, reading.programme.language, reading.asserted.graph
    software = state_software(out, reading.version)
    for graph, graph_class in (
        (asserted, PPROG.AssertedGraph),
        (iris.interpreted_graph(), PPROG.InterpretedGraph),
    ):
        out.a(graph, graph_class, PROV.Bundle)
    out.add(asserted, PROV.wasGeneratedBy, iris.activity("extraction", language))
    # Where mentions stand is in the text; which names were looked for is in the authority files.
    names = (AUTHORITY_GRAPH, VOCABULARY_GRAPH) if reading.mentions else ()
    state_activity(out, iris.activity("extraction", language), [software], reading.evidence.capture, *names)
    document = reading.programme.document
    if document.converted:
        file = iris.file(language, document.file.sha256)
        state_activity(out, iris.activity("conversion", language), [software], file)
    steps: dict[str, tuple[str, ...]] = {"interpretation": (asserted,)}
    if reading.actors:
        steps["linking"] = (asserted, AUTHORITY_GRAPH, VOCABULARY_GRAPH)
    for name, used in steps.items():
        out.add(iris.interpreted_graph(), PROV.wasGeneratedBy, iris.activity(name, language))
        state_activity(out, iris.activity(name, language), [software], *used)
    if reading.programme.judgements or any(topic.method == "editor" for topic in reading.topics):
        out.add(iris.interpreted_graph(), PROV.wasGeneratedBy, iris.activity("edition"))
        state_activity(out, iris.activity("edition"), [], reading.evidence.capture)
