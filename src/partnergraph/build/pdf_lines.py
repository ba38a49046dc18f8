"""The lines of the pages of a PDF: what of them is furniture, and in what order the others are read."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from partnergraph.build.pdf_pages import CELL, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MARKER: Final = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,6})[.)]|\d{1,3}(?:\.\d{1,3})+|[•◦▪‣●○■·*–—-]"
)
_EDGE: Final = 5  # lines at the top and at the foot of a page that may be furniture
_SAME_HEIGHT: Final = 4.0  # points between the same running line on two pages
_MARGIN: Final = 0.065  # of the height of the paper: no text begins so near to the edge
_APART: Final = 0.4  # heights of the type: further away is not the next line
_NEAR: Final = 0.2  # heights of the type: further away is not the next line, where that is larger
_FAR: Final = 1.5  # heights of the type: further away is no paragraph of the text
_LARGE: Final = 1.2  # of the size of the text: larger type is a title
_REACH: Final = 40  # lines back that are looked at for one beside
_SHARE: Final = 0.5  # of the pages have a running line
_PAGE_WORDS: Final = r"(?:page|p|pg|pag|página|pagina|seite|str|s)"
_PAGE_NUMBER: Final = re.compile(
    rf"[\[(–—\-|\s]*(?:{_PAGE_WORDS}\.?\s*)?(?:\d{{1,4}}|[ivxl]{{1,6}})(?:\s*(?:/|of|de|sur|von|di)\s*\d{{1,4}})?[\])–—\-|.:\s]*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+")
_ONE_WORD: Final = re.compile(r"\W*[^\W\d]+\W+#\W*")
_NOTE: Final = re.compile(
    rf"(?:{RAISED[0]}(?P<raised>[\d*†]{{1,3}}){RAISED[-1]}|(?P<mark>\d{{1,3}}|\*{{1,3}}|†))\s*(?=\S)"
)
_NOTE_SIZE: Final = 0.92  # of the size of the running text
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\x0b": " ", "\x0c": " "}
)
_PRIVATE_BULLET: Final = re.compile("^[\ue000-\uf8ff](?=\\s|$)|^[o§Ø](?=\\s)")


_HYPHEN: Final = re.compile(r"[^\W\d]+(?:['’][^\W\d]+)*[-\u2010\u2011]$")
_LONGEST: Final = 80  # letters of a word: no more are looked at


def divided_word(text: str) -> str:
    """The part of a word, with its hyphen, at the end of a line; "" where it ends otherwise."""
    found = _HYPHEN.search(text, max(0, len(text) - _LONGEST))
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words and where they stand, in points from the left and from the foot."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool  # it begins bold
    bold_end: bool
    page: int

    @property
    def size(self) -> float:
        """Its height, which goes with the size of its type."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its measures in points, and its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the running text in reading order and of its notes, what was left out and mended."""

    pages: tuple[tuple[Line, ...], ...]
    notes: tuple[Line, ...]
    dropped: tuple[tuple[str, str], ...]
    spaced: int  # lines whose letters were set apart
    sorted_pages: tuple[int, ...]  # pages whose lines the file has in another order than they stand


def body_of(found: Sequence[Mapping[str, Any]]) -> Body:
    """The running text of pages, as `pdf_pages` gives them."""
    slanted = [" ".join(each[0] for each in page["lines"] if each[7]) for page in found]
    dropped = [("slanted text", words) for words in slanted if words]
    spaced = sum(each[8] for page in found for each in page["lines"])
    pages = [_page(number, page) for number, page in enumerate(found)]
    running = _running(pages)
    kept = [[line for line in page.lines if line not in running] for page in pages]
    dropped += [(running[line], line.text) for page in pages for line in page.lines if line in running]
    ordered, unsorted = [], []
    for number, lines in enumerate(kept):
        rows = _rows(lines)
        if _goes_back(rows):
            unsorted.append(number + 1)
            rows = _rows(sorted(lines, key=lambda line: (-line.top, line.left)))
        ordered.append(rows)
    bodies, notes = _without_notes(ordered)
    return Body(tuple(map(tuple, bodies)), tuple(notes), tuple(dropped), spaced, tuple(unsorted))


