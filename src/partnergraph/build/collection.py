"""The programme folders to statements: texts are read, records are taken as an editor wrote them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from partnergraph.build.corrections import read_corrections
from partnergraph.build.cues import all_cues
from partnergraph.build.expression_rdf import expression_quads
from partnergraph.build.expressions import compare
from partnergraph.build.lexicon import read_lexicon
from partnergraph.build.linking import party_findings, require_actors
from partnergraph.build.mentions import find_mentions
from partnergraph.build.printing import finding_line
from partnergraph.build.programme import read_programme
from partnergraph.build.proposals import finding_lines
from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.record_rdf import record_quads
from partnergraph.build.records import read_record
from partnergraph.build.sources import read_actors, read_folder
from partnergraph.build.topics import assign_topics, judged_in, topic_decisions
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox

    from partnergraph.build.corrections import Correction
    from partnergraph.build.elements import Finding, Programme
    from partnergraph.build.lexicon import Lexicon
    from partnergraph.build.sources import Actor, ProgrammeFolder, Text
    from partnergraph.build.statements import Statements
    from partnergraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Collection:
    """The statements of programmes; `problems` refuse a release, `remarks` refuse nothing.

    `documents` are the files as they came, `texts` the canonical texts of those that were converted.
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
    parts = [collector.read(path) for path in folders]
    return Collection(
        frozenset(quad for part in parts for quad in part.quads),
        tuple(dict.fromkeys(programme for part in parts for programme in part.programmes)),
        tuple(document for part in parts for document in part.documents),
        tuple(text for part in parts for text in part.texts),
        tuple(problem for part in parts for problem in part.problems),
        tuple(remark for part in parts for remark in part.remarks),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """One text of a folder, with what is wrong with it alone and its elements without a topic."""

    reading: Reading
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    untopical: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Collector:
    """What is known beside the programmes, and where their provenance is stated."""

    actors: dict[str, Actor]
    lexicon: Lexicon
    version: str
    catalog: Statements

    def read(self, path: Path) -> Collection:
        """What a programme folder states, by its texts or by its record."""
        folder = read_folder(path)
        require_actors(folder, self.actors)
        return self._texts(folder) if folder.texts else self._record(folder)

    def _texts(self, folder: ProgrammeFolder) -> Collection:
        """The texts of a programme; those after the first are compared with it and add to what it states."""
        corrections = read_corrections(folder.path, [text.language for text in folder.texts])
        read = [self._text(folder, text, corrections) for text in folder.texts]
        readings = [each.reading for each in read]
        differences = [each for reading in readings[1:] for each in compare(readings[0], reading)]
        quads = programme_quads(readings[0], self.catalog)
        for number, reading in enumerate(readings[1:], 1):
            quads |= expression_quads(reading, readings[:number], self.catalog)
        found = [(each.programme, each.finding) for each in differences]
        found += _untopical(read)
        return Collection(
            frozenset(quads),
            (folder.id,),
            tuple((each.file_name, each.text.path) for each in readings),
            tuple(
                (f"{each.file_name}.txt", each.programme.document.text)
                for each in readings
                if each.programme.document.converted
            ),
            (*(line for each in read for line in each.problems), *_lines(found, errors=True)),
            (*(line for each in read for line in each.remarks), *_lines(found, errors=False)),
        )

    def _text(self, folder: ProgrammeFolder, text: Text, corrections: tuple[Correction, ...]) -> _Read:
        document = text.read()
        its_own = [each for each in corrections if each.language == text.language]
        programme = read_programme(document, text.language, its_own)
        cues = all_cues()[programme.language]
        languages = [each.language for each in folder.texts]
        decisions = topic_decisions(folder.table.get("topics"), folder.file, languages)
        if text != folder.texts[0]:
            decisions = judged_in(decisions, programme.language)
        elements = (*programme.goals, *programme.challenges)
        unfit = ""
        try:
            topics, untopical = assign_topics(elements, self.lexicon, cues, decisions)
        except ProgrammeError as error:  # often because the text is not what it was, which the rest says
            topics, untopical = assign_topics(elements, self.lexicon, cues, ())[0], ()
            unfit = f"error: {error}"
        reading = replace(
            Reading.of(programme, folder, text, self.actors, self.version),
            mentions=find_mentions(programme.outline, self.lexicon, programme.language),
            topics=topics,
        )
        findings = (*programme.findings, *party_findings(programme, folder, self.actors))
        wrong = finding_lines(programme, (each for each in findings if each.severity == "error"), folder.path)
        rest = finding_lines(programme, (each for each in findings if each.severity != "error"), folder.path)
        mismatch = text.mismatch(document)
        problems = tuple(line for line in (f"error: {mismatch}" if mismatch else "", *wrong, unfit) if line)
        return _Read(reading, problems, tuple(rest), untopical)

    def _record(self, folder: ProgrammeFolder) -> Collection:
        record = read_record(folder)
        # Words of a language that no reader knows are compared as they are.
        any_cues = next(iter(all_cues().values()))
        cues = all_cues().get(record.language) or replace(any_cues, language=record.language, articles=())
        topics, untopical = assign_topics(
            record.areas,
            self.lexicon,
            cues,
            topic_decisions(folder.table.get("topics"), folder.file, (record.language,)),
        )
        quads = record_quads(record, self.actors, topics, self.version, self.catalog)
        remarks = tuple(
            f"{each.severity}: {Place(str(folder.file))}: {each.message}. {each.advice} [{each.code}]"
            for each in untopical
        )
        return Collection(frozenset(quads), (folder.id,), (), (), (), remarks)


def _lines(found: Iterable[tuple[Programme, Finding]], *, errors: bool) -> tuple[str, ...]:
    """Findings in print: the errors, or all others."""
    return tuple(
        finding_line(programme, each) for programme, each in found if (each.severity == "error") is errors
    )


def _untopical(read: list[_Read]) -> list[tuple[Programme, Finding]]:
    """Of the elements without a topic those that have none in any text, each in the first that has it."""
    settled = {(topic.element.kind, topic.element.ordinal) for each in read for topic in each.reading.topics}
    found: list[tuple[Programme, Finding]] = []
    for each in read:
        programme = each.reading.programme
        elements = {element.label.span: (element.kind, element.ordinal) for element in programme.elements()}
        for finding in each.untopical:
            element = elements.get(finding.span) if finding.span else None
            if element not in settled:
                found.append((programme, finding))
        settled |= set(elements.values())
    return found
