"""Styles of paragraphs: what they inherit."""

from __future__ import annotations

from lxml import etree

from partnergraph.build.docx_styles import Style, default_style, read_styles, with_properties

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _xml(content: str) -> etree._Element:
    return etree.fromstring(f'<w:styles xmlns:w="{_W}">{content}</w:styles>')


def _style(identity: str, name: str, properties: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


NUMBERED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'


def test_headings_are_known_by_name() -> None:
    """In every language of the program the name inside the file is the English one."""
    styles = read_styles(_xml(_style("Titre1", "heading 1") + _style("T", "Title") + _style("N", "Normal")))

    assert {identity: style.heading for identity, style in styles.items()} == {
        "Titre1": True,
        "T": True,
        "N": False,
    }


def test_headings_are_known_by_outline_level() -> None:
    """Level 9 is running text, whatever the style is based on."""
    xml = _style("A", "Part", '<w:outlineLvl w:val="0"/>') + _style(
        "B", "Text", '<w:outlineLvl w:val="9"/>', "A"
    )

    assert [style.heading for style in read_styles(_xml(xml)).values()] == [True, False]


def test_styles_inherit() -> None:
    """List, level and indent; what a style says itself wins."""
    xml = _style("A", "List", f'{NUMBERED}<w:ind w:left="720" w:hanging="360"/>') + _style(
        "B", "Deeper", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', "A"
    )

    assert read_styles(_xml(xml))["B"] == Style("deeper", number="4", level=2, left=720, hanging=360)


def test_list_zero_is_no_list() -> None:
    """A paragraph takes itself out of the list of its style so."""
    properties = _xml('<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')[0]

    assert with_properties(Style("a", number="4", level=1), properties).number == ""


def test_styles_that_inherit_from_each_other_end() -> None:
    """A circle is a mistake of a program, not the end of ours."""
    assert set(read_styles(_xml(_style("A", "a", "", "B") + _style("B", "b", "", "A")))) == {"A", "B"}


def test_the_default_style() -> None:
    """The style of paragraphs that name none."""
    xml = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'

    assert default_style(_xml(xml)) == "Normal"
    assert default_style(None) == ""
    assert read_styles(None) == {}
