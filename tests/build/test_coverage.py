"""What holds of every reading: units cover the text, spans are its words, time grows with it no faster."""

from __future__ import annotations

import random
import textwrap
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.build.answers import read_file
from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.outline import read_outline
from partnergraph.build.parallel import Limits, run_one
from partnergraph.build.programme import read_programme
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Programme
    from partnergraph.build.outline import Outline

TITLE: Final = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027\n\n"


def read(text: str) -> Programme:
    """The reading of an English text."""
    return read_programme(document_from_bytes(text.encode(), "text.txt"), "en")


def spans(programme: Programme) -> list[Span]:
    """Every span that a reading gives."""
    elements = programme.elements()
    given = [
        *(span for each in elements for span in (each.span, each.label.span, each.description, *each.also)),
        *(span for each in programme.declarations for span in (each.span, *each.names)),
        *(finding.span for finding in programme.findings),
        *(each.span for each in programme.parties),
        *(each.span for each in programme.assignments),
        *(decision.name for decision in programme.decisions),
        *(each.span for each in (programme.title,) if each),
        *(each.span for each in (programme.period, programme.published, programme.updated) if each),
        *programme.outline.interruptions,
    ]
    return [span for span in given if span]


def blank(text: str) -> bool:
    """Whether nothing of it is seen: spaces, and signs of no width."""
    return not text.translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))).strip()


def assert_sound(programme: Programme) -> None:
    """Units in order cover all that is not blank, once; parents come first; every span lies in the text."""
    outline, text, end = programme.outline, programme.document.text, 0
    runs: dict[int, tuple[int, str]] = {}
    for order, unit in enumerate(outline.units, 1):
        assert (unit.order, unit.parent < order) == (order, True)
        assert end <= unit.span.start <= unit.words.start <= unit.words.end <= unit.span.end
        assert blank(text[end : unit.span.start])
        assert unit.number in text[unit.span.start : unit.span.end]
        assert (unit.run > 0) == (unit.kind in ("numbered-item", "bullet-item"))
        assert runs.setdefault(unit.run, (unit.parent, unit.kind)) == (unit.parent, unit.kind) or not unit.run
        end = unit.span.end
    assert blank(text[end:])
    assert len(outline.masked.text) == len(text)
    for span in spans(programme):
        assert 0 <= span.start < span.end <= len(text)
    for element in programme.elements():
        assert element.unit.words.start <= element.span.start < element.span.end <= element.unit.words.end
        assert element.span.start <= element.label.span.start
        assert " ".join(outline.masked.quote(element.label.span).split()).replace("- ", "-") == (
            element.label.text.replace("- ", "-")
        )
        assert element.label.text


# --- any text


MARKS: Final = "1. ¦2. ¦a) ¦(i) ¦A. ¦1.1 ¦• ¦- ¦PART 1 – ¦ANNEX¦Priority 1: ¦Goal 2 – ¦Page 3¦3 May 2024"
SAID: Final = (
    "Patrols¦SAFE SEAS¦they patrol¦The goals are:¦three goals¦two priorities: A and B¦activities such as "
)
JOINTS: Final = "and ¦, ¦; ¦. ¦: ¦ – ¦(¦)¦…¦|¦*¦\n¦\n¦\n¦\n\n¦\r\n¦\r¦  ¦\t"
STRANGE: Final = "\u00a0¦\u2028¦\u200b¦\u202e¦\ufeff¦\x0b¦é¦e\u0301¦İ¦ß¦🜁¦海¦α¦\x07¦\u00ad¦0¦١¦²¦½"
PIECES: Final = st.sampled_from(f"{MARKS}¦{SAID}¦{JOINTS}¦{STRANGE}".split("¦"))


