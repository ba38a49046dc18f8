"""Markdown as it is shown."""

from __future__ import annotations

import pytest

from partnergraph.build.markdown import LINES, NESTING, PARAGRAPH_SIGNS, read_markdown
from partnergraph.errors import DocumentError


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Title\n\nOne *sentence* with a [link](http://a.b/).", "Title\n\nOne sentence with a link."),
        ("Title\n=====\n\ntext", "Title\n\ntext"),
        ("1. a\n1. b\n1. c", "  1. a\n  2. b\n  3. c"),
        ("3) a\n4) b", "  3. a\n  4. b"),
        ("- a\n  - b\n\n    more\n- c", "  • a\n    • b\n\n      more\n\n  • c"),
        ("A. SEAS\n   - Patrols\n", "A. SEAS\n\n  • Patrols"),
        ("Aims:\na) one\nb) two", "Aims:\na) one\nb) two"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("See[^1].\n\n[^1]: A note.", "See[1].\n\n[1] A note."),
        ("a \\* b &amp; c", "a * b & c"),
        ("<div>\n\nwords\n\n</div>\n<script>no()</script>", "words"),
    ],
)
def test_markdown_is_read_as_shown(text: str, shown: str) -> None:
    """Lists count as pages count them; items whose marker Markdown does not know keep their lines."""
    assert read_markdown(text).text == shown


def test_front_matter_is_left_out_and_said() -> None:
    """It is for a program, and no part of the document."""
    conversion = read_markdown("---\ntitle: Programme\ntags:\n  - a\n---\n# Goals\n")

    assert conversion.text == "Goals"
    assert [str(each) for each in conversion.dropped] == ["front matter: « title: Programme tags: - a »"]


def test_words_between_two_lines_are_text() -> None:
    """Not everything after a first line of dashes is front matter."""
    assert "Words of the programme" in read_markdown("---\nWords of the programme\n---\nmore").text


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'  ' * depth}- x\n" for depth in range(40)),
        "> " * 40 + "x",
        "- " * 10_000 + "x",
        "".join(f"{'  ' * depth}- x\n" for depth in range(500)),
    ],
    ids=["list", "quotes", "line", "deep list"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """What the parser would leave out is never left out in silence."""
    with pytest.raises(DocumentError, match=f"nested deeper than {NESTING}"):
        read_markdown(text)


def test_eight_lists_in_each_other_are_read() -> None:
    """More than anybody writes."""
    text = "".join(f"{'  ' * depth}- x{depth}\n" for depth in range(8))

    assert read_markdown(text).text.split() == [word for depth in range(8) for word in ("•", f"x{depth}")]


@pytest.mark.parametrize(
    "text",
    ["[" * (PARAGRAPH_SIGNS + 1), "*a " * 200_000, "x\n" * (LINES + 1)],
    ids=["links", "signs", "lines"],
)
def test_slow_texts_are_refused_before_they_are_parsed(text: str) -> None:
    """What would take minutes ends at once."""
    with pytest.raises(DocumentError, match=r"over|longer"):
        read_markdown(text)
