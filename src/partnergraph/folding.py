"""Text folded for comparison: the two apostrophes, the spaces and the cases become one."""

from __future__ import annotations

import unicodedata
from typing import Final

_SAME: Final[dict[int, str]] = {
    ord(char): plain
    for plain, chars in {
        "'": "’‘ʼ＇",
        " ": "\u00a0\u202f\u2007\u2009\u3000\t\r\n",
        "-": "\u2010\u2011",
        "σ": "Σ",  # its small letter would depend on its place in the word
    }.items()
    for char in chars
}


def fold(text: str) -> str:
    """Text for search: NFC, apostrophes and spaces unified, case folded; accents are kept.

    The length may change; use `fold_in_place` where offsets matter.
    """
    return unicodedata.normalize("NFC", text).translate(_SAME).casefold()


def fold_in_place(text: str) -> str:
    """Text folded code point by code point: offsets into the result are offsets into `text`."""
    plain = text.translate(_SAME)
    folded = plain.lower()
    if len(folded) == len(plain):  # no letter has a small form of two code points, as « İ » has
        return folded
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)
