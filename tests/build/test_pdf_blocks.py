"""The lines of a PDF put together: wraps, hyphens, lists, headings."""

from __future__ import annotations

import pytest

from partnergraph.build.blocks import canonical_text
from partnergraph.build.pdf_blocks import Hyphens, read_blocks
from partnergraph.build.pdf_lines import Line

FULL = 66  # letters of a full line: 5 points each, from 72 to 402


def _lines(
    *printed: str, left: float = 72, leading: float = 14, page: int = 0, bold: bool = False
) -> list[Line]:
    """Lines of a page from the top down; leading blanks indent them by 5 points each, "" is a gap."""
    lines, bottom = [], 700.0
    for text in printed:
        words = text.strip()
        if words:
            start = left + 5 * (len(text) - len(text.lstrip()))
            lines.append(Line(words, start, start + 5 * len(words), bottom, bottom + 12, bold, bold, page))
        bottom -= leading
    return lines


def _text(*pages: list[Line]) -> str:
    return canonical_text(read_blocks(pages, Hyphens()))


def _fill(words: str) -> str:
    """A line that reaches the margin."""
    return f"{words} {'x' * (FULL - len(words) - 1)}"


def test_hard_wraps_become_spaces() -> None:
    """Full lines go on; a line that ends early ends its paragraph, where a sentence ends there."""
    first, second = _fill("The parties agree"), _fill("on all of it")

    assert _text(_lines(first, second, "and more.", _fill("Another paragraph"), "ends.")) == (
        f"{first} {second} and more.\n\n{_fill('Another paragraph')} ends."
    )


def test_gaps_part_paragraphs() -> None:
    """Also where the line before is full."""
    assert _text(_lines(_fill("One"), "", _fill("Two"), _fill("Three"))) == (
        f"{_fill('One')}\n\n{_fill('Two')} {_fill('Three')}"
    )


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    """Where its last line is full."""
    assert _text(_lines(_fill("One")), _lines("goes on.", page=1)) == f"{_fill('One')} goes on."


def test_a_sentence_goes_on_on_the_next_page_in_small_letters() -> None:
    """Though its last line ends early, before a long word or by chance."""
    first = _fill("One")

    assert _text(_lines(first, "of the"), _lines("secretary.", page=1)) == f"{first} of the secretary."


def test_a_short_line_at_the_end_of_a_page_ends_its_paragraph() -> None:
    """The next page begins another."""
    assert _text(_lines(_fill("One"), "ends."), _lines("Two", page=1)) == f"{_fill('One')} ends.\n\nTwo"


def test_a_short_line_in_a_sentence_is_a_line() -> None:
    """A title that is printed on two lines is one block of two."""
    assert _text(
        _lines("Individually Tailored Programme", "between NATO and Freedonia", "", _fill("Text"))
    ) == (f"Individually Tailored Programme\nbetween NATO and Freedonia\n\n{_fill('Text')}")


def test_items_hang_behind_their_markers() -> None:
    """Their lines are joined; a deeper item stands under the one before."""
    text = _text(
        _lines(
            _fill("1. One"),
            "   goes on.",
            "2. Two",
            "   a) deeper",
            "      goes on",
            "   b) too",
            "3. Three",
            _fill(""),
        )
    )

    assert text.startswith(
        f"{_fill('1. One')} goes on.\n2. Two\n  a) deeper\n     goes on\n  b) too\n3. Three"
    )


def test_a_number_that_a_line_happens_to_begin_with_is_no_marker() -> None:
    """Where the line before is full and its sentence goes on."""
    lines = _lines(
        _fill("As set out in chapter"),
        "5. This is a sentence.",
        "",
        _fill("1. One"),
        "   as in part",
        left=72,
    )

    assert _text(lines).startswith(f"{_fill('As set out in chapter')} 5. This is a sentence.\n\n1. One")


def test_items_at_the_margin_of_their_words_are_items() -> None:
    """Markers that do not hang out still begin items, where a sentence has ended."""
    first = f"{_fill('1. One')[:-1]}."

    assert _text(_lines(first, "2. Two")) == f"{first}\n2. Two"


def test_bold_lines_are_blocks_of_their_own() -> None:
    """A heading ends where the type changes, without any gap."""
    heading = _lines("PART 1 – THE PARTNERSHIP", bold=True)
    body = [
        Line(line.text, line.left, line.right, line.bottom - 14, line.top - 14, False, False, 0)  # noqa: FBT003 a field
        for line in _lines(_fill("The parties"), "agree.")
    ]

    assert _text([*heading, *body]) == f"PART 1 – THE PARTNERSHIP\n\n{_fill('The parties')} agree."


def test_first_lines_may_be_indented() -> None:
    """Then an indent begins a paragraph."""
    text = _text(
        _lines("   " + _fill("One")[:-3], _fill("goes on")[:-1] + ".", "   " + _fill("Two")[:-3], "ends.")
    )

    assert [block[:3] for block in text.split("\n\n")] == ["One", "Two"]


@pytest.mark.parametrize(
    ("lines", "read", "unsure"),
    [
        (["the infor-", "mation"], "the information", ["information"]),
        (["information the infor-", "mation"], "information the information", []),
        (["non-proliferation the non-", "proliferation"], "non-proliferation the non-proliferation", []),
        (["terrorism the anti-", "terrorism"], "terrorism the anti-terrorism", ["anti-terrorism"]),
        (["the Asia-", "Pacific"], "the Asia-Pacific", []),
        (["one –", "two"], "one – two", []),
        (["and/", "or"], "and/or", []),
    ],
)
def test_divided_words_are_put_together(lines: list[str], read: str, unsure: list[str]) -> None:
    """The other words of the document decide about the hyphen; where none does, that is said."""
    hyphens = Hyphens()
    padded = [line.rjust(FULL) if number == 0 else line for number, line in enumerate(lines)]
    first = Line(lines[0], 72, 402, 700, 712, False, False, 0)  # noqa: FBT003 fields
    rest = [
        Line(line.strip(), 72, 72 + 5 * len(line), 686 - 14 * at, 698 - 14 * at, False, False, 0)  # noqa: FBT003 fields
        for at, line in enumerate(padded[1:])
    ]

    assert canonical_text(read_blocks([[first, *rest]], hyphens)) == read
    assert hyphens.unsure == unsure


def test_rows_are_lines_of_cells() -> None:
    """One under the other, without a blank line."""
    assert _text(_lines("Action\tWho", "Train\tBoth")) == "Action | Who\nTrain | Both"
