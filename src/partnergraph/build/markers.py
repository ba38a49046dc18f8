"""What begins a line and makes it a heading, a numbered item or a bullet: a word, a number, a sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues

Style = tuple[str, ...]

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_PLAIN_ROMAN: Final = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_NUMBER: Final = r"\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxl]{2,7}|[IVXL]{2,7}"
_ENCLOSED: Final = re.compile(
    r"\((?P<number>\d{1,3}|[a-zA-Z]|[ivxl]{2,7}|[IVXL]{2,7})\)(?:\s+(?=\S)|(?=[A-ZÀ-Þ][^\W\d_])|$)"
)
_SQUARE: Final = re.compile(r"\[(?P<number>\d{1,2})\]\s+(?=\S)")
_POINTED: Final = re.compile(rf"(?P<number>{_NUMBER})(?P<mark>°\)|[.)°/])(?:\s+(?=\S)|$)")
_GLUED: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)(?P<mark>[.)])(?=[A-ZÀ-Þ][^\W\d_])")
_DECIMAL: Final = re.compile(
    r"(?P<number>(?:\d{1,3}|[IVXL]{1,5}|[A-Z])(?:\.\d{1,3})+)(?:\s+(?=\S)|(?=[A-ZÀ-Þ][^\W\d_]))"
)
_DASHED: Final = re.compile(r"(?P<number>\d{1,2}|[IVXL]{1,6}|[A-Z])\s+[–—-]\s+(?=[^\W\d_])")
_CODED: Final = re.compile(r"(?P<number>[A-Z]{1,2}\.?\d{1,2})(?:\s?(?P<mark>[.):])\s+|\s+[–—-]\s+)(?=\S)")
_LABEL_NUMBER: Final = (
    r"(?:n°|nº|no\.?\s|nr\.?\s|#)?\s*"
    r"(?P<number>[a-z]\.?\d{1,3}(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z])?|[ivxlc]{1,7}|[a-z]|WORDS)(?!\w)"
)
_LEADING: Final = re.compile(r"^[A-Za-z]{1,2}(?=\d)")
_FIGURES: Final = re.compile(r"\d+")
_SIGN: Final = re.compile(
    r"(?P<sign>[•◦▪‣●○■□◆▶►➢➔➤→›❖✓✔▲△·∙⁃\uf0a7\uf0b7\uf0d8])\s*(?=\S|$)|(?P<dash>[*+–—o-])(?:\s+(?=\S)|$)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What begins a line: `end` is where the words begin, `style` what the markers of one list share."""

    kind: Literal["heading", "numbered-item", "bullet-item"]
    number: str
    style: Style
    end: int


def read_marker(text: str, cues: Cues) -> Marker | None:
    """The marker at the beginning of a line, if there is one.

    Of « Priority 1: Safe seas » the word is no part of the marker: `end` is 0 there, and the words say
    themselves what they are.
    """
    folded = fold_in_place(text)
    spelt = tuple(cues.number_words), tuple(cues.ordinals)
    found = _words(cues.heading_words, *spelt).match(folded)
    if found and (found["separator"] or len(text) == found.end()):
        return Marker(
            "heading", _number(text, found, cues), ("word", found["word"] or found["counted"]), found.end()
        )
    if folded.rstrip(" .:") in cues.apart_words:
        return Marker("heading", "", ("word", folded.rstrip(" .:")), len(text))
    for kind in cues.kinds.values():
        found = _words((*kind.item, *kind.group), *spelt).match(folded)
        if found and (found["separator"] or len(text) == found.end()):
            return Marker("numbered-item", _number(text, found, cues), ("label", kind.name), 0)
    return _item(text)


def prefix_pattern(words: tuple[str, ...], cues: Cues) -> re.Pattern[str]:
    """« Goal 1: » at the beginning of an item; a number in words needs a sign or a line end after it."""
    return _prefix(words, tuple(cues.number_words), tuple(cues.ordinals))


@cache
def _prefix(words: tuple[str, ...], numbers: tuple[str, ...], ordinals: tuple[str, ...]) -> re.Pattern[str]:
    signs = r"\s*(?:(?<=\d)|(?<=\d\s)|(?<=\n)|(?=[–—:.-]))[–—:.-]?\s*"
    return re.compile(_labelled(words, numbers, ordinals) + signs)


