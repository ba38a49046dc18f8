"""Markdown to canonical text, with lists numbered as they are shown.

A line end within a paragraph stays one, so that an item whose marker Markdown does not know, such as
« a) », still begins a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from partnergraph.build.conversion import Conversion, gather_dropped
from partnergraph.build.markup import read_fragment
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

NESTING: Final = 20  # blocks in blocks: nine lists
LINES: Final = 50_000
LENGTH: Final = 500_000  # characters of a paragraph
SIGNS: Final = 100_000  # of the whole text
PARAGRAPH_SIGNS: Final = 2_000  # brackets that open: the parser takes quadratic time for them
_ADVICE: Final = "Give it as plain text."
_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?P<front>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY: Final = re.compile(r"[\w-]+:|[ \t#-]|$")  # how a line of front matter begins
_NOTE: Final = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]*", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^([^\]\s]+)\]")


def read_markdown(text: str) -> Conversion:
    """The document in CommonMark with tables; raises DocumentError where it is nested too deeply."""
    front = _FRONT.match(text)
    if front and not all(_ENTRY.match(line) for line in front["front"].splitlines()):
        front = None  # a line, words and another line
    body = text[front.end() :] if front else text
    conversion = read_fragment(_as_html(_notes_as_text(body)))
    if not front:
        return conversion
    dropped = gather_dropped([("front matter", front["front"])])
    return Conversion(conversion.text, conversion.notices, (*dropped, *conversion.dropped))


def _as_html(text: str) -> str:
    """The page that is shown; a text whose signs would take the parser minutes is refused before it."""
    if sum(map(text.count, "*_[`<")) > SIGNS:
        raise DocumentError(f"it holds over {SIGNS} signs of emphasis and links", advice=_ADVICE)
    if text.count("\n") > LINES:
        raise DocumentError(f"it has over {LINES} lines", advice=_ADVICE)
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": NESTING}).enable("table")
    markdown.core.ruler.after("block", "limits", _check)
    try:
        return str(markdown.render(text))
    except RecursionError:
        raise DocumentError(f"it is nested deeper than {NESTING} levels", advice=_ADVICE) from None


def _check(state: StateCore) -> None:
    """Refuse blocks that the parser would leave out, or take quadratic time for."""
    for token in state.tokens:
        if token.level + (token.nesting == 1) >= NESTING:
            raise DocumentError(f"it is nested deeper than {NESTING} levels", advice=_ADVICE)
        if len(token.content) > LENGTH or max(map(token.content.count, "[`<")) > PARAGRAPH_SIGNS:
            raise DocumentError("a paragraph is longer, or has more links, than any text", advice=_ADVICE)


def _notes_as_text(text: str) -> str:
    """Notes as paragraphs and references to them, both with their mark in brackets."""
    return _REFERENCE.sub(r"\\[\1\\]", _NOTE.sub(r"\\[\g<mark>\\] ", text)) if "[^" in text else text
