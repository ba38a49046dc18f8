"""The files beside the ontology: earlier versions, alignments and tables, and what is wrong with some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.errors import ReleaseError
from partnergraph.serve.archive import read_archive

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/pprog/"
OTHER = "https://data.example.org/p/"
VERSION = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pprog: <https://w3id.org/pprog/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
# a remark
<https://w3id.org/pprog/ontology> a owl:Ontology ; dct:title "Ontologie"@fr , "Ontology"@en ; DATES .
pprog:Goal a owl:Class .
pprog:hasGoal a owl:ObjectProperty .
owl:Thing a owl:Class .
"""
TABLE = """# mapping_set_id: https://w3id.org/pprog/mapping/terms
# mapping_set_title: Our terms and theirs
# curie_map:
#   pprog: https://w3id.org/pprog/ontology#
#   skos: http://www.w3.org/2004/02/skos/core#
#   schema: https://schema.org/
subject_id\tpredicate_id\tobject_id\tobject_label\tcomment
pprog:Goal\tskos:closeMatch\tschema:Action\taction\tIt is a "thing" done
pprog:Goal\tskos:relatedMatch\tunknown:X\t\t
"""


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_release_without_such_files_has_an_empty_archive(tmp_path: Path) -> None:
    """Nothing is there, and nothing is wrong."""
    archive = read_archive(tmp_path, BASE)

    assert (archive.editions, archive.alignments, archive.tables) == ({}, (), ())


def test_versions_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """0.10.0 is later than 0.9.0; a file without a number is none."""
    made = 'dct:created "2026-01-02"^^xsd:date'
    names = ("pprog-0.10.0", "pprog-0.9.0", "pprog-draft", "other-0.1.0")
    archive = read_archive(
        folder(tmp_path, {f"history/{name}.ttl": VERSION.replace("DATES", made) for name in names}), BASE
    )

    assert list(archive.editions) == ["0.9.0", "0.10.0"]
    edition = archive.editions["0.9.0"]
    assert edition.path == "ontology/0.9.0"
    assert edition.titles == {"fr": "Ontologie", "en": "Ontology"}
    assert edition.names == {"Goal", "hasGoal"}
    assert edition.date == "2026-01-02"
    assert "# a remark" in edition.turtle


def test_the_day_of_the_last_change_counts(tmp_path: Path) -> None:
    """Modified before created."""
    dates = 'dct:created "2026-01-02"^^xsd:date ; dct:modified "2026-03-04"^^xsd:date'
    archive = read_archive(
        folder(tmp_path, {"history/pprog-1.0.0.ttl": VERSION.replace("DATES", dates)}), BASE
    )

    assert archive.editions["1.0.0"].date == "2026-03-04"


def test_the_files_follow_the_base_of_the_release(tmp_path: Path) -> None:
    """Under another base the same terms are found, and given away with its IRIs."""
    text = VERSION.replace("DATES", 'dct:description "x"@en')
    archive = read_archive(folder(tmp_path, {"history/pprog-1.0.0.ttl": text, "m.sssom.tsv": TABLE}), OTHER)

    assert archive.editions["1.0.0"].names == {"Goal", "hasGoal"}
    assert BASE not in archive.editions["1.0.0"].turtle
    assert f"<{OTHER}ontology>" in archive.editions["1.0.0"].turtle
    assert archive.tables[0].path == "mapping/terms"
    assert archive.tables[0].rows[0][0] == f"{OTHER}ontology#Goal"


def test_alignments_say_what_they_are(tmp_path: Path) -> None:
    """Title and description by language; the name of the file is the address."""
    text = VERSION.replace("DATES", 'dct:description "Pourquoi"@fr , "Why"@en')
    archive = read_archive(folder(tmp_path, {"alignments/prov-o.ttl": text}), BASE)

    assert archive.alignments[0].path == "alignment/prov-o"
    assert archive.alignments[0].descriptions == {"fr": "Pourquoi", "en": "Why"}


def test_a_table_is_read_with_its_own_prefixes(tmp_path: Path) -> None:
    """The head explains the prefixes; a prefix that it leaves out stays; a quotation mark is a letter."""
    table = read_archive(folder(tmp_path, {"alignments/terms.sssom.tsv": TABLE}), BASE).tables[0]

    assert (table.path, table.title, table.text) == ("mapping/terms", "Our terms and theirs", TABLE)
    assert table.rows == (
        (
            f"{BASE}ontology#Goal",
            "http://www.w3.org/2004/02/skos/core#closeMatch",
            "https://schema.org/Action",
            "schema:Action (action)",
            'It is a "thing" done',
        ),
        (
            f"{BASE}ontology#Goal",
            "http://www.w3.org/2004/02/skos/core#relatedMatch",
            "unknown:X",
            "unknown:X",
            "",
        ),
    )


def test_a_table_without_an_address_of_ours_is_named_by_its_file(tmp_path: Path) -> None:
    """Somebody else's table may be shipped too."""
    text = TABLE.replace("https://w3id.org/pprog/mapping/terms", "https://example.org/set")
    table = read_archive(folder(tmp_path, {"vocabularies/matches.sssom.tsv": text}), BASE).tables[0]

    assert table.path == "mapping/matches"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("history/pprog-0.1.0.ttl", "<a> <b"),
        ("alignments/x.ttl", "a b c ."),
        ("alignments/x.sssom.tsv", "subject\tobject\na\tb\n"),
        ("alignments/x.sssom.tsv", "subject_id\tpredicate_id\tobject_id\tobject_label\na:b\n"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, text: str) -> None:
    """The server does not start half blind."""
    with pytest.raises(ReleaseError, match=name.rpartition("/")[2]):
        read_archive(folder(tmp_path, {name: text}), BASE)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """All our text is UTF-8."""
    (tmp_path / "x.sssom.tsv").write_bytes(b"\xff\xfe")

    with pytest.raises(ReleaseError, match=r"x\.sssom\.tsv cannot be read"):
        read_archive(tmp_path, BASE)
