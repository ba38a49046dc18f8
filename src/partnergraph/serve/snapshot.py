"""The release that is served: its manifest and its queries, read once and frozen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from partnergraph.errors import InputError, ReleaseError
from partnergraph.queries import Query, read_queries
from partnergraph.serve.engine import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from partnergraph.settings import Settings

FORMAT: Final = 1  # of the release folders that this software serves
QUAD_BYTES: Final = 600  # that a quad takes in memory
COPIED: Final = 0.75  # of the data that each worker copies in time: reading writes to shared pages

_FIRST: Final = ("vocab", "graph", "ontology", "prefix")  # beside id/, what our IRIs begin with


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release: `base` is the base of its IRIs, `curated` and `pages` its queries by name."""

    id: str
    path: Path
    base: str
    built: str
    quads: int
    prefixes: Mapping[str, str]
    curated: Mapping[str, Query]
    pages: Mapping[str, Query]

    @property
    def store(self) -> Path:
        """The folder of the Oxigraph store."""
        return self.path / "store"

    def source(self, settings: Settings) -> Source:
        """The data in memory where they fit the budget for all workers, or as `settings.engine` says."""
        needed = self.quads * QUAD_BYTES * (1 + COPIED * settings.workers)
        fits = needed <= settings.memory_mebibytes * 2**20
        in_memory = settings.engine == "memory" or (settings.engine == "auto" and fits)
        return Source(self.store, (self.path / "data.nq.gz",) if in_memory else ())

    def path_of(self, iri: str) -> str:
        """The path under /page or /data for an IRI of ours; empty for the IRIs of others."""
        if not iri.startswith(self.base):
            return ""
        return iri.removeprefix(self.base).removeprefix("id/")

    def iri_of(self, path: str) -> str:
        """The IRI for a path under /page or /data."""
        first = path.partition("/")[0].partition("#")[0]
        return self.base + (path if first in _FIRST else f"id/{path}")


def open_release(settings: Settings) -> Snapshot:
    """The published release; raises ReleaseError where there is none, or not one this software can serve."""
    path = (settings.release / "current").resolve()
    try:
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        known = manifest["format"] == FORMAT
        prefixes = {str(name): str(iri) for name, iri in manifest["prefixes"].items()}
        facts = [str(manifest[key]) for key in ("id", "base", "built")]
        quads = int(manifest.get("quads", 0))
    except FileNotFoundError:
        raise ReleaseError(
            f"there is no release in {settings.release}", advice="Build one: partnergraph build"
        ) from None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ReleaseError(
            f"the manifest of the release in {path} cannot be used ({error})", advice="Build it again."
        ) from None
    if not known or not (path / "store").is_dir():
        raise ReleaseError(
            f"the release in {path} is of another format or incomplete",
            advice="Build it again with this version: partnergraph build",
        )
    try:
        curated, pages = (read_queries(path / "queries" / name, facts[1]) for name in ("curated", "pages"))
    except InputError as error:
        raise ReleaseError(f"a query of the release cannot be used: {error}") from None
    return Snapshot(facts[0], path, facts[1], facts[2], quads, prefixes, curated, pages)
