"""What a release says of itself: the dataset, its licence and the digest of what it was built with."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from partnergraph.build.sources import read_toml
from partnergraph.build.statements import words
from partnergraph.errors import OntologyError, Place
from partnergraph.iris import DATASET, DCAT, DCT, GRAPH, PPROG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from partnergraph.build.statements import Statements

_IGNORED: Final = re.compile(r"(?:^|/)(?:\.|__pycache__/)|~$")


@dataclass(frozen=True, slots=True)
class Presentation:
    """The words of catalog.toml: by language, and for graphs by the first part of their names."""

    license: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    graphs: Mapping[str, Mapping[str, str]]


def read_presentation(file: Path) -> Presentation:
    """The words of a catalog.toml; raises InputError where it cannot be used."""
    table = read_toml(file)
    try:
        presentation = Presentation(**table)
        ox.NamedNode(presentation.license)
        _require_texts("title", presentation.title)
        _require_texts("description", presentation.description)
        _require_titles(presentation.graphs)
    except (TypeError, ValueError) as error:
        names = ", ".join(field.name for field in fields(Presentation))
        raise OntologyError(f"must have {names} ({error})", place=Place(str(file))) from None
    return presentation


def _require_texts(name: str, value: Any) -> None:
    """Raise TypeError where this is no table of texts, ValueError where a key is no language."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise TypeError(f'{name} is no table of texts by language, such as en = "…"')
    for language, text in value.items():
        words(text, language)


def _require_titles(value: Any) -> None:
    """Raise TypeError where this is no table of titles, ValueError for a brace beside those of {name}."""
    if not isinstance(value, dict):
        raise TypeError("graphs is no table of tables of texts")
    for kind, titles in value.items():
        _require_texts(f"graphs.{kind}", titles)
        for title in titles.values():
            if set("{}") & set(title.replace("{name}", "")):
                raise ValueError(f"{title!r} in graphs.{kind} may hold {{name}} and no other brace")


def state_dataset(catalog: Statements, presentation: Presentation, digest: str) -> None:
    """State the dataset, its licence and the digest of the files that shape its answers."""
    catalog.a(DATASET, DCAT.Dataset)
    catalog.add(DATASET, DCT.license, presentation.license)
    for term, texts in ((DCT.title, presentation.title), (DCT.description, presentation.description)):
        catalog.add(DATASET, term, *(words(text, language) for language, text in texts.items()))
    # Queries and shapes shape the answers, so they are part of the identity of a release.
    catalog.add(DATASET, PPROG.inputDigest, ox.Literal(digest))


def state_graphs(catalog: Statements, presentation: Presentation, graphs: Iterable[str]) -> None:
    """State every named graph as a part of the dataset, with its title."""
    for graph in graphs:
        kind, _, name = graph.removeprefix(GRAPH.iri).partition("/")
        catalog.add(graph, DCT.isPartOf, DATASET)
        for language, title in presentation.graphs.get(kind, {}).items():
            catalog.add(graph, DCT.title, words(title.replace("{name}", name), language))


def digest_of(folders: Iterable[Path]) -> str:
    """sha256 over the names and bytes of all files below the folders, in a fixed order.

    Where the folders stand, and what is hidden or compiled in them, does not count.
    """
    digest = hashlib.sha256()
    for number, folder in enumerate(folders):
        names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for name in sorted(name for name in names if not _IGNORED.search(name)):
            content = names[name].read_bytes()
            digest.update(f"{number}/{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
