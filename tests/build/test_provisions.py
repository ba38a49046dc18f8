"""Codes of provisions: after printed numbers, unlike each other, the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.provisions import provision_codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme


def test_the_codes_of_the_real_text(japan: Programme) -> None:
    """Title, three bullets, paragraphs by part, objectives under 2.2, priorities and goals in part 3."""
    expected = ["0.u1", "0.b1", "0.b2", "0.b3"]
    expected += ["1", *(f"1.{number}" for number in range(1, 7))]
    expected += ["2", "2.1", "2.2", "2.2.1", "2.2.2", "2.2.3"]
    expected += ["3", *(f"3.{number}" for number in range(1, 5))]
    expected += ["3.p1", *(f"3.g{number:02}" for number in range(1, 6))]
    expected += ["3.p2", *(f"3.g{number:02}" for number in range(6, 9))]
    expected += ["3.p3", *(f"3.g{number:02}" for number in range(9, 15))]
    expected += ["3.p4", "3.g15", "3.g16"]

    assert list(provision_codes(japan).values()) == expected


def test_the_declarations_stand_in_their_provisions(japan: Programme) -> None:
    """Declarations are made in 2.2, 3.3 and 3.4."""
    codes = provision_codes(japan)

    assert [codes[declaration.unit.order] for declaration in japan.declarations] == [
        "2.2",
        "3.3",
        "3.3",
        "3.4",
        "3.4",
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("PART 1\n1. a\n2. b\nANNEX 1\n1. c", ["1", "1.1", "1.2", "1-2", "1-2.1"]),
        ("SECTION II\n1. a\n1.1 b", ["ii", "ii.1", "ii.1.1"]),
        ("PART 1\n1.1 a\n1.2 b\n1.2.1 c", ["1", "1.1", "1.2", "1.2.1"]),
        ("one\n\nSEAS\n\n- two\n- three", ["0.u1", "0.h1", "0.h1.b1", "0.h1.b2"]),
        ("One.\n\nPage 2\n\nTwo.", ["0.u1", "0.f1", "0.u2"]),
        ("PART 1\n1. a\n2. b\n1. c\n2. d", ["1", "1.1", "1.2", "1.l2-1", "1.l2-2"]),
        ("one\n\ntwo\n\n- three\n- four", ["0.u1", "0.u2", "0.b1", "0.b2"]),
        ("1. a\n   a) b\n   - c", ["0.1", "0.1.a", "0.1.b1"]),
    ],
)
def test_codes_follow_printed_numbers(read: Callable[..., Programme], text: str, codes: list[str]) -> None:
    """A number that comes again is another list or gets a suffix; what has none is counted."""
    assert list(provision_codes(read(text, "en")).values()) == codes


@pytest.mark.parametrize("text", ["1. a\n1. b\n1. c", "PART 1\nPART 1\n\na\n\nPART 1", "1. a\n1-1 b\n1.1 c"])
def test_no_two_codes_are_equal(read: Callable[..., Programme], text: str) -> None:
    """However a text repeats its numbers, each unit has a code of its own."""
    codes = list(provision_codes(read(text, "en")).values())

    assert len(set(codes)) == len(codes)
