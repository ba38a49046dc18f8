"""The lines of the pages of a PDF, as a program of its own gives them."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from partnergraph.build.pdf_pages import CELL, PAGES, RAISED, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable


def _pdf(draw: Callable[[Canvas], Any], **options: Any) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800), **options)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _lines(draw: Callable[[Canvas], Any]) -> list[list[Any]]:
    (page,) = read_pages(_pdf(draw))["pages"]
    return list(page["lines"])


def test_a_line_has_its_words_and_its_box() -> None:
    """In points from the left and from the foot; the height is that of the type."""
    ((text, left, right, bottom, top, bold, bold_end, slanted, spaced),) = _lines(
        lambda canvas: canvas.drawString(72, 700, "L’été – à l’œuvre")
    )

    assert text == "L’été – à l’œuvre"
    assert (left, round(right)) == (72.0, 72 + round(canvas_width("L’été – à l’œuvre")))
    assert 690 < bottom < 700 < top < 712
    assert (bold, bold_end, slanted, spaced) == (False, False, False, False)


def canvas_width(text: str) -> float:
    """The width of words in the type of these tests."""
    return float(Canvas(io.BytesIO()).stringWidth(text, "Helvetica", 10))


def test_lines_end_where_the_type_moves_down() -> None:
    """A hyphen that divides a word is one, and the rest of the word is on its own line."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The par-")
        canvas.drawString(72, 688, "ties agree")

    assert [line[0] for line in _lines(draw)] == ["The par-", "ties agree"]


def test_words_far_apart_are_cells() -> None:
    """What stands some letters away is a word, what stands further away a cell."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Action")
        canvas.drawString(108, 700, "plan")
        canvas.drawString(250, 700, "Ministry")

    assert [line[0] for line in _lines(draw)] == [f"Action plan{CELL}Ministry"]


@pytest.mark.parametrize("turned", [0, 90])
def test_bullets_that_are_drawn_are_bullets(turned: int) -> None:
    """As browsers print them: a dot or a square before a line, at half its height."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        if turned:
            canvas.rotate(90)
            canvas.translate(0, -600)
        for number, words in enumerate(("Patrols", "Charts", "Rescue", "and words")):
            canvas.drawString(100, 500 - 20 * number, words)
        canvas.circle(90, 503, 2, fill=1)
        canvas.rect(88, 481, 4, 4, fill=1)
        canvas.rect(20, 461, 4, 4, fill=1)  # too far away
        canvas.rect(60, 436, 40, 14)  # a frame
        canvas.circle(90, 448, 2, fill=1)  # between two lines

    lines = _lines(draw)
    assert [line[0] for line in lines] == ["• Patrols", "• Charts", "Rescue", "and words"]
    assert [line[1] for line in lines] == pytest.approx([87.5, 87.5, 100, 100], abs=0.6)


def test_the_size_of_a_line_is_that_of_most_letters() -> None:
    """A name in smaller type amid it changes nothing."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for words, size in (("One of the three ", 10), ("packages/files", 8), (" and what follows", 10)):
            text.setFont("Helvetica", size)
            text.textOut(words)
        canvas.drawText(text)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 680, "Another line")

    mixed, plain = _lines(draw)
    assert mixed[4] - mixed[3] == pytest.approx(plain[4] - plain[3], abs=0.11)


def test_letters_set_apart_are_words() -> None:
    """A title spaced letter by letter; wider gaps are between words."""

    def draw(canvas: Canvas) -> None:
        for place, letter in enumerate("HOTĂRÂRE".replace("Ă", "Â")):
            canvas.drawString(72 + 16 * place, 700, letter)
        for place, letter in enumerate("GUVERN"):
            canvas.drawString(222 + 16 * place, 700, letter)

    ((text, *_, spaced),) = _lines(draw)

    assert text == "HOTÂRÂRE GUVERN"
    assert spaced


def test_a_few_letters_are_a_row() -> None:
    """Heads of columns are no word."""

    def draw(canvas: Canvas) -> None:
        for place, letter in enumerate("ABCD"):
            canvas.drawString(72 + 100 * place, 700, letter)

    assert [line[0] for line in _lines(draw)] == [CELL.join("ABCD")]


def test_raised_small_signs_are_marked() -> None:
    """They may refer to notes."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("defence")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("12")
        text.setFont("Helvetica", 10)
        text.setRise(0)
        text.textOut(" and more")
        canvas.drawText(text)

    assert [line[0] for line in _lines(draw)] == [f"defence{RAISED.format('12')} and more"]


def test_bold_is_told_at_both_ends() -> None:
    """A line may begin with a bold label."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica-Bold", 10)
        text.textOut("Patrols: ")
        text.setFont("Helvetica", 10)
        text.textOut("the parties patrol")
        canvas.drawText(text)

    ((*_, bold, bold_end, _, _),) = _lines(draw)

    assert (bold, bold_end) == (True, False)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(turned: int) -> None:
    """Places are those on the page as it is shown; what stands upright there is not slanted."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.translate(300, 300)
        canvas.rotate(turned)
        canvas.drawString(0, 0, "first line")
        canvas.drawString(0, -12, "second line")

    first, second = _lines(draw)

    assert [first[0], second[0]] == ["first line", "second line"]
    assert first[1] == pytest.approx(second[1], abs=0.2)
    assert math.isclose(first[3] - second[3], 12, abs_tol=0.2)
    assert not first[7]


def test_slanted_words_are_told() -> None:
    """A stamp across the page."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    assert all(line[7] for line in _lines(draw))


def test_what_is_wrong_is_a_word() -> None:
    """Protected, damaged, too many pages."""
    locked = _pdf(lambda canvas: canvas.drawString(9, 9, "x"), encrypt=StandardEncryption("secret"))

    def leaf_through(canvas: Canvas) -> None:
        for _ in range(PAGES + 1):
            canvas.showPage()

    assert read_pages(locked) == {"error": "password"}
    assert read_pages(b"%PDF-1.7 and no more") == {"error": "damaged"}
    assert read_pages(_pdf(leaf_through))["error"] == "pages"


def test_a_page_of_images_is_counted() -> None:
    """It has things on it and no text."""
    found = read_pages(_pdf(lambda canvas: canvas.rect(9, 9, 99, 99, fill=1)))

    assert (found["images"], found["lost"]) == (1, 0)
    assert found["pages"][0]["lines"] == []
