"""The numbers that a word processor prints before paragraphs, counted as it counts them.

The file holds no numbers: a paragraph names a list (`numId`) and a level (`ilvl`), the list names an
abstract one that holds the counters, and a level says where it starts, how it counts and what it prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.build.blocks import printed_bullet
from partnergraph.build.numerals import repeated_letters, roman

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS: Final = 9

_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": repeated_letters,
    "upperLetter": lambda number: repeated_letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` has %1 to %9 for numbers; lengths are in twentieths of a point."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int = -1  # after which level (from 1) it starts again: -1 after any above it, 0 never
    legal: bool = False  # all numbers in figures
    left: int | None = None
    hanging: int = 0
    style: str = ""  # paragraphs of which style are of this level


@dataclass(frozen=True, slots=True)
class Numbered:
    """The marker that is printed before a paragraph, of which list and level it is."""

    marker: str
    counters: str
    level: int
    form: Level


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; `unknown` gathers forms it cannot print."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)  # of an abstract list
    lists: Mapping[str, str] = field(default_factory=dict)  # abstract list of a list
    overrides: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level(self, number: str, level: int) -> Level | None:
        """How a level of a list looks; None for no such list."""
        abstract = self.lists.get(number, "")
        own = self.overrides.get(number, {}).get(level)
        return own or self.levels.get(abstract, {}).get(level)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that paragraphs of a style are of; the first where none is said."""
        levels = self.levels.get(self.lists.get(number, ""), {})
        return next((level for level, form in levels.items() if form.style == style), 0)

    def count(self, number: str, level: int) -> Numbered | None:
        """Count a paragraph of that list and level, and give its marker; None for no such list."""
        form = self.level(number, level)
        if form is None:
            return None
        abstract = self.lists[number]
        counts = self._counts.setdefault(abstract, {})
        starts = self.restarts.get(number, {})
        if level in starts and (number, level) not in self._begun:
            counts[level] = starts[level] - 1
        self._begun.add((number, level))
        for above in range(level):
            counts.setdefault(above, starts.get(above, self._start(number, above)))
        counts[level] = counts.get(level, form.start - 1) + 1
        for below in range(level + 1, LEVELS):
            deeper = self.level(number, below)
            if deeper is None or deeper.restart == -1 or 0 < level + 1 <= deeper.restart:
                counts.pop(below, None)
        return Numbered(self._printed(number, form, counts), abstract, level, form)

    def _start(self, number: str, level: int) -> int:
        form = self.level(number, level)
        return form.start if form else 1

    def _printed(self, number: str, form: Level, counts: Mapping[int, int]) -> str:
        if form.form == "bullet":
            return printed_bullet(form.pattern.strip())
        printed = form.pattern
        for place in range(LEVELS, 0, -1):
            if f"%{place}" in printed:
                other = self.level(number, place - 1) or Level()
                kind = "decimal" if form.legal and other.form != "none" else other.form
                if kind not in _FORMATS:
                    self.unknown.add(kind)
                value = _FORMATS.get(kind, str)(counts.get(place - 1, other.start))
                printed = printed.replace(f"%{place}", value)
        return printed.strip()


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of numbering.xml; none for None."""
    if root is None:
        return Numbering()
    levels: dict[str, dict[int, Level]] = {}
    styles: dict[str, str] = {}
    linked: dict[str, str] = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        identity = abstract.get(f"{W}abstractNumId", "")
        levels[identity] = {
            integer(each.get(f"{W}ilvl")): _level(each) for each in abstract.iterfind(f"{W}lvl")
        }
        for name, table in (("styleLink", styles), ("numStyleLink", linked)):
            if style := value(abstract, name):
                table[style if name == "styleLink" else identity] = identity if name == "styleLink" else style
    for identity, style in linked.items():
        levels[identity] = levels[identity] or levels.get(styles.get(style, ""), {})
    lists, overrides, restarts = {}, {}, {}
    for each in root.iterfind(f"{W}num"):
        number = each.get(f"{W}numId", "")
        lists[number] = value(each, "abstractNumId")
        changes = {integer(one.get(f"{W}ilvl")): one for one in each.iterfind(f"{W}lvlOverride")}
        own = {place: one.find(f"{W}lvl") for place, one in changes.items()}
        overrides[number] = {place: _level(one) for place, one in own.items() if one is not None}
        starts = {place: value(one, "startOverride") for place, one in changes.items()}
        restarts[number] = {place: integer(start) for place, start in starts.items() if start}
    return Numbering(levels, lists, overrides, restarts)


def _level(element: etree._Element) -> Level:
    indent = element.find(f"{W}pPr/{W}ind")
    left, hanging = indentation(indent) if indent is not None else (None, 0)
    return Level(
        integer(value(element, "start") or "1"),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        integer(value(element, "lvlRestart") or "-1"),
        switched_on(element, "isLgl"),
        left,
        hanging,
        value(element, "pStyle"),
    )


def indentation(element: etree._Element) -> tuple[int | None, int]:
    """Left indent, None where it is not given, and how far the first line hangs out of it."""
    left = element.get(f"{W}left") or element.get(f"{W}start")
    hanging = integer(element.get(f"{W}hanging")) - integer(element.get(f"{W}firstLine"))
    return (integer(left) if left else None), hanging


def value(element: etree._Element, name: str) -> str:
    """The value of a child such as <w:start w:val="1"/>; "" where it is not there."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def switched_on(element: etree._Element, name: str) -> bool:
    """Whether a property is there and not switched off."""
    child = element.find(f"{W}{name}")
    return child is not None and child.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


def integer(printed: str | None) -> int:
    """The whole number that is printed; 0 where there is none or one that nobody would write."""
    try:
        return max(-100_000, min(100_000, int(float(printed or 0))))
    except (ValueError, OverflowError):
        return 0
