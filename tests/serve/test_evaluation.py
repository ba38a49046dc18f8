"""Evaluation of one query: datasets, refusals, error places, and what a worker cannot reach."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from pyoxigraph import Store

from partnergraph.errors import BadRequest, NotAcceptable, Place, QueryRefused, QuerySyntaxError
from partnergraph.serve.engine import QueryOptions, table_from_json
from partnergraph.serve.evaluation import DEEPEST, evaluate, scan

EX = "http://example.org/"
PREFIXES = {"ex": EX}
TRICK = "PREFIX : <http://h/> PREFIX ex: <http://h/> PREFIX p: <http://h:8>\n"


@pytest.fixture(scope="module")
def store() -> Store:
    """A statement in the default graph and one in each of two named graphs."""
    store = Store()
    store.update("""
        PREFIX ex: <http://example.org/>
        INSERT DATA { ex:s ex:p "d" GRAPH ex:g1 { ex:s1 ex:p "1" } GRAPH ex:g2 { ex:s2 ex:p "2" } }
    """)
    return store


def answer_of(store: Store, query: str, options: QueryOptions | None = None) -> bytes:
    """What the query writes into a pipe."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as pipe:
        try:
            evaluate(store, query, options or QueryOptions(), PREFIXES).write(write_end)
        finally:
            os.close(write_end)
        return pipe.read()


def values(store: Store, query: str, **options: Any) -> str:
    """The values of ?o, sorted and joined."""
    table = table_from_json(answer_of(store, query, QueryOptions(**options)))
    return "".join(sorted(row["o"].value for row in table.rows))


PLAIN = "{ ?s ?p ?o }"
NAMED = "{ GRAPH ?g { ?s ?p ?o } }"
G1, G2 = EX + "g1", EX + "g2"


@pytest.mark.parametrize(
    ("dataset", "pattern", "options", "expected"),
    [
        ("", PLAIN, {}, "12d"),
        ("", NAMED, {}, "12"),
        ("FROM ex:g1", PLAIN, {}, "1"),
        ("FROM ex:g1", NAMED, {}, ""),
        ("FROM NAMED ex:g1", NAMED, {}, "1"),
        ("FROM NAMED ex:g1", PLAIN, {}, ""),
        ("FROM<http://example.org/g1>", PLAIN, {}, "1"),
        ("#\nfRoM#<\nNAMED\t<http://example.org/g2>", NAMED, {}, "2"),
        ("FROM <http://example.org/none>", PLAIN, {}, ""),
        ("", PLAIN, {"default_graphs": (G1,)}, "1"),
        ("", PLAIN, {"default_graphs": (G1, G2)}, "12"),
        ("", NAMED, {"default_graphs": (G1,)}, ""),
        ("", NAMED, {"named_graphs": (G2,)}, "2"),
        ("", PLAIN, {"named_graphs": (G2,)}, ""),
        ("FROM ex:g1", PLAIN, {"default_graphs": (G2,)}, "2"),
        ("FROM NAMED ex:g1", NAMED, {"default_graphs": (G2,)}, ""),
        ("# FROM <x>\n", "{ ?from ex:p ?o FILTER('FROM <x>' != ?o) }", {}, "12d"),
        ("", "{ { ?s ex:from ?from } UNION { ?s ?p ?o } }", {}, "12d"),
    ],
)
def test_datasets(store: Store, dataset: str, pattern: str, options: dict[str, Any], expected: str) -> None:
    """The union of all graphs unless the query names a dataset, and what the protocol names goes before."""
    assert values(store, f"SELECT*{dataset}{pattern}", **options) == expected


def test_a_prefix_in_the_query_goes_before(store: Store) -> None:
    """Prefixes of ours need no declaration and can be declared otherwise, even as a keyword."""
    assert values(store, "SELECT ?o { ?s ex:p ?o }") == "12d"
    assert values(store, "PREFIX ex: <http://elsewhere.org/> SELECT ?o { ?s ex:p ?o }") == ""
    assert values(store, "PREFIX from: <http://example.org/> SELECT ?o { ?s from:p ?o ; ex:p ?o }") == "12d"


