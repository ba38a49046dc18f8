"""The picture of an ontology: classes as boxes in panels, one panel a layer, and properties as wires between.

The panels stand in two columns. A wire leaves its class in a row of its own, under its name, and runs
through the channel between the columns; wires to one class share a vertical trunk, and no two trunks lie on
each other. Colours come from the style sheet, by the classes `layer-1`, `layer-2` and so on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# In units of the picture. Heights are multiples of half a row, and the right column stands a quarter lower:
# so no two horizontal lines of different wires lie on each other.
_ROW: Final = 22.0
_GAP: Final = _ROW / 2
_INDENT: Final = 20.0
_MARGIN: Final = 14.0
_LANE: Final = 14.0
_LETTER: Final = 7.4  # mean width of a letter in a box; those on wires are smaller
_SMALL_LETTER: Final = 6.2
_HEAD: Final = 8.0  # length of an arrowhead


@dataclass(frozen=True, slots=True)
class Box:
    """A class: `name` is its anchor, `parent` its superclass by name, `layer` the heading it stands under."""

    name: str
    label: str
    layer: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property from one class to another, or to itself, by their names."""

    name: str
    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box in its place: `side` is 1 left of the channel and -1 right of it.

    `port` is the height at which wires reach it, `rows` are those at which its own wires leave it.
    """

    box: Box
    layer: int
    side: int
    depth: int
    top: float
    height: float
    port: float
    rows: tuple[tuple[Arrow, float], ...]


@dataclass(frozen=True, slots=True)
class _Panel:
    """A layer: its heading, and the boxes under it."""

    heading: str
    side: int
    top: float
    height: float
    boxes: tuple[_Placed, ...]


@dataclass(frozen=True, slots=True)
class _Trunk:
    """The wires to one class: `sources` are the names of them with where they come from, `lane` its place."""

    target: _Placed
    sources: tuple[tuple[Arrow, _Placed, float], ...]
    lane: int = 0

    @property
    def joints(self) -> list[float]:
        """The heights at which something joins it, from the top down."""
        return sorted({self.target.port, *(height for _, _, height in self.sources)})

    @property
    def sides(self) -> int:
        """Positive where it serves the left column alone, negative the right one alone, else 0."""
        sides = {self.target.side, *(source.side for _, source, _ in self.sources)}
        return sum(sides)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand from left to right."""

    column: float  # width of a column
    names: float  # width that the names of wires take beside a column
    lanes: int

    @property
    def width(self) -> float:
        """The width of the picture."""
        return 2 * (self.column + self.names + 2 * _MARGIN) + self.lanes * _LANE

    def inward(self, side: int, distance: float = 0) -> float:
        """The place that far into the channel from the boxes of a column."""
        edge = _MARGIN + self.column
        return edge + distance if side > 0 else self.width - edge - distance

    def lane(self, number: int) -> float:
        """The place of a trunk."""
        return self.inward(1, self.names + _MARGIN + (number + 0.5) * _LANE)


def draw(boxes: Sequence[Box], arrows: Sequence[Arrow], title: str, description: str) -> str:
    """The picture as an SVG element to stand in a page, whose anchors its links lead to.

    Layers and boxes come in the order given, subclasses under their superclass. An arrow from or to a class
    that is not there is left out. The same input gives the same picture.
    """
    names = {box.name for box in boxes}
    drawn = [arrow for arrow in arrows if {arrow.source, arrow.target} <= names]
    panels = _panels(boxes, drawn)
    placed = [each for panel in panels for each in panel.boxes]
    trunks = _trunks(placed)
    frame = _Frame(
        max((_INDENT * each.depth + _LETTER * len(each.box.label) for each in placed), default=0) + _INDENT,
        max((_SMALL_LETTER * len(arrow.label) for arrow in drawn), default=0) + _MARGIN,
        1 + max((trunk.lane for trunk in trunks), default=0),
    )
    height = max((panel.top + panel.height for panel in panels), default=0) + _GAP
    size = f"0 0 {frame.width:g} {height:g}"
    svg = ET.Element("svg", {"viewBox": size, "role": "group", "aria-labelledby": "drawn-title drawn-words"})
    ET.SubElement(svg, "title", id="drawn-title").text = title
    ET.SubElement(svg, "desc", id="drawn-words").text = description
    for panel in panels:
        _draw_panel(svg, frame, panel)
    for trunk in trunks:
        _draw_trunk(svg, frame, trunk)
    for each in placed:
        _draw_box(svg, frame, each, placed)
    return ET.tostring(svg, encoding="unicode")


