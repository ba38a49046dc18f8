"""What a page's own style sheets hide."""

from __future__ import annotations

import pytest
from lxml import etree

from partnergraph.build.stylesheets import StyleSheets


def _page(css: str) -> etree._Element:
    return etree.HTML(f"<html><head><style>{css}</style></head><body><p>x</p></body></html>")


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".gone { color: red; display: none }", {".gone"}),
        ("#draft, .gone { visibility:hidden }", {"#draft", ".gone"}),
        ("/* .a { display: none } */ .b { display:none !important }", {".b"}),
        (".gone { display: block }", set()),
        ("p.gone, .x .gone, .gone:not(.open) { display: none }", set()),
        (".tab { display: none } .tab.active { display: block }", set()),
        (".a { display: none } div.b { display: flex }", {".a"}),
        ("@media print { .a { display: none } .b { display: none } } .c { display: none }", {".c"}),
        ('@charset "utf-8"; @import url(x.css); .a { display: none }', {".a"}),
        (".a { display: none", {".a"}),
        (".a { display: none } @media print { .b { display: none", {".a"}),
        ("", set()),
    ],
)
def test_simple_rules_hide(css: str, hidden: set[str]) -> None:
    """A class or an id alone, under no condition, that nothing shows again."""
    assert StyleSheets.of(_page(css)).hidden == hidden


def test_an_element_is_hidden_by_any_of_its_names() -> None:
    """Its classes and its id."""
    sheets = StyleSheets(frozenset({".gone", "#draft"}))

    for markup, hidden in (
        ("<p class='a gone'/>", True),
        ("<p id='draft'/>", True),
        ("<p class='a b' id='gone'/>", False),
        ("<p/>", False),
    ):
        assert sheets.hide(etree.fromstring(markup)) is hidden


def test_a_page_may_have_several_sheets() -> None:
    """Wherever they stand."""
    page = etree.HTML("<style>.a{display:none}</style><body><style>.b{display:none}</style><p>x</p></body>")

    assert StyleSheets.of(page).hidden == {".a", ".b"}
