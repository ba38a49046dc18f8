"""Parties as RDF: both roles, both ways, and a partnership that outlives its programmes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.party_rdf import partnership_quads, state_parties
from partnergraph.build.sources import Actor, ProgrammeFolder
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH, PPROG, PROV, RDF, SKOS, ProgrammeIris

if TYPE_CHECKING:
    from collections.abc import Callable

    Printed = dict[tuple[str, str], set[str]]

BASE: Final = "https://w3id.org/pprog/"
NATO, FREEDONIA = f"{BASE}id/actor/nato", f"{BASE}id/actor/fre"
PARTNERSHIP: Final = f"{BASE}id/partnership/nato-fre"
NATO_ACTOR: Final = Actor("nato", frozenset(), {"fr": "OTAN", "en": "NATO"})


def folder(identifier: str = "nato-fre/itpp-2024") -> ProgrammeFolder:
    """A programme of NATO and Freedonia."""
    return ProgrammeFolder(Path(), identifier, "nato", "fre", "secondary", ())


def partnership(identifier: str = "nato-fre/itpp-2024", **labels: str) -> tuple[set[str], Statements]:
    """The partnership's quads as printed, with the catalogue, where Freedonia has those labels."""
    catalog = Statements(CATALOG_GRAPH)
    actors = {"nato": NATO_ACTOR, "fre": Actor("fre", frozenset(), labels)}
    iris = ProgrammeIris(identifier)
    quads = partnership_quads(folder(identifier), iris, actors, f"x:{identifier}", catalog)
    return {str(quad) for quad in quads}, catalog


@pytest.mark.parametrize("subject", ["programme", "partnership"])
def test_parties_are_stated_both_ways(printed: Callable[..., Printed], subject: str) -> None:
    """The counterpart and the partner are parties, and each actor is party to it."""
    iris, out = ProgrammeIris("nato-fre/itpp-2024"), Statements("x:graph")
    state_parties(folder(), iris, out)
    actors = {"nato": NATO_ACTOR, "fre": Actor("fre", frozenset(), {})}
    node = getattr(iris, subject)
    quads = out.quads | partnership_quads(folder(), iris, actors, "x:activity", Statements(CATALOG_GRAPH))
    stated = printed(quads)

    assert stated[node, PPROG.hasParty] == {f"<{NATO}>", f"<{FREEDONIA}>"}
    assert stated[node, PPROG.hasCounterpart] == {f"<{NATO}>"}
    assert stated[node, PPROG.hasPartner] == {f"<{FREEDONIA}>"}
    assert all(f"<{node}>" in stated[actor, PPROG.isPartyTo] for actor in (NATO, FREEDONIA))


def test_a_programme_is_of_its_partnership(printed: Callable[..., Printed]) -> None:
    """Programme and partnership lead to each other."""
    iris, out = ProgrammeIris("nato-fre/itpp-2024"), Statements("x:graph")
    state_parties(folder(), iris, out)
    stated = printed(out.quads)

    assert stated[PARTNERSHIP, PPROG.hasProgramme] == {f"<{BASE}id/programme/nato-fre/itpp-2024>"}
    assert stated[f"{BASE}id/programme/nato-fre/itpp-2024", PPROG.isProgrammeOf] == {f"<{PARTNERSHIP}>"}
    assert {quad.graph_name.value for quad in out.quads} == {"x:graph"}  # type: ignore[union-attr]


def test_two_programmes_share_one_partnership() -> None:
    """What is said of the partnership is the same, in one graph; the catalogue knows both activities."""
    (one, first), (other, second) = (
        partnership(identifier, fr="Libertanie", en="Freedonia")
        for identifier in ("nato-fre/itpp-2024", "nato-fre/ipcp-2014")
    )
    graph = f"<{BASE}graph/interpreted/nato-fre>"

    assert one == other
    assert all(quad.endswith(graph) for quad in one)
    for catalog, activity in ((first, "x:nato-fre/itpp-2024"), (second, "x:nato-fre/ipcp-2014")):
        assert {str(quad.triple) for quad in catalog.quads} == {
            f"{graph} <{RDF.type}> <{PPROG.InterpretedGraph}>",
            f"{graph} <{RDF.type}> <{PROV.Bundle}>",
            f"{graph} <{PROV.wasGeneratedBy}> <{activity}>",
        }


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"fr": "Libertanie", "en": "Freedonia"},
         {'"Partenariat OTAN – Libertanie"@fr', '"NATO – Freedonia partnership"@en'}),
        ({"fr": "Libertanie"}, {'"Partenariat OTAN – Libertanie"@fr'}),
        ({}, set()),
    ],
)  # fmt: skip
def test_the_name_of_a_partnership(labels: dict[str, str], expected: set[str]) -> None:
    """It is named in each language in which both parties have a name."""
    quads, _ = partnership(**labels)

    assert {
        quad.split("> ", 2)[2].rpartition(" <")[0] for quad in quads if SKOS.prefLabel in quad
    } == expected
