"""Programmes whose text is not at hand: what reports and descriptions say of them, as an editor recorded it.

A record has no text and hence no spans. Its areas are titles in the language of the source, and
what an editor translated is kept apart from what a source says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from partnergraph.build.document import Span
from partnergraph.build.elements import Label, Period
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergraph.build.elements import ElementKind, ListStatus
    from partnergraph.build.sources import ProgrammeFolder

NOWHERE: Final = Span(0, 0)  # of what was read in no text of ours
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ADDRESS: Final = re.compile(r"https?://[^/?#]+(?:[/?#].*)?")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_FIRST_YEAR, _LAST_YEAR = 1000, 9999  # years of four digits, which is how a gYear is written
_LISTS: Final = ("open", "closed", "unknown")


@dataclass(frozen=True, slots=True)
class Area:
    """An area of cooperation as a source titles it; `translations` are ours, by language."""

    ordinal: int
    label: Label
    translations: Mapping[str, str]
    kind: ElementKind = "area"


@dataclass(frozen=True, slots=True)
class Record:
    """A programme as its sources report it: `language` is that of the area titles, `sources` are IRIs."""

    folder: ProgrammeFolder
    type: str
    period: Period | None
    issued: str
    language: str
    list_status: ListStatus
    sources: tuple[str, ...]
    areas: tuple[Area, ...]


def read_record(folder: ProgrammeFolder) -> Record:
    """The record in the programme.toml of a folder without texts; raises ProgrammeError with the key."""
    table, place = folder.table, Place(str(folder.file))
    language = _text(table, "language", _LANGUAGE, 'the language of the titles, such as "en"', place)
    status = table.get("list")
    if status not in _LISTS:
        raise _wrong("list", f"one of {', '.join(_LISTS)}", place)
    if status == "closed" and not table["areas"]:
        raise _wrong("list", "open or unknown where no area is known", place)
    return Record(
        folder,
        _text(table, "type", re.compile(r"[a-z-]+"), 'a programme type, such as "itpp"', place),
        _period(table, place),
        _issued(table, place),
        language,
        status,
        _sources(table, place),
        tuple(_area(number, entry, language, place) for number, entry in enumerate(_tables(table, place), 1)),
    )


def _wrong(key: str, what: str, place: Place) -> ProgrammeError:
    return ProgrammeError(f"{key} must be {what}", place=place, advice=f"Mend {key}.")


def _text(table: Mapping[str, Any], key: str, pattern: re.Pattern[str], what: str, place: Place) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _wrong(key, what, place)
    return value


def _issued(table: Mapping[str, Any], place: Place) -> str:
    if "issued" not in table:
        return ""
    what = 'a day, such as "2023-07-11"'
    issued = _text(table, "issued", _DATE, what, place)
    try:
        date.fromisoformat(issued)
    except ValueError:
        raise _wrong("issued", what, place) from None
    return issued


def _period(table: Mapping[str, Any], place: Place) -> Period | None:
    match table.get("period"):
        case None:
            return None
        case [int(start), int(end)] if _FIRST_YEAR <= start <= end <= _LAST_YEAR:
            return Period(start, end, NOWHERE)
    raise _wrong("period", "the first and the last year, such as [2023, 2026]", place)


def _sources(table: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    sources = table.get("sources")
    if not isinstance(sources, list) or not sources:
        raise _wrong("sources", "the addresses of the reports, at least one", place)
    for source in sources:
        if not _is_address(source):
            raise _wrong("sources", f"web addresses, which {source!r} is not", place)
    return tuple(sources)


def _is_address(source: Any) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(source)) and bool(ox.NamedNode(source))
    except (TypeError, ValueError):
        return False


def _tables(table: Mapping[str, Any], place: Place) -> list[Any]:
    areas = table["areas"]
    if not isinstance(areas, list):
        raise _wrong("areas", "[[areas]] tables", place)
    return areas


def _area(number: int, entry: Any, language: str, place: Place) -> Area:
    labels = entry.get("label") if isinstance(entry, dict) else None
    if not isinstance(labels, dict) or not all(
        _LANGUAGE.fullmatch(key) and isinstance(label, str) and label.strip() for key, label in labels.items()
    ):
        raise _wrong(f"the label of area {number}", 'titles by language, such as label.en = "…"', place)
    if language not in labels:
        raise _wrong(f"the label of area {number}", f"given in the language of the source, {language}", place)
    titles = {key: " ".join(label.split()) for key, label in labels.items()}
    return Area(number, Label(titles.pop(language), NOWHERE), titles)
