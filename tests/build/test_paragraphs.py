"""Lines to blocks: wrapping, headings, and what interrupts a sentence."""

from __future__ import annotations

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.paragraphs import read_blocks


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of each block of an English text, its lines joined."""
    document = document_from_bytes(text.encode(), "text.txt")
    found, _, masked = read_blocks(document, all_cues()["en"])
    return [(block.kind, " ".join(masked.quote(block.words).split())) for block in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They met and\ntalked.", [("paragraph", "They met and talked.")], id="a line goes on"),
        pytest.param("- ships and\n  charts", [("bullet-item", "ships and charts")], id="an item goes on"),
        pytest.param(
            "They met.\n\nthey talked.",
            [("paragraph", "They met."), ("paragraph", "they talked.")],
            id="a blank line parts",
        ),
        pytest.param(
            "One.\n\n1. Ships\n2. Charts",
            [("paragraph", "One."), ("numbered-item", "Ships"), ("numbered-item", "Charts")],
            id="markers part",
        ),
        pytest.param(
            "I.\nSHIPS\n\nThey go.",
            [("numbered-item", "SHIPS"), ("paragraph", "They go.")],
            id="a marker alone",
        ),
        pytest.param(
            "A text.\n\nSAFE SEAS\n\nThey patrol there.",
            [("paragraph", "A text."), ("heading", "SAFE SEAS"), ("paragraph", "They patrol there.")],
            id="capitals are a heading",
        ),
        pytest.param(
            "A text.\n\nSafe seas\n\nThey patrol there.",
            [("paragraph", "A text."), ("heading", "Safe seas"), ("paragraph", "They patrol there.")],
            id="so is a short line before a text",
        ),
        pytest.param(
            "A text.\n\nShips\n\nCharts\n\nRescue\n\nThey go.",
            [("paragraph", word) for word in ("A text.", "Ships", "Charts", "Rescue", "They go.")],
            id="three short lines are a list",
        ),
        pytest.param(
            "A text.\n\nSAFE SEAS",
            [("paragraph", "A text."), ("paragraph", "SAFE SEAS")],
            id="nothing follows",
        ),
        pytest.param("\n \n\tThey met.\n", [("paragraph", "They met.")], id="blank lines around"),
    ],
)
def test_lines_are_gathered(text: str, expected: list[tuple[str, str]]) -> None:
    """What stands on several lines is one block; markers, blank lines and titles begin another."""
    assert blocks(text) == expected


def test_an_abbreviated_line_is_wrapped() -> None:
    """A line that wraps before what looks like a marker goes on: the number before it is missing."""
    text = (
        "The two sides will meet every year in the spring, as they did in\n"
        "17. Their officers will go to sea as well, and they will share the\nlessons of it.\n"
    )

    assert [kind for kind, _ in blocks(f"A title\n\n{text}")] == ["paragraph", "paragraph"]


def test_a_header_inside_a_sentence_is_left_out() -> None:
    """Its words are an interruption, and spaces stand in their place."""
    goes, on = "The two sides will meet every year and talk about the", "state of the sea."
    text = f"{goes}\nPage 3\n{on}\n"
    document = document_from_bytes(text.encode(), "text.txt")
    (block,), (interruption,), masked = read_blocks(document, all_cues()["en"])

    assert document.quote(interruption) == "Page 3"
    assert document.quote(block.span) == text.strip()
    assert masked.quote(block.words).split() == f"{goes} {on}".split()
    assert len(masked.text) == len(text)


def test_a_lone_header_is_a_block() -> None:
    """Between two units nothing is interrupted."""
    assert blocks("They met.\n\nPage 3\n\nThey talked.") == [
        ("paragraph", "They met."),
        ("page-furniture", "Page 3"),
        ("paragraph", "They talked."),
    ]


def test_columns_count_tabs() -> None:
    """A tab goes to the next multiple of four; `lone` says that blank lines are around a block."""
    document = document_from_bytes(b"One.\n\n\t- ships\n  \t- charts\n\n- rescue\n", "text.txt")
    found, _, _ = read_blocks(document, all_cues()["en"])

    assert [(block.indent, block.column) for block in found] == [(0, 0), (1, 4), (3, 4), (0, 0)]
    assert [block.lone for block in found] == [True, False, False, True]
