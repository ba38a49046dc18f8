"""Which format a file is in: its content decides, its name only where the content leaves it open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from partnergraph.build.conversion import Notice
from partnergraph.build.package import open_package
from partnergraph.errors import DocumentError

PLAIN: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SUFFIXES: Final = {  # the first of each media type is its usual one
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
_NAMES: Final = {PLAIN: "plain text", MARKDOWN: "Markdown", HTML: "HTML", PDF: "PDF", DOCX: "DOCX"}
_HEAD: Final = 2048  # bytes in which a format shows itself
_DOCX_PART: Final = "word/document.xml"
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP: Final = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|table|br|span)\b[^<>]*>", re.IGNORECASE)
_XML: Final = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?:[\w-]+: .*\r?\n)*?MIME-Version: ", re.IGNORECASE)
_OTHERS: Final = (
    (b"{\\rtf", "an RTF file", "Save it as DOCX or PDF."),
    (b"\x89PNG", "an image", "Give its text: recognise it (OCR) first."),
    (b"\xff\xd8\xff", "an image", "Give its text: recognise it (OCR) first."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"Rar!", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def media_type_of(content: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """The media type of a file, and a notice where its name says another.

    Raises DocumentError for a format that is recognised and not read here.
    """
    suffix = SUFFIXES.get(PurePath(name).suffix.lower(), "")
    found = _by_content(content) or _by_text(content, suffix)
    if not suffix or suffix == found:
        return found, ()
    message = f"the name says {_NAMES[suffix]}, and the content is {_NAMES[found]}: it was read as that"
    return found, (Notice("media-type", "warning", message, "Give the file the name that fits it."),)


def usual_suffix(media_type: str, suffix: str) -> str:
    """The suffix for a file of a media type: the one it has, where that fits."""
    if SUFFIXES.get(suffix) == media_type:
        return suffix
    return next(each for each, its in SUFFIXES.items() if its == media_type)


def _by_content(content: bytes) -> str:
    """The media type that the first bytes tell, "" for a text of any kind."""
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(content)
    if content.startswith(_OLE):
        raise _office(content)
    for magic, what, advice in _OTHERS:
        if content.startswith(magic):
            raise DocumentError(f"this is {what}", advice=advice)
    return ""


def _by_text(content: bytes, suffix: str) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content[:_HEAD].decode("utf-16" if wide else "latin-1", errors="ignore").removeprefix("ï»¿")
    if _PAGE.match(text) or (suffix == HTML and _MARKUP.search(text)):
        return HTML
    if _XML.match(text):
        raise DocumentError(
            "this is XML, and no page", advice="Give it as text, Markdown, HTML, PDF or DOCX."
        )
    if _MAIL.match(text):
        raise DocumentError(
            "this is a saved message or web archive", advice="Save the page itself, as HTML or as text."
        )
    return MARKDOWN if suffix == MARKDOWN else PLAIN


def _zip(content: bytes) -> str:
    if _DOCX_PART in open_package(content).names:
        return DOCX
    raise DocumentError(
        "this is a zip file, and no DOCX: it holds no word/document.xml",
        advice="Unpack it, or save the document in it as DOCX.",
    )


def _office(content: bytes) -> DocumentError:
    """What is wrong with an old container of office programs."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return DocumentError("this document is protected by a password", advice="Save it without one.")
    return DocumentError("this is a document of an old Word version", advice="Save it as DOCX.")
