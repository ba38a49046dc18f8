"""Lists marked inside a sentence."""

from __future__ import annotations

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.marked import begins_marked, marked_lists


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("They are: (i) ships; (ii) charts; and (iii) rescue.", [["i ships", "ii charts", "iii rescue"]]),
        ("a) ships, b) charts and c) rescue. So it is.", [["a ships", "b charts", "c rescue"]]),
        ("1) ships 2) charts: both", [["1 ships", "2 charts"]]),
        ("(I) ships; (II) charts", [["I ships", "II charts"]]),
        ("(h) ships (i) charts", []),
        ("(i) ships alone", []),
        ("(1) ships (2) charts. (1) books (2) pens.", [["1 ships", "2 charts"], ["1 books", "2 pens"]]),
        ("(a) ships (i) north (ii) south (b) charts", []),
        ("see (ii) and (i)", []),
        ("article 3(a) and 3(b)", []),
    ],
)
def test_a_list_is_cut_at_its_markers(text: str, lists: list[list[str]]) -> None:
    """Numbers and words of the items, without what joins them; a list in a list is not cut."""
    found = list(marked_lists(text, all_cues()["en"]))

    assert [
        [f"{item.number} {text[item.span.start : item.span.end]}" for item in items] for _, items in found
    ] == lists
    assert all(begins_marked(text[start:]) for start, _ in found)


def test_a_list_of_many_items_is_none() -> None:
    """Forty items at most."""
    many = [" ".join(f"{nth}) ship" for nth in range(1, count + 1)) for count in (40, 41)]

    assert [len(list(marked_lists(text, all_cues()["en"]))) for text in many] == [1, 0]


@pytest.mark.parametrize(("text", "begins"), [("(i) ships", True), ("a) ships", True), ("ships (i)", False)])
def test_what_begins_with_a_marker(text: str, begins: bool) -> None:  # noqa: FBT001 a row of the table
    """The first marker stands at the begin of the text."""
    assert begins_marked(text) is begins
