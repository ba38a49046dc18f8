"""The ontology and its prefixes: complete in both languages, small, and free of hidden axioms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, XSD

if TYPE_CHECKING:
    from rdflib.namespace import DefinedNamespace
    from rdflib.term import Node

ROOT: Final = Path(__file__).parents[2]
ONTOLOGY: Final = URIRef("https://w3id.org/pprog/ontology")
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
TERM_TYPES: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGES: Final = {"fr", "en"}

CLASSES: Final = {
    "Actor",
    "AssertedGraph",
    "CountDeclaration",
    "DocumentExpression",
    "EditorialDecision",
    "EvidenceSpan",
    "InternationalOrganisation",
    "InterpretedGraph",
    "Participation",
    "Partnership",
    "PartnershipGoal",
    "PartnershipProgramme",
    "Priority",
    "ProgrammeDocument",
    "ProgrammeElement",
    "Provision",
    "SourceCapture",
    "State",
    "StrategicObjective",
    "TextUnit",
}
OBJECT_PROPERTIES: Final = {
    "chosenParent",
    "contributesTo",
    "decidesOn",
    "declaresKind",
    "documentedBy",
    "elementKind",
    "hasCounterpart",
    "hasElement",
    "hasEvidence",
    "hasGoal",
    "hasParticipation",
    "hasPartner",
    "hasParty",
    "hasPriority",
    "hasProgramme",
    "hasProvision",
    "hasStrategicObjective",
    "hasTextUnit",
    "inPeriod",
    "inPriority",
    "inTextUnit",
    "isElementOf",
    "isProgrammeOf",
    "listCompleteness",
    "participant",
    "printedParent",
    "printedUnder",
    "programmeType",
    "realizesProvision",
    "role",
    "setOutIn",
    "setsOut",
    "sourceConfidence",
    "unitKind",
}
DATATYPE_PROPERTIES: Final = {
    "byteLength",
    "captureText",
    "codePointLength",
    "declaredCount",
    "foldedText",
    "inputDigest",
    "ordinal",
    "ordinalInParent",
    "printedIndent",
    "printedNumber",
    "rationale",
    "sha256",
    "surfaceForm",
    "unitText",
}
INVERSES: Final = {
    ("hasProgramme", "isProgrammeOf"),
    ("hasElement", "isElementOf"),
    ("documentedBy", "setsOut"),
}
MISLEADING: Final = ("PartnershipGoal", "StrategicObjective", "Priority", "contributesTo", "hasParty")
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
BUILT_IN: Final = (str(RDF), str(RDFS), str(OWL), str(XSD))
DISJOINT: Final = {
    frozenset(pair.split())
    for pair in (
        "PartnershipProgramme ProgrammeElement",
        "PartnershipProgramme ProgrammeDocument",
        "PartnershipProgramme DocumentExpression",
        "PartnershipProgramme SourceCapture",
        "PartnershipProgramme EvidenceSpan",
        "PartnershipProgramme Actor",
        "ProgrammeElement ProgrammeDocument",
        "ProgrammeElement DocumentExpression",
        "ProgrammeElement SourceCapture",
        "ProgrammeElement EvidenceSpan",
        "ProgrammeElement Actor",
        "ProgrammeDocument DocumentExpression",
        "ProgrammeDocument SourceCapture",
        "ProgrammeDocument EvidenceSpan",
        "ProgrammeDocument Actor",
        "DocumentExpression SourceCapture",
        "DocumentExpression EvidenceSpan",
        "DocumentExpression Actor",
        "SourceCapture EvidenceSpan",
        "SourceCapture Actor",
        "EvidenceSpan Actor",
        "StrategicObjective Priority",
        "StrategicObjective PartnershipGoal",
        "Priority PartnershipGoal",
    )
}
KNOWN_TERMS: Final[tuple[type[DefinedNamespace], ...]] = (DCAT, DCTERMS, ORG, PROV, SH, SKOS, VANN)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology as written by hand."""
    return Graph().parse(ROOT / "ontology" / "pprog.ttl")


@pytest.fixture(scope="module")
def prefixes() -> Graph:
    """The prefix declarations."""
    return Graph().parse(ROOT / "ontology" / "prefixes.ttl")


def own_terms(ontology: Graph) -> list[URIRef]:
    """The terms of our namespace that are declared."""
    return sorted(
        {
            term
            for kind in TERM_TYPES
            for term in ontology.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term in PPROG
        }
    )


def borrowed_terms(ontology: Graph) -> list[URIRef]:
    """The terms of other namespaces that are declared."""
    return sorted(
        {
            term
            for kind in TERM_TYPES
            for term in ontology.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term not in PPROG
        }
    )


