"""Corrections of what the elements are and where they stand: read again by hand, everything counted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import Span
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnergraph.build.corrections import Correction
    from partnergraph.build.document import Document
    from partnergraph.build.elements import Programme

    Correct = Callable[..., Programme]
    Make = Callable[..., Correction]
    Gather = Callable[[Programme], list[tuple[str, list[str]]]]

SEAS, LEARNING = ["Patrols", "Charts", "Rescue"], ["Schools", "Lessons"]
FLAT = """\
Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027

The programme has five goals under two priorities: safe seas and shared learning. The goals are the following:

- Safe seas
- Patrols
- Charts
- Rescue
- Learning that is shared
- Schools
- Lessons
"""


def codes(programme: Programme) -> list[str]:
    """The codes of the findings that are more than information."""
    return [finding.code for finding in programme.findings if finding.severity != "info"]


def test_nothing_to_correct_changes_nothing(read: Callable[..., Programme], correct: Correct) -> None:
    """No correction, no judgement."""
    assert correct(FLAT) == read(FLAT, "en")
    assert correct(FLAT).judgements == ()


def test_a_goal_that_the_reader_missed(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """A sixth one in a paragraph under the list, of which an editor says that it is in the first priority."""
    text = english_text.replace("five goals", "six goals") + "\nSalvage: the parties lift what has sunk.\n"
    programme = correct(text, correction(text, "goal", "Salvage", priority=1))
    (judgement,) = programme.judgements

    assert codes(correct(text)) == ["count-mismatch"]
    assert goals_by_priority(programme) == [("SAFE SEAS", [*SEAS, "Salvage"]), ("SHARED LEARNING", LEARNING)]
    assert [(goal.ordinal, goal.priority, goal.ordinal_in_parent) for goal in programme.goals] == [
        (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 1), (5, 2, 2), (6, 1, 4),
    ]  # fmt: skip
    assert codes(programme) == []
    assert programme.list_status == "closed"
    assert (judgement.about, judgement.made) == ((programme.goals[5],), (programme.goals[5],))
    description = programme.goals[5].description
    assert description is not None
    assert programme.document.quote(description) == "the parties lift what has sunk."
    assert programme.document.quote(judgement.span) == "Salvage"


def test_a_bullet_that_is_no_goal(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """The list has a sixth bullet that says who made it; the goals after it move up."""
    text = english_text.replace("   - Rescue", "   - Drafted by the joint staff.\n   - Rescue")
    programme = correct(text, correction(text, "not-an-element", "Drafted by the joint staff."))
    (judgement,) = programme.judgements

    assert codes(correct(text)) == ["count-mismatch"]
    assert goals_by_priority(programme) == [("SAFE SEAS", SEAS), ("SHARED LEARNING", LEARNING)]
    assert [goal.ordinal for goal in programme.goals] == [1, 2, 3, 4, 5]
    assert codes(programme) == []
    assert (judgement.about, judgement.made, judgement.moved) == ((), (), None)


def test_a_priority_whose_name_is_misprinted(
    japan_text: str, document: Callable[[str], Document], correction: Make
) -> None:
    """Read as a goal with two items nobody can place; corrected, the items under it are its goals.

    The names still differ, which the text itself would have to mend: the editor accepts both findings.
    """
    heading = "PROMOTION DES VALEURS COMMUNES"
    text = japan_text.replace("    • PROMOTION DES VALEURS FONDAMENTALES", f"    • {heading}")
    made = correction(text, "priority", heading)
    accepts = [
        correction(text, "accept", heading, finding="list-without-name"),
        correction(text, "accept", "PROMOTION DES VALEURS FONDAMENTALES", finding="name-without-list"),
    ]
    programme = read_programme(document(text), "fr", [made, *accepts])
    judgement = next(each for each in programme.judgements if each.change == "priority")

    assert codes(read_programme(document(text), "fr")).count("unplaced-item") == 2
    assert codes(read_programme(document(text), "fr", [made])) == ["name-without-list", "list-without-name"]
    assert codes(programme) == []
    assert [len(programme.goals_of(ordinal)) for ordinal in (1, 2, 3, 4)] == [5, 3, 6, 2]
    assert [goal.label.text for goal in programme.goals_of(4)] == [
        "PROGRAMME FEMMES, PAIX ET SÉCURITÉ (FPS)", "SÉCURITÉ HUMAINE",
    ]  # fmt: skip
    assert judgement.about == judgement.made == (programme.priorities[3], *programme.goals[14:])
    assert judgement.moved == (3, 0)
    assert [goal.printed_under for goal in programme.goals[14:]] == [4, 4]


def test_a_flat_priority_takes_what_follows_it(
    correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """Up to the next priority; it is moved nowhere, since nothing is printed above it."""
    programme = correct(FLAT, correction(FLAT, "priority", "Learning that is shared"))
    (judgement,) = programme.judgements

    assert goals_by_priority(correct(FLAT)) == [("Safe seas", [*SEAS, "Learning that is shared", *LEARNING])]
    assert goals_by_priority(programme) == [("Safe seas", SEAS), ("Learning that is shared", LEARNING)]
    assert (judgement.made, judgement.moved) == ((programme.priorities[1],), None)
    assert codes(programme) == ["name-without-list", "list-without-name"]


def test_a_flat_priority_that_is_none_gives_its_goals_to_the_one_before(
    correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """As if the reader had never taken it for one; the reader's own decision on it is gone."""
    text = FLAT.replace("Learning that is shared", "Shared learning")
    programme = correct(text, correction(text, "not-an-element", "Shared learning"))
    as_goal = correct(text, correction(text, "goal", "Shared learning"))

    assert [len(correct(text).decisions), len(programme.decisions)] == [2, 1]
    assert goals_by_priority(programme) == [("Safe seas", [*SEAS, *LEARNING])]
    assert goals_by_priority(as_goal) == [("Safe seas", [*SEAS, "Shared learning", *LEARNING])]
    assert programme.decisions[0].element == programme.priorities[0]


