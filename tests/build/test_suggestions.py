"""What a new programme.toml can propose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.sources import Actor, read_actors
from partnergraph.build.suggestions import Role, Stub, concepts_of, role_of, topic_stubs
from partnergraph.errors import Place, ProgrammeError
from partnergraph.iris import CONFIDENCE, PROGRAMME_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme
    from partnergraph.build.lexicon import Lexicon

ROOT = Path(__file__).parents[2]
TITLE = (
    "Individually Tailored Partnership Programme between {} and {} for 2024-2027\n\nPublished: 3 May 2024\n"
)
NOBODY = "The work of the two in the years to come\n"


@pytest.fixture(scope="module")
def actors() -> dict[str, Actor]:
    """The actors of the authority files."""
    return read_actors(ROOT / "data")


def test_the_text_names_the_actors(japan: Programme, actors: dict[str, Actor]) -> None:
    """OTAN is nato and Japon is jpn, whatever the id says."""
    assert role_of("counterpart", "", "nato-jpn/a", japan, actors) == Role(
        "counterpart", "nato", "the text names « OTAN »"
    )
    assert role_of("partner", "", "nato-kor/a", japan, actors) == Role(
        "partner", "jpn", "the text names « Japon », and the id says kor"
    )


def test_a_given_actor_goes_before_the_text(japan: Programme, actors: dict[str, Actor]) -> None:
    """An editor knows better; whether the names agree is for the check."""
    assert role_of("partner", "kor", "nato-jpn/a", japan, actors).actor == "kor"


def test_a_given_actor_must_be_known(actors: dict[str, Actor]) -> None:
    """Names that are alike are said, where there are any."""
    with pytest.raises(ProgrammeError, match="--partner 'japan' is no actor") as refused:
        role_of("partner", "japan", "nato-jpn/a", None, actors)
    with pytest.raises(ProgrammeError) as strange:
        role_of("partner", "qqqqqqqq", "nato-jpn/a", None, actors)

    assert "jpn" in refused.value.advice
    assert strange.value.advice == "Add it there."


def test_an_unknown_name_is_refused_with_its_place(
    read: Callable[..., Programme], actors: dict[str, Actor]
) -> None:
    """The title names « Freedonia » in column 62 of the first line: an editor says who that is."""
    programme = read(TITLE.format("NATO", "Freedonia"))

    with pytest.raises(ProgrammeError, match="« Freedonia » as partner, which is no name") as refused:
        role_of("partner", "", "nato-fre/a", programme, actors)

    assert refused.value.place == Place("text.txt", 1, 62)
    assert "--partner" in refused.value.advice


def test_a_name_of_two_is_refused(read: Callable[..., Programme]) -> None:
    """Which one is meant would be a guess."""
    actors = {name: Actor(name, frozenset({"nato", name}), {}) for name in ("one", "two")}

    with pytest.raises(ProgrammeError, match="which is a name of one and of two"):
        role_of("counterpart", "", "one-two/a", read(TITLE.format("NATO", "Japan")), actors)


@pytest.mark.parametrize(
    ("identifier", "counterpart", "partner"),
    [
        ("nato-jpn/itpp", "nato", "jpn"),
        ("gulf-cooperation-council-jpn/a", "gulf-cooperation-council", "jpn"),
        ("nato-qqq/a", "", ""),
        ("a-b-c/nato-jpn", "", ""),
    ],
)
def test_the_id_names_the_actors(
    actors: dict[str, Actor], identifier: str, counterpart: str, partner: str
) -> None:
    """Where there is no text, and both are known."""
    assert role_of("counterpart", "", identifier, None, actors).actor == counterpart
    assert role_of("partner", "", identifier, None, actors).actor == partner


def test_where_it_was_found_is_said(actors: dict[str, Actor]) -> None:
    """For the comment beside it."""
    assert role_of("partner", "", "nato-jpn/a", None, actors).reason == "as the id says: Japan"
    assert role_of("partner", "", "nato-qqq/a", None, actors).reason.startswith("to fill in")


def test_a_text_without_parties_takes_those_of_the_id(
    read: Callable[..., Programme], actors: dict[str, Actor]
) -> None:
    """And is refused where the id names none either."""
    programme = read(NOBODY, "en")

    assert role_of("partner", "", "nato-jpn/a", programme, actors).actor == "jpn"
    with pytest.raises(ProgrammeError, match="does not say who its counterpart is, nor does the id"):
        role_of("counterpart", "", "nato-qqq/a", programme, actors)


def test_stubs_are_for_what_no_label_settles(japan: Programme, lexicon: Lexicon) -> None:
    """Goal 12 joins two topics, whose names stand in its words; challenge 3 is one word."""
    first, second = topic_stubs(japan, lexicon)

    assert (first.element, first.label) == ("goal-12", "DÉVELOPPEMENT CAPACITAIRE ET INTEROPÉRABILITÉ")
    assert {"capability-development", "interoperability"} <= set(first.named)
    assert second == Stub("challenge-3", "espace", ())


def test_the_entries_of_a_vocabulary() -> None:
    """In the order of the file, without the vocabulary itself."""
    confidences = concepts_of(ROOT / "ontology", CONFIDENCE)

    assert [concept.id for concept in confidences] == [
        *("official-full", "official-head", "official-description", "secondary"),
    ]
    assert confidences[0].definition == "The official text was read in full."
    assert [concept.id for concept in concepts_of(ROOT / "ontology", PROGRAMME_TYPE)][:2] == ["itpp", "ipcp"]
