"""What a process gives back of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.answers import Summary, answer_line, answer_one, failure_json, read_file
from partnergraph.build.elements import Programme
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from collections.abc import Callable


def test_one_file_as_text_is_its_reading(japan_file: Path) -> None:
    """All of it, for the outline."""
    answer = answer_one(japan_file, "text", "")

    assert isinstance(answer.body, Programme)
    assert len(answer.body.goals) == 16
    assert answer.doubtful is False


def test_one_file_as_json_is_indented(japan_file: Path) -> None:
    """People look at it too."""
    answer = answer_one(japan_file, "json", "")

    assert isinstance(answer.body, str)
    assert answer.body.startswith('{\n  "title": "Programme')
    assert answer.body.endswith("\n}\n")


def test_one_file_as_plain_text(tmp_path: Path) -> None:
    """The words that places refer to, without the page around them."""
    file = tmp_path / "a.html"
    file.write_text("<!doctype html><nav>Home</nav><h1>The work of two</h1><ol><li>We meet.</li></ol>")

    assert answer_one(file, "plain", "en").body == "The work of two\n\n  1. We meet."


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_one_file_as_rdf(japan_file: Path, form: str) -> None:
    """The reading as a graph."""
    answer = answer_one(japan_file, form, "")  # type: ignore[arg-type]

    assert isinstance(answer.body, str)
    assert answer.body.count("a pprog:PartnershipGoal") == 16


def test_a_line_of_json_names_its_file(japan_file: Path) -> None:
    """One object on one line, with the documented keys after the file."""
    answer = answer_line(japan_file, "json", "")

    assert isinstance(answer.body, str)
    assert answer.body.count("\n") == 1
    reading = json.loads(answer.body)
    assert list(reading)[:2] == ["file", "title"]
    assert reading["file"] == str(japan_file)


def test_a_line_of_text_is_a_summary(japan_file: Path) -> None:
    """Title, type, period and counts."""
    assert answer_line(japan_file, "text", "").body == Summary(
        "Programme de partenariat individualisé entre l’OTAN et le Japon pour 2023-2026",
        "itpp",
        "2023–2026",
        (3, 4, 16),
        (),
    )


def test_what_is_not_found_is_empty(read: Callable[..., Programme]) -> None:
    """No title, no type, no period."""
    summary = Summary.of(read("- The words of a text with nothing else in it.", "en"))

    assert (summary.title, summary.type, summary.period, summary.counts) == ("", "", "", (0, 0, 0))


def test_a_reading_with_errors_is_doubtful(tmp_path: Path) -> None:
    """A count that is wrong is an error; that there is no type is a warning."""
    file = tmp_path / "a.txt"
    file.write_text("The work of two\n\nThey have five goals.\n", encoding="utf-8")

    assert answer_one(file, "text", "en").doubtful
    assert answer_line(file, "json", "en").doubtful
    file.write_text("The work of two\n", encoding="utf-8")
    assert not answer_line(file, "text", "en").doubtful


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The error of the document."""
    with pytest.raises(DocumentError, match="there is no such file"):
        read_file(tmp_path / "a.txt", "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            DocumentError("is wrong", place=Place("a.txt", 2, 3), advice="Mend it."),
            {"message": "is wrong", "line": 2, "column": 3, "advice": "Mend it."},
        ),
        (DocumentError("is wrong"), {"message": "is wrong", "line": 0, "column": 0, "advice": ""}),
        (
            RuntimeError("KeyError: 'a'"),
            {"message": "the program made a mistake (KeyError: 'a')", "line": 0, "column": 0, "advice": ""},
        ),
    ],
)
def test_a_failure_in_json(error: Exception, said: dict[str, object]) -> None:
    """One line, with the parts of the error apart."""
    line = failure_json(Path("a.txt"), error)

    assert line.count("\n") == 1
    assert json.loads(line) == {"file": "a.txt", "error": said}