def test_a_goal_with_points_is_no_priority(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """What is printed under it is said to be no goal, and every count is doubted; the other goals stay."""
    programme = correct(english_text, correction(english_text, "goal", "A. SAFE SEAS"))

    assert goals_by_priority(programme) == [("", ["SAFE SEAS"]), ("SHARED LEARNING", LEARNING)]
    assert codes(programme).count("item-under-goal") == 3
    assert codes(programme).count("count-mismatch") == 2
    assert [priority.ordinal for priority in programme.priorities] == [1]
    assert [goal.priority for goal in programme.goals] == [0, 1, 1]


def test_a_point_may_be_a_goal_all_the_same(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """Where a correction of its own says so."""
    programme = correct(
        english_text,
        correction(english_text, "goal", "A. SAFE SEAS"),
        correction(english_text, "goal", "Charts", priority=1),
    )

    assert goals_by_priority(programme) == [("", ["SAFE SEAS"]), ("SHARED LEARNING", ["Charts", *LEARNING])]
    assert codes(programme).count("item-under-goal") == 2


def test_a_goal_in_another_priority(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """It keeps its ordinal and the place where it is printed; the judgement says from where to where."""
    programme = correct(english_text, correction(english_text, "goal", "Rescue", priority=2))
    (judgement,) = programme.judgements
    rescue = programme.goals[2]

    assert goals_by_priority(programme) == [
        ("SAFE SEAS", SEAS[:2]),
        ("SHARED LEARNING", ["Rescue", *LEARNING]),
    ]
    assert (rescue.ordinal, rescue.ordinal_in_parent, rescue.priority, rescue.printed_under) == (3, 1, 2, 1)
    assert (judgement.about, judgement.made, judgement.moved) == ((rescue,), (), (1, 2))


def test_a_goal_in_no_priority(english_text: str, correct: Correct, correction: Make) -> None:
    """Zero asks for that; the reader remarks that other goals have one."""
    programme = correct(english_text, correction(english_text, "goal", "Rescue", priority=0))

    assert [goal.priority for goal in programme.goals] == [1, 1, 0, 2, 2]
    assert programme.judgements[0].moved == (1, 0)
    assert codes(programme) == ["goal-without-priority"]


def test_priorities_are_counted_after_all_corrections(
    correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """The second priority is one by a correction, and another correction places a goal in it."""
    programme = correct(
        FLAT,
        correction(FLAT, "goal", "Charts", priority=2),
        correction(FLAT, "priority", "Learning that is shared"),
    )

    assert goals_by_priority(programme) == [
        ("Safe seas", ["Patrols", "Rescue"]),
        ("Learning that is shared", ["Charts", *LEARNING]),
    ]


def test_an_objective_that_the_reader_missed(english_text: str, correct: Correct, correction: Make) -> None:
    """A paragraph is the fourth; its whole words are the label."""
    text = english_text.replace("three strat", "four strat").replace(
        "PART 2", "To mend: what is broken.\n\nPART 2"
    )
    programme = correct(text, correction(text, "objective", "To mend"))

    assert [each.label.text for each in programme.objectives] == [
        "to keep the sea lanes open", "to share what is learned", "to train together",
        "To mend: what is broken",
    ]  # fmt: skip
    assert codes(programme) == []


def test_an_item_that_nobody_can_place(english_text: str, correct: Correct, correction: Make) -> None:
    """Of an item under a goal an editor says that it is one, of the next that it is none."""
    text = english_text.replace(
        "ships in distress.\n", "ships in distress.\n     - Divers: they dive.\n     - See the annex.\n"
    )
    programme = correct(
        text, correction(text, "goal", "Divers"), correction(text, "not-an-element", "See the annex.")
    )

    assert codes(correct(text)) == ["unplaced-item", "unplaced-item"]
    assert codes(programme) == ["count-mismatch"]  # five are declared, and now there are six
    assert [(goal.label.text, goal.priority) for goal in programme.goals[2:4]] == [
        ("Rescue", 1),
        ("Divers", 1),
    ]


def test_under_a_new_priority_some_items_are_none(
    english_text: str, correct: Correct, correction: Make, goals_by_priority: Gather
) -> None:
    """An item under it that another correction says to be no element is not made a goal."""
    text = english_text.replace("B. SHARED", "   - SHARED").replace("   - Sch", "     - Sch")
    text = text.replace("SHARED LEARNING\n     ", "COMMON LEARNING\n     ").replace(
        "   - Less", "     - Less"
    )
    programme = correct(
        text, correction(text, "priority", "COMMON LEARNING"), correction(text, "not-an-element", "Lessons")
    )

    assert goals_by_priority(programme) == [("SAFE SEAS", SEAS), ("COMMON LEARNING", ["Schools"])]
    assert [each.change for each in programme.judgements] == ["priority", "not-an-element"]
    assert "unplaced-item" not in codes(programme)


@pytest.mark.parametrize(
    ("words", "more", "why"),
    [
        (("goal", "Charts"), {}, "this is a goal already"),
        (("goal", "Charts"), {"priority": 1}, "this goal stands there already"),
        (("goal", "Charts"), {"priority": 3}, "there are 2 priorities"),
        (("priority", "SAFE SEAS\n"), {}, "its words stand in more than one item"),
        (("priority", "A. SAFE SEAS"), {}, "this is a priority already"),
        (("objective", "to train together"), {}, "this is an objective already"),
        (("not-an-element", "This programme sets the frame"), {}, "the reader takes this for no element"),
    ],
)
def test_a_correction_without_effect_is_out_of_date(
    english_text: str,
    correct: Correct,
    correction: Make,
    words: tuple[str, str],
    more: dict[str, int],
    why: str,
) -> None:
    """It is an error at its words, and changes nothing."""
    wrong = correction(english_text, *words, **more)
    programme = correct(english_text, wrong)
    (finding,) = (each for each in programme.findings if each.severity == "error")

    assert finding.code == "correction-out-of-date"
    assert finding.message == f"the correction at corrections.toml is out of date: {why}"
    assert finding.span == wrong.span
    assert programme.goals == correct(english_text).goals


def test_two_corrections_of_one_item_contradict_each_other(
    english_text: str, correct: Correct, correction: Make
) -> None:
    """Whichever of its words they quote; the first is applied, and the second is an error."""
    programme = correct(
        english_text,
        correction(english_text, "goal", "Rescue", priority=2),
        correction(english_text, "not-an-element", "ships in distress."),
    )

    assert codes(programme) == ["correction-contradiction"]
    assert [goal.priority for goal in programme.goals] == [1, 1, 2, 2, 2]


def test_what_is_corrected_in_the_real_text_leaves_the_rest(
    japan: Programme, japan_file: Path, document: Callable[[str], Document], correction: Make
) -> None:
    """One goal moved: every other element, and the decision on the fourth priority, is as it was."""
    text = japan_file.read_bytes().decode()
    start = text.index("DIPLOMATIE PUBLIQUE")
    moved = correction(text, "goal", "DIPLOMATIE PUBLIQUE", Span(start, start + 19), priority=4)
    programme = read_programme(document(text), "fr", [moved])

    assert programme.decisions == japan.decisions
    assert programme.priorities == japan.priorities
    assert programme.goals[:13] == japan.goals[:13]
    assert [goal.ordinal_in_parent for goal in programme.goals[13:]] == [1, 2, 3]
