"""Lists marked inside a sentence: « (i) …; (ii) …, and (iii) … », cut at their markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.markers import values
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues

_MARKER: Final = re.compile(r"(?<![\w(.])\(?(?P<number>\d{1,2}|[ivx]{1,6}|[a-z])\)\s+(?=\S)", re.IGNORECASE)
_STOP: Final = re.compile(r"[.;:](?=\s|$)")
_MOST: Final = 40  # items; more are no list in a sentence


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list in a sentence; `number` is as printed, "" for none."""

    number: str
    span: Span


def begins_marked(text: str) -> bool:
    """Whether a text begins with such a marker."""
    return _MARKER.match(text) is not None


def marked_lists(text: str, cues: Cues) -> Iterator[tuple[int, tuple[Item, ...]]]:
    """The lists marked (i), (ii), (iii) … in a text, each with its begin; one in another is left out."""
    run: list[re.Match[str]] = []
    style: tuple[str, ...] = ()
    clean = True
    for found in (*_MARKER.finditer(text), None):
        choices = _values(found["number"]) if found else ()
        if run and found and (style, len(run) + 1) in choices:
            run.append(found)
            continue
        begins = [choice for choice, value in choices if value == 1]
        if clean and 1 < len(run) <= _MOST and (found is None or begins):
            yield run[0].start(), _items(text, run, cues)
        clean = not run or len(run) > 1 or found is None
        if begins and found:
            run, style = [found], begins[0]
        else:
            clean = clean and found is None


def _values(number: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    return values(number.lower(), ("letter" if number.isalpha() else "digit", "lower"))


def _items(text: str, run: list[re.Match[str]], cues: Cues) -> tuple[Item, ...]:
    starts = [found.end() for found in run]
    last = _STOP.search(text, starts[-1])
    ends = [*(found.start() for found in run[1:]), last.start() if last else len(text)]
    return tuple(
        Item(found["number"], _trimmed(text, start, end, cues))
        for found, start, end in zip(run, starts, ends, strict=True)
    )


def _trimmed(text: str, start: int, end: int, cues: Cues) -> Span:
    """An item without the comma and the conjunction before the next one."""
    words = _without_closing(fold_in_place(text[start:end]))
    for conjunction in cues.conjunctions:
        before = words.removesuffix(conjunction)
        if before != words and before != (bare := _without_closing(before)):
            return Span(start, start + len(bare))
    return Span(start, start + len(words))


def _without_closing(words: str) -> str:
    """Words without the space and punctuation at their end; a pattern would try each place in a long run."""
    end = len(words)
    while end and (words[end - 1].isspace() or words[end - 1] in ";,."):
        end -= 1
    return words[:end]
