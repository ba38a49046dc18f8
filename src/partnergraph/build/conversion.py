"""What the reader of a format gives: one canonical text, what it noticed, and what it left out.

A canonical text has a heading or paragraph as a block of its own with a blank line before and after, an item
on a line with its printed marker and two more spaces per level, a row of a table as a line of cells, and
notes at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_LENGTH: Final = 8_000_000  # code points: some 2,500 pages
LINE_LENGTH: Final = 1_000_000  # code points: a whole programme may stand on one line, a library may not
_NUMBER: Final = re.compile(r"\d+")
QUOTE: Final = 80  # code points of what was left out that are quoted


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about how a text was got, and what to do about it.

    It is about the `length` characters from `offset` on, or where that is None, about the text as a whole.
    """

    code: str
    severity: Literal["warning", "info"]
    message: str
    advice: str
    offset: int | None = None
    length: int = 1


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is no part of the text: its kind, first words, how often it stood there, its words in all."""

    what: str
    sample: str
    count: int
    words: int

    def __str__(self) -> str:
        times = f", {self.count} times" if self.count > 1 else ""
        quoted = f": « {self.sample} »" if self.sample else ""
        return f"{self.what}{quoted}{times}"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A canonical text; `encoding` is empty where the format settles it."""

    text: str
    notices: tuple[Notice, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    encoding: str = ""


def gather_dropped(pieces: Iterable[tuple[str, str]]) -> tuple[Dropped, ...]:
    """What was left out, from (kind, words) pairs, in the order of the first of each.

    Those that differ in their numbers alone are counted together.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for what, piece in pieces:
        words = " ".join(piece.split())
        found.setdefault((what, _NUMBER.sub("#", words)), []).append(words)
    return tuple(
        Dropped(what, _short(alike[0]), len(alike), sum(len(words.split()) for words in alike))
        for (what, _), alike in found.items()
    )


def _short(words: str) -> str:
    return words if len(words) <= QUOTE else f"{words[: QUOTE - 1]}…"
