"""The topics of elements as RDF: each with the assignment that says by what method and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.elements import CHALLENGE
from partnergraph.build.statements import words
from partnergraph.iris import PPROG, PROV

if TYPE_CHECKING:
    from partnergraph.build.statements import Statements
    from partnergraph.build.topics import E, TopicAssignment
    from partnergraph.iris import ProgrammeIris


def topic_node(iris: ProgrammeIris, element: str) -> str:
    """The IRI of the assignment that chooses the topics of an element, given as IRI."""
    kind, _, number = element.removeprefix(f"{iris.programme}/").partition("/")
    return iris.decision(f"{kind}-{number}-topic")


def state_topic(
    iris: ProgrammeIris, element: str, assignment: TopicAssignment[E], activity: str, out: Statements
) -> str:
    """State the topics of an element, given as IRI, and why; returns the IRI of the assignment.

    A challenge is about its topic; what it is not is a line of cooperation on it, so its topic is not
    primary: comparisons of what programmes do go by primary topics.
    """
    node = topic_node(iris, element)
    topics = (assignment.primary, *assignment.also)
    if assignment.element.kind != CHALLENGE:
        out.add(element, PPROG.hasPrimaryTopic, assignment.primary)
    out.add(element, PPROG.hasTopic, *topics)
    out.a(node, PPROG.TopicAssignment)
    out.add(node, PPROG.decidesOn, element)
    out.add(node, PPROG.chosenTopic, *topics)
    out.add(node, PPROG.method, ox.Literal(assignment.method))
    out.add(node, PROV.wasGeneratedBy, activity)
    for language, reason in assignment.reason.items():
        out.add(node, PPROG.rationale, words(reason, language))
    return node
