"""SHACL shapes and check queries over a graph: every row is a failure, already worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from partnergraph.build.sources import parse_turtle
from partnergraph.errors import OntologyError, Place
from partnergraph.queries import read_queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_VIOLATION: Final = "violation"


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """One thing that a shape or check found: `severity` is violation, warning or info."""

    severity: str
    check: str
    focus: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.focus}: {self.message} [{self.check}]"

    @property
    def refuses(self) -> bool:
        """Whether a release with this failure is refused."""
        return self.severity == _VIOLATION


def run_checks(quads: Iterable[ox.Quad], ontology: Path) -> list[Failure]:
    """Every failure of the shapes and checks of an ontology folder, in a fixed order.

    Raises OntologyError or QueryFileError where a shape or a check cannot be used.
    """
    store = ox.Store()
    store.bulk_extend(quads)
    return sorted({*_run_queries(store, ontology / "checks"), *_run_shapes(store, ontology / "shapes")})


def _run_queries(store: ox.Store, folder: Path) -> Iterator[Failure]:
    for query in read_queries(folder).values():
        results = store.query(query.text, use_default_graph_as_union=True)
        if not isinstance(results, ox.QuerySolutions):
            raise OntologyError("a check must be a SELECT", place=Place(str(folder / f"{query.name}.rq")))
        for row in results:
            focus, message = row["focus"], row["message"]
            severity = query.severity or _VIOLATION
            yield Failure(severity, query.name, _printed(focus), getattr(message, "value", str(message)))


def _run_shapes(store: ox.Store, folder: Path) -> Iterator[Failure]:
    data = rdflib.Graph()
    for quad in store:
        data.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    shapes = rdflib.Graph()
    for file in sorted(folder.glob("*.ttl")):
        for triple in parse_turtle(file):
            shapes.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise OntologyError("the shapes cannot be used", place=Place(str(folder)))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
        shape = report.value(result, SH.sourceShape)
        path = report.value(result, SH.resultPath)
        yield Failure(
            severity,
            _local(shape) if isinstance(shape, rdflib.URIRef) else _local(path),
            str(report.value(result, SH.focusNode)),
            _message(report, result),
        )


def _message(report: rdflib.Graph, result: Any) -> str:
    """The English message, or whichever there is."""
    messages = sorted(
        report.objects(result, SH.resultMessage), key=lambda m: getattr(m, "language", "") != "en"
    )
    return str(messages[0]) if messages else "does not fit its shape"


def _rdflib(term: Any) -> Any:
    """The rdflib term for a pyoxigraph term."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _printed(term: Any) -> str:
    return getattr(term, "value", "") or str(term)


def _local(iri: Any) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