def test_a_graph_needs_an_absolute_iri(store: Store) -> None:
    """A relative graph name is the mistake of the client."""
    with pytest.raises(BadRequest, match="absolute IRI"):
        evaluate(store, "ASK {}", QueryOptions(default_graphs=("g1",)))


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", 2, 10, "after `?s ?p }`"),
        ("ASK { ?s nil:p ?o }", 1, 15, "Prefix not found"),
        ("SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 40, "variable that is unbound"),
        ("", 1, 1, "line 1, column 1"),
        ("SELECT * { ?s ?p 'é😀' ; }}", 1, 27, ""),
    ],
)
def test_syntax_errors_have_a_place(store: Store, query: str, line: int, column: int, message: str) -> None:
    """Line and column count code points of the query as it was sent."""
    with pytest.raises(QuerySyntaxError) as caught:
        evaluate(store, query, QueryOptions(), PREFIXES)

    assert caught.value.place == Place("query", line, column)
    assert message in caught.value.message


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {}",
        "PREFIX a: <http://a/>\n# all\nDELETE WHERE { ?s ?p ?o }",
        "clear all",
        "LOAD <http://a/>",
    ],
)
def test_updates_are_refused_with_the_reason(store: Store, update: str) -> None:
    """An update is told apart from a mistake."""
    with pytest.raises(QueryRefused, match="no updates"):
        evaluate(store, update, QueryOptions())


def test_what_the_engine_does_not_know_is_refused(store: Store) -> None:
    """A function nobody defined is a fault of the query, as is half a character."""
    with pytest.raises(QueryRefused, match="custom function"):
        evaluate(store, "SELECT (<http://a/f>(1) AS ?x) {}", QueryOptions())
    with pytest.raises(QuerySyntaxError, match="surrogate"):
        evaluate(store, "ASK { ?s ?p '\ud800' }", QueryOptions())


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <http://h/> { ?s ?p ?o }",
        "service\n#c {\r silent # d\n?s { ?s ?p ?o }",
        "SERVICE :x { ?s ?p ?o }",
        "SERVICE:x { ?s ?p ?o }",
        "SERVICEex:x{ ?s ?p ?o }",
        "SERVICESILENTex:x{ ?s ?p ?o }",
        "VALUES ?z {1}SERVICE<http://h/>{ ?s ?p ?o }",
        "?s ?p 1SERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p trueSERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p ex:.SERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p p:SERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p 'x'^^p:SERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p ex:a\\# SERVICE <http://h/> { ?s ?p ?o }",
        "?s ?p 1 #c\rSERVICE <http://h/> { ?s ?p ?o }",
        "FILTER(1<2)SERVICE <http://h/> { ?s ?p ?o }",
        "FILTER(1<ex:a&&'>')SERVICE <http://h/> { ?s ?p ?o } #'",
        "FILTER(1<ex:a#>'''\n) SERVICE <http://h/> { ?s ?p ?o } #'''",
        'VALUES ?z { """ " } SERVICE <http://h/> { ?s ?p ?o } #\\q"""',
        'VALUES ?z { """ " } SERVICE <http://h/> { ?s ?p ?o } #\\uD800"""',
        "FILTER EXISTS { SERVICE <http://h/> { ?s ?p ?o } }",
        "SERVICE <http://h/\\u0041> { ?s ?p ?o }",
    ],
)
def test_service_is_found_however_it_is_written(pattern: str) -> None:
    """Each of these is SERVICE for the parser, also glued to its neighbours, and the scan refuses it."""
    query = f"{TRICK}SELECT * {{ {pattern}\n}}"
    Store().query(query)  # it parses, or the case would prove nothing

    with pytest.raises(QueryRefused, match="SERVICE") as caught:
        scan(query)

    assert caught.value.place
    assert caught.value.place.line >= 2


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a ex:Service ; ex:accessService ?service . { ?service ?p ?o } UNION { ?o ?p ?x }",
        "?s ?p 'SERVICE <http://h/> { }' # SERVICE <http://h/> {",
        '?s ?p """SERVICE <http://h/> { " \\" }"""',
        "GRAPH ex:service { ?s ?p ?o }",
        "?s service:x ?o ; service:y <http://example.org/service#x> . { ?s ?p ?o }",
        "?s ?p _:service . GRAPH ?g { ?s ?p ?o }",
        "?s ?p <http://example.org/o'neil> . ?s ?p 'service'",
    ],
)
def test_harmless_service_is_let_through(store: Store, pattern: str) -> None:
    """The word in names, strings and comments is nobody's endpoint."""
    prefixes = "PREFIX ex: <http://example.org/> PREFIX service: <http://example.org/service/>"

    evaluate(store, f"{prefixes} SELECT ?service ?o {{ {pattern}\n}}", QueryOptions())


