"""What a text declares about its own structure: « 16 buts … selon quatre priorités : A, B, C et D »."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import all_cues, any_of
from partnergraph.build.document import Span
from partnergraph.build.elements import Declaration, kind_named
from partnergraph.build.marked import begins_marked, marked_lists
from partnergraph.build.shapes import without_enclosed
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues, Kind
    from partnergraph.build.outline import Outline, Unit

_LEAST: Final = 2  # « one of the goals » counts nothing, and nouns are looked for in the plural
_GREATEST: Final = 200  # a larger number before such a noun is a year or a page
_BEFORE: Final = 60  # code points before a number in which words may say that it counts a part
_FOOTNOTE: Final = re.compile(r"\s?(?P<mark>\*{1,3}|†|[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])")
_NEAR: Final = 4  # words after a noun that may name the one priority whose goals were counted
_LIST: Final = 3000  # code points that an enumeration may take
_AFTER: Final = 60  # code points after a noun in which words may say the same
_WORD: Final = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORDS: Final = re.compile(_WORD)
_CLAUSE: Final = re.compile(r"[.;:!?](?=\s|$)")
_ENCLOSED_LIST: Final = re.compile(r"\s*\((?P<list>[^()]+)\)")
_INNER_STOP: Final = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\.|\s[^\W\d_])|(?<=\.[^\W\d_])\.(?=\s)")
_QUOTED: Final = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")


def read_declarations(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    """Every declared count in the order of the text, with the names it enumerates after a colon."""
    return _read(outline, cues, {kind.name: kind.nouns for kind in cues.kinds.values()})


def read_weak_declarations(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    """Counts of « areas », « chapters » and the like, where their list stands beside them.

    Such words mean anything. They mean elements only in a text that names its elements by no better word.
    """
    found = _read_weak(outline, cues)
    return tuple(each for each in found if each.names or _introduces(outline, each))


def weak_counts(outline: Outline, cues: Cues) -> frozenset[int]:
    """The numbers of « areas », « chapters » and the like that a text speaks of, wherever these stand."""
    return frozenset(each.count for each in _read_weak(outline, cues))


def _read_weak(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    return _read(outline, cues, {kind.name: kind.weak for kind in cues.kinds.values() if kind.weak})


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
    patterns = {name: _pattern(cues.language, words) for name, words in nouns.items()}
    notes = _notes(outline)
    found = [
        declaration
        for unit in outline.units
        if unit.kind not in ("heading", "page-furniture")
        for declaration in _in_unit(outline, unit, patterns, notes, cues)
    ]
    return tuple(sorted(found, key=lambda declaration: declaration.span))


@cache
def _number(language: str) -> str:
    """A pattern for numbers in figures and in words, those that are made of two words among them."""
    cues = all_cues()[language]
    words = "|".join(map(re.escape, sorted(cues.number_words, key=len, reverse=True)))
    tens = "|".join(map(re.escape, sorted(cues.tens, key=len, reverse=True)))
    joints = "|".join(map(re.escape, cues.ten_joints))
    return rf"(?:\d{{1,3}}|(?:{tens})(?:{joints})(?:{words})|{words})(?!\w)"


def _value(number: str, cues: Cues) -> int:
    """What a number in figures or words amounts to."""
    if number.isdigit():
        return int(number)
    if number in cues.number_words:
        return cues.number_words[number]
    tens = max((ten for ten in cues.tens if number.startswith(ten)), key=len)
    joint = next(each for each in cues.ten_joints if number.startswith(each, len(tens)))
    return cues.tens[tens] + cues.number_words[number[len(tens) + len(joint) :]]


@cache
def _pattern(language: str, nouns: tuple[str, ...]) -> re.Pattern[str]:
    """A number, at most two words (four agreed priorities) or several that qualify, and the noun."""
    cues = all_cues()[language]
    number, qualifier = _number(language), "|".join(map(re.escape, cues.qualifiers))
    joint = rf"(?:\s*,\s*|\s+)(?:(?:{'|'.join(map(re.escape, cues.conjunctions))})\s+)?"
    return re.compile(
        rf"(?<![\w.,-])(?P<number>{number})\s+(?:\({number}\)\s+)?"
        rf"(?:(?P<between>(?:{_WORD}\s+){{0,2}}?)|(?:(?:{qualifier}){joint}){{2,5}}(?P<more>{_WORD}\s+)?)"
        rf"(?P<noun>{'|'.join(map(re.escape, nouns))})\b"
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
        whole, end = 0, 0  # the last count in this sentence; a smaller one after it is of a part
        for match in _matches(patterns[kind.name], folded) if kind.name in patterns else ():
            count = _value(match["number"], cues)
            whole = 0 if whole and _CLAUSE.search(folded, end, match.start()) else whole
            if _LEAST <= count <= _GREATEST and not _is_partial(folded, match, kind, cues):
                if count < whole:
                    continue
                whole, end = count, match.end()
                span = Span(unit.words.start + match.start(), unit.words.start + match.end())
                declaration = Declaration(kind_named(kind.name), count, span, unit)
                names = _names(folded, match.end(), declaration, cues)
                marked = None if names else _FOOTNOTE.match(folded, match.end())
                if marked:
                    names = _footnote(outline, marked, notes.get(marked["mark"], []), unit)
                yield replace(declaration, names=names)


def _matches(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """All matches, those that begin inside another one among them: « two of the four priorities »."""
    at = 0
    while found := pattern.search(folded, at):
        yield found
        at = found.end("number")


def _is_partial(folded: str, match: re.Match[str], kind: Kind, cues: Cues) -> bool:
    """Whether the words around a number say that it counts a part, or is the end of a longer number."""
    before = folded[max(0, match.start() - _BEFORE) : match.start()]
    words = before.split()[-2:]
    last = words[-1] if words else ""
    between = {*(match["between"] or match["more"] or "").split()}
    joints = {*cues.conjunctions, *cues.lists.conjunctions, *cues.until_words, *"-–—"}
    joined = last in joints and (words[0] in cues.number_words or words[0].isdigit())
    numbered = match["number"].isdigit() and last in _before_number(cues.language)
    return (
        joined
        or numbered
        or last in cues.number_words
        or last.isdigit()
        or not between.isdisjoint(_parting(cues.language))
        or _partial(cues.partial).search(before.rstrip()) is not None
        or _is_share(before, folded[match.end() : match.end() + _AFTER], kind, cues)
    )


@cache
def _parting(language: str) -> frozenset[str]:
    """Words that part a number from its noun."""
    cues = all_cues()[language]
    nouns = {noun for kind in cues.kinds.values() for noun in (*kind.nouns, *kind.weak)}
    return frozenset({*cues.function_words, *cues.conjunctions, *cues.number_words, *cues.partial, *nouns})


@cache
def _before_number(language: str) -> frozenset[str]:
    """Words before a number in figures that make it the number of one thing: « Chapter 3 », « Goal 2 »."""
    cues = all_cues()[language]
    items = (item for kind in cues.kinds.values() for item in kind.item)
    return frozenset({*cues.heading_words, *cues.page_words, *items})


@cache
def _partial(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})$")


def _is_share(before: str, after: str, kind: Kind, cues: Cues) -> bool:
    """Whether a number counts what each of several has, or one of them: « three goals for each priority ».

    « Each of the three goals » counts all of them.
    """
    clause, follows = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
    said = any_of(cues.each_words).search(clause)
    between = _WORDS.findall(clause[said.end() :]) if said else []
    if said and not (between and cues.function_words.issuperset(between)):
        return True
    if kind.name == "goal" and (_one(clause, cues) or _one(" ".join(follows.split()[:_NEAR]), cues)):
        return True
    return bool(_distributed(cues.language).match(follows) or any_of(cues.not_own).match(after.lstrip()))


def _one(words: str, cues: Cues) -> bool:
    """Whether words speak of one priority: « priority areas » are several."""
    return any(found["one"] for found in _one_or_more(cues.language).finditer(words))


@cache
def _one_or_more(language: str) -> re.Pattern[str]:
    kind = all_cues()[language].kinds["priority"]
    nouns, items = ("|".join(map(re.escape, words)) for words in (kind.nouns, kind.item))
    return re.compile(rf"(?<!\w)(?:(?:{nouns})|(?P<one>{items}))(?!\w)")


@cache
def _distributed(language: str) -> re.Pattern[str]:
    """What follows a noun whose number is that of each: « each », « per priority », « under each goal »."""
    cues = all_cues()[language]
    each = any_of(cues.each_words).pattern
    one = any_of(tuple(item for kind in cues.kinds.values() for item in kind.item)).pattern
    return re.compile(rf"\s*[,(]?(?:\s*{each}|(?:\s+{_WORD}){{1,2}}\s+{each})(?:\s+{one}|\W*$|\s*[,)])")


def _names(folded: str, after: int, declaration: Declaration, cues: Cues) -> tuple[Span, ...]:
    """The names enumerated after a colon, a dash or in brackets, without articles.

    None unless they are as many as declared, and none that is « etc. ». A few words may come before the
    colon, if they are not about elements themselves.
    """
    text = _without_enclosed(folded, after, after + _LIST)
    enumeration = _enumeration(cues).match(text, after) or _ENCLOSED_LIST.match(folded, after, after + _LIST)
    tail = enumeration.groupdict().get("tail") or "" if enumeration else ""
    if not enumeration or _nouns(cues).search(tail):
        return ()
    offset = declaration.unit.words.start
    start = enumeration.start("list")
    listed = folded[start : start + _LIST]
    first = next(marked_lists(listed, cues), None) if begins_marked(listed) else None
    if first and first[0] == 0:
        items = first[1] if len(first[1]) == declaration.count else ()
        return tuple(Span(offset + start + each.span.start, offset + start + each.span.end) for each in items)
    masked = text if "tail" in enumeration.groupdict() else folded
    spans = _cut(masked, Span(*enumeration.span("list")), declaration.count, cues)
    if any(_names_nothing(folded[span.start : span.end], cues) for span in spans):
        return ()
    return tuple(_name(folded, span, offset, cues) for span in spans)


def _cut(text: str, within: Span, count: int, cues: Cues) -> list[Span]:
    """As many pieces as are declared, at semicolons, else at commas, else at conjunctions too.

    Commas alone do where the last of them has a conjunction, or nothing after it has one: « A, B and C » may
    be two names or three.
    """
    joint = rf"(?:{'|'.join(map(re.escape, cues.conjunctions))})"
    for separator in (
        rf"\s*;\s*(?:{joint}\s+)?",
        rf"\s*,\s*(?:{joint}\s+)?",
        rf"\s*,\s*(?:{joint}\s+)?|\s+{joint}\s+",
    ):
        spans = [piece for piece in _pieces(text, within, separator) if text[piece.start : piece.end].strip()]
        last = text[spans[-2].end : spans[-1].start] if len(spans) > 1 else ""
        unclear = "," in last and not re.search(rf"\b{joint}\b", last)
        if len(spans) == count and not (
            unclear and re.search(rf"\b{joint}\b", text[spans[-1].start : spans[-1].end])
        ):
            return spans
    return []


def _names_nothing(piece: str, cues: Cues) -> bool:
    """Whether a piece is « etc. » or « see Annex 2 », or begins with « among others »."""
    words = piece.strip(" .,")
    opening = any_of(cues.open_list).match(words)
    refers = re.match(rf"(?:\w+\s+)?{any_of(cues.heading_words).pattern}\s+\d", words)
    return not words or words in cues.lists.rest or opening is not None or refers is not None


def _without_enclosed(text: str, start: int, end: int) -> str:
    """A text with blanks in the place of brackets, and of full stops that end no sentence, in a stretch."""
    stretch = without_enclosed(text[start:end])
    return text[:start] + _INNER_STOP.sub("_", stretch) + text[end:]


@cache
def _enumeration_pattern(namely: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, namely))
    opening = rf"(?::|(?:,\s++|(?<=\s))(?:{words})\b:?|(?<=\s)[–—]\s)"
    return re.compile(rf"(?P<tail>[^.:;,–—]{{0,80}}?)\s*+{opening}\s*+(?P<list>[^.:–—]+)")


def _enumeration(cues: Cues) -> re.Pattern[str]:
    return _enumeration_pattern(cues.namely)


def _nouns(cues: Cues) -> re.Pattern[str]:
    return any_of(tuple(noun for kind in cues.kinds.values() for noun in kind.nouns))


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
    start += len(article)
    quoted = _QUOTED.fullmatch(folded, start, end)
    start, end = quoted.span(1) if quoted else (start, end)
    return Span(offset + start, offset + end)
