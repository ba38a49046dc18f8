"""The picture of the ontology: what it shows, and that no line lies on another."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from partnergraph.serve.diagram import Arrow, Box, draw, outline

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = tuple[tuple[float, float], tuple[float, float]]
BOXES = (
    Box("Plan", "plan", "first"),
    Box("Element", "element", "first"),
    Box("Goal", "goal", "first", "Element"),
    Box("Priority", "priority", "first", "Element"),
    Box("Actor", "actor", "second"),
    Box("Text", "text", "third"),
    Box("Topic", "topic & theme", "fourth"),
)
ARROWS = (
    Arrow("hasGoal", "has goal", "Plan", "Goal"),
    Arrow("inPriority", "in priority", "Goal", "Priority"),
    Arrow("under", "printed under", "Element", "Element"),
    Arrow("assignedTo", "assigned to", "Goal", "Actor"),
    Arrow("hasParty", "has party", "Plan", "Actor"),
    Arrow("mentions", "mentions", "Text", "Actor"),
    Arrow("names", "names", "Text", "Topic"),
)


def picture(boxes: Sequence[Box] = BOXES, arrows: Sequence[Arrow] = ARROWS) -> ET.Element:
    """The SVG as a tree."""
    return ET.fromstring(draw(boxes, arrows, "The title", "What it shows"))  # noqa: S314 our own words


def lines(path: str) -> list[Line]:
    """The straight lines of a path made of M, H and V."""
    found, x, y = [], 0.0, 0.0
    for step, numbers in re.findall(r"([MHV])([^MHV]+)", path):
        before = x, y
        values = [float(number) for number in numbers.split()]
        x = values[0] if step in "MH" else x
        y = values[-1] if step in "MV" else y
        if step != "M" and (x, y) != before:
            found.append((before, (x, y)))
    return found


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines run in the same direction and share more than a point."""
    for axis in (0, 1):
        if len({one[0][axis], one[1][axis], other[0][axis], other[1][axis]}) == 1:
            (a, b), (c, d) = (sorted(point[1 - axis] for point in line) for line in (one, other))
            return max(a, c) < min(b, d)
    return False


def test_every_class_is_a_box_that_leads_to_its_anchor() -> None:
    """One link for each class, with its label; what XML would read is escaped."""
    boxes = [each for each in picture().iter("a") if "box" in each.get("class", "")]

    assert sorted((each.get("href"), each.findtext("text")) for each in boxes) == sorted(
        (f"#{box.name}", box.label) for box in BOXES
    )


def test_every_arrow_has_its_name_and_its_head() -> None:
    """A wire bears its name, linked; one head for each class that is reached."""
    svg = picture()
    names = {
        (each.get("href"), each.findtext("text"), each.findtext("title"))
        for each in svg.iter("a")
        if "box" not in each.get("class", "")
    }

    assert ("#hasGoal", "has goal", "plan → has goal → goal") in names
    assert len(names) == len(ARROWS)
    heads = [each for each in svg.iter("path") if each.get("class") == "head"]
    assert len(heads) == len({arrow.target for arrow in ARROWS})


def test_layers_stand_in_two_columns_with_their_headings() -> None:
    """Every layer has a panel; the first is on the left and the next one beside it."""
    svg = picture()
    headings = {
        each.text: float(each.get("x", "0")) for each in svg.iter("text") if each.get("class") == "layer"
    }

    assert list(headings) == ["first", "second", "third", "fourth"]
    assert headings["first"] < headings["second"] == headings["third"]
    assert len([each for each in svg.iter("rect") if each.get("class") == "panel"]) == 4


def test_a_subclass_points_to_its_superclass() -> None:
    """Two subclasses, two hollow heads."""
    assert len([each for each in picture().iter("path") if each.get("class") == "above roof"]) == 2


MANY = tuple(Box(f"C{n}", f"class {n}", f"layer {n % 5}", f"C{n - 10}" if n % 3 else "") for n in range(30))
DENSE = tuple(Arrow(f"p{n}", f"property {n}", f"C{n % 30}", f"C{n * 7 % 30}") for n in range(60))


@pytest.mark.parametrize(("boxes", "arrows", "reached"), [(BOXES, ARROWS, 5), (MANY, DENSE, 30)])
def test_wires_to_different_classes_never_lie_on_each_other(
    boxes: tuple[Box, ...], arrows: tuple[Arrow, ...], reached: int
) -> None:
    """Lines of two wires cross or meet in a point at most, however many there are."""
    wires = []
    for group in picture(boxes, arrows).iter("g"):
        path = group.find("path")
        assert path is not None
        wires.append(lines(path.get("d", "")))

    assert len(wires) == reached
    for one, other in combinations(wires, 2):
        assert not [(a, b) for a in one for b in other if overlap(a, b)]


def test_boxes_do_not_overlap() -> None:
    """No two boxes share room."""
    areas = []
    for link in picture().iter("a"):
        box = link.find("rect")
        if box is not None:
            x, y, width, height = (float(box.get(name, "0")) for name in ("x", "y", "width", "height"))
            areas.append((x, y, x + width, y + height))
    for one, other in combinations(areas, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_picture_says_what_it_is() -> None:
    """A reader that cannot see it gets title and description."""
    svg = picture()

    assert [svg.findtext("title"), svg.findtext("desc")] == ["The title", "What it shows"]
    assert svg.get("aria-labelledby") == "drawn-title drawn-words"


def test_colours_come_from_the_style_sheet() -> None:
    """Nothing in the picture is coloured or styled on the spot, which the pages' own policy would refuse."""
    assert not re.search(r"style=|fill=|stroke=|<style", draw(BOXES, ARROWS, "", ""))


def test_an_arrow_to_nothing_is_left_out() -> None:
    """A class that is not drawn gets no wire."""
    svg = picture(BOXES[:2], (Arrow("lost", "lost", "Plan", "Elsewhere"),))

    assert list(svg.iter("g")) == []


@pytest.mark.parametrize("boxes", [(), BOXES[:1]])
def test_a_small_picture_is_a_picture(boxes: tuple[Box, ...]) -> None:
    """Nothing to draw is no error."""
    assert picture(boxes, ()).get("viewBox")


def test_the_same_rows_give_the_same_picture() -> None:
    """Nothing in it depends on chance."""
    assert draw(BOXES, ARROWS, "a", "b") == draw(BOXES, ARROWS, "a", "b")


def test_the_outline_follows_superclasses_and_ends_in_circles_too() -> None:
    """Depth by depth; two classes that are each other's superclass are both shown, once."""
    names = [(box.name, depth) for box, depth in outline(BOXES[:4])]
    circle = outline((Box("A", "a", "x", "B"), Box("B", "b", "x", "A")))

    assert names == [("Plan", 0), ("Element", 0), ("Goal", 1), ("Priority", 1)]
    assert sorted(box.name for box, _ in circle) == ["A", "B"]
