"""The checks: quiet on a valid programme, and each worded failure where it belongs."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox
import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
ONTOLOGY: Final = ROOT / "ontology"
FIXTURES: Final = Path(__file__).parent / "fixtures"
CASES: Final = sorted((FIXTURES / "checks").rglob("*.trig"))
NUMBER_OF_CASES: Final = 58
CHECKS: Final = {path.stem: path.read_text(encoding="utf-8") for path in (ONTOLOGY / "checks").glob("*.rq")}
GRAPH: Final = "https://w3id.org/pprog/graph/"
RESULT_MESSAGE: Final = ox.NamedNode("http://www.w3.org/ns/shacl#resultMessage")
EX: Final = "https://example.org/"
PPROG: Final = "https://w3id.org/pprog/ontology#"

SEVERITIES: Final = {
    "asserted-links": "violation",
    "authority-labels": "warning",
    "broader-cycles": "violation",
    "capture-digests": "violation",
    "claims": "violation",
    "dangling-references": "violation",
    "declared-counts": "violation",
    "defined-by": "violation",
    "disjoint-classes": "violation",
    "domains-and-ranges": "violation",
    "duplicate-labels": "violation",
    "duplicate-matching-labels": "violation",
    "equivalences": "violation",
    "evidence-missing": "violation",
    "evidence-per-expression": "violation",
    "evidence-quotes": "violation",
    "exact-matches": "violation",
    "examples": "violation",
    "goals-without-priority": "warning",
    "graph-provenance": "violation",
    "graph-types": "violation",
    "hijacked-terms": "violation",
    "inferred-in-asserted": "violation",
    "inverses": "violation",
    "iri-form": "violation",
    "labels": "violation",
    "match-conflicts": "violation",
    "match-sources": "violation",
    "mention-words": "violation",
    "ordinals": "violation",
    "periods": "violation",
    "primary-topic": "violation",
    "single-axioms": "violation",
    "stated-once": "violation",
    "subclass-cycles": "violation",
    "undeclared-terms": "violation",
    "unit-texts": "violation",
    "units-cover": "violation",
    "units-once": "violation",
}

Rows: TypeAlias = list[tuple[str, str]]


def dataset(*fixtures: str) -> ox.Store:
    """The ontology, the vocabularies, the authority files and some fixtures, each in its named graph."""
    store = ox.Store()
    files = {
        "ontology": sorted(ONTOLOGY.glob("*.ttl")),
        "vocab": sorted((ONTOLOGY / "vocabularies").glob("*.ttl")),
        "authority": sorted((ROOT / "data").glob("*.ttl")),
    }
    for graph, paths in files.items():
        for path in paths:
            store.load(path=path, to_graph=ox.NamedNode(GRAPH + graph))
    for fixture in fixtures:
        store.load(path=FIXTURES / fixture)
    return store


def quads_of(fixture: Path) -> list[ox.Quad]:
    """What a case adds to the valid programme."""
    return [quad for quad in ox.parse(path=fixture) if quad.predicate != RESULT_MESSAGE]


def failures(store: ox.Store) -> dict[str, Rows]:
    """The rows of every check that has any, over the union of the graphs."""
    found: dict[str, Rows] = {}
    for name, text in CHECKS.items():
        solutions = store.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        assert [variable.value for variable in solutions.variables] == ["focus", "message"]
        rows = [(solution["focus"].value, solution["message"].value) for solution in solutions]
        if rows:
            found[name] = rows
    return found


def header(text: str) -> dict[str, str]:
    """The YAML header of a query file."""
    lines = [line.removeprefix("#+ ") for line in text.splitlines() if line.startswith("#+ ")]
    found = yaml.safe_load("\n".join(lines))
    assert isinstance(found, dict)
    return found


def large(programmes: int, units: int) -> str:
    """Turtle of programmes with goals, units, mentions and a long capture each, which every check accepts."""
    words = "0123456789" * 18
    lines = []
    for number in range(programmes):
        text = f"{words}\\n" * units
        lines += [
            f"<capture/{number}> a pprog:SourceCapture ; pprog:captureText '{text}' .",
            f"<capture/{number}> pprog:codePointLength {181 * units} .",
            f"<expression/{number}> a pprog:DocumentExpression ; pprog:hasEvidence <span/{number}/1> .",
            f"<programme/{number}> a pprog:PartnershipProgramme ; pprog:hasEvidence <span/{number}/1> .",
        ]
        for unit in range(1, units + 1):
            name = f"{number}/{unit}"
            above = f"unit/{number}/1" if unit > 1 else f"expression/{number}"
            lines += [
                f"<expression/{number}> pprog:hasTextUnit <unit/{name}> .",
                f"<unit/{name}> a pprog:TextUnit ; pprog:unitText '{words}' ; dct:isPartOf <{above}> .",
                f"<unit/{name}> pprog:hasEvidence <span/{name}> ; pprog:hasMention <mention/{name}> .",
                f"<mention/{name}> a pprog:Mention ; pprog:surfaceForm '{words[:10]}' .",
                f"<mention/{name}> pprog:hasEvidence <span/mention/{name}> .",
                f"<goal/{name}> a pprog:PartnershipGoal ; pprog:elementKind kind:goal .",
                f"<goal/{name}> pprog:isElementOf <programme/{number}> ; pprog:ordinal {unit} .",
                f"<goal/{name}> pprog:hasEvidence <span/{name}> .",
                f"<programme/{number}> pprog:hasElement <goal/{name}> .",
            ]
            for span, length in ((name, 180), (f"mention/{name}", 10)):
                start = (unit - 1) * 181
                lines += [
                    f"<span/{span}> a pprog:EvidenceSpan ; oa:hasSource <capture/{number}> .",
                    f"<span/{span}> oa:hasSelector <position/{span}> , <quote/{span}> .",
                    f"<span/{span}> pprog:inTextUnit <unit/{name}> .",
                    f"<position/{span}> oa:start {start} ; oa:end {start + length} .",
                    f"<quote/{span}> oa:exact '{words[:length]}' .",
                ]
    return "\n".join(lines)


def test_the_checks_are_those_we_know() -> None:
    """Each check file is known here by name and severity, and says in its header what it makes sure of."""
    headers = {name: header(text) for name, text in CHECKS.items()}

    assert {name: found["severity"] for name, found in headers.items()} == SEVERITIES
    for name, found in headers.items():
        assert set(found) == {"summary", "severity"}, name
        assert found["summary"].endswith("."), name


@pytest.mark.parametrize("name", sorted(SEVERITIES))
def test_a_check_stands_alone(name: str) -> None:
    """A check is valid SPARQL as it stands, declares just the prefixes it uses, and has its header first."""
    text = CHECKS[name]
    declared = set(re.findall(r"^PREFIX (\S+): ", text, flags=re.MULTILINE))
    body = re.sub(r'"[^"]*"|<[^>]*>|^#.*$', "", text, flags=re.MULTILINE)
    used = set(re.findall(r"\b([a-z]+):(?=[A-Za-z])", body))

    assert text.startswith("#+ summary: ")
    assert used == declared
    assert isinstance(ox.Store().query(text), ox.QuerySolutions)


def test_the_valid_programme_passes() -> None:
    """No check has anything to say about the valid programme, the ontology or the vocabularies."""
    assert failures(dataset("valid.trig")) == {}


def test_the_valid_programme_has_something_of_every_class() -> None:
    """Every class of the ontology has an instance there or beside it, of its own or of a subclass."""
    empty = dataset("valid.trig").query(
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT DISTINCT ?class { ?class a owl:Class FILTER NOT EXISTS { ?node a/rdfs:subClassOf* ?class } "
        f"FILTER(STRSTARTS(STR(?class), '{PPROG}')) }}",
        use_default_graph_as_union=True,
    )

    assert isinstance(empty, ox.QuerySolutions)
    assert [solution["class"].value for solution in empty] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_invalid_programme_fails_one_check(path: Path) -> None:
    """The valid programme with a wrong addition fails one check, at the nodes and in the words expected."""
    expected = sorted(
        (quad.subject.value, quad.object.value)
        for quad in ox.parse(path=path)
        if quad.predicate == RESULT_MESSAGE
    )
    store = dataset("valid.trig")
    store.extend(quads_of(path))

    assert expected
    assert failures(store) == {path.parent.name: expected}


def test_every_check_has_been_seen_to_fail() -> None:
    """Each check has a folder of cases, and no case was lost."""
    assert {path.parent.name for path in CASES} == set(SEVERITIES)
    assert len(CASES) == NUMBER_OF_CASES


def test_checks_need_the_named_graphs_only() -> None:
    """An element in a graph typed as interpreted is as welcome as in one typed as asserted."""
    store = dataset("valid.trig")
    store.extend(quads_of(FIXTURES / "checks" / "graph-types" / "untyped-graph.trig"))
    assert set(failures(store)) == {"graph-types"}

    typed = f"a <{PPROG}InterpretedGraph> ; <http://www.w3.org/ns/prov#wasGeneratedBy> <{EX}activity>"
    store.load(f"<{EX}catalog> {{ <{EX}stray> {typed} }}".encode(), format=ox.RdfFormat.TRIG)
    assert failures(store) == {}


def test_checks_are_quick() -> None:
    """All checks together stay below a second on some 16,000 quads, several documents of today."""
    store = dataset("valid.trig")
    prefixes = (
        f"@base <{EX}> . @prefix pprog: <{PPROG}> . @prefix oa: <http://www.w3.org/ns/oa#> . "
        "@prefix kind: <https://w3id.org/pprog/vocab/element-kind/> . "
        "@prefix dct: <http://purl.org/dc/terms/> . "
    )
    store.load(
        (prefixes + large(programmes=6, units=60)).encode(),
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(EX + "asserted"),
    )

    start = time.perf_counter()
    found = failures(store)
    seconds = time.perf_counter() - start

    assert len(store) > 16_000
    assert found == {}
    assert seconds < 1, seconds
