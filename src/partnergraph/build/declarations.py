"""What a text declares about its own structure: « 16 buts … selon quatre priorités : A, B, C et D »."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import Declaration
from partnergraph.build.marked import begins_marked, marked_lists
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues, Kind
    from partnergraph.build.elements import ElementKind
    from partnergraph.build.outline import Outline, Unit

_LEAST: Final = 2  # « one of the goals » counts nothing, and nouns are looked for in the plural
_GREATEST: Final = 200  # a larger number before such a noun is a year or a page
_BEFORE: Final = 60  # code points before a number in which words may say that it counts a part
_FOOTNOTE: Final = re.compile(r"\s?(?P<mark>\*{1,3}|†|[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])")
_LIST: Final = 3000  # code points that an enumeration may take
_WORD: Final = r"[^\W\d_]+(?:-[^\W\d_]+)*"


def read_declarations(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    """Every declared count in the order of the text, with the names it enumerates after a colon."""
    return _read(outline, cues, {kind.name: kind.nouns for kind in cues.kinds.values()})


def read_weak_declarations(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    """Counts of « areas », « chapters » and the like, where their list stands beside them.

    Such words mean anything. They mean elements only in a text that names its elements by no better word.
    """
    found = _read(outline, cues, {kind.name: kind.weak for kind in cues.kinds.values() if kind.weak})
    return tuple(each for each in found if each.names or _introduces(outline, each))


def _introduces(outline: Outline, declaration: Declaration) -> bool:
    """Whether a unit that ends with a colon has as many items under it, or after it, as it declares."""
    unit = declaration.unit
    if not outline.words(unit).rstrip().endswith(":"):
        return False
    items = sum(child.run > 0 for child in outline.children(unit))
    if items:
        return items == declaration.count
    flat = unit.kind == "bullet-item"  # its list may have lost its indentation, and then only counts end it
    for sibling in outline.following(unit):
        if not sibling.run or (sibling.run == unit.run) != flat or items > declaration.count:
            break
        items += 1
    return items == declaration.count or (flat and items > declaration.count)


def _read(outline: Outline, cues: Cues, nouns: dict[str, tuple[str, ...]]) -> tuple[Declaration, ...]:
    patterns = {
        name: _pattern(cues.language, words, tuple(cues.number_words)) for name, words in nouns.items()
    }
    notes = _notes(outline)
    found = [
        declaration
        for unit in outline.units
        if unit.kind not in ("heading", "page-furniture")
        for declaration in _in_unit(outline, unit, patterns, notes, cues)
    ]
    return tuple(sorted(found, key=lambda declaration: declaration.span))


@cache
def _pattern(language: str, nouns: tuple[str, ...], number_words: tuple[str, ...]) -> re.Pattern[str]:  # noqa: ARG001 one pattern a language
    """A number, at most two words (four agreed priorities), and the noun; « twenty-one » is no « one »."""
    numbers = "|".join(sorted(map(re.escape, number_words), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<number>\d{{1,3}}|{numbers})\s+(?:\(\d{{1,3}}\)\s+)?"
        rf"(?P<between>(?:{_WORD}\s+){{0,2}}?)(?P<noun>{'|'.join(map(re.escape, nouns))})\b"
    )


def _in_unit(
    outline: Outline,
    unit: Unit,
    patterns: dict[str, re.Pattern[str]],
    notes: dict[str, list[Unit]],
    cues: Cues,
) -> Iterator[Declaration]:
    folded = outline.folded(unit)
    for kind in cues.kinds.values():
        for match in patterns[kind.name].finditer(folded) if kind.name in patterns else ():
            number = match["number"]
            count = int(number) if number.isdigit() else cues.number_words[number]
            before = folded[max(0, match.start() - _BEFORE) : match.start()]
            if _LEAST <= count <= _GREATEST and not _is_partial(before, match["between"].split(), cues):
                span = Span(unit.words.start + match.start(), unit.words.start + match.end())
                declaration = Declaration(_kind(kind), count, span, unit)
                names = _names(folded, match.end(), declaration, cues)
                marked = None if names else _FOOTNOTE.match(folded, match.end())
                if marked:
                    names = _footnote(outline, marked, notes.get(marked["mark"], []), unit)
                yield replace(declaration, names=names)


def _is_partial(before: str, between: list[str], cues: Cues) -> bool:
    """Whether the words around a number say that it counts a part, or is the end of a longer number."""
    words = before.split()[-2:]
    last = words[-1] if words else ""
    joined = last in cues.conjunctions and words[0] in cues.number_words
    two = " ".join(words)
    nouns = {noun for kind in cues.kinds.values() for noun in (*kind.nouns, *kind.weak)}
    without = {*cues.function_words, *cues.conjunctions, *cues.number_words, *cues.partial, *nouns}
    parted = not without.isdisjoint(between)
    return joined or parted or last in cues.partial or two in cues.partial or last in cues.number_words


def _kind(kind: Kind) -> ElementKind:
    names: dict[str, ElementKind] = {
        "strategic-objective": "strategic-objective",
        "priority": "priority",
        "goal": "goal",
    }
    return names[kind.name]


def _names(folded: str, after: int, declaration: Declaration, cues: Cues) -> tuple[Span, ...]:
    """The names enumerated after a colon, without articles; none unless as many as declared.

    A few words may come before the colon, if they are not about elements themselves.
    """
    enumeration = _enumeration(cues).match(folded, after, after + _LIST)
    if not enumeration or _nouns(cues).search(enumeration["tail"]):
        return ()
    offset = declaration.unit.words.start
    text = folded[enumeration.start("list") : enumeration.start("list") + _LIST]
    first = next(marked_lists(text, cues), None) if begins_marked(text) else None
    if first and first[0] == 0:
        begin = offset + enumeration.start("list")
        items = first[1] if len(first[1]) == declaration.count else ()
        return tuple(Span(begin + item.span.start, begin + item.span.end) for item in items)
    conjunctions = "|".join(map(re.escape, cues.conjunctions))
    separators = (
        rf"\s*;\s*(?:(?:{conjunctions})\s+)?",
        rf"\s*,\s*(?:(?:{conjunctions})\s+)?",
        rf"\s*,\s*(?:(?:{conjunctions})\s+)?|\s+(?:{conjunctions})\s+",
    )
    for separator in separators:
        pieces = _pieces(folded, Span(*enumeration.span("list")), separator)
        spans = [piece for piece in pieces if folded[piece.start : piece.end].strip()]
        if len(spans) == declaration.count:
            return tuple(_name(folded, span, offset, cues) for span in spans)
    return ()


@cache
def _enumeration_pattern(namely: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, namely))
    opening = rf"(?::|(?:,\s++|(?<=\s))(?:{words})\b:?)"
    return re.compile(rf"(?P<tail>[^.:;,]{{0,80}}?)\s*+{opening}\s*+(?P<list>[^.:]+)")


def _enumeration(cues: Cues) -> re.Pattern[str]:
    return _enumeration_pattern(cues.namely)


@cache
def _noun_pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\b")


def _nouns(cues: Cues) -> re.Pattern[str]:
    return _noun_pattern(tuple(noun for kind in cues.kinds.values() for noun in kind.nouns))


def _notes(outline: Outline) -> dict[str, list[Unit]]:
    """The units that begin with the mark of a footnote, by their mark."""
    notes: dict[str, list[Unit]] = defaultdict(list)
    for unit in outline.units:
        marked = _FOOTNOTE.match(outline.masked.text, unit.span.start, unit.span.end)
        if marked and marked.start("mark") == unit.span.start:
            notes[marked["mark"]].append(unit)
    return notes


def _footnote(outline: Outline, marked: re.Match[str], notes: list[Unit], unit: Unit) -> tuple[Span, ...]:
    """The names in the next footnote with the mark of a noun, parted by semicolons or commas."""
    after = bisect_right(notes, unit.order, key=lambda note: note.order)
    if after == len(notes):
        return ()
    note = notes[after]
    text = fold_in_place(outline.masked.quote(note.span))
    start = len(text) - len(text[len(marked["mark"]) :].lstrip())
    within = Span(start, len(text.rstrip(" .;")))
    for separator in (r"\s*;\s*", r"\s*,\s*"):
        pieces = list(_pieces(text, within, separator))
        if len(pieces) >= _LEAST:
            offset = note.span.start
            return tuple(Span(offset + piece.start, offset + piece.end) for piece in pieces)
    return ()


def _pieces(folded: str, within: Span, separator: str) -> Iterator[Span]:
    start = within.start
    for found in re.compile(separator).finditer(folded, within.start, within.end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, within.end)


def _name(folded: str, span: Span, offset: int, cues: Cues) -> Span:
    text = folded[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    article = next((word for word in cues.articles if folded.startswith(word, start, end - 1)), "")
    return Span(offset + start + len(article), offset + end)
