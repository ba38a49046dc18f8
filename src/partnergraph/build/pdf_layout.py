"""Where the lines of a PDF begin and end: margins, column by column, and the distance between lines."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.pdf_lines import MARKER, divided_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnergraph.build.pdf_lines import Line

TOLERANCE: Final = 3.0  # points: what stands less far in stands at the same place
_SLACK: Final = 1.2  # a word may be wider than the average of its letters
_SUPPORT: Final = 3  # lines that reach as far make a margin
_RAGGED: Final = 0.85  # of the width of the text that a line takes at least, to make a margin
_NARROW: Final = 0.3  # of the distances between lines are smaller
_LEADING: Final = 1.2  # heights of the type, where nothing tells
_PLACES: Final = 20  # where lines begin that are tried as the left of a second column
_SIDE: Final = 0.25  # of all lines stand in the smaller of two columns
_ACROSS: Final = 0.15  # of all lines may reach across both


@dataclass(frozen=True, slots=True)
class Column:
    """The lines from `begin` to `end`, in points: most begin at `left`, and full ones end near `right`."""

    begin: float
    end: float
    left: float
    right: float

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns, of which the last is the whole page, and the distance of lines in heights of the type."""

    columns: tuple[Column, ...]
    leading: float

    @classmethod
    def of(cls, pages: Sequence[Sequence[Line]]) -> Layout:
        """The layout of the lines of pages."""
        unspaced = cls(tuple(_columns([line for page in pages for line in page])), _LEADING)
        return cls(unspaced.columns, _leading([*map(unspaced.placed, pages)], unspaced))

    def placed(self, lines: Sequence[Line]) -> list[Line]:
        """Lines as if each column were a page of its own whose left margin is 0."""
        return [self._placed(line) for line in lines]

    def _placed(self, line: Line) -> Line:
        number, column = next(
            (number, each)
            for number, each in enumerate(self.columns)
            if each.begin <= line.left and line.right <= each.end
        )
        page = line.page * len(self.columns) + number
        return replace(line, left=line.left - column.left, right=line.right - column.left, page=page)

    def _width(self, line: Line) -> float:
        return self.columns[line.page % len(self.columns)].width

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the line that follows had no room on a line; both are placed."""
        word = following.text.split()[0]
        width = (following.right - following.left) * (len(word) + 1) / max(1, len(following.text))
        return line.right + _SLACK * width > self._width(line) or bool(divided_word(line.text))

    def is_centred(self, line: Line) -> bool:
        """Whether a line, placed, stands amid its column."""
        middle = (line.left + line.right - self._width(line)) / 2
        return line.left > 2 * TOLERANCE and abs(middle) < 2 * TOLERANCE


def _columns(lines: Sequence[Line]) -> Iterator[Column]:
    if gutter := _gutter(lines):
        yield _column([line for line in lines if line.right <= gutter], float("-inf"), gutter)
        yield _column([line for line in lines if line.left >= gutter], gutter, float("inf"))
    yield _column(lines, float("-inf"), float("inf"))


def _column(lines: Sequence[Line], begin: float, end: float) -> Column:
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    left, right = _margin(lefts), _margin(rights)
    if rights and right < left + _RAGGED * (rights[0] - left):  # a short text has few full lines, or one
        right = rights[0]
    return Column(begin, end, left, right)


def _margin(places: Sequence[float]) -> float:
    """The outermost place that several lines reach; the outermost of all where none is."""
    for at, place in enumerate(places):
        if sum(abs(other - place) < 2 * TOLERANCE for other in places[at : at + _SUPPORT]) == _SUPPORT:
            return place
    return places[0] if places else 0.0


def _gutter(lines: Sequence[Line]) -> float:
    """Where a second column begins that holds a fair share of the lines; 0 for none."""
    begins = Counter(round(line.left) for line in lines)
    best, most = 0.0, _SIDE * len(lines)
    for place, _ in begins.most_common(_PLACES):
        left = sum(line.right <= place - TOLERANCE for line in lines)
        right = sum(line.left >= place - TOLERANCE for line in lines)
        if left + right >= (1 - _ACROSS) * len(lines) and min(left, right) >= max(most, _SUPPORT):
            best, most = place - TOLERANCE, min(left, right)
    return best


def _leading(pages: Sequence[Sequence[Line]], layout: Layout) -> float:
    """The distance within paragraphs: of the lines that are full, a narrow one; of all, the narrowest."""
    pairs = [pair for page in pages for pair in itertools.pairwise(page)]
    for chosen, share in (([pair for pair in pairs if _wraps(*pair, layout)], _NARROW), (pairs, 0.0)):
        distances = sorted(
            (before.bottom - after.bottom) / before.size
            for before, after in chosen
            if 0 < before.bottom - after.bottom < 3 * before.size
        )
        if distances:
            return distances[int(share * len(distances))]
    return _LEADING


def _wraps(before: Line, after: Line, layout: Layout) -> bool:
    return layout.is_full(before, after) and not MARKER.match(after.text)
