"""Lists inside a sentence, cut at their commas and conjunctions; what can be cut in two ways is not."""

from __future__ import annotations

import re

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.inline_lists import InlineLists, any_of, folded_phrases


def cut(
    text: str, language: str, phrases: tuple[str, ...] = (), mark: str = "", *, complete: bool = True
) -> list[str] | None:
    """The words of the items of a list that is the whole text."""
    reader = InlineLists(all_cues()[language], ("freedonia",), phrases)
    items = reader.read(text, Span(0, len(text)), mark, complete=complete)
    return None if items is None else [text[item.start : item.end] for item in items]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (("such as",), "such\n   as", "such\n   as"),
        (("l'",), "l'an", "l'"),
        (("en",), "en-tête", None),
        (("en",), "rien", None),
        (("a",), "a\u0300", None),
        ((), "", None),
    ],
)
def test_words_are_found_whole(words: tuple[str, ...], text: str, expected: str | None) -> None:
    """Any whitespace parts them; hyphens and accents written apart belong to a word."""
    found = re.match(any_of(words), text)

    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ice, fog and rain", ["ice", "fog", "rain"]),
        ("ice, fog, and rain and snow", ["ice", "fog", "rain and snow"]),
        ("ice and fog, rain or snow", ["ice and fog", "rain", "snow"]),
        (
            "ice and fog, rain and snow, as well as wind and hail",
            ["ice and fog", "rain", "snow", "wind and hail"],
        ),
        ("ice, fog as well as rain", ["ice", "fog", "rain"]),
        ("ice, fog", None),
        ("ice and fog and rain", None),
        ("ice, fog, and rain, they say", ["ice", "fog", "rain"]),
        ("ice, fog and so forth", ["ice", "fog"]),
        ("ice, fog, and rain, warm winds blow", ["ice", "fog", "rain"]),
        ("ice (black and fog", None),
        ("ice (black, or grey), fog", None),
        ("ice (black, or grey) and fog", ["ice (black, or grey)", "fog"]),
        ("ice and talks with freedonia and fog", None),
        ("ice, talks between ruritania and freedonia", None),
        ("ice, 3,5 tons of fog and rain", ["ice", "3,5 tons of fog", "rain"]),
        ("in ice and fog", []),
        ("and ice, fog", []),
        ("ice", []),
    ],
)
def test_items_without_determiners(text: str, expected: list[str] | None) -> None:
    """Commas part them, and in the last segment the only conjunction."""
    assert cut(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la neige, le gel et brouillard et l'orage", ["la neige", "le gel et brouillard", "l'orage"]),
        ("des cartes de la mer et des plans", None),
        ("des plans et des cartes de la mer et des lacs", ["des plans", "des cartes de la mer et des lacs"]),
        ("des plans et des notes et des cartes", ["des plans", "des notes", "des cartes"]),
        ("des plans, ainsi que des notes et des cartes", ["des plans", "des notes", "des cartes"]),
        (
            "des plans, ainsi que des cartes de la mer et des lacs",
            ["des plans", "des cartes de la mer et des lacs"],
        ),
        ("des plans, des notes et des cartes, les deux le disent", ["des plans", "des notes", "des cartes"]),
        ("la fin de la neige et le gel", ["la fin de la neige", "le gel"]),
        ("la lutte contre la neige et le gel", None),
        ("le gel, la lutte contre la neige et la glace", ["le gel", "la lutte contre la neige", "la glace"]),
        ("des avis sur la neige et le gel", []),
    ],
)
def test_items_with_determiners(text: str, expected: list[str] | None) -> None:
    """A conjunction parts two items only before the determiner with which the items begin."""
    assert cut(text, "fr") == expected


def test_a_list_before_the_main_clause_needs_an_end() -> None:
    """What follows the last item would be taken for a part of it; brackets, dashes, some words end a list."""
    assert cut("ice and fog stop ships", "en", complete=False) is None
    assert cut("ice and fog) stop ships", "en", mark="(", complete=False) == ["ice", "fog"]
    assert cut("ice and fog – stop ships", "en", mark="–", complete=False) == ["ice", "fog"]
    assert cut("ice and fog which stop ships", "en", complete=False) == ["ice", "fog"]


def test_phrases_are_not_cut() -> None:
    """A conjunction inside a phrase of the document joins no items."""
    text = "ice and wind and  hail"

    assert cut(text, "en") is None
    assert cut(text, "en", folded_phrases(["WIND AND\u00a0HAIL"])) == ["ice", "wind and  hail"]


@pytest.mark.parametrize(("items", "read"), [(20, True), (21, False)])
def test_a_list_is_not_endless(items: int, read: bool) -> None:  # noqa: FBT001 a value of the table
    """Twenty items are a list, more are not."""
    text = ", ".join(f"sort {number}" for number in range(items - 1)) + " and rain"

    assert (cut(text, "en") is not None) == read


@pytest.mark.parametrize(("words", "read"), [(15, True), (16, False)])
def test_an_item_is_not_a_sentence(words: int, read: bool) -> None:  # noqa: FBT001 a value of the table
    """Fifteen words are a name, more are not."""
    assert (cut("ice and " + "thick " * (words - 1) + "fog", "en") is not None) == read
