"""The release folder: written beside the others, published by one rename of the link `current`.

Until that rename, and after any error, the published release is untouched. The id is
the hash of the sorted N-Quads: the same input gives the same id. A folder bears the id of
its release and is never moved or written over, since it may be published or served just now;
only its manifest is replaced. Where it is damaged, the release gets the name `<id>-2`.
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
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from partnergraph.build.assembly import assemble
from partnergraph.build.catalogue import digest_of
from partnergraph.errors import ReleaseError
from partnergraph.iris import BASE, SH, XSD, rebase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.assembly import Assembly
    from partnergraph.settings import Settings

FORMAT: Final = 1  # of the release folder; raised when its files change meaning
_ID_LENGTH: Final = 16  # hexadecimal digits of the hash
_PACKAGE: Final = Path(__file__).parent.parent
_NAMESPACE: Final = "http://purl.org/vocab/vann/preferredNamespaceUri"  # its IRI is a plain literal by custom
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
    published = _manifest(settings.release / "current")
    if published.get("inputs") == inputs and published.get("format") == FORMAT:
        path = settings.release / (settings.release / "current").resolve().name
        return Built(published["id"], path, False, published["quads"])  # noqa: FBT003 a field
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
        "findings": [remark.partition("\n")[0] for remark in assembly.remarks],  # not what to write below
    }
    path = _publish(settings, manifest, lines, assembly)
    return Built(release_id, path, True, len(lines), assembly.remarks)  # noqa: FBT003 a field


def _inputs(settings: Settings, version: str) -> str:
    """Digest of all that decides what a release holds: the folders, the base and this software."""
    folders = digest_of([settings.data, settings.ontology, settings.queries, _PACKAGE])
    return hashlib.sha256(f"{folders} {settings.base} {version}".encode()).hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release; empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _line(quad: ox.Quad, base: str) -> str:
    """A quad as a line of N-Quads, its IRIs under the given base."""
    if base != BASE:
        terms = (quad.subject, quad.predicate, quad.graph_name)
        subject, predicate, graph = (_rebased(term, base) for term in terms)
        is_iri = quad.predicate.value == _NAMESPACE
        quad = ox.Quad(subject, predicate, _rebased(quad.object, base, is_iri=is_iri), graph)
    return f"{quad} .\n"


def _rebased(term: Any, base: str, *, is_iri: bool = False) -> Any:
    """An IRI under the base, also in a literal whose datatype or property says so; words stay as they are."""
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(rebase(term.value, base))
    if isinstance(term, ox.Literal) and (is_iri or term.datatype.value == XSD.anyURI):
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
    """Write the release into a folder of its own, move it to a free name, and point `current` at it."""
    try:
        settings.release.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".unfinished-", dir=settings.release, ignore_cleanup_errors=True
        ) as name:
            unfinished = Path(name)
            target = settings.release / manifest["id"]
            if _is_release(target, manifest):
                _write_manifest(unfinished, manifest)
                (unfinished / "manifest.json").replace(target / "manifest.json")
                return _point(settings.release, unfinished, target)
            target = _free(settings.release, manifest["id"])
            _write(unfinished / "release", settings, manifest, lines, assembly)
            (unfinished / "release").rename(target)
            try:
                return _point(settings.release, unfinished, target)
            except OSError:
                shutil.rmtree(target, ignore_errors=True)
                raise
    except OSError as error:
        raise ReleaseError(
            f"cannot write the release below {settings.release}: {error}",
            advice="What was published is as it was: mend that, or name another folder with --release.",
        ) from None


def _is_release(folder: Path, manifest: dict[str, Any]) -> bool:
    """Whether a folder is this release already: the same quads hold the same texts, queries and ontology."""
    there = _manifest(folder)
    alike = all(there.get(key) == manifest[key] for key in ("id", "format", "software"))
    return alike and (folder / "store" / "CURRENT").is_file()


def _point(release: Path, unfinished: Path, target: Path) -> Path:
    """Publish: make `current` point at a release, in one step."""
    link = unfinished / "current"
    link.symlink_to(target.name, target_is_directory=True)
    link.replace(release / "current")
    return target


def _free(release: Path, release_id: str) -> Path:
    """The folder for a release: its id, with a number behind it where that name is taken."""
    names = (release_id if number == 1 else f"{release_id}-{number}" for number in count(1))
    return next(path for path in (release / name for name in names) if not path.exists())


def _write(
    folder: Path, settings: Settings, manifest: dict[str, Any], lines: list[str], assembly: Assembly
) -> None:
    (folder / "graphs").mkdir(parents=True)
    (folder / "documents").mkdir()
    _write_quads(folder, lines)
    store = ox.Store(folder / "store")
    # bulk_load would rename the blank nodes: the store and the dumps are to name them alike.
    store.bulk_extend(ox.parse("".join(lines).encode(), ox.RdfFormat.N_QUADS))
    store.optimize()
    store.flush()
    for name, path in assembly.documents:
        shutil.copyfile(path, folder / "documents" / name)
    for name, text in assembly.texts:
        (folder / "documents" / name).write_text(text, encoding="utf-8", newline="")
    shutil.copytree(settings.ontology, folder / "ontology")
    shutil.copytree(settings.queries, folder / "queries")
    _write_manifest(folder, manifest)


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
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
