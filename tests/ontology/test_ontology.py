"""The terms of the ontology: complete in both languages, small, and with a history."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.namespace import DefinedNamespace
    from rdflib.term import Node

ROOT: Final = Path(__file__).parents[2]
ONTOLOGY: Final = URIRef("https://w3id.org/pprog/ontology")
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
ADDED: Final = {
    Literal("Ajouté dans la version 0.2.0.", lang="fr"),
    Literal("Added in version 0.2.0.", lang="en"),
}
ANNOTATIONS: Final = (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.changeNote)

CLASSES: Final = """
    Actor ActorGroup AssertedGraph CommonChallenge ContributionClaim CooperationArea CountDeclaration
    DocumentExpression EditorialDecision End EvidenceSpan InferredGraph InternationalOrganisation
    InterpretedGraph Means Mention Participation Partnership PartnershipGoal PartnershipProgramme Priority
    ProgrammeDocument ProgrammeElement Provision ReferencedInstrument Region ReportedGraph SourceCapture
    SourceFile State StrategicObjective SupportingActivityKind TextUnit Topic TopicAssignment Value Way
    """
OBJECT_PROPERTIES: Final = """
    assignedTo chosenParent chosenTopic claimBasis contributesTo contributionFrom contributionTo decidesOn
    declaresKind documentedBy elementKind foreseesActivityKind hasCounterpart hasElement hasEvidence hasGoal
    hasGoalInPriority hasMention hasParticipation hasPartner hasParty hasPrimaryTopic hasPriority hasProgramme
    hasProvision hasStrategicObjective hasTextUnit hasTopic inPeriod inPriority inTextUnit instrumentType
    invokesValue isElementOf isPartyTo isProgrammeOf listCompleteness mentions participant printedParent
    printedUnder programmeMentions programmeType realizesProvision refersTo role setOutIn setsOut
    sourceConfidence unitKind
    """
DATATYPE_PROPERTIES: Final = """
    byteLength captureText characterEncoding codePointLength confidence declaredCount foldedText inputDigest
    labelStatus localCode method ordinal ordinalInParent printedIndent printedNumber rationale sha256
    surfaceForm unitText
    """
MISLEADING: Final = """
    StrategicObjective PartnershipGoal PartnershipProgramme Priority End Way Means CooperationArea
    SupportingActivityKind CommonChallenge State ActorGroup Region ReferencedInstrument Topic Value Mention
    ContributionClaim contributesTo printedUnder listCompleteness assignedTo hasParty hasTopic invokesValue
    refersTo mentions programmeMentions localCode method confidence
    """
BORROWED_FROM: Final = {
    "http://www.w3.org/ns/dcat#",
    "http://purl.org/dc/terms/",
    "http://data.europa.eu/eli/ontology#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/shacl#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/vocab/vann/",
}
KNOWN_TERMS: Final[tuple[type[DefinedNamespace], ...]] = (DCAT, DCTERMS, ORG, PROV, SH, SKOS, VANN)
BUILT_IN: Final = (str(RDF), str(RDFS), str(OWL), str(XSD))
USERS: Final = ("src", "queries", "data", "ontology/rules", "ontology/checks", "ontology/shapes")
LANGUAGE_FILES: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("ontology/vocabularies", "data")
    for path in (ROOT / folder).glob("*.ttl")
)


@pytest.fixture(scope="module")
def earlier() -> Graph:
    """The version before this one."""
    return Graph().parse(ROOT / "ontology" / "history" / "pprog-0.1.0.ttl")


@pytest.fixture(scope="module")
def words_in_use() -> str:
    """The text of everything that may use a term."""
    suffixes = {".py", ".rq", ".ttl", ".toml", ".html"}
    files = [path for folder in USERS for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    files += (ROOT / "ontology" / "vocabularies").glob("*.ttl")
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


def languages(graph: Graph, term: Node, annotation: URIRef) -> list[str | None]:
    """The language of each value of an annotation, sorted."""
    values = [value for value in graph.objects(term, annotation) if isinstance(value, Literal)]
    return sorted((value.language for value in values), key=str)


def is_ours(node: Node) -> bool:
    """Whether a node is a term of our namespace."""
    return str(node).startswith(str(PPROG))


def local_names(graph: Graph, kind: URIRef) -> set[str]:
    """The names, in our namespace, of the terms of one OWL type."""
    return {str(term).removeprefix(PPROG) for term in graph.subjects(RDF.type, kind) if is_ours(term)}


def texts(graph: Graph, annotation: URIRef) -> Iterator[Literal]:
    """The values of an annotation of our terms."""
    for term, value in graph.subject_objects(annotation):
        if is_ours(term) and isinstance(value, Literal):
            yield value


def meaning(graph: Graph, term: URIRef) -> set[tuple[Node, Node]]:
    """What is said of a term, without examples, change notes and superclasses of other people."""
    return {
        (predicate, value)
        for predicate, value in graph.predicate_objects(term)
        if predicate not in {SKOS.example, SKOS.changeNote}
        and (predicate != RDFS.subClassOf or is_ours(value))
    }


def terms_used(graph: Graph) -> set[URIRef]:
    """Every IRI that stands as a property or as a type."""
    used = {predicate for predicate in graph.predicates() if isinstance(predicate, URIRef)}
    return used | {kind for kind in graph.objects(None, RDF.type) if isinstance(kind, URIRef)}


def test_the_terms_are_those_of_the_model(ontology: Graph) -> None:
    """The ontology declares the terms of the model and no other one."""
    assert local_names(ontology, OWL.Class) == set(CLASSES.split())
    assert local_names(ontology, OWL.ObjectProperty) == set(OBJECT_PROPERTIES.split())
    assert local_names(ontology, OWL.DatatypeProperty) == set(DATATYPE_PROPERTIES.split())
    assert local_names(ontology, OWL.AnnotationProperty) == set()


def test_every_term_speaks_both_languages(ontology: Graph, own_terms: list[URIRef]) -> None:
    """Every term has a label, a definition and an example in both languages, and says who defines it."""
    for term in own_terms:
        assert languages(ontology, term, RDFS.label) == ["en", "fr"], term
        assert languages(ontology, term, SKOS.definition) == ["en", "fr"], term
        assert languages(ontology, term, SKOS.example) == ["en", "fr"], term
        assert languages(ontology, term, SKOS.scopeNote) in ([], ["en", "fr"]), term
        assert languages(ontology, term, SKOS.changeNote) in ([], ["en", "fr"]), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_no_two_terms_share_a_label(ontology: Graph, own_terms: list[URIRef]) -> None:
    """A label names one class or one property in its language, whatever its case."""
    labels = [(str(label).casefold(), label.language) for label in texts(ontology, RDFS.label)]

    assert len(labels) == 2 * len(own_terms)
    assert sorted(set(labels)) == sorted(labels)


def test_no_two_terms_share_a_definition_or_an_example(ontology: Graph) -> None:
    """A definition or an example that fits two terms tells neither from the other."""
    for annotation in (SKOS.definition, SKOS.example):
        values = [str(value) for value in texts(ontology, annotation)]
        assert sorted(set(values)) == sorted(values), annotation


def test_definitions_are_sentences(ontology: Graph) -> None:
    """A definition is one sentence: a capital first, a full stop at the end and none before."""
    for definition in texts(ontology, SKOS.definition):
        assert definition[0].isupper(), definition
        assert definition.endswith("."), definition
        assert ". " not in definition, definition


def test_notes_and_examples_end_as_sentences(ontology: Graph) -> None:
    """Every note and every example ends with a full stop."""
    for annotation in (SKOS.scopeNote, SKOS.example, SKOS.changeNote):
        for value in texts(ontology, annotation):
            assert value.endswith("."), value


@pytest.mark.parametrize("annotation", ANNOTATIONS)
def test_typography(ontology: Graph, annotation: URIRef) -> None:
    """No straight apostrophe in either language; in French, no plain space before a high mark."""
    for value in texts(ontology, annotation):
        assert "'" not in value, value
        assert "  " not in value, value
        if value.language == "fr":
            assert not re.search(r" [:;!?»]|« |“|”", value), value
        else:
            assert "«" not in value, value


@pytest.mark.parametrize("name", MISLEADING.split())
def test_misleading_words_have_a_scope_note(ontology: Graph, name: str) -> None:
    """A term whose name misleads says so in a scope note in both languages."""
    assert languages(ontology, PPROG[name], SKOS.scopeNote) == ["en", "fr"]


def test_every_change_has_a_note(ontology: Graph, earlier: Graph, own_terms: list[URIRef]) -> None:
    """A new term says that it is new, a changed one what changed, and one that stayed says nothing."""
    for term in own_terms:
        notes = set(ontology.objects(term, SKOS.changeNote))
        if (term, None, None) not in earlier:
            assert notes == ADDED, term
        elif meaning(ontology, term) != meaning(earlier, term):
            assert notes, term
            assert not notes & ADDED, term
            assert all("0.2.0" in str(note) for note in notes), term
        else:
            assert notes == set(), term


def test_no_term_was_dropped_or_changed_its_kind(ontology: Graph, earlier: Graph) -> None:
    """What the earlier version declared, this one declares as the same kind of term."""
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert local_names(earlier, kind) <= local_names(ontology, kind)


def test_the_earlier_version_is_the_prior_one(ontology: Graph, earlier: Graph) -> None:
    """The archived file is the version that the header names as the one before."""
    assert list(earlier.objects(ONTOLOGY, OWL.versionIRI)) == list(
        ontology.objects(ONTOLOGY, OWL.priorVersion)
    )


def test_every_term_is_used(ontology: Graph, own_terms: list[URIRef], words_in_use: str) -> None:
    """A term that no code, rule, check, shape, query or data names is wanted by a used one, or goes."""
    named = set(re.findall(r"\b(?:pprog:|PPROG\.)(\w+)", words_in_use))
    used = {term for term in own_terms if term.removeprefix(PPROG) in named}
    held = {value for term in used for value in ontology.objects(term)}

    assert [term for term in own_terms if term not in used | held] == []


def test_borrowed_terms_keep_their_owners(ontology: Graph, borrowed_terms: list[URIRef]) -> None:
    """A borrowed term has a type and its own namespace as definer, and nothing else is said about it."""
    for term in borrowed_terms:
        definers = [str(definer) for definer in ontology.objects(term, RDFS.isDefinedBy)]
        assert len(definers) == 1, term
        assert definers[0] in BORROWED_FROM, term
        assert term.removeprefix(definers[0]).isidentifier(), term
        assert len(list(ontology.predicate_objects(term))) == 2, term


def test_borrowed_terms_exist(borrowed_terms: list[URIRef]) -> None:
    """A borrowed term stands in its owner's vocabulary, as far as that is at hand."""
    for term in borrowed_terms:
        for vocabulary in KNOWN_TERMS:
            if term.startswith(str(vocabulary)):
                assert term in vocabulary, term


