"""Statements of one named graph: the small vocabulary in which the rdf modules write."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.iris import DCT, OA, PPROG, PROV, RDF, XSD, software_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.document import Document, Span

Value = str | ox.Literal  # a str is an IRI
_CONTEXT = 32  # code points of prefix and suffix kept with a quote


@dataclass(slots=True)
class Statements:
    """The statements of one named graph, without repetition."""

    graph: str
    quads: set[ox.Quad] = field(default_factory=set)

    def add(self, subject: str, predicate: str, *values: Value) -> None:
        """State the predicate of the subject once for every value."""
        graph = ox.NamedNode(self.graph)
        for value in values:
            term = ox.NamedNode(value) if isinstance(value, str) else value
            self.quads.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, graph))

    def a(self, subject: str, *classes: str) -> None:
        """State the classes of the subject."""
        self.add(subject, RDF.type, *classes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Writes evidence spans of one capture; `units` are (start, end, IRI) of its text units, in order.

    A span is described once, in the `described` graph, whichever graph refers to it: a statement
    that stands in two graphs would be found twice by a query over their union.
    """

    document: Document
    capture: str
    units: tuple[tuple[int, int, str], ...]
    described: Statements

    def state(self, statements: Statements, subject: str, *spans: Span) -> None:
        """Give the subject the spans as its evidence."""
        for span in spans:
            statements.add(subject, PPROG.hasEvidence, self._span(self.described, span))

    def _span(self, statements: Statements, span: Span) -> str:
        """IRI of an evidence span in the pattern of RFC 5147, with its position and its quote described."""
        at = f"{span.start},{span.end}"
        node, position, quote = (f"{self.capture}#{kind}={at}" for kind in ("char", "position", "quote"))
        statements.a(node, PPROG.EvidenceSpan)
        statements.add(node, OA.hasSource, self.capture)
        statements.add(node, OA.hasSelector, position, quote)
        before = bisect(self.units, span.start, key=itemgetter(0))
        if before and span.start < self.units[before - 1][1]:
            statements.add(node, PPROG.inTextUnit, self.units[before - 1][2])
        text = self.document.text
        statements.a(position, OA.TextPositionSelector)
        statements.add(position, OA.start, integer(span.start))
        statements.add(position, OA.end, integer(span.end))
        statements.a(quote, OA.TextQuoteSelector)
        statements.add(quote, OA.exact, ox.Literal(self.document.quote(span)))
        statements.add(quote, OA.prefix, ox.Literal(text[max(0, span.start - _CONTEXT) : span.start]))
        statements.add(quote, OA.suffix, ox.Literal(text[span.end : span.end + _CONTEXT]))
        return node


def state_software(out: Statements, version: str) -> str:
    """State this software as an agent; returns its IRI."""
    software = software_iri(version)
    out.a(software, PROV.SoftwareAgent)
    out.add(software, DCT.identifier, ox.Literal(f"partnergraph {version}"))
    return software


def state_activity(out: Statements, activity: str, agents: Iterable[str], *used: str) -> None:
    """State an activity, what it used and the agents, if known, that carried it out."""
    out.a(activity, PROV.Activity)
    out.add(activity, PROV.used, *used)
    out.add(activity, PROV.wasAssociatedWith, *agents)


def words(text: str, language: str) -> ox.Literal:
    """A literal in a language."""
    return ox.Literal(text, language=language)


def integer(number: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(number)


def year(number: int) -> ox.Literal:
    """An xsd:gYear: the text gives no day, so none is made up."""
    return ox.Literal(f"{number:04}", datatype=ox.NamedNode(XSD.gYear))


def page_date(value: str) -> ox.Literal:
    """An xsd:date, or an xsd:dateTime without zone where the page prints a time."""
    return ox.Literal(value, datatype=ox.NamedNode(XSD.dateTime if "T" in value else XSD.date))
