"""corrections.toml: what an entry says, and what is refused, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.corrections import Correction, read_corrections
from partnergraph.build.document import Span
from partnergraph.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REASON = 'reason.fr = "C’est un but."\nreason.en = "It is a goal."\n'
GOAL = f'[[corrections]]\nlanguage = "fr"\nchange = "goal"\nquote = "veille"\nat = [12, 18]\n{REASON}'


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a corrections.toml and returns its folder."""

    def make(text: str) -> Path:
        (tmp_path / "corrections.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_no_file_holds_no_corrections(tmp_path: Path) -> None:
    """A programme needs none."""
    assert read_corrections(tmp_path, ["fr"]) == ()


def test_an_empty_file_holds_no_corrections(write: Callable[[str], Path]) -> None:
    """Nor does a comment make one."""
    assert read_corrections(write("# none so far\n"), ["fr"]) == ()


def test_what_an_entry_says(write: Callable[[str], Path]) -> None:
    """Language, change, words, offsets and reasons; the place is the line of its header."""
    (found,) = read_corrections(write(f"# A comment.\n\n{GOAL}"), ["fr", "en"])

    assert found == Correction(
        "fr", "goal", "veille", Span(12, 18), {"fr": "C’est un but.", "en": "It is a goal."}
    )
    assert str(found.place).endswith("corrections.toml:3")


@pytest.mark.parametrize(
    ("change", "more", "expected"),
    [
        ("goal", "priority = 2", {"priority": 2}),
        ("goal", "priority = 0", {"priority": 0}),
        ("accept", 'finding = "count-mismatch"', {"finding": "count-mismatch"}),
        ("period", 'value = "2024-2027"', {"value": "2024-2027"}),
        ("published", 'value = "2024-02-29"', {"value": "2024-02-29"}),
        ("updated", 'value = "2024-05-03"', {"value": "2024-05-03"}),
        ("party", 'value = "counterpart"', {"value": "counterpart"}),
        ("type", 'value = "ipcp"', {"value": "ipcp"}),
        ("title", "", {}),
        ("not-an-element", "", {}),
        ("objective", "", {}),
        ("priority", "", {}),
    ],
)
def test_every_change(
    write: Callable[[str], Path], change: str, more: str, expected: dict[str, object]
) -> None:
    """Each takes its own keys."""
    (found,) = read_corrections(write(GOAL.replace('"goal"', f'"{change}"') + more), ["fr"])

    assert found.change == change
    assert (found.priority, found.finding, found.value) == (
        expected.get("priority"),
        expected.get("finding", ""),
        expected.get("value", ""),
    )


def test_the_years_of_a_period(write: Callable[[str], Path]) -> None:
    """First and last, as numbers."""
    text = GOAL.replace('"goal"', '"period"') + 'value = "2024-2027"'

    assert read_corrections(write(text), ["fr"])[0].years == (2024, 2027)


def test_offsets_that_are_not_given(write: Callable[[str], Path]) -> None:
    """They are empty, and told when the text is read."""
    assert read_corrections(write(GOAL.replace("at = [12, 18]\n", "")), ["fr"])[0].span == Span(0, 0)


BAD = {
    "language": ('language = "fr"', 'language = "de"', "has language = 'de'. It may be: fr, en."),
    "no language": ('language = "fr"\n', "", 'lacks the text language = "…"'),
    "change": ('change = "goal"', 'change = "aim"', "has change = 'aim'. It may be: goal, priority,"),
    "no change": ('change = "goal"\n', "", 'lacks the text change = "…"'),
    "no quote": ('quote = "veille"\n', "", 'lacks the text quote = "…"'),
    "blank quote": ('quote = "veille"', 'quote = " "', 'lacks the text quote = "…"'),
    "unknown key": ("at = [12, 18]", "at = [12, 18]\ncolour = 1", "has the key 'colour'"),
    "key of another change": ("at = [12, 18]", 'at = [12, 18]\nvalue = "x"', "'value', which 'goal' does"),
    "one offset": ("at = [12, 18]", "at = [12]", "has at = [12]. Write at = [start, end]"),
    "offsets in words": ("at = [12, 18]", 'at = "12-18"', "has at = '12-18'. Write at = [start, end]"),
    "offset true": ("at = [12, 18]", "at = [true, 18]", "has at = [True, 18]"),
    "no stretch": ("at = [12, 18]", "at = [18, 18]", "has at = [18, 18]. The start is 0 or more"),
    "before the text": ("at = [12, 18]", "at = [-6, 18]", "has at = [-6, 18]. The start is 0 or more"),
    "no reason": (REASON, "", 'lacks the text reason.en = "…"'),
    "one reason": ('reason.en = "It is a goal."\n', "", 'lacks the text reason.en = "…"'),
    "reason to be filled in": ("It is a goal.", "…", 'lacks the text reason.en = "…"'),
    "dots for a reason": ("C’est un but.", " ... ", 'lacks the text reason.fr = "…"'),
    "reason in another language": ("reason.en", 'reason.de = "So."\nreason.en', "has the key 'reason.de'"),
    "priority in words": ("at = [12, 18]", 'at = [12, 18]\npriority = "2"', "has priority = '2'"),
    "priority below none": ("at = [12, 18]", "at = [12, 18]\npriority = -1", "has priority = -1"),
    "no finding": ('"goal"', '"accept"', 'lacks the text finding = "…"'),
    "no value": ('"goal"', '"period"', 'lacks the text value = "…"'),
    "period backwards": ('"goal"', '"period"\nvalue = "2027-2024"', "has value = '2027-2024'. Write it"),
    "period in words": ('"goal"', '"period"\nvalue = "four years"', 'Write it as in value = "2024-2027"'),
    "no such day": ('"goal"', '"published"\nvalue = "2023-02-29"', 'Write it as in value = "2024-05-03"'),
    "day as a date": ('"goal"', '"updated"\nvalue = 2024-05-03', 'lacks the text value = "…"'),
    "role": ('"goal"', '"party"\nvalue = "host"', "It may be: counterpart, partner."),
    "type": ('"goal"', '"type"\nvalue = "treaty"', "has value = 'treaty'. It may be: itpp, ipcp"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_entry_is_refused_with_its_place(write: Callable[[str], Path], case: str) -> None:
    """File, line of the header, number of the entry, what is wrong and what to write."""
    old, new, says = BAD[case]
    assert old in GOAL
    folder = write(f"{GOAL}\n{GOAL.replace(old, new, 1)}")

    with pytest.raises(ProgrammeError) as refused:
        read_corrections(folder, ["fr", "en"])

    assert str(refused.value).startswith(f"{folder / 'corrections.toml'}:9: [[corrections]] number 2 ")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("corrections = 1", r"must hold \[\[corrections\]\] tables and nothing else"),
        ("corrections = [1]", r"must hold \[\[corrections\]\] tables"),
        (f"{GOAL}\n[other]\nx = 1", r"must hold \[\[corrections\]\] tables"),
        ("[[corrections]]\nquote = ", "is not TOML"),
    ],
)
def test_a_file_of_another_form_is_refused(write: Callable[[str], Path], text: str, says: str) -> None:
    """A misspelt table would otherwise be passed over."""
    with pytest.raises(ProgrammeError, match=says) as refused:
        read_corrections(write(text), ["fr"])

    assert "corrections.toml" in str(refused.value)


def test_a_programme_without_text_has_nothing_to_correct(write: Callable[[str], Path]) -> None:
    """What is known from reports alone is mended in its record."""
    with pytest.raises(ProgrammeError, match="none, as the programme has no text"):
        read_corrections(write(GOAL), [])


def test_a_header_inside_a_string_does_not_mislead(write: Callable[[str], Path]) -> None:
    """Then no line is named rather than a wrong one."""
    text = GOAL.replace('"veille"', '"""\n[[corrections]]\n"""').replace("at = [12, 18]", "at = 1")

    with pytest.raises(ProgrammeError, match=r"corrections\.toml: \[\[corrections\]\] number 1 has at = 1"):
        read_corrections(write(text), ["fr"])
