"""Addresses and labels as pages show them, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from partnergraph.serve.engine import Term
from partnergraph.serve.html import Fact, Link
from partnergraph.serve.reader import Reader, iris_of
from partnergraph.serve.snapshot import Snapshot

BASE = "https://w3id.org/pprog/"


PREFIXES = {"pprog": f"{BASE}ontology#", "actor": f"{BASE}id/actor/", "id": f"{BASE}id/"}


@pytest.fixture
def reader() -> Reader:
    """A reader of French behind a proxy that serves us under /atlas."""
    return Reader(cast("Any", None), Snapshot("1", Path(), BASE, "", 0, PREFIXES, {}, {}), "fr", "/atlas")


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (f"{BASE}id/actor/jpn", "/atlas/page/actor/jpn"),
        (
            f"{BASE}id/document/a-b/c-1/fr/capture/0f#char=1,2",
            "/atlas/page/document/a-b/c-1/fr/capture/0f#char=1,2",
        ),
        (f"{BASE}vocab/topic/cyber-defence", "/atlas/page/vocab/topic/cyber-defence"),
        (f"{BASE}ontology#Priority", "/atlas/ontology#Priority"),
        (f"{BASE}alignment/prov-o", "/atlas/alignment/prov-o"),
        ("http://eurovoc.europa.eu/5622", "http://eurovoc.europa.eu/5622"),
        ("urn:isbn:1", ""),
    ],
)
def test_an_iri_leads_to_its_page(reader: Reader, iri: str, address: str) -> None:
    """Ours to our pages, terms to their anchor in the ontology, the web's to the web, others nowhere."""
    assert reader.href(iri) == address


def test_data_of_a_part_are_those_of_the_whole(reader: Reader) -> None:
    """A fragment is no address of its own."""
    assert reader.data(f"{BASE}id/actor/jpn#x") == "/atlas/data/actor/jpn"


def test_an_iri_without_label_is_shortened(reader: Reader) -> None:
    """By the longest prefix that fits; a namespace itself and IRIs of others stay as they are."""
    assert reader.short(f"{BASE}id/actor/jpn") == "actor:jpn"
    assert reader.short(f"{BASE}id/region/x") == "id:region/x"
    assert reader.short("http://example.org/x") == "http://example.org/x"


def test_a_text_is_shown_in_its_language_and_cut_where_it_is_long(reader: Reader) -> None:
    """300 code points at most, and a time of day without its T."""
    assert reader.shown(Term("literal", "x" * 301, "fr", ""), {}) == Link("x" * 300 + " …", "", "fr")
    time = Term("literal", "2023-08-01T11:59:00", "", "http://www.w3.org/2001/XMLSchema#dateTime")
    assert reader.shown(time, {}).label == "2023-08-01 11:59:00"


def test_facts_are_the_columns_that_are_bound(reader: Reader) -> None:
    """In the order of the words asked for; an IRI is a link with its label."""
    japan = f"{BASE}id/actor/jpn"
    row = {"partner": Term("iri", japan, "", ""), "start": Term("literal", "2023", "", "")}
    links = {japan: Link("Japon", "/atlas/page/actor/jpn", "fr")}

    facts = reader.facts(row, {"partner": "partner", "since": "start", "until": "end"}, links)

    assert facts == (Fact("partner", (links[japan],)), Fact("since", (Link("2023"),)))
    assert iris_of([row]) == {japan}
