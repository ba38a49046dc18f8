"""The real text and its reading, read once a session, and ways to read texts of our own."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.build.corrections import Correction
from partnergraph.build.cues import all_cues
from partnergraph.build.document import Document, Span, document_from_bytes, read_document
from partnergraph.build.languages import cues_for
from partnergraph.build.lexicon import read_lexicon
from partnergraph.build.mentions import find_mentions
from partnergraph.build.outline import read_outline
from partnergraph.build.programme import read_programme
from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.sources import read_actors, read_folder
from partnergraph.build.statements import Statements
from partnergraph.build.topics import assign_topics, topic_decisions
from partnergraph.iris import CATALOG_GRAPH
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph as ox

    from partnergraph.build.elements import Programme
    from partnergraph.build.lexicon import Lexicon
    from partnergraph.build.outline import Outline

    Printed = dict[tuple[str, str], set[str]]

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
def lexicon() -> Lexicon:
    """The names of the real authority files and vocabularies."""
    return read_lexicon(ROOT / "ontology", ROOT / "data")


@pytest.fixture(scope="session")
def as_recorded(lexicon: Lexicon) -> Callable[[Programme], Reading]:
    """Gives a reading of the programme of NATO and Japan what an editor recorded, mentions and topics."""
    folder, actors = read_folder(JAPAN), read_actors(ROOT / "data")
    decisions = topic_decisions(folder.table["topics"], folder.file)

    def complete(programme: Programme) -> Reading:
        cues = all_cues()[programme.language]
        topics, untopical = assign_topics((*programme.goals, *programme.challenges), lexicon, cues, decisions)
        assert untopical == ()
        return replace(
            Reading.of(programme, folder, folder.texts[0], actors, "9.9"),
            mentions=find_mentions(programme.outline, lexicon, programme.language),
            topics=topics,
        )

    return complete


@pytest.fixture(scope="session")
def _japan_stated(
    japan: Programme, as_recorded: Callable[[Programme], Reading]
) -> tuple[Reading, Statements, set[ox.Quad]]:
    reading, catalog = as_recorded(japan), Statements(CATALOG_GRAPH)
    return reading, catalog, programme_quads(reading, catalog)


@pytest.fixture(scope="session")
def japan_reading(_japan_stated: tuple[Reading, Statements, set[ox.Quad]]) -> Reading:
    """Its reading with what the editor recorded, mentions and topics, stated in graphs."""
    return _japan_stated[0]


@pytest.fixture(scope="session")
def japan_catalog(_japan_stated: tuple[Reading, Statements, set[ox.Quad]]) -> Statements:
    """What the catalogue says of its graphs."""
    return _japan_stated[1]


@pytest.fixture(scope="session")
def japan_quads(_japan_stated: tuple[Reading, Statements, set[ox.Quad]]) -> set[ox.Quad]:
    """Its asserted and interpreted statements."""
    return _japan_stated[2]


@pytest.fixture(scope="session")
def printed() -> Callable[[Iterable[ox.Quad]], Printed]:
    """Gathers the objects, as printed, by subject and predicate; what is not stated is the empty set."""

    def gather(quads: Iterable[ox.Quad]) -> Printed:
        found: Printed = defaultdict(set)
        for quad in quads:
            found[quad.subject.value, quad.predicate.value].add(str(quad.object))  # type: ignore[union-attr]
        return found

    return gather


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
def correction() -> Callable[..., Correction]:
    """Makes a correction of the words of an English text that stand there once, or of `at`."""

    def make(text: str, change: str, quote: str, at: Span | None = None, **more: Any) -> Correction:
        if at is None:
            assert text.count(quote) == 1
            at = Span(text.index(quote), text.index(quote) + len(quote))
        return Correction("en", change, quote, at, {"en": "So it is.", "fr": "C’est ainsi."}, **more)

    return make


@pytest.fixture(scope="session")
def correct() -> Callable[..., Programme]:
    """Reads an English text as a programme, with corrections."""

    def read_text(text: str, *corrections: Correction) -> Programme:
        return read_programme(_document(text), "en", corrections)

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
