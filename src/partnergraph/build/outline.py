"""Text to a tree of units: headings, numbered items, bullets, paragraphs and page furniture.

It knows layout, not meaning: `blocks` finds the units, `nesting` their places.
Postconditions: units stand in the order of the text, never overlap, and together
hold every non-blank character; a parent comes before its children.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from partnergraph.build.nesting import nest
from partnergraph.build.paragraphs import read_blocks
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document, Span
    from partnergraph.build.paragraphs import BlockKind

_LINE: Final = 72  # code points: what is longer, and ends as a sentence does, is no line of the head
_TITLE: Final = 300  # code points: what is longer is none in any case
_HEAD: Final = 60  # units: no head is longer


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `span` is all of it, `words` what follows its marker; `order` counts from 1.

    `parent` is the order of the unit it stands under, 0 for none; `indent` counts the code
    points before it on its line; `run` numbers the list it belongs to, 0 for no list: a list
    that starts again, or goes backwards, is another run.
    """

    order: int
    kind: BlockKind
    span: Span
    words: Span
    number: str = ""
    indent: int = 0
    parent: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The units of a document in the order of its text.

    `interruptions` are the page headers inside sentences, `masked` is the document with spaces in their
    place; offsets are the same.
    """

    document: Document
    units: tuple[Unit, ...]
    interruptions: tuple[Span, ...]
    masked: Document = field(repr=False)
    _children: dict[int, tuple[Unit, ...]] = field(repr=False, compare=False)
    _head: tuple[Unit, ...] = field(repr=False, compare=False)
    _folded: str = field(repr=False, compare=False)

    def unit(self, order: int) -> Unit:
        """The unit with that order."""
        return self.units[order - 1]

    def children(self, unit: Unit | None) -> tuple[Unit, ...]:
        """The units directly under one, in order; None asks for the topmost."""
        return self._children.get(unit.order if unit else 0, ())

    def following(self, unit: Unit) -> Iterator[Unit]:
        """The siblings after a unit, in order."""
        siblings = self.children(self.unit(unit.parent) if unit.parent else None)
        first = bisect_right(siblings, unit.order, key=lambda sibling: sibling.order)
        return islice(siblings, first, None)

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """The units that a unit stands under, the nearest first."""
        while unit.parent:
            unit = self.unit(unit.parent)
            yield unit

    def words(self, unit: Unit) -> str:
        """The words of a unit, without its marker; spaces stand where a page header interrupts them."""
        return self.masked.quote(unit.words)

    def folded(self, unit: Unit) -> str:
        """The words of a unit as `fold_in_place` gives them: offsets are those into its words."""
        return self._folded[unit.words.start : unit.words.end]

    def front(self) -> tuple[Unit, ...]:
        """The lines at the head of a document: its first unit, and the short units until the body begins.

        The body begins with a heading or with the first unit that is longer than a line.
        """
        return self._head


def read_outline(document: Document, cues: Cues) -> Outline:
    """The outline of a document; `cues` give the words that begin a heading (PARTIE 1, SECTION I)."""
    blocks, interruptions, masked = read_blocks(document, cues)
    units = tuple(
        Unit(order, block.kind, block.span, block.words, block.number, block.indent, place.parent, place.run)
        for order, (block, place) in enumerate(zip(blocks, nest(blocks, masked, cues), strict=True), 1)
    )
    children: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent].append(unit)
    under = {order: tuple(units) for order, units in children.items()}
    return Outline(
        document,
        units,
        tuple(interruptions),
        masked,
        under,
        _head(units, masked.text),
        fold_in_place(masked.text),
    )


def _head(units: tuple[Unit, ...], text: str) -> tuple[Unit, ...]:
    """The first unit, and the short ones after it until the body begins; page furniture is left out."""
    words = [unit for unit in units[:_HEAD] if unit.kind != "page-furniture"] or list(units[:1])
    head = words[:1]
    for unit in words[1:]:
        length = unit.words.end - unit.words.start
        sentence = length > _LINE and text[unit.words.end - 1] in ".:;!?"
        if unit.kind == "heading" or sentence or length > _TITLE:
            break
        head.append(unit)
    return tuple(head)
