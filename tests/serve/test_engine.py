"""The types of the one door to SPARQL."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Self

import pytest

from partnergraph.errors import QueryRefused
from partnergraph.serve.engine import Engine, QueryOptions, Table, Term, read_all, rows, table_from_json

if TYPE_CHECKING:
    from collections.abc import Callable


def bindings(variables: list[str], *solutions: dict[str, Any]) -> bytes:
    """A SPARQL JSON document."""
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": solutions}}).encode()


class Chunks:
    """A result of given chunks that knows whether it was closed."""

    media_type = "text/csv"

    def __init__(self, *chunks: bytes) -> None:
        self.left = list(chunks)
        self.closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if not self.left:
            raise StopAsyncIteration
        return self.left.pop(0)

    async def aclose(self) -> None:
        """Remember it."""
        self.closed = True


def test_every_kind_of_term_is_read() -> None:
    """IRIs, blank nodes and the three kinds of literal become terms, with what belongs to each."""
    table = table_from_json(
        bindings(
            ["v"],
            {"v": {"type": "uri", "value": "http://example.org/a"}},
            {"v": {"type": "bnode", "value": "b0"}},
            {"v": {"type": "literal", "value": "text"}},
            {"v": {"type": "literal", "value": "texte", "xml:lang": "fr"}},
            {"v": {"type": "typed-literal", "value": "1", "datatype": "http://example.org/int"}},
        )
    )

    assert table.rows == (
        {"v": Term("iri", "http://example.org/a")},
        {"v": Term("bnode", "b0")},
        {"v": Term("literal", "text")},
        {"v": Term("literal", "texte", language="fr")},
        {"v": Term("literal", "1", datatype="http://example.org/int")},
    )


def test_unbound_variables_are_absent() -> None:
    """The columns keep the order of the query, and a row has only what is bound."""
    table = table_from_json(bindings(["b", "a"], {"a": {"type": "literal", "value": ""}}))

    assert table == Table(("b", "a"), ({"a": Term("literal", "")},))


@pytest.mark.parametrize(("answer", "expected"), [(True, ({},)), (False, ())])
def test_an_ask_is_a_table(answer: bool, expected: tuple[dict[str, Term], ...]) -> None:  # noqa: FBT001 - ASK has it
    """True is one solution without variables, false is none."""
    document = json.dumps({"head": {}, "boolean": answer}).encode()

    assert table_from_json(document) == Table((), expected)


def test_a_triple_term_is_refused() -> None:
    """What a table cannot hold is an error, not a wrong cell."""
    with pytest.raises(QueryRefused, match="type triple"):
        table_from_json(bindings(["v"], {"v": {"type": "triple", "value": {}}}))


def test_read_all_closes() -> None:
    """The result is joined and closed."""
    result = Chunks(b"a", b"bc")

    assert asyncio.run(read_all(result)) == b"abc"
    assert result.closed


def test_rows_from_a_store(small_pool: Callable[..., Any]) -> None:
    """A query goes through a real engine and comes back as a table."""

    async def story(engine: Engine) -> Table:
        return await rows(engine, "SELECT ?label ?nothing ?n { ex:a ex:label ?label ; ex:count ?n }")

    integer = "http://www.w3.org/2001/XMLSchema#integer"

    assert small_pool(story) == Table(
        ("label", "nothing", "n"),
        ({"label": Term("literal", "Ziele", language="de"), "n": Term("literal", "16", datatype=integer)},),
    )


def test_rows_take_options(small_pool: Callable[..., Any]) -> None:
    """The dataset can be chosen beside the query."""

    async def story(engine: Engine) -> Table:
        options = QueryOptions(default_graphs=("http://example.org/g",))
        return await rows(engine, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", options)

    table: Table = small_pool(story)

    assert [row["n"].value for row in table.rows] == ["2"]
