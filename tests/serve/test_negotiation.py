"""Formats and the choice among them."""

from __future__ import annotations

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from partnergraph.serve.negotiation import (
    FORMATS,
    GRAPH_TYPES,
    RESULT_TYPES,
    Kind,
    choose_language,
    content_type,
    named,
    negotiate,
    short_names,
)

JSON, XML, CSV, TSV = RESULT_TYPES[:4]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        (XML, XML),
        ("APPLICATION/SPARQL-RESULTS+XML", XML),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", TSV),
        ("text/csv, */*", CSV),
        ("text/csv;q=0.5, */*;q=0.1", CSV),
        ("application/sparql-results+json;q=0, */*", XML),
        ("text/csv;q=0, text/*;q=0.3", TSV),
        ("application/sparql-results+json,*/*;q=0.9", JSON),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", JSON),
        (BROWSER, "application/xml"),
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("application/json, application/sparql-results+json", JSON),
        ("text/csv; charset=utf-8; q=1", CSV),
        ("text/csv;q=1.0;level=2", CSV),
        ("text/turtle", None),
        ("*/*;q=0", None),
        ("text/csv;q=0.0", None),
    ],
)
def test_accept_for_results(accept: str | None, expected: str | None) -> None:
    """Weight decides, then how exactly a type is named, then our order."""
    assert negotiate(accept, RESULT_TYPES) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("application/n-triples,*/*;q=0.9", "application/n-triples"),
        ("application/rdf+xml, text/rdf+n3;q=0.9, application/turtle;q=0.9", "application/rdf+xml"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened"', "application/ld+json"),
        ("text/n3", None),
    ],
)
def test_accept_for_graphs(accept: str | None, expected: str | None) -> None:
    """Headers that editors, rapper and JSON-LD clients send find their format."""
    assert negotiate(accept, GRAPH_TYPES) == expected


@pytest.mark.parametrize("accept", ["nonsense", ";;;", ",", "text", "/", "text/", "\x00", "q=1"])
def test_a_malformed_header_is_no_header(accept: str) -> None:
    """What is no media range is left out, and nothing is refused for it."""
    assert negotiate(accept, RESULT_TYPES) == JSON


@pytest.mark.parametrize("weight", ["abc", "", "-1", "nan", "inf", "1e5", "7", "."])
def test_a_malformed_weight_is_full_weight(weight: str) -> None:
    """A range counts as if its weight was not there."""
    assert negotiate(f"text/csv;q={weight}, text/tab-separated-values;q=0.9", RESULT_TYPES) == CSV


def test_a_very_long_header_is_cheap() -> None:
    """Only the beginning of an absurd header is read."""
    assert negotiate("text/csv;q=0.1," + "a/b," * 1_000_000, RESULT_TYPES) == CSV


def test_the_order_of_the_offer_decides_for_pages() -> None:
    """A browser gets HTML wherever it stands; a client without a wish gets what is offered first."""
    assert negotiate(BROWSER, ("text/turtle", "text/html")) == "text/html"
    assert negotiate("*/*", ("text/turtle", "text/html")) == "text/turtle"
    assert negotiate("*/*", ("text/html", "text/turtle")) == "text/html"
    assert negotiate("*/*", ()) is None


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("json", "results", JSON),
        ("json", "graph", "application/ld+json"),
        ("xml", "results", XML),
        ("xml", "graph", "application/rdf+xml"),
        ("CSV", "results", CSV),
        ("csv", "graph", None),
        ("tsv", "results", TSV),
        ("turtle", "graph", "text/turtle"),
        ("ttl", "graph", "text/turtle"),
        ("nt", "graph", "application/n-triples"),
        ("rdf", "graph", "application/rdf+xml"),
        ("rdfxml", "graph", "application/rdf+xml"),
        ("jsonld", "graph", "application/ld+json"),
        ("trig", "graph", "application/trig"),
        ("nq", "graph", "application/n-quads"),
        ("html", "page", "text/html"),
        ("application/sparql-results+xml", "results", XML),
        ("text/turtle", "results", None),
        ("", "results", None),
    ],
)
def test_short_names(name: str, kind: Kind, expected: str | None) -> None:
    """Every short name and every media type leads to a format of its kind only."""
    assert named(name, kind) == expected


def test_the_table_agrees_with_the_engine() -> None:
    """The engine means the same by a media type, an alias too, and names are unique within a kind."""
    for each in FORMATS:
        for media_type in (each.media_type, *each.aliases):
            if each.kind == "results":
                assert QueryResultsFormat.from_media_type(media_type) == each.serialiser
            if each.kind == "graph":
                assert RdfFormat.from_media_type(media_type) == each.serialiser
    for kind in ("results", "graph", "page"):
        names = [name for each in FORMATS if each.kind == kind for name in each.names]
        assert len(names) == len(set(names))
    assert {each.suffix for each in FORMATS} >= {"ttl", "nt", "rdf", "jsonld", "csv", "html"}
    assert short_names(["results"]) == ["srj", "json", "srx", "xml", "csv", "tsv"]


def test_text_is_declared_as_utf8() -> None:
    """Text types carry their charset, the others define it themselves."""
    assert content_type("text/csv") == "text/csv; charset=utf-8"
    assert content_type(JSON) == JSON


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.5", "fr"),
        ("de, fr;q=0.3", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("en;q=0, *", "fr"),
        ("en;q=0.1, fr;q=0.2", "fr"),
        ("FR", "fr"),
        ("rubbish!!, fr;q=0.1", "fr"),
    ],
)
def test_languages(header: str | None, expected: str) -> None:
    """The most wanted language we have, and the first where none is wanted."""
    assert choose_language(header, ("en", "fr")) == expected


def test_a_language_stands_for_its_variants() -> None:
    """A client that wants English takes British English."""
    assert choose_language("en", ("fr", "en-GB")) == "en-GB"
