"""The graph of the real text: what is stated, where, and with which evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.sources import ProgrammeFolder, Text, read_actors
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH, DCT, OA, PPROG, PROV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from partnergraph.build.elements import Programme

    Printed = dict[tuple[str, str], set[str]]
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
    """3 objectives, 4 priorities, 16 goals, 5 kinds of activity, 5 challenges, 5 declarations, 42 units.

    16 goals and 5 challenges have a topic; the placement and the assignment to Japan are two decisions.
    """
    classes = Counter(
        quad.object.value.partition("#")[2]  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == RDF.type and PPROG.iri in str(quad.object)
    )

    assert {name: classes[name] for name in sorted(classes) if name not in {"EvidenceSpan", "Mention"}} == {
        "CommonChallenge": 5,
        "CountDeclaration": 5,
        "DocumentExpression": 1,
        "EditorialDecision": 2,
        "Participation": 2,
        "Partnership": 1,
        "PartnershipGoal": 16,
        "PartnershipProgramme": 1,
        "Priority": 4,
        "ProgrammeDocument": 1,
        "Provision": 42,
        "SourceCapture": 1,
        "StrategicObjective": 3,
        "SupportingActivityKind": 5,
        "TextUnit": 42,
        "TopicAssignment": 21,
    }


def test_no_goal_is_linked_to_an_objective(japan_quads: set[ox.Quad]) -> None:
    """The text links none, so the graph does not."""
    assert PPROG.contributesTo not in {quad.predicate.value for quad in japan_quads}


@pytest.mark.parametrize(
    "name",
    ["StrategicObjective", "Priority", "PartnershipGoal", "CountDeclaration", "Participation", "TextUnit",
     "EditorialDecision", "PartnershipProgramme", "DocumentExpression", "SupportingActivityKind",
     "CommonChallenge", "Mention", "TopicAssignment"],
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


def test_the_asserted_graph_interprets_nothing(japan_reading: Reading) -> None:
    """What words refer to, topics, parties, assignments and confidence are never asserted."""
    interpreting = {
        PPROG.refersTo, PPROG.hasTopic, PPROG.hasPrimaryTopic, PPROG.assignedTo, PPROG.hasParty,
        PPROG.hasPartner, PPROG.hasCounterpart, PPROG.isPartyTo, PPROG.participant, PPROG.role,
        PPROG.contributesTo, PPROG.invokesValue, PPROG.mentions, PPROG.sourceConfidence,
        PPROG.chosenParent, PROV.wasGeneratedBy,
    }  # fmt: skip
    entities = ("id/actor/", "id/region/", "id/instrument/", "vocab/topic/", "vocab/value/")
    objects = {
        str(quad.object) for quad in japan_reading.asserted.quads if quad.predicate.value != DCT.publisher
    }

    assert interpreting.isdisjoint(quad.predicate.value for quad in japan_reading.asserted.quads)
    assert not {each for each in objects if each.startswith(tuple(f"<{BASE}{kind}" for kind in entities))}


@pytest.mark.parametrize("word", ["actor/chn", "chine", "vilnius", "ipcp", "kishida", "sommet", "australie"])
def test_nothing_that_the_text_does_not_say(japan_quads: set[ox.Quad], japan_text: str, word: str) -> None:
    """No other state, place of signature or programme before this one is in any statement."""
    assert word not in japan_text.casefold()
    assert not [quad for quad in japan_quads if word in str(quad.triple).casefold()]


def test_no_statement_stands_in_two_graphs(japan_quads: set[ox.Quad]) -> None:
    """What the text says, what was decided and what the partnership is never mix."""
    graphs = {quad.graph_name.value for quad in japan_quads}  # type: ignore[union-attr]

    assert graphs == {
        f"{BASE}graph/asserted/nato-jpn-itpp-2023-fr",
        INTERPRETED,
        f"{BASE}graph/interpreted/nato-jpn",
    }
    assert len({quad.triple for quad in japan_quads}) == len(japan_quads)


@pytest.mark.parametrize(
    ("has", "is_of", "count"),
    [
        (PPROG.hasGoalInPriority, PPROG.inPriority, 16),
        (PPROG.hasParty, PPROG.isPartyTo, 4),
        (PPROG.documentedBy, PPROG.setsOut, 1),
        (PPROG.hasProgramme, PPROG.isProgrammeOf, 1),
    ],
)
def test_inverses_are_stated_both_ways(japan_quads: set[ox.Quad], has: str, is_of: str, count: int) -> None:
    """The two actors are parties of the programme and of the partnership, so four times party."""
    there = [(str(quad.subject), str(quad.object)) for quad in japan_quads if quad.predicate.value == has]
    back = [(str(quad.object), str(quad.subject)) for quad in japan_quads if quad.predicate.value == is_of]

    assert sorted(there) == sorted(back)
    assert len(there) == count


@pytest.mark.parametrize(("priority", "goals"), [(1, range(1, 6)), (2, range(6, 9)), (3, range(9, 15)),
                                                 (4, range(15, 17))])  # fmt: skip
def test_the_goals_of_a_priority(index: Index, priority: int, goals: range) -> None:
    """Five, three, six and two goals."""
    assert values(index, f"{PROGRAMME}/priority/{priority}", PPROG.hasGoalInPriority) == {
        f"{PROGRAMME}/goal/{goal:02}" for goal in goals
    }


def test_what_sentences_enumerate(index: Index, japan_text: str) -> None:
    """Paragraph 1.6 names five kinds of activity, 1.4 five challenges: first, last and what they are."""
    kind, challenge = f"{PROGRAMME}/activity-kind/1", f"{PROGRAMME}/challenge/5"
    start = japan_text.index("le changement climatique.")

    assert len(values(index, PROGRAMME, PPROG.foreseesActivityKind)) == 5
    assert {str(term) for term in index[kind][SKOS.prefLabel]} == {
        '"consultations sur des questions de fond"@fr'
    }
    assert values(index, kind, RDF.type) == {PPROG.SupportingActivityKind}
    assert values(index, kind, PPROG.setOutIn) == {f"{BASE}id/document/nato-jpn/itpp-2023/p/1.6"}
    assert {str(term) for term in index[challenge][SKOS.prefLabel]} == {'"changement climatique"@fr'}
    assert values(index, challenge, PPROG.elementKind) == {f"{BASE}vocab/element-kind/challenge"}
    assert values(index, challenge, PPROG.hasEvidence) == {
        f"{BASE}id/document/nato-jpn/itpp-2023/fr/capture/4fac74b22fed#char={start},{start + 24}"
    }
    assert {kind, challenge} <= values(index, PROGRAMME, PPROG.hasElement)


def test_the_goals_are_assigned_to_japan(index: Index, japan_text: str) -> None:
    """Paragraph 3.1 speaks of « buts de partenariat assignés au Japon »: all sixteen, and nothing else."""
    assigned = {subject: values(index, subject, PPROG.assignedTo) for subject in index}
    decision = f"{PROGRAMME}/decision/assignment-1"
    words = "buts de partenariat assignés au Japon"
    start = japan_text.index(words)
    goals = {f"{PROGRAMME}/goal/{number:02}" for number in range(1, 17)}

    assert {goal: actors for goal, actors in assigned.items() if actors} == {
        goal: {f"{BASE}id/actor/jpn"} for goal in goals
    }
    assert values(index, decision, PPROG.decidesOn) == goals
    assert values(index, decision, PROV.wasGeneratedBy) == {
        f"{BASE}id/activity/interpretation/nato-jpn-itpp-2023-fr"
    }
    (evidence,) = values(index, decision, PPROG.hasEvidence)
    assert evidence.endswith(f"#char={start},{start + len(words)}")
    reasons = index[decision][PPROG.rationale]
    assert {str(reason)[-3:] for reason in reasons} == {"@fr", "@en"}
    assert all(words in reason.value for reason in reasons)


def test_only_goals_are_carried_by_somebody(read: Callable[..., Programme], english_text: str) -> None:
    """Words that assign priorities are no statement about who carries a goal."""
    text = english_text.replace(
        "2. The goals", "3. The priorities assigned to Freedonia come first.\n\n2. The goals"
    )
    programme = read(text.replace("3. The pr", "2. The pr").replace("2. The goals", "3. The goals"), "en")
    folder = ProgrammeFolder(Path(), "nato-jpn/itpp-2023", "nato", "jpn", "official-full", ())
    actors = read_actors(Path(__file__).parents[2] / "data")
    reading = Reading.of(programme, folder, Text(Path("en.txt"), "en", ""), actors, "9.9")
    quads = programme_quads(reading, Statements(CATALOG_GRAPH))

    assert [assignment.kind for assignment in programme.assignments] == ["priority"]
    assert {quad.predicate.value for quad in quads}.isdisjoint({PPROG.assignedTo, PPROG.decidesOn})


def test_the_catalogue_says_how_each_graph_was_made(
    printed: Callable[..., Printed], japan_catalog: Statements
) -> None:
    """Software read the bytes, placed and linked; an editor judged topics. All of it is one catalogue."""
    catalog = printed(japan_catalog.quads)
    graphs = {name: f"{BASE}graph/{name}" for name in ("authority", "vocab", "interpreted/nato-jpn")}
    asserted = f"{BASE}graph/asserted/nato-jpn-itpp-2023-fr"
    steps = {name: f"{BASE}id/activity/{name}/nato-jpn-itpp-2023-fr"
             for name in ("extraction", "interpretation", "linking")}  # fmt: skip
    edition = f"{BASE}id/activity/edition/nato-jpn-itpp-2023"
    capture = f"{BASE}id/document/nato-jpn/itpp-2023/fr/capture/4fac74b22fed"
    names = {f"<{graphs['authority']}>", f"<{graphs['vocab']}>"}
    software = {f"<{BASE}id/software/partnergraph-9.9>"}

    assert catalog[asserted, RDF.type] == {f"<{PPROG.AssertedGraph}>", f"<{PROV.Bundle}>"}
    assert catalog[INTERPRETED, RDF.type] == {f"<{PPROG.InterpretedGraph}>", f"<{PROV.Bundle}>"}
    assert catalog[asserted, PROV.wasGeneratedBy] == {f"<{steps['extraction']}>"}
    assert catalog[INTERPRETED, PROV.wasGeneratedBy] == {
        f"<{steps['interpretation']}>", f"<{steps['linking']}>", f"<{edition}>"
    }  # fmt: skip
    assert catalog[graphs["interpreted/nato-jpn"], PROV.wasGeneratedBy] == {f"<{steps['linking']}>"}
    assert catalog[steps["extraction"], PROV.used] == {f"<{capture}>", *names}
    assert catalog[steps["interpretation"], PROV.used] == {f"<{asserted}>"}
    assert catalog[steps["linking"], PROV.used] == {f"<{asserted}>", *names}
    assert catalog[edition, PROV.used] == {f"<{capture}>"}
    assert [catalog[step, PROV.wasAssociatedWith] for step in steps.values()] == [software] * 3
    assert catalog[edition, PROV.wasAssociatedWith] == set()
    assert {quad.graph_name.value for quad in japan_catalog.quads} == {CATALOG_GRAPH}  # type: ignore[union-attr]


def test_the_programme_in_full(index: Index) -> None:
    """Type, completeness, period and the recorded confidence are concepts and years."""
    assert values(index, PROGRAMME, PPROG.programmeType) == {f"{BASE}vocab/programme-type/itpp"}
    assert values(index, PROGRAMME, PPROG.listCompleteness) == {f"{BASE}vocab/list-completeness/closed"}
    assert values(index, PROGRAMME, PPROG.sourceConfidence) == {
        f"{BASE}vocab/source-confidence/official-full"
    }
    assert values(index, PROGRAMME, PPROG.hasPartner) == {f"{BASE}id/actor/jpn"}
    assert values(index, PROGRAMME, PPROG.hasCounterpart) == {f"{BASE}id/actor/nato"}
