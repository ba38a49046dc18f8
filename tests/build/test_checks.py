"""The runner of shapes and checks: severity, wording, and what becomes of a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.build.checks import Failure, run_checks
from partnergraph.errors import InputError, OntologyError, Place, QueryFileError

if TYPE_CHECKING:
    from pathlib import Path

EX = "https://example.org/"
GRAPH = ox.NamedNode(f"{EX}graph")
QUADS = [ox.Quad(ox.NamedNode(f"{EX}a"), ox.NamedNode(f"{EX}p"), ox.Literal("words"), GRAPH)]
SELECT = "SELECT ?focus ?message WHERE { ?focus ?property ?message }"
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ex: <https://example.org/> .\n"
SHAPE = """\
ex:shape a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property ex:has-q .
ex:has-q a sh:PropertyShape ; sh:path ex:q ; sh:minCount 1 ; sh:severity sh:%s ;
    sh:message "Il manque q."@fr , "It lacks q."@en .
"""


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """An ontology folder with one check that finds nothing, and one shape that targets nothing."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "shapes").mkdir()
    (tmp_path / "checks" / "quiet.rq").write_text("SELECT ?focus ?message WHERE { ?focus <a:b> ?message }")
    (tmp_path / "shapes" / "quiet.ttl").write_text(
        PREFIXES + "ex:quiet a sh:NodeShape ; sh:targetClass ex:Nothing .\n"
    )
    return tmp_path


def check(ontology: Path, text: str) -> Path:
    """Writes a check into the folder."""
    file = ontology / "checks" / "words.rq"
    file.write_text(text, encoding="utf-8")
    return file


def shape(ontology: Path, text: str) -> Path:
    """Writes a shape into the folder."""
    file = ontology / "shapes" / "words.ttl"
    file.write_text(PREFIXES + text, encoding="utf-8")
    return file


def test_nothing_found_is_no_failure(ontology: Path) -> None:
    """Checks without rows and shapes that conform give no failure."""
    assert run_checks(QUADS, ontology) == []


@pytest.mark.parametrize(
    ("header", "severity", "refuses"),
    [
        ("#+ severity: violation\n", "violation", True),
        ("#+ severity: warning\n", "warning", False),
        ("#+ severity: info\n", "info", False),
        ("", "violation", True),
    ],
)
def test_a_row_is_a_failure(ontology: Path, header: str, severity: str, refuses: bool) -> None:  # noqa: FBT001
    """Focus and message come from the row, severity from the header; without header it is a violation."""
    check(ontology, header + SELECT)
    (failure,) = run_checks(QUADS, ontology)

    assert failure == Failure(severity, "words", f"{EX}a", "words")
    assert failure.refuses is refuses
    assert str(failure) == f"{severity}: {EX}a: words [words]"


@pytest.mark.parametrize(
    ("name", "severity", "refuses"),
    [("Violation", "violation", True), ("Warning", "warning", False), ("Info", "info", False)],
)
def test_a_result_is_a_failure(ontology: Path, name: str, severity: str, refuses: bool) -> None:  # noqa: FBT001
    """Severity and English message come from the shape, whose name the failure bears."""
    shape(ontology, SHAPE % name)
    (failure,) = run_checks(QUADS, ontology)

    assert failure == Failure(severity, "has-q", f"{EX}a", "It lacks q.")
    assert failure.refuses is refuses


def test_failures_come_in_a_fixed_order(ontology: Path) -> None:
    """The order of the quads does not matter, and violations stand together."""
    check(ontology, SELECT)
    quads = [
        ox.Quad(ox.NamedNode(EX + name), ox.NamedNode(f"{EX}r"), ox.Literal(name), GRAPH) for name in "cab"
    ]
    found = run_checks(quads, ontology)

    assert [failure.message for failure in found] == ["a", "b", "c"]
    assert found == run_checks(quads[::-1], ontology)


