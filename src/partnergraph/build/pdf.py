"""PDF to canonical text: its pages are read in a process that can be killed, its lines put together here."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from partnergraph.build.blocks import canonical_text
from partnergraph.build.conversion import Conversion, Notice, gather_dropped
from partnergraph.build.pdf_blocks import Hyphens, read_blocks
from partnergraph.build.pdf_lines import body_of
from partnergraph.build.pdf_pages import CHARACTERS, PAGES, read_pages
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.pdf_lines import Body

SECONDS: Final = 300.0

# Modules are found where this process finds them, whichever way it was installed.
_PROGRAM: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; from partnergraph.build.pdf_pages import main; main()"
)
_AGAIN: Final = "Get the file again, or print it to a new PDF."
_OCR: Final = "ocrmypdf in.pdf out.pdf"
_PROBLEMS: Final = {
    "password": ("this PDF is protected by a password", "Save it without one."),
    "damaged": ("this PDF is damaged", _AGAIN),
    "pages": (f"this PDF has over {PAGES} pages", "Give the pages of the programme alone."),
    "characters": (f"this PDF holds over {CHARACTERS} characters", "Give the pages of the programme alone."),
}
_SHOWN: Final = 8  # words that are listed in a notice


def read_pdf(content: bytes) -> Conversion:
    """The text of a PDF; raises DocumentError where it is damaged, protected, too large or only images."""
    found = _pages(content)
    if "error" in found:
        message, advice = _PROBLEMS[found["error"]]
        raise DocumentError(message, advice=advice)
    body, hyphens = body_of(found["pages"]), Hyphens()
    blocks = read_blocks(body.pages, hyphens)
    blocks += read_blocks([body.notes], hyphens) if body.notes else []
    text = canonical_text(blocks)
    if not text.strip():
        what = "holds no text, only images; OCR it first" if found["images"] else "holds no text"
        raise DocumentError(f"this PDF {what}", advice=f"Recognise its text (OCR), for example: {_OCR}")
    return Conversion(text, tuple(_notices(found, body, hyphens)), gather_dropped(body.dropped))


def _pages(content: bytes) -> dict[str, Any]:
    """What `pdf_pages` finds: here, where the kernel's alarm will end this process, else in a program.

    Raises DocumentError where the program ends otherwise.
    """
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        return read_pages(content)
    command = [sys.executable, "-c", _PROGRAM, *sys.path]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 our own program
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"this PDF was not read within {SECONDS:.0f} seconds",
            advice="Print it to a new PDF, or give its text.",
        ) from None
    try:
        found = json.loads(ended.stdout)
    except ValueError:
        raise DocumentError(
            "this PDF takes more memory or time than there is, or breaks its reader",
            advice="Print it to a new PDF, or give its text.",
        ) from None
    return dict(found)


def _notices(found: dict[str, Any], body: Body, hyphens: Hyphens) -> Iterator[Notice]:
    if found["images"]:
        message = f"{found['images']} of {len(found['pages'])} pages hold images and no text"
        yield Notice("pages-without-text", "warning", message, f"Recognise their text (OCR): {_OCR}")
    if found["lost"]:
        yield Notice("pages-lost", "warning", f"{found['lost']} pages are damaged and were not read", _AGAIN)
    if body.sorted_pages:
        printed = ", ".join(map(str, body.sorted_pages[:_SHOWN]))
        message = (
            f"the file has the lines of pages {printed} in another order than they stand: they were sorted"
        )
        yield Notice("page-order", "warning", message, "Compare these pages with the printed ones.")
    if body.spaced:
        message = f"{body.spaced} lines were spaced letter by letter and were put together"
        yield Notice("letter-spaced", "info", message, "Look whether their words end where they should.")
    if hyphens.unsure:
        words = ", ".join(dict.fromkeys(hyphens.unsure[:_SHOWN]))
        message = (
            f"{len(hyphens.unsure)} words with a hyphen at a line end occur nowhere else, which leaves open"
        )
        message = f"{message} whether it is part of them; they were read as: {words}"
        yield Notice("hyphenation", "info", message, "Quote these words as they were read.")
