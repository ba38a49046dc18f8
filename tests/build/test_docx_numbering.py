"""Numbers of word processors, counted as they count them."""

from __future__ import annotations

import pytest
from lxml import etree

from partnergraph.build.docx_numbering import Numbering, integer, read_numbering

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _numbering(xml: str) -> Numbering:
    return read_numbering(etree.fromstring(f'<w:numbering xmlns:w="{_W}">{xml}</w:numbering>'))


def _level(level: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def _lists(
    levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> Numbering:
    return _numbering(f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}')


def _printed(numbering: Numbering, *paragraphs: tuple[str, int]) -> list[str]:
    counted = [numbering.count(number, level) for number, level in paragraphs]
    return [each.marker if each else "" for each in counted]


OUTLINE = _level(0, "upperRoman", "%1.") + _level(1, "decimal", "%1.%2") + _level(2, "lowerLetter", "(%3)")


def test_levels_count_under_each_other() -> None:
    """A deeper level starts again after one above it, and may print the numbers above."""
    one = [("1", level) for level in (0, 1, 1, 2, 2, 1, 2, 0, 1)]

    assert _printed(_lists(OUTLINE), *one) == ["I.", "I.1", "I.2", "(a)", "(b)", "I.3", "(a)", "II.", "II.1"]


def test_a_legal_level_prints_figures() -> None:
    """All numbers of it, whatever the levels above print."""
    levels = _level(0, "upperRoman", "%1.") + _level(1, "decimal", "%1.%2", "<w:isLgl/>")

    assert _printed(_lists(levels), ("1", 0), ("1", 1)) == ["I.", "1.1"]


def test_a_level_may_never_start_again() -> None:
    """Paragraphs counted through all parts of a document."""
    levels = _level(0, "decimal", "Part %1") + _level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')

    assert _printed(_lists(levels), ("1", 0), ("1", 1), ("1", 0), ("1", 1)) == [
        "Part 1",
        "1.",
        "Part 2",
        "2.",
    ]


def test_two_lists_of_one_kind_count_on() -> None:
    """Unless one of them says where it starts."""
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = _lists(_level(0, "decimal", "%1)"), numbers)

    assert _printed(numbering, ("1", 0), ("2", 0), ("3", 0), ("3", 0)) == ["1)", "2)", "1)", "2)"]


def test_a_list_may_change_a_level() -> None:
    """Its own level wins over that of its kind."""
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1)"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )

    assert _printed(_lists(_level(0, "decimal", "%1."), numbers), ("1", 0), ("1", 0)) == ["e)", "f)"]


def test_a_list_may_follow_a_style() -> None:
    """Then its levels are those of the list that the style names."""
    numbering = _numbering(
        f'<w:abstractNum w:abstractNumId="0">{_level(0, "decimal", "%1.")}'
        '<w:styleLink w:val="S"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert _printed(numbering, ("1", 0), ("1", 0)) == ["1.", "2."]


def test_a_deeper_level_first_begins_those_above() -> None:
    """As it is shown: 1.1 though no 1 stands before it."""
    levels = _level(0, "decimal", "%1.") + _level(1, "decimal", "%1.%2")

    assert _printed(_lists(levels), ("1", 1), ("1", 1), ("1", 0)) == ["1.1", "1.2", "2."]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "3"),
        ("decimalZero", "03"),
        ("lowerLetter", "c"),
        ("upperLetter", "C"),
        ("lowerRoman", "iii"),
        ("none", ""),
    ],
)
def test_forms_of_numbers(form: str, printed: str) -> None:
    """Each as it is printed."""
    assert _printed(_lists(_level(0, form, "%1")), *[("1", 0)] * 3)[-1] == printed


@pytest.mark.parametrize(("sign", "printed"), [("\uf0b7", "•"), ("o", "•"), ("–", "–"), ("", "•")])
def test_bullets(sign: str, printed: str) -> None:
    """Signs of symbol fonts are bullets."""
    assert _printed(_lists(_level(0, "bullet", sign)), ("1", 0)) == [printed]


def test_an_unknown_form_is_reported() -> None:
    """It is shown with plain numbers, and said."""
    numbering = _lists(_level(0, "thaiLetters", "%1."))

    assert _printed(numbering, ("1", 0)) == ["1."]
    assert numbering.unknown == {"thaiLetters"}


def test_a_list_that_is_not_there_prints_nothing() -> None:
    """Nor does one without that level."""
    assert _printed(_lists(OUTLINE), ("7", 0), ("1", 5)) == ["", ""]
    assert _printed(read_numbering(None), ("1", 0)) == [""]


@pytest.mark.parametrize(
    ("printed", "number"), [("3", 3), ("3.7", 3), ("", 0), (None, 0), ("x", 0), ("9e99", 100_000)]
)
def test_numbers_of_a_file_are_bounded(printed: str | None, number: int) -> None:
    """A number that nobody would write counts as far as one might."""
    assert integer(printed) == number
