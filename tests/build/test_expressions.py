"""Two language versions side by side: each difference with its code and both places, as read off the texts.

The twin texts have the same lines: framework 7, challenges and activities 9, objectives 11 to 14,
counts 18, priorities 22 and 26, goals 23 to 25, 27 and 28.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.expressions import compare
from partnergraph.build.lexicon import read_lexicon
from partnergraph.build.mentions import find_mentions
from partnergraph.build.programme import read_programme
from partnergraph.build.reading import Reading
from partnergraph.build.sources import ProgrammeFolder, Text, read_actors
from partnergraph.build.topics import assign_topics

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.expressions import Difference
    from partnergraph.settings import Settings

    Found = list[tuple[str, str, str]]
    Changes = tuple[tuple[str, str], ...]

MISMATCH: Final = "expression-mismatch"
DIFFERS: Final = "expression-differs"
UNMATCHED: Final = "unit-unmatched"
UNIT: Final = "unit-differs"

SEA: Final = "   - MARITIME SECURITY – The parties watch the sea lanes together.\n"
CYBER: Final = "   - CYBER DEFENCE – The parties protect the networks of the ports together.\n"
RESCUE: Final = "   - RESCUE – The parties help ships in distress.\n"
FACED: Final = (
    "2. The parties face challenges such as cyber defence and climate change. They carry out activities such "
    "as joint exercises and exchanges of staff with Ukraine.\n\n"
)
OBJECTIVES: Final = (
    "   1. to keep the sea lanes open by maritime security;\n",
    "   2. to share what each of them learns;\n",
    "   3. to train together, in the Indo-Pacific too.\n",
)
KNOWN: Final = (("RESCUE", "HUMAN SECURITY"),)  # a goal whose topic the label tells, in both texts
KNOWN_FR: Final = (("SAUVETAGE", "SÉCURITÉ HUMAINE"),)


@pytest.fixture(scope="module")
def side(twin: Settings) -> Callable[[str, str], Reading]:
    """Reads a text of the programme of NATO and Ruritania, with mentions and the topics of its labels."""
    actors, lexicon = read_actors(twin.data), read_lexicon(twin.ontology, twin.data)
    folder = ProgrammeFolder(Path(), "nato-rur/itpp-2024", "nato", "rur", "official-full", ())

    def read(text: str, language: str) -> Reading:
        programme = read_programme(document_from_bytes(text.encode(), f"{language}.txt"), language)
        elements = (*programme.goals, *programme.challenges)
        reading = Reading.of(programme, folder, Text(Path(f"{language}.txt"), language, ""), actors, "9.9")
        return replace(
            reading,
            mentions=find_mentions(programme.outline, lexicon, language),
            topics=assign_topics(elements, lexicon, all_cues()[language], ())[0],
        )

    return read


@pytest.fixture(scope="module")
def differences(
    side: Callable[[str, str], Reading], twin_texts: dict[str, str]
) -> Callable[..., tuple[Difference, ...]]:
    """Compares the French with the English text, after changes to words that each holds once."""

    def find(english: Changes, french: Changes = ()) -> tuple[Difference, ...]:
        texts = dict(twin_texts)
        for language, changes in (("en", english), ("fr", french)):
            for old, new in changes:
                assert texts[language].count(old) == 1
                texts[language] = texts[language].replace(old, new)
        return compare(side(texts["fr"], "fr"), side(texts["en"], "en"))

    return find


def found(differences: tuple[Difference, ...]) -> Found:
    """Code, line of the finding, and the first line of the other text in its message; columns left out."""
    lines = []
    for each in differences:
        document, finding = each.programme.document, each.finding
        own = document.place(finding.span.start) if finding.span else None
        other = {"fr.txt": "en.txt", "en.txt": "fr.txt"}[document.name]
        named = re.search(rf"({re.escape(other)}:\d+):\d+", finding.message)
        lines.append((finding.code, f"{document.name}:{own.line if own else 0}", named[1] if named else ""))
    return lines


def test_twins_do_not_differ(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """Other words, another order of the parties in 1.1 and another date are no difference."""
    assert differences(()) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((("2024-2027", "2024-2028"),), [(MISMATCH, "fr.txt:1", "en.txt:1")]),
        ((("Individually Tailored Partnership Programme", "Individual Partnership Action Plan"),),
         [(MISMATCH, "fr.txt:1", "en.txt:1")]),
        ((("Individually Tailored Partnership Programme", "Programme of Friends"),),
         [(DIFFERS, "fr.txt:1", "en.txt:1")]),
        ((("between NATO and Ruritania", "between NATO and Japan"), (" assigned to Ruritania", "")),
         [(MISMATCH, "fr.txt:1", "en.txt:1"), (DIFFERS, "fr.txt:18", "")]),
        (((" assigned to Ruritania", ""),), [(DIFFERS, "fr.txt:18", "")]),
        ((("three strategic", "four strategic"),), [(MISMATCH, "fr.txt:11", "en.txt:11")]),
        ((("The five partnership goals", "The partnership goals"),), [(DIFFERS, "fr.txt:18", "")]),
        ((("face challenges such as cyber defence and climate change", "face much"),),
         [(MISMATCH, "fr.txt:9", "")]),
        ((("such as cyber defence and climate", "such as cyber defence, space security and climate"),),
         [(MISMATCH, "en.txt:9", "fr.txt:9")]),
        ((("joint exercises and exchanges", "joint exercises, courses and exchanges"),),
         [(MISMATCH, "en.txt:9", "fr.txt:9")]),
    ],
    ids=["period", "type", "no type", "party", "not assigned", "count", "no count", "no challenges",
         "one challenge more", "one kind of activity more"],
)  # fmt: skip
def test_what_the_texts_say_of_the_whole(
    differences: Callable[..., tuple[Difference, ...]], changes: Changes, expected: Found
) -> None:
    """What they contradict each other in is an error, what only one says a warning; both places are named."""
    differing = differences(changes)

    assert found(differing) == expected
    for each in differing:
        assert each.finding.severity == ("error" if each.finding.code == MISMATCH else "warning")
        assert "the text in fr" in each.finding.message
        assert "the text in en" in each.finding.message


def test_a_goal_that_is_missing(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """Without the topic of the third goal only the priority tells where; the counts differ too."""
    fewer = differences(((CYBER, ""), ("The five", "The four")))

    assert found(fewer) == [(MISMATCH, "fr.txt:22", "en.txt:23"), (MISMATCH, "fr.txt:18", "en.txt:18")]
    assert "has 5 of the kind goal" in fewer[0].finding.message
    assert "has 4, a difference under priority 1" in fewer[0].finding.message


def test_a_goal_that_is_missing_is_named_by_its_topic(
    differences: Callable[..., tuple[Difference, ...]],
) -> None:
    """Where the topics of all goals are known, the second one is the one that has no counterpart."""
    fewer = differences(((CYBER, ""), ("The five", "The four"), *KNOWN), KNOWN_FR)

    assert found(fewer) == [(MISMATCH, "fr.txt:24", "en.txt:23"), (MISMATCH, "fr.txt:18", "en.txt:18")]
    assert "none like goal 2 there" in fewer[0].finding.message


def test_goals_in_another_order(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """The first two change places: each says which one it is there, and how an editor overrules it."""
    swapped = differences(((SEA + CYBER, CYBER + SEA),))

    assert found(swapped) == [(MISMATCH, "fr.txt:23", "en.txt:23"), (MISMATCH, "fr.txt:24", "en.txt:24")]
    assert "that of goal 2 there" in swapped[0].finding.message
    assert "that of goal 1 there" in swapped[1].finding.message
    assert "label.fr and label.en" in swapped[0].finding.advice


def test_challenges_in_another_order(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """What a sentence enumerates is counted in its order, too."""
    swapped = differences((("cyber defence and climate change", "climate change and cyber defence"),))

    assert found(swapped) == [(MISMATCH, "fr.txt:9", "en.txt:9")] * 2


def test_a_goal_under_another_priority(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """The third goal is the first under the second priority there."""
    moved = differences(((RESCUE, ""), ("B. SHARED LEARNING\n", f"B. SHARED LEARNING\n{RESCUE}")))

    assert found(moved) == [(MISMATCH, "fr.txt:25", "en.txt:26")]
    assert (
        "under priority 1 in the text in fr and under priority 2 in the text in en"
        in moved[0].finding.message
    )


def test_priorities_that_are_missing(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """The priorities are missing once, and not again with each goal or as units."""
    flat = differences((
        ("A. SAFE SEAS\n", ""),
        ("B. SHARED LEARNING\n", ""),
        (" are arranged under two priorities: SAFE SEAS and SHARED LEARNING", " stand below"),
    ))  # fmt: skip

    assert found(flat) == [(MISMATCH, "fr.txt:22", ""), (DIFFERS, "fr.txt:18", "")]


def test_a_paragraph_that_is_missing(differences: Callable[..., tuple[Difference, ...]]) -> None:
    """Its place is after 1.1 there; the elements it enumerates are missing with it."""
    fewer = differences(((FACED, ""),))

    assert found(fewer) == [
        (MISMATCH, "fr.txt:9", ""),
        (MISMATCH, "fr.txt:9", ""),
        (UNMATCHED, "fr.txt:9", "en.txt:7"),
    ]
    assert "unit 1.2 of the text in fr has no counterpart" in fewer[2].finding.message


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((("\nPART 2", "\n4. The parties meet each year.\n\nPART 2"),),
         [(UNMATCHED, "en.txt:16", "fr.txt:14")]),
        ((("\nPART 2", "\n4. The parties meet:\n   a) each year;\n   b) in spring.\n\nPART 2"),),
         [(UNMATCHED, "en.txt:16", "fr.txt:14")]),
        (((" 1. to keep", " - to keep"), (" 2. to share", " - to share"), (" 3. to train", " - to train")),
         [(UNIT, f"fr.txt:{line}", f"en.txt:{line}") for line in (12, 13, 14)]),
        (((OBJECTIVES[0], OBJECTIVES[2].replace("3.", "1.")),
          (OBJECTIVES[2], OBJECTIVES[0].replace("1.", "3."))),
         [(UNIT, "fr.txt:12", "en.txt:14"), (UNIT, "fr.txt:14", "en.txt:12")]),
        ((("PART 2 – GOALS\n\n1. The five", "4. The five"), ("\n2. The goals", "\n5. The goals")),
         [(UNMATCHED, "fr.txt:16", "en.txt:14"), (UNMATCHED, "en.txt:16", "fr.txt:14"),
          (UNMATCHED, "en.txt:18", "fr.txt:14"),
          *((UNIT, f"fr.txt:{line}", f"en.txt:{line - 2}") for line in range(22, 29))]),
    ],
    ids=["a paragraph more", "a list more", "bullets for numbers", "other names", "no second part"],
)  # fmt: skip
def test_units_that_differ(
    differences: Callable[..., tuple[Difference, ...]], changes: Changes, expected: Found
) -> None:
    """Of a branch that one text lacks only the top is said; units of an element are matched by it."""
    differing = differences(changes)

    assert found(differing) == expected
    assert {each.finding.severity for each in differing} == {"warning"}


def test_the_first_unit_has_nothing_before_it(
    side: Callable[[str, str], Reading], twin_texts: dict[str, str]
) -> None:
    """A text without the title lacks a unit at its begin; nothing fails where a text is empty of meaning."""
    one, two = side(twin_texts["fr"], "fr"), side("1. Hello.\n\n2. Nothing here.\n", "en")
    messages = [each.finding.message for each in compare(one, two)]

    assert any("unit 0.u1" in message and message.endswith("at its begin") for message in messages)
    assert [each.finding.code for each in compare(one, two)].count(MISMATCH) == 5
    assert compare(two, one)


def test_what_is_not_known_is_no_contradiction(
    side: Callable[[str, str], Reading], twin_texts: dict[str, str]
) -> None:
    """Names that no authority file has may be those of one actor."""
    texts = {language: re.sub("Ruritani[ea]", "Freedonia", text) for language, text in twin_texts.items()}
    texts["en"] = texts["en"].replace("NATO and Freedonia for", "NATO and Fredonia for")

    assert found(compare(side(texts["fr"], "fr"), side(texts["en"], "en"))) == [(DIFFERS, "fr.txt:18", "")]
