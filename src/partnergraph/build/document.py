"""Bytes to text: decoded once, hashed, never translated.

Offsets everywhere are 0-based code points of `Document.text`, half-open.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = "\ufeff"  # the byte order mark: no part of the text, and only at its begin


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """The exact words of one source file."""

    name: str
    text: str = field(repr=False)
    sha256: str
    byte_length: int
    _line_starts: tuple[int, ...] = field(repr=False, compare=False)

    def quote(self, span: Span) -> str:
        """The exact words of a span."""
        return self.text[span.start : span.end]

    def place(self, offset: int) -> Place:
        """File, line and column of an offset; both count from 1."""
        line = bisect_right(self._line_starts, offset)
        return Place(self.name, line, offset - self._line_starts[line - 1] + 1)

    def lines(self) -> list[Span]:
        """Spans of the lines, without their line ends (LF, CR LF or CR)."""
        ends = [*self._line_starts[1:], len(self.text)]
        return [
            Span(start, start + len(self.text[start:end].rstrip("\r\n")))
            for start, end in zip(self._line_starts, ends, strict=True)
        ]


def read_document(path: Path) -> Document:
    """The document in a UTF-8 text file.

    Raises DocumentError for a file that is missing, empty, binary or in another encoding.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(
            "there is no such file", place=Place(str(path)), advice="Check the name."
        ) from None
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror})", place=Place(str(path))) from None
    return document_from_bytes(content, str(path))


def document_from_bytes(content: bytes, name: str) -> Document:
    """The document in UTF-8 bytes; `name` stands in messages. Raises DocumentError."""
    before, nul, _ = content.partition(b"\0")
    if nul:
        raise DocumentError(
            "this is a binary file, not a text: it holds a NUL byte",
            place=Place(name, _position_after(before)[0]),
            advice="Give the text of the document as UTF-8.",
        )
    try:
        text = content.decode("utf-8").removeprefix(_MARK)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"byte 0x{content[error.start]:02X} at byte {error.start} is not UTF-8",
            place=Place(name, *_position_after(content[: error.start])),
            advice="Convert the file first, for example: iconv -f windows-1252 -t utf-8",
        ) from None
    if not text.strip():
        raise DocumentError("the file holds no words", place=Place(name), advice="Give the document's text.")
    sha256 = hashlib.sha256(content).hexdigest()
    return Document(name, text, sha256, len(content), tuple(_line_starts(text)))


def _position_after(content: bytes) -> tuple[int, int]:
    """Line and column, from 1, of what follows these bytes."""
    text = content.decode("utf-8", errors="replace").removeprefix(_MARK)
    starts = _line_starts(f"{text}?")  # a line end is the last of its line only where something follows
    return len(starts), len(text) - starts[-1] + 1


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines begin; only LF, CR LF and CR end a line."""
    starts = [0]
    for offset, char in enumerate(text, 1):
        if char == "\n" or (char == "\r" and text[offset : offset + 1] != "\n"):
            starts.append(offset)
    if starts[-1] == len(text) and len(starts) > 1:
        starts.pop()
    return starts