def languages(graph: Graph, term: Node, annotation: URIRef) -> list[str | None]:
    """The language of each value of an annotation, sorted."""
    values = [value for value in graph.objects(term, annotation) if isinstance(value, Literal)]
    return sorted((value.language for value in values), key=str)


def local_names(ontology: Graph, kind: URIRef) -> set[str]:
    """The names, in our namespace, of the terms of one OWL type."""
    return {term.removeprefix(PPROG) for term in own_terms(ontology) if (term, RDF.type, kind) in ontology}


def terms_used(graph: Graph) -> set[URIRef]:
    """Every IRI that stands as a property or as a type."""
    used = {predicate for predicate in graph.predicates() if isinstance(predicate, URIRef)}
    return used | {kind for kind in graph.objects(None, RDF.type) if isinstance(kind, URIRef)}


def test_the_terms_are_those_of_the_model(ontology: Graph) -> None:
    """The ontology declares the terms of the model and no other one."""
    assert local_names(ontology, OWL.Class) == CLASSES
    assert local_names(ontology, OWL.ObjectProperty) == OBJECT_PROPERTIES
    assert local_names(ontology, OWL.DatatypeProperty) == DATATYPE_PROPERTIES
    assert local_names(ontology, OWL.AnnotationProperty) == set()


def test_every_term_has_one_type(ontology: Graph) -> None:
    """No term, ours or borrowed, is declared with two OWL types."""
    for term in [*own_terms(ontology), *borrowed_terms(ontology)]:
        assert len(list(ontology.objects(term, RDF.type))) == 1, term


def test_every_term_speaks_both_languages(ontology: Graph) -> None:
    """Every term has one label and one definition in French and in English, and says who defines it."""
    for term in own_terms(ontology):
        assert languages(ontology, term, RDFS.label) == ["en", "fr"], term
        assert languages(ontology, term, SKOS.definition) == ["en", "fr"], term
        assert languages(ontology, term, SKOS.scopeNote) in ([], ["en", "fr"]), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_no_two_terms_share_a_label(ontology: Graph) -> None:
    """A label names one class or one property in its language."""
    labels = [
        str(label) + "@" + str(getattr(label, "language", "")) for label in ontology.objects(None, RDFS.label)
    ]

    assert sorted(set(labels)) == sorted(labels)


def test_definitions_are_sentences(ontology: Graph) -> None:
    """A definition is one sentence: a capital first, a full stop at the end and none before."""
    for definition in ontology.objects(None, SKOS.definition):
        text = str(definition)
        assert text[0].isupper(), text
        assert text.endswith("."), text
        assert ". " not in text, text
        assert "'" not in text, text


@pytest.mark.parametrize("name", MISLEADING)
def test_misleading_words_have_a_scope_note(ontology: Graph, name: str) -> None:
    """A term whose name misleads says so in a scope note in both languages."""
    assert languages(ontology, PPROG[name], SKOS.scopeNote) == ["en", "fr"]


def test_no_blank_nodes(ontology: Graph) -> None:
    """The ontology holds no blank node, hence no union, list or restriction."""
    assert [node for node in ontology.all_nodes() if isinstance(node, BNode)] == []


@pytest.mark.parametrize("axiom", [RDFS.domain, RDFS.range])
def test_at_most_one_domain_and_range(ontology: Graph, axiom: URIRef) -> None:
    """Two domains or two ranges would mean their intersection, which nobody intends."""
    for term in own_terms(ontology):
        assert len(list(ontology.objects(term, axiom))) <= 1, term


def test_domains_and_ranges_are_declared(ontology: Graph) -> None:
    """Every class in an axiom is declared here or is a datatype."""
    declared = {*own_terms(ontology), *borrowed_terms(ontology)}
    for axiom in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith):
        for term in ontology.objects(None, axiom):
            assert term in declared or str(term).startswith(BUILT_IN), term


def test_inverse_pairs(ontology: Graph) -> None:
    """The inverse pairs are those of the model, and each is stated on both sides."""
    pairs = {
        (str(one).removeprefix(PPROG), str(other).removeprefix(PPROG))
        for one, other in ontology.subject_objects(OWL.inverseOf)
    }

    assert pairs == INVERSES | {(other, one) for one, other in INVERSES}


def test_inverses_swap_domain_and_range(ontology: Graph) -> None:
    """Where both sides of an inverse pair name a class, the domain of one is the range of the other."""
    for one, other in ontology.subject_objects(OWL.inverseOf):
        for domain in ontology.objects(one, RDFS.domain):
            assert list(ontology.objects(other, RDFS.range)) in ([], [domain]), one


def test_disjoint_classes(ontology: Graph) -> None:
    """The disjoint pairs are those of the model, each stated once."""
    stated = [
        frozenset((str(one).removeprefix(PPROG), str(other).removeprefix(PPROG)))
        for one, other in ontology.subject_objects(OWL.disjointWith)
    ]

    assert len(stated) == len(DISJOINT)
    assert set(stated) == DISJOINT


