"""The release folder: written beside the others, published by one rename of the link `current`.

Until that rename, and after any error, the published release is untouched. The id is
the hash of the sorted N-Quads: the same input gives the same id.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from partnergraph.build.assembly import assemble
from partnergraph.build.catalogue import digest_of
from partnergraph.errors import ReleaseError
from partnergraph.iris import BASE, SH, rebase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.assembly import Assembly
    from partnergraph.settings import Settings

FORMAT: Final = 1  # of the release folder; raised when its files change meaning
_ID_LENGTH: Final = 16  # hexadecimal digits of the hash
_PACKAGE: Final = Path(__file__).parent.parent
_GRAPH_OF_LINE: Final = re.compile(r"<([^<>]*)> \.\n$")


@dataclass(frozen=True, slots=True)
class Built:
    """A build's outcome: `changed` is False where the published release was already this one."""

    id: str
    path: Path
    changed: bool
    quads: int
    remarks: tuple[str, ...] = ()


def build_release(settings: Settings) -> Built:
    """Build and publish the release of a data folder; quick where nothing changed.

    Raises InputError for a file that is wrong, CheckError where text or graph is refused.
    """
    version = metadata.version("partnergraph")
    inputs = _inputs(settings, version)
    published = _published(settings.release)
    if published.get("inputs") == inputs and published.get("format") == FORMAT:
        return Built(published["id"], settings.release / published["id"], False, published["quads"])  # noqa: FBT003 a field
    assembly = assemble(settings, version)
    lines = sorted(_line(quad, settings.base) for quad in assembly.quads)
    release_id = hashlib.sha256("".join(lines).encode()).hexdigest()[:_ID_LENGTH]
    manifest = {
        "id": release_id,
        "format": FORMAT,
        "base": settings.base,
        "software": f"partnergraph {version}",
        "inputs": inputs,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "programmes": assembly.programmes,
        "quads": len(lines),
        "graphs": dict(sorted(Counter(map(_graph_of, lines)).items())),
        "prefixes": _prefixes(assembly.quads, settings.base),
        "findings": assembly.remarks,
    }
    path = _publish(settings, manifest, lines, assembly)
    return Built(release_id, path, True, len(lines), assembly.remarks)  # noqa: FBT003 a field


def _inputs(settings: Settings, version: str) -> str:
    """Digest of all that decides what a release holds: the folders, the base and this software."""
    folders = digest_of([settings.data, settings.ontology, settings.queries, _PACKAGE])
    return hashlib.sha256(f"{folders} {settings.base} {version}".encode()).hexdigest()


def _published(release: Path) -> dict[str, Any]:
    """The manifest of the published release; empty where there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads(
            (release / "current" / "manifest.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        return {}
    return manifest


def _line(quad: ox.Quad, base: str) -> str:
    """A quad as a line of N-Quads, its IRIs under the given base."""
    if base != BASE:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        quad = ox.Quad(*(_rebased(term, base) for term in terms))
    return f"{quad} .\n"


def _rebased(term: Any, base: str) -> Any:
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(rebase(term.value, base))
    if isinstance(term, ox.Literal) and term.value.startswith(BASE):
        return ox.Literal(rebase(term.value, base), datatype=term.datatype)
    return term


def _graph_of(line: str) -> str:
    found = _GRAPH_OF_LINE.search(line)
    return found[1] if found else ""


def _prefixes(quads: Iterable[ox.Quad], base: str) -> dict[str, str]:
    """The prefixes that the ontology declares (sh:declare), for the endpoint to know without being told."""
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in (SH.prefix, SH.namespace) and isinstance(quad.object, ox.Literal):
            values.setdefault(str(quad.subject), {})[quad.predicate.value] = quad.object.value
    pairs = [(node[SH.prefix], rebase(node[SH.namespace], base)) for node in values.values() if len(node) > 1]
    return dict(sorted(pairs))


def _publish(settings: Settings, manifest: dict[str, Any], lines: list[str], assembly: Assembly) -> Path:
    """Write the release into a folder of its own, move it to its name, and point `current` at it."""
    settings.release.mkdir(parents=True, exist_ok=True)
    target: Path = settings.release / str(manifest["id"])
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=settings.release))
    try:
        unfinished.chmod(0o755)
        _write(unfinished, settings, manifest, lines, assembly)
        if target.exists():  # the same quads with other files beside them, or a damaged folder
            shutil.move(target, unfinished / ".replaced")
        (unfinished / "release").rename(target)
        link = unfinished / "current"
        link.symlink_to(manifest["id"], target_is_directory=True)
        link.replace(settings.release / "current")
    except OSError as error:
        raise ReleaseError(f"cannot write the release below {settings.release}: {error}") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def _write(
    unfinished: Path, settings: Settings, manifest: dict[str, Any], lines: list[str], assembly: Assembly
) -> None:
    folder = unfinished / "release"
    (folder / "graphs").mkdir(parents=True)
    (folder / "documents").mkdir()
    _write_quads(folder, lines)
    store = ox.Store(folder / "store")
    store.bulk_load(input="".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    for name, path in assembly.documents:
        shutil.copyfile(path, folder / "documents" / name)
    shutil.copytree(settings.ontology, folder / "ontology")
    shutil.copytree(settings.queries, folder / "queries")
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    with (folder / "manifest.json").open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _write_quads(folder: Path, lines: list[str]) -> None:
    """The whole dataset in one compressed file, and every named graph in a file of its own."""
    with (folder / "data.nq.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode())
    graphs: dict[str, list[str]] = {}
    for line in lines:
        graphs.setdefault(_graph_of(line), []).append(line)
    for graph, members in graphs.items():
        name = graph.partition("/graph/")[2].replace("/", "-")
        (folder / "graphs" / f"{name}.nq").write_text("".join(members), encoding="utf-8", newline="\n")
