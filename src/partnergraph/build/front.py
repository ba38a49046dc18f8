"""What a programme says of itself before its body: title, type, period, parties, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import any_of, dated_words
from partnergraph.build.dates import dates_in, doubtful_dates, month_names, without_dates
from partnergraph.build.document import Span
from partnergraph.build.elements import Finding, Label, PageDate, Party, Period
from partnergraph.build.parties import role_doubt, title_parties
from partnergraph.build.shapes import has_sentences, has_verb
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.outline import Outline, Unit

_YEAR: Final = r"(?:19|20)\d\d"
_REACH: Final = 30  # code points before a pair of years in which a word may introduce it
_LONGEST: Final = 300  # code points of a title
_MARKS: Final = "#*_ \t"
_LEAST_LETTERS: Final = 3
_LINES: Final = ("heading", "paragraph")
_HEADINGS: Final = 5  # right after the head that may be lines of it
_DATE_WORDS: Final = 6  # of a line that is a date, the figures of a doubtful one among them
_WORD: Final = re.compile(r"[^\W_]+")
_RUN: Final = 8  # headings after the head, one after another
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
    parties = title_parties(outline, title, cues) or _parties_below(outline, title, cues)
    dates = _dates(outline, cues)
    found = {
        "title": title,
        "type": programme_type,
        "period": period,
        "parties": parties,
        "published": dates.published,
    }
    place = title.span if title else None
    missing = (
        replace(finding, span=None if name == "published" else place)
        for name, finding in _MISSING.items()
        if not found[name]
    )
    doubt = role_doubt(parties, cues)
    findings = (
        *missing,
        *([doubt] if doubt else []),
        *(_other(each) for each in periods if period and not _same(each, period)),
        *dates.doubts,
    )
    return Front(title, programme_type, period, parties, dates.published, dates.updated, findings)


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
    if not chosen and later and later[0].order == len(outline.front()) + 1:
        chosen = later[0]  # nothing but dates stands before it
    return _label(outline, chosen) if chosen else None


def _headings(outline: Outline) -> Iterator[Unit]:
    """Headings that can be the title: those right after the head, or at the head of a part or an annex."""
    last = outline.front()[-1].order
    for unit in outline.units[last : last + _RUN]:
        words = outline.words(unit)
        if unit.kind in ("heading", "paragraph") and not unit.number and words[-1:] not in {"", *".:;"}:
            yield unit
        if unit.kind != "heading" or unit.number:
            break
    for unit in outline.children(None)[:_MOST]:
        if unit.kind == "heading":
            yield unit
            first = next(iter(outline.children(unit)), None)
            if first and first.order == unit.order + 1 and first.kind == "heading" and not first.number:
                yield first


def _label(outline: Outline, unit: Unit) -> Label:
    """The words of a title without the marks of Markdown around it."""
    words = outline.words(unit)
    begin = len(words) - len(words.lstrip(_MARKS))
    span = Span(unit.words.start + begin, unit.words.start + len(words.rstrip(_MARKS)))
    return Label(" ".join(outline.masked.quote(span).split()), span)


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
        text = outline.document.quote(span)
        found = [
            (match.start(), -len(word), name)
            for table, within in (
                (cues.programme_types, fold_in_place(text)),
                (cues.programme_acronyms, text),
            )
            for name, words in table.items()
            for word in words
            if (match := re.search(rf"(?<!\w){re.escape(word)}", within))
        ]
        if found:
            return min(found)[2]
    return ""


def _below(outline: Outline, title: Label | None) -> Iterator[Unit]:
    """The lines of the head but the title, and the headings and short lines right after them."""
    after = outline.units[outline.front()[-1].order :][:_HEADINGS]
    later = takewhile(lambda unit: unit.kind in _LINES and not unit.number, after)
    for unit in (*outline.front(), *later):
        own = title and unit.words.start <= title.span.start < unit.words.end
        if unit.kind in _LINES and not own and unit.words.end - unit.words.start <= _LONGEST:
            yield unit


def _parties_below(outline: Outline, title: Label | None, cues: Cues) -> tuple[Party, ...]:
    """The parties in another line of the head, where one of them is an organisation that is known."""
    for unit in _below(outline, title) if title else ():
        parties = title_parties(outline, _label(outline, unit), cues)
        if parties and not has_verb(outline.words(unit), cues) and not role_doubt(parties, cues):
            return parties
    return ()


def _periods(outline: Outline, title: Label | None, cues: Cues) -> Iterator[Period]:
    """The years in the title, or else in a line of their own; then those after a word such as « cycle »."""
    found_in_head = False
    if title:
        for period in _title_periods(outline, title, cues):
            found_in_head = True
            yield period
    for unit in () if found_in_head else _below(outline, title):
        for found in _years(cues.until_words).finditer(outline.folded(unit)):
            rest = outline.folded(unit)[: found.start()] + outline.folded(unit)[found.end() :]
            if set(_WORD.findall(rest)) <= {word for label in cues.period_labels for word in label.split()}:
                yield from _period(found, unit.words.start)
    for unit in outline.units:
        folded = outline.folded(unit)
        for found in _years(cues.until_words).finditer(folded):
            before = folded[max(0, found.start() - _REACH) : found.start()].rstrip()
            if any(before.endswith(word) for word in cues.period_words) and len(found["end"]) > 2:
                yield from _period(found, unit.words.start)


def _period(found: re.Match[str], offset: int) -> Iterator[Period]:
    """The period that a pair of years states; none where it goes backwards."""
    start, last = found["start"], found["end"]
    end = int(last if len(last) > 2 else start[:2] + last)
    if int(start) <= end:
        yield Period(int(start), end, Span(offset + found.start(), offset + found.end()))


@cache
def _years(until_words: tuple[str, ...]) -> re.Pattern[str]:
    """Two years, either of them with its month or day, in folded text."""
    until = "|".join((*map(re.escape, until_words), "[-–—/]"))
    day = rf"(?:(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+)?(?:{month_names()})\.?\s+)?"
    return re.compile(
        rf"(?<!\w){day}(?P<start>{_YEAR})\s*(?:{until})\s*(?:{day}(?P<end>{_YEAR}|\d\d)\b(?![-–/]\d))"
    )


def _title_periods(outline: Outline, title: Label, cues: Cues) -> Iterator[Period]:
    """The years in a title: two (2021-2027, 2021-27), or the one that a word such as « for » introduces."""
    text, span = fold_in_place(outline.masked.quote(title.span)), title.span
    for found in _years(cues.until_words).finditer(text):
        yield from _period(found, span.start)
        return
    years = [*re.finditer(rf"\b{_YEAR}\b", text)]
    if len(years) == 1 and without_dates(text) == text:
        before = text[: years[0].start()].rstrip()
        if any(before.endswith(f" {word}") for word in cues.year_words):
            at = Span(span.start + years[0].start(), span.start + years[0].end())
            yield Period(int(years[0][0]), int(years[0][0]), at)


@dataclass(frozen=True, slots=True)
class _Dates:
    published: PageDate | None
    updated: PageDate | None
    doubts: tuple[Finding, ...]


def _dates(outline: Outline, cues: Cues) -> _Dates:
    """Date of publication and of the last update, from the lines before the first heading.

    From one day to another is a period, and a day of entry into force or of a download is none of the page.
    """
    published = updated = None
    doubts: list[Finding] = []
    for unit in (*outline.front(), *_dated_lines(outline)):
        text, end = outline.words(unit), 0
        dates = [*dates_in(text)]
        joined = _joined(text, [span for span, _ in dates], cues)
        for (span, value), ranges in zip(dates, joined, strict=True):
            before = fold_in_place(text[end : span.start])
            date = PageDate(value, Span(unit.words.start + span.start, unit.words.start + span.end))
            end = span.end
            if _said(dated_words()[0], before):
                updated = updated or date
            elif not ranges and not _said(dated_words()[1], before):
                published = published or date
        doubts += [_doubtful(span, unit) for span in doubtful_dates(text)]
    return _Dates(published, updated, tuple(doubts))


def _dated_lines(outline: Outline) -> Iterator[Unit]:
    """The lines right after the head that look like headings, and are a date with a few words."""
    after = outline.units[outline.front()[-1].order :][:_HEADINGS]
    for unit in takewhile(lambda unit: unit.kind == "heading" and not unit.number, after):
        if len(_WORD.findall(without_dates(outline.words(unit)))) <= _DATE_WORDS:
            yield unit


def _joined(text: str, spans: list[Span], cues: Cues) -> list[bool]:
    """Of each date whether it is one end of « from … to … »."""
    until = {*cues.until_words, *"-–—"}
    pairs = [fold_in_place(text[one.end : two.start]).strip() in until for one, two in pairwise(spans)]
    joined = [before or after for before, after in zip([False, *pairs], [*pairs, False], strict=True)]
    return joined[: len(spans)]


def _said(words: tuple[str, ...], before: str) -> bool:
    return any_of(words).search(before) is not None


def _doubtful(span: Span, unit: Unit) -> Finding:
    message = "this can be two days: the month may come first or second; it was not read"
    place = Span(unit.words.start + span.start, unit.words.start + span.end)
    return Finding("date-ambiguous", "warning", message, place, "Give the date in programme.toml.")