def test_blanking_keeps_offsets() -> None:
    """Everything that can hold arbitrary text is blank, everything else stands where it stood."""
    query = "SELECT ?abc { <http://a/b> ex:name 'x{' . # {\n _:b1 ?p \"y\" }"

    assert scan(query) == 'SELECT ?    { <          > ex:     "  " .    \n      ?  " " }'


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("{", "}"), ("[", "]"), ("<<", ">>")])
def test_nesting_has_a_limit(opening: str, closing: str) -> None:
    """Brackets are counted outside strings and comments, and closed ones do not count."""
    scan(opening * DEEPEST + closing * DEEPEST + opening + "'((('#(((")

    with pytest.raises(QueryRefused, match="nests") as caught:
        scan("\n" + opening * (DEEPEST + 1))

    assert caught.value.place == Place("query", 2, DEEPEST * len(opening) + 1)


def test_both_kinds_of_answer(store: Store) -> None:
    """A table and a graph come in the type asked for each."""
    options = QueryOptions("text/csv", "application/n-triples")

    assert answer_of(store, "SELECT ?o { ex:s1 ?p ?o }", options) == b"o\r\n1\r\n"
    assert answer_of(store, "CONSTRUCT { ?s ex:q ?o } { ?s ?p ?o } LIMIT 1", options).count(b"\n") == 1
    assert answer_of(store, "ASK { ex:s1 ?p ?o }") == b'{"head":{},"boolean":true}'


@pytest.mark.parametrize(
    ("query", "options"),
    [("ASK {}", QueryOptions(results_type=None)), ("CONSTRUCT {} {}", QueryOptions(graph_type=None))],
)
def test_no_type_for_the_form_of_the_query(store: Store, query: str, options: QueryOptions) -> None:
    """Only the form of the query tells which of the two types matters."""
    with pytest.raises(NotAcceptable):
        evaluate(store, query, options)


def test_a_format_that_cannot_say_it(store: Store) -> None:
    """JSON-LD has no triple terms; the client is told to ask for another format."""
    construct = "CONSTRUCT { ex:a ex:b <<( ex:a ex:b 1 )>> } {}"

    with pytest.raises(NotAcceptable, match="RDF"):
        answer_of(store, construct, QueryOptions(graph_type="application/ld+json"))


def test_a_reader_that_leaves_stops_the_writing(store: Store) -> None:
    """A closed pipe ends the evaluation of an endless result."""
    triple = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s"
    read_end, write_end = os.pipe()
    threading.Timer(0.2, os.close, [read_end]).start()
    answer = evaluate(store, f"SELECT * {{ {triple} . {triple.upper()} }}", QueryOptions())

    with pytest.raises(BrokenPipeError):
        answer.write(write_end)

    os.close(write_end)
