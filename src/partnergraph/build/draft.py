"""A new programme folder: made aside, checked, and put in its place by one rename."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from partnergraph.build.answers import read_file
from partnergraph.build.cues import all_cues
from partnergraph.build.lexicon import read_lexicon
from partnergraph.build.linking import party_findings
from partnergraph.build.media import usual_suffix
from partnergraph.build.parallel import run_one
from partnergraph.build.printing import finding_line, visible
from partnergraph.build.sources import ID_EXAMPLE, is_id, read_actors, read_folder
from partnergraph.build.suggestions import concepts_of, role_of, topic_stubs
from partnergraph.errors import DocumentError, Place, ProgrammeError
from partnergraph.iris import CONFIDENCE, PROGRAMME_TYPE, ProgrammeIris

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnergraph.build.elements import Programme
    from partnergraph.build.lexicon import Lexicon
    from partnergraph.build.parallel import Limits
    from partnergraph.build.suggestions import Role, Stub
    from partnergraph.settings import Settings

_ROLES: Final = ("counterpart", "partner")
_CONFIDENCE: Final = "official-full"  # what a text at hand mostly is; the file asks to look at it
_TO_DECIDE: Final = "source_confidence, publisher, source and rights"
_TOPICS: Final = 4  # on a line


@dataclass(frozen=True, slots=True)
class Source:
    """The text to begin with: `language` "" is recognised."""

    file: Path
    language: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder that was made; `notes` say what was proposed and what is left to decide."""

    path: Path
    notes: tuple[str, ...]


def draft_programme(
    identifier: str, settings: Settings, source: Source | None, given: Mapping[str, str]
) -> Draft:
    """Make the folder of a programme, from a text if there is one; `given` are actors by role, "" for none.

    Raises PartnergraphError, and leaves nothing behind, where the id is no id or is taken, where an actor is
    not known, and where the text cannot be read.
    """
    target = _target(identifier, settings.data)
    actors = read_actors(settings.data)
    programme = _reading(source) if source else None
    roles = [role_of(name, given.get(name, ""), identifier, programme, actors) for name in _ROLES]
    page = _page(identifier, settings.ontology, roles)
    notes = [f"{role.name} = {role.actor}: {role.reason}" for role in roles if role.actor]
    if not (source and programme):
        with _staged(target) as folder:
            _write(folder, page)
        return Draft(target, (*notes, "to fill in: what is empty in its programme.toml"))
    lexicon = read_lexicon(settings.ontology, settings.data)
    stubs = topic_stubs(programme, lexicon)
    page |= _text_page(source, programme, stubs, lexicon)
    content = _content(source, programme)
    with _staged(target) as folder:
        _write(folder, page)
        (folder / page["text"]["file"]).write_bytes(content)
        findings = (*programme.findings, *party_findings(programme, read_folder(folder), actors))
    wrong = [finding_line(programme, finding) for finding in findings if finding.severity == "error"]
    topics = [f"to decide: the topic of {stub.element}, « {_note(stub.label)} »" for stub in stubs]
    return Draft(target, (*notes, f"to decide: {_TO_DECIDE}", *topics, *wrong))


def _page(identifier: str, ontology: Path, roles: list[Role]) -> dict[str, Any]:
    """What the template says of any programme."""
    return {
        "id": identifier,
        "roles": roles,
        "confidences": concepts_of(ontology, CONFIDENCE),
        "confidence": "",
        "types": [concept.id for concept in concepts_of(ontology, PROGRAMME_TYPE)],
        "languages": list(all_cues()),
        "text": None,
    }


def _target(identifier: str, data: Path) -> Path:
    """The folder for an id; raises ProgrammeError where it cannot be made."""
    if not is_id(identifier):
        raise ProgrammeError(
            f"{identifier!r} is no id of a programme",
            advice=f"An id looks like {ID_EXAMPLE}: small letters and digits, with hyphens between.",
        )
    if not data.is_dir():
        raise ProgrammeError(
            "there is no such folder", place=Place(str(data)), advice="Name the folder of data with --data."
        )
    target = data / "programmes" / ProgrammeIris(identifier).name
    _refuse_taken(target)
    return target


def _refuse_taken(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise ProgrammeError(
            "is there already", place=Place(str(target)), advice="Take another id, or edit what is there."
        )


def _reading(source: Source) -> Programme:
    """The reading of the text, within the limits."""
    return run_one(partial(read_file, language=source.language), source.file, source.limits)


def _content(source: Source, programme: Programme) -> bytes:
    """The bytes that were read; raises DocumentError where the file has others now."""
    content = source.file.read_bytes()
    if hashlib.sha256(content).hexdigest() != programme.document.file.sha256:
        raise DocumentError("changed while it was read", place=Place(str(source.file)), advice="Try again.")
    return content


def _text_page(
    source: Source, programme: Programme, stubs: tuple[Stub, ...], lexicon: Lexicon
) -> dict[str, Any]:
    """What the template says of a programme with a text."""
    suffix = usual_suffix(programme.document.file.media_type, source.file.suffix.lower())
    topics = sorted({name.id for name in lexicon.names if name.kind == "topic"})
    return {
        "confidence": _CONFIDENCE,
        "text": {
            "file": f"{programme.language}{suffix}",
            "language": programme.language,
            "sha256": programme.document.file.sha256,
        },
        "stubs": stubs,
        "topics": [", ".join(topics[at : at + _TOPICS]) for at in range(0, len(topics), _TOPICS)],
    }


def _write(folder: Path, page: Mapping[str, Any]) -> None:
    """Write the programme.toml."""
    environment = Environment(
        loader=PackageLoader("partnergraph.build"),
        autoescape=False,  # noqa: S701 this makes no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"toml": _quoted, "note": _note}
    text = environment.get_template("programme.toml").render(page)
    (folder / "programme.toml").write_text(text, encoding="utf-8")


def _quoted(value: str) -> str:
    """A string in TOML, on one line: as in JSON, but for the sign of deletion."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _note(value: str) -> str:
    """Words for a comment, on one line."""
    return visible(" ".join(value.split()))


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A folder aside to write in, which becomes the target where the block succeeds, else nothing."""
    try:
        target.parent.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".new-", dir=target.parent) as aside:
            folder = Path(aside) / target.name
            folder.mkdir()
            yield folder
            _refuse_taken(target)
            folder.rename(target)
    except OSError as error:
        raise ProgrammeError(f"cannot be written ({error.strerror})", place=Place(str(target))) from None
