"""The graph of the real text: what is stated, where, and with which evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from partnergraph.iris import DCT, OA, PPROG, PROV, RDF, SKOS

if TYPE_CHECKING:
    import pyoxigraph as ox

    from partnergraph.build.reading import Reading

    Index = dict[str, dict[str, set[ox.NamedNode | ox.Literal]]]

BASE = "https://w3id.org/pprog/"
PROGRAMME = f"{BASE}id/programme/nato-jpn/itpp-2023"
INTERPRETED = f"{BASE}graph/interpreted/nato-jpn-itpp-2023"


@pytest.fixture(scope="module")
def index(japan_quads: set[ox.Quad]) -> Index:
    """Subject to predicate to objects, over both graphs."""
    found: Index = defaultdict(lambda: defaultdict(set))
    for quad in japan_quads:
        found[quad.subject.value][quad.predicate.value].add(quad.object)  # type: ignore[union-attr,arg-type]
    return found


def values(index: Index, subject: str, predicate: str) -> set[str]:
    """The objects of a subject and predicate, as strings."""
    return {term.value for term in index[subject][predicate]}


def of_class(index: Index, name: str) -> list[str]:
    """The resources of a class."""
    return [subject for subject in index if name in values(index, subject, RDF.type)]


def test_how_many_there_are_of_each_class(japan_quads: set[ox.Quad]) -> None:
    """1 programme, 3 objectives, 4 priorities, 16 goals, 5 declarations, 2 parties, 1 decision, 42 units."""
    classes = Counter(
        quad.object.value.partition("#")[2]  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == RDF.type and PPROG.iri in str(quad.object)
    )

    assert {name: classes[name] for name in sorted(classes) if name != "EvidenceSpan"} == {
        "CountDeclaration": 5,
        "DocumentExpression": 1,
        "EditorialDecision": 1,
        "Participation": 2,
        "Partnership": 1,
        "PartnershipGoal": 16,
        "PartnershipProgramme": 1,
        "Priority": 4,
        "ProgrammeDocument": 1,
        "Provision": 42,
        "SourceCapture": 1,
        "StrategicObjective": 3,
        "TextUnit": 42,
    }


def test_no_goal_is_linked_to_an_objective(japan_quads: set[ox.Quad]) -> None:
    """The text links none, so the graph does not."""
    assert PPROG.contributesTo not in {quad.predicate.value for quad in japan_quads}


@pytest.mark.parametrize(
    "name",
    ["StrategicObjective", "Priority", "PartnershipGoal", "CountDeclaration", "Participation", "TextUnit",
     "EditorialDecision", "PartnershipProgramme", "DocumentExpression"],
)  # fmt: skip
def test_everything_read_has_evidence(index: Index, name: str) -> None:
    """Each resource of these classes leads to a span."""
    nodes = of_class(index, PPROG.term(name))

    assert nodes
    assert all(index[node][PPROG.hasEvidence] for node in nodes)


def test_quotes_are_what_stands_in_the_text(index: Index, japan_text: str) -> None:
    """Every quote equals the slice of the text at its offsets, with the words before and after."""
    spans = of_class(index, PPROG.EvidenceSpan)
    for span in spans:
        found: dict[str, set[ox.NamedNode | ox.Literal]] = {}
        for selector in values(index, span, OA.hasSelector):
            found |= {term: terms for term, terms in index[selector].items() if term != RDF.type}
        start, end = (int(next(iter(found[term])).value) for term in (OA.start, OA.end))
        (exact,), (before,), (after,) = found[OA.exact], found[OA.prefix], found[OA.suffix]
        assert japan_text[start:end] == exact.value
        assert japan_text[:start].endswith(before.value)
        assert japan_text[end:].startswith(after.value)
        assert span.endswith(f"#char={start},{end}")

    assert len(spans) > 42


def test_evidence_stands_in_the_right_unit(index: Index) -> None:
    """Each span lies in the unit it names: the unit's text holds the quote."""
    for span in of_class(index, PPROG.EvidenceSpan):
        (unit,) = values(index, span, PPROG.inTextUnit)
        (text,) = values(index, unit, PPROG.unitText)
        quotes = [values(index, node, OA.exact) for node in values(index, span, OA.hasSelector)]
        assert next(quote.pop() for quote in quotes if quote) in text


def test_the_goals_of_the_fourth_priority(index: Index) -> None:
    """Goals 15 and 16 are in priority 4 and printed under it, as numbers 1 and 2."""
    inside = {node for node in of_class(index, PPROG.PartnershipGoal)
              if f"{PROGRAMME}/priority/4" in values(index, node, PPROG.inPriority)}  # fmt: skip

    assert inside == {f"{PROGRAMME}/goal/15", f"{PROGRAMME}/goal/16"}
    for node in inside:
        assert values(index, node, PPROG.printedUnder) == {f"{PROGRAMME}/priority/4"}


