"""What a programme says of itself before its body: title, type, period, parties, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import updated_words
from partnergraph.build.dates import dates_in, without_dates
from partnergraph.build.document import Span
from partnergraph.build.elements import Finding, Label, PageDate, Party, Period
from partnergraph.build.parties import title_parties
from partnergraph.build.shapes import has_sentences, has_verb
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.outline import Outline, Unit

_YEAR: Final = r"(?:19|20)\d\d"
_REACH: Final = 30  # code points before a pair of years in which a word may introduce it
_LONGEST: Final = 300  # code points of a title
_LEAST_LETTERS: Final = 3
_MOST: Final = 200  # units at the top among which the head of an annex is looked for


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
    title = title or _title(outline, cues)
    programme_type = _type(outline, title, cues)
    periods = list(_periods(outline, title, cues))
    period = periods[0] if periods else None
    parties = title_parties(outline, title, cues)
    published, updated = _dates(outline)
    found = {
        "title": title,
        "type": programme_type,
        "period": period,
        "parties": parties,
        "published": published,
    }
    place = title.span if title else None
    missing = (
        replace(finding, span=None if name == "published" else place)
        for name, finding in _MISSING.items()
        if not found[name]
    )
    findings = (*missing, *(_other(each) for each in periods if period and not _same(each, period)))
    return Front(title, programme_type, period, parties, published, updated, findings)


_MISSING: Final = {
    "title": Finding(
        "no-title",
        "warning",
        "no title stands before the first heading or list",
        advice="Give the title in a line of its own, before all else.",
    ),
    "type": Finding(
        "no-type", "warning", "the title and the first words name no type of programme that is known"
    ),
    "period": Finding("no-period", "warning", "no period of years is stated"),
    "parties": Finding("no-parties", "warning", "the title does not name two parties"),
    "published": Finding("no-published", "info", "no date of publication stands before the first heading"),
}


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _other(period: Period) -> Finding:
    message = "these years are not those of the programme, as its title or an earlier sentence gives them"
    return Finding("periods-differ", "warning", message, period.span, "See which period is meant.")


def _title(outline: Outline, cues: Cues) -> Label | None:
    """The line of the head that says most (type, years, parties), else its first that is no date.

    An item of a list is no title, and neither is a paragraph. A heading right after the head may be one, or
    right after the word ANNEX: what a decision adopts is printed there.
    """
    first = outline.front()[0]
    if first.kind != "paragraph":
        return None
    titles = [unit for unit in outline.front() if unit.kind == "paragraph" and _is_line(outline.words(unit))]
    later = [unit for unit in _headings(outline) if _is_line(outline.words(unit))]
    named = [unit for unit in (*titles, *later) if _says(outline, unit, cues)]
    chosen = max(named, key=lambda unit: _says(outline, unit, cues), default=None) or next(iter(titles), None)
    return _label(outline, chosen) if chosen else None


def _headings(outline: Outline) -> Iterator[Unit]:
    """Headings that can be the title: right after the head, or at the head of a part or an annex."""
    last = outline.front()[-1].order
    for unit in outline.units[last : last + 1]:
        if (
            unit.kind in ("heading", "paragraph")
            and not unit.number
            and outline.words(unit)[-1:] not in ".:;"
        ):
            yield unit
    for unit in outline.children(None)[:_MOST]:
        if unit.kind == "heading":
            yield unit
            first = next(iter(outline.children(unit)), None)
            if first and first.order == unit.order + 1 and first.kind == "heading" and not first.number:
                yield first


def _label(outline: Outline, unit: Unit) -> Label:
    return Label(" ".join(outline.words(unit).split()), unit.words)


def _says(outline: Outline, unit: Unit, cues: Cues) -> int:
    """How much of a title a line says: 0 for a sentence, and where neither type nor parties are named."""
    words = outline.words(unit)
    folded = fold_in_place(words)
    typed = any(word in folded for names in cues.programme_types.values() for word in names)
    parties = title_parties(outline, _label(outline, unit), cues)
    if not (typed or parties) or (unit != outline.front()[0] and has_verb(words, cues)):
        return 0
    years = next(_title_periods(outline, _label(outline, unit), cues), None)
    return 2 * typed + bool(years) + bool(parties)


def _is_line(text: str) -> bool:
    """Whether it can be a title: few words that are not all a date, and no two sentences."""
    return (
        len(text) <= _LONGEST
        and not has_sentences(text)
        and sum(map(str.isalpha, without_dates(text))) > _LEAST_LETTERS
    )


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


def _periods(outline: Outline, title: Label | None, cues: Cues) -> Iterator[Period]:
    """The years in the title, then those that a word such as « cycle » introduces."""
    text = outline.masked.text
    if title:
        yield from _title_periods(outline, title, cues)
    for found in _years(cues.until_words).finditer(text):
        before = fold_in_place(text[max(0, found.start() - _REACH) : found.start()]).rstrip()
        introduced = any(before.endswith(word) for word in cues.period_words)
        if introduced and len(found[2]) > 2 and int(found[1]) <= int(found[2]):
            yield Period(int(found[1]), int(found[2]), Span(*found.span()))


@cache
def _years(until_words: tuple[str, ...]) -> re.Pattern[str]:
    until = "|".join((*map(re.escape, until_words), "[-–—/]"))
    return re.compile(rf"\b({_YEAR})\s*(?:{until})\s*({_YEAR}|\d\d)\b(?![-–/]\d)", re.IGNORECASE)


def _title_periods(outline: Outline, title: Label, cues: Cues) -> Iterator[Period]:
    """The years in a title: two (2021-2027, 2021-27), or the one that a word such as « for » introduces."""
    text, span = outline.masked.text, title.span
    for found in _years(cues.until_words).finditer(text, span.start, span.end):
        end = int(found[2] if len(found[2]) > 2 else found[1][:2] + found[2])
        if int(found[1]) <= end:
            yield Period(int(found[1]), end, Span(*found.span()))
        return
    years = [*re.compile(rf"\b{_YEAR}\b").finditer(text, span.start, span.end)]
    if len(years) == 1 and without_dates(text[span.start : span.end]) == text[span.start : span.end]:
        before = fold_in_place(text[span.start : years[0].start()]).rstrip()
        if any(before.endswith(f" {word}") for word in cues.year_words):
            yield Period(int(years[0][0]), int(years[0][0]), Span(*years[0].span()))


def _dates(outline: Outline) -> tuple[PageDate | None, PageDate | None]:
    """Date of publication and of the last update, from the lines before the first heading."""
    published = updated = None
    words = updated_words()
    for unit in outline.front():
        text, end = outline.words(unit), 0
        for span, value in dates_in(text):
            before = fold_in_place(text[end : span.start])
            date = PageDate(value, Span(unit.words.start + span.start, unit.words.start + span.end))
            if any(word in before for word in words):
                updated = updated or date
            else:
                published = published or date
            end = span.end
    return published, updated
