"""The lines of a PDF as they stand on its pages; also as a program of its own, which can be killed.

The program reads a PDF from its standard input and writes JSON: `pages`, each a list of lines, or `error`. A
hostile file may spend all its time and memory, and not those of its parent.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import signal
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from partnergraph.build.blocks import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES: Final = 3_000
CHARACTERS: Final = 8_000_000
MEMORY_BYTES: Final = 2 * 1_073_741_824
CPU_SECONDS: Final = 240

CELL: Final = "\t"  # between words that stand so far apart that they are cells of a row
RAISED: Final = "\x0e{}\x0f"  # around raised small signs: the marks of notes
_CELL_GAP: Final = 1.6  # heights of the type
_RAISED: Final = 0.8  # of the size of the line
_OVERLAP: Final = 0.4  # of the height of the lower of two signs, for them to stand on one line
_LETTERS: Final = 5  # single letters in a row: fewer may be words
_DIVIDED: Final = "\ufffe"  # a hyphen that divides a word at a line end, which follows without a line end
_SOFT: Final = "\u00ad"  # a hyphen that is seen at a line end only
_BOLD: Final = 600
_FIGURES: Final = 20_000  # on a page that are looked at
_DOT: Final = (1.0, 10.0)  # points that a bullet is wide
_BULLET_GAP: Final = 3.0  # heights of the type between a bullet and its words
_Box = tuple[float, float, float, float]
_PR_SET_PDEATHSIG: Final = 1  # of Linux: the signal to get when the parent ends
_CHARACTERS: Final = str.maketrans({"\r": "\n", "\x00": "\ufffd", "\uffff": "\ufffd", "\x02": _DIVIDED})


@dataclass(slots=True)
class _Sign:
    """A word, or a character of one whose characters differ, and its box on the page as it is shown."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    index: int  # of its first character
    after_space: bool = False

    @property
    def size(self) -> float:
        """Its height, which goes with the size of its type."""
        return self.top - self.bottom

    def is_like(self, other: _Sign) -> bool:
        """Whether it stands on one line with another, in the same type, and not before it."""
        alike = abs(self.bottom - other.bottom) < 0.1 and abs(self.top - other.top) < 0.1
        return alike and self.left >= other.left


