"""Blocks to canonical text: what a reader of a format found, laid out as plain text is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.conversion import TEXT_LENGTH
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVELS: Final = 100
INDENT: Final = "  "  # of one level
BULLET: Final = "•"
BULLETS: Final = "•◦▪‣●○■·*–—-"  # signs that are printed as they are
CELLS: Final = " | "  # between the cells of a row

_ADVICE: Final = "Give the pages of the programme alone, as plain text."
_ENDS: Final = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_UNSEEN: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")  # where a line may or may not end
_BLANKS: Final = re.compile(r"[ \t\r]+")
_SEQUENCES: Final = {"item", "row"}  # no blank line stands between two of them


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `depth` counts the levels it is indented, `marker` is printed before the words of an item.

    The words may have several lines; those of `verbatim` keep their spaces.
    """

    kind: Literal["heading", "paragraph", "item", "row", "verbatim"]
    text: str
    depth: int = 0
    marker: str = ""


def canonical_text(blocks: Iterable[Block]) -> str:
    """The blocks as plain text, no line end after the last; raises DocumentError for too much or too deep."""
    printed: list[str] = []
    before: Block | None = None
    length = 0
    for block in blocks:
        if block.depth > LEVELS:
            raise DocumentError(f"it is nested deeper than {LEVELS} levels", advice=_ADVICE)
        lines = _lines(block)
        length += sum(map(len, lines))
        if length > TEXT_LENGTH:
            raise DocumentError(f"the text has over {TEXT_LENGTH} characters", advice=_ADVICE)
        if not lines:
            continue
        together = before is not None and before.kind == block.kind and block.kind in _SEQUENCES
        if before is not None and not together:
            printed.append("")
        printed += lines
        before = block
    return "\n".join(printed)


def _lines(block: Block) -> list[str]:
    """The lines of a block: those after the first stand under the words, not under the marker."""
    verbatim = block.kind == "verbatim"
    raw = block.text.translate(_UNSEEN).translate(_ENDS).split("\n")
    lines = [line.rstrip() if verbatim else _BLANKS.sub(" ", line).strip() for line in raw]
    if verbatim:
        return [f"{INDENT * block.depth}{line}" for line in lines] if any(lines) else []
    lines = [line for line in lines if line]
    if block.marker:
        lines = [f"{block.marker} {lines[0]}", *lines[1:]] if lines else [block.marker]
    deeper = " " * (len(block.marker) + 1) if block.marker else ""
    indent = INDENT * block.depth
    return [f"{indent}{deeper if number else ''}{line}" for number, line in enumerate(lines)]


def printed_bullet(sign: str) -> str:
    """The sign of an unnumbered item: known ones as printed, those of symbol fonts as a bullet."""
    return sign if sign in BULLETS and len(sign) == 1 else BULLET
