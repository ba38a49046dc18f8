"""Korea's record as RDF: what is reported, what we added, and that no text is claimed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.elements import Label
from partnergraph.build.record_rdf import record_quads
from partnergraph.build.records import NOWHERE, Area, read_record
from partnergraph.build.sources import Actor, read_folder
from partnergraph.build.statements import Statements
from partnergraph.build.topics import TopicAssignment
from partnergraph.iris import CATALOG_GRAPH, DCAT, DCT, PPROG, PROV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from partnergraph.build.records import Record

    Printed = dict[tuple[str, str], set[str]]

DATA: Final = Path(__file__).parents[2] / "data"
BASE: Final = "https://w3id.org/pprog/"
PROGRAMME: Final = f"{BASE}id/programme/nato-kor/itpp-2023"
REPORTED: Final = f"{BASE}graph/reported/nato-kor-itpp-2023"
INTERPRETED: Final = f"{BASE}graph/interpreted/nato-kor-itpp-2023"
PARTNERSHIP: Final = f"{BASE}graph/interpreted/nato-kor"
EDITION: Final = f"{BASE}id/activity/edition/nato-kor-itpp-2023"
LINKING: Final = f"{BASE}id/activity/linking/nato-kor-itpp-2023"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SOURCES: Final = {
    "<http://www.mediadale.com/news/articleView.html?idxno=177662>",
    "<https://kr.headtopics.com/news/509803245824536985333-41126501>",
    "<https://m3.edaily.co.kr/News/Read?mediaCodeNo=257&newsId=03578486638795440>",
    "<https://kyeongin.com/article/1646421>",
}
TITLES: Final = (
    ("대화와 협의", "dialogue and consultation"),
    ("대테러 협력", "counter-terrorism cooperation"),
    ("군축·비확산", "disarmament and non-proliferation"),
    ("신흥기술", "emerging technologies"),
    ("사이버방위", "cyber defence"),
    ("역량개발 및 상호운용성", "capability development and interoperability"),
    ("상호운용성을 위한 실질협력", "practical cooperation for interoperability"),
    ("과학기술", "science and technology"),
    ("기후변화와 안보", "climate change and security"),
    ("여성평화안보", "women, peace and security"),
    ("공공외교", "public diplomacy"),
)
ACTORS: Final = {
    "nato": Actor("nato", frozenset(), {"fr": "OTAN", "en": "NATO"}),
    "kor": Actor("kor", frozenset(), {"fr": "Corée du Sud", "en": "South Korea"}),
}


@pytest.fixture(scope="module")
def record() -> Record:
    """The real record."""
    return read_record(read_folder(DATA / "programmes" / "nato-kor-itpp-2023"))


@pytest.fixture(scope="module")
def catalog() -> Statements:
    """Where the provenance is stated."""
    return Statements(CATALOG_GRAPH)


@pytest.fixture(scope="module")
def quads(record: Record, catalog: Statements) -> set[ox.Quad]:
    """Its statements, with one topic that a label gives and one that an editor gives."""
    seas, learning = f"{BASE}vocab/topic/seas", f"{BASE}vocab/topic/learning"
    reason = {"fr": "Parce que.", "en": "Because."}
    topics = (
        TopicAssignment(record.areas[0], seas, (), "label-match", None, reason),
        TopicAssignment(record.areas[5], learning, (seas,), "editor", None, reason),
    )
    return record_quads(record, ACTORS, topics, "9.9", catalog)


@pytest.fixture(scope="module")
def stated(printed: Callable[..., Printed], quads: set[ox.Quad]) -> Callable[[str], Printed]:
    """What stands in a graph: objects, as printed, by subject and predicate."""
    graphs: dict[str, set[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name.value, set()).add(quad)  # type: ignore[union-attr]
    return lambda graph: printed(graphs[graph])


def test_nothing_is_asserted(quads: set[ox.Quad], catalog: Statements) -> None:
    """There is no text, hence no asserted graph, no document, no span, and no quote."""
    everything = " ".join(map(str, quads | catalog.quads))

    assert {quad.graph_name.value for quad in quads} == {REPORTED, INTERPRETED, PARTNERSHIP}  # type: ignore[union-attr]
    for name in (
        "graph/asserted",
        "AssertedGraph",
        "id/document",
        "hasEvidence",
        "TextQuoteSelector",
        "Mention",
    ):
        assert name not in everything


def test_a_statement_stands_in_one_graph(quads: set[ox.Quad]) -> None:
    """What is reported is not said again by us."""
    assert len({quad.triple for quad in quads}) == len(quads)


def test_the_programme_is_reported(stated: Callable[[str], Printed]) -> None:
    """Type, period, day, closed list, the confidence in secondary sources, and the four sources."""
    reported = stated(REPORTED)

    assert {predicate: found for (subject, predicate), found in reported.items() if subject == PROGRAMME} == {
        RDF.type: {f"<{PPROG.PartnershipProgramme}>"},
        DCT.identifier: {'"nato-kor/itpp-2023"'},
        DCT.issued: {f'"2023-07-11"^^<{XSD}date>'},
        DCT.source: SOURCES,
        PPROG.programmeType: {f"<{BASE}vocab/programme-type/itpp>"},
        PPROG.listCompleteness: {f"<{BASE}vocab/list-completeness/closed>"},
        PPROG.sourceConfidence: {f"<{BASE}vocab/source-confidence/secondary>"},
        PPROG.inPeriod: {f"<{PROGRAMME}/period>"},
        PPROG.hasElement: {f"<{PROGRAMME}/area/{number:02}>" for number in range(1, 12)},
    }
    assert reported[f"{PROGRAMME}/period", DCAT.startDate] == {f'"2023"^^<{XSD}gYear>'}
    assert reported[f"{PROGRAMME}/period", DCAT.endDate] == {f'"2026"^^<{XSD}gYear>'}


@pytest.mark.parametrize(("number", "titles"), list(enumerate(TITLES, 1)))
def test_an_area_is_reported_in_korean(
    stated: Callable[[str], Printed], number: int, titles: tuple[str, str]
) -> None:
    """Its title as the sources give it, its place in their list, and the sources."""
    node, (korean, english) = f"{PROGRAMME}/area/{number:02}", titles

    assert {
        predicate: found for (subject, predicate), found in stated(REPORTED).items() if subject == node
    } == {
        RDF.type: {f"<{PPROG.CooperationArea}>"},
        PPROG.elementKind: {f"<{BASE}vocab/element-kind/area>"},
        PPROG.isElementOf: {f"<{PROGRAMME}>"},
        PPROG.ordinal: {f'"{number}"^^<{XSD}integer>'},
        SKOS.prefLabel: {f'"{korean}"@ko'},
        DCT.source: SOURCES,
    }
    assert stated(INTERPRETED)[node, SKOS.altLabel] == {f'"{english}"@en'}


def test_translations_are_said_to_be_ours(stated: Callable[[str], Printed]) -> None:
    """A decision of the edition, on the programme's name and all eleven areas, says so in two languages."""
    decision, interpreted = f"{PROGRAMME}/decision/labels", stated(INTERPRETED)

    assert interpreted[decision, RDF.type] == {f"<{PPROG.EditorialDecision}>"}
    assert interpreted[decision, PPROG.labelStatus] == {'"unofficial-translation"'}
    assert interpreted[decision, PROV.wasGeneratedBy] == {f"<{EDITION}>"}
    assert interpreted[decision, PPROG.decidesOn] == {
        f"<{PROGRAMME}>",
        *(f"<{PROGRAMME}/area/{number:02}>" for number in range(1, 12)),
    }
    assert {reason[-3:] for reason in interpreted[decision, PPROG.rationale]} == {"@fr", "@en"}


