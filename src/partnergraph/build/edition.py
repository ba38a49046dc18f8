"""A text as its editor corrects it: which corrections fit, and what they change in a reading.

A correction that does not fit the text changes nothing and is a finding of severity error; all that do not
fit are seen together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from partnergraph.build.corrections import ACCEPT, KINDS, NO_ELEMENT
from partnergraph.build.document import Span
from partnergraph.build.elements import Element, Judgement, Label, PageDate, Party, Period
from partnergraph.build.front import read_front
from partnergraph.build.regrouping import contradiction, out_of_date, regroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnergraph.build.corrections import Correction
    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document
    from partnergraph.build.elements import Declaration, Finding
    from partnergraph.build.front import Front
    from partnergraph.build.outline import Outline
    from partnergraph.build.structure import Structure

_PLACES: Final = 5  # that a message names where words stand several times
_COUNT: Final = "count-mismatch"
_VALUES: Final[dict[str, Callable[[Correction], Any]]] = {
    "type": lambda correction: correction.value,
    "period": lambda correction: Period(*correction.years, correction.span),
    "published": lambda correction: PageDate(correction.value, correction.span),
    "updated": lambda correction: PageDate(correction.value, correction.span),
}


@dataclass(slots=True)
class Edition:
    """The corrections of one text that fit it, with what became of them so far."""

    outline: Outline
    cues: Cues
    corrections: tuple[Correction, ...]
    judgements: list[Judgement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, corrections: Sequence[Correction], outline: Outline, cues: Cues) -> Edition:
        """The edition with the corrections whose words stand where they say."""
        edition = cls(outline, cues, ())
        taken: dict[tuple[object, ...], Correction] = {}
        for correction in corrections:
            if outline.document.quote(correction.span) != correction.quote:
                edition.findings.append(_moved(correction, outline.document))
            elif (other := taken.setdefault(_subject(correction), correction)) is not correction:
                edition.findings.append(contradiction(correction, other))
            else:
                edition.corrections += (correction,)
        return edition

    def front(self) -> Front:
        """The front matter; under a title that an editor gives, all else is read anew."""
        front = read_front(self.outline, self.cues)
        for correction in self._of("title"):
            title = Label(" ".join(correction.quote.split()), correction.span)
            if self._changes(correction, front.title, title):
                front = read_front(self.outline, self.cues, title)
        for correction in self.corrections:
            if correction.change in _VALUES:
                value = _VALUES[correction.change](correction)
                if self._changes(correction, getattr(front, correction.change), value):
                    front = replace(front, **{correction.change: value})
        front = replace(front, parties=self._parties(front))
        given = {"parties" if each.change == "party" else each.change for each in self.corrections}
        return replace(
            front, findings=tuple(each for each in front.findings if each.code[len("no-") :] not in given)
        )

    def structure(self, structure: Structure) -> Structure:
        """The structure with the corrections of elements and their places."""
        structure, judgements = regroup(structure, self.corrections, self.outline, self.cues)
        self.judgements += judgements
        return structure

    def accepted(
        self, findings: tuple[Finding, ...], declarations: Sequence[Declaration], elements: Sequence[Element]
    ) -> tuple[Finding, ...]:
        """The findings and those on corrections; the ones that an editor accepts are only remarked."""
        known: dict[int, Finding] = {}
        of_the_text = [each for each in findings if not each.code.startswith("correction-")]
        for correction in self._of(ACCEPT):
            hits = [
                each
                for each in of_the_text
                if each.code == correction.finding and each.severity != "info" and _is_at(each, correction)
            ]
            if not hits:
                self._refuse(correction, f"no {correction.finding} is found here", "Take it out, or mend it.")
                continue
            known |= {id(each): _remark(each) for each in hits}
            # A declaration is decided on only where its count is accepted, since that is checked again.
            about: tuple[Element | Declaration, ...] = tuple(
                each
                for each in (declarations if correction.finding == _COUNT else elements)
                if any(hit.span in _spans(each) for hit in hits)
            )
            self.judgements.append(Judgement(ACCEPT, correction.span, correction.reason, about))
        return (*(known.get(id(each), each) for each in findings), *self.findings)

    @property
    def applied(self) -> tuple[Judgement, ...]:
        """The corrections that were applied, in the order of the text."""
        return tuple(sorted(self.judgements, key=lambda each: each.span))

    def _of(self, change: str) -> Iterator[Correction]:
        return (each for each in self.corrections if each.change == change)

    def _refuse(self, correction: Correction, why: str, advice: str) -> None:
        self.findings.append(out_of_date(correction, why, advice))

    def _changes(self, correction: Correction, read: Any, given: Any) -> bool:
        """Whether a value is other than the one read, wherever that stands; then it is a judgement."""
        if read and (read if isinstance(read, str) else replace(read, span=given.span)) == given:
            self._refuse(correction, "the reader reads the same here", "Take the correction out.")
            return False
        self.judgements.append(Judgement(correction.change, correction.span, correction.reason))
        return True

    def _parties(self, front: Front) -> tuple[Party, ...]:
        """The two parties, those that an editor names in the place of those that were read."""
        corrections = list(self._of("party"))
        parties = {party.role: party for party in front.parties}
        for correction in corrections:
            role = next(role for role in ("counterpart", "partner") if role == correction.value)
            party = Party(" ".join(correction.quote.split()), role, correction.span)
            if self._changes(correction, parties.get(role), party):
                parties[role] = party
        if corrections and len(parties) == 1:
            why = f"the reader knows no other party than this {corrections[0].value}"
            self._refuse(corrections[0], why, "Add a correction for the other party.")
            return ()
        return tuple(sorted(parties.values(), key=lambda party: party.span))


def _subject(correction: Correction) -> tuple[object, ...]:
    """What only one correction can be about; items are compared where their units are known."""
    if correction.change in (*KINDS, NO_ELEMENT):
        return (correction.span, correction.quote)
    if correction.change == ACCEPT:
        return (ACCEPT, correction.finding, correction.span, correction.quote)
    return (correction.change, correction.value if correction.change == "party" else "")


def _moved(correction: Correction, document: Document) -> Finding:
    """The finding on words that are not where a correction says, with the places where they are."""
    said, length = correction.span, len(correction.quote)
    starts = islice(_starts(correction.quote, document.text), _PLACES)
    spans = [Span(start, start + length) for start in starts]
    why = f"« {' '.join(correction.quote.split())} » does not stand at [{said.start}, {said.end}]"
    if said.start == said.end:
        why = "it does not say where its words stand"
    places = "; ".join(
        f"line {document.place(span.start).line}: at = [{span.start}, {span.end}]" for span in spans
    )
    if len(spans) == 1:
        return out_of_date(correction, why, f"They stand once: {places}.", spans[0])
    advice = (
        f"Choose where they stand: {places}." if spans else "They stand nowhere: judge anew, or take it out."
    )
    there = Span(said.start, min(said.end, len(document.text)))
    return replace(out_of_date(correction, why, advice), span=there if there.start < there.end else None)


def _starts(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _is_at(finding: Finding, correction: Correction) -> bool:
    inner, outer = correction.span, finding.span
    return outer is not None and outer.start <= inner.start and inner.end <= outer.end


def _remark(finding: Finding) -> Finding:
    return replace(finding, severity="info", message=f"{finding.message}; an editor accepts this", advice="")


def _spans(thing: Element | Declaration) -> set[Span]:
    return {thing.span, thing.label.span} if isinstance(thing, Element) else {thing.span}