@cache
def _words(words: tuple[str, ...], numbers: tuple[str, ...], ordinals: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words with a number: « PART 1 – », « Priority II: », « GOAL TWO », « Second priority: »."""
    return re.compile(rf"{_labelled(words, numbers, ordinals)}\s*(?P<separator>[–—:.\-]\s*|$)")


def _labelled(words: tuple[str, ...], numbers: tuple[str, ...], ordinals: tuple[str, ...]) -> str:
    forms = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    spelt, counting = (
        "|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in (numbers, ordinals)
    )
    after = rf"(?P<word>{forms})\s+{_LABEL_NUMBER.replace('WORDS', spelt)}"
    return rf"(?:{after}|(?P<ordinal>{counting})\s+(?P<counted>{forms})(?!\w))"


def _number(text: str, found: re.Match[str], cues: Cues) -> str:
    return label_number(text[slice(*found.span("number" if found["number"] else "ordinal"))], cues)


def label_number(printed: str, cues: Cues) -> str:
    """A number as it counts: « TWO » is 2, what is printed in figures or letters stays."""
    folded = fold_in_place(printed)
    spelt = cues.number_words.get(folded) or cues.ordinals.get(folded)
    return str(spelt) if spelt and len(printed) > 1 else printed


def _item(text: str) -> Marker | None:
    for pattern, mark in (
        (_ENCLOSED, "()"),
        (_SQUARE, "[]"),
        (_POINTED, ""),
        (_GLUED, ""),
        (_DECIMAL, "."),
        (_DASHED, "–"),
        (_CODED, ""),
    ):
        if found := pattern.match(text):
            number = found["number"]
            sign = mark or found["mark"] or "–"
            if pattern is _CODED:
                return Marker("numbered-item", number, ("coded", _FIGURES.sub("", number), sign), found.end())
            if len(number) > 1 and number.isalpha() and not roman(number):
                return None
            return Marker("numbered-item", number, (*_sort(number), sign), found.end())
    if found := _SIGN.match(text):
        return Marker("bullet-item", "", ("bullet", found["sign"] or found["dash"]), found.end())
    return None


def _sort(number: str) -> Style:
    """What sort of number it is; a letter stands for itself, or for a Roman number where it follows one."""
    if "." in number:
        return ("decimal", str(number.count(".")))
    if number.isdigit():
        return ("digit",)
    return ("letter" if len(number) == 1 else "roman", "upper" if number.isupper() else "lower")


def values(number: str, style: Style) -> tuple[tuple[Style, int], ...]:
    """What a printed number can be: styles with the place that it claims in each, the likelier first.

    `i` begins Roman numbers, or follows h; `c` is the third letter.
    """
    if not number:
        return ((style, 0),)
    if style[0] in {"digit", "decimal", "label", "word", "coded"}:
        return ((style, last_value(number)),)
    case = style[1]
    as_roman = ((("roman", case, *style[2:]), roman(number)),) if roman(number) else ()
    as_letter = ((("letter", case, *style[2:]), letter_place(number)),) if len(number) == 1 else ()
    return (*as_roman, *as_letter) if number in {"i", "I"} else (*as_letter, *as_roman)


def last_value(number: str) -> int:
    """What the last part of a number counts: 3 of « 2.3 », of « G3 » and of « III »."""
    last = number.rpartition(".")[2]
    figures = _LEADING.sub("", last)
    return int(figures) if figures.isdigit() else roman(last) or letter_place(last)


def roman(number: str) -> int:
    """The value of a Roman number below ninety in one case; 0 where it is none."""
    folded = number.lower()
    if not folded or number not in {folded, number.upper()} or not _PLAIN_ROMAN.fullmatch(folded):
        return 0
    digits = [_ROMAN[digit] for digit in folded]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))


def letter_place(letter: str) -> int:
    """The place of a letter in the alphabet; 0 for what is no single Latin letter."""
    folded = letter.lower()
    return ord(folded) - ord("a") + 1 if len(folded) == 1 and "a" <= folded <= "z" else 0
