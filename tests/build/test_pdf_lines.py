"""The lines of pages: running headers and footers, rows, notes, order."""

from __future__ import annotations

from typing import Any

import pytest

from partnergraph.build.pdf_lines import body_of
from partnergraph.build.pdf_pages import CELL, RAISED


def _line(text: str, bottom: float, left: float = 72, size: float = 12, slanted: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 a column
    return [text, left, left + 5.0 * len(text), bottom, bottom + size, False, False, slanted, False]


def _page(*lines: list[Any]) -> dict[str, Any]:
    return {"width": 600.0, "height": 800.0, "lines": list(lines)}


def _body(number: int) -> list[list[Any]]:
    return [_line(f"Body of page {'abcdef'[number]} with words", 700 - 14 * row) for row in range(3)]


def _texts(pages: list[dict[str, Any]]) -> list[list[str]]:
    return [[line.text for line in page] for page in body_of(pages).pages]


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        (["ASEAN POA"] * 4, "page header"),
        ([f"UE-RL 3001/16 {number}" for number in range(1, 5)], "page header"),
        ([f"Page {number} of 4" for number in range(1, 5)], "page number"),
        ([f"– {number} –" for number in range(1, 5)], "page number"),
        (["First page only", "POA", "POA", "POA"], "page header"),
    ],
)
def test_running_headers_are_left_out_and_reported(texts: list[str], what: str) -> None:
    """The same words, or a number that goes with the pages, at the same height."""
    pages = [_page(_line(text, 760), *_body(number)) for number, text in enumerate(texts)]
    repeated = [text for text in texts if text != "First page only"]
    body = body_of(pages)

    assert body.dropped == tuple((what, text) for text in repeated)
    assert all(line.text.startswith(("Body", "First page")) for page in body.pages for line in page)


@pytest.mark.parametrize(
    "texts",
    [
        ["Part 1", "Part 2", "Part 3", "Part 4"],
        ["Article 5", "Article 6", "Article 7", "Article 8"],
        ["1. Goals", "2. Means", "3. Ends", "4. Review"],
        ["1. Goals", "2. Goals", "3. Goals", "4. Goals"],
        ["Principles", "Objectives", "Principles", "Objectives"],
        ["I.", "II.", "III.", "IV."],
    ],
)
def test_headings_at_the_top_of_pages_stay(texts: list[str]) -> None:
    """Though each page begins with one, and their numbers go with the pages."""
    pages = [_page(_line(text, 714), *_body(number)) for number, text in enumerate(texts)]

    assert [page[0] for page in _texts(pages)] == texts


def test_the_same_line_amid_the_text_stays() -> None:
    """Furniture is outermost."""
    pages = [_page(_line(f"{'xyz'[n]} begins", 740), _line("Objectives", 720), *_body(n)) for n in range(3)]

    assert [page[1] for page in _texts(pages)] == ["Objectives"] * 3


def test_two_headings_on_two_pages_stay() -> None:
    """Twice is not always, where the line is no further from the text than lines are."""
    pages = [_page(_line("Objectives", 714), *_body(number)) for number in range(2)]

    assert [page[0] for page in _texts(pages)] == ["Objectives"] * 2


@pytest.mark.parametrize("text", ["7", "- 7 -", "Page 7", "7/12", "vii"])
def test_a_number_alone_at_the_foot_is_a_page_number(text: str) -> None:
    """Also where there is one page."""
    body = body_of([_page(*_body(0), _line(text, 30, 300))])

    assert body.dropped == (("page number", text),)


def test_small_type_in_the_margin_is_furniture() -> None:
    """Also where it stands on one page only."""
    body = body_of([_page(_line("UE-RL 3001/16", 765, size=9), *_body(0))])

    assert body.dropped == (("page header", "UE-RL 3001/16"),)


