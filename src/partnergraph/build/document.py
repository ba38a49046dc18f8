"""Files to texts: one canonical text each, whatever the format, hashed as it came.

A plain text is decoded and never translated; Markdown, HTML, PDF and DOCX are converted to a text that is
laid out as plain text is. Offsets everywhere are 0-based code points of `Document.text`, half-open.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.characters import suspicious_characters
from partnergraph.build.conversion import LINE_LENGTH, TEXT_LENGTH, Conversion, Notice
from partnergraph.build.encodings import decode
from partnergraph.build.media import DOCX, HTML, PDF, PLAIN, media_type_of
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.conversion import Dropped

FILE_BYTES: Final = 64 * 1_048_576
_ENDS: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of a file; `encoding` is its registered name, empty where the media type settles it."""

    sha256: str
    length: int
    media_type: str
    encoding: str

    @classmethod
    def of(cls, content: bytes, media_type: str, encoding: str) -> Bytes:
        """What is to know of these bytes."""
        return cls(hashlib.sha256(content).hexdigest(), len(content), media_type, encoding)


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of one source file: `file` are the bytes that came, `canonical` those of the text.

    `notices` and `dropped` tell what was noticed on the way and what of the file is no part of the text.
    """

    name: str
    text: str = field(repr=False)
    file: Bytes
    canonical: Bytes
    notices: tuple[Notice, ...]
    dropped: tuple[Dropped, ...]
    _line_starts: tuple[int, ...] = field(repr=False, compare=False)

    @property
    def converted(self) -> bool:
        """Whether the text is another than that of the file, and must be kept beside it."""
        return self.file.sha256 != self.canonical.sha256

    def quote(self, span: Span) -> str:
        """The exact words of a span."""
        return self.text[span.start : span.end]

    def place(self, offset: int) -> Place:
        """File, line and column of an offset; both count from 1, in the canonical text."""
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
    """The document in a file of any format that is read here.

    Raises DocumentError for a file that is missing, empty, binary, protected, damaged or too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except FileNotFoundError:
        raise DocumentError(
            "there is no such file", place=Place(str(path)), advice="Check the name."
        ) from None
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror})", place=Place(str(path))) from None
    return document_from_bytes(content, str(path))


def document_from_bytes(content: bytes, name: str) -> Document:
    """The document in the bytes of a file; `name` stands in messages. Raises DocumentError."""
    try:
        _require(len(content) <= FILE_BYTES, f"the file has over {FILE_BYTES // 1_048_576} MiB")
        media_type, notices = media_type_of(content, name)
        conversion = _convert(content, media_type)
        _check(conversion.text)
    except DocumentError as error:
        place = replace(error.place, file=name) if error.place else Place(name)
        raise DocumentError(error.message, place=place, advice=error.advice) from None
    return Document(
        name,
        conversion.text,
        Bytes.of(content, media_type, conversion.encoding),
        Bytes.of(conversion.text.encode("utf-8"), PLAIN, "utf-8"),
        (*notices, *conversion.notices, *suspicious_characters(conversion.text)),
        conversion.dropped,
        tuple(_line_starts(conversion.text)),
    )


def _convert(content: bytes, media_type: str) -> Conversion:
    """The text of a file in its format; what reads a format is loaded when it is asked for."""
    if media_type == PDF:
        from partnergraph.build.pdf import read_pdf  # noqa: PLC0415 slow to load

        return read_pdf(content)
    if media_type == DOCX:
        from partnergraph.build.docx import read_docx  # noqa: PLC0415 slow to load

        return read_docx(content)
    decoded = decode(content, markup=media_type == HTML)
    _require(bool(decoded.text.strip()), "the file holds no words", "Give the document's text.")
    if media_type == PLAIN:
        return decoded
    conversion = _of_markup(decoded.text, media_type)
    return replace(conversion, notices=(*decoded.notices, *conversion.notices), encoding=decoded.encoding)


def _of_markup(text: str, media_type: str) -> Conversion:
    if media_type == HTML:
        from partnergraph.build.markup import read_html  # noqa: PLC0415 slow to load

        return read_html(text)
    from partnergraph.build.markdown import read_markdown  # noqa: PLC0415 slow to load

    return read_markdown(text)


def _check(text: str) -> None:
    """Refuse what is no text that anybody could have written."""
    _require(bool(text.strip()), "the file holds no words", "Give the document's text.")
    _require(len(text) <= TEXT_LENGTH, f"the text has over {TEXT_LENGTH} characters")
    if len(text) > LINE_LENGTH:
        longest = max(map(len, _ENDS.split(text)))
        _require(
            longest <= LINE_LENGTH,
            f"a line has {longest} characters, and no paragraph has over {LINE_LENGTH}",
            "Break the text into its lines.",
        )


def _require(condition: bool, message: str, advice: str = "Give the pages of the programme alone.") -> None:  # noqa: FBT001 a condition
    if not condition:
        raise DocumentError(message, advice=advice)


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines begin; only LF, CR LF and CR end a line."""
    starts = [0, *(found.end() for found in _ENDS.finditer(text))]
    if starts[-1] == len(text) and len(starts) > 1:
        starts.pop()
    return starts
