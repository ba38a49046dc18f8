"""A query on the release without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.errors import BadRequest, QueryRefused, QuerySyntaxError
from partnergraph.serve.direct import run_query

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.release import Built
    from partnergraph.settings import Settings


def answer(settings: Settings, query: str, form: str, folder: Path) -> str:
    """What the query writes."""
    with (folder / "answer").open("wb") as output:
        run_query(settings, query, form, output)
    return (folder / "answer").read_text(encoding="utf-8")


def test_a_table_comes_as_csv(settings: Settings, built: Built, tmp_path: Path) -> None:
    """Without a format a SELECT is CSV; the prefixes of the release are known."""
    assert built.path.is_dir()

    text = answer(settings, "SELECT (COUNT(*) AS ?n) { ?g a pprog:PartnershipGoal }", "", tmp_path)

    assert text.splitlines() == ["n", "16"]


def test_an_answer_is_added_to_a_file_that_is_written(
    settings: Settings, built: Built, tmp_path: Path
) -> None:
    """What stands in the file before the answer stays there."""
    assert built.path.is_dir()
    with (tmp_path / "answer").open("wb") as output:
        output.write(b"before\n")
        run_query(settings, "ASK { ?p a pprog:Priority }", "csv", output)
        output.write(b"after\n")

    assert (tmp_path / "answer").read_bytes() == b"before\ntrueafter\n"


def test_a_graph_comes_as_turtle(settings: Settings, built: Built, tmp_path: Path) -> None:
    """Without a format a CONSTRUCT is Turtle."""
    assert built.path.is_dir()

    text = answer(settings, "CONSTRUCT { ?p a ?t } WHERE { ?p a ?t . ?p a pprog:Partnership }", "", tmp_path)

    assert "https://w3id.org/pprog/id/partnership/nato-jpn" in text


@pytest.mark.parametrize(
    ("query", "form", "error"),
    [
        ("SELECT * { ?a ?b ?c", "", QuerySyntaxError),
        ("SELECT * { ?a ?b ?c }", "docx", BadRequest),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "", QueryRefused),
    ],
)
def test_what_cannot_be_answered_is_an_error(
    settings: Settings, built: Built, tmp_path: Path, query: str, form: str, error: type[Exception]
) -> None:
    """Bad SPARQL, a format nobody knows and a reach for the network are refused."""
    assert built.path.is_dir()

    with pytest.raises(error):
        answer(settings, query, form, tmp_path)
