"""What a release says of itself, and the digest of its inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnergraph.build.catalogue import digest_of, read_presentation, state_dataset, state_graphs
from partnergraph.build.statements import Statements
from partnergraph.errors import InputError
from partnergraph.iris import CATALOG_GRAPH, DATASET, DCAT, DCT, GRAPH, PPROG, RDF

CATALOG = Path(__file__).parents[2] / "data" / "catalog.toml"
WORDS = """\
license = "https://example.org/licence"
title = {fr = "Un titre", en = "A title"}
description = {en = "Some words"}
[graphs.asserted]
en = "Said by {name}"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A catalog.toml of our own."""
    file = tmp_path / "catalog.toml"
    file.write_text(WORDS)
    return file


def test_the_dataset_is_stated(file: Path) -> None:
    """Licence, words in each language, and the digest of what shapes the answers."""
    catalog = Statements(CATALOG_GRAPH)
    state_dataset(catalog, read_presentation(file), "abc")

    assert {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in catalog.quads} == {  # type: ignore[union-attr]
        (DATASET, RDF.type, f"<{DCAT.Dataset}>"),
        (DATASET, DCT.license, "<https://example.org/licence>"),
        (DATASET, DCT.title, '"Un titre"@fr'),
        (DATASET, DCT.title, '"A title"@en'),
        (DATASET, DCT.description, '"Some words"@en'),
        (DATASET, PPROG.inputDigest, '"abc"'),
    }


def test_graphs_are_parts_with_titles(file: Path) -> None:
    """A graph is a part of the dataset; its title has the rest of its name, where there are words for it."""
    catalog = Statements(CATALOG_GRAPH)
    graphs = [f"{GRAPH.iri}asserted/a-b-fr", f"{GRAPH.iri}other"]
    state_graphs(catalog, read_presentation(file), graphs)

    assert {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in catalog.quads} == {  # type: ignore[union-attr]
        (graphs[0], DCT.isPartOf, f"<{DATASET}>"),
        (graphs[0], DCT.title, '"Said by a-b-fr"@en'),
        (graphs[1], DCT.isPartOf, f"<{DATASET}>"),
    }


def test_the_real_words_can_be_used() -> None:
    """The collection has a title and a description in French and in English."""
    presentation = read_presentation(CATALOG)

    assert set(presentation.title) == set(presentation.description) == {"fr", "en"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("license = ", "licence = "),
        ("https://example.org/licence", "no licence"),
        ('description = {en = "Some words"}', ""),
        ('title = {fr = "Un titre", en = "A title"}', 'title = "A title"'),
        ('"Some words"', "4"),
        ("Said by {name}", "Said by {nobody}"),
        ("Said by {name}", "Said by {name"),
        ("Said by {name}", "Said by {name!r}"),
        ('en = "A title"', '"no language" = "A title"'),
        ("[graphs.asserted]", "[graphs]"),
        ('[graphs.asserted]\nen = "Said by {name}"', 'graphs = "all"'),
    ],
    ids=[
        "key",
        "IRI",
        "lacking",
        "no table",
        "no text",
        "other blank",
        "broken blank",
        "converted blank",
        "no language",
        "titles of no graph",
        "no graphs",
    ],
)
def test_wrong_words_are_refused(file: Path, old: str, new: str) -> None:
    """Whatever is wrong in catalog.toml is an error that names the file, before anything is stated."""
    assert WORDS.count(old) == 1
    file.write_text(WORDS.replace(old, new))

    with pytest.raises(InputError) as refused:
        read_presentation(file)

    assert str(file) in str(refused.value)


def test_missing_words_are_refused(tmp_path: Path) -> None:
    """A data folder without catalog.toml is refused by the name of that file."""
    with pytest.raises(InputError, match=r"catalog\.toml"):
        read_presentation(tmp_path / "catalog.toml")


def test_a_digest_depends_on_names_and_bytes(tmp_path: Path) -> None:
    """Another byte, another name or another file is another digest; the place of the folder is not."""
    digests = []
    for place, files in enumerate(
        [{"a": "x", "b": "y"}, {"a": "x", "b": "y"}, {"a": "x", "b": "z"}, {"a": "x", "c": "y"},
         {"a": "xb", "": "y"}, {"a": "x", "b": "y", "c": ""}]
    ):  # fmt: skip
        folder = tmp_path / str(place) / "data"
        folder.mkdir(parents=True)
        for name, words in files.items():
            (folder / (name or "0")).write_text(words)
        digests.append(digest_of([folder]))

    assert digests[0] == digests[1]
    assert len(set(digests)) == 5


def test_a_digest_leaves_compiled_code_out(tmp_path: Path) -> None:
    """Running Python changes no digest."""
    (tmp_path / "a.py").write_text("x = 1")
    before = digest_of([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("bytes")

    assert digest_of([tmp_path]) == before


def test_the_digest_is_of_the_contents_only(tmp_path: Path) -> None:
    """The same files in another place have the same digest; hidden and compiled ones do not count."""
    for name in ("one", "two"):
        (tmp_path / name / "inside").mkdir(parents=True)
        (tmp_path / name / "inside" / "a.rq").write_text("ASK {}", encoding="utf-8")
    before = digest_of([tmp_path / "one"])
    (tmp_path / "two" / "__pycache__").mkdir()
    for ignored in (".hidden", "inside/a.rq~", "__pycache__/x.pyc"):
        (tmp_path / "two" / ignored).write_text("x", encoding="utf-8")

    assert digest_of([tmp_path / "two"]) == before
    (tmp_path / "two" / "inside" / "b.rq").write_text("ASK {}", encoding="utf-8")
    assert digest_of([tmp_path / "two"]) != before
