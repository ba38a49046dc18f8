"""IRIs: every term used in the code is declared, and ids make the IRIs that are documented."""

from __future__ import annotations

import ast
from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph import iris
from partnergraph.iris import Namespace, ProgrammeIris, rebase, software_iri

ROOT = Path(__file__).parents[1]
BASE = "https://w3id.org/pprog/"
VOCABULARIES = ("PROGRAMME_TYPE", "ELEMENT_KIND", "UNIT_KIND", "ROLE", "COMPLETENESS", "CONFIDENCE")
IDS = ProgrammeIris("nato-jpn/itpp-2023")


def used_terms(namespace: str) -> dict[str, str]:
    """The IRIs that the code takes from a namespace, as attribute or term, with the file that does."""
    found = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ""
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == namespace
            ):
                name = node.attr
            elif (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == f"{namespace}.term"
                and isinstance(node.args[0], ast.Constant)
            ):
                name = str(node.args[0].value)
            if name and name not in {"term", "iri"}:
                found[getattr(iris, namespace).term(name)] = str(path.relative_to(ROOT))
    return found


def declared(*files: Path) -> set[str]:
    """Every IRI that a Turtle file gives a type."""
    return {
        quad.subject.value
        for file in files
        for quad in ox.parse(path=file)
        if quad.predicate.value.endswith("#type") and isinstance(quad.subject, ox.NamedNode)
    }


def test_every_term_in_the_code_is_declared() -> None:
    """A misspelt property is found here, and not by whoever queries the graph."""
    known = declared(ROOT / "ontology" / "pprog.ttl")
    used = used_terms("PPROG")

    assert len(used) > 40
    assert {term: file for term, file in used.items() if term not in known} == {}


@pytest.mark.parametrize("namespace", VOCABULARIES)
def test_every_concept_in_the_code_is_declared(namespace: str) -> None:
    """A concept that the code names is in a vocabulary."""
    known = declared(*(ROOT / "ontology" / "vocabularies").glob("*.ttl"))

    assert {term: file for term, file in used_terms(namespace).items() if term not in known} == {}


@pytest.mark.parametrize(
    ("namespace", "names"),
    [
        ("ELEMENT_KIND", ["strategic-objective", "priority", "goal", "area", "activity-kind", "challenge"]),
        ("UNIT_KIND", ["heading", "paragraph", "numbered-item", "bullet-item", "page-furniture"]),
        ("ROLE", ["counterpart", "partner"]),
        ("COMPLETENESS", ["open", "closed", "unknown"]),
    ],
)
def test_every_value_of_the_reader_is_a_concept(namespace: str, names: list[str]) -> None:
    """The words that the reader uses for kinds, roles and lists name concepts."""
    known = declared(*(ROOT / "ontology" / "vocabularies").glob("*.ttl"))

    assert {getattr(iris, namespace).term(name) for name in names} <= known


@pytest.mark.parametrize(
    ("minted", "expected"),
    [
        (IDS.name, "nato-jpn-itpp-2023"),
        (IDS.programme, BASE + "id/programme/nato-jpn/itpp-2023"),
        (IDS.partnership, BASE + "id/partnership/nato-jpn"),
        (IDS.document, BASE + "id/document/nato-jpn/itpp-2023"),
        (IDS.period, BASE + "id/programme/nato-jpn/itpp-2023/period"),
        (IDS.participation(2), BASE + "id/programme/nato-jpn/itpp-2023/participation/2"),
        (IDS.objective(1), BASE + "id/programme/nato-jpn/itpp-2023/objective/1"),
        (IDS.priority(4), BASE + "id/programme/nato-jpn/itpp-2023/priority/4"),
        (IDS.goal(7), BASE + "id/programme/nato-jpn/itpp-2023/goal/07"),
        (IDS.goal(16), BASE + "id/programme/nato-jpn/itpp-2023/goal/16"),
        (IDS.activity_kind(1), BASE + "id/programme/nato-jpn/itpp-2023/activity-kind/1"),
        (IDS.challenge(3), BASE + "id/programme/nato-jpn/itpp-2023/challenge/3"),
        (IDS.area(1), BASE + "id/programme/nato-jpn/itpp-2023/area/01"),
        (IDS.area(11), BASE + "id/programme/nato-jpn/itpp-2023/area/11"),
        (IDS.decision("goal-06-topic"), BASE + "id/programme/nato-jpn/itpp-2023/decision/goal-06-topic"),
        (IDS.mention(IDS.unit("fr", "1.3"), "actor-jpn-2"),
         BASE + "id/document/nato-jpn/itpp-2023/fr/p/1.3/mention/actor-jpn-2"),
        (IDS.declaration("goal-p3.3"), BASE + "id/programme/nato-jpn/itpp-2023/declaration/goal-p3.3"),
        (IDS.provision("1.3"), BASE + "id/document/nato-jpn/itpp-2023/p/1.3"),
        (IDS.unit("fr", "1.3"), BASE + "id/document/nato-jpn/itpp-2023/fr/p/1.3"),
        (IDS.capture("fr", "0123456789abcdef"),
         BASE + "id/document/nato-jpn/itpp-2023/fr/capture/0123456789ab"),
        (IDS.activity("extraction", "fr"), BASE + "id/activity/extraction/nato-jpn-itpp-2023-fr"),
        (IDS.activity("edition"), BASE + "id/activity/edition/nato-jpn-itpp-2023"),
        (IDS.asserted_graph("fr"), BASE + "graph/asserted/nato-jpn-itpp-2023-fr"),
        (IDS.interpreted_graph(), BASE + "graph/interpreted/nato-jpn-itpp-2023"),
        (IDS.reported_graph(), BASE + "graph/reported/nato-jpn-itpp-2023"),
        (IDS.partnership_graph(), BASE + "graph/interpreted/nato-jpn"),
        (software_iri("1.2"), BASE + "id/software/partnergraph-1.2"),
    ],
)  # fmt: skip
def test_ids_make_iris(minted: str, expected: str) -> None:
    """IRIs are made of ids and ordinals, never of titles or, for the plan, of languages."""
    assert minted == expected


@pytest.mark.parametrize(
    ("iri", "rebased"),
    [
        (BASE + "id/a", "https://example.org/id/a"),
        (BASE, "https://example.org/"),
        ("https://w3id.org/other/", "https://w3id.org/other/"),
        ("http://example.com/?" + BASE, "http://example.com/?" + BASE),
    ],
)
def test_rebasing_moves_ours_alone(iri: str, rebased: str) -> None:
    """Only IRIs that begin with our base are ours."""
    assert rebase(iri, "https://example.org/") == rebased


def test_a_namespace_has_no_private_terms() -> None:
    """What Python asks an object about itself is no term."""
    namespace = Namespace("https://example.org/")

    assert namespace.term("has-part") == "https://example.org/has-part"
    with pytest.raises(AttributeError):
        namespace.__wrapped__  # noqa: B018
