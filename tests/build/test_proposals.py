"""The entry that would settle a finding: it can be copied, read, and settles it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.corrections import read_corrections
from partnergraph.build.proposals import finding_lines, proposal
from partnergraph.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

FOLDER = Path("data/programmes/nato-fre-itpp-2024")


def lines(programme: Programme) -> list[str]:
    """What is printed for the findings of a reading."""
    return finding_lines(programme, programme.findings, FOLDER)


def test_the_entry_for_a_count(english_text: str, read: Callable[..., Programme]) -> None:
    """In full: below its finding, indented, with the words, their offsets and reasons to be written."""
    programme = read(english_text.replace("five goals", "six goals"))
    start = english_text.index("five goals")

    (line,) = lines(programme)
    finding, *entry = line.split("\n")

    assert finding.startswith(
        "error: text.txt:16:28: the text declares 6 partnership goals here, and 5 were "
    )
    assert finding.endswith("[count-mismatch]")
    assert entry == [
        "    # to settle this, in data/programmes/nato-fre-itpp-2024/corrections.toml:",
        "    [[corrections]]",
        '    language = "en"',
        '    change = "accept"  # first correct what was read wrongly, as with change = "goal" at an item',
        '    finding = "count-mismatch"',
        '    quote = "six goals"',
        f"    at = [{start}, {start + 9}]",
        '    reason.en = "…"',
        '    reason.fr = "…"',
    ]


UNPLACED = "ships in distress.\n     - Divers: they dive.\n"
CASES: dict[str, tuple[tuple[str, str], str]] = {
    "count": (("five goals", "six goals"), "count-mismatch"),
    "name": (("B. SHARED", "B. COMMON"), "name-without-list"),
    "heading": (("B. SHARED", "B. COMMON"), "list-without-name"),
    "number": (("c) to train", "d) to train"), "number-out-of-order"),
    "item": (("ships in distress.\n", UNPLACED), "unplaced-item"),
    "long item": (("c) to train together", "d) to train" + " and train" * 20), "number-out-of-order"),
    "item on two lines": (("c) to train together", "d) to train\n      together"), "number-out-of-order"),
    "words in quotation marks": (("c) to train together", 'd) to "train"'), "number-out-of-order"),
    "a word longer than the quote": (("c) to train together", "d) " + "train" * 40), "number-out-of-order"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_entry_settles_its_finding(
    english_text: str,
    read: Callable[..., Programme],
    correct: Callable[..., Programme],
    tmp_path: Path,
    case: str,
) -> None:
    """Copied into the file with reasons written, it is read, applied, and the finding is no more."""
    (old, new), code = CASES[case]
    text = english_text.replace(old, new)
    before = read(text)
    entry = next(proposal(before, each) for each in before.findings if each.code == code)
    (tmp_path / "corrections.toml").write_text(entry.replace('"…"', '"Parce que."'), encoding="utf-8")
    after = correct(text, *read_corrections(tmp_path, ["en"]))

    assert [each for each in after.findings if each.code == code and each.severity == "error"] == []
    assert len(after.judgements) == 1
    assert "correction-out-of-date" not in {each.code for each in after.findings}
    assert len(tomllib.loads(entry)["corrections"][0]["quote"]) <= 80


def test_an_entry_without_reasons_is_refused(
    english_text: str, read: Callable[..., Programme], tmp_path: Path
) -> None:
    """The ellipses are there to be replaced."""
    programme = read(english_text.replace("five goals", "six goals"))
    entry = proposal(programme, programme.findings[0])
    (tmp_path / "corrections.toml").write_text(entry, encoding="utf-8")

    with pytest.raises(ProgrammeError, match=r"corrections\.toml:1: .* lacks the text reason\.en"):
        read_corrections(tmp_path, ["en"])


def test_what_needs_no_correction_gets_none(english_text: str, read: Callable[..., Programme]) -> None:
    """A remark, a warning that is not about an item, a finding on the text as a whole."""
    programme = read(
        english_text.replace("Published: 3 May 2024\n\n", "").replace("for 2024-2027", "from 2024")
    )

    assert [each.code for each in programme.findings] == ["no-period", "no-published"]
    assert [each.count("\n") for each in lines(programme)] == [0, 0]


def test_what_is_under_a_goal_is_proposed_too(read: Callable[..., Programme]) -> None:
    """A warning, but an item that somebody may miss among the goals."""
    programme = read("The goals are the following:\n- Patrols: they patrol:\n  - Divers: they dive.\n", "en")
    (line,) = (each for each in lines(programme) if "[item-under-goal]" in each)

    assert line.startswith("warning: ")
    assert '\n    change = "goal"  # or "priority", "objective", "not-an-element"\n' in line
    assert '\n    quote = "Divers: they dive."\n' in line


def test_a_correction_is_not_corrected(
    english_text: str, correct: Callable[..., Programme], correction: Callable[..., object]
) -> None:
    """It is mended where it stands."""
    programme = correct(english_text, correction(english_text, "goal", "Charts"))

    assert [each.count("\n") for each in lines(programme)] == [0]


def test_one_entry_for_two_findings_is_shown_once(english_text: str, read: Callable[..., Programme]) -> None:
    """An objective whose word and whose marker are numbered wrongly: one place, one code, one entry."""
    text = english_text
    for number, marker, words in ((1, "a", "to keep"), (2, "b", "to share"), (4, "d", "to train")):
        text = text.replace(
            f"{'abc'['abd'.index(marker)]}) {words}", f"{marker}) objective {number} - {words}"
        )
    found = [each for each in lines(read(text)) if "[number-out-of-order]" in each]

    assert len(found) == 2
    assert [each.count("[[corrections]]") for each in found] == [1, 0]
