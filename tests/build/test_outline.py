"""Text to units: the real text counted line by line, other layouts, and what holds of any text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme
    from partnergraph.build.outline import Outline


def assert_covers(outline: Outline) -> None:
    """Units are ordered, never overlap, follow their parents and hold every non-blank character."""
    text, end = outline.document.text, 0
    for order, unit in enumerate(outline.units, 1):
        assert unit.order == order
        assert unit.parent < order
        assert end <= unit.span.start < unit.span.end
        assert unit.span.start <= unit.words.start <= unit.words.end == unit.span.end
        assert not text[end : unit.span.start].strip()
        end = unit.span.end
    assert not text[end:].strip()


def test_each_line_of_the_real_text_is_one_unit(japan: Programme, japan_text: str) -> None:
    """The 42 lines with words are the 42 units, each the exact words of its line."""
    lines = [line.strip() for line in japan_text.split("\n") if line.strip()]

    assert len(lines) == 42
    assert [japan.document.quote(unit.span) for unit in japan.outline.units] == lines


def test_the_real_text_is_covered(japan: Programme) -> None:
    """No character of the real text is lost or read twice."""
    assert_covers(japan.outline)


def test_the_kinds_of_unit_in_the_real_text(japan: Programme) -> None:
    """1 title, 3 headings, 12 paragraphs + 3 objectives + 3 priorities numbered, 3 + 17 bullets."""
    assert Counter(unit.kind for unit in japan.outline.units) == {
        "paragraph": 1,
        "heading": 3,
        "numbered-item": 18,
        "bullet-item": 20,
    }


def test_the_paragraphs_of_the_parts(japan: Programme) -> None:
    """The three parts have 6, 2 and 4 numbered paragraphs, before any other list of theirs."""
    outline = japan.outline
    found = []
    for part in (unit for unit in outline.units if unit.kind == "heading"):
        numbered = [unit for unit in outline.children(part) if unit.kind == "numbered-item"]
        found.append([unit.number for unit in numbered if unit.run == numbered[0].run])

    assert found == [list("123456"), list("12"), list("1234")]


def test_headings_have_numbers_and_words(japan: Programme) -> None:
    """The words of a heading are its title, without « PARTIE 1 – »."""
    headings = [unit for unit in japan.outline.units if unit.kind == "heading"]

    assert [(unit.number, japan.outline.words(unit)) for unit in headings] == [
        ("1", "PARTENARIAT JAPON-OTAN"),
        ("2", "OBJECTIFS STRATÉGIQUES DE COOPÉRATION"),
        ("3", "BUTS DE PARTENARIAT"),
    ]


def test_the_front_is_what_stands_before_the_first_heading(japan: Programme) -> None:
    """The title and three publication lines stand before the first part."""
    assert [unit.order for unit in japan.outline.front()] == [1, 2, 3, 4]


def test_the_fourth_priority_is_printed_inside_the_third(japan: Programme, japan_text: str) -> None:
    """The layout puts the last heading and its two items under the third priority."""
    outline = japan.outline
    by_start = {unit.span.start: unit for unit in outline.units}
    third = by_start[japan_text.index("3. DÉVELOPPEMENT")]
    fourth = by_start[japan_text.index("• PROMOTION DES VALEURS")]
    last = by_start[japan_text.index("• SÉCURITÉ HUMAINE")]

    assert fourth.parent == third.order
    assert last.parent == fourth.order
    assert len(outline.children(third)) == 7


@pytest.mark.parametrize(
    ("line", "kind", "number", "words"),
    [
        ("1. One", "numbered-item", "1", "One"),
        ("12) Twelve", "numbered-item", "12", "Twelve"),
        ("1.1 Decimal", "numbered-item", "1.1", "Decimal"),
        ("1.1.2. Decimal", "numbered-item", "1.1.2", "Decimal"),
        ("a) letter", "numbered-item", "a", "letter"),
        ("(a) letter", "numbered-item", "a", "letter"),
        ("A. Letter", "numbered-item", "A", "Letter"),
        ("(iv) roman", "numbered-item", "iv", "roman"),
        ("II. Roman", "numbered-item", "II", "Roman"),
        ("• bullet", "bullet-item", "", "bullet"),
        ("- bullet", "bullet-item", "", "bullet"),
        ("* bullet", "bullet-item", "", "bullet"),
        ("– bullet", "bullet-item", "", "bullet"),
        ("PART 2 – WAYS", "heading", "2", "WAYS"),
        ("Part 2: Ways", "heading", "2", "Ways"),
        ("SECTION I", "heading", "I", ""),
        ("SECTION IV. MEANS", "heading", "IV", "MEANS"),
        ("ANNEX A - LIST", "heading", "A", "LIST"),
        ("Part 2 of the programme says more.", "paragraph", "", "Part 2 of the programme says more."),
        ("Parties met in spring.", "paragraph", "", "Parties met in spring."),
        ("2024 was a good year.", "paragraph", "", "2024 was a good year."),
        ("-5 degrees", "paragraph", "", "-5 degrees"),
        ("3.5% of all ships", "paragraph", "", "3.5% of all ships"),
        ("e.g. this", "paragraph", "", "e.g. this"),
    ],
)
def test_a_marker_tells_the_kind_of_a_line(
    outline: Callable[..., Outline], line: str, kind: str, number: str, words: str
) -> None:
    """Headings, numbered items and bullets are told by their beginning; other lines are paragraphs."""
    found = outline(line)
    (unit,) = found.units

    assert (unit.kind, unit.number, found.words(unit)) == (kind, number, words)


def test_a_wrapped_line_continues_the_unit_above(outline: Callable[..., Outline]) -> None:
    """A line without marker, without blank line before it, belongs to the paragraph or item above."""
    text = "A paragraph that\ngoes on here.\n\n  1. An item that\n     goes on here.\n  2. Another one."
    found = outline(text)

    assert [found.document.quote(unit.span) for unit in found.units] == [
        "A paragraph that\ngoes on here.",
        "1. An item that\n     goes on here.",
        "2. Another one.",
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CR LF", "CR"])
def test_line_ends_make_no_difference(japan_text: str, outline: Callable[..., Outline], end: str) -> None:
    """The outline of the real text is the same with other line ends."""
    found, other = outline(japan_text, "fr"), outline(japan_text.replace("\n", end), "fr")

    assert [(u.kind, u.number, u.parent, u.run) for u in found.units] == [
        (u.kind, u.number, u.parent, u.run) for u in other.units
    ]


def test_tabs_indent(outline: Callable[..., Outline]) -> None:
    """One tab more is one level deeper."""
    found = outline("1. one\n\t- under one\n\t\t* under the bullet\n2. two")

    assert [unit.parent for unit in found.units] == [0, 1, 2, 0]


def test_nested_bullets_need_no_different_sign(outline: Callable[..., Outline]) -> None:
    """Indentation alone nests: the signs may be the same or not."""
    found = outline("- a\n  - b\n    - c\n  * d\n- e")

    assert [unit.parent for unit in found.units] == [0, 1, 2, 1, 0]


def test_a_heading_ends_every_list(outline: Callable[..., Outline]) -> None:
    """What follows a heading stands under it, however deep the list before it was."""
    found = outline("PART 1\n1. a\n   - b\nPART 2\n   - c")

    assert [unit.parent for unit in found.units] == [0, 1, 2, 0, 4]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("1. a\n2. b\n1. c\n2. d", [1, 1, 2, 2]),
        ("1. a\n2. b\n3. c", [1, 1, 1]),
        ("a) a\nb) b\na) c", [1, 1, 2]),
        ("i) a\nii) b\niii) c\niv) d\nv) e", [1, 1, 1, 1, 1]),
        ("g) a\nh) b\ni) c\nj) d", [1, 1, 1, 1]),
        ("1. a\n- b\n- c", [1, 2, 2]),
        ("g) a\nh) b\na) c", [1, 1, 2]),
    ],
)
def test_a_list_that_starts_again_is_another(
    outline: Callable[..., Outline], text: str, runs: list[int]
) -> None:
    """Items of one kind under one parent are one list until the numbers start again."""
    assert [unit.run for unit in outline(text).units] == runs


def test_following_are_the_later_siblings(outline: Callable[..., Outline]) -> None:
    """Following units share the parent; children of siblings are left out."""
    found = outline("1. a\n2. b\n   - c\n3. d")

    assert [unit.order for unit in found.following(found.unit(1))] == [2, 4]


MARKERS = st.sampled_from(
    ["", "1. ", "2) ", "a) ", "(ii) ", "IV. ", "1.2 ", "• ", "- ", "* ", "– ", "PART 1 – ", "SECTION II "]
)
WORDS = st.text(alphabet="abé’ .:;–-•12()\u00a0", min_size=0, max_size=12)
INDENTS = st.sampled_from(["", " ", "  ", "    ", "\t", "\u00a0 "])
LINES = st.tuples(INDENTS, MARKERS, WORDS).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \u00a0\n"])


@given(st.lists(st.tuples(LINES, ENDS).map("".join), min_size=1, max_size=20).map("".join))
@settings(max_examples=100, deadline=None)
def test_units_cover_any_text(text: str) -> None:
    """Whatever the nesting, the markers and the blank lines, nothing is lost and nothing is read twice."""
    text += "x"  # a document has words
    outline = read_outline(document_from_bytes(text.encode(), "a.txt"), all_cues()["en"])

    assert_covers(outline)
    assert sum(len(outline.children(unit)) for unit in (None, *outline.units)) == len(outline.units)
