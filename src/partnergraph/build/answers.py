"""What a process that reads a file gives back: the reading, its summary for a line, or its JSON or RDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from partnergraph.build.document import read_document
from partnergraph.build.printing import programme_json
from partnergraph.build.programme import read_programme
from partnergraph.errors import PartnergraphError

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.elements import Finding, Programme

Form = Literal["text", "plain", "json", "turtle", "trig"]  # plain: the words that places refer to


@dataclass(frozen=True, slots=True)
class Summary:
    """What a line says of a reading; `counts` are objectives, priorities and goals."""

    title: str
    type: str
    period: str
    counts: tuple[int, int, int]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, programme: Programme) -> Summary:
        """The summary of a reading."""
        period = programme.period
        return cls(
            " ".join(programme.title.text.split()) if programme.title else "",
            programme.type,
            f"{period.start}–{period.end}" if period else "",
            (len(programme.objectives), len(programme.priorities), len(programme.goals)),
            programme.findings,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What to print of a file, and whether a finding of its reading is an error."""

    body: Programme | Summary | str
    doubtful: bool


def read_file(file: Path, language: str) -> Programme:
    """The reading of a file; raises DocumentError where there is none."""
    return read_programme(read_document(file), language)


def answer_one(file: Path, form: Form, language: str) -> Answer:
    """The reading of a file, or where a form other than text is asked for, it printed in that form."""
    programme = read_file(file, language)
    if form == "text":
        return Answer(programme, _is_doubtful(programme))
    if form == "plain":
        return Answer(programme.document.text, _is_doubtful(programme))
    if form == "json":
        return Answer(_json(programme_json(programme), 2), _is_doubtful(programme))
    from partnergraph.build.trial import programme_rdf  # noqa: PLC0415 slow to load, and seldom asked for

    return Answer(programme_rdf(programme, file, form), _is_doubtful(programme))


def answer_line(file: Path, form: Form, language: str) -> Answer:
    """What one line says of a file among others: its summary, or its JSON."""
    programme = read_file(file, language)
    line = (
        _json({"file": str(file), **programme_json(programme)}) if form == "json" else Summary.of(programme)
    )
    return Answer(line, _is_doubtful(programme))


def failure_json(file: Path, error: Exception) -> str:
    """The JSON of a file that could not be read.

    `message` says what is wrong, `line` and `column` where, 0 for the whole file, `advice` what to do.
    """
    if not isinstance(error, PartnergraphError):
        said = {"message": mistake(error), "line": 0, "column": 0, "advice": ""}
    else:
        line, column = (error.place.line, error.place.column) if error.place else (0, 0)
        said = {"message": error.message, "line": line, "column": column, "advice": error.advice}
    return _json({"file": str(file), "error": said})


def mistake(error: Exception) -> str:
    """The sentence for what nobody foresaw."""
    return f"the program made a mistake ({error})"


def _is_doubtful(programme: Programme) -> bool:
    return any(finding.severity == "error" for finding in programme.findings)


def _json(value: dict[str, Any], indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
