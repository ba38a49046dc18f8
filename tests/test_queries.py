"""Query files: header, binding of terms, values that are refused, files that are broken."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.errors import ParameterError, QueryFileError
from partnergraph.queries import Parameter, keywords, read_queries, read_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.queries import Query

QUERIES = Path(__file__).parents[1] / "queries"
BASE = "https://w3id.org/pprog/"
HEADER = """\
#+ summary: {fr: Des choses, en: Things}
#+ description: Words for both
#+ tags: [one, two]
#+ parameters:
#+   thing: {type: iri, label: {fr: Chose, en: Thing}, example: "https://example.org/a"}
#+   word: {type: text, label: Word, example: été}
"""
BODY = """\
SELECT ?thing ?word WHERE {
  VALUES ?thing { UNDEF }
  VALUES ?word { UNDEF }
  ?thing <https://example.org/says> ?word .
}
ORDER BY ?word
"""


@pytest.fixture
def query_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a query file."""

    def write(text: str) -> Path:
        file = tmp_path / "things.rq"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def things(query_file: Callable[[str], Path]) -> Query:
    """A query with two parameters."""
    return read_query(query_file(HEADER + BODY))


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Two things that say one word each."""
    store = ox.Store()
    for name, word in (("a", "été"), ("b", 'say "}"')):
        node = ox.NamedNode(f"https://example.org/{name}")
        store.add(ox.Quad(node, ox.NamedNode("https://example.org/says"), ox.Literal(word)))
    return store


def words(store: ox.Store, text: str) -> list[str]:
    """The values of ?word in the answer."""
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    return [solution["word"].value for solution in solutions]


def test_the_header_is_read(things: Query) -> None:
    """Name, words in both languages, tags and parameters in their order."""
    assert things.name == "things"
    assert things.summary == {"fr": "Des choses", "en": "Things"}
    assert things.description == {"fr": "Words for both", "en": "Words for both"}
    assert things.tags == ("one", "two")
    assert things.parameters == (
        Parameter("thing", "iri", {"fr": "Chose", "en": "Thing"}, "https://example.org/a"),
        Parameter("word", "text", {"fr": "Word", "en": "Word"}, "été"),
    )


def test_the_query_without_its_header(things: Query) -> None:
    """The SPARQL begins where the header ends."""
    assert things.sparql == BODY


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ['say "}"', "été"]), (["a"], ["été"]), (["a", "b"], ['say "}"', "été"]), (["c"], [])],
)
def test_terms_are_bound(things: Query, store: ox.Store, names: list[str], expected: list[str]) -> None:
    """No term leaves a parameter open; one or several terms choose among the rows."""
    terms = [ox.NamedNode(f"https://example.org/{name}") for name in names]

    assert words(store, things.bind({"thing": terms})) == expected


@pytest.mark.parametrize("word", ['say "}"', "été"])
def test_literals_are_bound_with_their_quotes(things: Query, store: ox.Store, word: str) -> None:
    """Quotes and braces in a word are part of the word."""
    assert words(store, things.bind({"word": [ox.Literal(word)]})) == [word]


@pytest.mark.parametrize(
    "value",
    [
        'x" } ?thing ?p ?o . VALUES ?word { "été',
        "x\n} # ",
        "\\",
        '"""',
        "UNDEF } VALUES ?word { UNDEF",
        r"\1 \g<0>",
        "VALUES ?thing { UNDEF }",
        "VALUES ?word { UNDEF }",
    ],
)
def test_a_value_is_never_sparql(things: Query, store: ox.Store, value: str) -> None:
    """Whatever a user writes is one term: the query parses and finds nothing else."""
    thing = ox.NamedNode("https://example.org/a")
    word = ox.Literal(value)

    assert words(store, things.bind({"word": [word]})) == []
    assert words(store, things.bind({"word": [word], "thing": [thing]})) == []


def test_a_literal_is_not_bound_into(things: Query) -> None:
    """A word that looks like the line of the parameter bound after it stays a word."""
    first = ox.Literal("x VALUES ?thing { UNDEF }")
    second = ox.NamedNode("https://example.org/a")

    assert str(first) in things.bind({"word": [first], "thing": [second]})


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("programme", "nato-jpn/itpp-2023", ox.NamedNode(BASE + "id/programme/nato-jpn/itpp-2023")),
        ("iri", BASE + "id/x", ox.NamedNode(BASE + "id/x")),
        ("language", "FR", ox.Literal("fr")),
        ("text", "  L’ÉTAT ", ox.Literal("l'état")),
        ("integer", "-4", ox.Literal(-4)),
    ],
)
def test_values_become_terms(kind: str, value: str, term: ox.NamedNode | ox.Literal) -> None:
    """A programme id becomes its IRI, words are folded as the text is, numbers are integers."""
    assert Parameter("name", kind, {}, "an example").term(value, BASE) == term


def test_ids_become_iris_under_the_base() -> None:
    """Under another base an id and an IRI of ours are under that base."""
    other = "https://example.org/"

    assert Parameter("p", "programme", {}, "").term("a-b/c", other) == ox.NamedNode(
        f"{other}id/programme/a-b/c"
    )
    assert Parameter("p", "iri", {}, "").term(f"{BASE}id/x", other) == ox.NamedNode(f"{other}id/x")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("programme", "NATO Japan"),
        ("programme", "../../etc"),
        ("programme", "a> . <b"),
        ("programme", ""),
        ("programme", "nato-jpn/itpp-2023\n"),
        ("iri", "no iri"),
        ("iri", "https://example.org/a> <b"),
        ("iri", "https://example.org/a b"),
        ("language", "fr fr"),
        ("language", '"'),
        ("text", "   "),
        ("integer", "four"),
        ("integer", "4.5"),
        ("integer", "9" * 30),
    ],
)
def test_bad_values_are_refused_with_an_example(kind: str, value: str) -> None:
    """The message names the parameter and the value, the advice an example that works."""
    with pytest.raises(ParameterError, match="name=") as refused:
        Parameter("name", kind, {}, "the-example").term(value, BASE)

    assert "the-example" in refused.value.advice


