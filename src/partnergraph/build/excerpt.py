"""The line that a span stands on, cut to a width, and where under it the words are.

Widths count the cells of a terminal: a Chinese character takes two, a combining accent none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from partnergraph.build.printing import visible

if TYPE_CHECKING:
    from partnergraph.build.document import Document, Span

_LINE_END: Final = re.compile(r"[\r\n]|\Z")
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line in print: `before` counts the cells left of the words, `length` those of the words."""

    line: str
    before: int
    length: int

    @property
    def underline(self) -> str:
        """The signs that stand under the words."""
        return " " * self.before + "^" * self.length


def excerpt(document: Document, span: Span, width: int) -> Excerpt:
    """The line on which a span begins, in at most `width` cells, and the words of the span that are on it.

    Indentation is left out; « … » stands for what else was cut off. Only about `width` code points on each
    side are looked at, however long the line is.
    """
    text, first = document.text, span.start
    begin = first - document.place(first).column + 1
    end = _end_of_line(text, first)
    left = visible(text[max(begin, first - width) : first])
    left = left if first - width > begin else left.lstrip()
    right = visible(text[first : min(end, first + width + 1)]).rstrip()
    room = max(width // 3, width - cell_len(right))
    if first - width > begin or cell_len(left) > room:
        left = _CUT + _tail(left, room - 1)
    line = left + right
    if end > first + width + 1 or cell_len(line) > width:
        line = _head(line, width - 1) + _CUT
    before = cell_len(left)
    words = visible(text[first : min(span.end, end, first + width)])
    return Excerpt(line, before, max(1, min(cell_len(words), cell_len(line) - before)))


def _end_of_line(text: str, offset: int) -> int:
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


def _head(text: str, cells: int) -> str:
    """The longest beginning that fits."""
    return next(text[:end] for end in range(len(text), -1, -1) if cell_len(text[:end]) <= cells)


def _tail(text: str, cells: int) -> str:
    """The longest end that fits."""
    return next(text[start:] for start in range(len(text) + 1) if cell_len(text[start:]) <= cells)