@dataclass(slots=True)
class _Page:
    """A page and how it is turned."""

    page: Any
    text: Any
    left: float
    bottom: float
    width: float
    height: float
    turned: int
    box: Any = field(default_factory=raw.FS_RECTF)

    def characters(self) -> list[str]:
        """The characters by their number; all line ends are LF."""
        count = raw.FPDFText_CountChars(self.text)
        text = self.text.get_text_range()
        if len(text) != count:  # some have no place in a text: one by one
            text = "".join(_char(raw.FPDFText_GetUnicode(self.text, index)) for index in range(count))
        return list(text.translate(_CHARACTERS))

    def word(self, characters: list[str], start: int, end: int, *, after_space: bool) -> list[_Sign]:
        """A word, or its characters where its first and last do not stand alike."""
        first, last = self._sign(characters, start, after_space=after_space), self._sign(characters, end - 1)
        if not last.is_like(first):
            return [first, *(self._sign(characters, index) for index in range(start + 1, end))]
        first.text, first.right = "".join(characters[start:end]), last.right
        return [first]

    def _sign(self, characters: list[str], index: int, *, after_space: bool = False) -> _Sign:
        raw.FPDFText_GetLooseCharBox(self.text, index, self.box)
        box = (self.box.left, self.box.right, self.box.bottom, self.box.top)
        return _Sign(characters[index], *self._as_shown(*box), index, after_space)

    def _as_shown(self, left: float, right: float, bottom: float, top: float) -> _Box:
        """A box on the page as it is shown: left, right, bottom, top."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.bottom, top - self.bottom
        if self.turned == 90:
            return bottom, top, self.width - right, self.width - left
        if self.turned == 180:
            return self.width - right, self.width - left, self.height - top, self.height - bottom
        if self.turned == 270:
            return self.height - top, self.height - bottom, left, right
        return left, right, bottom, top

    def dots(self) -> list[_Box]:
        """Small round or square figures, which some programs draw for bullets."""
        edges = [ctypes.c_float() for _ in range(4)]
        left, bottom, right, top = edges
        found = []
        for index in range(min(raw.FPDFPage_CountObjects(self.page), _FIGURES)):
            figure = raw.FPDFPage_GetObject(self.page, index)
            if raw.FPDFPageObj_GetType(figure) != raw.FPDF_PAGEOBJ_PATH:
                continue
            raw.FPDFPageObj_GetBounds(figure, *edges)
            width, height = right.value - left.value, top.value - bottom.value
            if _DOT[0] < width < _DOT[1] and 0.6 < height / width < 1.6:
                found.append(self._as_shown(left.value, right.value, bottom.value, top.value))
        return found

    def is_slanted(self, index: int) -> bool:
        """Whether a character does not stand upright on the page as it is shown."""
        angle = raw.FPDFText_GetCharAngle(self.text, index) + math.radians(self.turned)
        return abs(math.sin(angle)) > 0.1 or math.cos(angle) < 0

    def is_bold(self, index: int) -> bool:
        """Whether a character is bold, by the weight of its font or the name of it."""
        if raw.FPDFText_GetFontWeight(self.text, index) >= _BOLD:
            return True
        name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self.text, index, name, 256, flags)
        return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _char(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _lines(page: _Page) -> Iterator[list[_Sign]]:
    """The words of each line, in the order of the file."""
    characters = page.characters()
    line: list[_Sign] = []
    start, after_space = 0, False
    for index, char in enumerate([*characters, "\n"]):
        if not char.isspace() and char != _DIVIDED:
            continue
        end = index + (char == _DIVIDED)
        for sign in page.word(characters, start, end, after_space=after_space) if end > start else ():
            if line and _is_apart(line[-1], sign):
                yield line
                line = []
            line.append(sign)
        if char == "\n" and line:
            yield line
            line = []
        start, after_space = index + 1, char != _DIVIDED


def _is_apart(last: _Sign, sign: _Sign) -> bool:
    """Whether a sign stands on another line than the one before, or back on its left."""
    if last.size <= 0 or sign.size <= 0:
        return False
    overlap = min(last.top, sign.top) - max(last.bottom, sign.bottom)
    return overlap < _OVERLAP * min(last.size, sign.size) or sign.left < last.left - 2 * sign.size


def _printed(line: list[_Sign], size: float) -> tuple[str, bool]:
    """The words of a line, and whether they were spaced letter by letter."""
    if joined := _without_spacing(line):
        return joined, True
    text, right = "", line[0].right
    for sign in line:
        if sign.left - right > _CELL_GAP * size:
            text += CELL
        elif sign.after_space and text:
            text += " "
        raised = sign.size < _RAISED * size and sign.bottom > line[0].bottom + 0.1 * size
        text += RAISED.format(sign.text) if raised else sign.text
        right = sign.right
    text = text.replace(RAISED[-1] + RAISED[0], "").replace(_DIVIDED, "-")
    return (f"{text[:-1]}-" if text.endswith(_SOFT) else text).replace(_SOFT, ""), False


def _without_spacing(line: list[_Sign]) -> str:
    """A line whose letters were set apart, put together; wider gaps are spaces. "" for any other."""
    alone = all(len(sign.text) == 1 and (sign.after_space or sign is line[0]) for sign in line)
    if len(line) < _LETTERS or not alone or not all(sign.text.isalpha() for sign in line[:3]):
        return ""
    gaps = [after.left - before.right for before, after in itertools.pairwise(line)]
    usual = median(gaps)
    spaces = ["" if gap < 1.6 * usual + 0.5 else " " for gap in gaps]
    return "".join(sign.text + space for sign, space in zip(line, [*spaces, ""], strict=True))


def _usual_size(line: list[_Sign]) -> float:
    """The size of most letters of a line: a marker may be larger, the mark of a note smaller."""
    letters: Counter[float] = Counter()
    for sign in line:
        letters[sign.size] += len(sign.text)
    return max(letters, key=lambda size: (letters[size], -size))


def _page_lines(page: _Page) -> list[list[Any]]:
    found, dots = [], page.dots()
    for line in _lines(page):
        size = _usual_size(line)
        common = [sign for sign in line if sign.size == size]
        text, spaced = _printed(line, size)
        left = min(sign.left for sign in line)
        bottom, top = min(sign.bottom for sign in common), max(sign.top for sign in common)
        dot = next((dot for dot in dots if _is_bullet(dot, left, bottom, top)), None)
        found.append(
            [
                f"{BULLET} {text}" if dot else text,
                round(dot[0] if dot else left, 1),
                round(max(sign.right for sign in line), 1),
                round(bottom, 1),
                round(top, 1),
                page.is_bold(line[0].index),
                page.is_bold(line[-1].index + len(line[-1].text) - 1),
                page.is_slanted(line[0].index),
                spaced,
            ]
        )
    return found


def _is_bullet(dot: _Box, left: float, bottom: float, top: float) -> bool:
    """Whether a figure stands before a line, at half its height."""
    begin, end, foot, head = dot
    size = top - bottom
    middle = (foot + head) / 2 - bottom
    return end <= left < end + _BULLET_GAP * size and end - begin < size and 0.2 * size < middle < 0.8 * size


def read_pages(content: bytes) -> dict[str, Any]:
    """The lines of every page, each with its box; or what is wrong: password, damaged, pages, characters."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        return {"error": "password" if locked else "damaged"}
    if len(document) > PAGES:
        return {"error": "pages", "count": len(document)}
    pages, images, characters, lost = [], 0, 0, 0
    for number in range(len(document)):
        try:
            page = document[number]
            left, bottom, right, top = page.get_cropbox()
            text = page.get_textpage()
        except pdfium.PdfiumError:
            lost += 1
            pages.append({"width": 1.0, "height": 1.0, "lines": []})
            continue
        characters += raw.FPDFText_CountChars(text)
        if characters > CHARACTERS:
            return {"error": "characters"}
        turned = page.get_rotation()
        width, height = right - left, top - bottom
        lines = _page_lines(_Page(page, text, left, bottom, width, height, turned))
        images += not lines and raw.FPDFPage_CountObjects(page) > 0
        shown = (height, width) if turned in {90, 270} else (width, height)
        pages.append({"width": shown[0], "height": shown[1], "lines": lines})
        text.close()
        page.close()
    return {"pages": pages, "images": images, "lost": lost}


def main() -> None:
    """Read a PDF from the standard input, write its lines as JSON; end with the process that asked."""
    _limit()
    sys.stdout.write(json.dumps(read_pages(sys.stdin.buffer.read())))


def _limit() -> None:
    """Take no more than the limits, or those that hold already, where the system has them."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 only where the system has it

        for kind, most in (
            (resource.RLIMIT_AS, MEMORY_BYTES),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (least, least))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
