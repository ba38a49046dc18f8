"""Margins and the distance of lines, of long texts and of short ones, in one column and in two."""

from __future__ import annotations

import pytest

from partnergraph.build.pdf_layout import Column, Layout
from partnergraph.build.pdf_lines import Line

WIDE = float("inf")


def _line(left: float, right: float, bottom: float = 700, text: str = "some words") -> Line:
    """A line of type of 12 points."""
    return Line(text, left, right, bottom, bottom + 12, bold=False, bold_end=False, page=0)


def _down(*ends: float, left: float = 72, leading: float = 14) -> list[Line]:
    """Lines from the top down that end there."""
    return [_line(left, right, 700 - leading * number) for number, right in enumerate(ends)]


def test_margins_are_where_several_lines_end() -> None:
    """One line that reaches into the margin does not make it."""
    (column,) = Layout.of([_down(523, 521, 560, 519, 300, 200, 523)]).columns

    assert column == Column(-WIDE, WIDE, 72, 523)


def test_a_short_text_has_the_margin_of_its_longest_line() -> None:
    """Three headings that happen to be as long as each other are no margin."""
    (column,) = Layout.of([_down(150, 152, 155, 513, 240)]).columns

    assert (column.left, column.right) == (72, 513)


def test_a_line_is_full_where_the_next_word_had_no_room() -> None:
    """« some » takes some 40 points of the 100 of its line; the margin is at 500."""
    layout = Layout.of([_down(500, 500, 500)])
    short, long, divided, following = layout.placed(
        [_line(72, 440), _line(72, 470), _line(72, 300, text="co-oper-"), _line(72, 172)]
    )

    assert layout.is_full(long, following)
    assert not layout.is_full(short, following)
    assert layout.is_full(divided, following)


def test_the_distance_between_lines_is_that_of_full_ones() -> None:
    """Wider gaps between paragraphs do not count, nor those between items, however many there are."""
    paragraph = [_line(72, 500, bottom) for bottom in (700, 686, 672)]
    items = [_line(90, 200, bottom, "a) item") for bottom in (640, 620, 600, 580, 560)]

    assert Layout.of([[*paragraph, *items]]).leading == pytest.approx(14 / 12)


def test_lines_that_never_wrap_have_the_narrowest_distance() -> None:
    """A list of words."""
    short, numbered = _line(72, 100, 700), _line(72, 500, 680, "1. one")
    lines = [short, numbered, _line(72, 130, 660, "2. two"), _line(72, 90, 646)]

    assert Layout.of([lines]).leading == pytest.approx(14 / 12)


def test_no_line_has_no_distance() -> None:
    """A page that is empty, too, has a layout."""
    assert Layout.of([[]]) == Layout((Column(-WIDE, WIDE, 0, 0),), 1.2)


def test_two_columns_have_margins_of_their_own() -> None:
    """A title across both belongs to the page; each other line to its column, which is like a page."""
    title = _line(72, 500, 740)
    layout = Layout.of([[title, *_down(280, 278, 281, 150), *_down(520, 519, 400, 521, left=310)]])
    left, right, page = layout.columns

    assert (left.left, left.right) == (72, 281)
    assert (right.left, right.right) == (310, 521)
    assert (page.left, page.right) == (72, 521)
    placed = layout.placed([title, _line(72, 270), _line(310, 400), _line(330, 410)])
    assert [(line.left, line.right, line.page) for line in placed] == [
        *((0, 428, 2), (0, 198, 0), (0, 90, 1), (20, 100, 1)),
    ]
    assert layout.is_full(placed[1], placed[3])
    assert not layout.is_full(placed[2], placed[3])


def test_items_further_in_are_no_column() -> None:
    """They begin there, and nothing stands beside them."""
    layout = Layout.of([[*_down(500, 498, 501), *_down(480, 470, 490, left=110)]])

    assert len(layout.columns) == 1
    assert [line.left for line in layout.placed([_line(110, 480), _line(73, 480)])] == [38, 1]


def test_a_line_amid_its_column_is_centred() -> None:
    """And one that begins at the left is not, however short."""
    layout = Layout.of([_down(500, 500, 500)])
    amid, short = layout.placed([_line(200, 372), _line(72, 172)])

    assert layout.is_centred(amid)
    assert not layout.is_centred(short)
