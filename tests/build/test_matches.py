"""SSSOM tables of matches: what a row becomes, and every row that cannot be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.build.matches import match_quads, read_matches
from partnergraph.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
# mapping_set_id: https://example.org/matches
# mapping_set_title: Matches for a test
# mapping_date: 2024-05-31
# license: https://creativecommons.org/licenses/by/4.0/
# curie_map:
#   topic: https://w3id.org/pprog/vocab/topic/
#   actor: https://w3id.org/pprog/id/actor/
#   skos: http://www.w3.org/2004/02/skos/core#
#   semapv: https://w3id.org/semapv/vocab/
#   fish: https://example.org/fish/
#   birds: https://example.org/birds/
"""
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source",
    "object_source_version",
    "mapping_date",
    "comment",
)
ROW = (
    "topic:sea-fishing",
    "pêche",
    "skos:exactMatch",
    "fish:C_12",
    "fishing",
    "semapv:ManualMappingCuration",
    "https://example.org/fish",
    "3",
    "2024-05-31",
    "Seen in the printed edition.",
)
FIRST_LINE = 13  # of the rows: eleven # lines and the columns stand above


def table(*rows: dict[str, str]) -> str:
    """A table whose rows are ROW but for the cells that are given."""
    lines = [
        COLUMNS,
        *([row.get(column, cell) for column, cell in zip(COLUMNS, ROW, strict=True)] for row in rows),
    ]
    return HEAD + "".join("\t".join(line) + "\n" for line in lines)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a table."""

    def write_table(text: str) -> Path:
        file = tmp_path / "matches.sssom.tsv"
        file.write_text(text, encoding="utf-8")
        return file

    return write_table


def test_a_row_is_read(write: Callable[[str], Path]) -> None:
    """CURIEs become IRIs, and the match is named by what it is of and what it is to."""
    (match,) = read_matches(write(table({})))

    assert match.iri == "https://w3id.org/pprog/id/match/topic/sea-fishing/fish-c_12"
    assert match.subject == "https://w3id.org/pprog/vocab/topic/sea-fishing"
    assert match.predicate == "http://www.w3.org/2004/02/skos/core#exactMatch"
    assert match.object == "https://example.org/fish/C_12"
    assert match.object_label == "fishing"
    assert match.source == "https://example.org/fish"
    assert match.date == dt.date(2024, 5, 31)
    assert match.comment == "Seen in the printed edition."
    assert match.place.line == FIRST_LINE


def test_a_row_is_a_match_that_says_where_it_is_from(write: Callable[[str], Path]) -> None:
    """Each statement of one row, and all of them in the aligned graph."""
    quads = match_quads(read_matches(write(table({}))))
    match = "<https://w3id.org/pprog/id/match/topic/sea-fishing/fish-c_12>"
    topic, fishing = "<https://w3id.org/pprog/vocab/topic/sea-fishing>", "<https://example.org/fish/C_12>"
    rdf, dct = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/terms/"
    exact = "<http://www.w3.org/2004/02/skos/core#exactMatch>"

    assert {quad.graph_name for quad in quads} == {ox.NamedNode("https://w3id.org/pprog/graph/aligned")}
    assert {str(quad.triple) for quad in quads} == {
        f"{topic} {exact} {fishing}",
        f'{fishing} <http://www.w3.org/2000/01/rdf-schema#label> "fishing"@en',
        f"{match} <{rdf}type> <{rdf}Statement>",
        f"{match} <{rdf}subject> {topic}",
        f"{match} <{rdf}predicate> {exact}",
        f"{match} <{rdf}object> {fishing}",
        f"{match} <{dct}source> <https://example.org/fish>",
        f'{match} <{dct}date> "2024-05-31"^^<http://www.w3.org/2001/XMLSchema#date>',
        f'{match} <{dct}description> "Seen in the printed edition."@en',
    }


def test_rows_come_in_their_order(write: Callable[[str], Path]) -> None:
    """A second exactMatch in another scheme, and a further match in the same scheme, are fine."""
    rows = read_matches(
        write(
            table(
                {},
                {"object_id": "birds:7", "object_source": "birds:all"},
                {"predicate_id": "skos:relatedMatch", "object_id": "fish:13"},
                {"subject_id": "actor:nato", "object_id": "fish:14"},
            )
        )
    )

    assert [row.iri.removeprefix("https://w3id.org/pprog/id/match/") for row in rows] == [
        "topic/sea-fishing/fish-c_12",
        "topic/sea-fishing/birds-7",
        "topic/sea-fishing/fish-13",
        "actor/nato/fish-14",
    ]
    assert rows[1].source == "https://example.org/birds/all"


@pytest.mark.parametrize("kind", ["exact", "close", "broad", "narrow", "related"])
def test_the_five_matches_of_skos(write: Callable[[str], Path], kind: str) -> None:
    """Each is read as the property of that name."""
    (match,) = read_matches(write(table({"predicate_id": f"skos:{kind}Match"})))

    assert match.predicate == f"http://www.w3.org/2004/02/skos/core#{kind}Match"


def test_a_comment_is_not_needed(write: Callable[[str], Path]) -> None:
    """Without a comment nothing is described; editors that cut empty cells off do no harm."""
    text = table({}).replace("\tSeen in the printed edition.", "")
    quads = match_quads(read_matches(write(text)))

    assert len(quads) == 8
    assert not any(quad.predicate.value.endswith("description") for quad in quads)


def test_what_spreadsheets_do_to_a_table(write: Callable[[str], Path]) -> None:
    """A byte order mark, quotes, CR LF, empty lines and no last line end leave the rows as they are."""
    text = table({}).replace("\tfishing\t", '\t"fishing"\t').rstrip("\n").replace("\n", "\r\n")
    plain = match_quads(read_matches(write(table({}))))

    assert match_quads(read_matches(write("\ufeff" + text))) == plain
    assert match_quads(read_matches(write(table({}) + "\n\t\t\n"))) == plain


def test_more_columns_are_left_alone(write: Callable[[str], Path]) -> None:
    """SSSOM has many columns; those that we do not read may stand anywhere."""
    lines = table({}).splitlines()
    lines[11:] = [f"author_label\t{lines[11]}", f"Somebody\t{lines[12]}"]

    assert len(match_quads(read_matches(write("\n".join(lines))))) == 9


def test_no_rows_are_no_matches(write: Callable[[str], Path]) -> None:
    """A table of columns alone is read."""
    assert read_matches(write(table())) == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"subject_id": "cats:one"}, "prefix of cats:one is unknown"),
        ({"object_id": "cats:one"}, "prefix of cats:one is unknown"),
        ({"object_id": "fishing"}, "prefix of fishing is unknown"),
        ({"mapping_justification": "cats:one"}, "prefix of cats:one is unknown"),
        ({"object_source": "printed edition"}, "prefix of printed edition is unknown"),
        ({"object_source": "https://example.org/a b"}, "is no IRI"),
        ({"object_id": "fish:a b"}, "is no IRI"),
        ({"subject_id": "fish:13"}, "subject fish:13 is not ours"),
        ({"subject_id": "topic:Sea_Fishing"}, "subject topic:Sea_Fishing is not ours"),
        ({"predicate_id": "skos:broader"}, "predicate skos:broader is none of the five"),
        ({"predicate_id": "skos:ExactMatch"}, "predicate skos:ExactMatch is none of the five"),
        ({"predicate_id": "fish:exactMatch"}, "predicate fish:exactMatch is none of the five"),
        ({"mapping_date": "31.05.2024"}, "'31.05.2024' is no date"),
        ({"mapping_date": "2024-02-30"}, "'2024-02-30' is no date"),
        ({"mapping_date": "20240531"}, "'20240531' is no date"),
        ({"mapping_date": ""}, "has no mapping_date"),
        ({"object_label": " "}, "has no object_label"),
        ({"object_source": ""}, "has no object_source"),
        ({"comment": "one\ttwo"}, "has 11 cells in 10 columns"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(
    write: Callable[[str], Path], cells: dict[str, str], words: str
) -> None:
    """The second row is wrong, and the error says so, with something to do."""
    file = write(table({"object_id": "fish:1"}, {"predicate_id": "skos:closeMatch", **cells}))

    with pytest.raises(OntologyError) as refused:
        read_matches(file)

    assert words in refused.value.message
    assert str(refused.value.place) == f"{file}:{FIRST_LINE + 1}"
    assert refused.value.advice


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "same two things as line 13, which says exactMatch"),
        ({"predicate_id": "skos:broadMatch"}, "same two things as line 13, which says exactMatch"),
        ({"predicate_id": "skos:relatedMatch"}, "same two things as line 13, which says exactMatch"),
        ({"predicate_id": "skos:closeMatch", "object_id": "fish:c_12"}, "same two things as line 13"),
        ({"object_id": "fish:13"}, "second exactMatch of its subject in one scheme, after line 13"),
        (
            {"subject_id": "topic:angling", "predicate_id": "skos:broadMatch", "object_label": "fisheries"},
            "names its object 'fisheries', unlike line 13: 'fishing'",
        ),
    ],
    ids=["twice", "exact and broad", "exact and related", "one node", "two exact", "two labels"],
)
def test_rows_that_contradict_each_other_are_refused(
    write: Callable[[str], Path], cells: dict[str, str], words: str
) -> None:
    """The later of the two rows is named, and the earlier one in the sentence."""
    file = write(table({}, {"subject_id": "actor:nato", "object_id": "birds:1"}, cells))

    with pytest.raises(OntologyError) as refused:
        read_matches(file)

    assert words in refused.value.message
    assert str(refused.value.place) == f"{file}:{FIRST_LINE + 2}"
    assert refused.value.advice


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("comment\n", "remark\n", "has no column comment", 12),
        ("subject_id\tsubject_label", "subject\tlabel", "has no column subject_id, subject_label", 12),
        ("comment\n", "comment\tcomment\n", "names a column twice", 12),
        ("# curie_map:", "# prefixes:", "has no curie_map", 1),
        ("#   fish: https://example.org/fish/", "#   fish:", "has no curie_map", 1),
        (HEAD, "", "has no curie_map", 1),
        ("title: Matches", "title: [Matches", "lines are not YAML", 3),
        ("# mapping_date: 2024-05-31", "# mapping_date: 2024-02-30", "lines are not YAML", 1),
        ("\tfishing\t", '\t"fishing\t', "is no table", 14),
    ],
)
def test_a_broken_table_is_refused_with_its_line(
    write: Callable[[str], Path], old: str, new: str, words: str, line: int
) -> None:
    """Columns, prefixes, comments and quotes that make no table are named with their line."""
    text = table({})
    assert text.count(old) == 1
    file = write(text.replace(old, new))

    with pytest.raises(OntologyError) as refused:
        read_matches(file)

    assert words in refused.value.message
    assert str(refused.value.place) == f"{file}:{line}"
    assert refused.value.advice


def test_comments_alone_are_no_table(write: Callable[[str], Path]) -> None:
    """Without the line of the columns nothing could be read, however many rows follow."""
    with pytest.raises(OntologyError, match=r"tsv:12: has no column subject_id"):
        read_matches(write(HEAD.rstrip("\n")))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Another encoding, a folder and a file that is not there are errors that name it."""
    latin = tmp_path / "latin.tsv"
    latin.write_bytes("# été\n".encode("latin-1"))

    with pytest.raises(OntologyError, match=r"latin\.tsv: is not UTF-8"):
        read_matches(latin)
    with pytest.raises(OntologyError, match="cannot be read"):
        read_matches(tmp_path)
    with pytest.raises(OntologyError, match=r"none\.tsv: cannot be read"):
        read_matches(tmp_path / "none.tsv")
