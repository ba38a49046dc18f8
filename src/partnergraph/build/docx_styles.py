"""What the styles of a DOCX say about its paragraphs: headings, lists and indents, inherited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnergraph.build.docx_numbering import W, indentation, integer, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_BODY_LEVEL = 9  # outline levels 0 to 8 are headings, 9 is running text
_DEEPEST = 20  # styles in a chain


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says or inherits; `number` is "" for no list, `level` -1 where it is not said."""

    name: str = ""
    heading: bool = False
    number: str = ""
    level: int = -1
    left: int | None = None
    hanging: int = 0
    centred: bool = False


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The paragraph styles of styles.xml by their id; none for None."""
    if root is None:
        return {}
    elements = {
        each.get(f"{W}styleId", ""): each
        for each in root.iterfind(f"{W}style")
        if each.get(f"{W}type", "paragraph") == "paragraph"
    }
    return {identity: _inherited(identity, elements) for identity in elements}


def default_style(root: etree._Element | None) -> str:
    """The id of the style of paragraphs that name none."""
    found = () if root is None else root.iterfind(f"{W}style")
    return next(
        (
            each.get(f"{W}styleId", "")
            for each in found
            if each.get(f"{W}default") == "1" and each.get(f"{W}type") == "paragraph"
        ),
        "",
    )


def _inherited(identity: str, elements: Mapping[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    while identity in elements and len(chain) < _DEEPEST:
        chain.append(elements[identity])
        identity = value(elements[identity], "basedOn")
    style = Style()
    for element in reversed(chain):
        style = with_properties(style, element.find(f"{W}pPr"), value(element, "name").lower())
    return style


def with_properties(style: Style, properties: etree._Element | None, name: str = "") -> Style:
    """A style with what the properties of a paragraph, or of a style based on it, say otherwise."""
    heading = style.heading or name in {"title", "subtitle"} or name.startswith("heading ")
    if properties is None:
        return Style(
            name or style.name, heading, style.number, style.level, style.left, style.hanging, style.centred
        )
    outline, indent = value(properties, "outlineLvl"), properties.find(f"{W}ind")
    listed, side = properties.find(f"{W}numPr"), value(properties, "jc")
    number, level = style.number, style.level
    if listed is not None:
        number = value(listed, "numId") or number
        level = integer(value(listed, "ilvl")) if value(listed, "ilvl") else level
    left, hanging = (style.left, style.hanging) if indent is None else indentation(indent)
    return Style(
        name or style.name,
        integer(outline) < _BODY_LEVEL if outline else heading,
        "" if number == "0" else number,
        level,
        style.left if left is None else left,
        hanging,
        side in {"center", "right", "end"} if side else style.centred,
    )
