"""The elements of HTML to blocks: paragraphs, headings, tables, lists with the numbers that are shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from partnergraph.build.blocks import BULLET, Block
from partnergraph.build.furniture import SCRIPT, words_of
from partnergraph.build.numerals import letters, roman
from partnergraph.build.tables import row_blocks

if TYPE_CHECKING:
    from lxml import etree

Judge = Callable[[Any], str]

_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS: Final = _HEADINGS | {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
}
_LISTS: Final = {"ol", "ul", "menu", "dir"}
_INDENTED: Final = {"dd", "blockquote", "p"}
_CELLS: Final = {"td", "th"}
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_STYLES: Final[dict[str, Callable[[int], str]]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "decimal": str,
    "decimal-leading-zero": lambda number: f"{number:02d}",
    "lower-alpha": letters,
    "lower-latin": letters,
    "upper-alpha": lambda number: letters(number).upper(),
    "upper-latin": lambda number: letters(number).upper(),
    "lower-roman": roman,
    "upper-roman": lambda number: roman(number).upper(),
}
_BULLETS: Final = {"disc", "circle", "square"}
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_MARGIN: Final = re.compile(
    r"(?:margin|padding)-left\s*:\s*(\d{1,4}(?:\.\d{1,6})?)(px|pt|em|cm|in|mm)", re.IGNORECASE
)
_UNITS: Final = {"px": 0.75, "pt": 1.0, "em": 12.0, "cm": 28.35, "in": 72.0, "mm": 2.835}  # in points
_STEP: Final = 36.0  # points of one level
_STEPS: Final = 8
_MOST: Final = 1_000_000  # a number nobody prints


@dataclass(slots=True)
class _List:
    """A list we are in: how it is marked, and the number of its next item."""

    style: str
    number: int
    step: int = 1


@dataclass(slots=True)
class _Table:
    """A table we are in: the cells of its row at hand, and the blocks that were begun before it."""

    cells: list[list[Block]] = field(default_factory=list)
    outer: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    indented: int = 0


class Walk:
    """One pass over a tree; `judge` names the furniture, which is left out and kept in `dropped`."""

    def __init__(self, judge: Judge = lambda _: "") -> None:
        self.dropped: list[tuple[str, str]] = []
        self.titled = False
        self._judge = judge
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._marker: str | None = None  # of an item whose words are still to come; "" where it shows none
        self._alone: set[etree._Element] = set()
        self._indented = 0
        self._heading = False
        self._verbatim = 0

    def blocks(self, root: etree._Element) -> list[Block]:
        """The blocks of an element, in its order."""
        stack: list[tuple[etree._Element, bool]] = [(root, True)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self._leave(element)
                self._say(element.tail if element is not root else "")
            elif element is not root and (kind := self._judge(element)):
                self._drop(kind, element)
                self._say(element.tail)
            else:
                self._enter(element)
                self._say(element.text)
                stack.append((element, False))
                stack += [(child, True) for child in reversed(element)]
        self._flush()
        return self._blocks

    def _drop(self, kind: str, element: etree._Element) -> None:
        words = words_of(element)
        if words and kind != SCRIPT:
            self.dropped.append((kind, words))

    def _say(self, text: str | None) -> None:
        if text:
            self._words.append(text if self._verbatim else _SPACES.sub(" ", text))

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            self._heading = True
            self.titled |= tag == "h1"
        elif tag in _LISTS:
            self._lists.append(_list(element))
        elif tag == "li":
            self._begin_item(element)
        elif tag in _INDENTED:
            self._indented += 1 if tag != "p" else 0 if self._lists else _steps_in(element)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "table":
            self._print_marker()
            self._tables.append(_Table([], self._blocks, self._lists, self._indented))
        elif tag in _CELLS and self._tables:
            self._blocks, self._lists, self._indented = [], [], 0
        else:
            self._enter_inline(element)

    def _enter_inline(self, element: etree._Element) -> None:
        if element.tag == "br":
            self._words.append("\n")
        elif element.tag == "q":
            self._words.append("“")
        elif element.tag == "sup" and _is_reference(element):
            self._words.append("[")
        elif element.tag == "img" and element.get("alt", "").strip():
            self.dropped.append(("image", element.get("alt")))

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "q":
            self._words.append("”")
        elif tag == "sup" and _is_reference(element):
            self._words.append("]")
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = False
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._end_item(element)
        elif tag in _INDENTED:
            self._indented -= 1 if tag != "p" else 0 if self._lists else _steps_in(element)
        elif tag == "pre":
            self._verbatim -= 1
        elif self._tables:
            self._leave_table(tag)

    def _leave_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag in _CELLS:
            table.cells.append(self._blocks)
            self._blocks, self._lists, self._indented = table.outer, table.lists, table.indented
        elif tag == "tr":
            self._blocks += row_blocks(table.cells, self._depth() + bool(self._lists))
            table.cells = []
        elif tag == "table":
            self._tables.pop()

    def _depth(self) -> int:
        return len(self._lists) + self._indented

    def _begin_item(self, element: etree._Element) -> None:
        if not self._lists:
            self._lists.append(_List("disc", 0))  # an item outside a list is shown as a list of its own
            self._alone.add(element)
        here = self._lists[-1]
        if here.style in _STYLES:
            here.number = _number(element.get("value"), here.number)
            self._marker = f"{_STYLES[_style(element) or here.style](here.number)}."
            here.number += here.step
        else:
            self._marker = "" if (_style(element) or here.style) == "none" else BULLET

    def _end_item(self, element: etree._Element) -> None:
        self._print_marker()
        if element in self._alone:
            self._lists.pop()

    def _print_marker(self) -> None:
        """Print the number of an item whose words did not come."""
        if self._marker and self._marker != BULLET:
            self._blocks.append(Block("item", "", self._depth(), self._marker))
        self._marker = None

    def _flush(self) -> None:
        """End the block at hand; the first of an item takes its marker, the others stand under its words."""
        words, self._words = "".join(self._words), []
        if not words.strip():
            return
        depth, marker, self._marker = self._depth(), self._marker, None
        if self._verbatim:
            self._blocks.append(Block("verbatim", words.strip("\n"), depth))
        elif marker:
            self._blocks.append(Block("item", words, depth, marker))
        elif self._heading:
            self._blocks.append(Block("heading", words, depth))
        else:
            parts = re.split(r"\n[ \n]*\n", words)
            inside = bool(self._lists) and marker is None
            self._blocks += [Block("paragraph", part, depth + inside) for part in parts if part.strip()]


def _list(element: etree._Element) -> _List:
    style = _style(element) or ("1" if element.tag == "ol" else "disc")
    step = -1 if element.get("reversed") is not None else 1
    first = sum(child.tag == "li" for child in element) if step < 0 else 1
    return _List(style, _number(element.get("start"), first), step)


def _style(element: etree._Element) -> str:
    """How a list or item says it is marked; "" where it does not say."""
    found = _LIST_STYLE.search(element.get("style", ""))
    for word in found[1].lower().split() if found else ():
        if word in _STYLES or word in _BULLETS or word == "none":
            return word
    kind = element.get("type", "").strip()
    return kind if kind in _STYLES else kind.lower() if kind.lower() in {*_BULLETS, "none"} else ""


def _number(printed: str | None, otherwise: int) -> int:
    try:
        return max(-_MOST, min(_MOST, int(printed or "")))
    except ValueError:
        return otherwise


def _steps_in(element: etree._Element) -> int:
    """How many levels a paragraph is set in by its own style: word processors lay out lists so."""
    found = _MARGIN.search(element.get("style", ""))
    if not found:
        return 0
    points = float(found[1]) * _UNITS[found[2].lower()]
    return min(_STEPS, math.ceil(points / _STEP - 0.25)) if points > 0 else 0


def _is_reference(element: etree._Element) -> bool:
    """Whether a raised sign is the mark of a note: it is a link, or stands in one."""
    linked = element.find("a") is not None or (
        element.getparent() is not None and element.getparent().tag == "a"
    )
    return linked and "[" not in "".join(element.itertext())