def test_a_goal_in_full(index: Index) -> None:
    """Goal 1 has label, description, ordinal, provision and priority."""
    node = f"{PROGRAMME}/goal/01"

    assert {str(term) for term in index[node][SKOS.prefLabel]} == {'"Cyberdéfense"@fr'}
    assert {str(term) for term in index[node][DCT.description]} == {
        '"Le Japon et l’OTAN renforcent leur coopération dans ce domaine."@fr'
    }
    assert values(index, node, PPROG.ordinal) == {"1"}
    assert values(index, node, PPROG.setOutIn) == {f"{BASE}id/document/nato-jpn/itpp-2023/p/3.g01"}
    assert values(index, node, PPROG.isElementOf) == {PROGRAMME}


def test_the_decision_is_interpreted(japan_quads: set[ox.Quad]) -> None:
    """Every statement about the decision stands in the interpreted graph."""
    node = f"{PROGRAMME}/decision/priority-4-placement"
    graphs = {
        quad.graph_name.value  # type: ignore[union-attr]
        for quad in japan_quads
        if str(quad.subject) == f"<{node}>"
    }

    assert graphs == {INTERPRETED}


def test_the_decision_in_full(index: Index) -> None:
    """It moves priority 4 from priority 3 to the programme, because of the declaration in 3.3."""
    node = f"{PROGRAMME}/decision/priority-4-placement"

    assert values(index, node, PPROG.decidesOn) == {f"{PROGRAMME}/priority/4"}
    assert values(index, node, PPROG.printedParent) == {f"{PROGRAMME}/priority/3"}
    assert values(index, node, PPROG.chosenParent) == {PROGRAMME}
    assert values(index, node, PROV.wasDerivedFrom) == {f"{PROGRAMME}/declaration/priority-p3.3"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_decision_gives_its_reason(index: Index, language: str) -> None:
    """The reason names both priorities, the paragraph and the words that decided, in each language."""
    terms = index[f"{PROGRAMME}/decision/priority-4-placement"][PPROG.rationale]
    (reason,) = (term.value for term in terms if str(term).endswith(f"@{language}"))

    for words in ("Promotion des valeurs fondamentales", "Développement des activités de coopération",
                  "3.3", "quatre priorités"):  # fmt: skip
        assert words in reason
    assert "{" not in reason


def test_the_declarations_are_named_by_provision(index: Index) -> None:
    """Kind and provision name a declaration; the counts are integers."""
    found = {
        node.rpartition("/")[2]: values(index, node, PPROG.declaredCount)
        for node in of_class(index, PPROG.CountDeclaration)
    }

    assert found == {
        "objective-p2.2": {"3"},
        "goal-p3.3": {"16"},
        "priority-p3.3": {"4"},
        "goal-p3.4": {"16"},
        "priority-p3.4": {"4"},
    }


def test_what_a_name_means_is_interpreted(japan_reading: Reading) -> None:
    """The asserted graph holds the printed names of the parties, and no actor."""
    asserted = {
        str(quad.object) for quad in japan_reading.asserted.quads if "capture" not in str(quad.subject)
    }
    interpreted = {str(quad.object) for quad in japan_reading.interpreted.quads}

    assert {'"OTAN"', '"Japon"'} <= asserted
    assert f"<{BASE}id/actor/jpn>" not in asserted
    assert {f"<{BASE}id/actor/nato>", f"<{BASE}id/actor/jpn>"} <= interpreted


def test_no_statement_stands_in_both_graphs(japan_reading: Reading) -> None:
    """What the text says and what was decided never mix."""
    asserted = {quad.triple for quad in japan_reading.asserted.quads}

    assert asserted.isdisjoint(quad.triple for quad in japan_reading.interpreted.quads)


def test_the_programme_in_full(index: Index) -> None:
    """Type, completeness, period and the recorded confidence are concepts and years."""
    assert values(index, PROGRAMME, PPROG.programmeType) == {f"{BASE}vocab/programme-type/itpp"}
    assert values(index, PROGRAMME, PPROG.listCompleteness) == {f"{BASE}vocab/list-completeness/closed"}
    assert values(index, PROGRAMME, PPROG.sourceConfidence) == {
        f"{BASE}vocab/source-confidence/official-full"
    }
    assert values(index, PROGRAMME, PPROG.hasPartner) == {f"{BASE}id/actor/jpn"}
    assert values(index, PROGRAMME, PPROG.hasCounterpart) == {f"{BASE}id/actor/nato"}
