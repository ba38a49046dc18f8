"""The data folder: records, the authority file, and every way in which they can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.sources import find_programmes, parse_turtle, read_actors, read_folder
from partnergraph.errors import OntologyError, Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.settings import Settings

DATA = Path(__file__).parents[2] / "data"
JAPAN = DATA / "programmes" / "nato-jpn-itpp-2023"


def test_the_real_record() -> None:
    """Its two actors, the confidence in its source, one French text, and the rest of its table."""
    folder = read_folder(JAPAN)

    assert (folder.id, folder.counterpart, folder.partner) == ("nato-jpn/itpp-2023", "nato", "jpn")
    assert folder.source_confidence == "official-full"
    assert [(text.path, text.language) for text in folder.texts] == [(JAPAN / "fr.txt", "fr")]
    assert folder.file == JAPAN / "programme.toml"
    assert [entry["element"] for entry in folder.table["topics"]] == ["goal-12", "challenge-3"]


def test_the_real_programmes_in_order() -> None:
    """Japan's programme comes before Korea's."""
    assert find_programmes(DATA) == [JAPAN, JAPAN.with_name("nato-kor-itpp-2023")]


def test_a_record_without_texts_is_read() -> None:
    """Korea's programme has areas instead of texts."""
    folder = read_folder(JAPAN.with_name("nato-kor-itpp-2023"))

    assert (folder.id, folder.partner, folder.texts) == ("nato-kor/itpp-2023", "kor", ())
    assert len(folder.table["areas"]) == 11


def test_the_real_text_is_the_recorded_one() -> None:
    """The recorded hash is that of the bytes."""
    (text,) = read_folder(JAPAN).texts

    assert text.mismatch(text.read()) is None


def test_a_changed_text_does_not_fit_its_hash(workshop: Settings) -> None:
    """One byte more, and the hash is another; the message has both."""
    folder = workshop.data / "programmes" / JAPAN.name
    with (folder / "fr.txt").open("ab") as file:
        file.write(b"\n")
    (text,) = read_folder(folder).texts
    mismatch = text.mismatch(text.read())

    assert mismatch is not None
    assert f"programme.toml says {text.sha256}" in str(mismatch)
    assert mismatch.place == Place(str(folder / "fr.txt"))


def test_a_data_folder_without_programmes(tmp_path: Path) -> None:
    """A data folder that holds no programme is refused, with what a programme is."""
    with pytest.raises(ProgrammeError, match="holds no programme") as refused:
        find_programmes(tmp_path)

    assert "programme.toml" in refused.value.advice


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "nato-jpn/itpp-2023"', 'id = "nato-jpn/itpp-2024"', "does not fit the name of its folder"),
        ('id = "nato-jpn/itpp-2023"', 'id = "NATO-Japan"', "does not look like"),
        ('id = "nato-jpn/itpp-2023"', "", r'lacks the text id = "…"'),
        ('partner = "jpn"', "partner = 4", r'lacks the text partner = "…"'),
        ('partner = "jpn"', 'partner = ""', r'lacks the text partner = "…"'),
        ('file = "fr.txt"', "", r'lacks the text file = "…"'),
        ("[[texts]]", "[texts]", "must name either texts or areas"),
        ("[[texts]]", "[[papers]]", "must name either texts or areas"),
        ("[[texts]]", "[[texts]]\nfile = 'x.txt'\nlanguage = 'fr'\nsha256 = '0'\n[[texts]]",
         "names two texts in fr"),
        ("[[texts]]", "[[areas]]\nlabel.en = 'seas'\n[[texts]]", "must name either texts or areas"),
        ('source_confidence = "official-full"', 'source_confidence = "x"\nareas = []',
         "must name either texts or areas"),
    ],
)  # fmt: skip
def test_a_wrong_record_is_refused(
    change_record: Callable[[str, str], Path], old: str, new: str, message: str
) -> None:
    """Each thing that a record needs is asked for by name."""
    folder = change_record(old, new)

    with pytest.raises(ProgrammeError, match=message) as refused:
        read_folder(folder)

    assert refused.value.place is not None
    assert refused.value.place.file == str(folder / "programme.toml")


def test_broken_toml_is_refused_with_its_line(change_record: Callable[[str, str], Path]) -> None:
    """The third line lacks its equals sign, which is found in column 13."""
    folder = change_record('counterpart = "nato"', 'counterpart "nato"')

    with pytest.raises(ProgrammeError, match="is not TOML") as refused:
        read_folder(folder)

    assert refused.value.place == Place(str(folder / "programme.toml"), 3, 13)


def test_a_missing_record_is_refused(tmp_path: Path) -> None:
    """A folder without programme.toml is refused by the name of that file."""
    with pytest.raises(ProgrammeError, match="cannot be read") as refused:
        read_folder(tmp_path)

    assert refused.value.place == Place(str(tmp_path / "programme.toml"))


def test_the_actors() -> None:
    """Organisations and states by id, with folded names and labels in two languages."""
    actors = read_actors(DATA)

    assert {"nato", "eu", "jpn", "che", "kor"} <= set(actors)
    assert actors["jpn"].labels == {"fr": "Japon", "en": "Japan"}
    assert actors["nato"].names == {
        "otan",
        "nato",
        "organisation du traité de l'atlantique nord",
        "north atlantic treaty organization",
        "north atlantic treaty organisation",
    }


def test_states_and_groups_are_actors() -> None:
    """Actors stand in several files; regions and instruments are none."""
    actors = read_actors(DATA)

    assert actors["ukr"].labels == {"fr": "Ukraine", "en": "Ukraine"}
    assert "alliés" in actors["nato-allies"].names
    assert not {"indo-pacific", "unscr-1325"} & set(actors)


def test_no_name_means_two_actors() -> None:
    """A form that two actors share would link a text to the wrong one."""
    names = [name for actor in read_actors(DATA).values() for name in actor.names]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> ; .\n", 2, 13),
        (b"<a:a> <a:b> 'x' .\n<a:a> nope:b <a:c> .\n", 2, 7),
        (b"<a:a> <a:b> '\xe9' .\n", 1, 14),
    ],
    ids=["no object", "no prefix", "Latin-1"],
)
def test_broken_turtle_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, column: int
) -> None:
    """File, line and column of what is not Turtle are named."""
    file = tmp_path / "actors.ttl"
    file.write_bytes(content)

    with pytest.raises(OntologyError, match="is not Turtle") as refused:
        read_actors(tmp_path)

    assert refused.value.place == Place(str(file), line, column)


def test_missing_turtle_is_refused(tmp_path: Path) -> None:
    """A Turtle file that is not there is refused by name."""
    with pytest.raises(OntologyError, match="cannot be read"):
        parse_turtle(tmp_path / "actors.ttl")
