"""What a release says of itself: the dataset, its licence and the digest of what it was built with."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.build.statements import words
from partnergraph.errors import OntologyError, Place
from partnergraph.iris import DATASET, DCAT, DCT, PPROG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from partnergraph.build.statements import Statements

_KEYS: Final = ("license", "title", "description")


def state_dataset(catalog: Statements, file: Path, digest: str) -> None:
    """State the dataset in words from catalog.toml; raises OntologyError where that file is wrong."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        license_iri, titles, descriptions = (table[key] for key in _KEYS)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise OntologyError(f"cannot be used: {error}", place=Place(str(file))) from None
    except KeyError as error:
        raise OntologyError(f"lacks {error}", place=Place(str(file))) from None
    catalog.a(DATASET, DCAT.Dataset)
    catalog.add(DATASET, DCT.license, license_iri)
    for language, title in titles.items():
        catalog.add(DATASET, DCT.title, words(title, language))
    for language, description in descriptions.items():
        catalog.add(DATASET, DCT.description, words(description, language))
    # Queries and shapes shape the answers, so they are part of the identity of a release.
    catalog.add(DATASET, PPROG.inputDigest, ox.Literal(digest))


def digest_of(folders: Iterable[Path]) -> str:
    """sha256 over the names and bytes of all files below the folders, in a fixed order."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(
            path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ):
            content = file.read_bytes()
            name = file.relative_to(folder.parent).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
