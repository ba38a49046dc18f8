"""Lines to blocks: what stands on several lines is one, and so is what a page header interrupts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.dates import dates_in, without_dates
from partnergraph.build.document import Document, Span
from partnergraph.build.markers import Marker, Style, last_value, letter_place, read_marker
from partnergraph.build.page_lines import furniture_lines, inside_lines
from partnergraph.build.shapes import has_verb, in_capitals
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues

BlockKind = Literal["heading", "paragraph", "numbered-item", "bullet-item", "page-furniture"]

_ENDED: Final = ".:;!?"
_CLOSING: Final = "\"'’”»)]*\u00a0 "
_TAB: Final = 4
_NARROW: Final = 40  # code points; no page is printed in narrower lines
_SLACK: Final = 0.85  # of the width: a line that ends earlier was ended, not wrapped
_HEADING: Final = 120
_HEADING_WORDS: Final = 12
_HEAD_FIELD: Final = re.compile(r"\W*[^\W\d_][\w ’']{0,30}\s?:\s")
_HASHES: Final = re.compile(r"(?m)^[ \t]*(?P<signs>#{1,6})[ \t]+(?=\S)")
_NO_WIDTH: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), " ")
_BOLD: Final = re.compile(r"(?P<sign>\*\*|__)(?=\S)(?P<words>[^*\n]*?\S)(?P=sign)")
_RUN: Final = ("section", "short")
_LETTERS_BACK: Final = 3  # letters that a list may have left out before « D. » is taken for an initial


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: `text` are those without signs of markup, from `start`.

    `level` is that of a heading « ## », 0 for none; `column` counts tabs as the next multiple of four;
    `after_blank` is said of the line above.
    """

    span: Span
    start: int
    text: str
    level: int
    indent: int
    column: int
    after_blank: bool
    furniture: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A unit before it has its place; `lone` says that blank lines or the edges of the text are around it."""

    kind: BlockKind
    span: Span
    words: Span
    indent: int
    column: int
    number: str = ""
    style: Style = ()
    lone: bool = False


def read_blocks(document: Document, cues: Cues) -> tuple[list[Block], list[Span], Document]:
    """The blocks of a document, the page furniture inside them, and the document with spaces in its place."""
    plain = _without_markup(document)
    lines = _lines(document, plain, cues)
    builder = _Builder(cues, _width(lines, cues))
    for at, line in enumerate(lines):
        builder.add(line, lines[at + 1] if at + 1 < len(lines) else None)
    masked = _without(plain, builder.interruptions)
    return _with_headings(builder.blocks, masked, cues), builder.interruptions, masked


def _without(document: Document, spans: list[Span]) -> Document:
    """The document with spaces in place of these spans: offsets stay what they are."""
    if not spans:
        return document
    parts, at = [], 0
    for span in sorted(spans):
        parts += [document.text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return replace(document, text="".join((*parts, document.text[at:])))


def _lines(document: Document, plain: Document, cues: Cues) -> list[Line]:
    """The lines that hold words; those of page furniture are known as such."""
    spans = document.lines()
    printed = [document.quote(span) for span in spans]
    texts = [plain.quote(span) for span in spans]
    furniture = furniture_lines(texts, cues)
    found: list[Line] = []
    after_blank = True
    for at, (span, text) in enumerate(zip(spans, texts, strict=True)):
        pieces = [] if at in furniture else inside_lines(text, cues)
        edges = [0, *(edge for each in pieces for edge in (each.start, each.end)), len(text)]
        for piece, (start, end) in enumerate(pairwise(edges)):
            if text[start:end].strip():
                is_furniture = at in furniture or piece % 2 == 1
                found.append(
                    _line(
                        span.start,
                        printed[at],
                        text,
                        Span(start, end),
                        after_blank=after_blank,
                        furniture=is_furniture,
                    )
                )
                after_blank = False
        after_blank = after_blank or not text.strip()
    return found


def _line(offset: int, text: str, plain: str, piece: Span, *, after_blank: bool, furniture: bool) -> Line:
    """One piece of a line, nearly always all of it."""
    words = text[piece.start : piece.end]
    indent = piece.start + len(words) - len(words.lstrip())
    whole = Span(offset + indent, offset + indent + len(words.strip()))
    bare = plain[piece.start : piece.end]
    start = offset + piece.start + len(bare) - len(bare.lstrip())
    hashes = _HASHES.match(words)
    level = len(hashes["signs"]) if hashes else 0
    column = len(text[:indent].expandtabs(_TAB))
    return Line(whole, start, bare.strip(), level, indent, column, after_blank, furniture)


def _without_markup(document: Document) -> Document:
    """The document with spaces in place of « ## » and « **…** » of Markdown; offsets are the same."""
    text = _HASHES.sub(lambda found: " " * len(found[0]), document.text)
    text = text.translate(_NO_WIDTH)
    return replace(document, text=_BOLD.sub(lambda found: f"  {found['words']}  ", text))


