"""The table that matches actors, regions and instruments with other people's tables and thesauri."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
import yaml
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

DATA: Final = Path(__file__).parent.parent / "data"
TABLE: Final = DATA / "matches.sssom.tsv"

PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
ACTOR: Final = "https://w3id.org/pprog/id/actor/"
MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)

COLUMNS: Final = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source",
    "object_source_version",
    "mapping_date",
    "comment",
]
LOOKED_UP: Final = {  # read off EuroVoc, UNBIS and published mappings by hand
    ("actor:jpn", "eurovoc:1524"),
    ("actor:jpn", "unbis:1003451"),
    ("actor:jpn", "country:JPN"),
    ("actor:jpn", "wd:Q17"),
    ("actor:kor", "eurovoc:235"),
    ("actor:kor", "unbis:1005495"),
    ("actor:aus", "eurovoc:4160"),
    ("actor:aus", "unbis:1000452"),
    ("actor:nzl", "eurovoc:2089"),
    ("actor:nzl", "unbis:1004395"),
    ("actor:ukr", "eurovoc:5946"),
    ("actor:ukr", "unbis:1006762"),
    ("actor:ukr", "wd:Q212"),
    ("actor:rus", "eurovoc:5876"),
    ("actor:rus", "unbis:1005648"),
    ("actor:rus", "wd:Q159"),
    ("actor:nato", "eurovoc:2199"),
    ("actor:nato", "wd:Q7184"),
    ("actor:un", "eurovoc:2179"),
    ("actor:unsc", "eurovoc:123"),
    ("actor:eapc", "eurovoc:5478"),
    ("instrument:un-charter", "eurovoc:5394"),
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All the authority files together."""
    graph = Graph()
    for name in ("actors", "states", "regions", "instruments"):
        graph.parse(DATA / f"{name}.ttl")
    return graph


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The rows of the table of matches."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def prefixes() -> dict[str, str]:
    """The prefixes that the table declares above its rows."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    head = yaml.safe_load("\n".join(line.removeprefix("#") for line in lines))
    return dict(head["curie_map"])


def expanded(curie: str, prefixes: dict[str, str]) -> str:
    """The IRI that a CURIE of the table stands for."""
    prefix, _, local = curie.partition(":")
    return prefixes[prefix] + local


def test_the_columns(rows: list[dict[str, str]]) -> None:
    """The table has the columns of SSSOM that we use, and fills all but version and comment in every row."""
    assert rows
    assert list(rows[0]) == COLUMNS
    for row in rows:
        assert None not in row.values(), row
        filled = {column for column, cell in row.items() if cell}
        assert set(COLUMNS) - filled <= {"object_source_version", "comment"}, row
        assert dt.date.fromisoformat(row["mapping_date"])


def test_subjects_are_ours_under_their_own_label(
    graph: Graph, rows: list[dict[str, str]], prefixes: dict[str, str]
) -> None:
    """Each subject is an entity of these files, labelled in the table as it is here."""
    for row in rows:
        subject = URIRef(expanded(row["subject_id"], prefixes))
        assert (subject, SKOS.prefLabel, Literal(row["subject_label"], "en")) in graph, row


def test_objects_are_in_the_table_that_the_row_names(
    rows: list[dict[str, str]], prefixes: dict[str, str]
) -> None:
    """Predicates are of SKOS, justifications of SEMAPV; an object belongs to the source of its row."""
    sources = {
        "country": ("http://publications.europa.eu/resource/authority/country", "20230915-0"),
        "eurovoc": ("http://eurovoc.europa.eu/100141", "2021-06-04"),
        "unbis": ("http://metadata.un.org/thesaurus/00", "2023-04-12"),
        "wd": ("https://www.wikidata.org/", ""),
    }
    for row in rows:
        assert URIRef(expanded(row["predicate_id"], prefixes)) in MATCHES, row
        assert row["mapping_justification"] in {"semapv:ManualMappingCuration", "semapv:LexicalMatching"}
        assert expanded(row["object_id"], prefixes).startswith("http")
        source = (row["object_source"], row["object_source_version"])
        assert source == sources[row["object_id"].partition(":")[0]], row


def test_at_most_one_exact_match_a_table(rows: list[dict[str, str]]) -> None:
    """One thing is exactly one concept of a table and the reverse; no pair is matched twice."""
    exact = [row for row in rows if row["predicate_id"] == "skos:exactMatch"]
    subjects = Counter((row["subject_id"], row["object_source"]) for row in exact)
    objects = Counter(row["object_id"] for row in exact)
    pairs = Counter((row["subject_id"], row["object_id"]) for row in rows)

    assert [
        key for counter in (subjects, objects, pairs) for key, count in counter.items() if count > 1
    ] == []


def test_every_state_is_in_the_country_table(graph: Graph, rows: list[dict[str, str]]) -> None:
    """Each state is exactly the country of its code; of the regions, one is in that table."""
    codes = {
        row["subject_id"]: row["object_id"]
        for row in rows
        if (row["object_id"].partition(":")[0], row["predicate_id"]) == ("country", "skos:exactMatch")
    }
    states = {str(state).removeprefix(ACTOR) for state in graph.subjects(RDF.type, PPROG.State)}

    assert codes.pop("region:taiwan") == "country:TWN"
    assert codes == {f"actor:{code}": f"country:{code.upper()}" for code in states}


def test_the_matches_that_were_looked_up(rows: list[dict[str, str]]) -> None:
    """The identifiers that were read off the tables by hand are there, as exact matches."""
    exact = {
        (row["subject_id"], row["object_id"]) for row in rows if row["predicate_id"] == "skos:exactMatch"
    }

    assert exact >= LOOKED_UP


def test_what_only_looks_the_same_is_not_matched(rows: list[dict[str, str]]) -> None:
    """Wikidata stands where an identifier was verified; a group is not the list of countries of its name."""
    wikidata = {row["object_id"] for row in rows if row["object_id"].startswith("wd:")}
    matched = {row["subject_id"] for row in rows}
    predicates = {(row["subject_id"], row["object_id"]): row["predicate_id"] for row in rows}

    assert wikidata == {"wd:Q17", "wd:Q159", "wd:Q212", "wd:Q7184"}
    assert not {"region:indo-pacific", "region:euro-atlantic-area"} & matched
    assert predicates["actor:nato-allies", "eurovoc:2200"] == "skos:closeMatch"
    assert predicates["region:black-sea-region", "eurovoc:5736"] == "skos:closeMatch"
    assert ("actor:rus", "unbis:1005647") not in predicates
    assert ("actor:fsm", "eurovoc:1903") not in predicates
