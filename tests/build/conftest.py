"""The real text and its reading, read once a session, and ways to read texts of our own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import cues_for
from partnergraph.build.document import Document, document_from_bytes, read_document
from partnergraph.build.outline import read_outline
from partnergraph.build.programme import read_programme
from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.sources import read_actors, read_folder
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from partnergraph.build.elements import Programme
    from partnergraph.build.outline import Outline

ROOT = Path(__file__).parents[2]
JAPAN = ROOT / "data" / "programmes" / "nato-jpn-itpp-2023"

ENGLISH = """\
Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027

Published: 3 May 2024

PART 1 - PURPOSE

1. This programme sets the frame for the work of NATO and Freedonia.

2. It has three strategic objectives:
   a) to keep the sea lanes open;
   b) to share what is learned;
   c) to train together.

PART 2 - GOALS

1. The work is arranged in five goals under two priorities: SAFE SEAS and SHARED LEARNING.

2. The goals are the following:

A. SAFE SEAS
   - Patrols: the parties patrol together.
   - Charts: the parties share charts of the sea.
   - Rescue: the parties help ships in distress.
B. SHARED LEARNING
   - Schools: the parties open their schools.
   - Lessons: the parties write down what they learned.
"""


def _document(text: str) -> Document:
    return document_from_bytes(text.encode(), "text.txt")


@pytest.fixture(scope="session")
def japan_file() -> Path:
    """The French text of the programme of NATO and Japan."""
    return JAPAN / "fr.txt"


@pytest.fixture(scope="session")
def japan_text(japan_file: Path) -> str:
    """Its words, decoded here, so that offsets are found without the reader."""
    return japan_file.read_bytes().decode()


@pytest.fixture(scope="session")
def japan(japan_file: Path) -> Programme:
    """Its reading."""
    return read_programme(read_document(japan_file), "fr")


@pytest.fixture(scope="session")
def japan_reading(japan: Programme) -> Reading:
    """Its reading with what the editor recorded, stated in graphs."""
    folder = read_folder(JAPAN)
    reading = Reading.of(japan, folder, folder.texts[0], read_actors(ROOT / "data"), "9.9")
    programme_quads(reading, Statements(CATALOG_GRAPH))
    return reading


@pytest.fixture(scope="session")
def japan_quads(japan_reading: Reading) -> set[ox.Quad]:
    """Its asserted and interpreted statements."""
    return japan_reading.asserted.quads | japan_reading.interpreted.quads


@pytest.fixture(scope="session")
def english_text() -> str:
    """A small programme in English, of our own words: 3 objectives, 2 priorities, goals 3 and 2."""
    return ENGLISH


@pytest.fixture(scope="session")
def document() -> Callable[[str], Document]:
    """Makes a document of a text."""
    return _document


@pytest.fixture(scope="session")
def outline() -> Callable[..., Outline]:
    """Reads the outline of a text, English unless another language is given."""

    def read(text: str, language: str = "en") -> Outline:
        return read_outline(_document(text), cues_for(text, "text.txt", language))

    return read


@pytest.fixture(scope="session")
def read() -> Callable[..., Programme]:
    """Reads a text as a programme."""

    def read_text(text: str, language: str = "") -> Programme:
        return read_programme(_document(text), language)

    return read_text


@pytest.fixture(scope="session")
def goals_by_priority() -> Callable[[Programme], list[tuple[str, list[str]]]]:
    """Labels of the priorities with the labels of their goals; first "" with those under none, if any."""

    def gather(programme: Programme) -> list[tuple[str, list[str]]]:
        labels = ["", *(priority.label.text for priority in programme.priorities)]
        found = [
            (label, [goal.label.text for goal in programme.goals_of(ordinal)])
            for ordinal, label in enumerate(labels)
        ]
        return found if found[0][1] else found[1:]

    return gather


@pytest.fixture(scope="session")
def lines_and_codes() -> Callable[[Programme], list[tuple[int, str]]]:
    """Line (from 1; 0 for the whole text) and code of every finding that is more than information."""

    def gather(programme: Programme) -> list[tuple[int, str]]:
        return [
            (programme.document.place(finding.span.start).line if finding.span else 0, finding.code)
            for finding in programme.findings
            if finding.severity != "info"
        ]

    return gather


@pytest.fixture
def workshop(tmp_path: Path) -> Settings:
    """Settings over copies of data, ontology and queries that a test may spoil."""
    for name in ("data", "ontology", "queries"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return replace(
        Settings(),
        data=tmp_path / "data",
        ontology=tmp_path / "ontology",
        queries=tmp_path / "queries",
        release=tmp_path / "release",
    )


@pytest.fixture
def change_record(workshop: Settings) -> Callable[[str, str], Path]:
    """Replaces words in the workshop's programme.toml, which must hold them once, and returns the folder."""

    def change(old: str, new: str) -> Path:
        folder = workshop.data / "programmes" / JAPAN.name
        file = folder / "programme.toml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change
