"""Bytes to text: which encoding they are in, by what they say themselves and by what makes sense."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from partnergraph.build.conversion import Conversion, Notice
from partnergraph.errors import DocumentError, Place

_MARKS: Final = (  # the longer marks first: that of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these names for: https://encoding.spec.whatwg.org/#names-and-labels
_WINDOWS: Final = {"iso8859-1", "latin-1", "ascii", "cp1252"}
_GUESSES: Final = ("cp1252", "iso8859-15", "mac_roman", "cp850")
# Python's names for them, and those of https://www.iana.org/assignments/character-sets
_NAMES: Final = {
    "mac_roman": "macintosh",
    "cp850": "ibm850",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
    "euc_jp": "euc-jp",
    "euc_kr": "euc-kr",
}
_TYPOGRAPHY: Final = set("’‘“”«»‹›–—…•·°§©®™€£¥½¼¾²³¹ªº±×µ¡¿†‡\u00a0\u00ad")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_IN_WORDS: Final = set("’‘–—·\u00a0\u00ad")
_APART: Final = set("¼½¾¥±×")  # never stand at a word
_DECLARATION: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN: Final = 4096  # bytes: a declaration must stand at the beginning
_ADVICE: Final = "Save it as UTF-8, for example: iconv -f {} -t utf-8"
_COMPARE: Final = "Look at the letters with accents; where they are wrong, save the file as UTF-8."
_NOTHING: Final = "Nothing is to be done where the letters with accents are right."
_BINARY: Final = "Give the document as text, Markdown, HTML, PDF or DOCX."


def decode(content: bytes, *, markup: bool = False) -> Conversion:
    """The text of bytes, its encoding, and a notice where that is not plain UTF-8.

    Their mark decides, then UTF-8 where they are that, then what `markup` declares, then a guess that
    makes sense. Raises DocumentError, with line and column, where there is none.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content.removeprefix(mark), encoding)
    if b"\0" in content:
        return _unmarked_wide(content)
    declared = _declared(content) if markup else ""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _declared_or_guessed(content, declared, error)
    if not declared or declared == "utf-8" or content.isascii():
        return Conversion(text, encoding="utf-8")
    message = f"the page says {_name(declared)}, and is UTF-8: it was read as that"
    return Conversion(text, (Notice("encoding", "warning", message, _COMPARE),), encoding="utf-8")


def _marked(content: bytes, encoding: str) -> Conversion:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise _not_utf8(content, error, "") from None
        raise DocumentError(
            f"its mark says {encoding[:-3].upper()}, and byte {error.start} after it is not that",
            advice="Save it as UTF-8.",
        ) from None
    if encoding == "utf-8":
        return Conversion(text, encoding="utf-8")
    notice = Notice("encoding", "info", f"the text is {encoding[:-3].upper()}, as its mark says", _NOTHING)
    return _without_nul(Conversion(text, (notice,), encoding=_name(encoding)))


def _unmarked_wide(content: bytes) -> Conversion:
    """Text of two bytes a character without a mark; raises DocumentError for any other use of NUL."""
    half = max(1, len(content) // 2)
    for encoding, high in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if len(content) % 2 == 0 and high.count(0) > 0.5 * half and content.count(0) < 1.1 * high.count(0):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            message = f"the text has no mark, and makes sense as {encoding.upper()}"
            notice = Notice("encoding", "warning", message, _COMPARE)
            return _without_nul(Conversion(text, (notice,), encoding=_name(encoding)))
    line, _ = _position_after(content.partition(b"\0")[0])
    raise DocumentError(
        "this is a binary file, not a text: it holds a NUL byte", place=Place("", line), advice=_BINARY
    )


def _without_nul(conversion: Conversion) -> Conversion:
    if "\0" in conversion.text:
        raise DocumentError("this is a binary file, not a text: it holds NUL characters", advice=_BINARY)
    return conversion


def _declared(content: bytes) -> str:
    """The encoding that markup says it is in, as Python names it; "" for none that is known."""
    found = _DECLARATION.search(content[:_DECLARED_WITHIN])
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name if found else ""
    except LookupError:
        return ""
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # the declaration was legible as bytes, so it is not that
    return "cp1252" if name in _WINDOWS else name


def _declared_or_guessed(content: bytes, declared: str, error: UnicodeDecodeError) -> Conversion:
    if declared not in ("", "utf-8"):
        try:
            text = content.decode(declared)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
        else:
            notice = Notice("encoding", "info", f"the page is {_name(declared)}, as it says", _NOTHING)
            return Conversion(text, (notice,), encoding=_name(declared))
    if _holds_utf8(content):
        raise _not_utf8(content, error, ", though other parts of the file are")
    for encoding in _GUESSES:
        text = _sensible(content, encoding)
        if text:
            message = (
                f"the text is not UTF-8 and does not say what it is: it makes sense as {_name(encoding)}"
            )
            return Conversion(
                text, (Notice("encoding", "warning", message, _COMPARE),), encoding=_name(encoding)
            )
    raise _not_utf8(content, error, ", and the file makes sense in no other encoding")


def _name(encoding: str) -> str:
    """The registered name of an encoding."""
    known = _NAMES.get(encoding, encoding.replace("iso8859", "iso-8859"))
    return re.sub(r"^cp(?=125\d|874)", "windows-", known)


def _holds_utf8(content: bytes) -> bool:
    """Whether as many characters of several bytes stand in it as other bytes: those are damage then."""
    whole = sum(ord(char) > 127 for char in content.decode("utf-8", errors="ignore"))
    return whole > 0 and whole >= content.decode("utf-8", errors="replace").count("\ufffd")


def _sensible(content: bytes, encoding: str) -> str:
    """The text, where each character beyond ASCII is a letter in a fitting place or a sign of typography."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    if _CONTROLS.search(text):
        return ""
    for each in _BEYOND.finditer(text):
        if not _fits(each[0], text[each.start() - 1 : each.start()], text[each.end() : each.end() + 1]):
            return ""
    return text


def _fits(char: str, before: str, after: str) -> bool:
    """Whether a character makes sense between its neighbours: no capital after a small letter."""
    if char.isalpha() and char not in "ªº":
        latin = "LATIN" in unicodedata.name(char, "") and char not in "ƒˆıſ"
        return latin and not (char.isupper() and before.islower())
    within = before.isalpha() and after.isalpha()
    touches = before.isalpha() or after.isalpha()
    return char in _TYPOGRAPHY and (not within or char in _IN_WORDS) and (not touches or char not in _APART)


def _not_utf8(content: bytes, error: UnicodeDecodeError, remark: str) -> DocumentError:
    return DocumentError(
        f"byte 0x{content[error.start]:02X} at byte {error.start} is not UTF-8{remark}",
        place=Place("", *_position_after(content[: error.start])),
        advice=_ADVICE.format("windows-1252"),
    )


def _position_after(content: bytes) -> tuple[int, int]:
    """Line and column, from 1, of what follows these bytes; LF, CR LF and CR end a line."""
    text = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
    lines = re.split(r"\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1