@given(st.lists(PIECES, min_size=1, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_soundly_or_refused(text: str) -> None:
    """Whatever stands in it, a text is covered by its units, and all spans lie in it."""
    assert_sound(read(text + "x"))


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_characters_are_read_soundly_or_refused(text: str) -> None:
    """A text of any code points is read, or refused with the error that says why."""
    if "\0" in text:  # a binary file, or the half of a text in UTF-16
        with suppress(DocumentError):
            assert_sound(read_programme(document_from_bytes(text.encode(), "text.txt"), "fr"))
    elif not text.removeprefix("\ufeff").strip():
        with pytest.raises(DocumentError):
            document_from_bytes(text.encode(), "text.txt")
    else:
        assert_sound(read_programme(document_from_bytes(text.encode(), "text.txt"), "fr"))


@given(st.binary(max_size=100))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Bytes that are no text, or a text in no known language, are refused; no other error comes out."""
    with suppress(DocumentError):
        assert_sound(read_programme(document_from_bytes(content, "text.txt")))


# --- an outline printed in many layouts

Tree = list[tuple[str, "Tree"]]
POOL: Final = [
    "ships",
    "sail",
    "north",
    "while",
    "crews",
    "learn",
    "their",
    "craft",
    "from",
    "older",
    "hands",
    "near",
    "cold",
    "harbours",
    "under",
    "grey",
    "skies",
]
INDENTS: Final = ("  ", "   ", "    ", "\t")
STYLES: Final = ("1.", "1)", "(a)", "A.", "(i)", "I.", "-", "•", "*")
DECIMAL: Final = ("1.", "1.1", "1.1")


def grown(lot: random.Random, depth: int) -> Tree:
    """A tree by lot: up to four items a level, sentences of their own words, three levels."""
    count = lot.randint(2, 4)
    sentences = [
        f"{lot.choice(POOL).capitalize()} {' '.join(lot.choices(POOL, k=lot.randint(3, 25)))}."
        for _ in range(count)
    ]
    return [(each, grown(lot, depth - 1) if depth > 1 and lot.random() < 0.6 else []) for each in sentences]


def marker(style: str, path: tuple[int, ...]) -> str:
    """The marker of the item at a path of places, from 1."""
    nth = path[-1]
    letter, roman = chr(ord("a") + nth - 1), ("i", "ii", "iii", "iv")[nth - 1]
    signs = {"1.": f"{nth}.", "1)": f"{nth})", "(a)": f"({letter})", "A.": f"{letter.upper()}."}
    signs |= {"(i)": f"({roman})", "I.": f"{roman.upper()}.", "1.1": ".".join(map(str, path))}
    return signs.get(style, style) + " "


def lines(
    tree: Tree, styles: tuple[str, ...], layout: tuple[str, int, bool], path: tuple[int, ...] = ()
) -> list[str]:
    """The lines of a tree, each item wrapped to a width, its further lines under its words or the margin."""
    indent, width, hanging = layout
    found = []
    for nth, (words, under) in enumerate(tree, 1):
        begin = indent * len(path) + marker(styles[len(path)], (*path, nth))
        further = " " * len(begin.expandtabs(4)) if hanging else ""
        folded = textwrap.wrap(words, width - len(begin)) if width else [words]
        found.append("\n".join([begin + folded[0], *(further + line for line in folded[1:])]))
        found += lines(under, styles, layout, (*path, nth))
    return found


def tree_of(outline: Outline, parent: int, depth: int = 0) -> Tree:
    """The items of an outline as a tree of their words."""
    items = [unit for unit in outline.units if unit.parent == parent and unit.run]
    return [
        (" ".join(outline.words(unit).split()), tree_of(outline, unit.order, depth + 1)) for unit in items
    ]


@pytest.mark.parametrize("seed", range(25))
def test_an_outline_that_is_printed_is_read_back(seed: int) -> None:
    """Twenty trees of sentences a seed, indented, with a style of markers for each level, wrapped or not."""
    lot = random.Random(seed)  # noqa: S311 a lot that is the same every time
    for _ in range(20):
        tree, styles = grown(lot, 3), lot.choice((tuple(lot.sample(STYLES, 3)), DECIMAL))
        layout = (lot.choice(INDENTS), lot.choice((0, 60, 72, 100)), lot.choice((True, False)))
        between, end = lot.choice(("\n", "\n\n")), lot.choice(("\n", "\r\n"))
        text = f"{TITLE}What both sides do is this:\n\n{between.join(lines(tree, styles, layout))}\n"
        outline = read_outline(
            document_from_bytes(text.replace("\n", end).encode(), "text.txt"), all_cues()["en"]
        )

        assert tree_of(outline, 0) == tree, text


# --- time and memory


GROWING: Final[dict[str, Callable[[int], str]]] = {
    "flat goals": lambda n: "The goals are:\n\n1. SEAS\n"
    + "".join(f" - Goal {i}: they go.\n" for i in range(n)),
    "numbered goals": lambda n: "The goals are:\n\n" + "".join(f"{i % 99}. Ships {i}\n" for i in range(n)),
    "one line": lambda n: "they share what they know of ice " * (4 * n),
    "sentences on one line": lambda n: "They share what they know of ice. " * (4 * n),
    "an enumeration": lambda n: "They plan activities such as " + "talks, walks, " * (8 * n) + "and more.",
    "lists in sentences": lambda n: "The goals are " + "(i) ships; (ii) charts; and (iii) rescue; " * (3 * n),
    "paragraphs": lambda n: "They meet in the spring of each year.\n\n" * (2 * n),
    "short lines": lambda n: "".join(f"Ships {i}\n\n" for i in range(2 * n)),
    "the same short line": lambda n: "NATO and Freedonia\n\n" * (2 * n),
    "running headers": lambda n: "NATO and Freedonia\nthey meet by the river, in the city, with\n" * (2 * n),
    "declarations": lambda n: "There are three goals.\n\n" * (2 * n),
    "introductions": lambda n: "The goals are:\n\n" * (2 * n),
    "priorities": lambda n: "".join(f"Priority {i % 90 + 1}: Sea {i}\n- Ships: they go.\n" for i in range(n)),
    "headings and lists": lambda n: "GOALS\n\n- Ships: they go.\n- Charts: they go.\n\n" * n,
    "parts": lambda n: "".join(f"PART {i % 999 + 1} - SEA\n\n1. They go.\n\n" for i in range(n)),
    "spaces": lambda n: "three goals" + " " * (30 * n) + "and activities" + " " * (30 * n) + "x",
    "separators": lambda n: "The goals are: (i) ships" + "; " * (30 * n) + "x (ii) charts.",
    "brackets": lambda n: "They plan activities such as " + "(" * (30 * n),
    "empty items": lambda n: "-\n" * (2 * n),
    "line ends": lambda n: "\r" * (30 * n) + "x",
}  # fmt: skip
SIZE: Final = 200  # about a tenth of a second: large enough to be measured, small enough for a test


def least_seconds(text: str) -> float:
    """Seconds of this process that a reading takes, the least of two."""
    seconds = []
    for _ in range(2):
        begin = time.process_time()
        read(text)
        seconds.append(time.process_time() - begin)
    return min(seconds)


@pytest.mark.parametrize("case", GROWING)
def test_time_grows_with_the_text(case: str) -> None:
    """Four times the text takes less than eight times the time; sixteen times would be its square.

    What takes less than three tenths of a second is no matter.
    """
    short, long = (
        least_seconds(TITLE + "PART 1 - SEA\n\n" + GROWING[case](size)) for size in (SIZE, 4 * SIZE)
    )

    assert long < max(8 * short, 0.3)


HOSTILE: Final = {
    "nested bullets": lambda: "".join(f"{'  ' * at}- Ships: they go.\n" for at in range(1500)),
    "nested numbers": lambda: "".join(f"{'  ' * at}1. Ships: they go.\n" for at in range(1500)),
    "one line of a megabyte": lambda: "they share what is known " * 40_000,
    "one word of a megabyte": lambda: "a" * 1_000_000,
    "bidirectional marks": lambda: "\u202eThe goals are:\u202c\n\n- \u2067Ships\u2069: they go.\n" * 500,
    "zero width": lambda: "- Sh\u200bips\u200d: they\ufeff go.\n" * 1000 + "\u200b" * 100_000,
    "accents without end": lambda: "e" + "\u0301" * 100_000,
    "tabs": lambda: "".join("\t" * (at % 500) + "- Ships\n" for at in range(1500)),
    "form feeds": lambda: "- Ships\f\v\u2028\u2029\x85" * 5000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_are_read_in_seconds(case: str) -> None:
    """A megabyte of nearly nothing, or of what no person writes, is read soundly in twenty seconds."""
    begin = time.process_time()
    assert_sound(read(TITLE + HOSTILE[case]()))

    assert time.process_time() - begin < 20


def test_a_million_letters_in_one_line_stay_within_limits(tmp_path: Path) -> None:
    """Nothing is kept for each word: half a gibibyte does; twice as many, or a binary file, are refused."""
    file, limits = tmp_path / "line.txt", Limits(jobs=1, seconds=60, mebibytes=512)
    file.write_text("They share what they know of ice. " * 29_000, encoding="utf-8")
    found = run_one(partial(read_file, language="en"), file, limits)

    assert len(found.outline.units) == 1
    line = file.read_bytes()
    file.write_bytes(line * 2)
    with pytest.raises(DocumentError, match="a line has 1972000"):
        run_one(partial(read_file, language="en"), file, limits)
    file.write_bytes(line + b"\0")
    with pytest.raises(DocumentError, match="binary"):
        run_one(partial(read_file, language="en"), file, limits)


def test_a_thousand_pages_are_read_in_seconds() -> None:
    """A part every twenty pages, in each a list of twenty goals under four priorities, and prose: 2.5 MB."""
    prose = "The two sides train together in the winter and share what they have learned about the ice. " * 5
    part = "\nPART {} - YEAR {}\n\nThe goals are the following:\n\n{}\n"
    numbered = "".join(f"\n{nth}. {prose}\n" for nth in range(1, 7))
    pages = (numbered if at % 20 else part.format(at // 20 + 1, at, goals(at)) for at in range(1000))
    text = TITLE + "".join(pages)
    begin = time.process_time()
    found = read(text)

    assert len(text) > 2_500_000
    assert (len(found.priorities), len(found.goals)) == (200, 1000)
    assert time.process_time() - begin < 60  # about five on a desk


def goals(year: int) -> str:
    """Four priorities with five goals each."""
    under = "".join(f"   - Ships {at}: they go.\n" for at in range(5))
    return "".join(f"{letter}. THEME {year}-{letter}\n{under}" for letter in "ABCD")
