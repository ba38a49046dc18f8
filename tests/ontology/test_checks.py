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
NUMBER_OF_CASES: Final = 18
CHECKS: Final = {path.stem: path.read_text(encoding="utf-8") for path in (ONTOLOGY / "checks").glob("*.rq")}
GRAPH: Final = "https://w3id.org/pprog/graph/"
RESULT_MESSAGE: Final = ox.NamedNode("http://www.w3.org/ns/shacl#resultMessage")
EX: Final = "https://example.org/"
PPROG: Final = "https://w3id.org/pprog/ontology#"

SEVERITIES: Final = {
    "asserted-links": "violation",
    "declared-counts": "violation",
    "evidence-missing": "violation",
    "evidence-quotes": "violation",
    "goals-without-priority": "warning",
    "graph-types": "violation",
    "labels": "violation",
    "ordinals": "violation",
    "periods": "violation",
    "stated-once": "violation",
    "units-once": "violation",
}

Rows: TypeAlias = list[tuple[str, str]]


def dataset(*fixtures: str) -> ox.Store:
    """The ontology, the vocabularies, the actors and some fixtures, each in its named graph."""
    store = ox.Store()
    files = {
        "ontology": [ONTOLOGY / "pprog.ttl", ONTOLOGY / "prefixes.ttl"],
        "vocab": sorted((ONTOLOGY / "vocabularies").glob("*.ttl")),
        "authority": [ROOT / "data" / "actors.ttl"],
    }
    for graph, paths in files.items():
        for path in paths:
            store.load(path=path, to_graph=ox.NamedNode(GRAPH + graph))
    for fixture in fixtures:
        store.load(path=FIXTURES / fixture)
    return store


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
    """Turtle of programmes with goals, units, spans and a long capture each, which every check accepts."""
    lines = []
    for number in range(programmes):
        text = "0123456789" * 1100
        lines.append(f"<capture/{number}> pprog:captureText '{text}' ; pprog:codePointLength 11000 .")
        for unit in range(1, units + 1):
            name = f"{number}/{unit}"
            lines += [
                f"<expression/{number}> pprog:hasTextUnit <unit/{name}> .",
                f"<unit/{name}> a pprog:TextUnit ; pprog:hasEvidence <span/{name}> .",
                f"<goal/{name}> a pprog:PartnershipGoal ; pprog:elementKind kind:goal .",
                f"<goal/{name}> pprog:isElementOf <programme/{number}> ; pprog:ordinal {unit} .",
                f"<goal/{name}> pprog:hasEvidence <span/{name}> .",
                f"<span/{name}> a pprog:EvidenceSpan ; oa:hasSource <capture/{number}> .",
                f"<span/{name}> oa:hasSelector <position/{name}> , <quote/{name}> .",
                f"<position/{name}> oa:start {unit * 10} ; oa:end {unit * 10 + 9} .",
                f"<quote/{name}> oa:exact '012345678' .",
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


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_invalid_programme_fails_one_check(path: Path) -> None:
    """The valid programme with a wrong addition fails one check, at the nodes and in the words expected."""
    quads = list(ox.parse(path=path))
    expected = sorted(
        (quad.subject.value, quad.object.value) for quad in quads if quad.predicate == RESULT_MESSAGE
    )
    store = dataset("valid.trig")
    store.extend(quad for quad in quads if quad.predicate != RESULT_MESSAGE)

    assert expected
    assert failures(store) == {path.parent.name: expected}


def test_every_check_has_been_seen_to_fail() -> None:
    """Each check has a folder of cases, and no case was lost."""
    assert {path.parent.name for path in CASES} == set(SEVERITIES)
    assert len(CASES) == NUMBER_OF_CASES


def test_checks_need_the_named_graphs_only() -> None:
    """An element in a graph typed as interpreted is as welcome as in one typed as asserted."""
    store = dataset("valid.trig", "checks/graph-types/untyped-graph.trig")
    store.load(
        f"<{EX}catalog> {{ <{EX}stray> a <{PPROG}InterpretedGraph> }}".encode(), format=ox.RdfFormat.TRIG
    )

    assert failures(store) == {}


def test_checks_are_quick() -> None:
    """All checks together stay below a second on some 6,000 quads, several documents of today."""
    store = dataset("valid.trig")
    prefixes = (
        f"@base <{EX}> . @prefix pprog: <{PPROG}> . @prefix oa: <http://www.w3.org/ns/oa#> . "
        "@prefix kind: <https://w3id.org/pprog/vocab/element-kind/> . "
    )
    store.load(
        (prefixes + large(programmes=6, units=60)).encode(),
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(EX + "asserted"),
    )

    start = time.perf_counter()
    found = failures(store)
    seconds = time.perf_counter() - start

    assert len(store) > 6000
    assert found == {}
    assert seconds < 1, seconds
