"""Numbers as lists print them: 4, d, iv."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS: Final = 26
_ROMAN_MOST: Final = 3999


def roman(number: int) -> str:
    """Small Roman numerals; the plain number where there are none for it (0, 4000)."""
    if not 0 < number <= _ROMAN_MOST:
        return str(number)
    printed = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        printed += letters * count
    return printed


def letters(number: int) -> str:
    """A to z, then aa, ab …, as pages do; the plain number below 1."""
    if number < 1:
        return str(number)
    printed = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        printed = chr(ord("a") + letter) + printed
    return printed


def repeated_letters(number: int) -> str:
    """A to z, then aa, bb …, as word processors do; the plain number below 1."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
