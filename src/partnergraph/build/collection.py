"""The programme folders to statements: texts are read, records are taken as an editor wrote them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from partnergraph.build.cues import all_cues
from partnergraph.build.lexicon import read_lexicon
from partnergraph.build.linking import party_findings, require_actors
from partnergraph.build.mentions import find_mentions
from partnergraph.build.printing import finding_line
from partnergraph.build.programme import read_programme
from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.record_rdf import record_quads
from partnergraph.build.records import read_record
from partnergraph.build.sources import read_actors, read_folder
from partnergraph.build.topics import assign_topics, topic_decisions
from partnergraph.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox

    from partnergraph.build.lexicon import Lexicon
    from partnergraph.build.sources import Actor, ProgrammeFolder, Text
    from partnergraph.build.statements import Statements
    from partnergraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Collection:
    """The statements of programmes; `problems` refuse a release, `remarks` refuse nothing.

    `documents` are the files as they came, `texts` the canonical texts of those that are no plain text.
    """

    quads: frozenset[ox.Quad]
    programmes: tuple[str, ...]
    documents: tuple[tuple[str, Path], ...]
    texts: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def collect(folders: Iterable[Path], settings: Settings, version: str, catalog: Statements) -> Collection:
    """The statements of programme folders; how their graphs came about is stated in `catalog`.

    Raises InputError for the first file that cannot be used.
    """
    actors = read_actors(settings.data)
    collector = _Collector(actors, read_lexicon(settings.ontology, settings.data), version, catalog)
    parts = [part for path in folders for part in collector.read(path)]
    return Collection(
        frozenset(quad for part in parts for quad in part.quads),
        tuple(dict.fromkeys(programme for part in parts for programme in part.programmes)),
        tuple(document for part in parts for document in part.documents),
        tuple(text for part in parts for text in part.texts),
        tuple(problem for part in parts for problem in part.problems),
        tuple(remark for part in parts for remark in part.remarks),
    )


@dataclass(frozen=True, slots=True)
class _Collector:
    """What is known beside the programmes, and where their provenance is stated."""

    actors: dict[str, Actor]
    lexicon: Lexicon
    version: str
    catalog: Statements

    def read(self, path: Path) -> list[Collection]:
        """One part for every text of a programme folder, or one for its record."""
        folder = read_folder(path)
        require_actors(folder, self.actors)
        return [self._text(folder, text) for text in folder.texts] or [self._record(folder)]

    def _text(self, folder: ProgrammeFolder, text: Text) -> Collection:
        document = text.read()
        programme = read_programme(document, text.language)
        cues = all_cues()[programme.language]
        topics, untopical = assign_topics(
            (*programme.goals, *programme.challenges),
            self.lexicon,
            cues,
            topic_decisions(folder.table.get("topics"), folder.file),
        )
        reading = replace(
            Reading.of(programme, folder, text, self.actors, self.version),
            mentions=find_mentions(programme.outline, self.lexicon, programme.language),
            topics=topics,
        )
        findings = (*programme.findings, *party_findings(programme, folder, self.actors), *untopical)
        wrong = [finding_line(programme, each) for each in findings if each.severity == "error"]
        mismatch = text.mismatch(document)
        name = f"{reading.iris.name}-{text.path.name}"
        return Collection(
            frozenset(programme_quads(reading, self.catalog)),
            (folder.id,),
            ((name, text.path),),
            ((f"{name}.txt", document.text),) if document.converted else (),
            (*((f"error: {mismatch}",) if mismatch else ()), *wrong),
            tuple(finding_line(programme, each) for each in findings if each.severity != "error"),
        )

    def _record(self, folder: ProgrammeFolder) -> Collection:
        record = read_record(folder)
        # Words of a language that no reader knows are compared as they are.
        any_cues = next(iter(all_cues().values()))
        cues = all_cues().get(record.language) or replace(any_cues, language=record.language, articles=())
        topics, untopical = assign_topics(
            record.areas, self.lexicon, cues, topic_decisions(folder.table.get("topics"), folder.file)
        )
        quads = record_quads(record, self.actors, topics, self.version, self.catalog)
        remarks = tuple(
            f"{each.severity}: {Place(str(folder.file))}: {each.message}. {each.advice} [{each.code}]"
            for each in untopical
        )
        return Collection(frozenset(quads), (folder.id,), (), (), (), remarks)
