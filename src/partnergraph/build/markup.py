"""HTML to canonical text: the document of a page, without the page around it.

The document is the page's one <main>, else its one <article>, where it holds most of the running text, else
its body. The tree is walked without recursion, so that depth costs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from partnergraph.build.blocks import canonical_text
from partnergraph.build.conversion import Conversion, Notice, gather_dropped
from partnergraph.build.furniture import LINKS_ONLY, furniture, measure, words_of
from partnergraph.build.markup_blocks import Walk
from partnergraph.build.stylesheets import StyleSheets
from partnergraph.build.wayfinding import wayfinding
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnergraph.build.furniture import Measure

TAG_ATTRIBUTES: Final = 1_000  # of one element: the parser takes quadratic time for them
ELEMENTS: Final = 300_000  # a thousand pages of a treaty have some 100,000
_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE: Final = re.compile(r"[\s/\"'][^\s=/\"'<>]+")
_HIDDEN_SHARE: Final = 0.1  # of the words: more is no matter of labels
_TITLE: Final = 120  # characters of a title that are quoted
_EMPTY: Final = "Save the page after it was shown in full, or give its text."
_SHOW: Final = "Open what folds on the page before saving it, or give its text."


def read_html(text: str) -> Conversion:
    """The document in the HTML of a page.

    Raises DocumentError where it holds no words, or is nested deeper than anybody writes.
    """
    body = parse(text)
    measures = measure(body)
    root = _document(body, measures)
    leading, sheets = wayfinding(root, measures), StyleSheets.of(body.getroottree())
    walk = Walk(
        lambda element: (
            furniture(element, measures)
            or leading.get(element, "")
            or ("hidden text" if sheets.hide(element) else "")
        )
    )
    blocks = walk.blocks(root)
    notices = []
    title = None if walk.titled else _title_outside(body, measures)
    if title is not None:
        blocks = [*Walk().blocks(title), *blocks]
        message = f"the title « {words_of(title)[:_TITLE]} » stands outside the main text of the page"
        advice = "Look whether it is the title of the programme, and not that of the site."
        notices.append(Notice("title-outside", "info", message, advice))
    canonical = canonical_text(blocks)
    if not canonical.strip():
        raise DocumentError("this page holds no words", advice=_EMPTY)
    dropped = gather_dropped([*_outside(body, root, measures), *walk.dropped])
    hidden = sum(each.words for each in dropped if each.what == "hidden text")
    if hidden > _HIDDEN_SHARE * len(canonical.split()):
        message = f"{hidden} words of the page are hidden and were left out"
        notices.append(Notice("hidden-text", "warning", message, _SHOW))
    return Conversion(canonical, tuple(notices), dropped)


def read_fragment(text: str) -> Conversion:
    """The document in HTML that has no page around it; scripts and the like are left out all the same."""
    body = parse(text)
    walk = Walk(lambda element: "script" if element.tag in {"script", "style", "template"} else "")
    canonical = canonical_text(walk.blocks(body))
    return Conversion(canonical, (), gather_dropped(walk.dropped))


def parse(text: str) -> etree._Element:
    """The body of a page. Raises DocumentError where it is none, or made to be slow."""
    if any(len(_ATTRIBUTE.findall(tag[0])) > TAG_ATTRIBUTES for tag in _TAG.finditer(text)):
        raise DocumentError(
            f"an element has over {TAG_ATTRIBUTES} attributes", advice="Do not trust this page."
        )
    if text.count("<") > 2 * ELEMENTS:
        raise DocumentError(f"the page has over {ELEMENTS} elements", advice="Give its text as plain text.")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"this is no page that can be read ({error})", advice="Save it anew.") from None
    if any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log):
        raise DocumentError(
            "it is nested deeper than 2,000 elements", advice="Give its text as plain text, or mend the page."
        )
    body = None if root is None else root.find("body")
    if body is None:
        raise DocumentError("this page holds no words", advice=_EMPTY)
    return body


def _document(body: etree._Element, measures: Mapping[etree._Element, Measure]) -> etree._Element:
    """The element that is the document: one <main>, else one <article>, with no more running text outside."""
    mains = [each for each in measures if each.tag == "main" or each.get("role") == "main"]
    articles = [each for each in measures if each.tag == "article"]
    for found in (mains, articles):
        if len(found) == 1:
            others = [each for each in _siblings(body, found[0]) if not furniture(each, measures)]
            running = sum(
                measures[each].words for each in others if measures[each].link_share < LINKS_ONLY / 2
            )
            if measures[found[0]].words >= running:
                return found[0]
    return body


def _siblings(body: etree._Element, root: etree._Element) -> Iterator[etree._Element]:
    """The elements that together hold all of a body but one element and what stands loosely beside it."""
    while root is not body:
        above = root.getparent()
        yield from (child for child in above if child is not root)
        root = above


def _outside(
    body: etree._Element, root: etree._Element, measures: Mapping[etree._Element, Measure]
) -> Iterator[tuple[str, str]]:
    """What of a page stands outside its document, as (kind, words) pairs."""
    for element in _siblings(body, root):
        if element.tag not in {"script", "style", "template"} and measures[element].words:
            yield furniture(element, measures) or "outside the main text", words_of(element)


def _title_outside(body: etree._Element, measures: Mapping[etree._Element, Measure]) -> etree._Element | None:
    """The page's one title where it does not stand in its document; the linked name of a site is none."""
    titles = [
        each for each in body.iter("h1") if measures[each].link_share < LINKS_ONLY and measures[each].words
    ]
    return titles[0] if len(titles) == 1 else None