def _width(lines: list[Line], cues: Cues) -> float:
    """The width to which the lines were wrapped, known from lines that go on in small letters."""
    wrapped = sorted(
        line.column + len(line.text)
        for line, after in pairwise(lines)
        if not (after.after_blank or line.furniture or after.furniture)
        and after.text[0].islower()
        and not _is_ended(line.text)
        and read_marker(after.text, cues) is None
    )
    width = wrapped[len(wrapped) * 95 // 100] if wrapped else 0
    return width if width >= _NARROW else float("inf")


def _is_ended(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _ENDED


class _Builder:
    """Gathers lines to blocks, in order."""

    def __init__(self, cues: Cues, width: float) -> None:
        self.blocks: list[Block] = []
        self.interruptions: list[Span] = []
        self._cues = cues
        self._width = width
        articles = (word.strip() for word in cues.articles)
        self._joining = {
            *cues.function_words,
            *cues.conjunctions,
            *articles,
        }  # no line ends with one of these
        self._last: Line | None = None  # the last line of the text, furniture left out
        self._held: list[Line] = []  # furniture of which it is not known what it interrupts
        self._seen: set[tuple[Style, str]] = set()
        self._styles: set[Style] = set()
        self._sentence = False  # whether the line that is added begins with a number and goes on a sentence
        self._first = ""  # the words of the block that is open, as far as its first line goes
        self._texts = 0  # blocks that are no furniture

    def add(self, line: Line, after: Line | None) -> None:
        """Add a line to the block that it continues, or begin one with it."""
        if line.furniture:
            self._held.append(line)
            if after is None:
                self._release()
            return
        self._sentence = False
        marker = self._marker(line)
        if self._held and self._last and marker is None and self._interrupted(line):
            self.interruptions += [held.span for held in self._held]
            self._held.clear()
            self._extend(line)
        else:
            self._release()
            self._place(line, marker)
        self._last = line

    def _interrupted(self, line: Line) -> bool:
        if self._last is None or _is_ended(self._last.text) or not line.text[0].islower():
            return False
        last = self._last.text
        word = fold_in_place(last.rsplit(maxsplit=1)[-1])
        return len(last) >= _NARROW or last[-1] == "," or word in self._joining

    def _release(self) -> None:
        for line in self._held:
            self.blocks.append(Block("page-furniture", line.span, line.span, line.indent, line.column))
        self._held.clear()

    def _place(self, line: Line, marker: Marker | None) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and marker is None and (self._titles(last, line) or self._continues(last, line)):
            self._extend(line)
            return
        if last:
            self.blocks[-1] = replace(last, lone=last.lone and line.after_blank)
        hashes = line.level > 0 and marker is None and self._texts > 0
        kind: BlockKind = marker.kind if marker else "heading" if hashes else "paragraph"
        start = line.start + (marker.end if marker else 0)
        words = Span(start, start + len(line.text) - (marker.end if marker else 0))
        number, style = (
            (marker.number, marker.style) if marker else ("", (f"#{line.level}",) if hashes else ())
        )
        self._texts += 1
        self._first = line.text[marker.end if marker else 0 :]
        self._seen.add((style, number))
        self._styles.add(style)
        self.blocks.append(
            Block(kind, line.span, words, line.indent, line.column, number, style, line.after_blank)
        )

    def _extend(self, line: Line) -> None:
        last = self.blocks[-1]
        start = line.start if last.words.start == last.words.end else last.words.start
        words = Span(start, line.start + len(line.text))
        self.blocks[-1] = replace(last, span=Span(last.span.start, line.span.end), words=words)

    def _marker(self, line: Line) -> Marker | None:
        """The marker of a line, unless a sentence that wraps there happens to look like one."""
        marker = read_marker(line.text, self._cues)
        if marker is None or self._last is None:
            return marker
        if marker.style[:1] == ("coded",) and not self._follows(marker):
            return None
        wraps = self._texts > 1 and not (line.after_blank or _is_ended(self._last.text) or self._fits(line))
        if wraps and marker.kind != "heading" and not self._follows(marker):
            return None
        self._sentence = self._is_sentence(line, marker)
        if self._sentence:
            return None
        initial = marker.style[:2] == ("letter", "upper") and marker.style[2:] == (".",)
        if initial and marker.number not in "AIVXL" and not self._follows(marker):
            return None
        return marker

    def _is_sentence(self, line: Line, marker: Marker) -> bool:
        """Whether « 3. of the plan » goes on an item that began with a capital and has not ended."""
        last = self.blocks[-1]
        if line.after_blank or self._last is None or _is_ended(self._last.text) or last.style != marker.style:
            return False
        began = self._first[0] if self._first else ""
        return began.isupper() and line.text[marker.end : marker.end + 1].islower()

    def _follows(self, marker: Marker) -> bool:
        """Whether such a marker begins a list, or continues one that is under way."""
        if marker.number in {"1", "a", "A", "i", "I"}:
            return True
        if marker.style[0] == "letter":
            before = [chr(ord(marker.number[0]) - back) for back in range(1, _LETTERS_BACK + 1)]
            return any((marker.style, letter) in self._seen for letter in before if letter_place(letter))
        if marker.style[0] == "coded":
            place = last_value(marker.number) - 1
            return not place or (marker.style, f"{marker.style[1]}{place}") in self._seen
        if marker.style[0] == "digit":
            return (marker.style, str(int(marker.number) - 1)) in self._seen
        return marker.style in self._styles

    def _fits(self, line: Line) -> bool:
        """Whether the first word of a line would have had room on the line before."""
        if self._last is None:
            return True
        room = self._last.column + len(self._last.text) + 1 + len(line.text.split(maxsplit=1)[0])
        return room <= _SLACK * self._width

    def _titles(self, last: Block, line: Line) -> bool:
        """Whether a line is the words of a marker alone on the line before (« I. », « SECTION 2 »)."""
        if self._is_bare_label(last):
            return line.text[0].isupper() and not _is_ended(line.text) and len(line.text) <= _HEADING
        if last.words.start != last.words.end or (last.kind == "bullet-item" and line.after_blank):
            return False
        if last.kind != "heading":
            return True
        return line.text[0].isupper() and not _is_ended(line.text) and len(line.text) <= _HEADING

    def _is_bare_label(self, last: Block) -> bool:
        """« PRIORITY 1 », and nothing more."""
        whole = self._last is not None and last.words.end - last.words.start == len(self._last.text)
        return (
            whole
            and last.style[:1] == ("label",)
            and self._first.endswith(last.number)
            and (len(self._first.split()) <= len(("strategic", "priority", "1")))
        )

    def _continues(self, last: Block, line: Line) -> bool:
        """Whether a line without marker, right after another, is more of its block."""
        if self._last is None or line.after_blank or last.kind == "page-furniture":
            return False
        capitals = in_capitals(self._last.text)
        if last.kind == "heading" and not (capitals and in_capitals(line.text)):
            return False
        if self._sentence:
            return True
        if _is_ended(self._last.text):
            return not self._fits(line)
        return self._goes_on(self._last.text, line.text) or self._is_wrapped(last, line, capitals=capitals)

    def _goes_on(self, before: str, text: str) -> bool:
        """Whether no sentence and no title can end before a line, whatever the width."""
        word = fold_in_place(before.rsplit(maxsplit=1)[-1])
        parted = before[-1] == "-" and before[-2:-1].isalpha()
        return before[-1] == "," or parted or word in self._joining or text[0].islower() or text[0] in "(,&"

    def _is_wrapped(self, last: Block, line: Line, *, capitals: bool) -> bool:
        if self._texts == 1 and last.kind == "paragraph":
            return not (_HEAD_FIELD.match(line.text) or next(dates_in(line.text), None))
        return not self._fits(line) and capitals <= in_capitals(line.text)


def _with_headings(blocks: list[Block], document: Document, cues: Cues) -> list[Block]:
    """Lines in capitals, and lone short lines, are headings where a text or a list of theirs follows.

    Of two short lines one after another the first is the heading of a section; more of them are a list.
    """
    found = list(blocks)
    places = [at for at, block in enumerate(blocks) if block.kind != "page-furniture"]
    run: list[int] = []
    last = ""
    for nth, at in enumerate(places[1:], 1):
        words = document.quote(blocks[at].words).strip()
        style = _heading_style(words, cues) if blocks[at].kind == "paragraph" else ""
        if style == "short":
            run.append(at)
            continue
        if run and len(run) <= len(_RUN) and not (len(run) > 1 and last.endswith(":")):
            follows = (
                bool(style) or blocks[at].kind != "paragraph" or _is_ended(words) or len(words) > _HEADING
            )
            for place_, name in zip(run, _RUN[-len(run) :], strict=True) if follows else ():
                found[place_] = replace(blocks[place_], kind="heading", style=(name,))
        run, last = [], words
        if style == "capitals" and nth + 1 < len(places):
            after = blocks[places[nth + 1]]
            next_words = document.quote(after.words).strip() if after.kind == "paragraph" else ""
            style = "chapter" if next_words and _heading_style(next_words, cues) == style else style
        if style and nth + 1 < len(places):
            found[at] = replace(blocks[at], kind="heading", style=(style,))
    return found


def _heading_style(text: str, cues: Cues) -> str:
    """What sort of heading the words of a paragraph can be: none, « capitals » or « short »."""
    if (
        not text[:1].isupper()
        or len(text) > _HEADING
        or text[-1] in ".,;:!?|"
        or len(text.split()) > _HEADING_WORDS + 8 * in_capitals(text)
        or "://" in text
        or "|" in text
        or without_dates(text) != text
    ):
        return ""
    if in_capitals(text):
        return "capitals"
    return "" if has_verb(text, cues) else "short"
