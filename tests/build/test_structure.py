"""Lists to elements: objectives, priorities and goals of the real text, then other layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

OBJECTIVES = [
    "renforcer le dialogue et les consultations entre le Japon et l’OTAN",
    "promouvoir la coopération pratique et développer l’interopérabilité entre l’OTAN et le Japon",
    "accroître la résilience individuelle du Japon et de l’OTAN en temps de paix comme en période de crise",
]
PRIORITIES = {
    "QUESTIONS DE SÉCURITÉ ÉMERGENTES": [
        "CYBERDÉFENSE",
        "COMMUNICATION STRATÉGIQUE (STRATCOM)",
        "TECHNOLOGIES ÉMERGENTES ET TECHNOLOGIES DE RUPTURE",
        "SÛRETÉ SPATIALE",
        "CHANGEMENT CLIMATIQUE ET SÉCURITÉ",
    ],
    "QUESTIONS DE SÉCURITÉ DE LONGUE DATE": [
        "SÛRETÉ MARITIME",
        "MAÎTRISE DES ARMEMENTS, DÉSARMEMENT ET NON-PROLIFÉRATION",
        "DIALOGUE ET CONSULTATION",
    ],
    "DÉVELOPPEMENT DES ACTIVITÉS DE COOPÉRATION": [
        "GESTION DES SITUATIONS D'URGENCE",
        "SCIENCE ET TECHNOLOGIE",
        "COOPÉRATION PRATIQUE EN MATIÈRE D’INTEROPÉRABILITÉ",
        "DÉVELOPPEMENT CAPACITAIRE ET INTEROPÉRABILITÉ",
        "RÉSILIENCE ET PRÉPARATION DU SECTEUR CIVIL",
        "DIPLOMATIE PUBLIQUE",
    ],
    "PROMOTION DES VALEURS FONDAMENTALES": [
        "PROGRAMME FEMMES, PAIX ET SÉCURITÉ (FPS)",
        "SÉCURITÉ HUMAINE",
    ],
}


def test_the_objectives_of_the_real_text(japan: Programme) -> None:
    """Three objectives, without « objectif stratégique 1 – » and without the semicolon."""
    assert [objective.label.text for objective in japan.objectives] == OBJECTIVES
    assert [(objective.ordinal, objective.number) for objective in japan.objectives] == [
        (1, "1"),
        (2, "2"),
        (3, "3"),
    ]


def test_the_priorities_of_the_real_text(japan: Programme) -> None:
    """Four priorities; the fourth has no printed number."""
    assert [priority.label.text for priority in japan.priorities] == list(PRIORITIES)
    assert [priority.number for priority in japan.priorities] == ["1", "2", "3", ""]


def test_the_goals_of_the_real_text(
    japan: Programme, goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]]
) -> None:
    """Sixteen goals, 5 + 3 + 6 + 2, in the order of the text."""
    assert goals_by_priority(japan) == list(PRIORITIES.items())
    assert [goal.ordinal for goal in japan.goals] == list(range(1, 17))
    assert [goal.label.text for goal in japan.goals] == [g for goals in PRIORITIES.values() for g in goals]


def test_every_span_of_the_real_text_is_a_line(japan: Programme, japan_text: str) -> None:
    """An element's span is its line without marker; a label's span holds the words of the label."""
    lines = {line.strip() for line in japan_text.split("\n")}

    for element in japan.listed():
        marker = f"{element.unit.number}. " if element.unit.number else "• "
        words = japan.document.quote(element.span)
        assert marker + words in lines
        assert japan.document.quote(element.label.span) == element.label.text
        assert element.label.text in words


def test_the_goals_of_the_real_text_have_sentences(japan: Programme) -> None:
    """Label, dash and description make up the words of each goal."""
    for goal in japan.goals:
        assert goal.description is not None
        sentence = japan.document.quote(goal.description)
        assert japan.document.quote(goal.span) == f"{goal.label.text} – {sentence}"
        assert sentence.endswith(".")


def test_the_decision_on_the_fourth_priority(japan: Programme) -> None:
    """One decision: priority 4, printed under 3, because of « quatre priorités » in paragraph 3.3."""
    (decision,) = japan.decisions

    assert (decision.element, decision.printed_under) == (japan.priorities[3], 3)
    assert decision.because == japan.declarations[2]
    assert japan.document.quote(decision.name) == "PROMOTION DES VALEURS FONDAMENTALES"


def test_where_the_page_prints_each_element(japan: Programme) -> None:
    """Goals 15 and 16 are printed under priority 4, priority 4 under 3, the others at the top."""
    assert [priority.printed_under for priority in japan.priorities] == [0, 0, 0, 3]
    assert [goal.printed_under for goal in japan.goals] == [1] * 5 + [2] * 3 + [3] * 6 + [4] * 2
    assert [goal.ordinal_in_parent for goal in japan.goals] == [
        *range(1, 6),
        *range(1, 4),
        *range(1, 7),
        1,
        2,
    ]


def test_each_priority_is_also_named_in_the_declaration(japan: Programme, japan_text: str) -> None:
    """The enumeration in paragraph 3.3 is a second place that speaks of each priority."""
    for priority in japan.priorities:
        (also,) = priority.also
        assert japan.document.quote(also) == priority.label.text
        assert also.start == japan_text.index(priority.label.text)


def test_the_small_english_programme(
    read: Callable[..., Programme],
    english_text: str,
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
) -> None:
    """Lettered objectives and priorities, bullets « Title: sentence », nothing to decide or doubt."""
    found = read(english_text)

    assert found.language == "en"
    assert [objective.label.text for objective in found.objectives] == [
        "to keep the sea lanes open",
        "to share what is learned",
        "to train together",
    ]
    assert [priority.number for priority in found.priorities] == ["A", "B"]
    assert goals_by_priority(found) == [
        ("SAFE SEAS", ["Patrols", "Charts", "Rescue"]),
        ("SHARED LEARNING", ["Schools", "Lessons"]),
    ]
    assert found.decisions == ()
    assert found.findings == ()


@pytest.mark.parametrize(
    ("item", "number"),
    [
        ("Strategic objective 1 – keep the peace;", "1"),
        ("Objective 1: keep the peace.", "1"),
        ("OBJECTIVE I. keep the peace", "I"),
        ("keep the peace", ""),
    ],
)
def test_an_objective_may_bear_its_number(read: Callable[..., Programme], item: str, number: str) -> None:
    """« Objective 1 – » is the number of an objective and no part of its label."""
    found = read(f"The work of the two sides\n\nThe strategic objectives are:\n\n- {item}\n")

    assert [objective.label.text for objective in found.objectives] == ["keep the peace"]
    assert found.objectives[0].number.upper() == number


def test_a_goal_may_bear_its_number(read: Callable[..., Programme]) -> None:
    """« Goal 1 – » is the number of a goal and no part of its label."""
    found = read("The work of the two sides\n\nThe goals are:\n\n- Goal 1 – Patrols: they patrol.\n")

    assert [(goal.number, goal.label.text) for goal in found.goals] == [("1", "Patrols")]


def test_items_under_a_goal_are_doubted(
    read: Callable[..., Programme],
    english_text: str,
    lines_and_codes: Callable[[Programme], list[tuple[int, str]]],
) -> None:
    """What is printed under a goal inside a priority is no goal, and is reported by its line."""
    text = english_text.replace("   - Charts:", "      - by night\n   - Charts:")

    assert (22, "unplaced-item") in lines_and_codes(read(text))


def test_no_list_means_none(read: Callable[..., Programme]) -> None:
    """A text that speaks of goals without listing any has none, and this is said; nothing is invented."""
    found = read(
        "Programme between NATO and Freedonia for 2024-2027\n\n"
        "The goals of the two sides are many: peace comes first, and all the rest is for later.\n\n"
        "They will meet every year in the capital.\n"
    )

    assert found.elements() == ()
    assert found.list_status == "unknown"
    assert [finding.code for finding in found.findings].count("none-found") == 3


def test_a_flattened_page_is_read_by_its_declaration(
    read: Callable[..., Programme],
    japan_text: str,
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
) -> None:
    """Without any indentation numbers and names part the goals; where only a name does, that is said."""
    found = read("\n".join(line.strip() for line in japan_text.split("\n")))

    assert goals_by_priority(found) == list(PRIORITIES.items())
    assert [(decision.reason, decision.element.ordinal) for decision in found.decisions] == [
        ("enumerated-priority-flat", 4)
    ]


def test_the_word_for_priority_is_no_part_of_the_label(read: Callable[..., Programme]) -> None:
    """« Priority 1: Safe seas » is called Safe seas, and its number is 1."""
    found = read(
        "The work of two sides\n\nThe goals are the following:\n\n"
        "- Priority 1: Safe seas\n  - Patrols: they patrol.\n- Priority 2: Learning\n  - Books: they read.\n"
    )

    assert [(priority.number, priority.label.text) for priority in found.priorities] == [
        ("1", "Safe seas"),
        ("2", "Learning"),
    ]


def test_points_under_a_goal_are_no_goals(read: Callable[..., Programme]) -> None:
    """A goal that is set out in points stays one goal, and the points are reported."""
    found = read(
        "The work of two sides\n\nThe goals are the following:\n\n"
        "1. Patrols – the sides patrol:\n   - in the north;\n   - in the south.\n2. Charts – they chart.\n"
    )

    assert [goal.label.text for goal in found.goals] == ["Patrols", "Charts"]
    assert [finding.code for finding in found.findings if finding.code.startswith("item")] == [
        "item-under-goal"
    ] * 2


def test_a_count_before_a_colon_introduces_a_list(read: Callable[..., Programme]) -> None:
    """« The two goals agreed in spring: » counts what follows, whatever its last word."""
    found = read(
        "The work of two sides\n\nThe two goals that both agreed in spring:\n\n"
        "- Patrols: they patrol.\n- Charts: they chart.\n"
    )

    assert [goal.label.text for goal in found.goals] == ["Patrols", "Charts"]
    assert found.list_status == "closed"
