"""Blocks laid out as plain text."""

from __future__ import annotations

import pytest

from partnergraph.build.blocks import LEVELS, Block, canonical_text, printed_bullet
from partnergraph.errors import DocumentError


def test_blocks_are_laid_out_as_plain_text() -> None:
    """A blank line between blocks, none within a list or a table; two spaces a level; words under words."""
    blocks = [
        Block("heading", "PART 1"),
        Block("paragraph", "One  sentence\tof  words. "),
        Block("item", "first", 1, "1."),
        Block("item", "second\nline", 2, "a)"),
        Block("paragraph", "more of it", 2),
        Block("row", "a | b"),
        Block("row", "c | d"),
    ]

    assert canonical_text(blocks) == (
        "PART 1\n\nOne sentence of words.\n\n"
        "  1. first\n    a) second\n       line\n\n    more of it\n\na | b\nc | d"
    )


def test_no_break_spaces_are_kept() -> None:
    """They are as printed."""
    assert canonical_text([Block("paragraph", "PARTIE\u00a01 :")]) == "PARTIE\u00a01 :"


def test_verbatim_lines_keep_their_spaces() -> None:
    """Their indents may be the only sign of a list."""
    assert canonical_text([Block("verbatim", "1. a\n\n   b  c")]) == "1. a\n\n   b  c"


def test_an_item_without_words_keeps_its_number() -> None:
    """The number is printed, so it is read; a block without anything is none."""
    assert canonical_text([Block("item", "", 0, "3."), Block("paragraph", " \n ")]) == "3."


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x85"])
def test_other_line_ends_end_lines(sign: str) -> None:
    """What some programs take for a line end is one, so that lines are counted alike everywhere."""
    assert canonical_text([Block("paragraph", f"a{sign}b")]) == "a\nb"


def test_depth_is_limited() -> None:
    """Nobody writes a hundred levels; indents alone would fill the memory."""
    with pytest.raises(DocumentError, match="100 levels"):
        canonical_text([Block("item", "x", LEVELS + 1, "•")])


def test_length_is_limited() -> None:
    """The text is not built before it is refused."""
    with pytest.raises(DocumentError, match="8000000 characters"):
        canonical_text(Block("paragraph", "x" * 1_000_000) for _ in range(9))


@pytest.mark.parametrize(
    ("sign", "printed"), [("–", "–"), ("•", "•"), ("\uf0b7", "•"), ("o", "•"), ("", "•")]
)
def test_bullets_of_symbol_fonts(sign: str, printed: str) -> None:
    """A sign that only a symbol font knows, or a letter that looks like one there, is a bullet."""
    assert printed_bullet(sign) == printed
