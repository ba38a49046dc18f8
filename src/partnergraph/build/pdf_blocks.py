"""The lines of a PDF to blocks: which lines are one paragraph, and what stands under what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.build.blocks import CELLS, Block
from partnergraph.build.pdf_layout import TOLERANCE, Layout
from partnergraph.build.pdf_lines import MARKER, divided_word
from partnergraph.build.pdf_pages import CELL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnergraph.build.pdf_lines import Line

_ITEM: Final = re.compile(rf"(?P<marker>{MARKER.pattern})[\s{CELL}]+(?=\S)")
_ENDED: Final = re.compile(r"[.;:!?…][\"»”’)\]]*$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_GAP: Final = 1.25  # of the usual distance between lines: more is between blocks
_SIZE: Final = 0.07  # of the size of type that lines of one block may differ


@dataclass(slots=True)
class _Paragraph:
    """Lines that are one block; `words_left` is where, at the earliest, the words of an item begin."""

    lines: list[Line]
    marker: str = ""
    words_left: float | None = None
    breaks: set[int] = field(default_factory=set)  # lines that begin a line of the block

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def left(self) -> float:
        """Where its marker stands, or its words, the indent of a first line aside."""
        return self.lines[0].left if self.marker else min(line.left for line in self.lines)


@dataclass(slots=True)
class Hyphens:
    """What became of the hyphens at the ends of lines, by the words they divide."""

    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    @property
    def join(self) -> bool:
        """Whether hyphens at line ends are mostly those of divided words, where one can tell."""
        return len(self.joined) > len(self.kept)


def read_blocks(pages: Sequence[Sequence[Line]], hyphens: Hyphens) -> list[Block]:
    """The blocks of the lines of pages; what was decided on hyphens is added to `hyphens`."""
    layout = Layout.of(pages)
    paragraphs = _paragraphs([line for page in pages for line in layout.placed(page)], layout)
    known = Counter(_whole_words([line.text for page in pages for line in page]))
    evidence = Hyphens()
    for paragraph in paragraphs:
        _Printer(known, evidence).words(paragraph)
    return [*_placed(paragraphs, layout, _Printer(known, hyphens, evidence.join))]


def _whole_words(lines: Sequence[str]) -> Iterator[str]:
    """All words but those that a line end may have divided."""
    divided = False
    for line in lines:
        text = line.rstrip().removesuffix(divided_word(line.rstrip()))
        words = _WORD.findall(text)
        yield from (word.casefold() for word in words[divided:])
        divided = text != line.rstrip()


def _paragraphs(lines: Sequence[Line], layout: Layout) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    for line in lines:
        item = _ITEM.match(line.text)
        last = paragraphs[-1] if paragraphs else None
        if last and item and _is_wrapped_number(last, line, item["marker"], layout):
            item = None
        join = "" if item or last is None else _join(last, line, layout)
        if last is None or not join:
            paragraphs.append(_begin(line, item))
        else:
            if join == "break":
                last.breaks.add(len(last.lines))
            last.lines.append(line)
    return paragraphs


def _begin(line: Line, item: re.Match[str] | None) -> _Paragraph:
    if item is None:
        return _Paragraph([line])
    share = item.end() / max(1, len(line.text))
    return _Paragraph([line], item["marker"], line.left + share * (line.right - line.left) * 0.5)


def _is_wrapped_number(last: _Paragraph, line: Line, marker: str, layout: Layout) -> bool:
    """Whether what looks like a marker is the next word of a sentence: « … in paragraph | 5. The … »."""
    if (
        not layout.is_full(last.last, line)
        or _ENDED.search(last.last.text)
        or not _is_near(last.last, line, layout)
    ):
        return False
    if len(last.lines) > 1 or last.words_left is None:
        return abs(line.left - last.lines[-1].left) < TOLERANCE and not marker.startswith(tuple("•◦▪‣●○■·"))
    return line.left > last.words_left


def _is_near(before: Line, line: Line, layout: Layout) -> bool:
    """Whether a line follows another at the distance that lines of a paragraph have, or on the next page."""
    if before.page != line.page:
        return True
    distance = (before.bottom - line.bottom) / max(1.0, before.size)
    return 0 < distance <= _GAP * layout.leading


def _join(last: _Paragraph, line: Line, layout: Layout) -> str:
    """How a line goes on with a block: « wrap » in its line, « break » as a line more; "" for not at all."""
    before = last.last
    if (
        not _is_near(before, line, layout)
        or _looks_otherwise(before, line)
        or CELL in before.text + line.text
    ):
        return ""
    new_page, ended = before.page != line.page, bool(_ENDED.search(before.text))
    full = layout.is_full(before, line) or (new_page and not ended and line.text[:1].islower())
    goes_on = "" if new_page or ended else "break"
    if last.words_left is not None:
        same, inside = abs(line.left - last.left) <= TOLERANCE, line.left > last.left + TOLERANCE
        return "wrap" if full and (inside or same or _is_back(last, line)) else goes_on if inside else ""
    if layout.is_centred(before) and layout.is_centred(line):
        return "" if new_page else "break"
    if abs(line.left - before.left) > TOLERANCE:  # only the first line of a paragraph is further in
        return "wrap" if full and len(last.lines) == 1 and line.left < before.left else ""
    return "wrap" if full else goes_on


def _is_back(last: _Paragraph, line: Line) -> bool:
    """Whether a line stands further left than the marker of its item, whose first line is indented."""
    before = last.last
    if len(last.lines) == 1:
        return line.left < last.left and not _ENDED.search(before.text)
    return abs(line.left - before.left) <= TOLERANCE


def _looks_otherwise(before: Line, line: Line) -> bool:
    """Whether two lines are of different type: another size, or bold where the other is not."""
    if abs(before.size - line.size) > _SIZE * max(before.size, line.size):
        return True
    heading_before = before.bold and before.bold_end and not line.bold
    heading_after = line.bold and line.bold_end and not before.bold_end
    return heading_before or heading_after


@dataclass(slots=True)
class _Printer:
    """Lines to words: hard line ends become spaces, divided words are joined."""

    known: Counter[str]
    hyphens: Hyphens
    join: bool = False  # also where the second part is a word of its own

    def words(self, paragraph: _Paragraph) -> str:
        """The words of a block, without its marker."""
        lines = [line.text.strip() for line in paragraph.lines]
        if paragraph.marker:
            lines[0] = lines[0][len(paragraph.marker) :].strip()
        text = lines[0]
        for number, line in enumerate(lines[1:], 1):
            text = f"{text}\n{line}" if number in paragraph.breaks else self._wrapped(text, line)
        return text.replace("\x0e", "").replace("\x0f", "").replace(CELL, CELLS)

    def _wrapped(self, text: str, line: str) -> str:
        divided = divided_word(text)
        following = _WORD.match(line)
        if not divided or following is None:
            return (
                f"{text} {line}"
                if not text.endswith(("-", "–", "/")) or text.endswith((" -", " –"))
                else f"{text}{line}"
            )
        first, second = divided[:-1], following[0]
        if not second[0].islower():
            return f"{text}{line}"
        whole, parts = f"{first}{second}", f"{first}-{second}"
        as_one, as_two = self.known[whole.casefold()], self.known[parts.casefold()]
        if as_one == as_two:
            joins = self.join or not self.known[second.casefold()]
            self.hyphens.unsure.append(whole if joins else parts)
        else:
            joins = as_one > as_two
            (self.hyphens.joined if joins else self.hyphens.kept).append(whole if joins else parts)
        return f"{text[:-1]}{line}" if joins else f"{text}{line}"


def _placed(paragraphs: Sequence[_Paragraph], layout: Layout, printer: _Printer) -> Iterator[Block]:
    """The blocks on their levels: an item stands under the nearest one before it that begins further left."""
    above: list[float] = []
    for paragraph in paragraphs:
        words, first = printer.words(paragraph), paragraph.lines[0]
        if not paragraph.marker and (CELL in first.text or layout.is_centred(first)):
            yield Block("row" if CELL in first.text else "paragraph", words)
            continue
        while above and above[-1] >= paragraph.left - TOLERANCE:
            above.pop()
        indented = int(bool(above) and above[0] > TOLERANCE)
        depth = len(above) + indented
        if paragraph.marker:
            if not above:
                depth = int(paragraph.left > TOLERANCE)
            above.append(paragraph.left)
            yield Block("item", words, depth, paragraph.marker)
        else:
            yield Block("paragraph", words, depth)
