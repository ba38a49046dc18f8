"""The vocabularies: complete in both languages, closed, and unambiguous; and the names of the parties."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from partnergraph.folding import fold

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "ontology" / "vocabularies"
VOCAB: Final = Namespace("https://w3id.org/pprog/vocab/")
ACTOR: Final = Namespace("https://w3id.org/pprog/id/actor/")
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")

CONCEPTS: Final = {
    "programme-type": (
        *("itpp", "ipcp", "ipap", "ipp", "anp", "sdp"),
        *("partnership-priorities", "plan-of-action"),
    ),
    "element-kind": ("strategic-objective", "priority", "goal", "area", "activity-kind", "challenge"),
    "unit-kind": ("heading", "paragraph", "numbered-item", "bullet-item", "page-furniture"),
    "role": ("counterpart", "partner"),
    "list-completeness": ("closed", "open", "unknown"),
    "source-confidence": ("official-full", "official-head", "official-description", "secondary"),
    "claim-basis": ("declared", "editorial", "lexical", "model"),
    "instrument-type": ("charter", "resolution", "strategy", "action-plan", "policy", "programme"),
    "topic": (
        *("cyber-defence", "strategic-communications", "emerging-and-disruptive-technologies"),
        *("space-security", "climate-change-and-security", "maritime-security"),
        *("arms-control-disarmament-and-non-proliferation", "arms-control", "disarmament"),
        *("non-proliferation", "dialogue-and-consultation", "emergency-management"),
        *("science-and-technology", "interoperability", "capability-development", "standardisation"),
        *("resilience-and-civil-preparedness", "public-diplomacy", "women-peace-and-security"),
        *("human-security", "building-integrity", "counter-piracy", "counter-terrorism"),
        *("crisis-management", "critical-infrastructure-protection", "cyber-security"),
        *("defence-industry", "defence-reform", "disaster-relief", "economic-development"),
        *("good-governance", "humanitarian-assistance", "hybrid-threats", "information-threats"),
        *("intelligence-sharing", "military-training-and-education", "peace-support-operations"),
        *("peacebuilding", "protection-of-classified-information"),
    ),
    "value": (
        *("democracy", "freedom", "human-rights", "rule-of-law", "international-law"),
        *("peaceful-settlement-of-disputes", "rules-based-international-order"),
    ),
}
BROADER: Final = {
    "arms-control": "arms-control-disarmament-and-non-proliferation",
    "disarmament": "arms-control-disarmament-and-non-proliferation",
    "non-proliferation": "arms-control-disarmament-and-non-proliferation",
    "standardisation": "capability-development",
    "counter-piracy": "maritime-security",
    "disaster-relief": "emergency-management",
}
CLASSES: Final = {"topic": PPROG.Topic, "value": PPROG.Value}
MISLEADING: Final = {  # each word that other documents use for something else
    "element-kind": {"strategic-objective", "priority", "goal", "activity-kind"},
    "programme-type": {"partnership-priorities", "plan-of-action"},
    "claim-basis": {"lexical"},
}
NOTATIONS: Final = {"itpp": "ITPP", "ipcp": "IPCP", "ipap": "IPAP", "ipp": "IPP", "anp": "ANP", "sdp": "SDP"}
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
    """The authority files, with the actors among what they hold."""
    graph = Graph()
    for file in (ROOT / "data").glob("*.ttl"):
        graph.parse(file)
    return graph


def languages(graph: Graph, term: URIRef, annotation: URIRef) -> list[str | None]:
    """The language of each value of an annotation, sorted."""
    values = [value for value in graph.objects(term, annotation) if isinstance(value, Literal)]
    return sorted((value.language for value in values), key=str)


def test_the_files_are_the_vocabularies() -> None:
    """There is one file per vocabulary of the model, the matches, and no other."""
    assert {path.name for path in FOLDER.iterdir()} == {
        "matches.sssom.tsv",
        *(f"{name}.ttl" for name in CONCEPTS),
    }


@pytest.mark.parametrize("name", CONCEPTS)
def test_scheme(name: str) -> None:
    """A file holds one scheme, in both languages, whose top concepts are those of the model."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    scheme = VOCAB[name]

    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    assert languages(graph, scheme, SKOS.prefLabel) == ["en", "fr"]
    assert languages(graph, scheme, SKOS.definition) == ["en", "fr"]
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == {
        VOCAB[f"{name}/{code}"] for code in CONCEPTS[name] if code not in BROADER
    }


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, codes in CONCEPTS.items() for code in codes]
)
def test_concept(name: str, code: str) -> None:
    """A concept is named and defined once in each language, and belongs to its scheme in both directions."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    concept = VOCAB[f"{name}/{code}"]

    assert languages(graph, concept, SKOS.prefLabel) == ["en", "fr"]
    assert languages(graph, concept, SKOS.definition) == ["en", "fr"]
    assert list(graph.objects(concept, SKOS.inScheme)) == [VOCAB[name]]
    assert list(graph.objects(concept, SKOS.topConceptOf)) == ([] if code in BROADER else [VOCAB[name]])
    assert set(graph.objects(concept, RDF.type)) == {SKOS.Concept, CLASSES.get(name, SKOS.Concept)}
    notation = NOTATIONS.get(code)
    assert [str(value) for value in graph.objects(concept, SKOS.notation)] == ([notation] if notation else [])


def test_sub_topics() -> None:
    """Six topics are part of another; broader and narrower say the same, and no concept is above itself."""
    graph = Graph().parse(FOLDER / "topic.ttl")
    pairs = {(VOCAB[f"topic/{low}"], VOCAB[f"topic/{high}"]) for low, high in BROADER.items()}

    assert set(graph.subject_objects(SKOS.broader)) == pairs
    assert {(low, high) for high, low in graph.subject_objects(SKOS.narrower)} == pairs
    assert all(topic not in graph.transitive_objects(above, SKOS.broader) for topic, above in pairs)


def test_related_topics() -> None:
    """What is related to another is so in both directions, and neither is above the other."""
    graph = Graph().parse(FOLDER / "topic.ttl")
    related = set(graph.subject_objects(SKOS.related))

    assert (VOCAB["topic/cyber-defence"], VOCAB["topic/cyber-security"]) in related
    assert {(right, left) for left, right in related} == related
    assert all(left != right for left, right in related)
    assert not any(right in graph.transitive_objects(left, SKOS.broader) for left, right in related)


@pytest.mark.parametrize("name", CONCEPTS)
def test_words_that_mislead(name: str) -> None:
    """A word that other documents use for something else has a scope note in both languages."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    expected = {VOCAB[f"{name}/{code}"] for code in MISLEADING.get(name, ())}

    assert set(graph.subjects(SKOS.scopeNote)) == expected
    assert all(languages(graph, concept, SKOS.scopeNote) == ["en", "fr"] for concept in expected)


