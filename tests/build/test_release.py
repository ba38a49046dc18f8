"""The release folder: the same input gives the same id, and nothing breaks what is published."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from partnergraph.build import release as release_module
from partnergraph.build.release import Built, build_release
from partnergraph.errors import CheckError, InputError, ReleaseError

if TYPE_CHECKING:
    from partnergraph.settings import Settings

BASE = "https://w3id.org/pprog/"
OTHER = "https://example.org/elsewhere/"
RECORD = Path("programmes") / "nato-jpn-itpp-2023"


def lines_of(path: Path) -> list[str]:
    """The lines of a release's data, unpacked."""
    return gzip.decompress((path / "data.nq.gz").read_bytes()).decode().splitlines(keepends=True)


def manifest_of(path: Path) -> dict[str, Any]:
    """The manifest of a release."""
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(manifest, dict)
    return manifest


def files_of(release: Path) -> dict[str, bytes]:
    """What the link `current` leads to, every file of it but the store's."""
    current = release / "current"
    return {
        str(path.relative_to(current)): path.read_bytes()
        for path in current.rglob("*")
        if path.is_file() and "store" not in path.relative_to(current).parts
    }


@pytest.fixture
def published(workshop: Settings, built: Built) -> Built:
    """The release of the session, as if it had been built in the workshop."""
    shutil.copytree(built.path, workshop.release / built.id)
    (workshop.release / "current").symlink_to(built.id)
    return replace(built, path=workshop.release / built.id, changed=False)


