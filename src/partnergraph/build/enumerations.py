"""What sentences of the body say: kinds of activity and challenges, and to whom elements are assigned.

Only sentences outside the printed elements are read: a goal's own words describe that goal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import (
    ACTIVITY_KIND,
    CHALLENGE,
    GOAL,
    OBJECTIVE,
    PRIORITY,
    Assignment,
    Element,
    Finding,
    Label,
)
from partnergraph.build.inline_lists import WORD, InlineLists, any_of, folded_phrases
from partnergraph.build.labels import comparable
from partnergraph.folding import fold, fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues, Enumeration
    from partnergraph.build.elements import ElementKind, Party
    from partnergraph.build.outline import Outline, Unit

_ENUMERATED: Final[tuple[ElementKind, ...]] = (ACTIVITY_KIND, CHALLENGE)
_ASSIGNED: Final[tuple[ElementKind, ...]] = (OBJECTIVE, PRIORITY, GOAL)
_SENTENCE_END: Final = re.compile(r"""(?<!\.[^\W\d_])\.(?=[\s»”"')]|$)|[;:!?](?=\s|$)""")
_BEFORE: Final = 3  # words before a noun that can say what sort of thing it is
_MOST_UNCLEAR: Final = 20  # lists that cannot be cut; a sentence with so many of them is no sentence
_OPENING: Final = 300  # code points: before a noun that comes later in its sentence stands a verb
_WORDS: Final = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class Enumerated:
    """The elements that sentences enumerate, with the lists that could not be cut into items."""

    activity_kinds: tuple[Element, ...]
    challenges: tuple[Element, ...]
    findings: tuple[Finding, ...]


def read_enumerations(
    outline: Outline, listed: tuple[Element, ...], parties: tuple[Party, ...], cues: Cues
) -> Enumerated:
    """Kinds of activity and challenges in the order of the text; what is named again is `also` there."""
    names = (*cues.counterparts, *_party_names(parties))
    phrases = folded_phrases(element.label.text for element in listed)
    search = _Search(outline, cues, InlineLists(cues, names, phrases))
    elements: dict[ElementKind, dict[str, Element]] = {kind: {} for kind in _ENUMERATED}
    findings: list[Finding] = []
    for unit in _body(outline, listed):
        for kind in _ENUMERATED:
            for found in search.lists(unit, cues.enumerations[kind]):
                if found.items is None:
                    findings.append(_unclear(found.whole, cues.enumerations[kind]))
                for span in found.items or ():
                    _add(elements[kind], search.element(kind, unit, span), cues)
    return Enumerated(
        tuple(elements[ACTIVITY_KIND].values()), tuple(elements[CHALLENGE].values()), tuple(findings)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A list in a sentence: from its noun to its end, and its items; None where they are unclear."""

    whole: Span
    items: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for lists in the units of one document."""

    outline: Outline
    cues: Cues
    reader: InlineLists

    def lists(self, unit: Unit, words: Enumeration) -> Iterator[_Found]:
        """The lists in a unit that such a noun introduces; what stands in one begins no other."""
        folded = self.outline.folded(unit)
        opener = any_of(words.openers)
        pattern = re.compile(
            rf"{any_of(words.nouns)}(?P<between>(?:\s+{WORD}){{0,3}}?)(?:\s+{any_of(self.cues.lists.complements)})?"
            rf"\s*+(?P<mark>[,(–—]?)\s*+{opener}(?:\s*+,?\s*+{opener})?\s*+,?\s*+"
        )
        for sentence in _sentences(folded):
            at, unclear = sentence.start, 0
            while unclear < _MOST_UNCLEAR and (found := pattern.search(folded, at, sentence.end)):
                at = found.end()
                before = folded[max(sentence.start, found.start() - _OPENING) : found.start()]
                if at < sentence.end and self._speaks_of_it(before, found["between"], words):
                    within = Span(found.end(), sentence.end)
                    items = self.reader.read(
                        folded, within, found["mark"], complete=not self._introductory(before)
                    )
                    at = items[-1].end if items else at
                    unclear += items is None
                    yield self._placed(unit, _stripped(folded, Span(found.start(), sentence.end)), items)

    def element(self, kind: ElementKind, unit: Unit, span: Span) -> Element:
        """An element that is enumerated; it has no number among its kind yet."""
        text = self.outline.document.quote(span)
        article = re.match(rf"{any_of(self.cues.articles)}\s*", fold_in_place(text))
        start = span.start + (article.end() if article and article.end() < len(text) else 0)
        words = Span(start, span.end)
        label = Label(" ".join(self.outline.document.quote(words).split()), words)
        return Element(kind, 0, "", label, unit, span)

    def _placed(self, unit: Unit, whole: Span, items: tuple[Span, ...] | None) -> _Found:
        start = unit.words.start
        spans = items and tuple(Span(start + item.start, start + item.end) for item in items)
        return _Found(Span(start + whole.start, start + whole.end), spans)

    def _speaks_of_it(self, before: str, between: str, words: Enumeration) -> bool:
        """Whether the words around a noun leave it what it is, and the list cannot belong to another one."""
        lists = self.cues.lists
        others = {*self.cues.function_words, *lists.conjunctions, *lists.breaks, *lists.subjects}
        others |= {*lists.ends, *lists.verbs}
        near, after = _tokens(before)[-_BEFORE:], _tokens(between)
        return not any(word in words.never for word in (*near, *after)) and not others.intersection(after)

    def _introductory(self, before: str) -> bool:
        """Whether the words from the sentence's beginning to a noun show that its main clause comes later."""
        lists = self.cues.lists
        tokens = _tokens(before)
        if len(before) == _OPENING or "," in before or re.search(any_of(lists.subjects), before):
            return False
        leading = {*self.cues.function_words, *lists.leading, *lists.breaks}
        leading.update(word for name in self.reader.names for word in _tokens(name))
        return not tokens or tokens[0] in lists.breaks or leading.issuperset(tokens)


def _body(outline: Outline, listed: tuple[Element, ...]) -> Iterator[Unit]:
    """The units that are no heading, no line of the head and no part of a printed element.

    A paragraph between two goals, or between a priority and a goal, speaks of the one before it.
    """
    kinds = {
        element.unit.order: "way" if element.kind in (PRIORITY, GOAL) else "end"
        for element in listed
        if element.fills_unit
    }
    front = {unit.order for unit in outline.front()}
    inside: dict[int, str] = {}
    after = _kinds_after(outline, kinds)
    last = ""
    for unit in outline.units:
        own = kinds.get(unit.order) or inside.get(unit.parent, "")
        if own:
            inside[unit.order] = last = own
        elif unit.kind == "paragraph" and last and after[unit.order] == last:
            continue
        else:
            last = ""
            if unit.kind not in ("heading", "page-furniture") and unit.order not in front:
                yield unit


def _kinds_after(outline: Outline, kinds: dict[int, str]) -> dict[int, str]:
    """For each unit the kind of the first one after it that is no mere paragraph; "" for no element."""
    after: dict[int, str] = {}
    kind = ""
    for unit in reversed(outline.units):
        after[unit.order] = kind
        if unit.order in kinds or unit.kind != "paragraph":
            kind = kinds.get(unit.order, "")
    return after


def _add(elements: dict[str, Element], element: Element, cues: Cues) -> None:
    """Add an element, or the place where one is named again to that one."""
    name = comparable(element.label.text, cues)
    if known := elements.get(name):
        elements[name] = replace(known, also=(*known.also, element.span))
    else:
        elements[name] = replace(element, ordinal=len(elements) + 1)


def _unclear(span: Span, words: Enumeration) -> Finding:
    message = f"this seems to list {words.many}, and where each of them begins and ends is not clear"
    advice = "None of them was read."
    return Finding("enumeration-unclear", "info", message, span, advice)


def read_assignments(
    outline: Outline, listed: tuple[Element, ...], parties: tuple[Party, ...], cues: Cues
) -> tuple[Assignment, ...]:
    """What the body assigns to a party; the span runs from the noun to the party's name."""
    found = [
        assignment
        for unit in _body(outline, listed)
        for kind in _ASSIGNED
        for assignment in _assignments(outline, unit, kind, parties, cues)
    ]
    return tuple(sorted(found, key=lambda assignment: assignment.span))


def _assignments(
    outline: Outline, unit: Unit, kind: ElementKind, parties: tuple[Party, ...], cues: Cues
) -> Iterator[Assignment]:
    folded = outline.folded(unit)
    to = rf"(?:{any_of((*cues.lists.breaks, *cues.lists.subjects))}\s*)?(?:{any_of(cues.articles)}\s*)?"
    party = rf"{to}(?P<party>{any_of(_party_names(parties))})(?!')"
    joint = rf"\s*(?:,|{any_of((*cues.lists.conjunctions, *cues.lists.adding))})\s*"
    pattern = re.compile(
        rf"{any_of(cues.kinds[kind].nouns)}(?P<between>(?:\s+{WORD}){{0,3}}?)\s+{any_of(cues.assigned.words)}\s*{party}"
    )
    not_said = {*cues.assigned.never, *cues.lists.conjunctions}
    names = {fold(party.name): party.name for party in parties}
    for statement in pattern.finditer(folded):
        if not_said.intersection(_tokens(statement["between"])):
            continue
        found: re.Match[str] | None = statement
        while found:
            span = Span(unit.words.start + statement.start(), unit.words.start + found.end())
            yield Assignment(kind, names[" ".join(fold(found["party"]).split())], span)
            found = re.compile(f"{joint}{party}").match(folded, found.end())


def _party_names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """The parties as printed in the title, for folded text; the longest first."""
    return tuple(sorted(folded_phrases(party.name for party in parties), key=len, reverse=True))


def _sentences(folded: str) -> Iterator[Span]:
    start = 0
    for end in _SENTENCE_END.finditer(folded):
        yield Span(start, end.start())
        start = end.end()
    yield Span(start, len(folded))


def _stripped(folded: str, span: Span) -> Span:
    return Span(span.start, span.start + len(folded[span.start : span.end].rstrip()))


def _tokens(folded: str) -> list[str]:
    return [fold(word) for word in _WORDS.findall(folded)]
