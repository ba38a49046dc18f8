"""What begins a line: words, numbers, signs, and what only looks like them."""

from __future__ import annotations

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.markers import Marker, letter_place, read_marker, roman, values
from partnergraph.build.numerals import roman as as_roman


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("PART 2 – WAYS", Marker("heading", "2", ("word", "part"), 9)),
        ("Annex II: Lists", Marker("heading", "II", ("word", "annex"), 10)),
        ("ANNEX", Marker("heading", "", ("word", "annex"), 5)),
        ("Priority 1: Safe seas", Marker("numbered-item", "1", ("label", "priority"), 0)),
        ("Partnership Goal 3", Marker("numbered-item", "3", ("label", "goal"), 0)),
        ("12. Ships", Marker("numbered-item", "12", ("digit", "."), 4)),
        ("2.Ships", Marker("numbered-item", "2", ("digit", "."), 2)),
        ("(1)Ships", Marker("numbered-item", "1", ("digit", "()"), 3)),
        ("1.2 Ships", Marker("numbered-item", "1.2", ("decimal", "1", "."), 4)),
        ("1.2.3) Ships", Marker("numbered-item", "1.2.3", ("decimal", "2", ")"), 7)),
        ("b) ships", Marker("numbered-item", "b", ("letter", "lower", ")"), 3)),
        ("XIV. Ships", Marker("numbered-item", "XIV", ("roman", "upper", "."), 5)),
        ("IV – Ships", Marker("numbered-item", "IV", ("roman", "upper", "–"), 5)),
        ("• ships", Marker("bullet-item", "", ("bullet", "•"), 2)),
        ("o ships", Marker("bullet-item", "", ("bullet", "o"), 2)),
        ("-", Marker("bullet-item", "", ("bullet", "-"), 1)),
    ],
)
def test_a_marker_is_read(line: str, marker: Marker) -> None:
    """Kind, number and style as printed; the words begin after it, or with the word « Priority »."""
    assert read_marker(line, all_cues()["en"]) == marker


@pytest.mark.parametrize(
    "line",
    [
        "Part 2 of the text says more.",
        "Ships",
        "2024 was good",
        "3.5% of all",
        "-5 degrees",
        "oil",
        "iiii) ships",
        "",
    ],
)
def test_other_lines_have_none(line: str) -> None:
    """A number in a sentence, a word, and what is no Roman number begin no item."""
    assert read_marker(line, all_cues()["en"]) is None


def test_the_words_are_those_of_the_language() -> None:
    """« Partie 1 » begins a heading in French, with any space before its number."""
    marker = Marker("heading", "1", ("word", "partie"), 11)

    assert read_marker("Partie\u00a01 – Buts", all_cues()["fr"]) == marker
    assert read_marker("Partie\u00a01 – Buts", all_cues()["en"]) is None


@pytest.mark.parametrize(
    ("number", "style", "claimed"),
    [
        ("", ("bullet", "-"), [(("bullet", "-"), 0)]),
        ("7", ("digit", "."), [(("digit", "."), 7)]),
        ("1.4", ("decimal", "1", "."), [(("decimal", "1", "."), 4)]),
        ("II", ("label", "priority"), [(("label", "priority"), 2)]),
        ("b", ("letter", "lower", ")"), [(("letter", "lower", ")"), 2)]),
        ("i", ("letter", "lower", ")"), [(("roman", "lower", ")"), 1), (("letter", "lower", ")"), 9)]),
        ("v", ("letter", "lower", ")"), [(("letter", "lower", ")"), 22), (("roman", "lower", ")"), 5)]),
        ("XII", ("roman", "upper", "."), [(("roman", "upper", "."), 12)]),
    ],
)
def test_a_number_can_be_several(
    number: str, style: tuple[str, ...], claimed: list[tuple[tuple[str, ...], int]]
) -> None:
    """`i` is the first Roman number or the ninth letter, the likelier first."""
    assert list(values(number, style)) == claimed


def test_roman_numbers_go_both_ways() -> None:
    """Every number from 1 to 89, in either case; no other letters are one."""
    assert [roman(as_roman(value)) for value in range(1, 90)] == list(range(1, 90))
    assert [roman(as_roman(value).upper()) for value in range(1, 90)] == list(range(1, 90))
    assert (as_roman(4), as_roman(40), as_roman(49), as_roman(88)) == ("iv", "xl", "xlix", "lxxxviii")
    assert [roman(text) for text in ("", "iiii", "vx", "Iv", "ic", "a", "1")] == [0] * 7


def test_letters_have_places() -> None:
    """The Latin alphabet alone, in either case."""
    assert [letter_place(text) for text in ("a", "Z", "é", "ab", "", "1")] == [1, 26, 0, 0, 0, 0]
