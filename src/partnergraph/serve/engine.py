"""The one door to SPARQL: an Engine runs a query and streams its result.

Pages, curated queries and /sparql know only these types, never how or where the query runs.
"""

from __future__ import annotations

import json
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, Self

from partnergraph.errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SPARQL_JSON: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"

TermKind = Literal["iri", "literal", "bnode"]

# SPARQL 1.1 Query Results JSON Format, section 3.2.2; "typed-literal" is what older engines say.
_KINDS: Final[dict[str, TermKind]] = {
    "uri": "iri",
    "literal": "literal",
    "typed-literal": "literal",
    "bnode": "bnode",
}


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """What the client asked for beside the query text.

    `results_type` is the media type for SELECT and ASK, `graph_type` for CONSTRUCT and DESCRIBE; None
    means that the client accepts none, which matters only when the query turns out to be of that form.
    The graphs are absolute IRIs and replace FROM and FROM NAMED of the query when any is given.
    """

    results_type: str | None = SPARQL_JSON
    graph_type: str | None = TURTLE
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    timeout_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What queries are answered from: N-Quads files that are loaded into memory, else the store on disk."""

    store: Path
    files: tuple[Path, ...] = ()


class Result(Protocol):
    """A result whose first chunk, or end, is already known: what failed until then was raised by `run`.

    Iterating yields the chunks and raises a RequestError when the result breaks in mid-stream. Whoever
    gets a Result closes it, read to the end or not; closing frees the worker. One task uses it.
    """

    @property
    def media_type(self) -> str:
        """The one of the two media types in the options that fits the form of the query."""

    def __aiter__(self) -> Self: ...

    async def __anext__(self) -> bytes: ...

    async def aclose(self) -> None:
        """Stop the query if it still runs and let everything go; more than once is fine."""


class Engine(Protocol):
    """Anything that answers SPARQL queries: local workers, or another server."""

    async def start(self) -> None:
        """Make ready to answer, or raise ReleaseError."""

    async def run(self, query: str, options: QueryOptions) -> Result:
        """The result of the query, or a RequestError."""

    async def close(self) -> None:
        """End everything that was started; queries that still run are broken off."""


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of a result; `language` and `datatype` are empty where they do not apply.

    A plain string literal has no datatype here, as in SPARQL JSON.
    """

    kind: TermKind
    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT: `columns` in the order of the query, unbound variables absent from a row.

    An ASK is a table without columns that has one empty row for true and none for false.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]


async def read_all(result: Result) -> bytes:
    """The whole result, which is then closed."""
    async with aclosing(result):
        return b"".join([chunk async for chunk in result])


async def rows(engine: Engine, query: str, options: QueryOptions | None = None) -> Table:
    """The solutions of a SELECT or ASK query; its dataset and time limit may be given in `options`."""
    return table_from_json(await read_all(await engine.run(query, options or QueryOptions(graph_type=None))))


def table_from_json(data: bytes) -> Table:
    """The table that a SPARQL JSON document holds."""
    document = json.loads(data)
    if "boolean" in document:
        return Table((), ({},) if document["boolean"] else ())
    solutions = document["results"]["bindings"]
    return Table(tuple(document["head"]["vars"]), tuple(_row(solution.items()) for solution in solutions))


def _row(bindings: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Term]:
    return {name: _term(binding) for name, binding in bindings}


def _term(binding: dict[str, Any]) -> Term:
    kind = _KINDS.get(binding["type"])
    if kind is None:
        raise QueryRefused(f"a term of type {binding['type']} has no place in a table")
    return Term(kind, binding["value"], binding.get("xml:lang", ""), binding.get("datatype", ""))