def test_borrowed_terms_stand_in_the_last_section() -> None:
    """In the file, borrowed terms stand together at the end, where they are the list of what may be used."""
    text = (ROOT / "ontology" / "pprog.ttl").read_text(encoding="utf-8")
    own, _, borrowed = text.partition("# Borrowed terms")
    subjects = [line for line in own.splitlines() if line[:1].isalpha() and ":" in line]

    assert [line for line in subjects if not line.startswith("pprog:")] == []
    assert "\npprog:" not in borrowed


@pytest.mark.parametrize("path", ["ontology/pprog.ttl", "ontology/prefixes.ttl", *LANGUAGE_FILES])
def test_every_external_term_is_on_the_list(declared: list[URIRef], path: str) -> None:
    """No file uses a term that the ontology neither defines nor lists as borrowed."""
    used = {term for term in terms_used(Graph().parse(ROOT / path)) if not str(term).startswith(BUILT_IN)}

    assert used - set(declared) == set()


def test_header(ontology: Graph) -> None:
    """The header gives versions, titles, licence, dates and prefix, and says what is not registered yet."""
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    for predicate, value in (
        (OWL.versionIRI, URIRef("https://w3id.org/pprog/ontology/0.2.0")),
        (OWL.versionInfo, Literal("0.2.0")),
        (OWL.priorVersion, URIRef("https://w3id.org/pprog/ontology/0.1.0")),
        (DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
        (DCTERMS.created, Literal("2026-11-22", datatype=XSD.date)),
        (VANN.preferredNamespacePrefix, Literal("pprog")),
        (VANN.preferredNamespaceUri, Literal(str(PPROG))),
    ):
        assert list(ontology.objects(ONTOLOGY, predicate)) == [value], predicate
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.comment):
        assert languages(ontology, ONTOLOGY, predicate) == ["en", "fr"], predicate
    assert any("not registered yet" in str(comment) for comment in ontology.objects(ONTOLOGY, RDFS.comment))


def test_version_history(ontology: Graph) -> None:
    """The header says in both languages what each version brought, and when the last one was made."""
    notes = [
        (note.language, str(note).split("\N{NO-BREAK SPACE}:")[0].split(":")[0])
        for note in ontology.objects(ONTOLOGY, SKOS.changeNote)
        if isinstance(note, Literal)
    ]
    (modified,) = ontology.objects(ONTOLOGY, DCTERMS.modified)

    assert sorted(notes, key=str) == [("en", "0.1.0"), ("en", "0.2.0"), ("fr", "0.1.0"), ("fr", "0.2.0")]
    assert isinstance(modified, Literal)
    assert modified.datatype == XSD.date
    assert modified >= Literal("2026-11-22", datatype=XSD.date)
