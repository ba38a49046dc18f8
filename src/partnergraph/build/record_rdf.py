"""A record as RDF: what is reported in its own graph, what we add to it in the interpreted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.cues import all_cues
from partnergraph.build.party_rdf import partnership_quads, state_parties
from partnergraph.build.statements import (
    Statements,
    integer,
    page_date,
    state_activity,
    state_software,
    words,
    year,
)
from partnergraph.build.topic_rdf import state_topic
from partnergraph.iris import (
    COMPLETENESS,
    CONFIDENCE,
    DCAT,
    DCT,
    ELEMENT_KIND,
    PPROG,
    PROGRAMME_TYPE,
    PROV,
    SKOS,
    VOCABULARY_GRAPH,
    ProgrammeIris,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from partnergraph.build.records import Area, Record
    from partnergraph.build.sources import Actor
    from partnergraph.build.topics import TopicAssignment


def record_quads(
    record: Record,
    actors: Mapping[str, Actor],
    topics: Iterable[TopicAssignment[Area]],
    version: str,
    catalog: Statements,
) -> set[ox.Quad]:
    """The quads of a record; how its graphs came about is stated in `catalog`."""
    iris = ProgrammeIris(record.folder.id)
    reported, interpreted = Statements(iris.reported_graph()), Statements(iris.interpreted_graph())
    _state_programme(record, iris, reported)
    for area in record.areas:
        _state_area(record, area, iris, reported)
    state_parties(record.folder, iris, interpreted)
    _state_labels(record, iris, actors, interpreted)
    for topic in topics:
        activity = iris.activity("edition" if topic.method == "editor" else "linking")
        state_topic(iris, iris.area(topic.element.ordinal), topic, activity, interpreted)
    _state_provenance(record, iris, version, catalog)
    partnership = partnership_quads(record.folder, iris, actors, iris.activity("edition"), catalog)
    return reported.quads | interpreted.quads | partnership


def _state_programme(record: Record, iris: ProgrammeIris, out: Statements) -> None:
    node = iris.programme
    out.a(node, PPROG.PartnershipProgramme)
    out.add(node, DCT.identifier, ox.Literal(iris.programme_id))
    out.add(node, PPROG.programmeType, PROGRAMME_TYPE.term(record.type))
    out.add(node, PPROG.listCompleteness, COMPLETENESS.term(record.list_status))
    out.add(node, PPROG.sourceConfidence, CONFIDENCE.term(record.folder.source_confidence))
    out.add(node, DCT.source, *record.sources)
    if record.issued:
        out.add(node, DCT.issued, page_date(record.issued))
    if record.period:
        out.a(iris.period, DCT.PeriodOfTime)
        out.add(node, PPROG.inPeriod, iris.period)
        out.add(iris.period, DCAT.startDate, year(record.period.start))
        out.add(iris.period, DCAT.endDate, year(record.period.end))


def _state_area(record: Record, area: Area, iris: ProgrammeIris, out: Statements) -> None:
    node = iris.area(area.ordinal)
    out.a(node, PPROG.CooperationArea)
    out.add(node, PPROG.elementKind, ELEMENT_KIND.area)
    out.add(iris.programme, PPROG.hasElement, node)
    out.add(node, PPROG.isElementOf, iris.programme)
    out.add(node, PPROG.ordinal, integer(area.ordinal))
    out.add(node, SKOS.prefLabel, words(area.label.text, record.language))
    out.add(node, DCT.source, *record.sources)


def _state_labels(record: Record, iris: ProgrammeIris, actors: Mapping[str, Actor], out: Statements) -> None:
    """A name for the programme, and translations of area titles: ours, as a decision says."""
    folder, activity = record.folder, iris.activity("edition")
    node = iris.decision("labels")
    out.a(node, PPROG.EditorialDecision)
    out.add(node, PPROG.labelStatus, ox.Literal("unofficial-translation"))
    out.add(node, PPROG.decidesOn, iris.programme)
    out.add(node, PROV.wasGeneratedBy, activity)
    for language, cues in all_cues().items():
        names = {
            role: actors[actor].labels.get(language, actor)
            for role, actor in (("counterpart", folder.counterpart), ("partner", folder.partner))
        }
        years = f"{record.period.start}-{record.period.end}" if record.period else ""
        label = cues.labels["programme"].format(**names, type=record.type.upper(), years=years).strip()
        out.add(iris.programme, SKOS.prefLabel, words(label, language))
        out.add(node, PPROG.rationale, words(cues.reasons["unofficial-labels"], language))
    for area in record.areas:
        for language, label in area.translations.items():
            out.add(iris.area(area.ordinal), SKOS.altLabel, words(label, language))
            out.add(node, PPROG.decidesOn, iris.area(area.ordinal))


def _state_provenance(record: Record, iris: ProgrammeIris, version: str, out: Statements) -> None:
    """Who reported it; that a person recorded it, and that software compared the titles with the topics."""
    reported, interpreted = iris.reported_graph(), iris.interpreted_graph()
    edition, linking = iris.activity("edition"), iris.activity("linking")
    out.a(reported, PPROG.ReportedGraph, PROV.Bundle)
    out.add(reported, DCT.source, *record.sources)
    out.add(reported, PROV.wasGeneratedBy, edition)
    out.a(interpreted, PPROG.InterpretedGraph, PROV.Bundle)
    out.add(interpreted, PROV.wasGeneratedBy, edition, linking)
    state_activity(out, edition, (), *record.sources)
    state_activity(out, linking, (state_software(out, version),), reported, VOCABULARY_GRAPH)
