"""The vocabularies and the authority file: complete in both languages, closed, and unambiguous."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "ontology" / "vocabularies"
VOCAB: Final = Namespace("https://w3id.org/pprog/vocab/")
ACTOR: Final = Namespace("https://w3id.org/pprog/id/actor/")
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")

CONCEPTS: Final = {
    "programme-type": ("itpp", "ipcp", "ipap", "anp", "sdp", "partnership-priorities", "plan-of-action"),
    "element-kind": ("strategic-objective", "priority", "goal"),
    "unit-kind": ("heading", "paragraph", "numbered-item", "bullet-item"),
    "role": ("counterpart", "partner"),
    "list-completeness": ("closed", "open", "unknown"),
    "source-confidence": ("official-full", "official-head", "official-description", "secondary"),
}
NOTATIONS: Final = {"itpp": "ITPP", "ipcp": "IPCP", "ipap": "IPAP", "anp": "ANP", "sdp": "SDP"}
STATES: Final = {"aus", "che", "irl", "jpn", "kor", "mlt", "nzl"}
ORGANISATIONS: Final = {"eu", "nato"}
MATCHES: Final = {
    ("nato", "http://eurovoc.europa.eu/2199"),
    ("nato", "http://www.wikidata.org/entity/Q7184"),
    ("jpn", "http://eurovoc.europa.eu/1524"),
    ("jpn", "http://publications.europa.eu/resource/authority/country/JPN"),
    ("jpn", "http://www.wikidata.org/entity/Q17"),
}
FORMS: Final = {
    "OTAN": "nato",
    "NATO": "nato",
    "Organisation du Traité de l’Atlantique Nord": "nato",
    "North Atlantic Treaty Organization": "nato",
    "Japon": "jpn",
    "Japan": "jpn",
    "République de Corée": "kor",
    "Republic of Korea": "kor",
    "Australie": "aus",
    "Australia": "aus",
    "Nouvelle-Zélande": "nzl",
    "New Zealand": "nzl",
    "Suisse": "che",
    "Switzerland": "che",
    "Irlande": "irl",
    "Ireland": "irl",
    "Malte": "mlt",
    "Malta": "mlt",
    "Union européenne": "eu",
    "European Union": "eu",
    "UE": "eu",
    "EU": "eu",
}


@pytest.fixture(scope="module")
def actors() -> Graph:
    """The authority file of actors."""
    return Graph().parse(ROOT / "data" / "actors.ttl")


def languages(graph: Graph, term: URIRef, annotation: URIRef) -> list[str | None]:
    """The language of each value of an annotation, sorted."""
    values = [value for value in graph.objects(term, annotation) if isinstance(value, Literal)]
    return sorted((value.language for value in values), key=str)


def test_the_files_are_the_vocabularies() -> None:
    """There is one file per vocabulary of the model and no other."""
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.ttl" for name in CONCEPTS}


@pytest.mark.parametrize("name", CONCEPTS)
def test_scheme(name: str) -> None:
    """A file holds one scheme, in both languages, whose top concepts are those of the model."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    scheme = VOCAB[name]

    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    assert languages(graph, scheme, SKOS.prefLabel) == ["en", "fr"]
    assert languages(graph, scheme, SKOS.definition) == ["en", "fr"]
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == {
        VOCAB[f"{name}/{code}"] for code in CONCEPTS[name]
    }


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, codes in CONCEPTS.items() for code in codes]
)
def test_concept(name: str, code: str) -> None:
    """A concept is named and defined once in each language, and belongs to its scheme in both directions."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    concept = VOCAB[f"{name}/{code}"]

    assert (concept, RDF.type, SKOS.Concept) in graph
    assert languages(graph, concept, SKOS.prefLabel) == ["en", "fr"]
    assert languages(graph, concept, SKOS.definition) == ["en", "fr"]
    assert list(graph.objects(concept, SKOS.inScheme)) == [VOCAB[name]]
    assert list(graph.objects(concept, SKOS.topConceptOf)) == [VOCAB[name]]
    notation = NOTATIONS.get(code)
    assert [str(value) for value in graph.objects(concept, SKOS.notation)] == ([notation] if notation else [])


@pytest.mark.parametrize("name", CONCEPTS)
def test_nothing_else_in_the_file(name: str) -> None:
    """A file speaks of its scheme and its concepts only, with the terms that the ontology lists."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    ontology = Graph().parse(ROOT / "ontology" / "pprog.ttl")

    assert set(graph.subjects()) == {VOCAB[name], *(VOCAB[f"{name}/{code}"] for code in CONCEPTS[name])}
    assert all((term, None, None) in ontology for term in set(graph.predicates()) - {RDF.type})


@pytest.mark.parametrize("name", CONCEPTS)
def test_labels_are_not_shared(name: str) -> None:
    """No two concepts of a scheme share a label in one language."""
    labels = Counter(Graph().parse(FOLDER / f"{name}.ttl").objects(None, SKOS.prefLabel))

    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.glob("*.ttl")), ROOT / "data" / "actors.ttl"], ids=lambda path: path.stem
)
def test_texts_are_well_written(path: Path) -> None:
    """Texts use the typographic apostrophe, have no stray space, and definitions end with a full stop."""
    graph = Graph().parse(path)
    for text in graph.objects():
        if isinstance(text, Literal):
            assert "'" not in text, text
            assert str(text) == str(text).strip(), text
    assert all(str(definition).endswith(".") for definition in graph.objects(None, SKOS.definition))


def test_the_actors(actors: Graph) -> None:
    """The actors are the states and organisations we know, each typed once as one of ours."""
    assert set(actors.subjects(RDF.type, PPROG.State)) == {ACTOR[code] for code in STATES}
    assert set(actors.subjects(RDF.type, PPROG.InternationalOrganisation)) == {
        ACTOR[code] for code in ORGANISATIONS
    }
    assert set(actors.subjects(RDF.type, ORG.FormalOrganization)) == {ACTOR[code] for code in ORGANISATIONS}
    assert set(actors.subjects()) == {ACTOR[code] for code in STATES | ORGANISATIONS}


@pytest.mark.parametrize("code", sorted(STATES | ORGANISATIONS))
def test_actor(actors: Graph, code: str) -> None:
    """An actor has its code as identifier, one preferred label per language, and other forms besides."""
    actor = ACTOR[code]
    preferred = set(actors.objects(actor, SKOS.prefLabel))

    assert [str(value) for value in actors.objects(actor, DCTERMS.identifier)] == [code]
    assert languages(actors, actor, SKOS.prefLabel) == ["en", "fr"]
    assert preferred.isdisjoint(actors.objects(actor, SKOS.altLabel))


@pytest.mark.parametrize(("form", "code"), FORMS.items())
def test_a_form_names_one_actor(actors: Graph, form: str, code: str) -> None:
    """The forms that documents use lead to one actor each, whatever the language."""
    holders = {
        actor
        for label in (SKOS.prefLabel, SKOS.altLabel)
        for actor, value in actors.subject_objects(label)
        if str(value) == form
    }

    assert holders == {ACTOR[code]}


def test_external_matches(actors: Graph) -> None:
    """The actors are matched only with the identifiers that were looked up."""
    matches = {
        (str(actor).removeprefix(ACTOR), str(match))
        for actor, match in actors.subject_objects(SKOS.exactMatch)
    }

    assert matches == MATCHES
