"""Elements that a sentence lists: « (i) …; (ii) …, and (iii) … », or names that a declaration enumerates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import kind_named
from partnergraph.build.marked import Item, marked_lists
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, ElementKind
    from partnergraph.build.outline import Outline, Unit

_SENTENCE: Final = re.compile(r"[.;!?](?=\s)")
_REACH: Final = 200  # code points before the first item in which the list must be named
_BETWEEN: Final = 80  # of these, between the noun and the first item


@dataclass(frozen=True, slots=True)
class Sentence:
    """A list in a sentence: what it lists, and the words from the noun to the first item."""

    kind: ElementKind
    unit: Unit
    introduction: Span
    items: tuple[Item, ...]


def lists_in_sentences(
    outline: Outline, declarations: tuple[Declaration, ...], cues: Cues
) -> Iterator[Sentence]:
    """The lists of objectives, priorities and goals inside sentences, marked ones first in each unit."""
    by_unit: dict[int, list[Declaration]] = {}
    for declaration in declarations:
        if declaration.names:
            by_unit.setdefault(declaration.unit.order, []).append(declaration)
    for unit in outline.units:
        if unit.kind in ("heading", "page-furniture"):
            continue
        marked = list(_marked(outline, unit, cues))
        yield from marked
        for declaration in by_unit.get(unit.order, ()):
            if declaration.kind not in {sentence.kind for sentence in marked}:
                items = tuple(Item("", name) for name in declaration.names)
                yield Sentence(declaration.kind, unit, declaration.span, items)


def _marked(outline: Outline, unit: Unit, cues: Cues) -> Iterator[Sentence]:
    """The lists of marked items in a unit, where the words before them say what they list."""
    text, offset = outline.words(unit), unit.words.start
    for start, items in marked_lists(text, cues):
        if named := _named_before(fold_in_place(text[max(0, start - _REACH) : start]), cues):
            kind, back = named
            yield Sentence(
                kind,
                unit,
                Span(offset + start - back, offset + start),
                tuple(
                    Item(item.number, Span(offset + item.span.start, offset + item.span.end))
                    for item in items
                ),
            )


def _named_before(before: str, cues: Cues) -> tuple[ElementKind, int] | None:
    """What the words before a list say that it lists, and how far back they say it."""
    for stop in reversed(list(_SENTENCE.finditer(before))):
        before = before[stop.end() :]
        break
    found = [
        (match.end(), match.start(), kind.name)
        for kind in cues.kinds.values()
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, kind.nouns))})\b", before)
    ]
    if not found:
        return None
    end, start, name = max(found)
    between = before[end:].strip()
    last = between.rstrip(" :,").split()[-1:]
    introduces = between.endswith(":") or not last or last[0] in {*cues.introducing, *cues.namely}
    if not introduces or len(between) > _BETWEEN:
        return None
    return kind_named(name), len(before) - start
