"""Names, names with sentences and prose told apart."""

from __future__ import annotations

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.shapes import has_sentences, has_verb, in_capitals, name_end, shape, without_joint


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("Patrols: they patrol.", "Patrols", "they patrol."),
        ("Patrouilles\u00a0: elles veillent.", "Patrouilles", "elles veillent."),
        ("SAFE SEAS – They patrol.", "SAFE SEAS", "They patrol."),
        ("Women, Peace and Security; This includes all.", "Women, Peace and Security", "This includes all."),
        ("Sea charts. Both sides share them.", "Sea charts", "Both sides share them."),
        ("Aid (ARC). Both sides help.", "Aid (ARC)", "Both sides help."),
        ("Air-sea rescue: they help.", "Air-sea rescue", "they help."),
    ],
)
def test_a_separator_ends_the_name(text: str, name: str, sentence: str) -> None:
    """The first of a colon, a semicolon, a dash between spaces, and a full stop after few words."""
    found = name_end(text)

    assert found is not None
    assert (text[: found[0]], text[found[1] :]) == (name, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Patrols",
        "keep the peace;  and",
        "The two sides meet in the spring and in the autumn of every year. They talk.",
        f"{'They meet and meet again and ' * 6}: so it is.",
        "at 12:30 in the U.S. Navy",
    ],
)
def test_nothing_parts_other_texts(text: str) -> None:
    """A conjunction at the end, a separator that comes late, and a point inside a word part nothing."""
    assert name_end(text) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("keep the peace; and", "keep the peace"),
        ("garder la paix\u00a0; et ", "garder la paix\u00a0"),
        ("ships", "ships"),
    ],
)
def test_what_joins_an_item_to_the_next_is_left_out(text: str, left: str) -> None:
    """In any language."""
    assert without_joint(text) == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patrols", "name"),
        ("Patrols:", "name"),
        ("Exchange of officers and of lessons;", "name"),
        ("Patrols: they will go.", "titled"),
        ("The sides will meet.", "prose"),
        ("They shall meet: so it is.", "prose"),
        ("Meeting in the north of the sea twice a cold year. Talking too.", "prose"),
        (" ".join(["sea"] * 31), "prose"),
    ],
)
def test_an_item_has_a_shape(text: str, expected: str) -> None:
    """A name has no finite verb, thirty words at most, and no sentence that nothing parts from it."""
    assert shape(text, all_cues()["en"]) == expected


def test_verbs_and_sentences() -> None:
    """« l’Est » is no verb, and an initial ends no sentence."""
    assert has_verb("le dialogue est utile", all_cues()["fr"])
    assert not has_verb("la coopération avec l’Est", all_cues()["fr"])
    assert has_sentences("They met. They talked.")
    assert not has_sentences("They met J. Smith. ")


@pytest.mark.parametrize(
    ("text", "are"),
    [("SAFE SEAS", True), ("ÉNERGIE 2", True), ("Safe SEAS", False), ("EU", False), ("12", False)],
)
def test_capitals(text: str, are: bool) -> None:  # noqa: FBT001 a row of the table
    """All letters are capitals, and more than three of them."""
    assert in_capitals(text) is are