def _page(number: int, page: Mapping[str, Any]) -> Page:
    lines = tuple(
        Line(_cleaned(text), left, right, bottom, top, begin, end, number)
        for text, left, right, bottom, top, begin, end, slanted, _ in page["lines"]
        if not slanted
    )
    return Page(page["width"], page["height"], lines)


def _cleaned(text: str) -> str:
    """The words of a line: ligatures as letters, signs of symbol fonts as bullets."""
    text = _PRIVATE_BULLET.sub("•", text.translate(_LIGATURES))
    first, cell, rest = text.partition(CELL)
    return f"{first} {rest}" if cell and MARKER.fullmatch(first.strip()) else text


def _running(pages: Sequence[Page]) -> dict[Line, str]:
    """Running headers and footers and page numbers: what stands at the same height, outermost, on many pages.

    A line is furniture only where all lines further out are, so that none is found amid the text.
    """
    usual = _usual_size(line for page in pages for line in page.lines)
    found: dict[Line, str] = {}
    for what in ("page header", "page footer"):
        by_page = [_edge(page, what == "page header") for page in pages]
        for depth in range(_EDGE):
            outer = [
                lines[depth]
                for lines in by_page
                if len(lines) > depth and all(each in found for each in lines[:depth])
            ]
            running = _repeated(outer, pages, usual)
            for line in outer:
                if line in running or _is_page_number(line, pages):
                    found[line] = "page number" if _PAGE_NUMBER.fullmatch(line.text) else what
        outermost = [lines[0] for lines in by_page if lines]
        found |= {line: what for line in _in_margins(outermost, pages, usual) if line not in found}
    return found


def _in_margins(outermost: Sequence[Line], pages: Sequence[Page], usual: float) -> list[Line]:
    """Lines in the margin of the paper that are no notes: in smaller type than the text, or far from it.

    The latter count only where no text of the document begins in a margin, and the page has a title, too.
    """
    near = [line for line in outermost if _is_in_margin(line, pages) and not _NOTE.match(line.text)]
    free = all(
        not line.bold and line.size < _LARGE * usual and _stands_apart(line, pages[line.page], _FAR)
        for line in near
    )
    return [
        line
        for line in near
        if (free and any(each.size > line.size for each in pages[line.page].lines))
        or (line.size < _NOTE_SIZE * usual and _stands_apart(line, pages[line.page], _NEAR))
    ]


def _is_in_margin(line: Line, pages: Sequence[Page]) -> bool:
    page = pages[line.page]
    return min(line.bottom, page.height - line.top) < _MARGIN * page.height


def _edge(page: Page, at_top: bool) -> list[Line]:  # noqa: FBT001 one of two edges
    """The outermost lines of a page, from outside in."""
    ordered = sorted(page.lines, key=lambda line: (line.bottom, -line.left), reverse=at_top)
    return ordered[:_EDGE]