def touch_query(settings: Settings) -> None:
    """Changes what a release is built with, so that the next build is another one."""
    file = settings.queries / "curated" / "goals.rq"
    file.write_text(file.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")


def test_the_id_is_the_hash_of_the_sorted_quads(built: Built) -> None:
    """Anyone can compute the id from the data."""
    lines = lines_of(built.path)

    assert lines == sorted(set(lines))
    assert hashlib.sha256("".join(lines).encode()).hexdigest().startswith(built.id)
    assert built.path.name == built.id


def test_the_manifest_counts_the_graph_files(built: Built) -> None:
    """Each graph's count is the number of lines of its file, and all lines are counted."""
    manifest = manifest_of(built.path)
    files = {path.stem: path.read_text(encoding="utf-8") for path in (built.path / "graphs").iterdir()}
    counts = {graph.partition("/graph/")[2].replace("/", "-"): n for graph, n in manifest["graphs"].items()}

    assert counts == {name: text.count("\n") for name, text in files.items()}
    assert manifest["quads"] == built.quads == sum(counts.values()) == len(lines_of(built.path))


def test_a_graph_file_holds_one_graph(built: Built) -> None:
    """The files together are the data, each line in the file of its graph."""
    merged = []
    for file in (built.path / "graphs").iterdir():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        assert len({line.rsplit(" ", 2)[1] for line in lines}) == 1
        merged += lines

    assert sorted(merged) == lines_of(built.path)


def test_the_store_holds_the_data(built: Built) -> None:
    """The store and the data file hold the same quads."""
    store = ox.Store.read_only(str(built.path / "store"))

    assert {f"{quad} .\n" for quad in store} == set(lines_of(built.path))


def test_a_release_carries_its_sources(built: Built, japan_file: Path) -> None:
    """The exact text, the ontology and the queries are in the folder."""
    documents = list((built.path / "documents").iterdir())

    assert [path.name for path in documents] == ["nato-jpn-itpp-2023-fr.txt"]
    assert documents[0].read_bytes() == japan_file.read_bytes()
    assert (built.path / "ontology" / "pprog.ttl").is_file()
    assert (built.path / "queries" / "curated" / "goals.rq").is_file()


def test_the_link_leads_to_the_release(built: Built) -> None:
    """`current` is a relative link, so that the folder can be moved."""
    assert os.readlink(built.path.parent / "current") == built.id  # noqa: PTH115 the text of the link


def test_the_same_input_gives_the_same_release(workshop: Settings, built: Built) -> None:
    """Two builds of two copies of the folders have the same id and the same bytes of data."""
    again = build_release(workshop)

    assert again.changed
    assert again.id == built.id
    assert (again.path / "data.nq.gz").read_bytes() == (built.path / "data.nq.gz").read_bytes()


def test_nothing_changed_is_not_written_again(workshop: Settings, published: Built) -> None:
    """A second build leaves every file and its time alone."""
    before = {path: path.stat().st_mtime_ns for path in workshop.release.rglob("*")}
    second = build_release(workshop)

    assert second == published
    assert {path: path.stat().st_mtime_ns for path in workshop.release.rglob("*")} == before


def test_a_changed_query_is_another_release(workshop: Settings, published: Built) -> None:
    """Queries shape the answers: another query is another id, and `current` follows."""
    touch_query(workshop)
    second = build_release(workshop)

    assert second.changed
    assert second.id != published.id
    assert (workshop.release / "current").resolve() == second.path.resolve()
    assert published.path.is_dir()


def test_another_base_rewrites_our_iris_and_nothing_else(workshop: Settings, built: Built) -> None:
    """Every line is the line of the usual build with our IRIs moved, literals of text untouched."""
    other = build_release(replace(workshop, base=OTHER))
    expected = sorted(
        line.replace(f"<{BASE}", f"<{OTHER}").replace(f' "{BASE}', f' "{OTHER}')
        for line in lines_of(built.path)
    )

    assert lines_of(other.path) == expected
    assert not any(f"<{BASE}" in line for line in lines_of(other.path))
    assert manifest_of(other.path)["prefixes"]["pprog"] == f"{OTHER}ontology#"


def test_words_that_begin_with_our_address_stay_words() -> None:
    """A text of a document that begins with our base is no IRI: it keeps its language and its words."""
    name = ox.NamedNode(f"{BASE}id/a")
    quad = ox.Quad(name, name, ox.Literal(f"{BASE} is an address", language="en"), name)

    assert f'"{BASE} is an address"@en' in release_module._line(quad, OTHER)


@pytest.mark.usefixtures("published")
def test_a_refused_graph_leaves_the_release(workshop: Settings) -> None:
    """Where a text disagrees with its record, the published release stays as it is."""
    before = files_of(workshop.release)
    with (workshop.data / RECORD / "fr.txt").open("ab") as file:
        file.write(b"\n")

    with pytest.raises(CheckError):
        build_release(workshop)

    assert files_of(workshop.release) == before


@pytest.mark.usefixtures("published")
def test_a_broken_input_leaves_the_release(workshop: Settings) -> None:
    """Where a file cannot be used, the published release stays as it is."""
    before = files_of(workshop.release)
    (workshop.data / "actors.ttl").write_text("<broken")

    with pytest.raises(InputError):
        build_release(workshop)

    assert files_of(workshop.release) == before


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "step", ["_write_quads", "shutil.copytree", "os.fsync", "Path.rename", "Path.replace"]
)
def test_a_full_disk_leaves_the_release(
    workshop: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whichever step of the writing fails, the published release stays, and no half of one is left."""
    before, names = files_of(workshop.release), set(workshop.release.iterdir())
    touch_query(workshop)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    target = f"pathlib.{step}" if step.startswith("Path") else f"{release_module.__name__}.{step}"
    with monkeypatch.context() as patch:
        patch.setattr(target, fail)
        with pytest.raises(ReleaseError, match="cannot write the release"):
            build_release(workshop)

    assert files_of(workshop.release) == before
    assert {path for path in workshop.release.iterdir() if path.name.startswith(".")} == set()
    assert names <= set(workshop.release.iterdir())


@pytest.mark.usefixtures("published")
def test_the_same_release_written_again_is_never_lost(
    workshop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that gives the published id again, and fails while publishing, leaves that release in place."""
    before = files_of(workshop.release)
    folder = workshop.data / RECORD
    (folder / "notes.txt").write_text("An input that changes no quad.")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(ReleaseError):
            build_release(workshop)

    after = files_of(workshop.release)
    assert after.keys() == before.keys()
    assert after["data.nq.gz"] == before["data.nq.gz"]


@pytest.mark.usefixtures("published")
def test_a_failed_link_leaves_no_folder(workshop: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that could not be published is taken away again."""
    before = set(workshop.release.iterdir())
    touch_query(workshop)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(ReleaseError):
            build_release(workshop)

    assert set(workshop.release.iterdir()) == before


def test_the_same_quads_are_the_same_release(workshop: Settings, published: Built) -> None:
    """An input that changes no quad changes the manifest alone, which is replaced in one step."""
    before = files_of(workshop.release)
    (workshop.data / RECORD / "notes.txt").write_text("An input that changes no quad.")
    again = build_release(workshop)
    after = files_of(workshop.release)

    assert (again.id, again.changed, again.path) == (published.id, True, published.path)
    assert build_release(workshop) == replace(again, changed=False)
    assert {name for name in before if before[name] != after[name]} == {"manifest.json"}
    assert before.keys() == after.keys()


def test_a_damaged_folder_is_left_and_replaced(workshop: Settings, published: Built) -> None:
    """Where the folder of the id is not whole, the release gets a name beside it."""
    (published.path / "store" / "CURRENT").unlink()
    (workshop.data / RECORD / "notes.txt").write_text("An input that changes no quad.")
    again = build_release(workshop)

    assert (again.id, again.path.name) == (published.id, f"{published.id}-2")
    assert (workshop.release / "current").resolve() == again.path.resolve()


def test_a_release_that_is_a_file_is_refused(workshop: Settings) -> None:
    """Where the release folder cannot be made, that is an error of ours."""
    workshop.release.write_text("a file")

    with pytest.raises(ReleaseError, match="cannot write"):
        build_release(workshop)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "4"])
def test_a_broken_manifest_is_no_release(tmp_path: Path, content: str) -> None:
    """A published release whose manifest is no table is taken for none, so that it is built anew."""
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "manifest.json").write_text(content)

    assert release_module._manifest(tmp_path / "current") == {}