def test_broken_sparql_is_refused_with_its_place(query_file: Callable[[str], Path]) -> None:
    """The third line of the file is the second of the query."""
    file = query_file("#+ summary: x\nSELECT ?a WHERE {\n  ?a ?b }")

    with pytest.raises(QueryFileError, match="is not SPARQL") as refused:
        read_query(file)

    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == (str(file), 3)


def test_a_broken_header_is_refused_with_its_line(query_file: Callable[[str], Path]) -> None:
    """A bracket that is not closed on the third line of the header is found by the end of it."""
    file = query_file("# a comment\n#+ summary: x\n#+ tags: [a, b]]\n" + BODY)

    with pytest.raises(QueryFileError, match="is not YAML") as refused:
        read_query(file)

    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == (str(file), 3)


@pytest.mark.parametrize(
    "header",
    [
        "#+ - one\n#+ - two",
        "#+ words alone",
        "#+ summary: [a]",
        "#+ summary:",
        "#+ summary: {fr: 4}",
        "#+ parameters: [thing]",
        "#+ parameters:",
        "#+ parameters: {thing: iri}",
        "#+ parameters: {thing: {type: number, example: 1}}",
        "#+ parameters: {thing: {type: iri}}",
        "#+ parameters: {other: {type: iri, example: a}}",
        "#+ parameters: {thing: {type: iri, example: a, label: 4}}",
        "#+ tags: 4",
        "#+ tags: goal",
        "#+ tags:",
        "#+ tags: [4]",
        "#+ parameters: {4: {type: iri, example: a}}",
        "#+ parameters: {thing: {type: [iri], example: a}}",
        "#+ summary: 2023-02-30",
    ],
)
def test_a_wrong_header_is_refused_by_name(query_file: Callable[[str], Path], header: str) -> None:
    """A header that says something else than it may is an error that names the file."""
    file = query_file(f"{header}\n{BODY}")

    with pytest.raises(QueryFileError, match=r"things\.rq"):
        read_query(file)


def test_the_rest_of_the_header_is_kept(things: Query) -> None:
    """What the header says beside the words can be read by whoever knows what it is for."""
    assert things.header["tags"] == ["one", "two"]
    assert set(things.header) == {"summary", "description", "tags", "parameters"}


def test_keywords_are_what_is_bare() -> None:
    """Not what stands in a comment, an IRI, a string, a variable or a prefixed name."""
    text = """\
#+ summary: SERVICE
PREFIX service: <http://service/> # SERVICE
select ?service WHERE { ?a service:b "SERVICE" , '''a ' SERVICE
''' , "x\\" SERVICE"@en . ?b:service d:e.service 5.FILTER(?a-NOW()<?b&&?c>3) SERVICE?x{} serVice <x:y> {} }
"""

    assert list(keywords(text)) == [
        ("PREFIX", 2),
        ("SELECT", 3),
        ("WHERE", 3),
        ("FILTER", 4),
        ("NOW", 4),
        ("SERVICE", 4),
        ("SERVICE", 4),
    ]


def test_no_query_asks_another_endpoint(query_file: Callable[[str], Path]) -> None:
    """The engine would make the request as soon as it reads the query; so it must not come to that."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        place = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        file = query_file(f"#+ summary: x\nSELECT * WHERE {{\n  service <{place}> {{ ?a ?b ?c }}\n}}")

        with pytest.raises(QueryFileError, match=r"things\.rq:3: asks another endpoint"):
            read_query(file)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    """A query file in Latin-1 is refused by name."""
    file = tmp_path / "latin.rq"
    file.write_bytes("# été\nASK {}".encode("latin-1"))

    with pytest.raises(QueryFileError, match=r"latin\.rq: is not UTF-8"):
        read_query(file)


def test_a_folder_is_no_query(tmp_path: Path) -> None:
    """A folder in the place of a query file is an error of ours."""
    (tmp_path / "things.rq").mkdir()

    with pytest.raises(QueryFileError, match=r"things\.rq: cannot be read"):
        read_queries(tmp_path)


def test_a_folder_is_read_in_order_and_under_the_base(tmp_path: Path) -> None:
    """Queries come by name, their IRIs under the base; other files are left out."""
    for name in ("b.rq", "a.rq", "c.txt"):
        (tmp_path / name).write_text(f"ASK {{ <{BASE}x> ?p ?o }}")
    found = read_queries(tmp_path, "https://example.org/")

    assert list(found) == ["a", "b"]
    assert found["a"].text == "ASK { <https://example.org/x> ?p ?o }"


@pytest.mark.parametrize("folder", ["curated", "pages"])
def test_the_examples_of_our_queries_work(folder: str) -> None:
    """Each parameter's own example makes a term, and the bound query parses."""
    for query in read_queries(QUERIES / folder).values():
        terms = {parameter.name: [parameter.term(parameter.example, BASE)] for parameter in query.parameters}
        ox.Store().query(query.bind(terms), use_default_graph_as_union=True)


def test_words_stand_in_every_language_or_in_one_for_all(tmp_path: Path) -> None:
    """A summary in one language only would leave a page of the other one silent."""
    path = tmp_path / "asks.rq"
    path.write_text("#+ summary: {fr: Demande}\nASK {}\n", encoding="utf-8")

    with pytest.raises(QueryFileError, match=r"asks\.rq:1: its summary is not text in fr and en"):
        read_query(path)
