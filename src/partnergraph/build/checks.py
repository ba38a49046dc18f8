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
_SEVERITIES: Final = (_VIOLATION, "warning", "info")


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
    queries = read_queries(folder)
    if not queries:
        raise _nothing(folder, "check")
    for query in queries.values():
        place = Place(str(folder / f"{query.name}.rq"))
        severity = _severity(query.severity or _VIOLATION, place)
        results = store.query(query.text, use_default_graph_as_union=True)
        if not isinstance(results, ox.QuerySolutions):
            raise OntologyError("a check must be a SELECT", place=place)
        if not {"focus", "message"} <= {variable.value for variable in results.variables}:
            raise OntologyError("a check must select ?focus and ?message", place=place)
        for row in results:
            focus = _printed(row["focus"])
            if row["message"] is None:
                raise OntologyError(
                    f"a row of this check, about {focus}, has no ?message",
                    place=place,
                    advice="Word every row: a CONCAT over a variable that is not bound gives nothing.",
                )
            yield Failure(severity, query.name, focus, _printed(row["message"]))


def _run_shapes(store: ox.Store, folder: Path) -> Iterator[Failure]:
    shapes = _graph(triple for file in sorted(folder.glob("*.ttl")) for triple in parse_turtle(file))
    if not shapes:
        raise _nothing(folder, "shape")
    report = _report(_graph(store), shapes, folder)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
        shape = report.value(result, SH.sourceShape)
        path = report.value(result, SH.resultPath)
        yield Failure(
            _severity(severity, Place(str(folder))),
            _local(shape) if isinstance(shape, rdflib.URIRef) else _local(path),
            str(report.value(result, SH.focusNode)),
            _message(report, result),
        )


def _report(data: rdflib.Graph, shapes: rdflib.Graph, folder: Path) -> rdflib.Graph:
    """The validation report; raises OntologyError with the library's sentence where there is none."""
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    except Exception as error:  # noqa: BLE001 beside its own errors it lets those of re and rdflib through
        report, text = None, str(error)
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(
            f"the shapes are no valid SHACL: {' '.join(text.split()).rstrip('.')}",
            place=Place(str(folder)),
            advice="Mend the shape.",
        )
    return report


def _nothing(folder: Path, what: str) -> OntologyError:
    """The error of a folder by which everything would pass."""
    return OntologyError(
        f"holds no {what}, so that everything would pass",
        place=Place(str(folder)),
        advice="Name the right folder with --ontology.",
    )


def _severity(word: str, place: Place) -> str:
    """The severity, if it is one; a slip of the pen must not turn a violation into a remark."""
    if word not in _SEVERITIES:
        raise OntologyError(
            f"severity {word!r} is not known", place=place, advice=f"Use one of: {', '.join(_SEVERITIES)}."
        )
    return word


def _message(report: rdflib.Graph, result: Any) -> str:
    """The English message, or whichever there is."""
    messages = sorted(
        report.objects(result, SH.resultMessage), key=lambda m: getattr(m, "language", "") != "en"
    )
    return str(messages[0]) if messages else "does not fit its shape"


def _graph(statements: Iterable[ox.Quad]) -> rdflib.Graph:
    """The rdflib graph of statements, whatever graphs they stand in."""
    graph = rdflib.Graph()
    for statement in statements:
        graph.add((_rdflib(statement.subject), _rdflib(statement.predicate), _rdflib(statement.object)))
    return graph


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
    """The words of a term; a focus that is not bound, as of the graph as a whole, is nothing."""
    return "(nothing)" if term is None else getattr(term, "value", "") or str(term)


def _local(iri: Any) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
