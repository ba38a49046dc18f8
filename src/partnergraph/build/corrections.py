"""An editor's corrections of a text, as data: what corrections.toml says.

A correction names a place of the text by its words and their offsets, what the reader should have made of it,
and why. Whether it still fits the text is seen when it is applied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY
from partnergraph.build.sources import read_toml
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from partnergraph.build.elements import ElementKind

FILE: Final = "corrections.toml"
NO_ELEMENT: Final = "not-an-element"
ACCEPT: Final = "accept"
KINDS: Final[dict[str, ElementKind]] = {"objective": OBJECTIVE, "priority": PRIORITY, "goal": GOAL}
_EXTRA: Final[dict[str, tuple[str, ...]]] = {
    "goal": ("priority",),
    "priority": (),
    "objective": (),
    NO_ELEMENT: (),
    ACCEPT: ("finding",),
    "title": (),
    "type": ("value",),
    "period": ("value",),
    "party": ("value",),
    "published": ("value",),
    "updated": ("value",),
}
_KEYS: Final = ("language", "change", "quote", "at", "reason")
_HEADER: Final = re.compile(r"[ \t]*\[\[[ \t]*corrections[ \t]*\]\]")
_YEARS: Final = re.compile(r"((?:19|20)\d\d)-((?:19|20)\d\d)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ROLES: Final = ("counterpart", "partner")
_EXAMPLE: Final = (
    'Write: language = "fr", change = "goal", quote = "…", at = [start, end], reason.fr = "…", '
    'reason.en = "…"; partnergraph check proposes the entries for what it finds.'
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor says of the words `quote`; `span` is where they stand, empty where that is not given.

    `finding` is the code that an `accept` is about, `priority` the place that a goal is given: the ordinal of
    a priority as counted after all corrections, 0 for none, None to leave it where it is printed.
    """

    language: str
    change: str
    quote: str
    span: Span
    reason: Mapping[str, str]
    finding: str = ""
    priority: int | None = None
    value: str = ""
    place: Place = field(default=Place(FILE), compare=False)

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of a period."""
        first, _, last = self.value.partition("-")
        return int(first), int(last)


def read_corrections(folder: Path, languages: Collection[str]) -> tuple[Correction, ...]:
    """The corrections in a programme's folder, none where it has no such file.

    Raises ProgrammeError with the entry that is wrong, or that is about a language in which there is no text.
    """
    file = folder / FILE
    if not file.is_file():
        return ()
    table = read_toml(file)
    entries = table.get("corrections", [])
    tables = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if not tables or table.keys() - {"corrections"}:
        raise ProgrammeError(
            "must hold [[corrections]] tables and nothing else", place=Place(str(file)), advice=_EXAMPLE
        )
    lines = file.read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    if len(heads) != len(entries):  # a header inside a string, or tables written on one line
        heads = [0] * len(entries)
    return tuple(
        _Entry(entry, f"[[corrections]] number {number}", Place(str(file), line)).correction(languages)
        for number, (entry, line) in enumerate(zip(entries, heads, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file, its name and its place."""

    table: Mapping[str, Any]
    name: str
    place: Place

    def correction(self, languages: Collection[str]) -> Correction:
        """What the entry says; raises ProgrammeError for the first thing that is wrong with it."""
        change = self._one_of("change", tuple(_EXTRA))
        allowed = (*_KEYS, *_EXTRA[change])
        if unknown := [key for key in self.table if key not in allowed]:
            self._refuse(
                f"has the key {unknown[0]!r}, which {change!r} does not take",
                f"Its keys: {', '.join(allowed)}.",
            )
        return Correction(
            language=self._one_of("language", tuple(languages)),
            change=change,
            quote=self._words("quote"),
            span=self._span(),
            reason=self._reason(),
            finding=self._words("finding") if change == ACCEPT else "",
            priority=self._priority(),
            value=self._value(change) if "value" in _EXTRA[change] else "",
            place=self.place,
        )

    def _refuse(self, what: str, advice: str = _EXAMPLE) -> NoReturn:
        raise ProgrammeError(f"{self.name} {what}", place=self.place, advice=advice)

    def _words(self, key: str) -> str:
        words = self.table.get(key)
        if not isinstance(words, str) or not words.strip():
            self._refuse(f'lacks the text {key} = "…"')
        return words

    def _one_of(self, key: str, choices: tuple[str, ...]) -> str:
        words = self._words(key)
        if words not in choices:
            what = ", ".join(choices) or "none, as the programme has no text"
            self._refuse(f"has {key} = {words!r}", f"It may be: {what}.")
        return words

    def _span(self) -> Span:
        at = self.table.get("at")
        if at is None:
            return Span(0, 0)
        numbers = at if isinstance(at, list) else []
        if len(numbers) != 2 or not all(type(number) is int for number in numbers):
            self._refuse(f"has at = {at!r}", "Write at = [start, end], in code points from 0.")
        if not 0 <= numbers[0] < numbers[1]:
            self._refuse(f"has at = {at!r}", "The start is 0 or more, and the end comes after it.")
        return Span(*numbers)

    def _reason(self) -> dict[str, str]:
        """The reason in every language of the site; an ellipsis to be filled in is none."""
        reason = self.table.get("reason")
        given: dict[str, Any] = reason if isinstance(reason, dict) else {}
        for language in (languages := tuple(all_cues())):
            words = given.get(language)
            if not isinstance(words, str) or not words.strip(" \t\r\n.…"):
                self._refuse(
                    f'lacks the text reason.{language} = "…"',
                    f"Say why, in every language of the site: {', '.join(languages)}.",
                )
        if unknown := given.keys() - set(languages):
            self._refuse(f"has the key 'reason.{min(unknown)}'", f"Languages: {', '.join(languages)}.")
        return dict(given)

    def _priority(self) -> int | None:
        priority = self.table.get("priority")
        if priority is not None and (type(priority) is not int or priority < 0):
            self._refuse(
                f"has priority = {priority!r}", "Write the number of the priority, or 0 for none of them."
            )
        return priority

    def _value(self, change: str) -> str:
        """The value that the reader could not read, written as the reader would have written it."""
        if change == "party":
            return self._one_of("value", _ROLES)
        if change == "type":
            types = (name for cues in all_cues().values() for name in cues.programme_types)
            return self._one_of("value", tuple(dict.fromkeys(types)))
        value = self._words("value")
        fits, example = (_is_period, "2024-2027") if change == "period" else (_is_day, "2024-05-03")
        if not fits(value):
            self._refuse(f"has value = {value!r}", f'Write it as in value = "{example}".')
        return value


def _is_period(value: str) -> bool:
    years = _YEARS.fullmatch(value)
    return years is not None and years[1] <= years[2]


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False
