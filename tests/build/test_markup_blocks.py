"""The elements of a page as blocks, numbered as browsers number them."""

from __future__ import annotations

import pytest

from partnergraph.build.blocks import canonical_text
from partnergraph.build.markup import parse
from partnergraph.build.markup_blocks import Walk


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<h1>A</h1>b<h2>C</h2><p>d <b>e</b>\n f", "A\n\nb\n\nC\n\nd e f"),
        ("<p>a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ol><li>a<li>b</ol><ol start=3><li>c</ol>", "  1. a\n  2. b\n  3. c"),
        (
            "<ol type=a><li>x</ol><ol type=A><li>x</ol><ol type=i start=4><li>x</ol>",
            "  a. x\n  A. x\n  iv. x",
        ),
        ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', "  i. x\n  ii. y"),
        ("<ol><li>a<li value=7>b<li>c</ol>", "  1. a\n  7. b\n  8. c"),
        ("<ol reversed><li>a<li>b<li>c</ol>", "  3. a\n  2. b\n  1. c"),
        (
            "<ol><li>a<ul><li>b<ol><li>c</ol></ul>d<li>e</ol>",
            "  1. a\n    • b\n      1. c\n\n    d\n\n  2. e",
        ),
        ("<ol><li><p>a</p><p>b</p></li><li><h3>c</h3></ol>", "  1. a\n\n    b\n\n  2. c"),
        ("<ol><li>a</li><ol><li>b</ol></ol>", "  1. a\n    1. b"),
        ('<ul style="list-style: none"><li>(a) x<ul><li>y</ul></ul>', "  (a) x\n\n    • y"),
        ("<li>a<li>b", "  • a\n  • b"),
        ("<ol><li></li><li>b</ol>", "  1.\n  2. b"),
        ("<ul><li><ul><li>a</ul></ul>", "    • a"),
        ("<dl><dt>a<dd>b</dl>", "a\n\n  b"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>e", "a | b\nc | d\n\ne"),
        ("<table><tr><td>(1)<td><p>a<tr><td>(2)<td>b</table>", "(1) a\n(2) b"),
        ("<table><tr><td><h1>A</h1><ol><li>b</ol><td>c</table>", "A\n\n  1. b\n\nc"),
        ("<table><tr><td><table><tr><td>a<td>b</table></table>", "a | b"),
        ("<ul><li>x<table><tr><td>a<td>b</table></ul>", "  • x\n\n    a | b"),
        ("<ol><li><table><tr><td>a<td>b</table></ol>", "  1.\n\n    a | b"),
        ("<p style='margin-left: 36pt'>a) x<p style='margin-left:1.0in'>y<p>z", "  a) x\n\n    y\n\nz"),
        ("<p style='padding-left:30px'>x<ul style='margin-left:40px'><li>y</ul>", "  x\n\n  • y"),
        ("<h3><button>A</button></h3>b", "A\n\nb"),
        ("<p>hun&shy;dred&#8203;th", "hundredth"),
        ("<pre>1. a\n   - b</pre>c", "1. a\n   - b\n\nc"),
        ("<p>PARTIE&nbsp;1&nbsp;&ndash;</p>", "PARTIE\u00a01\u00a0–"),
        ('<p>word<sup><a href="#n1">1</a></sup>, 1<sup>er</sup>, m<sup>2</sup>', "word[1], 1er, m2"),
        ("<p>he said <q>no</q>, co<wbr>op", "he said “no”, coop"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<p>a<span> </span>b<i></i>c", "a bc"),
    ],
)
def test_a_page_is_read_as_shown(page: str, shown: str) -> None:
    """Headings, paragraphs, lists, tables, line ends and signs."""
    assert canonical_text(Walk().blocks(parse(f"<html><body>{page}"))) == shown


def test_images_are_reported() -> None:
    """Their words are no part of the text, and not lost either."""
    walk = Walk()
    walk.blocks(parse('<html><p>a<img alt="A map"><img alt="">'))

    assert walk.dropped == [("image", "A map")]


def test_depth_costs_nothing() -> None:
    """Hundreds of elements in each other need no recursion."""
    assert canonical_text(Walk().blocks(parse("<html>" + "<div>" * 1500 + "a"))) == "a"
