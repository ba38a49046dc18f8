"""Doubts about the layout of a text: page furniture, lines that were lost, tables, other languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.elements import Finding
from partnergraph.build.languages import other_languages, script_of, script_of_cues, small_words
from partnergraph.build.nesting import DEEPEST
from partnergraph.folding import fold, fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.outline import Outline

_UNBROKEN: Final = 200  # code points; a paragraph this long that holds numbered titles has lost its lines
_SAMPLE: Final = 600  # code points by which the language of a unit is told
_LEAST_TITLES: Final = 3
_TITLES: Final = re.compile(r"(?<=[.;:\s])(?:\d{1,2}|[IVX]{1,4}|[A-Z])\.\s?(?=[A-ZÀ-Þ])")
_LEAST_WORDS: Final = 6  # of a unit, by which its language can be told
_LEAST_OTHER: Final = 3  # words of another language in a unit
_WORD: Final = re.compile(r"[^\W\d_]+")
_LIGATURES: Final = re.compile("ffi|ffl|ff|fi|fl|ft|ti|tt")
_LOST: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});|(?<=[^\W\d_])\?(?=[^\W\d_])(?![^\s?]*=)")
_CELL: Final = 2  # bars in a line of a table


def layout_doubts(outline: Outline, cues: Cues) -> Iterator[Finding]:
    """What a reader of the text should know about its layout, before any meaning."""
    yield from _furniture(outline)
    yield from _units(outline)
    yield from _languages(outline, cues)
    yield from _encoding(outline, cues)


def _furniture(outline: Outline) -> Iterator[Finding]:
    """One finding for all lines that were left out as page headers and page numbers."""
    lone = [unit.span for unit in outline.units if unit.kind == "page-furniture"]
    spans = sorted((*lone, *outline.interruptions))
    if spans:
        count = "1 line was" if len(spans) == 1 else f"{len(spans)} lines were"
        message = (
            f"{count} taken for page headers or page numbers, this one first, and left out of the sentences"
        )
        yield Finding("page-furniture", "info", message, spans[0], "See whether it belongs to the text.")


def _units(outline: Outline) -> Iterator[Finding]:
    """Units that are no paragraphs any more: lines lost, tables, lists in lists without end."""
    depths: dict[int, int] = {0: 0}
    table = deep = False
    for unit in outline.units:
        depths[unit.order] = depths[unit.parent] + 1
        words = outline.words(unit)
        if len(words) > _UNBROKEN and len(_TITLES.findall(words)) >= _LEAST_TITLES:
            message = (
                "the line breaks of this seem lost: it holds numbered titles, and was read as one paragraph"
            )
            yield Finding("lines-lost", "warning", message, unit.span, "Give the text with its line breaks.")
        if not table and words.count("|") >= _CELL:
            table = True
            message = "this looks like a line of a table; tables are read as paragraphs"
            yield Finding(
                "table-as-text", "info", message, unit.span, "See whether the table lists elements."
            )
        if not deep and depths[unit.order] >= DEEPEST:
            deep = True
            message = f"lists in lists, more than {DEEPEST - 1} levels deep, were not told apart from here on"
            yield Finding("nested-too-deep", "warning", message, unit.span, "See how the text was made.")


def _languages(outline: Outline, cues: Cues) -> Iterator[Finding]:
    """One finding for the units that are in another language than the text, the first of them quoted."""
    others = [unit for unit in outline.units if _is_other(outline.words(unit), cues)]
    if others:
        length = sum(unit.words.end - unit.words.start for unit in others)
        much = 4 * length > sum(unit.words.end - unit.words.start for unit in outline.units)
        count = "1 unit is" if len(others) == 1 else f"{len(others)} units are"
        message = f"{count} not in the language of the text ({cues.language}), this one first"
        advice = "Elements were looked for with the words of one language only."
        yield Finding("mixed-language", "warning" if much else "info", message, others[0].span, advice)


def _encoding(outline: Outline, cues: Cues) -> Iterator[Finding]:
    """One finding for all places where letters are missing from words, the first of them quoted."""
    text = outline.document.text
    lost = _lost_ligatures(cues.language)
    spans = sorted(
        {
            *(Span(*found.span()) for found in _LOST.finditer(text)),
            *(Span(*found.span()) for found in lost.finditer(fold_in_place(text))),
        }
    )
    if spans:
        count = "1 place has" if len(spans) == 1 else f"{len(spans)} places have"
        message = f"{count} letters that were lost or changed when the text was copied, this one first"
        advice = "Give the text anew in UTF-8: words are not recognised with such letters."
        yield Finding("suspicious-encoding", "warning", message, spans[0], advice)


@cache
def _lost_ligatures(language: str) -> re.Pattern[str]:
    """The words that name elements and programmes, without the letters that are printed as one sign."""
    cues = all_cues()[language]
    words = {word for kind in cues.kinds.values() for word in (*kind.nouns, *kind.item)}
    words |= {word for each in cues.programme_types.values() for word in each}
    parts = [
        _LIGATURES.split(word) for phrase in words for word in phrase.split() if len(word) > _LEAST_WORDS
    ]
    forms = {r"\s?".join(map(re.escape, each)) for each in parts if len(each) > 1}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\w)")


def _is_other(text: str, cues: Cues) -> bool:
    """Whether a unit is in other letters than the text's language has, or in words of another known one."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) > _LEAST_WORDS and script_of(sample) != script_of_cues(cues):
        return True
    words = _WORD.findall(fold(sample))
    if len(words) < _LEAST_WORDS:
        return False
    own = sum(word in small_words(cues.language) for word in words)
    others = [small_words(code) for code in all_cues() if code != cues.language]
    most = max(
        (sum(word in its for word in words) for its in (*others, *other_languages().values())), default=0
    )
    return most >= _LEAST_OTHER and most > 2 * own + 1
