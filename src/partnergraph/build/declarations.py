"""What a text declares about its own structure: « 16 buts … selon quatre priorités : A, B, C et D »."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import Declaration
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues, Kind
    from partnergraph.build.elements import ElementKind
    from partnergraph.build.outline import Outline, Unit

_LEAST: Final = 2  # « one of the goals » counts nothing, and nouns are looked for in the plural
_GREATEST: Final = 200  # a larger number before such a noun is a year or a page
_ENUMERATION: Final = re.compile(r"\s*:\s*(?P<list>[^.:]+)")


def read_declarations(outline: Outline, cues: Cues) -> tuple[Declaration, ...]:
    """Every declared count in the order of the text, with the names it enumerates after a colon."""
    found = [
        declaration
        for unit in outline.units
        if unit.kind != "heading"
        for kind in cues.kinds.values()
        for declaration in _in_unit(outline, unit, kind, cues)
    ]
    return tuple(sorted(found, key=lambda declaration: declaration.span))


def _in_unit(outline: Outline, unit: Unit, kind: Kind, cues: Cues) -> Iterator[Declaration]:
    folded = fold_in_place(outline.words(unit))
    numbers = "|".join(sorted(map(re.escape, cues.number_words), key=len, reverse=True))
    nouns = "|".join(map(re.escape, kind.nouns))
    # One word may stand between (four agreed priorities); the end of another number (twenty-one) is none.
    pattern = rf"(?<![\w-])(?P<number>\d{{1,3}}|{numbers})\s+(?:(?P<between>[^\W\d]+)\s+)?(?P<noun>{nouns})\b"
    for match in re.finditer(pattern, folded):
        count = int(match["number"]) if match["number"].isdigit() else cues.number_words[match["number"]]
        if _LEAST <= count <= _GREATEST and not _is_partial(folded[: match.start()], match["between"], cues):
            span = Span(unit.words.start + match.start(), unit.words.start + match.end())
            declaration = Declaration(_kind(kind), count, span, unit)
            yield replace(declaration, names=_names(folded, match.end(), unit, count, cues))


def _is_partial(before: str, between: str | None, cues: Cues) -> bool:
    """Whether the words around a number say that it counts a part, or is the end of a longer number."""
    words = before.split()[-2:]
    last = words[-1] if words else ""
    joined = last in cues.conjunctions and words[0] in cues.number_words
    return joined or between in cues.partial or last in cues.partial or last in cues.number_words


def _kind(kind: Kind) -> ElementKind:
    names: dict[str, ElementKind] = {
        "strategic-objective": "strategic-objective",
        "priority": "priority",
        "goal": "goal",
    }
    return names[kind.name]


def _names(folded: str, after: int, unit: Unit, count: int, cues: Cues) -> tuple[Span, ...]:
    """The names enumerated right after a colon, without articles; none unless as many as declared."""
    enumeration = _ENUMERATION.match(folded, after)
    if not enumeration:
        return ()
    conjunctions = "|".join(map(re.escape, cues.conjunctions))
    separators = (
        rf"\s*;\s*(?:(?:{conjunctions})\s+)?",
        rf"\s*,\s*(?:(?:{conjunctions})\s+)?",
        rf"\s*,\s*(?:(?:{conjunctions})\s+)?|\s+(?:{conjunctions})\s+",
    )
    for separator in separators:
        spans = list(_pieces(folded, Span(*enumeration.span("list")), separator))
        if len(spans) == count:
            return tuple(_name(folded, span, unit.words.start, cues) for span in spans)
    return ()


def _pieces(folded: str, within: Span, separator: str) -> Iterator[Span]:
    start = within.start
    for found in re.finditer(separator, folded[: within.end]):
        if found.start() >= within.start:
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, within.end)


def _name(folded: str, span: Span, offset: int, cues: Cues) -> Span:
    text = folded[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    article = next((word for word in cues.articles if folded.startswith(word, start)), "")
    return Span(offset + start + len(article), offset + end)
