"""Candidate lists: what sentences and headings introduce, with the doubts about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from partnergraph.build.elements import GOAL, Finding
from partnergraph.build.lists import (
    headings,
    interruption,
    introduced,
    introductions,
    named_lists,
    names_two,
    titled_paragraphs,
    unmarked,
)
from partnergraph.build.shapes import in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Declaration, ElementKind
    from partnergraph.build.lists import Source
    from partnergraph.build.outline import Unit
    from partnergraph.build.shapes import Shape

_SENTENCE: Final = 40  # code points; a sentence after a list of names that is longer is a paragraph
_ACRONYM: Final = 8  # code points: what is in capitals and no longer may be one
_PAIR: Final = 2  # items: nothing tells which of them goes on
_MERE_LIST: Final = "See where the list ends."


@dataclass(slots=True)
class Candidates:
    """Finds lists; `taken` are the units that are read already, `introductions` what comes before a list."""

    source: Source
    declarations: tuple[Declaration, ...]
    title: Span | None
    taken: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    introductions: list[tuple[ElementKind, Unit]] = field(default_factory=list)
    _bare: list[tuple[ElementKind, Unit]] = field(default_factory=list)

    def lists(self, kind: ElementKind, without: frozenset[int] = frozenset()) -> Iterator[list[Unit]]:
        """The lists that sentences introduce, else those under headings, each as far as it is one.

        The sentences in `without` speak of another kind.
        """
        found = False
        for introduction in introductions(self.source, kind):
            if introduction.order in without or introduction.order in self.taken:
                continue
            items = self._introduced(introduction, kind)
            if items and names_two(self.source, introduction, items):
                found = True
                self.findings.append(not_introduced(introduction, self.source.cues.kinds[kind].many))
            elif items:
                found = True
                self._note(kind, introduction)
                yield self._own(items, kind)
            elif self.source.outline.words(introduction).rstrip().endswith(":"):
                self.findings.append(_without_list(introduction, self.source.cues.kinds[kind].many))
        if not found:
            yield from self._headed(kind)

    def bare_headings(self, without: set[ElementKind]) -> Iterator[Finding]:
        """Headings about a kind with prose alone under them, those of the kinds that were found left out."""
        for kind, heading in self._bare:
            if kind not in without:
                noun = self.source.cues.kinds[kind].many
                message = f"this speaks of {noun}, and no list of them stands under it"
                yield Finding("heading-without-list", "warning", message, heading.span, _NO_PROSE)

    def _note(self, kind: ElementKind, introduction: Unit) -> None:
        self.introductions.append((kind, introduction))

    def _introduced(self, introduction: Unit, kind: ElementKind) -> list[Unit]:
        items = introduced(self.source, introduction, kind, self.findings)
        items = [item for item in items if item.order not in self.taken]
        if not items and (items := unmarked(self.source, introduction)):
            self.findings.append(_unmarked(introduction))
        return items

    def _headed(self, kind: ElementKind) -> Iterator[list[Unit]]:
        """The list under each heading that is about a kind; where there are several, nobody knows which."""
        for heading in headings(self.source, kind, self.title):
            lists = [
                items
                for items in named_lists(self.source, heading, kind)
                if self.taken.isdisjoint(item.order for item in items)
            ]
            if len(lists) == 1:
                self._note(kind, heading)
                yield self._own(lists[0], kind)
            elif self.source.nodes_under(heading):
                self.findings.append(not_introduced(heading, self.source.cues.kinds[kind].many))
            elif items := titled_paragraphs(self.source, heading):
                self._note(kind, heading)
                self.findings.append(_unmarked(heading))
                yield self._own(items, kind)
            elif self.source.outline.children(heading):
                self._bare.append((kind, heading))

    def _own(self, items: list[Unit], kind: ElementKind) -> list[Unit]:
        """The items that are the list's own, with a word on what looks like no item of it."""
        forms = [self.source.shape(item, kind) for item in items]
        own = items[: self._end(items, forms, kind)]
        for item in items[len(own) :]:
            message = "this counts on after a list of names, and is a paragraph: it was not read as an item"
            advice = "See whether the list ends before it."
            self.findings.append(Finding("leftover-text", "warning", message, item.words, advice))
        counted = any(each.kind == kind and each.count == len(own) for each in self.declarations)
        if not counted and own[0].kind == "heading":
            message = "headings without numbers were read as a list from here on"
            self.findings.append(Finding("list-of-headings", "warning", message, own[0].words, _MERE_LIST))
        other = next((item for item in own if item.run != own[0].run), None)
        if other and not counted and not self.source.items_under(other):
            message = "a list with other markers, or one that begins again, was read on here as the same list"
            self.findings.append(Finding("item-unlike", "warning", message, other.words, _MERE_LIST))
        if not counted:
            self.findings.extend(self._interrupted(own))
        self.findings.extend(self._unlike(own, forms[: len(own)], kind))
        return own

    def _end(self, items: list[Unit], forms: list[Shape], kind: ElementKind) -> int:
        """Where a list of names ends and numbered paragraphs count on; a declared count of all keeps them."""
        end = next((at for at, item in enumerate(items, 1) if self._introduces_next(item)), len(items))
        counted = any(each.kind == kind and each.count == len(items) for each in self.declarations)
        if end < len(items) and not counted:
            return end
        end = len(items)
        titled = forms[0] == "titled"
        while end > 1 and self._is_paragraph(items[end - 1], forms[end - 1], titled=titled):
            end -= 1
        names = all(form != "prose" for form in forms[:end])
        return len(items) if counted or not names else end

    def _introduces_next(self, item: Unit) -> bool:
        """Whether the last words under an item introduce what follows it: « Activities: »."""
        under = self.source.outline.children(item)
        closing = under and under[-1].kind == "paragraph" and self.source.outline.words(under[-1])
        return bool(closing) and str(closing).endswith((":", "?"))

    def _interrupted(self, items: list[Unit]) -> Iterator[Finding]:
        """The paragraphs after one item alone of those that others follow, no deeper than it."""
        outline = self.source.outline
        found = [
            children[-1]
            for item in items[:-1]
            if (children := outline.children(item))
            and children[-1].kind == "paragraph"
            and children[-1].indent <= item.indent
        ]
        if len(found) == 1 and len(items) > _PAIR and not outline.children(items[-1]):
            yield interruption(found[0])

    def _is_paragraph(self, unit: Unit, form: Shape, *, titled: bool) -> bool:
        """Whether a numbered item is a sentence; a long one without name is, where the items have names."""
        text = self.source.outline.words(unit).rstrip()
        sentence = form == "prose" or (titled and form == "name" and text.endswith("."))
        return sentence and bool(unit.number) and len(text) > _SENTENCE and not self.source.items_under(unit)

    def _unlike(self, items: list[Unit], forms: list[Shape], kind: ElementKind) -> Iterator[Finding]:
        """A bare name among names with sentences may be a heading; a sentence among them may be no item."""
        titled = "titled" in forms
        headed = set() if titled else self._headed_otherwise(items)
        for item, form in zip(items, forms, strict=True):
            bare = form == "name" and (titled or item.order in headed)
            if bare and kind == GOAL and not (self.source.items_under(item) or self.source.declared(item)):
                message = (
                    "this is a bare name unlike the other items: it may be the heading of those after it"
                )
            elif titled and form == "prose":
                message = "this is a sentence among items that have names: it may be no item of the list"
            else:
                continue
            advice = "Compare it with the other items of the list."
            yield Finding("item-unlike", "warning", message, item.words, advice)

    def _headed_otherwise(self, items: list[Unit]) -> set[int]:
        """Bare names printed as headings of others are: with a colon, in capitals, without their « ; »."""
        texts = [self.source.outline.words(item).rstrip() for item in items]
        joined = 2 * sum(text[-1:] in {";", ","} for text in texts) >= len(texts)
        capitals = [len(text) > _ACRONYM and in_capitals(text) for text in texts]
        return {
            item.order
            for item, text, capital in zip(items[:-1], texts, capitals, strict=False)
            if text.endswith(":") or (capital and not all(capitals)) or (joined and text[-1:].isalpha())
        }


_NO_PROSE: Final = "Elements are read from lists, and never out of prose."


def not_introduced(heading: Unit, noun: str) -> Finding:
    """The finding for a heading under which there are lists that it may or may not be about."""
    message = f"this heading speaks of {noun}, and nothing says which of the items under it are {noun}"
    advice = "Compare the items with the heading; none of them was read."
    return Finding("list-not-introduced", "warning", message, heading.span, advice)


def _unmarked(introduction: Unit) -> Finding:
    message = "the lines after this have no bullets or numbers, and were read as its list"
    return Finding("list-without-markers", "warning", message, introduction.words, _MERE_LIST)


def _without_list(introduction: Unit, noun: str) -> Finding:
    message = f"this introduces {noun}, and no list follows it directly"
    return Finding("introduction-without-list", "warning", message, introduction.words, _FROM_LISTS)


_FROM_LISTS: Final = "Elements are read from the items of a list."
