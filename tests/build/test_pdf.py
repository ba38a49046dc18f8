"""PDF as a whole: the program that reads it may fail in any way."""

from __future__ import annotations

import io
import signal
import subprocess
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from partnergraph.build import pdf
from partnergraph.build.pdf import read_pdf
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable


def _pdf(draw: Callable[[Canvas], Any], **options: Any) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _bomb() -> bytes:
    """A page whose content is a hundred megabytes of blanks, packed twice."""
    content = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(content) + content + b"\nendstream",
    )
    numbered = (b"%d 0 obj\n" % number + each + b"\nendobj\n" for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_pdf(lambda canvas: canvas.rect(9, 9, 99, 99, fill=1)), "no text, only images; OCR it first"),
        (_pdf(lambda canvas: canvas.showPage()), "no text"),
        (_pdf(lambda canvas: canvas.drawString(9, 9, "x"), encrypt=StandardEncryption("u", "o")), "password"),
        (b"%PDF-1.7", "damaged"),
        (_pdf(lambda canvas: canvas.drawString(99, 99, "x"))[:300], "damaged"),
        (_bomb(), "no text|memory"),
    ],
    ids=["image", "blank", "password", "empty", "cut", "bomb"],
)
def test_a_pdf_without_readable_text_is_refused(content: bytes, words: str) -> None:
    """Each for its own reason, with advice."""
    with pytest.raises(DocumentError, match=words) as refused:
        read_pdf(content)

    assert refused.value.advice


def test_a_reader_that_breaks_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends the program, it is said in a sentence."""
    monkeypatch.setattr(pdf, "_PROGRAM", "import os; os.abort()")

    with pytest.raises(DocumentError, match="breaks its reader"):
        read_pdf(b"%PDF-1.7")


def test_a_process_with_an_alarm_reads_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text, and no program is started."""
    content = _pdf(lambda canvas: canvas.drawString(72, 700, "Goals of two"))
    elsewhere = read_pdf(content)
    monkeypatch.setattr(subprocess, "run", None)
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        assert read_pdf(content) == elsewhere
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_a_reader_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time."""
    monkeypatch.setattr(pdf, "_PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "SECONDS", 0.2)

    with pytest.raises(DocumentError, match="not read within"):
        read_pdf(b"%PDF-1.7")


def test_pages_without_text_are_noticed() -> None:
    """A scanned page among others may hold half the programme."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Goals of the partnership")
        canvas.showPage()
        canvas.rect(9, 9, 99, 99, fill=1)

    (notice,) = read_pdf(_pdf(draw)).notices

    assert (notice.code, notice.severity) == ("pages-without-text", "warning")
    assert notice.message == "1 of 2 pages hold images and no text"


def test_what_was_mended_is_noticed() -> None:
    """Order, letter-spaced titles, hyphens that nothing settles."""

    def draw(canvas: Canvas) -> None:
        for place, letter in enumerate("PROGRAMME"):
            canvas.drawString(72 + 20 * place, 760, letter)
        canvas.drawString(72, 686, "mation of the parties and their partners in all fields.")
        canvas.drawString(72, 700, "The parties share what they know, so that there is infor-")

    conversion = read_pdf(_pdf(draw))

    assert conversion.text == (
        "PROGRAMME\n\nThe parties share what they know, so that there is information of the parties and "
        "their partners in all fields."
    )
    assert [notice.code for notice in conversion.notices] == ["page-order", "letter-spaced", "hyphenation"]


def test_running_lines_are_reported() -> None:
    """Once each, with their number."""

    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(72, 800, "ASEAN-Freedonia POA")
            canvas.drawString(72, 700, f"Goal {'abcd'[number]} of the parties.")
            canvas.drawString(300, 30, str(number + 1))
            canvas.showPage()

    assert [str(each) for each in read_pdf(_pdf(draw)).dropped] == [
        "page header: « ASEAN-Freedonia POA », 4 times",
        "page number: « 1 », 4 times",
    ]
