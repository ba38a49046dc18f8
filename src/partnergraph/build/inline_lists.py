"""Lists inside a sentence: where one ends, and where its items begin and end.

It works on folded text and knows no meaning. What could be cut in more than one
way is not cut: the answer is then None, and nobody guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.cues import Cues, Determiners

_ACCENTS: Final = "\u0300-\u036f"  # accents that are characters of their own (NFD)
_BEFORE: Final = rf"(?<![\w{_ACCENTS}-])"
_AFTER: Final = rf"(?![\w{_ACCENTS}-])"
WORD: Final = rf"[^\W\d_](?:[^\W_]|[{_ACCENTS}-])*"
_COMMA: Final = re.compile(r",(?=\s|$)")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MOST_ITEMS: Final = 20
_MOST_WORDS: Final = 15  # of an item; what is longer is a sentence
_LONGEST: Final = 3000  # code points: twenty such items are shorter


@cache
def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, whole, whatever whitespace stands inside; for none of them if empty."""
    forms = [
        r"\s+".join(map(re.escape, word.split())) + ("" if word.endswith("'") else _AFTER) for word in words
    ]
    return rf"{_BEFORE}(?:{'|'.join(forms)})" if forms else r"(?!)"


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two commas, without the word that joins it to the one before."""

    start: int
    end: int
    joint: str = ""


@dataclass(frozen=True, slots=True)
class InlineLists:
    """Reads lists in one document: `names` begin no item, the conjunctions inside `phrases` split none."""

    cues: Cues
    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    _patterns: dict[str, re.Pattern[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lists = self.cues.lists
        articles = rf"(?:{any_of(self.cues.articles)}\s*)?"
        breaks = any_of((*lists.breaks, *lists.subjects))
        openers = tuple(word for kind in self.cues.enumerations.values() for word in kind.openers)
        name = articles + any_of(tuple(sorted(self.names, key=len, reverse=True)))
        patterns = {
            "joint": rf"\s*(?:(?P<adding>{any_of(lists.adding)})|(?P<and>{any_of(lists.conjunctions)}))\s*",
            "adding": rf"\s+{any_of(lists.adding)}\s*",
            "and": rf"\s+{any_of(lists.conjunctions)}\s*",
            "rest": any_of(lists.rest),
            "ends": rf"{any_of(lists.ends)}|{any_of(lists.conjunctions)}\s+{any_of(lists.verbs)}",
            "no item": rf"{breaks}|{any_of(openers)}|{name}",
            "no list": rf"{breaks}|{any_of(openers)}",
            "name": name,
            "clause": rf"{any_of(lists.verbs)}|{any_of(openers)}",
            "phrases": "|".join(any_of((phrase,)) for phrase in self.phrases) or r"(?!)",
        }
        compiled = {key: re.compile(pattern) for key, pattern in patterns.items()}
        object.__setattr__(self, "_patterns", compiled)

    def read(self, folded: str, within: Span, mark: str, *, complete: bool) -> tuple[Span, ...] | None:
        """The items of the list that begins at `within.start`; () where no list is, None where it is unclear.

        `within` ends with the sentence, `mark` is the punctuation before the list (a comma, an opening
        bracket, a dash), `complete` says that the sentence is one without what follows the list.
        """
        text = folded[within.start : min(within.end, within.start + _LONGEST)]
        end, bounded = self._end(text, mark)
        if not bounded and within.end - within.start > _LONGEST:
            return None
        masked = _BRACKETS.sub(lambda found: "_" * len(found[0]), text[:end])
        segments = self._segments(masked)
        row = self._row(masked, segments[0].start)
        if segments[0].joint or self._patterns["no list"].match(masked, segments[0].start):
            return ()
        kept, closed = segments[:1], False
        for segment in segments[1:]:
            closed = bool(self._patterns["rest"].match(masked, segment.start))
            if closed or not self._goes_on(masked, kept[-1], segment, row):
                bounded = True
                break
            kept.append(segment)
        items = self._items(masked, kept, row, closed=closed)
        if items is None or not (complete or bounded or len(items) == 1):
            return None
        checked = self._checked(masked, [Span(item.start, item.end) for item in items])
        return checked and tuple(Span(within.start + item.start, within.start + item.end) for item in checked)

    def _end(self, text: str, mark: str) -> tuple[int, bool]:
        """Where the list ends at the latest, and whether that is before the end of the sentence."""
        ends = [found.start() for found in [self._patterns["ends"].search(text)] if found]
        if mark in {"–", "—"}:
            dash = re.compile(rf"\s{mark}|{mark}\s").search(text)
            ends += [dash.start()] if dash else []
        depth = 0
        for bracket in re.finditer(r"[()]", text):
            depth += 1 if bracket[0] == "(" else -1
            if depth < 0:
                ends.append(bracket.start())
                break
        return (min(ends), True) if ends else (len(text), False)

    def _segments(self, masked: str) -> list[_Segment]:
        segments: list[_Segment] = []
        commas = [found.start() for found in _COMMA.finditer(masked)]
        for left, right in zip([0, *(at + 1 for at in commas)], [*commas, len(masked)], strict=True):
            joint = self._patterns["joint"].match(masked, left, right)
            name = ("adding" if joint["adding"] else "and") if joint else ""
            segments.append(_trimmed(masked, _Segment(joint.end() if joint else left, right, name)))
        whole = [segment for segment in segments if segment.start < segment.end]
        return whole or segments[:1]

    def _row(self, masked: str, at: int) -> Determiners | None:
        """The determiners with which the items of a list begin, by its first item."""
        rows = self.cues.lists.determiners
        return next((row for row in rows if re.compile(any_of(row.words)).match(masked, at)), None)

    def _goes_on(self, masked: str, last: _Segment, segment: _Segment, row: Determiners | None) -> bool:
        """Whether a segment is one more of the list, and not the sentence that goes on after it."""
        if self._patterns["no item"].match(masked, segment.start) or (last.joint and not segment.joint):
            return False
        return row is None or bool(re.compile(any_of(row.words)).match(masked, segment.start))

    def _items(
        self, masked: str, kept: list[_Segment], row: Determiners | None, *, closed: bool
    ) -> list[_Segment] | None:
        """The items of the segments: the last one before a joint holds two, unless « et » begins the next."""
        several = sum(not segment.joint for segment in kept)
        core, tail = kept[:several], kept[several:]
        if not tail and (found := self._added(masked, core[-1], row)):
            core[-1], tail = found[0], [found[1]]
        last: list[_Segment] | None = core[-1:]
        if not closed and not (tail and tail[0].joint == "and"):
            last = self._closing(masked, core[-1], row, complete=several == 1 or bool(tail))
        if last is None:
            return None
        more = [part for segment in tail for part in self._sure_parts(masked, segment, row)]
        return [*core[:-1], *last, *more]

    def _added(
        self, masked: str, segment: _Segment, row: Determiners | None
    ) -> tuple[_Segment, _Segment] | None:
        """A segment parted at words such as « ainsi que » that no comma precedes."""
        for found in self._patterns["adding"].finditer(masked, segment.start, segment.end):
            if self._begins_item(masked, found.end(), row):
                return replace(segment, end=found.start()), _Segment(found.end(), segment.end, "adding")
        return None

    def _closing(
        self, masked: str, segment: _Segment, row: Determiners | None, *, complete: bool
    ) -> list[_Segment] | None:
        """The last segment at its last conjunction; `complete` says that the list can do without one."""
        joints = self._conjunctions(masked, segment, row)
        for joint in joints:
            if self._patterns["rest"].match(masked, joint.end):
                before = replace(segment, end=joint.start)
                return self._closing(masked, before, row, complete=True)
        if not joints:
            return [segment] if complete else None
        if len(joints) == 1 and (row is None or not complete):
            return _parted(segment, joints)
        parts = self._sure_parts(masked, segment, row)
        return parts if len(parts) > 1 else None

    def _sure_parts(self, masked: str, segment: _Segment, row: Determiners | None) -> list[_Segment]:
        """A segment parted at the conjunctions that can stand inside no item."""
        if row is None:
            return [segment]
        sure: list[Span] = []
        start = segment.start
        for joint in self._conjunctions(masked, segment, row):
            if not self._again(masked, Span(start, joint.start), row):
                sure.append(joint)
                start = joint.end
        return _parted(segment, sure)

    def _again(self, masked: str, item: Span, row: Determiners) -> bool:
        """Whether words in an item could share a conjunction with what follows (« contre A et B »)."""
        first = re.compile(any_of(row.words)).match(masked, item.start)
        start = first.end() if first else item.start
        after = re.compile(rf"{any_of(row.after)}\s+$")
        return any(
            not after.search(masked[start : found.start()])
            for found in re.compile(any_of(row.again)).finditer(masked, start, item.end)
        )

    def _conjunctions(self, masked: str, segment: _Segment, row: Determiners | None) -> list[Span]:
        """Conjunctions in a segment before the beginning of an item, outside the document's own phrases."""
        phrases = [
            found.span() for found in self._patterns["phrases"].finditer(masked, segment.start, segment.end)
        ]
        return [
            Span(*found.span())
            for found in self._patterns["and"].finditer(masked, segment.start, segment.end)
            if not any(start <= found.start() < end for start, end in phrases)
            and self._begins_item(masked, found.end(), row)
        ]

    def _begins_item(self, masked: str, at: int, row: Determiners | None) -> bool:
        if self._patterns["rest"].match(masked, at):
            return True
        if row:
            return bool(re.compile(any_of(row.words)).match(masked, at))
        return not self._patterns["no item"].match(masked, at)

    def _checked(self, masked: str, items: list[Span]) -> tuple[Span, ...] | None:
        """The items if they can be a list of names: few, short, without verbs; parties are no items."""
        texts = [masked[item.start : item.end] for item in items]
        if len(items) == 1 or any(self._patterns["name"].fullmatch(text) for text in texts):
            return ()
        clear = len(items) <= _MOST_ITEMS and all(
            len(text.split()) <= _MOST_WORDS
            and re.search(WORD, text)
            and not self._patterns["clause"].search(text)
            and "(" not in text
            for text in texts
        )
        return tuple(items) if clear else None


def folded_phrases(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as they are looked for in folded text."""
    return tuple(dict.fromkeys(" ".join(fold_in_place(label).split()) for label in labels))


def _parted(segment: _Segment, joints: list[Span]) -> list[_Segment]:
    starts = [segment.start, *(joint.end for joint in joints)]
    ends = [*(joint.start for joint in joints), segment.end]
    return [replace(segment, start=start, end=end) for start, end in zip(starts, ends, strict=True)]


def _trimmed(masked: str, segment: _Segment) -> _Segment:
    text = masked[segment.start : segment.end]
    start = segment.start + len(text) - len(text.lstrip())
    return replace(segment, start=start, end=max(start, segment.end - len(text) + len(text.rstrip())))
