"""The alignments: one file per target, safe upward axioms or judgements as nodes, and one table of all."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest
import yaml
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "ontology" / "alignments"
ALIGNMENT: Final = Namespace("https://w3id.org/pprog/alignment/")
MAPPING: Final = "https://w3id.org/pprog/id/mapping/"
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
FIBO: Final = Namespace("https://spec.edmcouncil.org/fibo/ontology/FND/GoalsAndObjectives/Objectives/")
STRATML: Final = Namespace("urn:ISO:std:iso:17469:tech:xsd:stratml_core#")
SDGO: Final = Namespace("http://metadata.un.org/sdg/ontology#")
SCHEMA: Final = Namespace("https://schema.org/")
SSSOM: Final = Namespace("https://w3id.org/sssom/")

AXIOMS: Final = {
    "prov-o": PROV,
    "eli": ELI,
    "oa": OA,
    "org": ORG,
    "skos-dcterms": DCTERMS,
}
JUDGEMENTS: Final = {"fibo": FIBO, "stratml": STRATML, "sdgo": SDGO, "schema-org": SCHEMA}
# Names seen in the vocabularies' own files, for the targets that the test libraries do not hold.
SEEN: Final = {
    ELI: {"Work", "WorkSubdivision", "Expression", "Manifestation"},
    OA: {"SpecificResource"},
    FIBO: {"Aim", "Goal", "Objective", "Approach", "Program"},
    STRATML: {"Goal", "Objective", "StrategicPlan", "Value", "SequenceIndicator"},
    SDGO: {"Goal", "Target"},
}
UPWARD: Final = {RDFS.subClassOf: OWL.Class, RDFS.subPropertyOf: OWL.ObjectProperty}
MATCHES: Final = (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
CORE: Final = {
    (PPROG.Topic, RDFS.subClassOf, SKOS.Concept),
    (PPROG.Value, RDFS.subClassOf, SKOS.Concept),
}
COLUMNS: Final = [
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"),
    *("object_source", "object_source_version", "mapping_date", "comment"),
]

Mapping: TypeAlias = tuple[URIRef, URIRef, URIRef]


def alignment(name: str) -> Graph:
    """One alignment file."""
    return Graph().parse(FOLDER / f"{name}.ttl")


def upward(graph: Graph) -> list[Mapping]:
    """The axioms of an alignment."""
    return [
        (one, axiom, other)
        for axiom in UPWARD
        for one, other in graph.subject_objects(axiom)
        if isinstance(one, URIRef) and isinstance(other, URIRef)
    ]


def judged(graph: Graph, node: Any) -> Mapping:
    """The three terms of a mapping statement."""
    one, predicate, other = (graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    assert isinstance(one, URIRef)
    assert isinstance(predicate, URIRef)
    assert isinstance(other, URIRef)
    return one, predicate, other


def languages(graph: Graph, node: Any, predicate: URIRef) -> list[str | None]:
    """The languages of what is said of a node, sorted."""
    values = [value for value in graph.objects(node, predicate) if isinstance(value, Literal)]
    return sorted((value.language for value in values), key=str)


@pytest.fixture(scope="module")
def head() -> dict[str, Any]:
    """The metadata above the table."""
    lines = (FOLDER / "terms.sssom.tsv").read_text(encoding="utf-8").splitlines()
    loaded: dict[str, Any] = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    return loaded


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The rows of the table."""
    lines = (FOLDER / "terms.sssom.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


@pytest.fixture(scope="module")
def mappings(head: dict[str, Any], rows: list[dict[str, str]]) -> dict[Mapping, dict[str, str]]:
    """The rows of the table by the IRIs that they relate."""

    def expand(curie: str) -> URIRef:
        prefix, _, local = curie.partition(":")
        return URIRef(head["curie_map"][prefix] + local)

    found = {
        (expand(row["subject_id"]), expand(row["predicate_id"]), expand(row["object_id"])): row
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def test_one_file_per_target() -> None:
    """The folder holds one file for each target, and the table."""
    names = {path.name for path in FOLDER.iterdir()}

    assert names == {f"{name}.ttl" for name in (*AXIOMS, *JUDGEMENTS)} | {"terms.sssom.tsv"}


@pytest.mark.parametrize("name", [*AXIOMS, *JUDGEMENTS])
def test_headers(ontology: Graph, name: str) -> None:
    """Every file says what it is in both languages, its version (that of the ontology) and its licence."""
    graph, node = alignment(name), ALIGNMENT[name]
    (version,) = ontology.objects(URIRef("https://w3id.org/pprog/ontology"), OWL.versionInfo)

    assert list(graph.objects(node, OWL.versionInfo)) == [version]
    assert languages(graph, node, DCTERMS.title) == ["en", "fr"]
    assert languages(graph, node, DCTERMS.description) == ["en", "fr"]
    assert list(graph.objects(node, DCTERMS.license)) == [
        URIRef("https://creativecommons.org/licenses/by/4.0/")
    ]
    assert list(graph.objects(node, RDF.type)) == [OWL.Ontology if name in AXIOMS else SSSOM.MappingSet]
    assert list(graph.objects(node, OWL.versionIRI)) == (
        [ALIGNMENT[f"{name}/{version}"]] if name in AXIOMS else []
    )


@pytest.mark.parametrize("name", [*AXIOMS, *JUDGEMENTS])
def test_nothing_is_imported_or_equated(name: str) -> None:
    """No file imports, equates or uses a blank node, and none states a SKOS match as such."""
    graph = alignment(name)
    for axiom in (
        OWL.imports,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.sameAs,
        SKOS.exactMatch,
        *MATCHES,
    ):
        assert list(graph.subject_objects(axiom)) == [], axiom
    assert [node for node in graph.all_nodes() if isinstance(node, BNode)] == []


@pytest.mark.parametrize("name", AXIOMS)
def test_upward_axioms(ontology: Graph, name: str) -> None:
    """An axiom puts one of our terms under a term of the target, of the same kind; nothing else is said."""
    graph = alignment(name)
    axioms = upward(graph)

    assert axioms
    for one, axiom, other in axioms:
        assert (one, RDF.type, UPWARD[axiom]) in ontology, one
        assert str(other).startswith(str(AXIOMS[name])), other
        assert (other, RDF.type, UPWARD[axiom]) in graph, other
    for subject, predicate, _ in graph:
        assert subject == ALIGNMENT[name] or predicate in {RDF.type, *UPWARD}, subject


@pytest.mark.parametrize("name", AXIOMS)
def test_read_alone(ontology: Graph, name: str) -> None:
    """A file declares every term that it uses, as the ontology does where it declares it too."""
    graph = alignment(name)
    used = {term for one, _, other in upward(graph) for term in (one, other)}
    used |= {
        term
        for term in graph.predicates(ALIGNMENT[name])
        if isinstance(term, URIRef) and term.startswith(str(DCTERMS))
    }
    declared = {term for term in graph.subjects(RDF.type) if term != ALIGNMENT[name]}

    assert declared == used
    for term in declared:
        kinds = set(graph.objects(term, RDF.type))
        assert len(kinds) == 1, term
        assert set(ontology.objects(term, RDF.type)) <= kinds, term


def test_no_axiom_contradicts_the_target() -> None:
    """PROV-O keeps activities, entities and agents of its own apart: nothing of ours is an activity."""
    graph = alignment("prov-o")

    assert PROV.Activity not in set(graph.all_nodes())
    assert (PPROG.ProgrammeElement, RDFS.subClassOf, PROV.Entity) in graph


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_judgements_are_nodes(ontology: Graph, name: str) -> None:
    """A mapping is a node with the terms, the source, the date and the reason; no term is a subject."""
    graph = alignment(name)
    nodes = set(graph.subjects(RDF.type, RDF.Statement))

    assert nodes
    assert set(graph.subjects()) == nodes | {ALIGNMENT[name], SSSOM.MappingSet}
    for node in nodes:
        one, predicate, other = judged(graph, node)
        assert str(node).startswith(f"{MAPPING}{name}/"), node
        assert (one, RDFS.isDefinedBy, None) in ontology, one
        assert one in PPROG, one
        assert predicate in MATCHES, node
        assert str(other).startswith(str(JUDGEMENTS[name])), other
        assert list(graph.objects(node, DCTERMS.isPartOf)) == [ALIGNMENT[name]], node
        assert len(list(graph.objects(node, DCTERMS.source))) == 1, node
        assert languages(graph, node, DCTERMS.description) == ["en", "fr"], node
        (date,) = graph.objects(node, DCTERMS.date)
        assert isinstance(date, Literal)
        assert date.datatype == XSD.date


@pytest.mark.parametrize("name", [*AXIOMS, *JUDGEMENTS])
def test_targets_exist(name: str) -> None:
    """Every term of a target stands in its vocabulary."""
    graph = alignment(name)
    for _, _, other in [
        *upward(graph),
        *(judged(graph, node) for node in graph.subjects(RDF.type, RDF.Statement)),
    ]:
        for seen, names in SEEN.items():
            if str(other).startswith(str(seen)):
                assert other.removeprefix(str(seen)) in names, other
        for vocabulary in (PROV, ORG, DCTERMS, SDO):
            if other.startswith(str(vocabulary)):
                assert other in vocabulary, other


def test_the_names_that_mislead() -> None:
    """Objective and goal change places: never matched by their names, and the reason is told."""
    for name, namespace in (("fibo", FIBO), ("stratml", STRATML), ("sdgo", SDGO)):
        graph = alignment(name)
        found = {judged(graph, node) for node in graph.subjects(RDF.type, RDF.Statement)}
        assert {one for one, _, other in found if other == namespace.Goal} == {PPROG.StrategicObjective}
        assert {one for one, _, other in found if other in {namespace.Objective, namespace.Target}} == {
            PPROG.PartnershipGoal
        }


def test_the_table_says_what_the_files_say(ontology: Graph, mappings: dict[Mapping, dict[str, str]]) -> None:
    """The table holds every axiom and every judgement of the files, and no more."""
    graphs = [alignment(name) for name in (*AXIOMS, *JUDGEMENTS)]
    stated = [triple for graph in graphs for triple in upward(graph)]
    stated += [judged(graph, node) for graph in graphs for node in graph.subjects(RDF.type, RDF.Statement)]

    assert all(triple in ontology for triple in CORE)
    assert Counter([*stated, *CORE]) == Counter(list(mappings))


def test_reasons_sources_and_dates_agree(mappings: dict[Mapping, dict[str, str]]) -> None:
    """Source, date and English reason of a judgement are the same in its file and in the table."""
    for name in JUDGEMENTS:
        graph = alignment(name)
        for node in graph.subjects(RDF.type, RDF.Statement):
            row = mappings[judged(graph, node)]
            reasons = [
                value
                for value in graph.objects(node, DCTERMS.description)
                if getattr(value, "language", "") == "en"
            ]
            assert [str(reason) for reason in reasons] == [row["comment"]], node
            assert str(graph.value(node, DCTERMS.source)) == row["object_source"], node
            assert str(graph.value(node, DCTERMS.date)) == row["mapping_date"], node


def test_the_table_is_sssom(
    ontology: Graph, head: dict[str, Any], rows: list[dict[str, str]], mappings: dict[Mapping, dict[str, str]]
) -> None:
    """The table has the columns and the metadata of the others, and our labels are those of the ontology."""
    assert list(rows[0]) == COLUMNS
    assert set(head) == {
        *("mapping_set_id", "mapping_set_title", "mapping_set_version", "license", "comment", "curie_map")
    }
    curies = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    used = {row[column].partition(":")[0] for row in rows for column in curies}
    assert set(head["curie_map"]) == used
    for (one, _, _), row in mappings.items():
        labels = [
            str(label)
            for label in ontology.objects(one, RDFS.label)
            if getattr(label, "language", "") == "en"
        ]
        assert labels == [row["subject_label"]], one
        assert row["mapping_justification"] == "semapv:ManualMappingCuration", one
        assert row["object_label"], one
        assert row["object_source"], one
        assert dt.date.fromisoformat(row["mapping_date"]), one
