"""The parties of a programme and the partnership they make, as RDF.

A partnership may have several programmes, so what is said of it alone stands in a graph of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnergraph.build.cues import all_cues
from partnergraph.build.statements import Statements, words
from partnergraph.iris import ACTOR, PPROG, PROV, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from partnergraph.build.sources import Actor, ProgrammeFolder
    from partnergraph.iris import ProgrammeIris


def state_parties(folder: ProgrammeFolder, iris: ProgrammeIris, out: Statements) -> None:
    """State which actors are the parties of a programme, and the partnership it belongs to."""
    _state_roles(folder, iris.programme, out)
    out.add(iris.partnership, PPROG.hasProgramme, iris.programme)
    out.add(iris.programme, PPROG.isProgrammeOf, iris.partnership)


def partnership_quads(
    folder: ProgrammeFolder,
    iris: ProgrammeIris,
    actors: Mapping[str, Actor],
    activity: str,
    catalog: Statements,
) -> set[ox.Quad]:
    """The quads of the partnership; that the activity made their graph is stated in `catalog`."""
    out = Statements(iris.partnership_graph())
    out.a(iris.partnership, PPROG.Partnership)
    _state_roles(folder, iris.partnership, out)
    for language, cues in all_cues().items():
        labels = [actors[actor].labels.get(language, "") for actor in (folder.counterpart, folder.partner)]
        if all(labels):
            label = cues.labels["partnership"].format(counterpart=labels[0], partner=labels[1])
            out.add(iris.partnership, SKOS.prefLabel, words(label, language))
    catalog.a(out.graph, PPROG.InterpretedGraph, PROV.Bundle)
    catalog.add(out.graph, PROV.wasGeneratedBy, activity)
    return out.quads


def _state_roles(folder: ProgrammeFolder, subject: str, out: Statements) -> None:
    for has, actor in ((PPROG.hasCounterpart, folder.counterpart), (PPROG.hasPartner, folder.partner)):
        out.add(subject, PPROG.hasParty, ACTOR.term(actor))
        out.add(subject, has, ACTOR.term(actor))
        out.add(ACTOR.term(actor), PPROG.isPartyTo, subject)
