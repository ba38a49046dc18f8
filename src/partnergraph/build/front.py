"""What a programme says of itself before its body: title, type, period, parties, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.cues import months
from partnergraph.build.document import Span
from partnergraph.build.elements import Finding, Label, PageDate, Party, Period
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.outline import Outline, Unit

_YEARS: Final = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)\b")
_REACH: Final = 30  # code points before a pair of years in which a word may introduce it
_CLOCK: Final = r"(?:,?\s+(?P<hour>\d{1,2})[:h](?P<minute>\d{2}))?"


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of one document."""

    title: Label | None
    type: str
    period: Period | None
    parties: tuple[Party, ...]
    published: PageDate | None
    updated: PageDate | None
    findings: tuple[Finding, ...]


def read_front(outline: Outline, cues: Cues, title: Label | None = None) -> Front:
    """The front matter, under the title given, else the one found; what is missing is a finding."""
    title = title or _title(outline)
    programme_type = _type(outline, title, cues)
    period = _period(outline, title, cues)
    parties = _parties(outline, title, cues)
    published, updated = _dates(outline, cues)
    missing = {
        "title": title,
        "type": programme_type,
        "period": period,
        "parties": parties,
        "published": published,
    }
    findings = tuple(
        Finding(
            f"no-{name}",
            "info" if name == "published" else "warning",
            _MISSING[name],
            title.span if title and name != "published" else None,
        )
        for name, found in missing.items()
        if not found
    )
    return Front(title, programme_type, period, parties, published, updated, findings)


_MISSING: Final = {
    "title": "no title stands before the first heading or list",
    "type": "the title and the first words name no type of programme that is known",
    "period": "no period of years is stated",
    "parties": "the title does not name two parties",
    "published": "no date of publication stands before the first heading",
}


def _title(outline: Outline) -> Label | None:
    """The first unit, where it is no item of a list."""
    first = outline.units[0]
    if first.kind != "paragraph":
        return None
    return Label(" ".join(outline.words(first).split()), first.words)


def _type(outline: Outline, title: Label | None, cues: Cues) -> str:
    """The type whose words stand first in the title, else in the lines before the first heading."""
    front = [title.span] if title else []
    for span in (*front, *(unit.words for unit in outline.front())):
        folded = fold_in_place(outline.document.quote(span))
        found = [
            (at, -len(word), name)
            for name, words in cues.programme_types.items()
            for word in words
            if (at := folded.find(word)) >= 0
        ]
        if found:
            return min(found)[2]
    return ""


def _period(outline: Outline, title: Label | None, cues: Cues) -> Period | None:
    """The years in the title, else the first that a word such as « cycle » introduces."""
    text = outline.document.text
    for found in _YEARS.finditer(text):
        start, end = int(found[1]), int(found[2])
        in_title = title is not None and title.span.start <= found.start() < title.span.end
        before = fold_in_place(text[max(0, found.start() - _REACH) : found.start()])
        introduced = any(before.rstrip().endswith(word) for word in cues.period_words)
        if start <= end and (in_title or introduced):
            return Period(start, end, Span(*found.span()))
    return None


def _parties(outline: Outline, title: Label | None, cues: Cues) -> tuple[Party, ...]:
    """The two parties a title names, in its order, without their articles."""
    if title is None:
        return ()
    words = outline.document.quote(title.span)
    for pattern in cues.party_patterns:
        if found := pattern.search(fold_in_place(words)):
            halves = _halves(Span(found.start("first"), found.end("second")), words, cues)
            if not halves:
                return ()
            spans = [_bare(half, words, cues) for half in halves]
            names = [" ".join(words[span.start : span.end].split()) for span in spans]
            offset = title.span.start
            return tuple(
                Party(name, role, Span(offset + span.start, offset + span.end))
                for name, role, span in zip(names, _roles(names, cues), spans, strict=True)
            )
    return ()


def _halves(both: Span, words: str, cues: Cues) -> tuple[Span, Span] | None:
    """The two sides of the conjunction between the parties; of several that beside a known organisation."""
    folded = fold_in_place(words[: both.end])
    joints = [
        (found.start(), found.end())
        for word in cues.conjunctions
        for found in re.compile(rf"\s+{re.escape(word)}\s+").finditer(folded, both.start)
    ]
    choices = [(Span(both.start, left), Span(right, both.end)) for left, right in joints]
    fitting = [
        halves
        for halves in choices
        if any(
            folded[(bare := _bare(half, words, cues)).start : bare.end] in cues.counterparts
            for half in halves
        )
    ]
    chosen = choices if len(choices) == 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _roles(names: list[str], cues: Cues) -> list[Literal["counterpart", "partner"]]:
    """One counterpart: the first name that is a known organisation, else the first name."""
    known = [fold_in_place(name) in cues.counterparts for name in names]
    counterpart = known.index(True) if any(known) else 0
    return ["counterpart" if at == counterpart else "partner" for at in range(len(names))]


def _bare(span: Span, text: str, cues: Cues) -> Span:
    """The span without a leading article."""
    folded = fold_in_place(text[span.start : span.end])
    article = next((word for word in cues.articles if folded.startswith(word)), "")
    return Span(span.start + len(article), span.end)


def _dates(outline: Outline, cues: Cues) -> tuple[PageDate | None, PageDate | None]:
    """Date of publication and of the last update, from the lines before the first heading."""
    published = updated = None
    for unit in outline.front():
        for before, date in _dates_in(outline, unit):
            if any(word in before for word in cues.updated):
                updated = updated or date
            else:
                published = published or date
    return published, updated


def _dates_in(outline: Outline, unit: Unit) -> Iterator[tuple[str, PageDate]]:
    """Every date in a unit with the folded words between it and the date before."""
    folded = fold_in_place(outline.words(unit))
    known = months()
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    day_first = (
        rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{names})\.?,?\s+(?P<year>\d{{4}}){_CLOCK}"
    )
    month_first = rf"\b(?P<month>{names})\.?\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}}){_CLOCK}"
    matches = [found for pattern in (day_first, month_first) for found in re.finditer(pattern, folded)]
    before = 0
    for found in sorted(matches, key=lambda each: each.start()):
        value = _iso(found, known)
        if value:
            span = Span(unit.words.start + found.start(), unit.words.start + found.end())
            yield folded[before : found.start()], PageDate(value, span)
        before = found.end()


def _iso(found: re.Match[str], known: dict[str, int]) -> str:
    """ISO 8601 of a matched date; empty where no such day exists."""
    year, month, day = int(found["year"]), known[found["month"]], int(found["day"])
    try:
        if found["hour"]:
            return datetime(year, month, day, int(found["hour"]), int(found["minute"])).isoformat()  # noqa: DTZ001 the page prints no zone
        return datetime(year, month, day).date().isoformat()  # noqa: DTZ001 the page prints no zone
    except ValueError:
        return ""
