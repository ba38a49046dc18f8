"""RDF of a text of which nothing is recorded yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.build.trial import programme_rdf
from partnergraph.iris import PPROG, RDF

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme

PROGRAMME = "https://w3id.org/pprog/id/programme/trial-fr/fr"


def test_turtle_holds_what_the_text_says(japan: Programme, japan_file: Path) -> None:
    """The asserted statements parse as Turtle, and hold sixteen goals under a trial id."""
    store = ox.Store()
    store.load(programme_rdf(japan, japan_file, "turtle").encode(), format=ox.RdfFormat.TURTLE)
    goals = list(store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(PPROG.PartnershipGoal)))

    assert len(goals) == 16
    assert all(str(quad.subject).startswith(f"<{PROGRAMME}/goal/") for quad in goals)
    assert not list(
        store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(PPROG.EditorialDecision))
    )


def test_trig_holds_every_graph(japan: Programme, japan_file: Path) -> None:
    """Asserted, interpreted and catalogue statements stand in their named graphs."""
    store = ox.Store()
    store.load(programme_rdf(japan, japan_file, "trig").encode(), format=ox.RdfFormat.TRIG)

    assert {graph.value.rpartition("/graph/")[2] for graph in store.named_graphs()} == {
        "asserted/trial-fr-fr-fr",
        "interpreted/trial-fr-fr",
        "catalog",
    }


def test_nobody_is_guessed(japan: Programme, japan_file: Path) -> None:
    """Without a record there are no actors, no partnership and no confidence."""
    printed = programme_rdf(japan, japan_file, "trig")

    for words in ("/id/actor/", "/id/partnership/", "sourceConfidence", "isPartyTo", "assignedTo"):
        assert words not in printed


def test_what_was_not_done_is_not_claimed(japan: Programme, japan_file: Path) -> None:
    """Nothing was linked and no authority file was used, so the catalogue says neither."""
    printed = programme_rdf(japan, japan_file, "trig")

    assert "/id/activity/extraction/trial-fr-fr-fr>" in printed
    assert "/id/activity/interpretation/trial-fr-fr-fr>" in printed
    for words in ("/id/activity/linking/", "/id/activity/edition/", "/graph/authority>", "/graph/vocab>"):
        assert words not in printed


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_the_same_reading_prints_the_same(japan: Programme, japan_file: Path, form: str) -> None:
    """Statements are sorted before they are printed."""
    assert programme_rdf(japan, japan_file, form) == programme_rdf(japan, japan_file, form)


@pytest.mark.parametrize(
    ("file", "name"),
    [("Texte final (v2).txt", "texte-final-v2"), ("協力.txt", "text"), ("a.b.txt", "a-b"), ("-.txt", "text")],
)
def test_the_id_comes_from_the_name_of_the_file(japan: Programme, file: str, name: str) -> None:
    """Any file name makes an id that an IRI can hold."""
    assert f"/id/programme/trial-{name}/{name}" in programme_rdf(japan, Path(file), "trig")
