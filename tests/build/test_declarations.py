"""Declared counts and enumerated names, in the real text and in sentences of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.declarations import read_declarations

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Declaration, Programme
    from partnergraph.build.outline import Outline


@pytest.fixture(scope="session")
def declarations(outline: Callable[..., Outline]) -> Callable[..., tuple[Declaration, ...]]:
    """Reads the declarations of a text."""

    def read(text: str, language: str = "en") -> tuple[Declaration, ...]:
        return read_declarations(outline(text, language), all_cues()[language])

    return read


def test_the_declarations_of_the_real_text(japan: Programme) -> None:
    """3 objectives in paragraph 2.2; 16 goals and 4 priorities in 3.3, and again in 3.4."""
    found = [
        (declaration.kind, declaration.count, japan.document.place(declaration.span.start).line)
        for declaration in japan.declarations
    ]

    assert found == [
        ("strategic-objective", 3, 27),
        ("goal", 16, 38),
        ("priority", 4, 38),
        ("goal", 16, 40),
        ("priority", 4, 40),
    ]


def test_the_words_of_the_declarations(japan: Programme) -> None:
    """The span of a declaration is its number with its noun, no-break spaces included."""
    assert [japan.document.quote(declaration.span) for declaration in japan.declarations] == [
        "trois objectifs stratégiques",
        "16\u00a0buts",
        "quatre priorités",
        "16 buts",
        "quatre priorités",
    ]


def test_the_names_in_the_real_text(japan: Programme) -> None:
    """Paragraph 3.3 alone enumerates the priorities; conjunction and articles are no part of the names."""
    names = [[japan.document.quote(span) for span in found.names] for found in japan.declarations]

    assert names == [
        [],
        [],
        [
            "QUESTIONS DE SÉCURITÉ ÉMERGENTES",
            "QUESTIONS DE SÉCURITÉ DE LONGUE DATE",
            "DÉVELOPPEMENT DES ACTIVITÉS DE COOPÉRATION",
            "PROMOTION DES VALEURS FONDAMENTALES",
        ],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("There are five goals under two priorities.", "en", [("goal", 5), ("priority", 2)]),
        ("There are 12 partnership goals.", "en", [("goal", 12)]),
        ("The three strategic objectives are old.", "en", [("strategic-objective", 3)]),
        ("The four agreed priorities are old.", "en", [("priority", 4)]),
        ("Les DIX-SEPT buts sont anciens.", "fr", [("goal", 17)]),
        ("Deux axes prioritaires et 3 objectifs.", "fr", [("priority", 2), ("strategic-objective", 3)]),
        ("In 2024 goals were agreed.", "en", []),
        ("The 999 goals are too many.", "en", []),
        ("They scored three points; goals are many.", "en", []),
        ("La priorité de 2024 est la paix.", "fr", []),
        ("PART 3 - FIVE GOALS", "en", []),
    ],
)
def test_a_count_stands_before_its_noun(
    declarations: Callable[..., tuple[Declaration, ...]],
    text: str,
    language: str,
    expected: list[tuple[str, int]],
) -> None:
    """Numbers in figures and words are read before a noun; years, headings and far words are not."""
    assert [(found.kind, found.count) for found in declarations(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("two priorities: SEAS and SCHOOLS.", "en", ["SEAS", "SCHOOLS"]),
        ("three priorities: the seas, the schools, and the roads.", "en", ["seas", "schools", "roads"]),
        ("two priorities: peace and security, and trade.", "en", ["peace and security", "trade"]),
        ("deux priorités : LA PAIX ET L’ÉCOLE.", "fr", ["PAIX", "ÉCOLE"]),
        ("two priorities: seas,\nand schools", "en", ["seas", "schools"]),
        ("two priorities: seas, schools, roads, and peace.", "en", []),
        ("two priorities. They are: seas and schools.", "en", []),
        ("two priorities:", "en", []),
    ],
)
def test_names_follow_a_colon(
    declarations: Callable[..., tuple[Declaration, ...]],
    outline: Callable[..., Outline],
    text: str,
    language: str,
    names: list[str],
) -> None:
    """As many names as are declared, without articles; another number of pieces is no enumeration."""
    document = outline(text, language).document
    (found,) = declarations(text, language)

    assert [document.quote(span) for span in found.names] == names


def test_names_may_be_parted_by_semicolons(
    declarations: Callable[..., tuple[Declaration, ...]], outline: Callable[..., Outline]
) -> None:
    """« A; B; and C » enumerates three names as « A, B and C » does."""
    text = "three priorities: seas; schools; and roads."
    (found,) = declarations(text)

    assert [outline(text).document.quote(span) for span in found.names] == ["seas", "schools", "roads"]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The twenty-one goals are old.", "en", 21),
        ("Les vingt-quatre buts sont anciens.", "fr", 24),
        ("Les vingt et un buts sont anciens.", "fr", 21),
        ("The thirty goals are old.", "en", 30),
    ],
)
def test_a_number_of_two_words_is_not_cut(
    declarations: Callable[..., tuple[Declaration, ...]], text: str, language: str, count: int
) -> None:
    """A number above twenty is read whole or not at all, never by its last word."""
    assert [found.count for found in declarations(text, language)] in ([], [count])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L’un des buts est la paix.", "fr"),
        ("Une des priorités est la paix.", "fr"),
        ("The first two goals are the oldest.", "en"),
        ("Les deux premiers buts sont les plus anciens.", "fr"),
        ("Two other goals were left out.", "en"),
        ("They support the 17 development goals of the world.", "en"),
    ],
)
def test_a_part_or_another_list_is_not_counted(
    declarations: Callable[..., tuple[Declaration, ...]], text: str, language: str
) -> None:
    """« One of the goals » and « the first two goals » say nothing of how many there are."""
    assert declarations(text, language) == ()


def test_a_name_of_one_letter_is_no_article(declarations: Callable[..., tuple[Declaration, ...]]) -> None:
    """« A and B » are two names: an article has a name after it."""
    text = "There are two priorities: A and B."
    (found,) = declarations(text, "en")

    assert [text[name.start : name.end] for name in found.names] == ["A", "B"]