def test_the_name_of_the_programme_is_ours(stated: Callable[[str], Printed]) -> None:
    """No source gives a title, so type, parties and years name it, in the order of each language."""
    assert stated(INTERPRETED)[PROGRAMME, SKOS.prefLabel] == {
        '"ITPP OTAN – Corée du Sud 2023-2026"@fr',
        '"NATO – South Korea ITPP 2023-2026"@en',
    }


def test_the_name_of_a_programme_without_period(record: Record) -> None:
    """Nothing is left dangling where no years are known."""
    quads = record_quads(
        replace(record, period=None, issued=""), ACTORS, (), "9.9", Statements(CATALOG_GRAPH)
    )
    predicates = {quad.predicate.value for quad in quads}

    assert '"NATO – South Korea ITPP"@en' in {str(quad.object) for quad in quads}
    assert predicates.isdisjoint({PPROG.inPeriod, DCT.issued, DCAT.startDate})


def test_an_area_without_translation_is_not_decided_on(record: Record) -> None:
    """Only what we translated is a decision of ours."""
    area = Area(1, Label("safe seas", NOWHERE), {})
    quads = record_quads(
        replace(record, areas=(area,), language="en"), ACTORS, (), "9.9", Statements(CATALOG_GRAPH)
    )

    assert {str(quad.object) for quad in quads if quad.predicate.value == PPROG.decidesOn} == {
        f"<{PROGRAMME}>"
    }
    assert SKOS.altLabel not in {quad.predicate.value for quad in quads}


