"""The table of matches of topics and values to EuroVoc and UNBIS: its form, its rules, and its claims."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

FOLDER: Final = Path(__file__).parents[2] / "ontology" / "vocabularies"
TABLE: Final = FOLDER / "matches.sssom.tsv"
COLUMNS: Final = [
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "object_source", "object_source_version", "mapping_date", "comment"),
]
PREDICATES: Final = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
SOURCES: Final = {
    "eurovoc": ("http://eurovoc.europa.eu/100141", "2021-06-04"),
    "unbis": ("http://metadata.un.org/thesaurus/00", "2023-04-12"),
}
IDENTIFIERS: Final = {
    "eurovoc": re.compile(r"\d{2,6}|c_[0-9a-f]{8}"),
    "unbis": re.compile(r"\d{6,7}|c_[0-9a-f]{8}"),
}
# The sixteen topics that the goals of the programme of Japan have, in the order of the goals.
PRIMARY: Final = (
    *("cyber-defence", "strategic-communications", "emerging-and-disruptive-technologies"),
    *("space-security", "climate-change-and-security", "maritime-security"),
    *("arms-control-disarmament-and-non-proliferation", "dialogue-and-consultation"),
    *("emergency-management", "science-and-technology", "interoperability", "capability-development"),
    *("resilience-and-civil-preparedness", "public-diplomacy", "women-peace-and-security", "human-security"),
)
# All that is the same concept; everything else is close, broader, narrower or related.
EXACT: Final = {
    ("topic:maritime-security", "unbis:1003939"),
    ("topic:science-and-technology", "unbis:1005731"),
    ("topic:human-security", "unbis:1002985"),
    ("topic:arms-control", "eurovoc:3506"),
    ("topic:disarmament", "eurovoc:411"),
    ("topic:disarmament", "unbis:1001685"),
    ("topic:non-proliferation", "eurovoc:5753"),
    ("topic:standardisation", "eurovoc:2076"),
    ("topic:standardisation", "unbis:1006167"),
    ("value:rule-of-law", "eurovoc:5622"),
    ("value:rule-of-law", "unbis:1005619"),
    ("value:democracy", "eurovoc:381"),
    ("value:democracy", "unbis:1001557"),
    ("value:human-rights", "eurovoc:584"),
    ("value:human-rights", "unbis:1002975"),
    ("value:freedom", "unbis:1002522"),
    ("value:international-law", "unbis:1003316"),
}
# Concepts with a label that looks like one of ours in one language, and that mean something else.
TRAPS: Final = {
    "unbis:1003937": "maritime safety, in French SURETE MARITIME",
    "unbis:1000797": "capacity building, in French DEVELOPPEMENT DES CAPACITES",
    "eurovoc:c_f40562e9": "capacity building",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The rows of the table, with the names of the columns."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    header, *cells = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == COLUMNS
    assert {len(row) for row in cells} == {len(COLUMNS)}
    return [dict(zip(header, row, strict=True)) for row in cells]


def prefixed(rows: list[dict[str, str]]) -> set[str]:
    """The prefixes that the cells with identifiers use."""
    columns = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    return {row[column].partition(":")[0] for row in rows for column in columns}


def test_the_head_declares_the_set_and_its_prefixes(rows: list[dict[str, str]]) -> None:
    """The set has an identifier, a title and a licence, and declares the prefixes that it uses, no other."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    head = yaml.safe_load("\n".join(line[2:] for line in lines if line.startswith("# ")))

    assert head["mapping_set_id"] == "https://w3id.org/pprog/mapping/topics-and-values"
    assert head["mapping_set_title"]
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert set(head["curie_map"]) == prefixed(rows)
    assert head["curie_map"]["eurovoc"] == "http://eurovoc.europa.eu/"
    assert head["curie_map"]["unbis"] == "http://metadata.un.org/thesaurus/"


def test_each_row_is_well_formed(rows: list[dict[str, str]]) -> None:
    """A row has a predicate of SKOS, an identifier of its thesaurus, and says what was compared and when."""
    for row in rows:
        scheme, _, identifier = row["object_id"].partition(":")
        assert row["predicate_id"] in PREDICATES, row
        assert IDENTIFIERS[scheme].fullmatch(identifier), row
        assert (row["object_source"], row["object_source_version"]) == SOURCES[scheme], row
        assert row["mapping_justification"] == "semapv:ManualMappingCuration", row
        assert row["object_label"].isupper() is (scheme == "unbis"), row
        assert dt.date.fromisoformat(row["mapping_date"]) >= dt.date.fromisoformat(SOURCES[scheme][1]), row