def test_french_names_of_programme_types_have_a_source() -> None:
    """The French names that NATO or the Union print say on which page; the others are our own."""
    graph = Graph().parse(FOLDER / "programme-type.ttl")

    assert {(str(type_).rpartition("/")[2], str(page)) for type_, page in graph[: DCTERMS.source]} == {
        ("itpp", "https://www.nato.int/cps/fr/natohq/topics_49290.htm"),
        ("ipcp", "https://www.nato.int/cps/uk/natohq/topics_80925.htm?selectedLocale=fr"),
        ("ipap", "https://www.nato.int/cps/fr/natohq/topics_49290.htm"),
        ("anp", "https://www.nato.int/cps/fr/natohq/topics_37356.htm"),
        (
            "partnership-priorities",
            "https://eur-lex.europa.eu/legal-content/FR/TXT/HTML/?from=EN&uri=CELEX%3A52016JC0041",
        ),
    }


@pytest.mark.parametrize("name", CONCEPTS)
def test_nothing_else_in_the_file(name: str) -> None:
    """A file speaks of its scheme and its concepts only, with the terms that the ontology lists."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    ontology = Graph().parse(ROOT / "ontology" / "pprog.ttl")

    assert set(graph.subjects()) == {VOCAB[name], *(VOCAB[f"{name}/{code}"] for code in CONCEPTS[name])}
    assert all((term, None, None) in ontology for term in set(graph.predicates()) - {RDF.type})


@pytest.mark.parametrize("name", CONCEPTS)
def test_labels_are_not_shared(name: str) -> None:
    """No label stands twice in a scheme, in one language, whether preferred, alternative or hidden."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    labels = Counter(
        (fold(str(label)), label.language)
        for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for concept, label in graph.subject_objects(kind)
        if isinstance(label, Literal)
    )

    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize(
    "path",
    [*sorted(FOLDER.glob("*.ttl")), *sorted((ROOT / "data").glob("*.ttl"))],
    ids=lambda path: path.stem,
)
def test_texts_are_well_written(path: Path) -> None:
    """Texts use the typographic apostrophe, have no stray space, and a definition is one sentence."""
    graph = Graph().parse(path)
    for text in graph.objects():
        if isinstance(text, Literal):
            assert "'" not in text, text
            assert str(text) == str(text).strip(), text
    for definition in map(str, graph.objects(None, SKOS.definition)):
        assert definition[0].isupper(), definition
        assert definition.endswith("."), definition
        assert ". " not in definition, definition


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