def test_a_line_in_the_margin_far_from_the_text_is_furniture() -> None:
    """Also in the type of the text, where there is one page and the text keeps out of the margin."""
    header, title = _line("ASEAN-Freedonia POA", 770), _line("Plan of Action", 730, size=14)

    assert body_of([_page(header, title, *_body(0))]).dropped == (("page header", "ASEAN-Freedonia POA"),)
    assert body_of([_page(header, *_body(0))]).dropped == ()


@pytest.mark.parametrize("bottoms", [(770, 756, 742), (770, 730)], ids=["lines of a text", "on another page"])
def test_text_in_the_margin_is_text(bottoms: tuple[float, ...]) -> None:
    """Where a page has lines of text in its margin, what stands alone there on another one is text, too."""
    text = _page(*(_line("words of a text", bottom) for bottom in (770, 756, 742)))
    title = _line("Plan of Action", 690, size=14)
    body = body_of([text, _page(*(_line(f"other words {bottom}", bottom) for bottom in bottoms), title)])

    assert body.dropped == ()


def test_slanted_words_are_left_out_and_reported() -> None:
    """Stamps and what stands at the side."""
    body = body_of([_page(_line("DRAFT", 400, slanted=True), *_body(0))])

    assert body.dropped == (("slanted text", "DRAFT"),)


def test_markers_stand_with_their_words() -> None:
    """Wherever the file has them, and however far they stand apart."""
    lines = [_line("Patrols", 700, 100), _line("Charts", 686, 100), _line("1.", 700), _line("2.", 686)]

    assert _texts([_page(*lines)]) == [["1. Patrols", "2. Charts"]]
    assert _texts([_page(_line(f"a){CELL}Patrols", 700))]) == [["a) Patrols"]]


def test_cells_beside_each_other_are_a_row() -> None:
    """In the order in which they stand."""
    assert _texts([_page(_line("Train", 700), _line("Both", 700, 300))]) == [[f"Train{CELL}Both"]]


def test_lines_out_of_order_are_sorted_and_reported() -> None:
    """Where the file has a line before one that stands above it."""
    body = body_of([_page(_line("second", 686), _line("first", 700), _line("third", 672))])

    assert [line.text for line in body.pages[0]] == ["first", "second", "third"]
    assert body.sorted_pages == (1,)


def test_columns_are_read_one_after_the_other() -> None:
    """A line above and beside is not out of order."""
    lines = [
        _line("left 1", 700),
        _line("left 2", 686),
        _line("right 1", 700, 320),
        _line("right 2", 686, 320),
    ]
    body = body_of([_page(*lines)])

    assert [line.text for line in body.pages[0]] == ["left 1", "left 2", "right 1", "right 2"]
    assert body.sorted_pages == ()


def test_notes_stand_at_the_end() -> None:
    """Smaller type at the foot with a mark that the page refers to."""
    mark = RAISED.format("1")
    lines = [
        _line(f"cyber defence{mark} and space", 700),
        _line(f"{mark} As agreed", 90, size=9),
        _line("in 2020.", 80, size=9),
    ]
    body = body_of([_page(*lines), _page(*_body(1))])

    assert [line.text for line in body.pages[0]] == ["cyber defence[1] and space"]
    assert [line.text for line in body.notes] == ["[1] As agreed", "in 2020."]


def test_small_type_that_no_mark_refers_to_is_text() -> None:
    """A last paragraph in smaller type stays where it is."""
    body = body_of([_page(*_body(0), _line("1 As agreed", 90, size=9))])

    assert body.notes == ()
    assert body.pages[0][-1].text == "1 As agreed"


@pytest.mark.parametrize(
    ("printed", "read"), [("oﬃcial ﬁle", "official file"), ("\uf0b7 goal", "• goal"), ("o goal", "• goal")]
)
def test_signs_are_read_as_meant(printed: str, read: str) -> None:
    """Ligatures are letters; signs of symbol fonts before words are bullets."""
    assert _texts([_page(_line(printed, 700))]) == [[read]]
