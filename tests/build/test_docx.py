"""DOCX: the body as it is seen, and what is left out of it."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from partnergraph.build.docx import read_docx
from partnergraph.errors import DocumentError
from rendering import docx_of


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _box(*texts: str) -> str:
    return "<w:txbxContent>" + "".join(_paragraph(_run(text)) for text in texts) + "</w:txbxContent>"


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICES = f"<mc:Choice>{_box('once')}</mc:Choice><mc:Fallback>{_box('once')}</mc:Fallback>"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (_run("one ") + _run("two"), "one two"),
        ("<w:hyperlink>" + _run("link") + "</w:hyperlink>", "link"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011bc"),
        ("<w:ins>" + _run("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        (_run("seen") + _run("unseen", "<w:vanish/>") + _run("!", '<w:vanish w:val="0"/>'), "seen!"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + _run("7"), "7"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + _run(" goal"), "• goal"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + _run("held") + "</w:sdtContent></w:sdt>", "held"),
        (
            _run("before ") + f"<w:r><w:pict>{_box('in', 'a box')}</w:pict></w:r>" + _run("after"),
            "before after\n\nin\n\na box",
        ),
        (
            f'<w:r><mc:AlternateContent xmlns:mc="{_MC}">{_CHOICES}</mc:AlternateContent></w:r>',
            "once",
        ),
    ],
    ids=[
        "runs",
        "link",
        "signs",
        "hyphens",
        "revision",
        "hidden",
        "field",
        "symbol",
        "content",
        "box",
        "choice",
    ],
)
def test_a_paragraph_is_read_as_seen(content: str, text: str) -> None:
    """Runs, links, signs, revisions, fields and boxes."""
    assert read_docx(docx_of(_paragraph(content))).text == text


def test_what_is_left_out_is_reported() -> None:
    """Headers, footers, comments, deleted and hidden words, images, tables of contents."""
    body = (
        _paragraph(_run("Text") + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
        + _paragraph(_run("Contents 4"), '<w:pStyle w:val="TOC1"/>')
        + _paragraph(_run("hid", "<w:vanish/>") + f'<w:r><pic:cNvPr xmlns:pic="{_PIC}" descr="A map"/></w:r>')
    )
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    comment = f'<w:comment w:id="0">{_paragraph(_run("Why?"))}</w:comment>'
    conversion = read_docx(
        docx_of(
            body,
            styles=styles,
            header1=_paragraph(_run("POA")),
            footer2=_paragraph(_run("2")),
            comments=comment,
        )
    )

    assert conversion.text == "Text"
    assert [str(each) for each in conversion.dropped] == [
        "deleted revision: « old »",
        "table of contents: « Contents 4 »",
        "hidden text: « hid »",
        "image: « A map »",
        "comment: « Why? »",
        "page footer: « 2 »",
        "page header: « POA »",
    ]
    assert [notice.code for notice in conversion.notices] == ["revisions"]


def test_notes_stand_at_the_end() -> None:
    """With the marks that are printed, in the order of the text."""
    body = _paragraph(_run("One") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + _run(".")) + _paragraph(
        _run("Two") + '<w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r>'
    )
    notes = "".join(
        f'<w:{{0}} w:id="{number}">{_paragraph("<w:r><w:footnoteRef/></w:r>" + _run(text))}</w:{{0}}>'
        for number, text in ((-1, "separator"), (2, "second"), (5, "first"))
    )
    conversion = read_docx(
        docx_of(body, footnotes=notes.format("footnote"), endnotes=notes.format("endnote"))
    )

    assert conversion.text == "One[1].\n\nTwo[2][i]\n\n[1] first\n\n[2] second\n\n[i] second"


def test_tables() -> None:
    """Rows as lines of cells; a table that lays out a list is one."""

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{_paragraph(_run(cell))}</w:tc>" for cell in cells) + "</w:tr>"

    body = f"<w:tbl>{row('Action', 'Who')}{row('Train', 'Both')}</w:tbl><w:tbl>{row('(a)', 'words')}</w:tbl>"

    assert read_docx(docx_of(body)).text == "Action | Who\nTrain | Both\n\n(a) words"


_LEVELS = "".join(
    f'<w:abstractNum w:abstractNumId="{kind}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, sign in enumerate(signs)
    )
    + "</w:abstractNum>"
    for kind, form, signs in ((0, "decimal", ("%1.", "%1.%2")), (1, "bullet", ("•", "•")))
)
_NUMBERS = "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>' for number in (1, 2)
)


def _item(text: str, number: int, level: int = 0, indent: str = "") -> str:
    return _paragraph(
        _run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{indent}'
    )


def test_lists_stand_in_each_other_by_level_and_by_indent() -> None:
    """Levels of one list, else how far in an item begins; other paragraphs too."""
    body = (
        _item("one", 1)
        + _item("bullet", 2, 0, '<w:ind w:left="1440" w:hanging="360"/>')
        + _paragraph(_run("more"), '<w:ind w:left="1440"/>')
        + _item("deeper", 1, 1)
        + _item("two", 1)
        + _paragraph(_run("Text"))
    )

    assert read_docx(docx_of(body, numbering=_LEVELS + _NUMBERS)).text == (
        "  1. one\n    • bullet\n\n      more\n\n    1.1 deeper\n  2. two\n\nText"
    )


def test_a_deleted_item_does_not_count() -> None:
    """An item whose words and mark are deleted is gone; an empty one is printed, and counts."""
    gone = _paragraph(
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    body = _item("one", 1) + gone + _item("", 1) + _item("three", 1)

    assert read_docx(docx_of(body, numbering=_LEVELS + _NUMBERS)).text == "  1. one\n  2.\n  3. three"


def test_a_document_of_another_program_is_read() -> None:
    """What python-docx writes with the styles of its template."""
    document = python_docx.Document()
    document.add_heading("Programme", 0)
    document.add_heading("Goals", 1)
    for style, text in (("List Number", "Patrols"), ("List Bullet 2", "Ships"), ("List Number", "Charts")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Signed in Paris.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    document.sections[0].header.paragraphs[0].text = "Running header"
    file = io.BytesIO()
    document.save(file)
    conversion = read_docx(file.getvalue())

    assert conversion.text == (
        "Programme\n\nGoals\n\n1. Patrols\n  • Ships\n2. Charts\n\nSigned in Paris.\n\na | b"
    )
    assert [str(each) for each in conversion.dropped] == ["page header: « Running header »"]


def test_the_strict_form_is_read() -> None:
    """It has other names for the same things."""
    content = docx_of(_paragraph(_run("Text")), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert read_docx(content).text == "Text"


@pytest.mark.parametrize("body", ["", _paragraph(""), "<w:tbl/>"], ids=["empty", "paragraph", "table"])
def test_a_document_without_words_is_refused(body: str) -> None:
    """With what to do."""
    with pytest.raises(DocumentError, match="no words") as refused:
        read_docx(docx_of(body))

    assert "OCR" in refused.value.advice
