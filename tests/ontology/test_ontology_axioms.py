"""What the ontology entails: the directions of the model, OWL 2 DL, and nothing outside OWL 2 RL."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
PREFIXES: Final = {"xsd": str(XSD), "skos": str(SKOS), "dct": str(DCTERMS)}

SUBCLASSES: Final = """
    End ProgrammeElement · Way ProgrammeElement · Means ProgrammeElement · Priority ProgrammeElement
    CommonChallenge ProgrammeElement · StrategicObjective End · PartnershipGoal Way · CooperationArea Way
    SupportingActivityKind Means · TopicAssignment EditorialDecision · State Actor · ActorGroup Actor
    InternationalOrganisation Actor · SourceCapture SourceFile · Topic skos:Concept · Value skos:Concept
"""
SUBPROPERTIES: Final = """
    hasStrategicObjective hasElement · hasPriority hasElement · hasGoal hasElement
    foreseesActivityKind hasElement · hasPartner hasParty · hasCounterpart hasParty · hasPrimaryTopic hasTopic
"""
INVERSES: Final = """
    hasProgramme isProgrammeOf · hasElement isElementOf · inPriority hasGoalInPriority
    documentedBy setsOut · hasParty isPartyTo
"""
# One row for each property: name, domain, range; a dash where the model leaves it open.
SIGNATURES: Final = """
    hasProgramme Partnership PartnershipProgramme
    isProgrammeOf PartnershipProgramme Partnership
    hasElement PartnershipProgramme -
    isElementOf - PartnershipProgramme
    hasStrategicObjective - StrategicObjective
    hasPriority - Priority
    hasGoal - PartnershipGoal
    foreseesActivityKind - SupportingActivityKind
    inPriority PartnershipGoal Priority
    hasGoalInPriority Priority PartnershipGoal
    printedUnder ProgrammeElement ProgrammeElement
    contributesTo Way End
    assignedTo PartnershipGoal Actor
    elementKind ProgrammeElement skos:Concept
    programmeType PartnershipProgramme skos:Concept
    inPeriod PartnershipProgramme dct:PeriodOfTime
    listCompleteness PartnershipProgramme skos:Concept
    sourceConfidence PartnershipProgramme skos:Concept
    hasParticipation PartnershipProgramme Participation
    participant Participation Actor
    role Participation skos:Concept
    hasParty - Actor
    isPartyTo Actor -
    hasPartner - -
    hasCounterpart - -
    hasTopic - Topic
    hasPrimaryTopic - -
    invokesValue PartnershipProgramme Value
    instrumentType ReferencedInstrument skos:Concept
    documentedBy PartnershipProgramme ProgrammeDocument
    setsOut ProgrammeDocument PartnershipProgramme
    hasProvision ProgrammeDocument Provision
    setOutIn ProgrammeElement Provision
    hasTextUnit DocumentExpression TextUnit
    realizesProvision TextUnit Provision
    unitKind TextUnit skos:Concept
    hasEvidence - EvidenceSpan
    inTextUnit EvidenceSpan TextUnit
    hasMention TextUnit Mention
    refersTo Mention -
    mentions TextUnit -
    programmeMentions PartnershipProgramme -
    declaresKind CountDeclaration skos:Concept
    decidesOn EditorialDecision -
    printedParent EditorialDecision -
    chosenParent EditorialDecision -
    chosenTopic TopicAssignment Topic
    contributionFrom ContributionClaim Way
    contributionTo ContributionClaim End
    claimBasis ContributionClaim skos:Concept
    ordinal - xsd:positiveInteger
    ordinalInParent - xsd:positiveInteger
    localCode Provision xsd:string
    printedNumber - xsd:string
    printedIndent - xsd:nonNegativeInteger
    surfaceForm - xsd:string
    unitText TextUnit xsd:string
    foldedText TextUnit xsd:string
    declaredCount CountDeclaration xsd:positiveInteger
    rationale EditorialDecision -
    method - xsd:string
    confidence - xsd:decimal
    labelStatus EditorialDecision xsd:string
    sha256 SourceFile xsd:string
    byteLength SourceFile xsd:nonNegativeInteger
    characterEncoding SourceFile xsd:string
    codePointLength SourceCapture xsd:nonNegativeInteger
    captureText SourceCapture xsd:string
    inputDigest - xsd:string
