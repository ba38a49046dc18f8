"""A new programme folder: what is in it, what is refused, and that nothing half-made stays."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.build import draft
from partnergraph.build.assembly import assemble
from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.draft import Source, draft_programme
from partnergraph.build.outline import read_outline
from partnergraph.build.parallel import Limits, run_one
from partnergraph.errors import CheckError, PartnergraphError, ProgrammeError
from rendering import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.settings import Settings

LIMITS = Limits(jobs=1, seconds=30, mebibytes=2048)
TEXT = """\
Individually Tailored Partnership Programme between NATO and Japan for 2024-2027

Published: 3 May 2024

PART 1 - PURPOSE

1. The strategic objectives are the following:
   a) to keep the sea lanes open;
   b) to train together.

PART 2 - GOALS

1. The work is arranged in two goals under two priorities: SAFE SEAS and SHARED LEARNING.

2. The goals are the following:

A. SAFE SEAS
   - MARITIME SECURITY: the parties patrol together.
B. SHARED LEARNING
   - Schools and "lessons": the parties learn of cyber defence.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text without problems, of which one goal bears the name of a topic and one does not."""
    file = tmp_path / "Some Text.TXT"
    file.write_text(TEXT, encoding="utf-8")
    return file


def make(settings: Settings, identifier: str, file: Path | None = None, **given: str) -> draft.Draft:
    """The folder for an id."""
    return draft_programme(identifier, settings, Source(file, "", LIMITS) if file else None, given)


def record(path: Path) -> dict[str, Any]:
    """The table of its programme.toml."""
    return tomllib.loads((path / "programme.toml").read_text(encoding="utf-8"))


def programmes(settings: Settings) -> set[str]:
    """The names of all that stands in the folder of programmes."""
    return {path.name for path in (settings.data / "programmes").iterdir()}


@pytest.fixture
def before(workshop: Settings) -> set[str]:
    """What stands there at first."""
    return programmes(workshop)


def test_a_folder_from_a_text(workshop: Settings, text: Path) -> None:
    """The text under its language, and a record that is valid as it stands."""
    made = make(workshop, "nato-jpn/itpp-2024", text)

    assert made.path == workshop.data / "programmes" / "nato-jpn-itpp-2024"
    assert sorted(path.name for path in made.path.iterdir()) == ["en.txt", "programme.toml"]
    assert (made.path / "en.txt").read_bytes() == text.read_bytes()
    assert record(made.path) == {
        "id": "nato-jpn/itpp-2024",
        "counterpart": "nato",
        "partner": "jpn",
        "source_confidence": "official-full",
        "texts": [
            {"file": "en.txt", "language": "en", "sha256": hashlib.sha256(text.read_bytes()).hexdigest()}
        ],
    }
    assert made.notes == (
        "counterpart = nato: the text names « NATO »",
        "partner = jpn: the text names « Japan »",
        "to decide: source_confidence, publisher, source and rights",
        'to decide: the topic of goal-2, « Schools and "lessons" »',
    )


def test_the_folder_passes_the_checks(workshop: Settings, text: Path) -> None:
    """With all the others."""
    make(workshop, "nato-jpn/itpp-2024", text)

    assert assemble(workshop, "9.9").programmes == (
        *("nato-jpn/itpp-2023", "nato-jpn/itpp-2024", "nato-kor/itpp-2023"),
    )


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_folder_from_any_format(workshop: Settings, tmp_path: Path, form: str) -> None:
    """It keeps the file as it is, records the hash of its bytes, and passes the checks."""
    content = FORMATS[form](read_outline(document_from_bytes(TEXT.encode(), "a.txt"), all_cues()["en"]))
    file = tmp_path / f"A Programme.{form.upper()}"
    file.write_bytes(content)
    made = make(workshop, "nato-jpn/itpp-2024", file)

    assert (made.path / f"en.{form}").read_bytes() == content
    assert record(made.path)["texts"] == [
        {"file": f"en.{form}", "language": "en", "sha256": hashlib.sha256(content).hexdigest()}
    ]
    assert assemble(workshop, "9.9", [made.path]).programmes == ("nato-jpn/itpp-2024",)


def test_what_is_left_to_decide_is_a_comment(workshop: Settings, text: Path) -> None:
    """With the stubs uncommented and filled in, it is a record with topics that passes."""
    made = make(workshop, "nato-jpn/itpp-2024", text)
    file = made.path / "programme.toml"
    written = file.read_text(encoding="utf-8")

    assert "#   official-head          Only the first pages" in written
    assert '# primary = ""   # its words name cyber-defence\n' in written
    stub = written[written.index("# [[topics]]") :].replace("# ", "", 1).replace("\n# ", "\n")
    filled = stub.replace('primary = ""', 'primary = "cyber-defence"').replace(
        '= ""', '= "They learn of it."'
    )
    file.write_text(written + filled, encoding="utf-8")
    assert record(made.path)["topics"] == [
        {
            "element": "goal-2",
            "label": 'Schools and "lessons"',
            "primary": "cyber-defence",
            "also": [],
            "reason": {"en": "They learn of it.", "fr": "They learn of it."},
        }
    ]
    assert not any("topic-missing" in remark for remark in assemble(workshop, "9.9", [made.path]).remarks)


def test_a_text_with_problems_is_made_and_they_are_named(workshop: Settings, text: Path) -> None:
    """The check says the same, and below it the entry that would settle it."""
    text.write_text(TEXT.replace("in two goals", "in five goals"), encoding="utf-8")
    made = make(workshop, "nato-jpn/itpp-2024", text)

    assert "Some Text.TXT:13:28: the text declares 5 partnership goals here" in made.notes[-1]
    with pytest.raises(CheckError) as refused:
        assemble(workshop, "9.9", [made.path])
    (failure,) = refused.value.failures
    said, _, entry = failure.partition("en.txt")[2].partition("\n")
    assert said == made.notes[-1].partition("Some Text.TXT")[2]
    assert "[[corrections]]" in entry


def test_an_actor_that_the_text_does_not_name_is_a_note(workshop: Settings, text: Path) -> None:
    """It was given, so it is written; the text says otherwise."""
    made = make(workshop, "nato-kor/itpp-2024", text, partner="kor")

    assert record(made.path)["partner"] == "kor"
    assert "« Japan » as partner, which is no name of the actor kor" in made.notes[-1]


@pytest.mark.parametrize(
    ("name", "file"), [("a.md", "en.md"), ("a.HTML", "en.txt"), ("a", "en.txt"), ("a.b c", "en.txt")]
)
def test_the_suffix_is_kept_where_it_fits(workshop: Settings, tmp_path: Path, name: str, file: str) -> None:
    """By it the text will be read again; words without markup are no page."""
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    made = make(workshop, "nato-jpn/itpp-2024", tmp_path / name)

    assert record(made.path)["texts"][0]["file"] == file
    assert (made.path / file).is_file()


def test_words_of_the_text_stay_in_their_comment(workshop: Settings, text: Path) -> None:
    """Whatever a label holds, the record is TOML and says nothing more."""
    label = 'Schools\u007f "x" \\ \u2028 ] #'
    text.write_text(TEXT.replace('Schools and "lessons"', label), encoding="utf-8")
    made = make(workshop, "nato-jpn/itpp-2024", text)

    assert set(record(made.path)) == {"id", "counterpart", "partner", "source_confidence", "texts"}


def test_a_folder_to_fill_in(workshop: Settings) -> None:
    """Without a text it says what is needed, and the check asks for it one by one."""
    made = make(workshop, "nato-jpn/itpp-2024")

    assert [path.name for path in made.path.iterdir()] == ["programme.toml"]
    assert record(made.path) == {
        "id": "nato-jpn/itpp-2024",
        "counterpart": "nato",
        "partner": "jpn",
        "source_confidence": "",
    }
    with pytest.raises(ProgrammeError, match='lacks the text source_confidence = "…"'):
        assemble(workshop, "9.9", [made.path])
    written = (made.path / "programme.toml").read_text(encoding="utf-8")
    for key in ("[[texts]]", "sha256", "[[areas]]", "sources", "itpp, ipcp", "en or fr"):
        assert key in written


def test_the_example_in_a_folder_to_fill_in_is_valid(workshop: Settings) -> None:
    """The lines for what is known from reports, without their signs of comment, are a record that passes."""
    made = make(workshop, "nato-jpn/itpp-2024")
    file = made.path / "programme.toml"
    written = file.read_text(encoding="utf-8").replace('_confidence = ""', '_confidence = "secondary"')
    example = written[written.index("# type = ") :].replace("# ", "", 1).replace("\n# ", "\n")
    example = example.replace("\n#\n", "\n\n").replace("https://…", "https://example.org/")
    file.write_text(written[: written.index("# type = ")] + example, encoding="utf-8")

    assert assemble(workshop, "9.9", [made.path]).programmes == ("nato-jpn/itpp-2024",)


@pytest.mark.parametrize(
    "identifier",
    ["", "Nato-jpn/x", "nato-jpn", "nato/x", "nato-jpn/../x", "nato-jpn/x/y", "a-b/c d", "a-b/é"],
)
def test_an_id_that_is_none(workshop: Settings, before: set[str], identifier: str) -> None:
    """How one looks is said."""
    with pytest.raises(ProgrammeError, match="is no id of a programme") as refused:
        make(workshop, identifier)

    assert "nato-jpn/itpp-2023" in refused.value.advice
    assert programmes(workshop) == before


def test_a_folder_that_is_there(workshop: Settings, text: Path) -> None:
    """It is left as it is, also where it is empty or leads nowhere."""
    folder = workshop.data / "programmes" / "nato-jpn-itpp-2023"
    as_it_was = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder.parent / "nato-jpn-a").mkdir()
    (folder.parent / "nato-jpn-b").symlink_to(folder.parent / "nowhere")

    for identifier in ("nato-jpn/itpp-2023", "nato-jpn/a", "nato-jpn/b"):
        with pytest.raises(ProgrammeError, match="is there already"):
            make(workshop, identifier, text)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == as_it_was
    assert not list((folder.parent / "nato-jpn-a").iterdir())


@pytest.mark.parametrize(
    ("content", "given", "says"),
    [
        (b"\0", {}, "binary file"),
        (b"", {}, "holds no words"),
        ("協力".encode(), {}, "language is not recognised"),
        (TEXT.replace("Japan", "Freedonia").encode(), {}, "« Freedonia » as partner"),
        (TEXT.encode(), {"counterpart": "natto"}, "--counterpart 'natto' is no actor"),
    ],
)
def test_nothing_is_left_of_what_is_refused(
    workshop: Settings, text: Path, before: set[str], content: bytes, given: dict[str, str], says: str
) -> None:
    """Neither the folder nor what it was made in."""
    text.write_bytes(content)

    with pytest.raises(PartnergraphError, match=says):
        make(workshop, "nato-fre/a", text, **given)
    assert programmes(workshop) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError(28, "No space left on device")])
def test_nothing_is_left_of_what_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
    workshop: Settings,
    text: Path,
    before: set[str],
    error: BaseException | type[BaseException],
) -> None:
    """In the middle of writing; a full disk is an error in words."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(draft, "party_findings", fail)
    with pytest.raises(ProgrammeError if isinstance(error, OSError) else error):  # type: ignore[arg-type]
        make(workshop, "nato-jpn/itpp-2024", text)
    assert programmes(workshop) == before


def test_a_text_that_changes_meanwhile(
    monkeypatch: pytest.MonkeyPatch, workshop: Settings, text: Path, before: set[str]
) -> None:
    """What was read is what is recorded, or nothing is."""

    def read_and_change(*arguments: Any) -> Any:
        programme = run_one(*arguments)
        text.write_text(TEXT + "More.\n", encoding="utf-8")
        return programme

    monkeypatch.setattr(draft, "run_one", read_and_change)
    with pytest.raises(PartnergraphError, match="changed while it was read"):
        make(workshop, "nato-jpn/itpp-2024", text)
    assert programmes(workshop) == before


def test_a_data_folder_that_is_not_there(workshop: Settings, text: Path) -> None:
    """It is not made by mistake."""
    elsewhere = replace(workshop, data=workshop.data / "elsewhere")
    with pytest.raises(ProgrammeError, match="there is no such folder") as refused:
        make(elsewhere, "nato-jpn/a", text)

    assert "--data" in refused.value.advice
    assert not elsewhere.data.exists()
