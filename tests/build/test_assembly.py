"""Folders to checked quads: what is refused, with how many problems at once, and what is only remarked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.assembly import assemble, folders_named
from partnergraph.errors import CheckError, DocumentError, InputError, OntologyError, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnergraph.settings import Settings

NAME = "nato-jpn-itpp-2023"


def rewrite(workshop: Settings, *changes: tuple[str, str]) -> None:
    """Changes words of the text and records the new hash, as an editor would."""
    folder = workshop.data / "programmes" / NAME
    text = (folder / "fr.txt").read_bytes()
    record = (folder / "programme.toml").read_text(encoding="utf-8")
    changed = text
    for old, new in changes:
        assert changed.count(old.encode()) == 1
        changed = changed.replace(old.encode(), new.encode())
    before, after = (hashlib.sha256(content).hexdigest() for content in (text, changed))
    (folder / "fr.txt").write_bytes(changed)
    (folder / "programme.toml").write_text(record.replace(before, after), encoding="utf-8")


def test_the_real_data_passes(workshop: Settings) -> None:
    """Two programmes, one of them with a document, and nothing to remark."""
    assembly = assemble(workshop, "9.9")

    assert assembly.programmes == ("nato-jpn/itpp-2023", "nato-kor/itpp-2023")
    assert [name for name, _ in assembly.documents] == [f"{NAME}-fr.txt"]
    assert assembly.remarks == ()


def test_a_changed_text_is_refused(workshop: Settings) -> None:
    """A text whose hash is not the recorded one is refused."""
    with (workshop.data / "programmes" / NAME / "fr.txt").open("ab") as file:
        file.write(b"\n")

    with pytest.raises(CheckError) as refused:
        assemble(workshop, "9.9")

    (failure,) = refused.value.failures
    assert "its sha256 is" in failure


def test_every_disagreement_is_named_at_once(workshop: Settings) -> None:
    """A wrong number and a wrong count are two failures, each with its line, in the order of the text."""
    rewrite(workshop, ("ces quatre", "ces trois"), ("  2. QUESTIONS", "  9. QUESTIONS"))

    with pytest.raises(CheckError) as refused:
        assemble(workshop, "9.9")

    places = [failure.partition("fr.txt:")[2].partition(":")[0] for failure in refused.value.failures]
    assert places == ["40", "56"]


def test_a_warning_is_only_remarked(workshop: Settings) -> None:
    """A text without date of publication passes, and that is said."""
    rewrite(workshop, ("12 Jul. 2023 -", "-"))
    (remark,) = assemble(workshop, "9.9").remarks

    assert remark.endswith("[no-published]")


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        ('partner = "jpn"', 'partner = "xyz"', ProgrammeError, "partner = 'xyz'"),
        ('partner = "jpn"', 'partner = "che"', CheckError, "do not agree"),
        ('"official-full"', '"hearsay"', CheckError, "does not pass the checks"),
        ('language = "fr"', 'language = "de"', DocumentError, "'de' is not supported"),
        ('language = "fr"', 'language = "en"', CheckError, "goal-12, which was not found in the text"),
        ('file = "fr.txt"', 'file = "en.txt"', DocumentError, "no such file"),
        ('publisher = "nato"', 'publisher = "nobody"', Exception, "nobody"),
    ],
    ids=["actor", "other actor", "confidence", "language", "other language", "file", "publisher"],
)
def test_a_record_that_does_not_fit_is_refused(
    workshop: Settings,
    change_record: Callable[[str, str], Path],
    old: str,
    new: str,
    error: type[Exception],
    message: str,
) -> None:
    """What the record says must be known and must fit the text."""
    change_record(old, new)

    with pytest.raises(error) as refused:
        assemble(workshop, "9.9")

    assert message in "\n".join((str(refused.value), *getattr(refused.value, "failures", ())))


def test_two_texts_in_one_language_are_refused(workshop: Settings) -> None:
    """A second text in the same language would be stated over the first."""
    folder = workshop.data / "programmes" / NAME
    record = (folder / "programme.toml").read_text(encoding="utf-8")
    content = (folder / "fr.txt").read_bytes() + b"\n"
    (folder / "other.txt").write_bytes(content)
    (folder / "programme.toml").write_text(
        f'{record}\n[[texts]]\nfile = "other.txt"\nlanguage = "fr"\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n',
        encoding="utf-8",
    )

    with pytest.raises((InputError, CheckError)):
        assemble(workshop, "9.9")


@pytest.mark.parametrize(
    "file",
    [
        "data/actors.ttl",
        "ontology/pprog.ttl",
        "ontology/vocabularies/role.ttl",
        "ontology/shapes/must-text.ttl",
    ],
)
def test_broken_turtle_is_refused_by_name(workshop: Settings, file: str) -> None:
    """A Turtle file that breaks off is refused by its name."""
    path = workshop.data.parent / file
    path.write_text(path.read_text(encoding="utf-8") + "\n<broken", encoding="utf-8")

    with pytest.raises(OntologyError, match="is not Turtle") as refused:
        assemble(workshop, "9.9")

    assert refused.value.place is not None
    assert refused.value.place.file == str(path)


@pytest.mark.parametrize("folder", ["curated", "pages"])
def test_a_broken_query_is_refused_by_name(workshop: Settings, folder: str) -> None:
    """No release holds a query that does not parse."""
    file = workshop.queries / folder / "broken.rq"
    file.write_text("SELECT")

    with pytest.raises(InputError, match=r"broken\.rq"):
        assemble(workshop, "9.9")


def test_a_wrong_folder_is_refused(workshop: Settings, tmp_path: Path) -> None:
    """An ontology folder without Turtle files is refused, with the option that names the right one."""
    for file in (tmp_path / "ontology").glob("*.ttl"):
        file.unlink()

    with pytest.raises(OntologyError, match="holds no Turtle file") as refused:
        assemble(workshop, "9.9")

    assert "--ontology" in refused.value.advice


@pytest.mark.parametrize("name", ["nato-jpn/itpp-2023", NAME])
def test_programmes_are_named_by_id_or_folder(workshop: Settings, name: str) -> None:
    """The id, the folder's name and its path all name a programme."""
    folder = workshop.data / "programmes" / NAME

    assert folders_named(workshop, [name]) == folders_named(workshop, [str(folder)]) == [folder]
    assert folders_named(workshop, []) == []


def test_an_unknown_programme_is_refused(workshop: Settings) -> None:
    """Another name is refused, with those there are."""
    with pytest.raises(ProgrammeError, match="is no programme") as refused:
        folders_named(workshop, ["nato-che/itpp-2023"])

    assert NAME in refused.value.advice