"""
DISJOINT_SETS: Final = (
    """PartnershipProgramme ProgrammeElement ProgrammeDocument DocumentExpression SourceCapture EvidenceSpan
    Actor Region""",
    "End Way Means Priority",
    "StrategicObjective PartnershipGoal",
)
RL_TYPES: Final = {
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
}
RL_AXIOMS: Final = {
    *(RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(OWL.inverseOf, OWL.disjointWith, OWL.propertyChainAxiom),
}
ANNOTATIONS: Final = {
    *(RDFS.label, RDFS.comment, RDFS.isDefinedBy),
    *(OWL.versionIRI, OWL.versionInfo, OWL.priorVersion),
}
RESERVED: Final = (str(RDF), str(RDFS), str(OWL), str(XSD))


def iri(name: str) -> URIRef:
    """The IRI of a name in the tables: ours unless it has a prefix."""
    prefix, _, local = name.rpartition(":")
    return URIRef(PREFIXES.get(prefix, str(PPROG)) + local)


def pairs(table: str) -> set[tuple[URIRef, URIRef]]:
    """The pairs of a table, one a line or parted by dots."""
    rows = [row.split() for line in table.strip().splitlines() for row in line.split("·")]
    return {(iri(one), iri(other)) for one, other in rows}


def stated(ontology: Graph, axiom: URIRef) -> list[tuple[URIRef, URIRef]]:
    """The pairs that an axiom relates."""
    return [
        (one, other)
        for one, other in ontology.subject_objects(axiom)
        if isinstance(one, URIRef) and isinstance(other, URIRef)
    ]


def chain_nodes(ontology: Graph) -> set[BNode]:
    """The nodes of the lists that property chains are written with."""
    found: set[BNode] = set()
    for head in ontology.objects(None, OWL.propertyChainAxiom):
        found |= {node for node in ontology.transitive_objects(head, RDF.rest) if isinstance(node, BNode)}
    return found


def is_a(ontology: Graph, term: URIRef, kind: URIRef) -> bool:
    """Whether a term is declared as a kind of term."""
    return (term, RDF.type, kind) in ontology


def test_hierarchies(ontology: Graph) -> None:
    """Superclasses and superproperties are those of the model; others than SKOS are in the alignments."""
    assert set(stated(ontology, RDFS.subClassOf)) == pairs(SUBCLASSES)
    assert set(stated(ontology, RDFS.subPropertyOf)) == pairs(SUBPROPERTIES)


def test_signatures(ontology: Graph, own_terms: list[URIRef]) -> None:
    """Every property leads from what to what the model says: two values would mean their intersection."""
    rows = {
        iri(name): (domain, reach) for name, domain, reach in map(str.split, SIGNATURES.strip().splitlines())
    }
    properties = [term for term in own_terms if not is_a(ontology, term, OWL.Class)]

    assert sorted(rows) == properties
    for term, row in rows.items():
        found = tuple(list(ontology.objects(term, axiom)) for axiom in (RDFS.domain, RDFS.range))
        assert found == tuple([] if name == "-" else [iri(name)] for name in row), term


def test_inverse_pairs(ontology: Graph) -> None:
    """The inverse pairs are those of the model, and each is stated on both sides."""
    expected = pairs(INVERSES)

    assert set(stated(ontology, OWL.inverseOf)) == expected | {(other, one) for one, other in expected}


def test_inverses_swap_domain_and_range(ontology: Graph) -> None:
    """In an inverse pair the domain of one property is the range of the other."""
    for one, other in stated(ontology, OWL.inverseOf):
        assert list(ontology.objects(one, RDFS.domain)) == list(ontology.objects(other, RDFS.range)), one


def test_disjoint_classes(ontology: Graph) -> None:
    """The disjoint pairs are those of the model, each stated once."""
    expected = {
        frozenset(map(iri, pair)) for names in DISJOINT_SETS for pair in combinations(names.split(), 2)
    }
    found = [frozenset(pair) for pair in stated(ontology, OWL.disjointWith)]

    assert len(found) == len(expected)
    assert set(found) == expected


def test_no_class_is_empty_by_its_axioms(ontology: Graph, own_terms: list[URIRef]) -> None:
    """No class stands under both sides of a disjointness, and none under itself."""
    for term in (term for term in own_terms if is_a(ontology, term, OWL.Class)):
        above = set(ontology.transitive_objects(term, RDFS.subClassOf))
        for one, other in stated(ontology, OWL.disjointWith):
            assert not {one, other} <= above, term
        for parent in ontology.objects(term, RDFS.subClassOf):
            assert term not in set(ontology.transitive_objects(parent, RDFS.subClassOf)), term


def test_mentions_is_a_chain(ontology: Graph) -> None:
    """What a unit mentions is what its mentions refer to, and there is no other chain."""
    ((chained, head),) = ontology.subject_objects(OWL.propertyChainAxiom)

    assert chained == PPROG.mentions
    assert list(Collection(ontology, head)) == [PPROG.hasMention, PPROG.refersTo]


def test_blank_nodes_are_those_of_the_chain(ontology: Graph) -> None:
    """The only blank nodes are the list of the chain, hence no union, restriction or cardinality."""
    found = {node for node in ontology.all_nodes() if isinstance(node, BNode)}

    assert found == chain_nodes(ontology)
    assert len(found) == 2


def test_within_owl_2_rl(ontology: Graph) -> None:
    """Only the constructs of OWL 2 RL occur, and only between terms with names."""
    nodes = chain_nodes(ontology)
    for subject, predicate, value in ontology:
        if subject in nodes:
            assert predicate in {RDF.first, RDF.rest}, subject
        elif str(predicate).startswith(RESERVED):
            assert predicate in RL_AXIOMS | ANNOTATIONS, predicate
        if predicate == RDF.type and not isinstance(value, BNode) and str(subject).startswith(PPROG):
            assert value in RL_TYPES, subject


def test_one_type_for_each_term(ontology: Graph, declared: list[URIRef]) -> None:
    """OWL 2 DL: no IRI names two kinds of property, or a class and a property, and none is reserved."""
    for term in declared:
        assert len(list(ontology.objects(term, RDF.type))) == 1, term
        assert not str(term).startswith(RESERVED), term


@pytest.mark.parametrize(
    ("axiom", "kinds"),
    [
        (RDFS.subClassOf, {(OWL.Class, OWL.Class)}),
        (OWL.disjointWith, {(OWL.Class, OWL.Class)}),
        (OWL.inverseOf, {(OWL.ObjectProperty, OWL.ObjectProperty)}),
        (
            RDFS.subPropertyOf,
            {(OWL.ObjectProperty, OWL.ObjectProperty), (OWL.DatatypeProperty, OWL.DatatypeProperty)},
        ),
        (RDFS.domain, {(OWL.ObjectProperty, OWL.Class), (OWL.DatatypeProperty, OWL.Class)}),
        (RDFS.range, {(OWL.ObjectProperty, OWL.Class), (OWL.DatatypeProperty, RDFS.Datatype)}),
    ],
)
def test_axioms_relate_declared_terms(
    ontology: Graph, axiom: URIRef, kinds: set[tuple[URIRef, URIRef]]
) -> None:
    """OWL 2 DL: an axiom stands between declared terms of the right kinds; its datatypes are those of OWL."""
    for one, other in stated(ontology, axiom):
        kind = ontology.value(one, RDF.type)
        value = RDFS.Datatype if other in XSD else ontology.value(other, RDF.type)
        assert (kind, value) in kinds, (one, other)


def test_the_rest_is_annotation(ontology: Graph) -> None:
    """OWL 2 DL: what is said of terms and of the ontology beside axioms is annotation."""
    said = {
        predicate
        for subject, kind in ontology.subject_objects(RDF.type)
        if kind in RL_TYPES
        for predicate in ontology.predicates(subject)
        if isinstance(predicate, URIRef) and not str(predicate).startswith(RESERVED)
    }

    assert SKOS.definition in said
    assert [term for term in said if not is_a(ontology, term, OWL.AnnotationProperty)] == []


def test_no_import_and_no_equivalence(ontology: Graph) -> None:
    """The ontology imports nothing and equates nothing with the terms of other people."""
    for axiom in (OWL.imports, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert list(ontology.subject_objects(axiom)) == [], axiom