def test_no_import_and_no_equivalence(ontology: Graph) -> None:
    """The ontology imports nothing and equates nothing with the terms of other people."""
    for axiom in (OWL.imports, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert list(ontology.subject_objects(axiom)) == [], axiom


def test_borrowed_terms_keep_their_owners(ontology: Graph) -> None:
    """A borrowed term has a type and its own namespace as definer, and nothing else is said about it."""
    for term in borrowed_terms(ontology):
        definers = [str(definer) for definer in ontology.objects(term, RDFS.isDefinedBy)]
        assert len(definers) == 1, term
        assert definers[0] in BORROWED_FROM, term
        assert term.removeprefix(definers[0]).isidentifier(), term
        assert len(list(ontology.predicate_objects(term))) == 2, term


def test_borrowed_terms_exist(ontology: Graph) -> None:
    """A borrowed term stands in its owner's vocabulary, as far as that is at hand."""
    for term in borrowed_terms(ontology):
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


@pytest.mark.parametrize(
    "path",
    ["ontology/pprog.ttl", "ontology/prefixes.ttl", "data/actors.ttl"],
)
def test_every_external_term_is_on_the_list(ontology: Graph, path: str) -> None:
    """No file uses a term that the ontology neither defines nor lists as borrowed."""
    declared = {*own_terms(ontology), *borrowed_terms(ontology)}
    used = {term for term in terms_used(Graph().parse(ROOT / path)) if not str(term).startswith(BUILT_IN)}

    assert used - declared == set()


def test_header(ontology: Graph) -> None:
    """The header gives version, titles, licence, date and prefix, and says what is not registered yet."""
    version = URIRef("https://w3id.org/pprog/ontology/0.1.0")

    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    assert list(ontology.objects(ONTOLOGY, OWL.versionIRI)) == [version]
    assert list(ontology.objects(ONTOLOGY, OWL.versionInfo)) == [Literal("0.1.0")]
    assert languages(ontology, ONTOLOGY, DCTERMS.title) == ["en", "fr"]
    assert languages(ontology, ONTOLOGY, DCTERMS.description) == ["en", "fr"]
    assert list(ontology.objects(ONTOLOGY, DCTERMS.license)) == [
        URIRef("https://creativecommons.org/licenses/by/4.0/")
    ]
    assert list(ontology.objects(ONTOLOGY, DCTERMS.created)) == [Literal("2026-11-22", datatype=XSD.date)]
    assert list(ontology.objects(ONTOLOGY, VANN.preferredNamespacePrefix)) == [Literal("pprog")]
    assert list(ontology.objects(ONTOLOGY, VANN.preferredNamespaceUri)) == [Literal(str(PPROG))]
    assert any("not registered yet" in str(comment) for comment in ontology.objects(ONTOLOGY, RDFS.comment))


def test_prefixes(prefixes: Graph) -> None:
    """The ontology declares each prefix once, with an IRI that ends where a name begins."""
    nodes = list(prefixes.objects(ONTOLOGY, SH.declare))
    declared = {str(prefixes.value(node, SH.prefix)): prefixes.value(node, SH.namespace) for node in nodes}

    assert len(nodes) == len(declared) == 27
    assert set(declared) == {
        *("pprog", "actor", "prog-type", "kind", "unit-kind", "role", "completeness", "confidence"),
        *("value", "topic", "rdf", "rdfs", "owl", "xsd", "skos", "dct", "dcterms", "prov", "oa", "eli"),
        *("org", "dcat", "void", "sh", "vann", "schema", "foaf"),
    }
    for node in nodes:
        assert (node, RDF.type, SH.PrefixDeclaration) in prefixes
        assert str(node) == f"https://w3id.org/pprog/prefix/{prefixes.value(node, SH.prefix)}"
    for namespace in declared.values():
        assert isinstance(namespace, Literal)
        assert namespace.datatype == XSD.anyURI
        assert namespace[-1] in "#/"


def test_prefixes_agree_with_the_files(prefixes: Graph) -> None:
    """A prefix means the same IRI in the declarations and in every Turtle file beside them."""
    declared = {
        str(prefixes.value(node, SH.prefix)): str(prefixes.value(node, SH.namespace))
        for node in prefixes.objects(ONTOLOGY, SH.declare)
    }
    for path in [*sorted((ROOT / "ontology").rglob("*.ttl")), ROOT / "data" / "actors.ttl"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                _, prefix, iri, _ = line.split()
                name = prefix.removesuffix(":")
                assert name in {"declaration", "shape"} or declared[name] == iri.strip("<>"), (path, line)
