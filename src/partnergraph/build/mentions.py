"""Where a text names what the lexicon holds: actors, regions, instruments, topics and values.

Names are compared word by word. A capital in a name must be a capital in the text, a small letter may be
either, so that a heading in capitals is read and “turkey” is not taken for the state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.lexicon import Token, capitals, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.lexicon import Lexicon, Name
    from partnergraph.build.outline import Outline, Unit

_PLACES: Final = ("state", "region")  # a place in the name of another, of a gulf or sea, is not named


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: `span` is its exact words, `unit` the unit that holds all of them."""

    name: Name
    span: Span
    unit: Unit


def find_mentions(outline: Outline, lexicon: Lexicon, language: str) -> tuple[Mention, ...]:
    """Every mention, in the order of the text, the longer of two that begin together first.

    Mentions may nest, and never cross: of two that would, the one that begins first stands. Of one entity
    the longest name stands alone; a place inside the name of another place is not mentioned, nor is a region
    inside the name of an organisation.
    """
    index = _index(lexicon.names_in(language))
    return tuple(
        mention for unit in outline.units for mention in _outermost(_candidates(outline, unit, index))
    )


@dataclass(slots=True)
class _Node:
    """The names that end here, each with the capitals it asks for; the nodes of names that go on."""

    names: list[tuple[Name, tuple[tuple[bool, ...], ...]]] = field(default_factory=list)
    following: dict[tuple[bool, str], _Node] = field(default_factory=dict)


def _index(names: tuple[Name, ...]) -> _Node:
    """The names by their words: a text is walked once, however many names begin alike."""
    root = _Node()
    for name in names:
        node, words = root, tokens(name.text)
        for place, word in enumerate(words):
            step = (word.gap and place > 0, word.key)
            node = node.following.setdefault(step, _Node())
        asked = tuple(capitals(name.text[word.start : word.end]) for word in words)
        node.names.append((name, asked if any(map(any, asked)) else ()))
    return root


def _candidates(outline: Outline, unit: Unit, index: _Node) -> Iterator[Mention]:
    """All the names in a unit, by their begin, the longest first."""
    text = outline.document.quote(unit.span)
    words = tokens(text)
    for first in range(len(words)):
        for last, name in reversed(list(_names_at(words, first, index, text))):
            span = Span(unit.span.start + words[first].start, unit.span.start + words[last].end)
            yield Mention(name, span, unit)


def _names_at(words: list[Token], first: int, index: _Node, text: str) -> Iterator[tuple[int, Name]]:
    """The names that begin with a word, each with the place of its last word, the shortest first."""
    node: _Node | None = index
    for last in range(first, len(words)):
        word = words[last]
        node = node.following.get((word.gap and last > first, word.key)) if node else None
        if node is None:
            return
        for name, asked in reversed(node.names):
            if _has_capitals(asked, words[first : last + 1], text):
                yield last, name


def _has_capitals(asked: tuple[tuple[bool, ...], ...], words: list[Token], text: str) -> bool:
    """Whether the text prints a capital wherever a name asks for one."""
    printed = (capitals(text[word.start : word.end]) for word in words)
    return not asked or all(
        there or not wanted
        for wanted_word, there_word in zip(asked, printed, strict=True)
        for wanted, there in zip(wanted_word, there_word, strict=True)
    )


def _outermost(candidates: Iterator[Mention]) -> Iterator[Mention]:
    """Of names by their begin, longest first, those that are mentions."""
    around: list[Mention] = []  # the mentions that hold the place that is looked at, the innermost last
    for mention in candidates:
        while around and around[-1].span.end <= mention.span.start:
            around.pop()
        crosses = bool(around) and around[-1].span.end < mention.span.end
        if crosses or any(_holds(outer.name, mention.name) for outer in around):
            continue
        around.append(mention)
        yield mention


def _holds(outer: Name, inner: Name) -> bool:
    """Whether an entity is not mentioned by a name inside, or at, the name of another."""
    return (
        outer.entity == inner.entity
        or (inner.kind in _PLACES and outer.kind in _PLACES)
        or (inner.kind == "region" and outer.kind == "organisation")
    )
