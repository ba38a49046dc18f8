"""Blocks to a tree: under which block each stands, and to which list each item belongs.

Indentation decides where there is any; where all is printed on one level, the
markers do: a) after 1. stands under it, 2. after a) does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.build.markers import values
from partnergraph.build.shapes import name_end, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document
    from partnergraph.build.markers import Style
    from partnergraph.build.paragraphs import Block
    from partnergraph.build.shapes import Shape

ITEMS: Final = ("numbered-item", "bullet-item")
DEEPEST: Final = 32  # levels; what is nested deeper stands on the last
# headings without number, the higher first
_FREE: Final = (*(f"#{level}" for level in range(1, 7)), "chapter", "capitals", "section", "short")
_LOOK: Final = 8  # items of the same number that are looked at for one on the right level
_MOST_RUNS: Final = 8  # lists of one style under way under one parent; a number goes on no older one
_STEP: Final = 2  # columns: a number that is printed one column further is only a longer one


@dataclass(frozen=True, slots=True)
class Place:
    """`parent` is the place of a block from 1, 0 for none; `run` numbers the list, 0 for no list."""

    parent: int
    run: int


@dataclass(slots=True)
class _Run:
    """One list under way: the last place it has reached, and the shape of its items."""

    number: int
    last: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that others may stand under."""

    order: int
    block: Block
    style: Style
    value: int
    titular: bool = False


