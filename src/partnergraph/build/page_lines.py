"""What a page prints for itself: running headers, page numbers. It is no part of the text that it interrupts.

A line is furniture where the layout proves it, never because it is short: it says
« Page 3 », or it stands inside a sentence and comes again, or it counts the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergraph.build.cues import Cues

_LONGEST: Final = 100  # code points of a running header
_WIDEST: Final = 300  # of a line in a table of contents, its leaders included
_FIGURES: Final = re.compile(r"\d+")
_ALONE: Final = re.compile(r"[-–—\[]?\s*(\d{1,4})\s*[-–—\]]?")
_NEAR: Final = 6  # lines between two numbers of a list whose numbers stand alone on their lines
_LEADERS: Final = re.compile(
    r".*\S\s?(?:(?:\.\s?){4,}|…\s?…+|_{4,})\s*\d{0,4}"
)  # a line of a table of contents
_GAP: Final = re.compile(r"(?P<words>\S.*?)(?:\t+| {3,})(?P<page>\d{1,3})")  # one that may be
_RULE: Final = re.compile(r"([-–—=_*~])\1{3,}")  # a line drawn under a heading or between parts
_CONTENTS: Final = 3  # lines at least of a table of contents without leaders
_RUNNING: Final = 40  # code points at least of a line of running text
_ENDED: Final = ".:;!?"
_OPENING: Final = re.compile(r"[^\W\d_]")


@cache
def _page_line(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(map(re.escape, words))
    return re.compile(
        rf"[-–—|\s]*(?:{forms})\s*\d{{1,4}}(?:\s*(?:/|of|de|sur|\|)\s*\d{{1,4}})?[-–—|:.\s]*|\d{{1,4}}\s*(?:/|\||of|sur)\s*\d{{1,4}}"
    )


@cache
def _page_inside(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, words))})\s\d{{1,4}}\s?:(?!\S)")


def furniture_lines(lines: Sequence[str], cues: Cues) -> frozenset[int]:
    """The places of the lines that are furniture."""
    says_so = _contents(lines) | {
        at
        for at, line in enumerate(lines)
        if len(line) <= _LONGEST and _page_line(cues.page_words).fullmatch(fold_in_place(line).strip())
    }
    alone = {at: int(found[1]) for at, line in enumerate(lines) if (found := _ALONE.fullmatch(line.strip()))}
    alike = _alike(lines)
    around = _Neighbours(lines, {*says_so, *alone, *(at for places in alike.values() for at in places)})
    return frozenset(says_so | _page_numbers(alone, around) | _running(lines, alike, around))


def _contents(lines: Sequence[str]) -> set[int]:
    """Drawn lines, and those of a table of contents: with leaders, or one after another with page numbers."""
    found = {
        at
        for at, line in enumerate(lines)
        if len(line) <= _WIDEST and (_LEADERS.fullmatch(line.rstrip()) or _RULE.fullmatch(line.strip()))
    }
    run: list[tuple[int, int]] = []
    for at, line in (*enumerate(lines), (len(lines), "end")):
        gap = _GAP.fullmatch(line.strip()) if len(line) <= _WIDEST else None
        if gap and (not run or int(gap["page"]) >= run[-1][1]):
            run.append((at, int(gap["page"])))
        elif line.strip():
            found.update(place for place, _ in run if len(run) >= _CONTENTS)
            run = [(at, int(gap["page"]))] if gap else []
    return found


def inside_lines(text: str, cues: Cues) -> list[Span]:
    """« Page 3: » where a page was glued into a sentence: the places of these words."""
    return [Span(*found.span()) for found in _page_inside(cues.page_words).finditer(fold_in_place(text))]


def _alike(lines: Sequence[str]) -> dict[str, list[int]]:
    """The places of lines that come again, counting or not, by their words."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        words = line.strip()
        if words and len(words) <= _LONGEST and _OPENING.search(words):
            alike[_FIGURES.sub("#", words)].append(at)
    return {key: places for key, places in alike.items() if len(places) > 1}


def _running(lines: Sequence[str], alike: dict[str, list[int]], around: _Neighbours) -> set[int]:
    """Lines that come again, and that a sentence, more often than not, proves to be headers.

    So does a number far to the right of the same words that counts up with them.
    """
    found: set[int] = set()
    for key, places in alike.items():
        inside = [at for at in places if around.interrupts(at)]
        counting = _counts(key, [lines[at] for at in places])
        parted = counting and all(_GAP.fullmatch(lines[at].strip()) for at in places)
        if parted or (inside and (counting or 2 * len(inside) >= len(places))):
            found.update(places)
    return found


def _counts(key: str, lines: list[str]) -> bool:
    """Whether one of the figures in these lines goes up by one from line to line."""
    rows = [[int(number[:9]) for number in _FIGURES.findall(line)] for line in lines]
    return any(
        all(after[column] == before[column] + 1 for before, after in pairwise(rows))
        for column in range(key.count("#"))
    )


def _page_numbers(alone: dict[int, int], around: _Neighbours) -> set[int]:
    """Numbers alone on their lines that go up, unless they stand as near each other as those of a list."""
    inside = {at for at in alone if around.interrupts(at)}
    gaps = [after - before for before, after in pairwise(alone)]
    steps = [after - before for before, after in pairwise(alone.values())]
    far = len(gaps) > 1 and set(steps) == {1} and min(gaps) > _NEAR
    return set(alone) if far else inside


class _Neighbours:
    """The lines with words before and after a line, those that may be furniture left out."""

    def __init__(self, lines: Sequence[str], without: set[int]) -> None:
        self._lines = lines
        kept = [at for at, line in enumerate(lines) if line.strip() and at not in without]
        self._before: dict[int, int] = {}
        self._after: dict[int, int] = {}
        place = 0
        for at in sorted(without):
            while place < len(kept) and kept[place] < at:
                place += 1
            self._before[at] = kept[place - 1] if place else -1
            self._after[at] = kept[place] if place < len(kept) else -1

    def interrupts(self, at: int) -> bool:
        """Whether a sentence goes on over this line: a title before it is no such sentence."""
        before, after = self._before[at], self._after[at]
        if min(before, after) < 0:
            return False
        last, first = self._lines[before].rstrip(), self._lines[after].lstrip()
        return len(last) >= _RUNNING and last[-1] not in _ENDED and first[0].islower()