def test_checks_see_all_graphs(ontology: Path) -> None:
    """A check reads the union of the named graphs."""
    check(ontology, "SELECT ?focus ?message WHERE { ?focus <https://example.org/p> ?message ; <a:b> ?x }")
    more = ox.Quad(ox.NamedNode(f"{EX}a"), ox.NamedNode("a:b"), ox.Literal("x"), ox.NamedNode(f"{EX}other"))
    (failure, quiet) = run_checks([*QUADS, more], ontology)[::-1]

    assert (failure.check, quiet.check) == ("words", "quiet")


def test_a_broken_check_is_named_with_its_line(ontology: Path) -> None:
    """What is wrong on the second line is said to be there."""
    file = check(ontology, "SELECT ?focus ?message WHERE {\n  ?focus ?property }")

    with pytest.raises(QueryFileError, match="is not SPARQL") as refused:
        run_checks(QUADS, ontology)

    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == (str(file), 2)


def test_a_broken_shape_is_named_with_its_line(ontology: Path) -> None:
    """What is wrong on the third line is said to be there."""
    file = shape(ontology, "ex:shape a sh:NodeShape ; ; sh:path .\n")

    with pytest.raises(OntologyError, match="is not Turtle") as refused:
        run_checks(QUADS, ontology)

    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == (str(file), 3)


@pytest.mark.parametrize(
    "text",
    [
        "[ sh:minCount 1 ] .\n",
        'ex:t . ex:t a sh:PropertyShape ; sh:path ex:p ; sh:minCount "many" .\n',
        'ex:t . ex:t a sh:PropertyShape ; sh:path ex:p ; sh:pattern "(" .\n',
    ],
    ids=["no path", "no number", "no pattern"],
)
def test_a_shape_that_makes_no_sense_is_an_error_of_ours(ontology: Path, text: str) -> None:
    """Turtle that is no SHACL is refused as an OntologyError that names the shapes."""
    shape(ontology, f"ex:s a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property {text}")

    with pytest.raises(OntologyError) as refused:
        run_checks(QUADS, ontology)

    assert refused.value.place is not None
    assert "shapes" in refused.value.place.file


@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?a ?b ?c }", "ASK { ?a ?b ?c }"], ids=["construct", "ask"]
)
def test_a_check_must_be_a_select(ontology: Path, text: str) -> None:
    """Another form of query has no rows to fail with."""
    file = check(ontology, text)

    with pytest.raises(OntologyError, match="must be a SELECT") as refused:
        run_checks(QUADS, ontology)

    assert refused.value.place == Place(str(file))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?focus WHERE { ?focus ?property ?value }",
        "SELECT ?message WHERE { ?focus ?property ?message }",
        "SELECT ?focus ?message WHERE { ?focus ?property ?value }",
        f"#+ severity: Violation\n{SELECT}",
        f"#+ severity: fatal\n{SELECT}",
    ],
    ids=["no message", "no focus", "unbound message", "capital severity", "other severity"],
)
def test_a_check_without_wording_or_known_severity_is_refused(ontology: Path, text: str) -> None:
    """A failure worded « None », or one that refuses nothing by a slip of the pen, is worse than an error."""
    check(ontology, text)

    with pytest.raises(InputError):
        run_checks(QUADS, ontology)


def test_a_row_about_nothing_says_so(ontology: Path) -> None:
    """A failure of the graph as a whole has no focus."""
    check(ontology, 'SELECT ?focus ?message WHERE { BIND("No programme." AS ?message) }')
    (failure,) = run_checks(QUADS, ontology)

    assert str(failure) == "violation: (nothing): No programme. [words]"


def test_an_unknown_severity_of_a_shape_is_refused(ontology: Path) -> None:
    """A shape whose severity nobody knows would refuse nothing."""
    shape(ontology, SHAPE % "Fatal")

    with pytest.raises(OntologyError, match="'fatal' is not known"):
        run_checks(QUADS, ontology)


@pytest.mark.parametrize("folder", ["checks", "shapes"])
def test_no_checks_at_all_is_an_error(ontology: Path, folder: str) -> None:
    """A folder of checks or shapes that is not there would pass everything."""
    (file,) = (ontology / folder).iterdir()
    file.unlink()
    (ontology / folder).rmdir()

    with pytest.raises(InputError):
        run_checks(QUADS, ontology)
