"""Topics as RDF: of all goals of the real text, by hand, and what each kind of element gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.document import Span
from partnergraph.build.elements import Element, ElementKind, Label
from partnergraph.build.outline import Unit
from partnergraph.build.statements import Statements
from partnergraph.build.topic_rdf import state_topic
from partnergraph.build.topics import TopicAssignment
from partnergraph.iris import PPROG, PROV, RDF, ProgrammeIris

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from partnergraph.build.reading import Reading

    Printed = dict[tuple[str, str], set[str]]

BASE: Final = "https://w3id.org/pprog/"
TOPIC: Final = f"{BASE}vocab/topic/"
PROGRAMME: Final = f"{BASE}id/programme/nato-jpn/itpp-2023"
IRIS: Final = ProgrammeIris("nato-jpn/itpp-2023")
GOALS: Final = (
    "cyber-defence", "strategic-communications", "emerging-and-disruptive-technologies", "space-security",
    "climate-change-and-security", "maritime-security", "arms-control-disarmament-and-non-proliferation",
    "dialogue-and-consultation", "emergency-management", "science-and-technology", "interoperability",
    "capability-development", "resilience-and-civil-preparedness", "public-diplomacy",
    "women-peace-and-security", "human-security",
)  # fmt: skip
CHALLENGES: Final = (
    ("cyberdéfense", "cyber-defence"),
    ("technologies émergentes et technologies de rupture", "emerging-and-disruptive-technologies"),
    ("espace", "space-security"),
    ("sûreté maritime", "maritime-security"),
    ("changement climatique", "climate-change-and-security"),
)


@pytest.fixture(scope="module")
def stated(printed: Callable[..., Printed], japan_reading: Reading) -> Printed:
    """What the interpreted graph of the real text states: objects, as printed, by subject and predicate."""
    return printed(japan_reading.interpreted.quads)


@pytest.mark.parametrize(("number", "topic"), list(enumerate(GOALS, 1)))
def test_the_topic_of_a_goal(stated: Printed, number: int, topic: str) -> None:
    """One primary topic each; goal 12 is also about interoperability, and an editor said so."""
    goal, decision = (
        f"{PROGRAMME}/{name}" for name in (f"goal/{number:02}", f"decision/goal-{number:02}-topic")
    )
    topics = {f"<{TOPIC}{topic}>"} | ({f"<{TOPIC}interoperability>"} if number == 12 else set())

    assert stated[goal, PPROG.hasPrimaryTopic] == {f"<{TOPIC}{topic}>"}
    assert stated[goal, PPROG.hasTopic] == topics
    assert stated[decision, RDF.type] == {f"<{PPROG.TopicAssignment}>"}
    assert stated[decision, PPROG.decidesOn] == {f"<{goal}>"}
    assert stated[decision, PPROG.chosenTopic] == topics
    assert stated[decision, PPROG.method] == {'"editor"' if number == 12 else '"label-match"'}
    assert stated[decision, PROV.wasGeneratedBy] == {
        f"<{BASE}id/activity/edition/nato-jpn-itpp-2023>"
        if number == 12
        else f"<{BASE}id/activity/linking/nato-jpn-itpp-2023-fr>"
    }
    assert {reason[-3:] for reason in stated[decision, PPROG.rationale]} == {"@fr", "@en"}


@pytest.mark.parametrize(("number", "words", "topic"), [(n, *each) for n, each in enumerate(CHALLENGES, 1)])
def test_the_topic_of_a_challenge(
    stated: Printed, japan_text: str, number: int, words: str, topic: str
) -> None:
    """A challenge is about a topic, which is not primary; the evidence is the words of its label."""
    challenge, decision = f"{PROGRAMME}/challenge/{number}", f"{PROGRAMME}/decision/challenge-{number}-topic"
    start = japan_text.index(words, japan_text.index("défis de sécurité mondiaux, comme"))
    capture = f"{BASE}id/document/nato-jpn/itpp-2023/fr/capture/4fac74b22fed"

    assert stated[challenge, PPROG.hasTopic] == {f"<{TOPIC}{topic}>"}
    assert stated[challenge, PPROG.hasPrimaryTopic] == set()
    assert stated[decision, PPROG.method] == {'"editor"' if words == "espace" else '"label-match"'}
    assert stated[decision, PPROG.hasEvidence] == {f"<{capture}#char={start},{start + len(words)}>"}


def test_the_reason_of_a_match_quotes_both_names(stated: Printed) -> None:
    """The label as printed, and the topic as it is named in each language."""
    label = "COMMUNICATION STRATÉGIQUE (STRATCOM)"
    french = f"Le libellé «\u00a0{label}\u00a0» est un nom du thème «\u00a0communication stratégique\u00a0»."
    english = f"The label “{label}” is a name of the topic “strategic communications”."

    assert stated[f"{PROGRAMME}/decision/goal-02-topic", PPROG.rationale] == {
        f'"{french}"@fr',
        f'"{english}"@en',
    }


def test_what_has_no_topic(japan_quads: set[ox.Quad]) -> None:
    """Objectives, priorities and kinds of activity are about none."""
    topical = {quad.subject.value for quad in japan_quads if quad.predicate.value == PPROG.hasTopic}  # type: ignore[union-attr]

    assert {node.removeprefix(f"{PROGRAMME}/").partition("/")[0] for node in topical} == {"goal", "challenge"}
    assert len(topical) == 16 + 5


@pytest.mark.parametrize(
    ("kind", "element", "decision", "primary"),
    [
        ("goal", IRIS.goal(6), "goal-06-topic", {"<x:seas>"}),
        ("area", IRIS.area(1), "area-01-topic", {"<x:seas>"}),
        ("challenge", IRIS.challenge(3), "challenge-3-topic", set()),
    ],
)
def test_an_assignment_is_named_by_its_element(
    printed: Callable[..., Printed], kind: ElementKind, element: str, decision: str, primary: set[str]
) -> None:
    """The number is written as in the element's own IRI; ways of cooperation have a primary topic."""
    span, out = Span(0, 4), Statements("x:graph")
    read = Element(kind, 1, "", Label("seas", span), Unit(1, "paragraph", span, span), span)
    assignment = TopicAssignment(read, "x:seas", ("x:ships",), "label-match", None, {"en": "Because."})
    node = state_topic(IRIS, element, assignment, "x:activity", out)
    stated = printed(out.quads)

    assert node == f"{PROGRAMME}/decision/{decision}"
    assert stated[node, PPROG.decidesOn] == {f"<{element}>"}
    assert stated[element, PPROG.hasTopic] == {"<x:seas>", "<x:ships>"}
    assert stated[element, PPROG.hasPrimaryTopic] == primary
    assert stated[node, PPROG.rationale] == {'"Because."@en'}
    assert {quad.graph_name.value for quad in out.quads} == {"x:graph"}  # type: ignore[union-attr]
