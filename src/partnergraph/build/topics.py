"""Which topics the goals, areas and challenges of a programme are about: by their names, or by an editor.

An element whose label is a name of a topic has that topic. For any other one an editor decides and says why,
in programme.toml; what neither settles is a finding, never the nearest topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Protocol, TypeVar

from partnergraph.build.cues import all_cues
from partnergraph.build.elements import Finding
from partnergraph.build.labels import comparable
from partnergraph.build.lexicon import spelling
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Label
    from partnergraph.build.lexicon import Lexicon, Name

_ELEMENT: Final = re.compile(r"(?P<kind>goal|area|challenge)-0*(?P<ordinal>[1-9]\d{0,3})")
_KEYS: Final = ("element", "label", "primary", "also", "reason")
_EXAMPLE: Final = 'Write: element = "goal-12", label = "…", primary = "…", also = [], reason.fr, reason.en.'
_ACRONYM: Final = re.compile(r"\s*\((?P<acronym>[^\s()]+)\)\s*$")  # « (STRATCOM) » at the end of a label
_LEAST_CAPITALS: Final = 2  # fewer, and what stands in brackets is a word that narrows the label


class Topical(Protocol):
    """What can be about a topic: a goal, an area or a challenge."""

    @property
    def kind(self) -> str:
        """The kind, as in `goal`."""

    @property
    def ordinal(self) -> int:
        """Its place among those of its kind, from 1."""

    @property
    def label(self) -> Label:
        """The words it is known by, as printed."""


E = TypeVar("E", bound=Topical)


@dataclass(frozen=True, slots=True)
class TopicDecision:
    """An editor's judgement; topics are named by id, `reason` is written out per language.

    `label` was judged in the text that is read first, `labels` in the text of each language.
    """

    kind: str
    ordinal: int
    label: str
    primary: str
    also: tuple[str, ...]
    reason: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default=Place("programme.toml"), compare=False)

    @property
    def element(self) -> str:
        """The element as programme.toml may name it: `goal-12`."""
        return f"{self.kind}-{self.ordinal}"

    def label_in(self, language: str) -> str:
        """The label that was judged in a language."""
        return self.labels.get(language, self.label)


@dataclass(frozen=True, slots=True)
class TopicAssignment(Generic[E]):
    """The topics of an element, as IRIs; `matched` is the name its label equals, None for a decision."""

    element: E
    primary: str
    also: tuple[str, ...]
    method: Literal["label-match", "editor"]
    matched: Name | None
    reason: Mapping[str, str]


def topic_decisions(table: Any, file: Path, languages: Sequence[str] = ()) -> tuple[TopicDecision, ...]:
    """The decisions in the `topics` of a programme.toml, which is an array of tables; None holds none.

    `languages` are those in which a label may be given, the one of the text that is read first before others.
    Raises ProgrammeError with the entry that is wrong; `assign_topics` refuses what does not fit the text.
    """
    place = Place(str(file))
    entries = [] if table is None else table
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ProgrammeError("topics must be [[topics]] tables", place=place, advice=_EXAMPLE)
    decisions: dict[str, TopicDecision] = {}
    for number, entry in enumerate(entries, 1):
        decision = _decision(entry, f"[[topics]] number {number}", place, languages)
        if decision.element in decisions:
            raise ProgrammeError(
                f"[[topics]] number {number} decides on {decision.element} a second time",
                place=place,
                advice="Keep one of the two entries; further topics go into also = […].",
            )
        decisions[decision.element] = decision
    return tuple(decisions.values())


def _decision(entry: Mapping[str, Any], where: str, place: Place, languages: Sequence[str]) -> TopicDecision:
    """The decision in an entry; raises ProgrammeError for the first thing that is wrong with it."""
    if unknown := [key for key in entry if key not in _KEYS]:
        raise ProgrammeError(f"{where} has an unknown key {unknown[0]!r}", place=place, advice=_EXAMPLE)
    label, labels = _label_given(entry.get("label"), where, place, languages)
    for key in ("element", "primary"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise ProgrammeError(f'{where} lacks the text {key} = "…"', place=place, advice=_EXAMPLE)
    element = _ELEMENT.fullmatch(entry["element"])
    if not element:
        raise ProgrammeError(
            f"{where} has element = {entry['element']!r}",
            place=place,
            advice="An element is named goal-12, area-01 or challenge-3.",
        )
    also = entry.get("also", [])
    if not isinstance(also, list) or not all(isinstance(topic, str) for topic in also):
        raise ProgrammeError(f"{where} has also = {also!r}", place=place, advice='Write also = ["…", "…"].')
    if len({entry["primary"], *also}) <= len(also):
        raise ProgrammeError(f"{where} names one topic twice", place=place, advice="Name each topic once.")
    return TopicDecision(
        kind=element["kind"],
        ordinal=int(element["ordinal"]),
        label=label,
        primary=entry["primary"],
        also=tuple(also),
        reason=_reason_given(entry.get("reason"), where, place),
        labels=labels,
        place=place,
    )


def _label_given(
    label: Any, where: str, place: Place, languages: Sequence[str]
) -> tuple[str, Mapping[str, str]]:
    """The label that was judged, and those by language; raises ProgrammeError where there is none."""
    given: dict[str, Any] = label if isinstance(label, dict) else {}
    if unknown := [language for language in given if language not in languages]:
        raise ProgrammeError(
            f"{where} has label.{unknown[0]}, and no text in that language",
            place=place,
            advice=f"Give the label as printed; there are texts in: {', '.join(languages)}.",
        )
    key = f"label.{languages[0]}" if given else "label"
    first = given.get(languages[0]) if given else label
    if not all(isinstance(each, str) and each.strip() for each in (first, *given.values())):
        raise ProgrammeError(f'{where} lacks the text {key} = "…"', place=place, advice=_EXAMPLE)
    return str(first), given


def _reason_given(reason: Any, where: str, place: Place) -> dict[str, str]:
    """The reason in every language of the site; raises ProgrammeError for the first that is not there."""
    given: dict[str, Any] = reason if isinstance(reason, dict) else {}
    languages = all_cues()
    for language in languages:
        if not isinstance(given.get(language), str) or not given[language].strip():
            raise ProgrammeError(
                f'{where} lacks the text reason.{language} = "…"',
                place=place,
                advice=f"Say why, in every language of the site: {', '.join(languages)}.",
            )
    return {language: given[language] for language in languages}


def assign_topics(
    elements: Sequence[E], lexicon: Lexicon, cues: Cues, decisions: tuple[TopicDecision, ...]
) -> tuple[tuple[TopicAssignment[E], ...], tuple[Finding, ...]]:
    """The topics of the elements, in their order, and a finding for each element that has none.

    Raises ProgrammeError for a decision on an element that is not there or bears another label, and for one
    that names an unknown topic.
    """
    decided = {(decision.kind, decision.ordinal): decision for decision in decisions}
    for decision in decisions:
        _refuse_unfit(decision, elements, cues)
    names = {spelling(n.text): n for n in reversed(lexicon.names_in(cues.language)) if n.kind == "topic"}
    assignments: list[TopicAssignment[E]] = []
    findings: list[Finding] = []
    for element in elements:
        choice = decided.get((element.kind, element.ordinal))
        matched = next((names[form] for form in _forms(element.label.text, cues) if form in names), None)
        if choice:
            primary, *also = (_topic(lexicon, choice, topic) for topic in (choice.primary, *choice.also))
            assignments.append(
                TopicAssignment(element, primary, tuple(also), "editor", None, dict(choice.reason))
            )
        elif matched:
            reason = _reason(element.label.text, matched, lexicon)
            assignments.append(TopicAssignment(element, matched.entity, (), "label-match", matched, reason))
        else:
            findings.append(_missing(element))
    return tuple(assignments), tuple(findings)


def judged_in(decisions: Iterable[TopicDecision], language: str) -> tuple[TopicDecision, ...]:
    """Of the decisions those whose label an editor gave in a language: for a text that is not read first."""
    return tuple(decision for decision in decisions if language in decision.labels)


def _forms(label: str, cues: Cues) -> Iterator[str]:
    """The spellings by which a label may name a topic: whole, without its acronym, without its article."""
    found = _ACRONYM.search(label)
    is_acronym = found and sum(map(str.isupper, found["acronym"])) >= _LEAST_CAPITALS
    short = label[: found.start()] if found and is_acronym else label
    for form in (label, short):
        yield spelling(form)
        yield spelling(comparable(form, cues))


def _reason(label: str, matched: Name, lexicon: Lexicon) -> dict[str, str]:
    """Why, per language; the fields are `label`, as printed, and `topic`, its name in that language."""
    return {
        language: cues.reasons["topic-label"].format(
            label=label, topic=lexicon.label(matched.entity, language)
        )
        for language, cues in all_cues().items()
    }


def _missing(element: Topical) -> Finding:
    return Finding(
        "topic-missing",
        "warning",
        f"this {element.kind} bears the name of no topic, and no editor gave it one",
        element.label.span,
        "Add the name to a topic of the vocabulary if it means no more and no less, or decide in "
        f'programme.toml: [[topics]] with element = "{element.kind}-{element.ordinal}".',
    )


def _refuse_unfit(decision: TopicDecision, elements: Sequence[Topical], cues: Cues) -> None:
    """Raise where the element of a decision is not in the text, or not under the name it was judged by."""
    ordinals = {element.ordinal: element for element in elements if element.kind == decision.kind}
    element = ordinals.get(decision.ordinal)
    if element is None:
        raise ProgrammeError(
            f"[[topics]] decides on {decision.element}, which was not found in the text",
            place=decision.place,
            advice=f"The text has {len(ordinals)} of that kind. Mend the number, or take the entry out.",
        )
    given = decision.label_in(cues.language)
    printed, judged = (spelling(comparable(label, cues)) for label in (element.label.text, given))
    if printed != judged:
        raise ProgrammeError(
            f"[[topics]] decides on {decision.element} as “{given}”, and its label in the text is "
            f"“{element.label.text}”",
            place=decision.place,
            advice="Judge again with the label that is printed, and write it as label = “…”.",
        )


def _topic(lexicon: Lexicon, decision: TopicDecision, identifier: str) -> str:
    """IRI of a topic that a decision names."""
    topic = lexicon.entity("topic", identifier)
    if not topic:
        known = sorted({name.id for name in lexicon.names if name.kind == "topic"})
        raise ProgrammeError(
            f"[[topics]] gives {decision.element} the topic {identifier!r}, which is not in the vocabulary",
            place=decision.place,
            advice=f"Topics: {', '.join(known)}.",
        )
    return topic
