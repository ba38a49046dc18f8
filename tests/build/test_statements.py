"""The small vocabulary of the rdf modules: literals, graphs and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.build.document import Document, Span
from partnergraph.build.statements import (
    Evidence,
    Statements,
    integer,
    page_date,
    state_activity,
    state_software,
    words,
    year,
)
from partnergraph.iris import OA, PPROG, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Callable

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = "https://example.org/graph"
CAPTURE = "https://example.org/capture"


@pytest.mark.parametrize(
    ("literal", "printed"),
    [
        (words("été", "fr"), '"été"@fr'),
        (integer(16), f'"16"^^<{XSD}integer>'),
        (year(2023), f'"2023"^^<{XSD}gYear>'),
        (year(987), f'"0987"^^<{XSD}gYear>'),
        (page_date("2023-07-12"), f'"2023-07-12"^^<{XSD}date>'),
        (page_date("2023-08-01T11:59:00"), f'"2023-08-01T11:59:00"^^<{XSD}dateTime>'),
    ],
)
def test_literals_have_the_types_of_their_values(literal: ox.Literal, printed: str) -> None:
    """A year is a year, a day a day, and a time is given only where the page prints one."""
    assert str(literal) == printed


def test_a_statement_is_made_once() -> None:
    """The same statement twice is one quad, in the named graph."""
    statements = Statements(GRAPH)
    for _ in range(2):
        statements.add("https://example.org/a", RDF.type, "https://example.org/B")

    (quad,) = statements.quads
    assert quad.graph_name == ox.NamedNode(GRAPH)


def values(statements: Statements, term: str) -> set[str]:
    """The objects of all statements with a predicate."""
    return {quad.object.value for quad in statements.quads if quad.predicate.value == term}  # type: ignore[union-attr]


def test_evidence_is_described_once_where_it_belongs(document: Callable[[str], Document]) -> None:
    """A span used in another graph is described in the first graph only, and referred to from the other."""
    described, other = Statements(GRAPH), Statements(f"{GRAPH}/other")
    evidence = Evidence(document("one two three"), CAPTURE, ((0, 13, "https://example.org/unit"),), described)
    evidence.state(other, "https://example.org/a", Span(4, 7))

    assert {quad.predicate.value for quad in other.quads} == {PPROG.hasEvidence}
    assert values(described, OA.exact) == {"two"}
    assert values(described, OA.prefix) == {"one "}
    assert values(described, OA.suffix) == {" three"}
    assert values(described, PPROG.inTextUnit) == {"https://example.org/unit"}


@pytest.mark.parametrize(
    ("start", "unit"),
    [(0, "one"), (2, "one"), (3, None), (4, "two"), (6, "two"), (7, None), (9, None), (10, "ten")],
)
def test_a_span_lies_in_the_unit_it_begins_in(
    document: Callable[[str], Document], start: int, unit: str | None
) -> None:
    """Units are half-open and may have gaps between them; what begins in a gap lies in none."""
    units = ((0, 3, "x:one"), (4, 7, "x:two"), (10, 13, "x:ten"))
    described = Statements(GRAPH)
    Evidence(document("one two   ten"), CAPTURE, units, described).state(
        described, "https://example.org/a", Span(start, start + 1)
    )

    assert values(described, PPROG.inTextUnit) == ({f"x:{unit}"} if unit else set())


def test_an_activity_says_what_it_used_and_who_carried_it_out() -> None:
    """Software is an agent with its version; an activity of people nobody names has no agent."""
    catalog = Statements(GRAPH)
    software = state_software(catalog, "1.2")
    state_activity(catalog, "x:reading", [software], "x:text", "x:names")
    state_activity(catalog, "x:edition", [], "x:text")

    assert software == "https://w3id.org/pprog/id/software/partnergraph-1.2"
    assert {str(quad.triple) for quad in catalog.quads} == {
        f"<{software}> <{RDF.type}> <{PROV.SoftwareAgent}>",
        f'<{software}> <http://purl.org/dc/terms/identifier> "partnergraph 1.2"',
        f"<x:reading> <{RDF.type}> <{PROV.Activity}>",
        f"<x:reading> <{PROV.used}> <x:text>",
        f"<x:reading> <{PROV.used}> <x:names>",
        f"<x:reading> <{PROV.wasAssociatedWith}> <{software}>",
        f"<x:edition> <{RDF.type}> <{PROV.Activity}>",
        f"<x:edition> <{PROV.used}> <x:text>",
    }


def test_a_span_is_named_by_its_characters(document: Callable[[str], Document]) -> None:
    """The IRI of a span follows RFC 5147: char=start,end, 0-based."""
    described = Statements(GRAPH)
    Evidence(document("one two"), CAPTURE, (), described).state(
        described, "https://example.org/a", Span(4, 7)
    )

    assert values(described, PPROG.hasEvidence) == {f"{CAPTURE}#char=4,7"}


def test_context_is_short(document: Callable[[str], Document]) -> None:
    """At most 32 characters are kept on each side of a quote, and none are made up at the ends."""
    described = Statements(GRAPH)
    evidence = Evidence(document("a" * 50 + "x" + "b" * 10), CAPTURE, (), described)
    evidence.state(described, "https://example.org/a", Span(50, 51))

    assert values(described, OA.prefix) == {"a" * 32}
    assert values(described, OA.suffix) == {"b" * 10}
