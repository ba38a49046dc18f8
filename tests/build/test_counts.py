"""Counts as other people write them: which of them declare the whole, which names they enumerate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

TITLES = {
    "en": "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027",
    "fr": "Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2024-2027",
}
LIST = (
    "The goals are the following:\n\n- Patrols: they patrol.\n- Charts: they chart.\n- Rescue: they help.\n"
)
GROUPS = """\
The goals are the following:

- Seas
  - Patrols: they patrol.
  - Charts: they chart.
- Schools
  - Lessons: they teach.
  - Books: they read.
"""


def counts(found: Programme) -> str:
    """The declared counts, as « goal 3 »."""
    return ", ".join(f"{each.kind} {each.count}" for each in found.declarations)


def codes(found: Programme) -> set[str]:
    """The codes of the findings."""
    return {each.code for each in found.findings}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The twenty-two goals are old.", "en", "goal 22"),
        ("Thirty one goals were set.", "en", "goal 31"),
        ("A dozen goals were set.", "en", "goal 12"),
        ("The 16 (sixteen) goals and the four (4) priorities are old.", "en", "goal 16, priority 4"),
        ("Les vingt et un buts sont anciens.", "fr", "goal 21"),
        ("Les quatre-vingts buts sont anciens.", "fr", "goal 80"),
        ("Les quatre-vingt-dix-sept buts sont anciens.", "fr", "goal 97"),
        ("Une douzaine de buts sont poursuivis.", "fr", "goal 12"),
        ("The five concrete and measurable goals are old.", "en", "goal 5"),
        ("The four overarching, mutually reinforcing priorities are old.", "en", "priority 4"),
        ("Cinq grands axes prioritaires guident les travaux.", "fr", "priority 5"),
        ("Two of the four priorities are old.", "en", "priority 4"),
        ("Deux des quatre priorités sont anciennes.", "fr", "priority 4"),
        ("Each of the three goals has two objectives.", "en", "goal 3"),
        ("For each of the three priorities, four goals have been set.", "en", "priority 3"),
        ("Les trois priorités comptent chacune quatre buts.", "fr", "priority 3"),
        ("Of the sixteen goals, three goals concern the sea.", "en", "goal 16"),
        ("There are nine goals: three goals under each priority.", "en", "goal 9"),
        ("Le programme compte neuf buts, à raison de trois buts par priorité.", "fr", "goal 9"),
    ],
)
def test_counts_of_the_whole(read: Callable[..., Programme], text: str, language: str, expected: str) -> None:
    """Numbers of two words, with brackets or adjectives; of parts and shares the whole alone is counted."""
    assert counts(read(f"{TITLES[language]}\n\n{text}\n", language)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("About twenty goals are pursued, and nearly ten priorities.", "en"),
        ("Quelque vingt buts et environ dix priorités sont à l’étude.", "fr"),
        ("Up to ten goals may be chosen. Between three and five goals are new.", "en"),
        ("Three to five goals are chosen each year.", "en"),
        ("Jusqu’à dix buts peuvent être choisis, deux ou trois buts chaque année.", "fr"),
        ("The next three goals are new; only two priorities are old.", "en"),
        ("Les trois premiers buts sont anciens ; seuls deux buts sont récents.", "fr"),
        ("Five new goals were added. In three years goals change.", "en"),
        ("Ils appuient les 17 objectifs de développement durable.", "fr"),
        ("They support the 17 Sustainable Development Goals.", "en"),
        ("Resolution 1325 sets objectives. Chapter 3 goals and Annex 2 priorities follow.", "en"),
        ("Each priority has three goals. Under this priority, there are two goals.", "en"),
        ("Chaque priorité compte trois buts.", "fr"),
        ("The priorities have four, five and six goals respectively.", "en"),
    ],
)
def test_no_count_of_the_whole(read: Callable[..., Programme], text: str, language: str) -> None:
    """A number that is about, at least, a part, another's or each one's declares nothing."""
    assert counts(read(f"{TITLES[language]}\n\n{text}\n", language)) == ""


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("three priorities (safe seas, schools and roads)", "en", "safe seas | schools | roads"),
        ("three priorities – safe seas, schools and roads – and more", "en", "safe seas | schools | roads"),
        ("two priorities: the seas (ports, ships and coasts) and schools.", "en",
         "seas (ports, ships and coasts) | schools"),
        ("three priorities: U.S. trade, schools and roads.", "en", "U.S. trade | schools | roads"),
        ("deux priorités : « mers sûres » et « bonnes écoles ».", "fr", "mers sûres | bonnes écoles"),
        ("deux priorités, à savoir la science et la technologie, et les routes.", "fr",
         "science et la technologie | routes"),
        ("two priorities: 1) safe seas and 2) good schools.", "en", "safe seas | good schools"),
        ("three priorities: women, peace and security, trade and roads.", "en", ""),
        ("three priorities: safe seas, schools, etc.", "en", ""),
        ("three priorities: among others, seas, schools and roads.", "en", ""),
        ("two priorities: see Annex 1 and Annex 2.", "en", ""),
        ("two priorities, such as seas and schools.", "en", ""),
    ],
)  # fmt: skip
def test_names_enumerated(read: Callable[..., Programme], text: str, language: str, names: str) -> None:
    """Names after a colon, in brackets or between dashes; what can be cut in two ways is not cut."""
    begin = {"en": "The work has", "fr": "Les travaux ont"}[language]
    found = read(f"{TITLES[language]}\n\n{begin} {text}\n", language)

    (declaration,) = found.declarations
    assert " | ".join(found.document.quote(span) for span in declaration.names) == names


@pytest.mark.parametrize(
    ("text", "status", "wrong"),
    [
        (f"There are three goals. {LIST}", "closed", False),
        (f"{LIST}\nThese three goals will be seen again.", "closed", False),
        (f"There are three goals. {LIST}\nAll four goals will be seen again.", "unknown", True),
        (LIST.replace("following", "following (non-exhaustive list)"), "open", False),
        (f"{LIST}- Etc.\n", "open", False),
    ],
    ids=["before", "after", "two counts", "not exhaustive", "and so on"],
)
def test_open_and_closed(read: Callable[..., Programme], text: str, status: str, wrong: bool) -> None:  # noqa: FBT001
    """A list is closed where all counts of it agree, and open where the text says so."""
    found = read(f"{TITLES['en']}\n\n{text}\n", "en")

    assert found.list_status == status
    assert ("count-mismatch" in codes(found)) == wrong


@pytest.mark.parametrize(
    ("count", "message"),
    [
        ("two", ""),
        ("three", "the text declares 3 partnership goals here, and 2 were found under « Seas »"),
    ],
)
def test_counts_under_a_priority(read: Callable[..., Programme], count: str, message: str) -> None:
    """A count that stands under one of several priorities is of its own goals."""
    text = GROUPS.replace("- Seas\n", f"- Seas\n\n  It has {count} partnership goals.\n\n")
    found = read(f"{TITLES['en']}\n\nThere are two priorities. {text}", "en")

    assert [each.message for each in found.findings if each.code == "count-mismatch"] == (
        [message] if message else []
    )


@pytest.mark.parametrize(
    ("item", "label", "description"),
    [
        ("Cyber defence—they work together.", "Cyber defence", "they work together."),
        ("Cyber defence -- they work.", "Cyber defence", "they work."),
        ("Patrols:they patrol.", "Patrols", "they patrol."),
        ("Patrols (at sea: near; and far) – they patrol.", "Patrols (at sea: near; and far)", "they patrol."),
        ("2024 – 2027 exercises: they train.", "2024 – 2027 exercises", "they train."),
        ("St. John’s harbour – they dredge.", "St. John’s harbour", "they dredge."),
        ("Trade with the U.S. Navy – they sail.", "Trade with the U.S. Navy", "they sail."),
        ("Patrols; or", "Patrols", None),
        ("Ratio 3:1 of teachers", "Ratio 3:1 of teachers", None),
    ],
)
def test_where_a_label_ends(
    read: Callable[..., Programme], item: str, label: str, description: str | None
) -> None:
    """Brackets, years and abbreviations end no label; no word of an item is lost."""
    found = read(f"{TITLES['en']}\n\nThe goals are the following:\n\n- Zoos – they zoo.\n- {item}\n", "en")
    goal = found.goals[1]

    assert goal.label.text == label
    assert (goal.description and found.document.quote(goal.description)) == description
