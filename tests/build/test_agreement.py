"""A text against itself: the real text with one thing changed, and each disagreement on its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import read_document
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from partnergraph.build.elements import Programme

Found = list[tuple[int, str]]

FIRST = "  1. QUESTIONS DE SÉCURITÉ ÉMERGENTES :"
SECOND = "  2. QUESTIONS DE SÉCURITÉ DE LONGUE DATE :"
FOURTH = "    • PROMOTION DES VALEURS FONDAMENTALES :"
OUT_OF_ORDER, REPEATED = "number-out-of-order", "number-repeated"
COUNT, UNPLACED = "count-mismatch", "unplaced-item"
NO_LIST, NO_NAME = "name-without-list", "list-without-name"
# Without its fourth heading, the list has 3 priorities of the 4 declared on lines 38 and 40, and goals
# that nothing places.
GOALS = [(38, COUNT), (40, COUNT)]
WITHOUT_FOURTH = [(38, COUNT), (38, COUNT), (40, COUNT), (40, COUNT)]


@pytest.fixture
def changed(japan_text: str, tmp_path: Path) -> Callable[..., Programme]:
    """Reads a copy of the real text in which words that stand there once are replaced."""

    def change(*changes: tuple[str, str]) -> Programme:
        text = japan_text
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        file = tmp_path / "fr.txt"
        file.write_bytes(text.encode())
        return read_programme(read_document(file))

    return change


def test_the_real_text_agrees_with_itself(japan: Programme) -> None:
    """The real text gives rise to no finding of any severity."""
    assert japan.findings == ()


def test_the_list_of_the_real_text_is_closed(japan: Programme) -> None:
    """Sixteen goals are declared, so no other goal is one of this programme."""
    assert japan.list_status == "closed"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([(FIRST, FIRST.replace("1", "7"))], [(50, OUT_OF_ORDER)], id="first to a free number"),
        pytest.param([(FIRST, FIRST.replace("1", "4"))], [(50, OUT_OF_ORDER)], id="first to the fourth"),
        pytest.param([(FIRST, FIRST.replace("1", "3"))], [(50, OUT_OF_ORDER)], id="first to a taken number"),
        pytest.param([(SECOND, SECOND.replace("2", "9"))], [(56, OUT_OF_ORDER)], id="second to a free one"),
        pytest.param([(SECOND, SECOND.replace("2", "1"))], [(56, REPEATED)], id="second to a number before"),
        pytest.param([(SECOND, SECOND.replace("2", "3"))], [(56, OUT_OF_ORDER)], id="second to one after"),
        pytest.param([("  3. DÉV", "  2. DÉV")], [(60, REPEATED)], id="third repeats the second"),
        pytest.param(
            [("QUESTIONS DE SÉCURITÉ ÉMERGENTES, LES", "QUESTIONS ÉMERGENTES, LES")],
            [(38, NO_LIST), (50, NO_NAME)],
            id="declared name of the first changed",
        ),
        pytest.param([("16\u00a0buts", "15\u00a0buts")], [(38, COUNT)], id="16 goals to 15"),
        pytest.param([("Les 16 buts", "Les 17 buts")], [(40, COUNT)], id="again to 17"),
        pytest.param([("ces quatre", "ces trois")], [(40, COUNT)], id="four priorities to three"),
        pytest.param([("trois objectifs", "deux objectifs")], [(27, COUNT)], id="three objectives to two"),
        pytest.param(
            [("    3. objectif", "    4. objectif"), ("stratégique\u00a03", "stratégique\u00a04")],
            [(30, OUT_OF_ORDER)],
            id="third objective to a free number",
        ),
        pytest.param([("stratégique\u00a02", "stratégique\u00a01")], [(29, REPEATED)], id="objective again"),
        pytest.param([(SECOND, SECOND.replace("2.", "•"))], [(60, OUT_OF_ORDER)], id="second to a bullet"),
    ],
)  # fmt: skip
def test_one_change_is_found_on_its_line(
    changed: Callable[..., Programme],
    lines_and_codes: Callable[[Programme], Found],
    changes: Sequence[tuple[str, str]],
    expected: Found,
) -> None:
    """A number or a name that no longer agrees is reported where it stands, and nothing else is."""
    assert lines_and_codes(changed(*changes)) == expected


@pytest.mark.parametrize("line", [51, 54, 57, 61, 66, 68, 69])
def test_a_goal_too_few(
    read: Callable[..., Programme],
    japan_text: str,
    lines_and_codes: Callable[[Programme], Found],
    line: int,
) -> None:
    """Without one goal, both declarations of sixteen disagree with the list."""
    lines = japan_text.split("\n")
    found = read("\n".join(lines[: line - 1] + lines[line:]))

    assert len(found.goals) == 15
    assert lines_and_codes(found) == GOALS


@pytest.mark.parametrize("line", [51, 55, 59, 62, 69])
def test_a_goal_too_many(
    read: Callable[..., Programme],
    japan_text: str,
    lines_and_codes: Callable[[Programme], Found],
    line: int,
) -> None:
    """With one goal more, both declarations of sixteen disagree with the list."""
    lines = japan_text.split("\n")
    indent = lines[line - 1].partition("•")[0]
    added = f"{indent}• UN AUTRE BUT – Le Japon et l’OTAN le poursuivent."
    found = read("\n".join([*lines[:line], added, *lines[line:]]))

    assert len(found.goals) == 17
    assert lines_and_codes(found) == GOALS


def test_a_count_says_where_the_goals_are(changed: Callable[..., Programme]) -> None:
    """The message on a count gives the goals per priority, so that the odd one is found at once."""
    found = changed(("    • SÛRETÉ SPATIALE –", "      SÛRETÉ SPATIALE –"))

    assert "declares 16 buts de partenariat here, and 15 were found: 4 under" in found.findings[0].message


@pytest.mark.parametrize(
    "change",
    [
        ("PROMOTION DES VALEURS FONDAMENTALES.", "PROMOTION DES VALEURS COMMUNES."),
        (", ET LA PROMOTION DES VALEURS FONDAMENTALES.", "."),
    ],
    ids=["renamed", "dropped"],
)
def test_a_priority_lost_in_the_declaration(
    changed: Callable[..., Programme],
    lines_and_codes: Callable[[Programme], Found],
    change: tuple[str, str],
) -> None:
    """Where the declaration does not name the fourth heading, nothing moves it, and its items are doubted."""
    found = changed(change)

    assert found.decisions == ()
    assert [entry for entry in lines_and_codes(found) if entry[1] != NO_LIST] == [
        *WITHOUT_FOURTH,
        (68, UNPLACED),
        (69, UNPLACED),
    ]


def test_the_name_that_no_heading_bears(
    changed: Callable[..., Programme], lines_and_codes: Callable[[Programme], Found]
) -> None:
    """A renamed priority is quoted from the declaration, where it stands."""
    found = changed(("PROMOTION DES VALEURS FONDAMENTALES.", "PROMOTION DES VALEURS COMMUNES."))
    (finding,) = (finding for finding in found.findings if finding.code == NO_LIST)

    assert finding.span is not None
    assert found.document.quote(finding.span) == "PROMOTION DES VALEURS COMMUNES"
    assert (38, NO_LIST) in lines_and_codes(found)


def test_the_fourth_heading_deleted(
    changed: Callable[..., Programme], lines_and_codes: Callable[[Programme], Found]
) -> None:
    """Its two items fall under the goal above; they, the counts and the name without list are reported."""
    found = changed((f"{FOURTH}\n", ""))

    assert sorted(lines_and_codes(found)) == sorted(
        [*WITHOUT_FOURTH, (38, NO_LIST), (67, UNPLACED), (68, UNPLACED)]
    )


@pytest.mark.parametrize(
    "changes",
    [
        [(FOURTH, "  4. PROMOTION DES VALEURS FONDAMENTALES :")],
        [
            (FOURTH, "  4. PROMOTION DES VALEURS FONDAMENTALES :"),
            ("      • PROGRAMME", "    • PROGRAMME"),
            ("      • SÉCURITÉ", "    • SÉCURITÉ"),
        ],
    ],
    ids=["number", "number and indent"],
)
def test_the_fourth_priority_numbered_properly(
    changed: Callable[..., Programme], changes: Sequence[tuple[str, str]]
) -> None:
    """Printed on the level of the others, the fourth priority leaves nothing to decide or to doubt."""
    found = changed(*changes)

    assert [len(found.goals_of(ordinal)) for ordinal in (1, 2, 3, 4)] == [5, 3, 6, 2]
    assert found.priorities[3].number == "4"
    assert found.decisions == ()
    assert found.findings == ()


def test_two_priorities_shuffled(
    read: Callable[..., Programme], japan_text: str, lines_and_codes: Callable[[Programme], Found]
) -> None:
    """The second before the first: three goals after line 50, so that number 1 stands on line 54."""
    lines = japan_text.split("\n")
    found = read("\n".join([*lines[:49], *lines[55:59], *lines[49:55], *lines[59:]]))

    assert [len(found.goals_of(ordinal)) for ordinal in (1, 2, 3, 4)] == [3, 5, 6, 2]
    assert lines_and_codes(found) == [(50, OUT_OF_ORDER), (54, OUT_OF_ORDER)]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("    2. objectif", "    3. objectif"), 29),
        (("  5. Le programme", "  7. Le programme"), 17),
        (("  4. Les 16", "  5. Les 16"), 40),
    ],
    ids=["marker of an objective", "paragraph of part 1", "paragraph of part 3"],
)
def test_a_marker_out_of_order_is_found(
    changed: Callable[..., Programme],
    lines_and_codes: Callable[[Programme], Found],
    change: tuple[str, str],
    line: int,
) -> None:
    """A paragraph's printed number names its provision, so one out of order is reported by its line."""
    assert line in [place for place, _ in lines_and_codes(changed(change))]


