"""One programme printed in many ways as PDF: columns, margins, spacing, running lines, page numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pytest
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from partnergraph.build.document import document_from_bytes
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PROSE: Final = (
    "The parties look back on many years of work on the same coasts, and tell each other what goes wrong.",
    "Storms, reefs and fog are common to both, and so are the means against them, which cost too much.",
    "They will meet twice a year, once in each country, and look at what was achieved and what was not.",
    "Nothing in this programme takes away from what each side owes to others under earlier treaties.",
)
OBJECTIVES: Final = (
    "to protect the coasts and those who live from them, in peace and in crisis, by day and by night",
    "to train crews",
)
GOALS: Final = {
    "SAFE SEAS": (
        "PATROLS – The parties patrol together in the straits and tell what they have seen, also by night.",
        "CHARTS – The parties keep the charts of the shoals up to date.",
        "RESCUE – The parties help ships in distress, whatever flag they fly and whoever called for help.",
    ),
    "SHARED LEARNING": (
        "SCHOOLS – The parties open their schools to the crews of the other side.",
        "LESSONS – The parties print what they have learned in both languages, for those who come after.",
    ),
}
TITLE: Final = "Plan of Action between the EU and Syldavia for 2025-2028"


def _paragraph(number: int, count: int) -> str:
    return f"{number}. " + " ".join(PROSE[(number + each) % 4] for each in range(count))


def _story(size: float, leading: float, space: float, align: int, bullet: str) -> list[Paragraph]:
    """The programme, set in this type."""
    usual: dict[str, Any] = {"fontSize": size, "leading": leading, "spaceAfter": space, "alignment": align}
    body, item, point = (
        ParagraphStyle("p", fontName="Helvetica", leftIndent=18 * level, **usual) for level in range(3)
    )
    bold = {"fontName": "Helvetica-Bold", "spaceAfter": space or 2}
    title = ParagraphStyle("t", fontSize=size + 4, leading=1.2 * (size + 4), alignment=TA_CENTER, **bold)
    head = ParagraphStyle("h", fontSize=size + 1, leading=1.2 * (size + 1), spaceBefore=2 * space, **bold)
    printed = [(TITLE, title), ("3 May 2025", body), ("PART 1 – PURPOSE", head)]
    printed += [(_paragraph(number, 3), body) for number in range(1, 5)]
    printed += [("5. The plan has two strategic objectives:", body)]
    printed += [(f"a) {OBJECTIVES[0]};", item), (f"b) {OBJECTIVES[1]}.", item), ("PART 2 – GOALS", head)]
    printed += [("1. The five goals are arranged in two priorities: SAFE SEAS and SHARED LEARNING.", body)]
    printed += [("2. The five goals are the following:", body)]
    for number, (priority, goals) in enumerate(GOALS.items(), 1):
        printed += [(f"{number}. {priority}:", item), *((f"{bullet} {goal}", point) for goal in goals)]
    printed += [(_paragraph(number, 4), body) for number in range(3, 9)]
    return [Paragraph(words, style) for words, style in printed]


def _pdf(columns: int, footer: str, **type_: Any) -> bytes:
    """The programme on A4 pages with a running header and a page number."""
    file = io.BytesIO()

    def furnish(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 810, "EU-Syldavia POA")
        canvas.drawCentredString(297, 30, footer.format(canvas.getPageNumber()))

    frames = (
        [Frame(72, 60, 451, 720)] if columns == 1 else [Frame(60, 60, 230, 720), Frame(305, 60, 230, 720)]
    )
    document = BaseDocTemplate(file, pagesize=(595, 842), invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build(_story(**type_))
    return file.getvalue()


@pytest.mark.parametrize(
    ("columns", "footer", "printed"),
    [
        (1, "{}", (11, 13.2, 6, 0, "•")),
        (1, "Page {}", (11, 13.2, 6, TA_JUSTIFY, "•")),
        (1, "[{}]", (11, 16.5, 6, 0, "•")),
        (1, "Page {} of 9", (11, 26, 6, 0, "•")),
        (1, "Page {}:", (11, 13.2, 0, 0, "•")),
        (1, "– {} –", (8, 9.6, 6, 0, "•")),
        (1, "{}", (11, 13.2, 6, 0, "-")),
        (2, "- {} -", (9.5, 11.4, 6, 0, "•")),
        (2, "{}/3", (9.5, 11.4, 6, TA_JUSTIFY, "–")),
    ],
    ids=[
        *("ragged", "justified", "wide lines", "double lines", "no space between paragraphs"),
        *("small type on one page", "dashes", "two columns", "two justified columns"),
    ],
)
def test_a_programme_is_read_however_it_is_printed(
    columns: int, footer: str, printed: tuple[float, float, float, int, str]
) -> None:
    """Wraps, turned pages and columns leave no trace in the words; what is furniture is said."""
    size, leading, space, align, bullet = printed
    content = _pdf(columns, footer, size=size, leading=leading, space=space, align=align, bullet=bullet)
    programme = read_programme(document_from_bytes(content, "a.pdf"), "en")
    document = programme.document

    assert programme.title is not None
    assert " ".join(programme.title.text.split()) == TITLE
    assert tuple(objective.label.text for objective in programme.objectives) == OBJECTIVES
    assert [priority.label.text for priority in programme.priorities] == list(GOALS)
    for priority, goals in zip(programme.priorities, GOALS.values(), strict=True):
        found = [document.quote(goal.span) for goal in programme.goals_of(priority.ordinal)]
        assert found == list(goals)
    for number in (1, 2, 3, 4):
        assert f"\n{_paragraph(number, 3)}\n" in document.text
    for number in (3, 4, 5, 6, 7):
        assert f"\n{_paragraph(number, 4)}\n" in document.text
    assert [dropped.what for dropped in document.dropped] == ["page header", "page number"]
    assert {finding.code for finding in programme.findings} == {"left-out"}