@dataclass(slots=True)
class _Nesting:
    """The state of one pass over the blocks."""

    blocks: Sequence[Block]
    shapes: Sequence[Shape]
    flat: bool
    ahead: _Ahead
    apart: tuple[str, ...]
    stack: list[_Open] = field(default_factory=list)
    lists: dict[tuple[int, Style], list[_Run]] = field(default_factory=dict)
    deeper: set[int] = field(default_factory=set)
    runs: int = 0

    def place(self, at: int) -> Place:
        """Where a block stands; blocks must come in order."""
        block = self.blocks[at]
        if block.kind == "page-furniture":
            return Place(self._top(), 0)
        if block.kind == "heading":
            self._close_for_heading(at)
            return self._push(at, block.style, 0, titular=True)
        if block.kind == "paragraph":
            self._close_for_paragraph(at)
            return Place(self._top(), 0)
        style, value = self._resolved(block)
        self._close_for_item(at, style, value)
        return self._push(at, style, value, titular=self._is_titular(at))

    def _top(self) -> int:
        return self.stack[-1].order if self.stack else 0

    def _push(self, at: int, style: Style, value: int, *, titular: bool) -> Place:
        while len(self.stack) >= DEEPEST:
            self.stack.pop()
        block, parent = self.blocks[at], self._top()
        if self.stack and self.stack[-1].block.column < block.column:
            self.deeper.add(parent)
        self.stack.append(_Open(at + 1, block, style, value, titular))
        is_item = block.kind in ITEMS
        return Place(parent, self._run(parent, style, value, self.shapes[at]) if is_item else 0)

    def _is_titular(self, at: int) -> bool:
        """Whether an item is a title: what follows it belongs to it."""
        block = self.blocks[at]
        return (
            block.kind == "numbered-item"
            and self.shapes[at] == "name"
            and (block.lone or self.flat or block.style[0] == "label")
        )

    def _resolved(self, block: Block) -> tuple[Style, int]:
        """The style of an item: where a letter may be a Roman number, that of the list it continues."""
        choices = values(block.number, block.style)
        parents = [entry.order for entry in reversed(self.stack)] + [0]
        for style, value in choices if len(choices) > 1 else ():
            for parent in parents:
                if any(run.last + 1 == value for run in self.lists.get((parent, style), ())):
                    return style, value
        return choices[0]

    def _run(self, parent: int, style: Style, value: int, form: Shape) -> int:
        """The list of an item: the one that its number continues best, or another one."""
        open_runs = self.lists.setdefault((parent, style), [])
        chosen = _best(open_runs, value, form)
        if chosen is None:
            self.runs += 1
            open_runs.append(_Run(self.runs, value, form))
            del open_runs[:-_MOST_RUNS]
            return self.runs
        del open_runs[open_runs.index(chosen) + 1 :]
        chosen.last, chosen.shape = value, form
        return chosen.number

    def _close_for_item(self, at: int, style: Style, value: int) -> None:
        block = self.blocks[at]
        self._close_inner_headings(block, style, value)
        if style[0] == "decimal" and self._close_for_decimal(block.number):
            return
        if style[0] == "label":
            self._close_for_label(style, block.column)
            return
        while self.stack and self._is_item(self.stack[-1]):
            top = self.stack[-1]
            longer = top.block.column - block.column < _STEP and (style, value) == (top.style, top.value + 1)
            if top.block.column <= block.column or longer:
                break
            self.stack.pop()
        self._close_level(block, style, value)

    def _close_level(self, block: Block, style: Style, value: int) -> None:
        """Close the items on the level of one, unless it begins a list under the last of them."""
        level = [
            entry
            for entry in self._items_on_top()
            if abs(entry.block.column - block.column) < _STEP
            and (entry.block.column >= block.column or (entry.style == style and value == entry.value + 1))
        ]
        if not level:
            return
        alike = next((entry for entry in reversed(level) if entry.style == style), None)
        top = self.stack[-1]
        if alike is None and value > 1 and self._resumes(style, value):
            return
        if alike and top.titular and top.style != style and value == 1:
            alike = None  # no list goes on with 1: this begins one under the title before it
        begins = value <= 1 or top.titular
        if alike is None and (self.flat or top.titular) and top.order not in self.deeper and begins:
            return
        keep = self.stack.index(alike or level[0])
        del self.stack[keep:]

    def _resumes(self, style: Style, value: int) -> bool:
        """Close all down to a list under way that a number goes on; whether there is one."""
        for depth in range(len(self.stack) - 1, -1, -1):
            parent = self.stack[depth - 1].order if depth else 0
            if any(run.last + 1 == value for run in self.lists.get((parent, style), ())):
                del self.stack[depth:]
                return True
            if not self._is_item(self.stack[depth]):
                return False
        return False

    def _items_on_top(self) -> list[_Open]:
        """The innermost items that are open, without a heading between them, outermost first."""
        first = len(self.stack)
        while first and self._is_item(self.stack[first - 1]):
            first -= 1
        return self.stack[first:]

    def _is_item(self, entry: _Open) -> bool:
        return entry.block.kind in ITEMS

    def _close_inner_headings(self, block: Block, style: Style, value: int) -> None:
        """Close headings without number inside an item, where an item continues the list around them."""
        for depth in range(len(self.stack) - 1, -1, -1):
            entry = self.stack[depth]
            if entry.block.kind == "heading" and entry.style[0] not in _FREE:
                return
            inside = any(e.block.kind == "heading" for e in self.stack[depth + 1 :])
            near = abs(entry.block.column - block.column) < _STEP
            if self._is_item(entry) and entry.style == style and near and value == entry.value + 1:
                if inside:  # else it goes on the innermost list, as it is
                    del self.stack[depth + 1 :]
                return

    def _close_for_decimal(self, number: str) -> bool:
        """Close what a decimal number does not stand under, if the number it goes back to is open."""
        parts = number.split(".")
        for depth in range(len(self.stack) - 1, -1, -1):
            above = self.stack[depth].block.number.split(".")
            if len(above) < len(parts) and above == parts[: len(above)]:
                del self.stack[depth + 1 :]
                return True
            if self.stack[depth].block.kind == "heading" and self.stack[depth].style[0] == "word":
                return False
        return False

    def _close_for_label(self, style: Style, column: int) -> None:
        """Close what « Priority 2 » does not stand under: Priority 1, items beside it that are no title."""
        for depth, entry in enumerate(self.stack):
            if entry.style == style:
                del self.stack[depth:]
                return
        while self.stack and self._is_item(top := self.stack[-1]) and not top.titular:
            if top.block.column + _STEP <= column:
                return
            self.stack.pop()

    def _close_for_heading(self, at: int) -> None:
        block = self.blocks[at]
        if block.style[0] == "word":
            self._close_for_word(block.style)
            return
        level = _FREE.index(block.style[0])
        while self.stack:
            top = self.stack[-1]
            if self._is_item(top):
                goes_on = bool(top.block.number) and self.ahead.goes_on(top.style, top.value, top.block, at)
                direct = top.titular and top.order == at and (goes_on or not self._heads_alike(at))
                if direct or (goes_on and not self._titles_next(top, at)):
                    return
            elif top.style[0] not in _FREE or _FREE.index(top.style[0]) < level:
                return
            elif top.style == block.style:
                self.stack.pop()
                return
            self.stack.pop()

    def _titles_next(self, top: _Open, at: int) -> bool:
        """Whether a heading stands right before the next item of a list, as one does before its first."""
        after = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        if after is None or after.style != top.style:
            return False
        values_after = (value for _, value in values(after.number, after.style))
        return top.value + 1 in values_after and self._heads_alike(at)

    def _heads_alike(self, at: int) -> bool:
        """Whether the items that are open stand under a heading of the same style as this one."""
        above = next((entry for entry in reversed(self.stack) if not self._is_item(entry)), None)
        return above is not None and above.style == self.blocks[at].style

    def _close_for_word(self, style: Style) -> None:
        """PART closes up to the last PART, ANNEX closes all; a word that is new opens a level below."""
        words = [entry.style for entry in self.stack]
        if style[1] in self.apart:
            self.stack.clear()
        elif style in words:
            del self.stack[words.index(style) :]
        else:
            while self.stack and self.stack[-1].style[0] != "word":
                self.stack.pop()

    def _close_for_paragraph(self, at: int) -> None:
        """Close the items that a paragraph is no part of: those whose list ends before it."""
        block = self.blocks[at]
        while self.stack and self._is_item(self.stack[-1]):
            top = self.stack[-1]
            if top.block.column < block.column or (top.block.column == block.column and self._holds(top, at)):
                return
            self.stack.pop()
            if top.style[0] == "bullet":
                self.lists.pop((self._top(), top.style), None)

    def _holds(self, top: _Open, at: int) -> bool:
        if top.titular:
            return True
        if top.block.number:
            return self.ahead.goes_on(top.style, top.value, top.block, at)
        return self.ahead.bullet_follows(top.block, at)


