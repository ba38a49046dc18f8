"""The lists and links of a page that only lead about: menus, its own table of contents, « back to top »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partnergraph.build.furniture import LINKS_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from partnergraph.build.furniture import Measure

_SENTENCE: Final = 4  # words: what is shorter may be the name of a menu
_LISTS: Final = {"ul", "ol"}
_MENUS: Final = {"ul", "ol", "td", "p", "div", "center"}
_FEW: Final = 3  # links: fewer, and no list, may be words of the text
_INLINE: Final = {"span", "strong", "em", "b", "i", "small", "font"}
_WRAPPED: Final = 5  # elements that a link may stand in, within its block
_BLOCKS: Final = {"p", "div", "section", "header", "footer", "body", "main", "article", "aside"}


def wayfinding(root: etree._Element, measures: Mapping[etree._Element, Measure]) -> dict[etree._Element, str]:
    """The elements under a root that lead about, and what kind of furniture each is."""
    order = {element: place for place, element in enumerate(root.iter())}
    targets = {
        name: element for element in order for name in (element.get("id"), element.get("name")) if name
    }
    title = next(root.iter("h1"), None)
    found: dict[etree._Element, str] = {}
    for each in _menus(order, title, measures):
        found[each] = "menu"
    for each in _outermost_lists(order):
        if _is_contents(each, targets, order, measures):
            found[each] = "table of contents"
    for link in root.iter("a"):
        if _leads_to_the_top(link, targets, order, title) and _is_alone(link):
            found[link] = "menu"
    return found


def _menus(
    order: Mapping[etree._Element, int],
    title: etree._Element | None,
    measures: Mapping[etree._Element, Measure],
) -> Iterator[etree._Element]:
    """What holds nothing but links, before the title of a page or its first sentence, or after its last one.

    What words with a colon introduce is a list of the text.
    """
    sentences = [order[each] for each in order if _says_something(each, measures)] or [-1]
    first, last = order[title] if title is not None else sentences[0], sentences[-1]
    for each in order:
        own = measures[each]
        if each.tag not in _MENUS or own.link_share < LINKS_ONLY or own.titled:
            continue
        if len(each) < 2 if each.tag in _LISTS else own.links < _FEW:
            continue
        if order[each] < first or (order[each] > last and not _words_before(each).endswith(":")):
            yield each


def _outermost_lists(order: Mapping[etree._Element, int]) -> Iterator[etree._Element]:
    """The lists that stand in no other list."""
    inside: set[etree._Element] = set()
    for each in order:
        above = each.getparent()
        if above in inside or (above is not None and above.tag in _LISTS):
            inside.add(each)
        elif each.tag in _LISTS:
            yield each


def _says_something(element: etree._Element, measures: Mapping[etree._Element, Measure]) -> bool:
    """Whether words of some length that are no link stand right in an element."""
    if measures[element].link_share > LINKS_ONLY or element.tag in {"a", "script", "style", "footer", "nav"}:
        return False
    own = (element.text, *(child.tail for child in element))
    return any(len((text or "").split()) >= _SENTENCE for text in own)


def _words_before(element: etree._Element) -> str:
    before = element.getprevious()
    if before is None:
        return (element.getparent().text or "").strip()
    return ((before.tail or "").strip() or "".join(before.itertext())).strip()


def _is_contents(
    element: etree._Element,
    targets: Mapping[str, etree._Element],
    order: Mapping[etree._Element, int],
    measures: Mapping[etree._Element, Measure],
) -> bool:
    """Whether a list leads, link by link, to places further down the same page.

    One that words with a colon introduce is a list of the text.
    """
    if len(element) < 2 or measures[element].link_share < LINKS_ONLY:
        return False
    ends = [targets.get(link.get("href", "")[1:]) for link in element.iter("a") if _is_local(link)]
    below = [end for end in ends if end is not None and order[end] > order[element]]
    return len(below) >= len(element) and len(below) == len(ends) and not _words_before(element).endswith(":")


def _is_local(link: etree._Element) -> bool:
    return str(link.get("href", "")).startswith("#")


def _leads_to_the_top(
    link: etree._Element,
    targets: Mapping[str, etree._Element],
    order: Mapping[etree._Element, int],
    title: etree._Element | None,
) -> bool:
    """Whether a link leads to the top of its page; one before the title may also lead on, past a menu."""
    if not _is_local(link) or link.get("href") == "#":  # the latter is pressed, not followed
        return False
    name = link.get("href")[1:]
    end = targets.get(name)
    if title is None or end is None:
        return bool(name == "top")
    return order[end] <= order[title] or order[link] < order[title]


def _is_alone(link: etree._Element) -> bool:
    """Whether no words stand beside a link right in its block, and that is no heading and no item."""
    block = link.getparent()
    for _ in range(_WRAPPED):
        if block is not None and block.tag in _INLINE:
            block = block.getparent()
    if block is None or block.tag not in _BLOCKS:
        return False
    return not any((text or "").strip() for text in (block.text, *(child.tail for child in block)))
