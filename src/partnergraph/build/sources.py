"""The data folder: programme folders with their programme.toml, and the actors of the authority files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from partnergraph.build.document import read_document
from partnergraph.errors import DocumentError, OntologyError, Place, ProgrammeError
from partnergraph.folding import fold
from partnergraph.iris import ACTOR, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from partnergraph.build.document import Document

ID_EXAMPLE: Final = "nato-jpn/itpp-2023"
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+/[a-z0-9]+(-[a-z0-9]+)*")
_TEXT_KEYS: Final = ("file", "language", "sha256")
_NAMES: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_PROGRAMME_KEYS: Final = ("id", "counterpart", "partner", "source_confidence")


@dataclass(frozen=True, slots=True)
class Text:
    """One language version of a programme: the file, and what it must hash to."""

    path: Path
    language: str
    sha256: str
    publisher: str = ""
    source: str = ""
    rights: str = ""

    def read(self) -> Document:
        """The document; raises DocumentError where it cannot be read."""
        return read_document(self.path)

    def mismatch(self, document: Document) -> DocumentError | None:
        """What is wrong where the bytes are not those that were recorded."""
        if document.file.sha256 == self.sha256:
            return None
        return DocumentError(
            f"its sha256 is {document.file.sha256}, and programme.toml says {self.sha256}",
            place=Place(str(self.path)),
            advice="The text was changed: restore it, or record the new hash in programme.toml.",
        )


@dataclass(frozen=True, slots=True)
class ProgrammeFolder:
    """What an editor recorded of one programme: ids of actors, confidence in the source, its texts.

    The first text is the reference, with which those in other languages are compared. `table` is all of
    programme.toml. A programme without texts is known from reports alone.
    """

    path: Path
    id: str
    counterpart: str
    partner: str
    source_confidence: str
    texts: tuple[Text, ...]
    table: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """Its programme.toml."""
        return self.path / "programme.toml"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the authority file: folded `names`, labels by language."""

    id: str
    names: frozenset[str]
    labels: Mapping[str, str]


def find_programmes(data: Path) -> list[Path]:
    """The programme folders of a data folder, in the order of their names; raises ProgrammeError for none."""
    folders = sorted(path.parent for path in (data / "programmes").glob("*/programme.toml"))
    if not folders:
        raise ProgrammeError(
            "holds no programme",
            place=Place(str(data / "programmes")),
            advice="A programme is a folder with a programme.toml and its texts.",
        )
    return folders


def is_id(identifier: str) -> bool:
    """Whether an id looks like that of a programme: counterpart, hyphen, partner, slash, name."""
    return bool(_ID.fullmatch(identifier))


def read_folder(path: Path) -> ProgrammeFolder:
    """The programme.toml of a folder; raises ProgrammeError with the line or the key that is wrong."""
    file = path / "programme.toml"
    table = read_toml(file)
    _require(table, _PROGRAMME_KEYS, file)
    if not is_id(table["id"]):
        raise ProgrammeError(f"id = {table['id']!r} does not look like {ID_EXAMPLE}", place=Place(str(file)))
    if table["id"].replace("/", "-") != path.name:
        raise ProgrammeError(
            f"id = {table['id']!r} does not fit the name of its folder",
            place=Place(str(file)),
            advice=f"Rename the folder to {table['id'].replace('/', '-')}, or mend the id.",
        )
    texts = table.get("texts", [])
    if not isinstance(texts, list) or bool(texts) == ("areas" in table):
        raise ProgrammeError(
            "must name either texts or areas",
            place=Place(str(file)),
            advice="Add a [[texts]] table for each text; or [[areas]], where no text is at hand.",
        )
    return ProgrammeFolder(
        path,
        table["id"],
        table["counterpart"],
        table["partner"],
        table["source_confidence"],
        _texts(texts, path, file),
        table,
    )


def read_toml(file: Path) -> dict[str, Any]:
    """The table in a TOML file; raises ProgrammeError with the line that is wrong."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        what = str(error).partition(" (at ")[0]
        raise ProgrammeError(f"is not TOML: {what}", place=Place(str(file), line, column)) from None
    except OSError as error:
        raise ProgrammeError(f"cannot be read ({error.strerror})", place=Place(str(file))) from None


def _require(table: Mapping[str, Any], keys: tuple[str, ...], file: Path) -> None:
    for key in keys:
        if not isinstance(table.get(key), str) or not table[key]:
            raise ProgrammeError(f'lacks the text {key} = "…"', place=Place(str(file)))


def _texts(entries: list[Any], folder: Path, file: Path) -> tuple[Text, ...]:
    """The texts in their order; raises ProgrammeError for two in one language."""
    texts = tuple(_text(entry, folder, file) for entry in entries)
    for number, text in enumerate(texts):
        if text.language in {each.language for each in texts[:number]}:
            raise ProgrammeError(
                f"names two texts in {text.language}",
                place=Place(str(file)),
                advice="Keep one text for each language.",
            )
    return texts


def _text(entry: Any, folder: Path, file: Path) -> Text:
    if not isinstance(entry, dict):
        raise ProgrammeError("texts must be [[texts]] tables", place=Place(str(file)))
    _require(entry, _TEXT_KEYS, file)
    extra = {key: str(entry.get(key, "")) for key in ("publisher", "source", "rights")}
    return Text(folder / entry["file"], entry["language"], entry["sha256"], **extra)


def read_actors(data: Path) -> dict[str, Actor]:
    """The actors of the authority files by id; raises OntologyError with the line that is wrong."""
    actors: dict[str, dict[str, str]] = {}
    names: dict[str, set[str]] = {}
    for triple in (triple for file in sorted(data.glob("*.ttl")) for triple in parse_turtle(file)):
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        if not subject.startswith(ACTOR.iri):
            continue
        actor = subject.removeprefix(ACTOR.iri)
        actors.setdefault(actor, {})
        if triple.predicate.value in _NAMES and isinstance(triple.object, ox.Literal):
            names.setdefault(actor, set()).add(fold(triple.object.value))
            if triple.predicate.value == SKOS.prefLabel:
                actors[actor][triple.object.language or ""] = triple.object.value
    return {actor: Actor(actor, frozenset(names.get(actor, ())), labels) for actor, labels in actors.items()}


def parse_turtle(file: Path) -> list[ox.Quad]:
    """The statements of a Turtle file; raises OntologyError with file, line and column."""
    try:
        return list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        place = Place(str(file), error.lineno or 0, error.offset or 0)
        raise OntologyError(f"is not Turtle: {error.msg}", place=place, advice="Mend that line.") from None
    except (OSError, ValueError) as error:
        raise OntologyError(f"cannot be read: {error}", place=Place(str(file))) from None