def nest(blocks: Sequence[Block], document: Document, cues: Cues) -> list[Place]:
    """The place of every block, in order. A parent comes before its children."""
    shapes = [_shape(block, document, cues) for block in blocks]
    ahead = _Ahead(blocks, document)
    nesting = _Nesting(blocks, shapes, _is_flat(blocks), ahead, cues.apart_words)
    return [nesting.place(at) for at in range(len(blocks))]


def _shape(block: Block, document: Document, cues: Cues) -> Shape:
    """The shape of an item; « Priority 1: » before a name makes no sentence of it."""
    if block.kind not in ITEMS:
        return "prose"
    text = document.quote(block.words)
    parted = name_end(text) if block.style[0] == "label" else None
    return shape(text[parted[1] :] if parted else text, cues)


def _is_flat(blocks: Sequence[Block]) -> bool:
    """Whether no item is indented under the one right before it."""
    before: Block | None = None
    for block in blocks:
        if block.kind in ITEMS:
            if before and block.column >= before.column + _STEP:
                return False
            before = block
        elif block.kind != "page-furniture":
            before = None
    return True


def _best(runs: list[_Run], value: int, form: Shape) -> _Run | None:
    """The list under way that a number continues best; None where it begins another one.

    The inner list comes first; an outer one is better where the number follows there, or the shape is its.
    """
    if not value:
        return runs[-1] if runs else None
    fitting = [(depth, run) for depth, run in enumerate(runs) if run.last <= value]
    exact = [run for _, run in fitting if run.last + 1 == value]
    if not fitting or (value == 1 and not exact):
        return None
    return max(
        fitting,
        key=lambda pair: (
            2 * (pair[1].last + 1 == value) + 2 * (_alike(pair[1].shape, form)) + (pair[1] is runs[-1]),
            pair[1].last,
            pair[0],
        ),
    )[1]


def _alike(one: Shape, other: Shape) -> bool:
    return (one == "prose") == (other == "prose")


class _Ahead:
    """What comes later in the text: where a number stands next, where lists begin again."""

    def __init__(self, blocks: Sequence[Block], document: Document) -> None:
        self._places: dict[tuple[Style, int], list[int]] = defaultdict(list)
        self._breaks = [
            at for at, block in enumerate(blocks) if block.kind == "heading" and block.style[0] == "word"
        ]
        self._bullets: list[int] = [-1] * len(blocks)  # the bullet that follows after paragraphs alone
        self._colons: set[int] = set()
        self._blocks = blocks
        follows = -1
        for at in range(len(blocks) - 1, -1, -1):
            block = blocks[at]
            self._bullets[at] = follows
            if block.kind == "paragraph" and document.quote(block.words).rstrip().endswith((":", "?")):
                self._colons.add(at)
            if block.kind == "bullet-item":
                follows = at
            elif at in self._colons or block.kind in {"numbered-item", "heading"}:
                follows = -1
        for at, block in enumerate(blocks):
            if block.kind == "numbered-item":
                for style, value in values(block.number, block.style):
                    self._places[style, value].append(at)

    def goes_on(self, style: Style, value: int, block: Block, at: int) -> bool:
        """Whether the next number of a list comes before the list begins again or a part ends."""
        after = self._next(self._places.get((style, value + 1), ()), at, block)
        again = self._next(self._places.get((style, 1), ()), at, block)
        later = bisect_right(self._breaks, at)
        end = self._breaks[later] if later < len(self._breaks) else None
        return after is not None and all(limit is None or after < limit for limit in (again, end))

    def _next(self, places: Sequence[int], at: int, block: Block) -> int | None:
        """The first of these places after one that is on the level of a block."""
        first = bisect_right(places, at)
        for index in range(first, min(first + _LOOK, len(places))):
            if abs(self._blocks[places[index]].column - block.column) < _STEP:
                return places[index]
        return None

    def bullet_follows(self, block: Block, at: int) -> bool:
        """Whether a bullet of the same list comes next, after paragraphs that introduce nothing."""
        place = self._bullets[at]
        if place < 0 or at in self._colons:
            return False
        return self._blocks[place].style == block.style and self._blocks[place].column == block.column
