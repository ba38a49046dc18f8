"""What the style sheets in a page hide, by rules that need no browser to be understood.

A name counts where a rule of a class or an id alone says that it is not shown, and no other rule that speaks
of it says that it is. Rules under conditions (@media and the like) are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIGN: Final = re.compile(r"[@{};]")
_NAME: Final = re.compile(r"[.#][\w-]+")
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWS: Final = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
_LENGTH: Final = 1_000_000  # characters of style sheets that are looked at


@dataclass(frozen=True, slots=True)
class StyleSheets:
    """The names, as in « .note » and « #note », of what is not shown."""

    hidden: frozenset[str]

    @classmethod
    def of(cls, page: etree._Element) -> StyleSheets:
        """The style sheets in a page."""
        text = "".join("".join(element.itertext()) for element in page.iter("style"))[:_LENGTH]
        hidden: set[str] = set()
        shown: set[str] = set()
        for rule in _unconditional(_COMMENT.sub("", text)).split("}"):
            selectors, _, properties = rule.partition("{")
            for selector in map(str.strip, selectors.split(",")):
                if _HIDES.search(properties) and _NAME.fullmatch(selector):
                    hidden.add(selector)
                elif _SHOWS.search(properties):
                    shown.update(_NAME.findall(selector))
        return cls(frozenset(hidden - shown))

    def hide(self, element: etree._Element) -> bool:
        """Whether an element bears the name of something that is not shown."""
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        return not self.hidden.isdisjoint(names)


def _unconditional(css: str) -> str:
    """A style sheet without its rules under conditions."""
    kept, start, level, passing = [], 0, 0, False
    for found in _SIGN.finditer(css):
        sign = found[0]
        if not passing and sign == "@":
            kept.append(css[start : found.start()])
            level, passing = 0, True
        elif passing:
            level += (sign == "{") - (sign == "}")
            if level <= 0 and sign in ";}":
                start, passing = found.end(), False
    return "".join(kept) if passing else "".join((*kept, css[start:]))