def test_topics_are_interpreted(stated: Callable[[str], Printed]) -> None:
    """Each assignment says by what method; the editor's comes from the edition, the other from software."""
    interpreted = stated(INTERPRETED)
    first, sixth = (f"{PROGRAMME}/decision/area-{number}-topic" for number in ("01", "06"))

    assert interpreted[f"{PROGRAMME}/area/01", PPROG.hasPrimaryTopic] == {f"<{BASE}vocab/topic/seas>"}
    assert interpreted[f"{PROGRAMME}/area/06", PPROG.hasPrimaryTopic] == {f"<{BASE}vocab/topic/learning>"}
    assert len(interpreted[f"{PROGRAMME}/area/06", PPROG.hasTopic]) == 2
    assert interpreted[first, PROV.wasGeneratedBy] == {f"<{LINKING}>"}
    assert interpreted[sixth, PROV.wasGeneratedBy] == {f"<{EDITION}>"}
    assert interpreted[sixth, PPROG.decidesOn] == {f"<{PROGRAMME}/area/06>"}


def test_the_parties_are_interpreted(stated: Callable[[str], Printed]) -> None:
    """NATO and South Korea are parties of the programme, and of the partnership in its own graph."""
    actors = {f"<{BASE}id/actor/nato>", f"<{BASE}id/actor/kor>"}

    assert stated(INTERPRETED)[PROGRAMME, PPROG.hasParty] == actors
    assert stated(PARTNERSHIP)[f"{BASE}id/partnership/nato-kor", PPROG.hasParty] == actors


def test_the_catalogue_says_who_made_the_graphs(printed: Callable[..., Printed], catalog: Statements) -> None:
    """A person recorded what the sources report; software compared the titles with the topics."""
    stated = printed(catalog.quads)

    assert stated[REPORTED, RDF.type] == {f"<{PPROG.ReportedGraph}>", f"<{PROV.Bundle}>"}
    assert stated[REPORTED, DCT.source] == SOURCES
    assert stated[REPORTED, PROV.wasGeneratedBy] == {f"<{EDITION}>"}
    assert stated[INTERPRETED, RDF.type] == {f"<{PPROG.InterpretedGraph}>", f"<{PROV.Bundle}>"}
    assert stated[INTERPRETED, PROV.wasGeneratedBy] == {f"<{EDITION}>", f"<{LINKING}>"}
    assert stated[PARTNERSHIP, PROV.wasGeneratedBy] == {f"<{EDITION}>"}
    assert stated[EDITION, PROV.used] == SOURCES
    assert stated[EDITION, PROV.wasAssociatedWith] == set()
    assert stated[LINKING, PROV.used] == {f"<{REPORTED}>", f"<{BASE}graph/vocab>"}
    assert stated[LINKING, PROV.wasAssociatedWith] == {f"<{BASE}id/software/partnergraph-9.9>"}
