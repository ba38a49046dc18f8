"""The quoted line: which words are underlined, and what is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from partnergraph.build.document import Span
from partnergraph.build.excerpt import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.document import Document


@pytest.fixture
def underlined(document: Callable[[str], Document]) -> Callable[..., tuple[str, str]]:
    """Gives the line and the underline of the first place where words stand in a text."""

    def find(text: str, words: str, width: int = 80) -> tuple[str, str]:
        start = text.index(words)
        found = excerpt(document(text), Span(start, start + len(words)), width)
        return found.line, found.underline

    return find


def test_the_words_are_underlined(underlined: Callable[..., tuple[str, str]]) -> None:
    """The line as printed, without its indentation; the signs stand under the words."""
    assert underlined("one\n   two three four\nfive", "three") == (
        "two three four",
        "    ^^^^^",
    )


def test_wide_and_combining_characters_take_their_cells(underlined: Callable[..., tuple[str, str]]) -> None:
    """A Chinese character takes two cells, an accent of its own none, a tab one."""
    assert underlined("防衛 e\u0301te\u0301\t協力 x", "協力") == (
        "防衛 e\u0301te\u0301 協力 x",
        "         ^^^^",
    )


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first(
    underlined: Callable[..., tuple[str, str]],
) -> None:
    """The further lines are not shown."""
    assert underlined("They have five\r\ngoals.", "five\r\ngoals") == ("They have five", "          ^^^^")


def test_a_long_line_is_cut_on_both_sides(underlined: Callable[..., tuple[str, str]]) -> None:
    """A third of the room is left before the words, with the sign that more stands there."""
    assert underlined("a" * 50 + " here " + "b" * 50, "here", 20) == (
        "…aaaa here bbbbbbbb…",
        "      ^^^^",
    )


def test_what_fits_is_not_cut(underlined: Callable[..., tuple[str, str]]) -> None:
    """A line of exactly the width, with the words at its end."""
    assert underlined("x" * 16 + "here", "here", 20) == ("x" * 16 + "here", " " * 16 + "^^^^")


def test_words_longer_than_the_room_are_cut(underlined: Callable[..., tuple[str, str]]) -> None:
    """The underline ends with the line."""
    assert underlined("x" * 100, "x" * 100, 20) == ("x" * 19 + "…", "^" * 20)


@pytest.mark.parametrize("sign", ["x", "防", "e\u0301", "\u0301", " "])
@pytest.mark.parametrize("offset", [0, 1, 500_000, 999_999])
def test_a_huge_line_is_cut_quickly(document: Callable[[str], Document], sign: str, offset: int) -> None:
    """Whatever it consists of, it fits, and something is underlined within it."""
    text = ("a" + sign * 1_000_000)[:1_000_000]  # no line of a document is longer
    found = excerpt(document(text), Span(offset, offset + 5), 60)

    assert cell_len(found.line) <= 60
    assert found.length >= 1


def test_an_empty_span_at_the_end_has_one_sign(document: Callable[[str], Document]) -> None:
    """There is always something to see."""
    found = excerpt(document("one two"), Span(7, 7), 80)

    assert (found.line, found.underline) == ("one two", "       ^")


def test_controls_are_made_visible(underlined: Callable[..., tuple[str, str]]) -> None:
    """An escape sequence takes its cells and does nothing."""
    assert underlined("\x1b[2J here", "here") == ("␛[2J here", "     ^^^^")
