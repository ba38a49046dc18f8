"""Text to a tree of units: headings, numbered items, bullets and paragraphs.

It knows layout, not meaning. Postconditions: units stand in the order of the
text, never overlap, and together hold every non-blank character; a parent comes
before its children.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.document import Span
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document

UnitKind = Literal["heading", "paragraph", "numbered-item", "bullet-item"]

_LINE: Final = 72  # code points: what is longer is a sentence of the body, not a line of the head
_NUMBERED: Final = re.compile(
    r"(?P<marker>\(?(?P<number>\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]|(?P<decimal>\d{1,3}(?:\.\d{1,3})+))\s+(?=\S)"
)
_BULLET: Final = re.compile(r"(?P<marker>[•◦▪‣●○■·*–—-])(?:\s+(?=\S)|$)")
_HEADING_NUMBER: Final = r"\s+(?P<number>\d{1,3}|[ivxlc]{1,7}|[a-z])\b\s*(?P<separator>[–—:.\-]\s*|$)"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `span` is all of it, `words` what follows its marker; `order` counts from 1.

    `parent` is the order of the unit it stands under, 0 for none; `indent` counts the code
    points before it on its line; `run` numbers the list it belongs to, 0 for no list: a list
    that starts again, or goes backwards, is another run.
    """

    order: int
    kind: UnitKind
    span: Span
    words: Span
    number: str = ""
    indent: int = 0
    parent: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The units of a document in the order of its text."""

    document: Document
    units: tuple[Unit, ...]
    _children: dict[int, tuple[Unit, ...]] = field(repr=False, compare=False)

    def unit(self, order: int) -> Unit:
        """The unit with that order."""
        return self.units[order - 1]

    def children(self, unit: Unit | None) -> tuple[Unit, ...]:
        """The units directly under one, in order; None asks for the topmost."""
        return self._children.get(unit.order if unit else 0, ())

    def following(self, unit: Unit) -> Iterator[Unit]:
        """The siblings after a unit, in order."""
        siblings = self._children[unit.parent]
        yield from siblings[siblings.index(unit) + 1 :]

    def words(self, unit: Unit) -> str:
        """The exact words of a unit, without its marker."""
        return self.document.quote(unit.words)

    def front(self) -> tuple[Unit, ...]:
        """The lines at the head of a document: its first unit, and the short units until the body begins.

        The body begins with a heading or with the first unit that is longer than a line.
        """
        head = self.units[:1]
        for unit in self.units[1:]:
            if unit.kind == "heading" or unit.words.end - unit.words.start > _LINE:
                break
            head = (*head, unit)
        return head


def read_outline(document: Document, cues: Cues) -> Outline:
    """The outline of a document; `cues` give the words that begin a heading (PARTIE 1, SECTION I)."""
    heading = re.compile(f"(?:{'|'.join(map(re.escape, cues.heading_words))}){_HEADING_NUMBER}")
    units = _number_runs(_place(_blocks(document, heading)))
    children: dict[int, tuple[Unit, ...]] = {}
    for unit in units:
        children[unit.parent] = (*children.get(unit.parent, ()), unit)
    return Outline(document, tuple(units), children)


def _blocks(document: Document, heading: re.Pattern[str]) -> list[Unit]:
    """Units without place: a line that has no marker and follows no blank line continues the one before."""
    blocks: list[Unit] = []
    after_blank = True
    for line in document.lines():
        text = document.quote(line)
        if not text.strip():
            after_blank = True
            continue
        indent = len(text) - len(text.lstrip())
        whole = Span(line.start + indent, line.start + len(text.rstrip()))
        block = _block(document.quote(whole), whole, heading)
        goes_on = block.kind == "paragraph" and blocks and not after_blank
        if goes_on and _continues(blocks[-1], indent, document):
            last = blocks[-1]
            blocks[-1] = replace(
                last, span=Span(last.span.start, whole.end), words=Span(last.words.start, whole.end)
            )
        else:
            blocks.append(replace(block, order=len(blocks) + 1, indent=indent))
        after_blank = False
    return blocks


def _continues(last: Unit, indent: int, document: Document) -> bool:
    """Whether a line without marker, right after a unit, is more of it.

    On the level of an item's marker it is only where the item's words have not come to an end.
    """
    if last.kind == "heading" or indent < last.indent:
        return False
    unended = document.text[last.span.end - 1] not in ".;:!?"
    return last.kind == "paragraph" or indent > last.indent or unended


def _block(text: str, whole: Span, heading: re.Pattern[str]) -> Unit:
    if found := heading.match(fold_in_place(text)):
        number = text[found.start("number") : found.end("number")]
        if found["separator"] or len(text) == found.end():
            return Unit(0, "heading", whole, Span(whole.start + found.end(), whole.end), number)
    if found := _NUMBERED.match(text):
        number = found["number"] or found["decimal"]
        return Unit(0, "numbered-item", whole, Span(whole.start + found.end(), whole.end), number)
    if found := _BULLET.match(text):
        return Unit(0, "bullet-item", whole, Span(whole.start + found.end(), whole.end))
    return Unit(0, "paragraph", whole, whole)


def _place(blocks: list[Unit]) -> list[Unit]:
    """Give every unit its parent: the heading above it, or the nearest item that is indented less."""
    placed: list[Unit] = []
    heading = 0
    above: list[Unit] = []
    for block in blocks:
        if block.kind == "heading":
            heading, above, parent = block.order, [], 0
        else:
            while above and above[-1].indent >= block.indent:
                above.pop()
            parent = above[-1].order if above else heading
        unit = replace(block, parent=parent)
        if unit.kind in ("numbered-item", "bullet-item"):
            above.append(unit)
        placed.append(unit)
    return placed


def _number_runs(units: list[Unit]) -> list[Unit]:
    """Give every item the list it belongs to: items of one kind under one parent, until they start again."""
    runs: list[Unit] = []
    last: dict[int, Unit] = {}
    count = 0
    for unit in units:
        before = last.get(unit.parent)
        if unit.kind in ("numbered-item", "bullet-item"):
            goes_on = before is not None and before.kind == unit.kind and not _starts_again(before, unit)
            count += not goes_on
            last[unit.parent] = replace(unit, run=before.run if before and goes_on else count)
            runs.append(last[unit.parent])
        else:
            runs.append(unit)
    return runs


def _starts_again(before: Unit, unit: Unit) -> bool:
    if unit.number.isdigit() and before.number.isdigit():
        return int(unit.number) < int(before.number) or unit.number == "1"
    after_h = unit.number in {"i", "I"} and before.number in {"h", "H"}
    return unit.number in {"a", "A", "i", "I"} and before.number != unit.number and not after_h
