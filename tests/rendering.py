"""The outline of any text written as a web page, Markdown, PDF and DOCX, to be read back from there."""

from __future__ import annotations

import html
import io
import re
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnergraph.build.outline import Outline, Unit

_MENU: Final = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "News", "Topics", "Contact")
)
_PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Site</title>
<script>var goals = ["<li>1. no goal</li>"];</script><style>.goal {{ color: red }}</style></head>
<body class="page has-cookie-banner">
<div id="cookie-consent"><p>This site uses cookies.</p><button>Accept</button></div>
<header><nav><ul>{menu}</ul></nav></header>
<div class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/p">Programmes</a></li></ol></div>
<div class="content">
{body}
<div class="social-share"><ul><li><a href="#">Share</a></li><li><a href="#">Print</a></li></ul></div>
</div>
<footer><ul>{menu}</ul><p>All rights reserved.</p></footer>
<script>track();</script></body></html>
"""
_KINDS: Final = (("1", re.compile(r"\d+")), ("a", re.compile("[a-z]")), ("A", re.compile("[A-Z]")))
_SPECIAL: Final = re.compile(r"[*_<>|\[`~]")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def words_of(outline: Outline, unit: Unit) -> str:
    """The words of a unit on one line."""
    return " ".join(outline.words(unit).split(" ")).replace("\n", " ").strip()


def _printed_marker(outline: Outline, unit: Unit) -> str:
    return outline.document.text[unit.span.start : unit.words.start].strip()


def _value(unit: Unit) -> int:
    return int(unit.number) if unit.number.isdigit() else ord(unit.number.lower()) - 96


def _counted(run: Sequence[Unit]) -> str:
    """How a list counts (1, a, A), "•" for bullets; "" where it does not count one by one."""
    if run[0].kind == "bullet-item":
        return "•"
    kind = next((kind for kind, form in _KINDS if all(form.fullmatch(unit.number) for unit in run)), "")
    values = [_value(unit) for unit in run] if kind else []
    return kind if values and values == list(range(values[0], values[0] + len(values))) else ""


def _groups(units: Iterable[Unit]) -> Iterator[tuple[int, list[Unit]]]:
    """Siblings by the list they are of; 0 for those of none."""
    for run, members in groupby(units, key=lambda unit: unit.run):
        yield run, list(members)


def _siblings(outline: Outline, unit: Unit | None) -> list[Unit]:
    """The children of a unit; those of a heading stand beside it."""
    found: list[Unit] = []
    for child in outline.children(unit):
        found.append(child)
        if child.kind == "heading":
            found += outline.children(child)
    return found


def as_html(outline: Outline) -> bytes:
    """A page with menus, scripts and banners around nested lists."""

    def written(units: Iterable[Unit]) -> Iterator[str]:
        for run, members in _groups(units):
            kind = _counted(members) if run else ""
            if not kind:
                for unit in members:
                    tag = "h1" if unit.order == 1 else "h2" if unit.kind == "heading" else "p"
                    words = (
                        outline.document.quote(unit.span)
                        if unit.kind == "heading" or run
                        else outline.words(unit)
                    )
                    yield f"<{tag}>{html.escape(words)}</{tag}>"
                    yield from written(() if unit.kind == "heading" else outline.children(unit))
                continue
            opening = "<ul>" if kind == "•" else f'<ol type="{kind}" start="{_value(members[0])}">'
            yield opening
            for unit in members:
                yield f"<li>{html.escape(outline.words(unit))}"
                yield from written(outline.children(unit))
                yield "</li>"
            yield f"</{opening[1:3]}>"

    title = html.escape(words_of(outline, outline.units[0]))
    return _PAGE.format(title=title, menu=_MENU, body="\n".join(written(_siblings(outline, None)))).encode()


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def as_markdown(outline: Outline) -> bytes:
    """Markdown with nested lists; markers it does not know are typed."""

    def written(units: Iterable[Unit], indent: str) -> Iterator[str]:
        before = ""
        for run, members in _groups(units):
            kind = _counted(members) if run else ""
            if before and kind == before:
                yield f"{indent}<!-- another list -->\n"
            before = kind
            for unit in members:
                marker = "-" if kind == "•" else f"{unit.number}." if kind == "1" else ""
                heading = unit.kind == "heading"
                words = outline.words(unit) if marker else outline.document.quote(unit.span)
                lead = f"{marker} " if marker else "# " if unit.order == 1 else "## " if heading else ""
                yield f"{indent}{lead}{_SPECIAL.sub(_escaped, words)}\n"
                deeper = indent + " " * (len(marker) + 1) if marker else indent
                yield from written(() if heading else outline.children(unit), deeper)

    return "\n".join(written(_siblings(outline, None), "")).encode()


class _Press:
    """Puts lines on pages, as word processors do: hard-wrapped, with a running header and page numbers."""

    def __init__(self, header: str) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, 842), invariant=1)
        self.header = header
        self.page = 0
        self.height = 0.0
        self._turn()

    def _turn(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.height = 760.0
        self.canvas.setFont("Helvetica", 9)
        self.canvas.drawString(72, 800, self.header)
        self.canvas.drawCentredString(297, 30, f"Page {self.page}")

    def block(
        self, words: str, left: float, marker: str = "", *, bold: bool = False, space: float = 6
    ) -> None:
        """Print a block from `left` on, hanging behind its marker."""
        font, size = ("Helvetica-Bold", 13) if bold else ("Helvetica", 11)
        start = left + 18 if marker else left
        lines, line = [], ""
        for word in words.split(" "):
            tried = f"{line} {word}" if line else word
            if line and pdfmetrics.stringWidth(tried, font, size) > 523 - start:
                lines.append(line)
                line = word
            else:
                line = tried
        self.height -= space
        for number, each in enumerate([*lines, line]):
            if self.height < 70:
                self._turn()
            self.canvas.setFont(font, size)
            if marker and not number:
                self.canvas.drawString(left, self.height, marker)
            self.canvas.drawString(start, self.height, each)
            self.height -= size * 1.2


def as_pdf(outline: Outline) -> bytes:
    """A PDF: hard-wrapped lines with a running header and page numbers; items hang by their depth."""
    press = _Press("Partnership programme – running header 1/2")

    def depth(unit: Unit) -> int:
        above = outline.unit(unit.parent) if unit.parent else None
        return 0 if above is None or above.kind == "heading" else depth(above) + 1

    for unit in outline.units:
        heading = unit.kind == "heading"
        marker = "" if heading else _printed_marker(outline, unit)
        words = outline.document.quote(unit.span) if heading else words_of(outline, unit)
        bold = heading or unit.order == 1
        press.block(words, 72 + 18 * depth(unit), marker, bold=bold, space=14 if bold else 6)
    press.canvas.save()
    return press.file.getvalue()


def as_docx(outline: Outline) -> bytes:
    """A DOCX whose numbers stand in its numbering part, with header and footer."""
    lists: list[str] = []
    body: list[str] = []

    def paragraph(words: str, properties: str = "") -> str:
        run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"

    def listed(kind: str, members: Sequence[Unit], depth: int) -> str:
        sign = "•" if kind == "•" else _printed_marker(outline, members[0]).replace(members[0].number, "%1")
        form = {"•": "bullet", "1": "decimal", "a": "lowerLetter", "A": "upperLetter"}[kind]
        start = 1 if kind == "•" else _value(members[0])
        left = 360 * (depth + 1)
        lists.append(
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{sign}"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
        )
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(lists)}"/></w:numPr>'

    def write(units: Iterable[Unit], depth: int) -> None:
        for run, members in _groups(units):
            kind = _counted(members) if run else ""
            properties = listed(kind, members, depth) if kind else f'<w:ind w:left="{360 * depth}"/>'
            for unit in members:
                style = "Title" if unit.order == 1 else "Heading1" if unit.kind == "heading" else ""
                words = outline.words(unit) if kind else outline.document.quote(unit.span)
                body.append(paragraph(words, f'<w:pStyle w:val="{style}"/>' if style else properties))
                write(() if unit.kind == "heading" else outline.children(unit), depth + 1)

    write(_siblings(outline, None), 0)
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level}</w:abstractNum>' for n, level in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists))
    )
    return docx_of(
        "".join(body),
        numbering=abstract + numbers,
        header1=paragraph("Running header"),
        footer1=paragraph("Page 1 of 9"),
    )


_STYLES: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
)
_ROOTS: Final = {"header1": "hdr", "footer1": "ftr"}


def docx_of(body: str, *, namespace: str = _WORD, **parts: str) -> bytes:
    """A DOCX with that body and those parts, as the XML inside their roots."""
    everything = {"styles": _STYLES, **parts}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in everything.items():
            root = _ROOTS.get(name, name)
            archive.writestr(f"word/{name}.xml", f'<w:{root} xmlns:w="{namespace}">{content}</w:{root}>')
    return file.getvalue()


FORMATS: Final[dict[str, Callable[[Outline], bytes]]] = {
    "html": as_html,
    "md": as_markdown,
    "pdf": as_pdf,
    "docx": as_docx,
}
