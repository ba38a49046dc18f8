"""DOCX to canonical text: what a reader of the printed document would see in its body.

Headers, footers, comments, deleted revisions, hidden text and tables of contents are left out and
reported; text boxes stand after the paragraph they are anchored to, notes at the end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.blocks import BULLET, Block, canonical_text
from partnergraph.build.conversion import Conversion, Notice, gather_dropped
from partnergraph.build.docx_numbering import W, read_numbering, switched_on, value
from partnergraph.build.docx_styles import Style, default_style, read_styles, with_properties
from partnergraph.build.numerals import roman
from partnergraph.build.package import open_package
from partnergraph.build.tables import row_blocks
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from partnergraph.build.docx_numbering import Numbered, Numbering
    from partnergraph.build.package import Package

_BODY: Final = "word/document.xml"
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_TOLERANCE: Final = 100  # twentieths of a point: what is indented less is not indented
_GONE: Final = {f"{W}del": "deleted revision", f"{W}moveFrom": "text moved elsewhere"}
_SIGNS: Final = {
    f"{W}tab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}ptab": " ",
}
_UNREAD: Final = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delInstrText", "softHyphen", "sdtPr")}
_NOTES: Final[dict[str, Callable[[int], str]]] = {"footnote": str, "endnote": roman}
_REFERENCES: Final = {f"{W}{kind}Reference": kind for kind in _NOTES}
_PRINTED: Final = {f"{W}t", _MATHS, f"{W}sym", *_SIGNS, *_REFERENCES}
_PRIVATE: Final = range(0xE000, 0xF900)


def read_docx(content: bytes) -> Conversion:
    """The text of a DOCX; raises DocumentError where it is damaged or holds no words."""
    package = open_package(content)
    reader = _Reader(package, *_parts(package))
    body = package.xml(_BODY).find(f"{W}body")
    blocks = [] if body is None else [*reader.blocks(body)]
    blocks += reader.note_blocks()
    text = canonical_text(blocks)
    if not text.strip():
        raise DocumentError(
            "this document holds no words", advice="If it holds images, recognise them (OCR) first."
        )
    reader.drop_furniture()
    return Conversion(text, tuple(_notices(reader)), gather_dropped(reader.dropped))


def _parts(package: Package) -> tuple[Numbering, dict[str, Style], str]:
    styles = package.xml("word/styles.xml") if "word/styles.xml" in package.names else None
    numbering = package.xml("word/numbering.xml") if "word/numbering.xml" in package.names else None
    return read_numbering(numbering), read_styles(styles), default_style(styles)


def _notices(reader: _Reader) -> Iterator[Notice]:
    if reader.numbering.unknown:
        kinds = ", ".join(sorted(reader.numbering.unknown))
        message = f"lists count in a way that is not known here ({kinds}): they are shown with plain numbers"
        yield Notice("numbering", "warning", message, "Compare the numbers with the printed document.")
    if reader.boxes:
        message = f"{reader.boxes} text boxes: their words stand after the paragraph they are anchored to"
        yield Notice("text-box", "info", message, "Look whether they stand where they belong.")
    if any(what == "deleted revision" for what, _ in reader.dropped) or reader.inserted:
        message = "the document holds revisions that are not accepted: it was read as if they were"
        yield Notice(
            "revisions", "warning", message, "Get the final document, or accept the revisions in it."
        )


@dataclass(slots=True)
class _Reader:
    """One pass over a document: lists count as it goes on, notes are numbered as they are referred to."""

    package: Package
    numbering: Numbering
    styles: dict[str, Style]
    default: str
    dropped: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)  # printed mark of a note by kind and id
    boxes: int = 0
    inserted: bool = False
    _above: list[tuple[int, Numbered]] = field(default_factory=list)  # items we are in, and their positions
    _counts: Counter[str] = field(default_factory=Counter)  # notes referred to so far, by kind
    _anchored: list[etree._Element] = field(default_factory=list)  # text boxes of the paragraph at hand

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks in a body, a cell, a note or a text box."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _GONE:
                self._drop(_GONE[child.tag], child)
            elif child.tag == f"{W}sdt" and _is_contents(child):
                self._drop("table of contents", child)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}:
                yield from self.blocks(child)

    def note_blocks(self) -> Iterator[Block]:
        """The notes that the text refers to, each with its mark."""
        for kind in _NOTES:
            part = f"word/{kind}s.xml"
            if part not in self.package.names:
                continue
            elements = {each.get(f"{W}id", ""): each for each in self.package.xml(part)}
            for (_, identity), mark in [each for each in self.notes.items() if each[0][0] == kind]:
                self._above.clear()
                found = [] if identity not in elements else [*self.blocks(elements[identity])]
                if found:
                    marker = " ".join(filter(None, (mark, found[0].marker)))
                    yield replace(found[0], kind="paragraph", depth=0, marker=marker)
                    yield from found[1:]

    def drop_furniture(self) -> None:
        """Report the headers, footers and comments, which stand in parts of their own."""
        for name in sorted(self.package.names):
            for part, what in (
                ("header", "page header"),
                ("footer", "page footer"),
                ("comments.", "comment"),
            ):
                if name.startswith(f"word/{part}") and name.endswith(".xml"):
                    for each in self.package.xml(name).iter(f"{W}comment" if what == "comment" else f"{W}p"):
                        self._drop(what, each)

    def _drop(self, what: str, element: etree._Element) -> None:
        words = " ".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))
        if words.strip():
            self.dropped.append((what, words))

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        identity = "" if properties is None else value(properties, "pStyle")
        style = with_properties(self.styles.get(identity or self.default, Style()), properties)
        if style.name.startswith("toc "):
            self._drop("table of contents", element)
            return
        words = "".join(self._words(element))
        anchored, self._anchored = self._anchored, []
        if words.strip() or not _mark_is_deleted(properties):
            yield from self._placed(words, style, identity or self.default, properties)
        for box in anchored:
            self.boxes += 1
            yield from self.blocks(box)

    def _placed(
        self, words: str, style: Style, identity: str, properties: etree._Element | None
    ) -> Iterator[Block]:
        """The block of a paragraph on its level: items by their list, other paragraphs by their indent."""
        numbered = self._count(style, identity)
        position = _position(style, numbered, properties)
        if numbered is None and not words.strip():
            return
        if style.heading:
            self._above.clear()
            yield Block("heading", words, 0, numbered.marker if numbered else "")
        elif numbered and (numbered.marker and (words.strip() or numbered.marker != BULLET)):
            while self._above and not _holds(*self._above[-1], position, numbered):
                self._above.pop()
            self._above.append((position, numbered))
            yield Block("item", words, self._depth() - 1, numbered.marker)
        elif words.strip():
            levels = [place for place, _ in self._above if place + _TOLERANCE < position]
            yield Block("paragraph", words, 0 if style.centred or not levels else len(levels) + self._base())

    def _depth(self) -> int:
        return len(self._above) + self._base()

    def _base(self) -> int:
        """1 where the outermost list is indented itself."""
        return int(bool(self._above) and self._above[0][0] > _TOLERANCE)

    def _count(self, style: Style, identity: str) -> Numbered | None:
        if not style.number:
            return None
        level = style.level if style.level >= 0 else self.numbering.level_of_style(style.number, identity)
        return self.numbering.count(style.number, min(level, 8))

    def _table(self, element: etree._Element) -> Iterator[Block]:
        for row in element.iter(f"{W}tr"):
            if _owner(row, f"{W}tbl") is not element:
                continue
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._drop("deleted revision", row)
                continue
            cells = [each for each in row.iter(f"{W}tc") if _owner(each, f"{W}tr") is row]
            yield from row_blocks([[*self._cell(cell)] for cell in cells], 0)
        self._above.clear()

    def _cell(self, cell: etree._Element) -> Iterator[Block]:
        self._above.clear()
        yield from self.blocks(cell)

    def _words(self, element: etree._Element) -> Iterator[str]:
        """The words in a paragraph, a run or what groups runs, as they are seen."""
        for child in element:
            tag = child.tag
            if tag in _PRINTED:
                yield self._printed(child)
            elif tag in _GONE or (tag == f"{W}r" and _is_hidden(child)):
                self._drop(_GONE.get(tag, "hidden text"), child)
            elif tag == f"{W}txbxContent":
                self._anchored.append(child)
            elif tag == f"{_COMPATIBLE}AlternateContent":
                yield from self._words(child[0]) if len(child) else ()
            elif tag == _PICTURE:
                self.dropped.append(("image", child.get("descr") or child.get("name", "")))
            elif tag not in _UNREAD:
                self.inserted |= tag == f"{W}ins"
                yield from self._words(child)

    def _printed(self, element: etree._Element) -> str:
        """What a run prints: words, signs, symbols and the marks of notes."""
        if element.tag in _SIGNS:
            return _SIGNS[element.tag]
        if element.tag == f"{W}sym":
            return _symbol(element)
        return self._reference(element) if element.tag in _REFERENCES else element.text or ""

    def _reference(self, element: etree._Element) -> str:
        """The mark of a note, numbered in the order of the text; "" where the text has a mark of its own."""
        kind = _REFERENCES[element.tag]
        own = element.get(f"{W}customMarkFollows", "0") not in {"0", "false"}
        known = (kind, element.get(f"{W}id", ""))
        if known not in self.notes:
            self._counts[kind] += not own
            self.notes[known] = "" if own else f"[{_NOTES[kind](self._counts[kind])}]"
        return self.notes[known]


def _holds(place: int, above: Numbered, position: int, item: Numbered) -> bool:
    """Whether an item stands under another: a deeper level of its list, else further in."""
    if above.counters == item.counters:
        return above.level < item.level
    return place + _TOLERANCE < position


def _position(style: Style, numbered: Numbered | None, properties: etree._Element | None) -> int:
    """Where the first line of a paragraph begins: its own indent, else its list's, else its style's."""
    own = properties is not None and properties.find(f"{W}ind") is not None
    if numbered and not own and numbered.form.left is not None:
        return numbered.form.left - numbered.form.hanging
    return (style.left or 0) - style.hanging if numbered else (style.left or 0)


def _owner(element: etree._Element, tag: str) -> etree._Element:
    return next(element.iterancestors(tag))


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    return properties is not None and switched_on(properties, "vanish")


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _symbol(element: etree._Element) -> str:
    """A sign of a symbol font: bullets of private code points as a bullet."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
        return BULLET if code in _PRIVATE else chr(code)
    except ValueError:
        return "\ufffd"