def _repeated(lines: Sequence[Line], pages: Sequence[Page], usual: float) -> set[Line]:
    """Those that say the same, their page number aside, at the same height on enough pages."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[_NUMBER.sub("#", " ".join(line.text.casefold().split()))].append(line)
    found: set[Line] = set()
    for words, group in groups.items():
        for line in group:
            level = [each for each in group if abs(each.bottom - line.bottom) <= _SAME_HEIGHT]
            if _is_running(words, level, pages, usual):
                found.update(level)
    return found


def _is_running(words: str, group: Sequence[Line], pages: Sequence[Page], usual: float) -> bool:
    on = {line.page for line in group}
    if len(on) < 2 or len(on) < _SHARE * (len(pages) - 1):
        return False
    small = all(line.size < _NOTE_SIZE * usual and _is_in_margin(line, pages) for line in group)
    if len(on) == 2 and not small and not all(_stands_apart(line, pages[line.page]) for line in group):
        return False
    same = len({line.text.casefold() for line in group}) == 1
    if same:
        return len(on) > 2 or MARKER.match(words) is None
    numbers = [[int(number) - line.page for number in _NUMBER.findall(line.text)] for line in group]
    follow_pages = any(len(set(differences)) == 1 for differences in zip(*numbers, strict=False))
    is_heading = _ONE_WORD.fullmatch(words) and not _PAGE_NUMBER.fullmatch(group[0].text)
    return follow_pages and not is_heading and not MARKER.fullmatch(group[0].text.split()[0])


def _is_page_number(line: Line, pages: Sequence[Page]) -> bool:
    """A number alone near the edge of the paper, with more space to the text than between lines."""
    page = pages[line.page]
    return bool(_PAGE_NUMBER.fullmatch(line.text)) and _stands_apart(line, page)


def _stands_apart(line: Line, page: Page, gap: float = _APART) -> bool:
    """Whether a line is near the edge of the paper, and further from the others than lines of a text are.

    The gap is in heights of its type.
    """
    if min(line.bottom, page.height - line.top) > 0.12 * page.height:
        return False
    others = [each for each in page.lines if each is not line]
    return all(max(each.bottom - line.top, line.bottom - each.top) > gap * line.size for each in others)


def _rows(lines: Iterable[Line]) -> list[Line]:
    """Lines that stand side by side as one: a marker and its words, or the cells of a row.

    Cells follow each other in the file; a marker may stand anywhere before or after its words.
    """
    rows: list[Line] = []
    for line in lines:
        lately = reversed(range(max(0, len(rows) - _REACH), len(rows)))
        at = next((at for at in lately if _beside(rows[at], line)), None)
        if at is None or (at < len(rows) - 1 and not _is_marker(min(rows[at], line, key=_left))):
            rows.append(line)
        else:
            rows[at] = _side_by_side(*sorted((rows[at], line), key=_left))
    return rows


def _left(line: Line) -> float:
    return line.left


def _is_marker(line: Line) -> bool:
    return bool(MARKER.fullmatch(line.text.strip()))


def _side_by_side(first: Line, second: Line) -> Line:
    """Two lines as one, as high as the longer of them."""
    near = _is_marker(first) or second.left - first.right < second.size
    longer = max(first, second, key=lambda each: each.right - each.left)
    return replace(
        first,
        text=f"{first.text}{' ' if near else CELL}{second.text}",
        right=max(first.right, second.right),
        bottom=longer.bottom,
        top=longer.top,
        bold_end=second.bold_end,
    )


def _beside(one: Line, other: Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.6 * min(one.size, other.size) and (one.right <= other.left or other.right <= one.left)


def _goes_back(lines: Sequence[Line]) -> bool:
    """Whether the file has a line after one that stands below it in the same column."""
    return any(
        after.bottom > before.bottom + before.size / 2
        and min(before.right, after.right) > max(before.left, after.left)
        for before, after in itertools.pairwise(lines)
    )


def _without_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """The text, and the notes at the feet of pages: smaller type, begun by a mark the page refers to."""
    usual = _usual_size(line for page in pages for line in page)
    bodies, notes = [], []
    for page in pages:
        first = len(page)
        while first and page[first - 1].size < _NOTE_SIZE * usual:
            first -= 1
        while first < len(page) and not _is_note(page[first], page[:first]):
            first += 1
        body = [_with_references(line, page[first:]) for line in page[:first]]
        bodies.append(body)
        notes += [_as_note(line) if _is_note(line, page[:first]) else line for line in page[first:]]
    return bodies, notes


def _usual_size(lines: Iterable[Line]) -> float:
    """The size that most of the text has."""
    sizes = Counter({0.0: 0})
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _is_note(line: Line, body: Sequence[Line]) -> bool:
    found = _NOTE.match(line.text)
    mark = (found["raised"] or found["mark"]) if found else ""
    return bool(mark) and any(RAISED.format(mark) in each.text for each in body)


def _as_note(line: Line) -> Line:
    found = _NOTE.match(line.text)
    return (
        replace(line, text=f"[{found['raised'] or found['mark']}] {line.text[found.end() :]}")
        if found
        else line
    )


def _with_references(line: Line, notes: Sequence[Line]) -> Line:
    """Raised marks of notes in brackets, so that they are no part of the word before them."""
    marks = {found["raised"] or found["mark"] for note in notes if (found := _NOTE.match(note.text))}
    text = line.text
    for mark in sorted(marks):
        text = text.replace(RAISED.format(mark), f"[{mark}]")
    return replace(line, text=text)