def test_goals_may_be_numbered_through(
    read: Callable[..., Programme], lines_and_codes: Callable[[Programme], Found]
) -> None:
    """Numbers that run on from one priority to the next are in order."""
    found = read(
        "Programme between NATO and Freedonia for 2024-2027\n\n"
        "There are four goals under two priorities: seas and schools. The goals are the following:\n\n"
        "A. Seas\n   1. Patrols: they patrol.\n   2. Charts: they chart.\n"
        "B. Schools\n   3. Books: they read.\n   4. Lessons: they learn.\n"
    )

    assert [code for _, code in lines_and_codes(found) if code.startswith("number")] == []


def test_a_letter_left_out_is_found(
    read: Callable[..., Programme], lines_and_codes: Callable[[Programme], Found]
) -> None:
    """a), b), d): the letter c is missing, as a number would be."""
    found = read(
        "The programme of the two sides\n\nThe goals are the following:\n\n"
        "a) Patrols: they patrol.\nb) Charts: they chart.\nd) Rescue: they help.\n"
    )

    assert (7, OUT_OF_ORDER) in lines_and_codes(found)


@pytest.mark.parametrize(
    ("introduction", "status"),
    [
        ("The two goals are the following:", "closed"),
        ("The goals are the following:", "unknown"),
        ("The goals lie in fields such as the following:", "open"),
        ("The goals, among others, are:", "open"),
    ],
)
def test_the_introduction_opens_or_closes_a_list(
    read: Callable[..., Programme], introduction: str, status: str
) -> None:
    """A count closes a list, words such as « such as » open it, and else nobody knows."""
    found = read(
        f"The work of the two sides\n\n{introduction}\n\n- Patrols: they patrol.\n- Charts: they chart.\n"
    )

    assert len(found.goals) == 2
    assert found.list_status == status


def test_a_counted_list_stays_closed(read: Callable[..., Programme]) -> None:
    """« The two goals, including an old one, are the following: » counts all of them."""
    found = read(
        "The work of the two sides\n\nThe two goals, including the one of last year, are the following:\n\n"
        "- Patrols: they patrol.\n- Charts: they chart.\n"
    )

    assert found.list_status == "closed"
