"""The release that is served."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.errors import ReleaseError
from partnergraph.serve.snapshot import FORMAT, open_release
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.release import Built

BASE = "https://w3id.org/pprog/"


@pytest.fixture
def manifest() -> dict[str, Any]:
    """A manifest that can be served."""
    return {
        "id": "0123",
        "format": FORMAT,
        "base": BASE,
        "built": "2026-01-01T00:00:00+00:00",
        "prefixes": {},
    }


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release folder without a manifest."""
    (tmp_path / "current" / "store").mkdir(parents=True)
    return tmp_path


def test_the_published_release_is_opened(settings: Settings, built: Built) -> None:
    """Id, store and queries are those of the release that was built last."""
    snapshot = open_release(settings)

    assert snapshot.id == built.id
    assert snapshot.store == built.path.resolve() / "store"
    assert {"goals", "objectives", "evidence", "counts", "decisions", "search"} <= set(snapshot.curated)


def test_no_release_says_how_to_build_one(tmp_path: Path) -> None:
    """A folder without a release is an error that names the command."""
    with pytest.raises(ReleaseError, match=r"there is no release in .*partnergraph build"):
        open_release(replace(Settings(), release=tmp_path))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "cannot be used"),
        ("[]", "cannot be used"),
        ('{"format": 1}', "cannot be used"),
    ],
)
def test_a_broken_manifest_is_an_error(release: Path, broken: str, says: str) -> None:
    """A manifest that is no JSON, no object or incomplete is refused in words."""
    (release / "current" / "manifest.json").write_text(broken, encoding="utf-8")

    with pytest.raises(ReleaseError, match=says):
        open_release(replace(Settings(), release=release))


@pytest.mark.parametrize("change", [{"format": FORMAT + 1}, {"format": 0}])
def test_another_format_is_refused(release: Path, manifest: dict[str, Any], change: dict[str, Any]) -> None:
    """A release of another version of the software is not served by guessing."""
    (release / "current" / "manifest.json").write_text(json.dumps(manifest | change), encoding="utf-8")

    with pytest.raises(ReleaseError, match="another format"):
        open_release(replace(Settings(), release=release))


def test_a_broken_query_in_the_release_is_an_error(release: Path, manifest: dict[str, Any]) -> None:
    """The file and the line are named."""
    (release / "current" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    folder = release / "current" / "queries" / "curated"
    folder.mkdir(parents=True)
    (folder / "bad.rq").write_text("#+ summary: x\nSELECT {", encoding="utf-8")

    with pytest.raises(ReleaseError, match=r"bad\.rq:2:"):
        open_release(replace(Settings(), release=release))


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}id/programme/nato-jpn/itpp-2023", "programme/nato-jpn/itpp-2023"),
        (f"{BASE}vocab/role/partner", "vocab/role/partner"),
        (f"{BASE}graph/catalog", "graph/catalog"),
        (f"{BASE}ontology", "ontology"),
    ],
)
def test_iris_and_paths_map_both_ways(settings: Settings, built: Built, iri: str, path: str) -> None:
    """The path of an IRI leads back to it."""
    assert built.changed
    snapshot = open_release(settings)

    assert (snapshot.path_of(iri), snapshot.iri_of(path)) == (path, iri)


def test_the_iris_of_others_have_no_path(settings: Settings, built: Built) -> None:
    """Only what we minted has a page here."""
    assert built.changed

    assert open_release(settings).path_of("http://eurovoc.europa.eu/1524") == ""
