"""What of a web page is no part of its document: menus, scripts, banners, hidden text.

Elements are judged by what HTML says they are; by their names only together with what they hold, so that a
section on social policy called « social » stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPT: Final = "script or image"
LINKS_ONLY: Final = 0.9  # of the letters of an element that is nothing but links
_SILENT: Final = {"script", "style", "template"}
_UNSEEN: Final = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "meta",
    "link",
    "base",
    "object",
    "embed",
    "applet",
    "iframe",
    "frame",
    "frameset",
    "noframes",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "map",
    "area",
    "source",
    "track",
    "param",
    "datalist",
    "dialog",
}
_CONTROLS: Final = {"button", "input", "select", "textarea", "option", "optgroup", "progress", "meter"}
_ROLES: Final = {
    "navigation": "menu",
    "menu": "menu",
    "menubar": "menu",
    "toolbar": "menu",
    "search": "form",
    "banner": "page header",
    "contentinfo": "page footer",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
_SECTIONING: Final = {"main", "article", "section", "blockquote"}
_CONTAINERS: Final = {
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "nav",
    "header",
    "footer",
    "form",
    "table",
    "span",
    "p",
    "dl",
}
_CONSENT: Final = {"cookie", "cookies", "consent", "gdpr", "rgpd", "cookiebanner", "cookieconsent"}
_NAVIGATION: Final = {"breadcrumb", "breadcrumbs", "pagination", "pager", "skip", "skiplink"}
_FOOTERS: Final = {"footer", "colophon"}
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6", "summary"}
_LINKED: Final = {  # what is named so and is mostly links leads elsewhere
    **dict.fromkeys(("nav", "navbar", "navigation", "menu", "submenu", "languages"), "menu"),
    "toc": "table of contents",
    **dict.fromkeys(("share", "sharing", "social", "addthis", "addtoany", "follow", "print"), "share links"),
    **dict.fromkeys(
        ("sidebar", "related", "recommended", "newsletter", "tags", "advert", "ads"), "side matter"
    ),
    **dict.fromkeys(("topbar", "masthead", "toolbar", "sitemap", "copyright"), "menu"),
}
_SCREEN_READER: Final = {"visually-hidden", "sr-only", "screen-reader-text", "element-invisible", "offscreen"}
_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LABEL: Final = 12  # words: a hidden element with no more is the label of an icon
_PATH: Final = 40  # words: the way to a page has no more
_BANNER: Final = 250  # words: more is no banner
_MOSTLY: Final = 0.5  # of the letters stand in links
_COOKIE: Final = re.compile("cookie", re.IGNORECASE)


@dataclass(slots=True)
class Measure:
    """What an element holds: letters, among them those of links, words, links; a title; things to press.

    And whether it stands in a section or an article, and in a heading.
    """

    letters: int = 0
    linked: int = 0
    words: int = 0
    links: int = 0
    titled: bool = False
    pressed: bool = False
    sectioned: bool = False
    headed: bool = False

    @property
    def link_share(self) -> float:
        """The share of the letters that stand in links and buttons."""
        return self.linked / self.letters if self.letters else 0.0


def measure(root: etree._Element) -> dict[etree._Element, Measure]:
    """Measures of all elements under a root, in one pass; the words of scripts do not count."""
    measures: dict[etree._Element, Measure] = {}
    for element in root.iter():
        above = element.getparent()
        outer = measures.get(above, Measure())
        tag = "" if above is None else above.tag
        measures[element] = Measure(
            sectioned=outer.sectioned or tag in _SECTIONING, headed=outer.headed or tag in _HEADINGS
        )
    for element, own in reversed(measures.items()):
        tag = element.tag
        if tag not in _SILENT:
            _count(own, element.text)
        own.titled |= tag in {"main", "article", "h1"}
        own.pressed |= tag in {"button", "input", "a"}
        if tag in {"button", "option"} or (tag == "a" and element.get("href") is not None):
            own.linked = own.letters
            own.links = 1
        above = measures.get(element.getparent()) if element is not root else None
        if above is not None:
            _count(above, element.tail)
            above.letters, above.linked = above.letters + own.letters, above.linked + own.linked
            above.words, above.links = above.words + own.words, above.links + own.links
            above.titled |= own.titled
            above.pressed |= own.pressed
    return measures


def _count(measured: Measure, text: str | None) -> None:
    words = (text or "").split()
    measured.words += len(words)
    measured.letters += sum(map(len, words))


def furniture(element: etree._Element, measures: Mapping[etree._Element, Measure]) -> str:
    """What kind of furniture an element is; "" where it is text."""
    tag, own = element.tag, measures[element]
    if tag in _UNSEEN:
        return tag if tag in {"dialog", "noscript"} else SCRIPT
    if tag in _CONTROLS:  # a heading that folds is pressed, and still a heading
        return "" if tag == "button" and own.headed else "form"
    if tag in {"del", "s", "strike"}:
        return "deleted text"
    return _by_meaning(element, own) or _hidden(element, own) or _by_name(element, own)


def _by_meaning(element: etree._Element, own: Measure) -> str:
    """What HTML itself says: elements and roles made for the page around a document."""
    tag = element.tag
    if tag == "nav":
        return "menu"
    if tag == "form":  # some servers wrap a whole page in one
        return "" if own.titled or own.words > _BANNER else "form"
    if tag in {"header", "footer"} and not own.sectioned:
        return f"page {tag}"
    if tag in {"aside", "footer"}:
        return "side matter" if own.link_share > _MOSTLY else ""
    return _ROLES.get(element.get("role", "").strip().lower(), "")


def _hidden(element: etree._Element, own: Measure) -> str:
    classes = set(element.get("class", "").lower().split())
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
        return "hidden text"
    spoken = element.get("aria-hidden", "").lower() == "true" or classes & _SCREEN_READER
    return "hidden text" if spoken and own.words <= _LABEL else ""


def _by_name(element: etree._Element, own: Measure) -> str:
    """What id and classes say, where the content agrees: banners are short, menus are links."""
    if element.tag not in {*_CONTAINERS, "a"} or own.titled:
        return ""
    tokens = {
        token.lower() for token in _TOKEN.findall(f"{element.get('id', '')} {element.get('class', '')}")
    }
    if tokens & _NAVIGATION and own.words <= _PATH:
        return "menu"
    if element.tag == "a":
        return ""
    small = own.words <= _BANNER or own.link_share > _MOSTLY
    if tokens & _FOOTERS and small and not own.sectioned:
        return "page footer"
    if tokens & _CONSENT and own.words <= _BANNER:
        return "cookie banner" if own.pressed or any(map(_COOKIE.search, element.itertext())) else ""
    named = [_LINKED[token] for token in sorted(tokens) if token in _LINKED]
    return named[0] if named and own.link_share > _MOSTLY else ""


def words_of(element: etree._Element) -> str:
    """The words in an element, those of scripts aside."""
    found: list[str] = []
    walk = etree.iterwalk(element, ("start", "end"))
    for event, each in walk:
        if event == "start" and each.tag in _SILENT:
            walk.skip_subtree()
        elif event == "start":
            found += (each.text or "").split()
        elif each is not element:
            found += (each.tail or "").split()
    return " ".join(found)
