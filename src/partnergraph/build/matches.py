"""Matches to other people's concepts: an SSSOM table, and its rows as RDF.

The table is the only place where a match is written. Each row becomes the match itself and a node
that says where the other concept was seen and when, since a match is somebody's judgement.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import yaml

from partnergraph.build.statements import Statements, words
from partnergraph.errors import OntologyError, Place
from partnergraph.iris import ALIGNED_GRAPH, BASE, DCT, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

PREDICATES: Final = tuple(
    SKOS.term(f"{kind}Match") for kind in ("exact", "close", "broad", "narrow", "related")
)
_FILLED: Final = (
    "subject_id",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source",
    "mapping_date",
)
_COLUMNS: Final = (*_FILLED, "subject_label", "object_source_version", "comment")
_OURS: Final = re.compile(
    rf"{re.escape(BASE)}(?:id|vocab)/(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*)"
)


@dataclass(frozen=True, slots=True)
class Match:
    """One row: subject, predicate, object and `source` (the scheme of the object) are IRIs.

    `name` stands in the IRI of the match and `place` in errors about it.
    """

    name: str
    subject: str
    predicate: str
    object: str
    object_label: str
    source: str
    date: dt.date
    comment: str
    place: Place

    @property
    def iri(self) -> str:
        """IRI of the match: `id/match/topic/disarmament/eurovoc-411`."""
        return f"{BASE}id/match/{self.name}"


def read_matches(file: Path) -> tuple[Match, ...]:
    """The rows of an SSSOM table in their order; raises OntologyError with the line that is wrong."""
    lines = _lines(file)
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    prefixes = _prefixes(lines[:head], file)
    matches = tuple(_match(row, prefixes, place) for place, row in _rows(lines[head:], head, file))
    _require_consistent(matches)
    return matches


def match_quads(matches: Iterable[Match]) -> set[ox.Quad]:
    """The matches as RDF in the aligned graph, each with its source and its date."""
    out = Statements(ALIGNED_GRAPH)
    for match in matches:
        out.add(match.subject, match.predicate, match.object)
        out.add(match.object, RDFS.label, words(match.object_label, "en"))
        out.a(match.iri, RDF.Statement)
        out.add(match.iri, RDF.subject, match.subject)
        out.add(match.iri, RDF.predicate, match.predicate)
        out.add(match.iri, RDF.object, match.object)
        out.add(match.iri, DCT.source, match.source)
        out.add(match.iri, DCT.date, ox.Literal(str(match.date), datatype=ox.NamedNode(XSD.date)))
        if match.comment:
            out.add(match.iri, DCT.description, words(match.comment, "en"))
    return out.quads


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise OntologyError("is not UTF-8", place=Place(str(file))) from None
    except OSError as error:
        raise OntologyError(f"cannot be read ({error.strerror})", place=Place(str(file))) from None
    return [*text.rstrip("\n").split("\n"), ""]


def _prefixes(comments: Sequence[str], file: Path) -> dict[str, str]:
    """The curie_map of the YAML in the comments before the table."""
    try:
        table = yaml.safe_load("\n".join(line[1:] for line in comments))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: what looks like a date and is none
        mark = getattr(error, "problem_mark", None)
        place = Place(str(file), min(mark.line + 1, len(comments)) if mark else 1)
        raise OntologyError(
            "its # lines are not YAML", place=place, advice="Mend that line, with one space after every #."
        ) from None
    prefixes: Any = table.get("curie_map") if isinstance(table, dict) else None
    if not isinstance(prefixes, dict) or not all(
        isinstance(text, str) for pair in prefixes.items() for text in pair
    ):
        raise OntologyError(
            "has no curie_map of prefixes and IRIs in its # lines",
            place=Place(str(file), 1),
            advice="Write # curie_map: and under it one line for each prefix, such as #   skos: http://…",
        )
    return prefixes


def _rows(lines: Sequence[str], above: int, file: Path) -> Iterator[tuple[Place, dict[str, str]]]:
    """The cells of each row by column, with the place of the line that the row ends on."""
    table = csv.reader((f"{line}\n" for line in lines), delimiter="\t", strict=True)
    columns: list[str] = []
    try:
        for cells in table:
            place = Place(str(file), above + table.line_num)
            if not columns:
                columns = _columns(cells, place)
            elif len(cells) > len(columns):
                raise OntologyError(
                    f"has {len(cells)} cells in {len(columns)} columns",
                    place=place,
                    advice="Take out the tab that is too many.",
                )
            elif any(cell.strip() for cell in cells):
                filled = [*(cell.strip() for cell in cells), *[""] * (len(columns) - len(cells))]
                yield place, dict(zip(columns, filled, strict=True))
    except csv.Error as error:
        place = Place(str(file), above + table.line_num)
        raise OntologyError(f"is no table: {error}", place=place, advice="Close every quote.") from None


def _columns(cells: Sequence[str], place: Place) -> list[str]:
    columns = [cell.strip() for cell in cells]
    if missing := [column for column in _COLUMNS if column not in columns]:
        raise OntologyError(
            f"has no column {', '.join(missing)}",
            place=place,
            advice="Name the columns on the first line after the # lines, with a tab between them.",
        )
    if len(set(columns)) < len(columns):
        raise OntologyError("names a column twice", place=place, advice="Take one of the two out.")
    return columns


def _match(row: Mapping[str, str], prefixes: Mapping[str, str], place: Place) -> Match:
    for column in _FILLED:
        if not row[column]:
            raise OntologyError(f"has no {column}", place=place, advice="Fill that cell.")
    subject = _iri(row["subject_id"], prefixes, place)
    ours = _OURS.fullmatch(subject)
    if not ours:
        raise OntologyError(
            f"its subject {row['subject_id']} is not ours",
            place=place,
            advice=f"A match begins at a thing under {BASE}id/ or {BASE}vocab/, such as topic:cyber-defence.",
        )
    predicate = _iri(row["predicate_id"], prefixes, place)
    if predicate not in PREDICATES:
        raise OntologyError(
            f"its predicate {row['predicate_id']} is none of the five matches of SKOS",
            place=place,
            advice="Use skos:exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch.",
        )
    _iri(row["mapping_justification"], prefixes, place)
    source = row["object_source"]
    return Match(
        name=f"{ours['name']}/{row['object_id'].replace(':', '-', 1).lower()}",
        subject=subject,
        predicate=predicate,
        object=_iri(row["object_id"], prefixes, place),
        object_label=row["object_label"],
        source=_valid(source, place) if "://" in source else _iri(source, prefixes, place),
        date=_date(row["mapping_date"], place),
        comment=row["comment"],
        place=place,
    )


def _iri(curie: str, prefixes: Mapping[str, str], place: Place) -> str:
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in prefixes:
        raise OntologyError(
            f"the prefix of {curie} is unknown",
            place=place,
            advice=f"Declare it in curie_map; there are {', '.join(sorted(prefixes))}.",
        )
    return _valid(prefixes[prefix] + local, place)


def _valid(iri: str, place: Place) -> str:
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        raise OntologyError(
            f"{iri!r} is no IRI", place=place, advice="Mend the cell or the prefix."
        ) from None


def _date(text: str, place: Place) -> dt.date:
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        date = None
    if date is None or str(date) != text:
        raise OntologyError(f"{text!r} is no date", place=place, advice="Write it such as 2024-05-31.")
    return date


def _require_consistent(matches: Iterable[Match]) -> None:
    """Raise for the second of two rows that cannot both be true, or that would be one node."""
    seen: dict[tuple[str, ...], Match] = {}
    for match in matches:
        for key in ((match.subject, match.object), (match.iri,)):
            if (pair := seen.setdefault(key, match)) is not match:
                raise OntologyError(
                    f"matches the same two things as {_line(pair)}, which says "
                    f"{pair.predicate.removeprefix(SKOS.iri)}",
                    place=match.place,
                    advice="Keep one row for the two, with the truer predicate.",
                )
        label = seen.setdefault((match.object, "label"), match)
        if label.object_label != match.object_label:
            raise OntologyError(
                f"names its object {match.object_label!r}, unlike {_line(label)}: {label.object_label!r}",
                place=match.place,
                advice="Write the label as its thesaurus has it.",
            )
        if match.predicate == SKOS.exactMatch:
            same = seen.setdefault((match.subject, match.source, "exact"), match)
            if same is not match:
                raise OntologyError(
                    f"is a second exactMatch of its subject in one scheme, after {_line(same)}",
                    place=match.place,
                    advice="At most one concept of a scheme is the same as ours: the other is a closeMatch.",
                )


def _line(match: Match) -> str:
    return f"line {match.place.line}"