def test_subjects_are_topics_and_values_under_their_english_name(rows: list[dict[str, str]]) -> None:
    """Every subject is a concept of ours, and its label is the preferred English one."""
    names: dict[str, str] = {}
    for scheme in ("topic", "value"):
        graph = Graph().parse(FOLDER / f"{scheme}.ttl")
        for concept, label in graph.subject_objects(SKOS.prefLabel):
            if isinstance(label, Literal) and label.language == "en":
                names[f"{scheme}:{str(concept).rpartition('/')[2]}"] = str(label)

    assert {row["subject_id"]: row["subject_label"] for row in rows}.items() <= names.items()


def test_two_things_are_matched_once(rows: list[dict[str, str]]) -> None:
    """No two rows match the same two things, so an exact match is never a broad or related one as well."""
    pairs = Counter((row["subject_id"], row["object_id"]) for row in rows)

    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_an_object_has_one_label(rows: list[dict[str, str]]) -> None:
    """A concept of a thesaurus is written with the same label wherever it stands."""
    labels = {(row["object_id"], row["object_label"]) for row in rows}

    assert len(labels) == len({row["object_id"] for row in rows})


def test_the_exact_matches(rows: list[dict[str, str]]) -> None:
    """Only what is the same concept is an exact match, and at most once in a thesaurus."""
    exact = [
        (row["subject_id"], row["object_id"]) for row in rows if row["predicate_id"] == "skos:exactMatch"
    ]
    schemes = Counter((subject, item.partition(":")[0]) for subject, item in exact)

    assert set(exact) == EXACT
    assert max(schemes.values()) == 1


def test_three_of_the_sixteen_topics_have_an_exact_match(rows: list[dict[str, str]]) -> None:
    """Of the topics of the sixteen goals, those of 6, 10 and 16 are in UNBIS, and none is in EuroVoc."""
    found = [
        (goal, row["object_id"].partition(":")[0])
        for goal, topic in enumerate(PRIMARY, 1)
        for row in rows
        if (row["subject_id"], row["predicate_id"]) == (f"topic:{topic}", "skos:exactMatch")
    ]

    assert found == [(6, "unbis"), (10, "unbis"), (16, "unbis")]


@pytest.mark.parametrize("trap", TRAPS)
def test_a_label_that_looks_alike_is_not_matched(rows: list[dict[str, str]], trap: str) -> None:
    """A concept that shares a word with ours in one language, and means something else, stands nowhere."""
    assert [row["subject_id"] for row in rows if row["object_id"] == trap] == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("topic:cyber-defence", "broad c_04ae3ba8, related c_4e75f061, broad 1001197, related 1003208"),
        ("topic:maritime-security", "related 5889, related 3995, exact 1003939"),
        (
            "topic:arms-control-disarmament-and-non-proliferation",
            (
                "narrow 3506, narrow 411, narrow 5753, "
                "broad 010400, narrow 1001685, narrow 1000392, narrow 1004500"
            ),
        ),
        ("topic:non-proliferation", "exact 5753, narrow 1004500"),
        ("topic:capability-development", "broad 218"),
        ("topic:interoperability", ""),
        ("value:freedom", "close 2833, exact 1002522"),
    ],
)
def test_the_matches_of_a_concept(rows: list[dict[str, str]], subject: str, expected: str) -> None:
    """The matches of some concepts, as they were worked out from the labels of the thesauri."""
    found = [
        f"{row['predicate_id'][5:-5]} {row['object_id'].partition(':')[2]}"
        for row in rows
        if row["subject_id"] == subject
    ]

    assert ", ".join(found) == expected


def test_matches_stand_in_the_table_only() -> None:
    """No vocabulary states a match itself."""
    for file in FOLDER.glob("*.ttl"):
        predicates = {str(term) for term in Graph().parse(file).predicates() if isinstance(term, URIRef)}
        assert [term for term in predicates if term.endswith("Match")] == [], file.name