def _panels(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> list[_Panel]:
    """The layers in their places: each goes to the column that is shorter so far."""
    panels = []
    ends = {1: _GAP, -1: 1.5 * _GAP}
    for number, heading in enumerate(dict.fromkeys(box.layer for box in boxes), 1):
        side = 1 if ends[1] <= ends[-1] else -1
        top = ends[side]
        placed = []
        below = top + 1.5 * _ROW
        for box, depth in outline([box for box in boxes if box.layer == heading]):
            own = [arrow for arrow in arrows if arrow.source == box.name]
            reached = any(arrow.target == box.name for arrow in arrows)
            height = max(len(own) + reached, 1) * _ROW
            first = below + (0.5 + reached) * _ROW
            rows = tuple((arrow, first + place * _ROW) for place, arrow in enumerate(own))
            placed.append(_Placed(box, number, side, depth, below, height, below + _GAP, rows))
            below += height + _GAP
        panels.append(_Panel(heading, side, top, below - top, tuple(placed)))
        ends[side] = below + _GAP
    return panels


def outline(boxes: Sequence[Box]) -> list[tuple[Box, int]]:
    """The boxes in the order given, each followed by its subclasses, with their depths."""
    names = {box.name for box in boxes}
    members: dict[str, list[Box]] = defaultdict(list)
    for box in boxes:
        members[box.parent if box.parent in names - {box.name} else ""].append(box)
    found: list[tuple[Box, int]] = []

    def add(parent: str, depth: int) -> None:
        for box in members.pop(parent, ()):
            found.append((box, depth))
            add(box.name, depth + 1)

    add("", 0)
    for left in list(members):  # a circle of superclasses hangs on nothing
        add(left, 0)
    return found


def _trunks(placed: Iterable[_Placed]) -> list[_Trunk]:
    """A trunk for every class that a wire leads to, each in a lane where it meets no other."""
    by_name = {each.box.name: each for each in placed}
    sources: dict[str, list[tuple[Arrow, _Placed, float]]] = defaultdict(list)
    for each in by_name.values():
        for arrow, height in each.rows:
            sources[arrow.target].append((arrow, each, height))
    waiting = [_Trunk(by_name[name], tuple(wires)) for name, wires in sources.items()]
    # Those of one column near it, and short before long: so wires cross least.
    waiting.sort(key=lambda trunk: (-trunk.sides, trunk.joints[-1] - trunk.joints[0]))
    lanes: list[list[_Trunk]] = []
    done = []
    for trunk in waiting:
        order = range(len(lanes)) if trunk.sides >= 0 else reversed(range(len(lanes)))
        lane = next((each for each in order if not _meets(trunk, lanes[each])), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(trunk)
        done.append(_Trunk(trunk.target, trunk.sources, lane))
    return done


def _meets(trunk: _Trunk, others: Iterable[_Trunk]) -> bool:
    top, bottom = trunk.joints[0], trunk.joints[-1]
    return any(other.joints[0] <= bottom and top <= other.joints[-1] for other in others)


def _draw_panel(svg: ET.Element, frame: _Frame, panel: _Panel) -> None:
    left = min(frame.inward(panel.side), frame.inward(panel.side, -frame.column))
    area = {"x": left - _MARGIN / 2, "y": panel.top, "width": frame.column + _MARGIN, "height": panel.height}
    ET.SubElement(
        svg, "rect", {"class": "panel", "rx": "8"} | {key: f"{each:g}" for key, each in area.items()}
    )
    _text(svg, (left, panel.top + _ROW * 0.9), panel.heading, "layer")


def _draw_trunk(svg: ET.Element, frame: _Frame, trunk: _Trunk) -> None:
    """The wires to one class, their names, a dot where three lines meet, and the arrowhead."""
    target, lane = trunk.target, frame.lane(trunk.lane)
    group = ET.SubElement(svg, "g", {"class": f"wire layer-{target.layer}"})
    ends = trunk.joints[0], trunk.joints[-1]
    tip = frame.inward(target.side)
    neck = frame.inward(target.side, _HEAD)
    path = f"M{lane:g} {ends[0]:g}V{ends[1]:g}M{lane:g} {target.port:g}H{neck:g}"
    path += "".join(f"M{frame.inward(each.side):g} {row:g}H{lane:g}" for _, each, row in trunk.sources)
    ET.SubElement(group, "path", d=path)
    head = f"M{tip:g} {target.port:g}L{neck:g} {target.port - 4:g}V{target.port + 4:g}Z"
    ET.SubElement(group, "path", {"class": "head", "d": head})
    for height in trunk.joints[1:-1]:
        ET.SubElement(group, "circle", cx=f"{lane:g}", cy=f"{height:g}", r="2.5")
    for arrow, source, row in trunk.sources:
        link = ET.SubElement(group, "a", href=f"#{arrow.name}")
        ET.SubElement(link, "title").text = f"{source.box.label} → {arrow.label} → {target.box.label}"
        place = frame.inward(source.side, _MARGIN / 2), row - 4
        _text(link, place, arrow.label, "name" if source.side > 0 else "name far")


def _draw_box(svg: ET.Element, frame: _Frame, each: _Placed, placed: Iterable[_Placed]) -> None:
    """A box with its class, and the line to its superclass where that is in the same layer."""
    inner, outer = frame.inward(each.side), _outer(frame, each)
    link = ET.SubElement(svg, "a", {"href": f"#{each.box.name}", "class": f"box layer-{each.layer}"})
    area = {
        "x": min(inner, outer),
        "y": each.top,
        "width": abs(inner - outer),
        "height": each.height,
        "rx": 4,
    }
    ET.SubElement(link, "rect", {key: f"{value:g}" for key, value in area.items()})
    _text(link, ((inner + outer) / 2, each.top + each.height / 2 + 4.5), each.box.label, "class")
    above = [
        one
        for one in placed
        if one.box.name == each.box.parent and one.layer == each.layer and one.depth < each.depth
    ]
    for parent in above:
        beam = _outer(frame, parent) + each.side * _INDENT / 2
        bottom = parent.top + parent.height
        path = f"M{outer:g} {each.top + each.height / 2:g}H{beam:g}V{bottom + _HEAD:g}"
        ET.SubElement(svg, "path", {"class": "above", "d": path})
        ET.SubElement(svg, "path", {"class": "above roof", "d": f"M{beam:g} {bottom:g}l-5 {_HEAD:g}h10Z"})


def _outer(frame: _Frame, each: _Placed) -> float:
    """The edge of a box that is turned away from the channel."""
    return frame.inward(each.side, _INDENT * each.depth - frame.column)


def _text(parent: ET.Element, place: tuple[float, float], words: str, style: str) -> None:
    attributes = {"x": f"{place[0]:g}", "y": f"{place[1]:g}", "class": style}
    ET.SubElement(parent, "text", attributes).text = words
