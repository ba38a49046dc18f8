"""Numbers as lists print them."""

from __future__ import annotations

import pytest

from partnergraph.build.numerals import letters, repeated_letters, roman


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (99, "xcix"),
        (1999, "mcmxcix"),
        (0, "0"),
        (4000, "4000"),
    ],
)
def test_roman_numerals(number: int, printed: str) -> None:
    """There is none for zero, nor for four thousand."""
    assert roman(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "a"), (26, "z"), (27, "aa"), (53, "ba"), (703, "aaa"), (0, "0")]
)
def test_letters_of_pages(number: int, printed: str) -> None:
    """After z comes aa, then ab."""
    assert letters(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa"), (-1, "-1")]
)
def test_letters_of_word_processors(number: int, printed: str) -> None:
    """After z comes aa, then bb."""
    assert repeated_letters(number) == printed
