"""What a release holds beside the graph of its ontology: earlier versions, alignments, tables of mappings.

They are files below `ontology/` of the release: `history/pprog-<version>.ttl`, `alignments/*.ttl`, and
`*.sssom.tsv` anywhere. They are read once, with their IRIs under the base of the release.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.errors import ReleaseError
from partnergraph.iris import BASE, DCT, PPROG, RDF, rebase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_VERSION: Final = re.compile(r"pprog-(\d+\.\d+\.\d+)")
_SSSOM: Final = ".sssom.tsv"
_HEAD: Final = re.compile(r"#(\s*)[\"']?([\w.-]+)[\"']?:\s+[\"']?(.*?)[\"']?\s*")
_BROKEN: Final = "Build the release again."


@dataclass(frozen=True, slots=True)
class Document:
    """A Turtle file: `path` is where it is served, titles and descriptions are by language.

    `names` are the local names of the terms of ours that it types; `date` is the day of its last change, or
    else of its making, if it gives one.
    """

    path: str
    turtle: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    date: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mappings:
    """An SSSOM table: `path` is where it is served, rows are (subject, predicate, object, its name, note).

    The first three are IRIs where the table explains their prefixes, else as they stand.
    """

    path: str
    title: str
    text: str
    rows: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Earlier versions by number, the oldest first; alignments and tables in the order of their names."""

    editions: Mapping[str, Document]
    alignments: tuple[Document, ...]
    tables: tuple[Mappings, ...]


def read_archive(folder: Path, base: str) -> Archive:
    """The files below the ontology folder of a release; raises ReleaseError where one cannot be used."""
    history = {}
    for path in (folder / "history").glob("pprog-*.ttl"):
        if found := _VERSION.fullmatch(path.stem):
            history[found[1]] = _document(path, f"ontology/{found[1]}", base)
    order = sorted(history, key=lambda number: [int(part) for part in number.split(".")])
    alignments = sorted((folder / "alignments").glob("*.ttl"))
    tables = sorted(folder.rglob(f"*{_SSSOM}"))
    return Archive(
        {number: history[number] for number in order},
        tuple(_document(path, f"alignment/{path.stem}", base) for path in alignments),
        tuple(_mappings(path, base) for path in tables),
    )


def _text(path: Path, base: str) -> str:
    try:
        return path.read_text(encoding="utf-8").replace(BASE, base)
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} cannot be read ({error})", advice=_BROKEN) from None


def _document(path: Path, place: str, base: str) -> Document:
    text = _text(path, base)
    namespace = rebase(PPROG.iri, base)
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ReleaseError(f"{path} is not Turtle: {error}", advice=_BROKEN) from None
    titled = {quad.subject for quad in quads if quad.predicate.value == DCT.title}
    about = [quad for quad in quads if quad.subject in titled]
    dates = [*_words(about, DCT.modified).values(), *_words(about, DCT.created).values()]
    typed = (quad.subject for quad in quads if quad.predicate.value == RDF.type)
    names = (subject.value for subject in typed if isinstance(subject, ox.NamedNode))
    return Document(
        place,
        text,
        _words(about, DCT.title),
        _words(about, DCT.description),
        next(iter(dates), ""),
        frozenset(name.removeprefix(namespace) for name in names if name.startswith(namespace)),
    )


def _words(quads: Iterable[ox.Quad], term: str) -> dict[str, str]:
    """The literals of a property by language; dates have none."""
    literals = (quad.object for quad in quads if quad.predicate.value == term)
    return {each.language or "": each.value for each in literals if isinstance(each, ox.Literal)}


def _mappings(path: Path, base: str) -> Mappings:
    """An SSSOM table; in its commented head the indented lines are prefixes, the others tell of the table."""
    text = _text(path, base)
    head = [found for line in text.splitlines() if (found := _HEAD.fullmatch(line))]
    shortest = min((len(found[1]) for found in head), default=0)
    prefixes = {found[2]: found[3] for found in head if len(found[1]) > shortest}
    facts = {found[2]: found[3] for found in head if len(found[1]) == shortest}
    own = facts.get("mapping_set_id", "")

    def whole(curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return prefixes[prefix] + name if prefix in prefixes else curie

    body = (line for line in text.splitlines() if not line.startswith("#"))
    rows = []
    for row in csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE):
        curies = [row.get(f"{name}_id") for name in ("subject", "predicate", "object")]
        if None in curies:
            raise ReleaseError(f"{path} is no SSSOM table: a row lacks an id", advice=_BROKEN)
        one, relation, other = (str(curie) for curie in curies)
        label = row.get("object_label")
        shown = f"{other} ({label})" if label else other
        rows.append((whole(one), whole(relation), whole(other), shown, row.get("comment") or ""))
    name = own.removeprefix(base) if own.startswith(base) else f"mapping/{path.name.removesuffix(_SSSOM)}"
    return Mappings(name, facts.get("mapping_set_title", name), text, tuple(rows))
