"""Dates as pages print them: in words of any language, or in figures that can mean one day only."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import months
from partnergraph.build.document import Span
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

# « 10:30 », « at 10:30 », « à 10h30 », and « T10:30:00Z » right after the figures of a date
_CLOCK: Final = (
    r"(?:(?:,?\s+(?:[^\W\d_]{1,2}\s+)?|t)(?P<hour>\d{1,2})[:h](?P<minute>\d{2})"
    r"(?::\d{2})?(?:[.,]\d+)?z?(?!\w))?"
)
_MOST_MONTHS: Final = 12


def dates_in(text: str) -> Iterator[tuple[Span, str]]:
    """Every date in a text, in order: its place and ISO 8601 of it, with the time where it is printed."""
    folded = fold_in_place(text)
    matches = [found for pattern in _patterns() for found in pattern.finditer(folded)]
    end = 0
    for found in sorted(matches, key=lambda each: (each.start(), -each.end())):
        value = _iso(found) if found.start() >= end else ""
        if value:
            yield Span(*found.span()), value
            end = found.end()


def without_dates(text: str) -> str:
    """A text with its dates left out."""
    kept, at = [], 0
    for span, _ in dates_in(text):
        kept.append(text[at : span.start])
        at = span.end
    return "".join((*kept, text[at:]))


def doubtful_dates(text: str) -> Iterator[Span]:
    """The dates in figures that can be two days, as 3/5/2024."""
    for found in _FIGURES.finditer(text):
        day, month = int(found["day"]), int(found["month"])
        if _swaps(found) and 0 < day <= _MOST_MONTHS and 0 < month <= _MOST_MONTHS and day != month:
            yield Span(*found.span())


_FIGURES: Final = re.compile(
    r"(?<![\w./-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\w)"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = month_names()
    day = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?"
    return tuple(
        re.compile(f"{pattern}{_CLOCK}")
        for pattern in (
            rf"\b{day}\s+(?:of\s+)?(?P<month>{names})\b\.?,?\s+(?P<year>\d{{4}})\b",
            rf"\b(?P<month>{names})\b\.?\s+{day},?\s+(?P<year>\d{{4}})\b",
            r"\b(?P<year>(?:19|20)\d\d)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)",
            _FIGURES.pattern.removesuffix(r"(?!\w)") + r"(?!\d)",
        )
    )


@cache
def month_names() -> str:
    """A pattern for the folded names of months of every language, the longest first."""
    return "|".join(sorted(map(re.escape, months()), key=len, reverse=True))


def _swaps(found: re.Match[str]) -> bool:
    """Whether the day may come after the month: not with full stops, and not where the year comes first."""
    return "mark" in found.groupdict() and found["mark"] in "/-" and found.start("day") < found.start("year")


def _iso(found: re.Match[str]) -> str:
    """ISO 8601 of a matched date; empty where no such day exists, or where it could be two."""
    year, day = int(found["year"]), int(found["day"])
    month = months().get(found["month"]) or int(found["month"])
    # 3/5/2024 is a day of March on one side of the ocean and of May on the other; 5/25/2024 can be May only.
    if _swaps(found) and day != month:
        if day <= _MOST_MONTHS and month <= _MOST_MONTHS:
            return ""
        day, month = (month, day) if month > _MOST_MONTHS else (day, month)
    try:
        if found["hour"]:
            return datetime(year, month, day, int(found["hour"]), int(found["minute"])).isoformat()  # noqa: DTZ001 the page prints no zone
        return datetime(year, month, day).date().isoformat()  # noqa: DTZ001 the page prints no zone
    except ValueError:
        return ""
