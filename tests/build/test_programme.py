"""Whole texts in other layouts: read right, or doubted, and never wrong without a word."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

Goals = list[tuple[str, list[str]]]

EN = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027\n\n"
FR = "Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2024-2027\n\n"
SEAS = [("Safe seas", ["Patrols", "Charts"]), ("Shared learning", ["Schools", "Lessons"])]
DECLARED = "The programme has four goals under two priorities: safe seas and shared learning. "


def facts(programme: Programme) -> tuple[object, ...]:
    """What a reading says, apart from where it stands."""
    return (
        programme.title and programme.title.text,
        programme.type,
        programme.period and (programme.period.start, programme.period.end),
        [(party.name, party.role) for party in programme.parties],
        programme.published and programme.published.value,
        programme.updated and programme.updated.value,
        [
            (element.kind, element.label.text, element.number, element.priority)
            for element in programme.elements()
        ],
        [
            (declaration.kind, declaration.count, len(declaration.names))
            for declaration in programme.declarations
        ],
        len(programme.decisions),
        [finding.code for finding in programme.findings],
    )


def indented(line: str, unit: str) -> str:
    """A line whose every two spaces of indentation are replaced."""
    words = line.lstrip(" ")
    return unit * ((len(line) - len(words)) // 2) + words


def wrapped(line: str, hang: str) -> str:
    """A line broken at 80 characters, each further line under the first plus `hang`."""
    words = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    filled = textwrap.fill(
        words, 80, initial_indent=indent, subsequent_indent=indent + hang, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return filled if words else ""


LAYOUTS: dict[str, Callable[[str], str]] = {
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "tabs": lambda text: "\n".join(indented(line, "\t") for line in text.split("\n")),
    "four spaces": lambda text: "\n".join(indented(line, "    ") for line in text.split("\n")),
    "dashes": lambda text: text.replace("•", "-"),
    "stars": lambda text: text.replace("•", "*"),
    "brackets": lambda text: re.sub(r"^( +\d)\.", r"\1)", text, flags=re.MULTILINE),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "no no-break spaces": lambda text: text.replace("\u00a0", " "),
    "no blank lines": lambda text: text.split("\n")[0] + "\n\n" + "\n".join(
        line for line in text.split("\n")[1:] if line.strip()
    ),
    "byte order mark": lambda text: "\ufeff" + text,
    "wrapped": lambda text: "\n".join(wrapped(line, "   ") for line in text.split("\n")),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_changes_nothing(
    japan: Programme, japan_text: str, read: Callable[..., Programme], layout: str
) -> None:
    """The real text in another layout says the same."""
    assert facts(read(LAYOUTS[layout](japan_text)))[1:6] == facts(japan)[1:6]
    names = [" ".join(element.label.text.split()).replace("'", "’") for element in japan.elements()]
    other = read(LAYOUTS[layout](japan_text))
    assert [element.label.text.replace("'", "’") for element in other.elements()] == names
    assert facts(other)[7:] == facts(japan)[7:]


def test_composed_and_decomposed_letters_read_the_same(
    japan: Programme, japan_text: str, read: Callable[..., Programme]
) -> None:
    """A text whose accents are characters of their own says the same (Unicode NFD, as macOS writes it)."""
    other = read(unicodedata.normalize("NFD", japan_text))

    assert other.type == japan.type
    assert [len(other.goals_of(ordinal)) for ordinal in (1, 2, 3, 4)] == [5, 3, 6, 2]
    assert other.findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            EN + DECLARED + "The goals are the following:\n\n"
            "1. Safe seas\n\n  - Patrols: they patrol.\n\n  - Charts: they chart.\n\n"
            "2. Shared learning\n\n  - Schools: they teach.\n\n  - Lessons: they learn.\n",
            SEAS,
            id="blank lines between items",
        ),
        pytest.param(
            EN + DECLARED + "The goals are the following:\n\n"
            "* Safe seas\n  - Patrols: they patrol.\n  - Charts: they chart.\n"
            "* Shared learning\n  - Schools: they teach.\n  - Lessons: they learn.\n",
            SEAS,
            id="stars and dashes",
        ),
        pytest.param(
            EN + "SECTION I. WAYS\n\n" + DECLARED + "\n\nThe goals are:\n\n"
            "a) Safe seas\n   (i) Patrols: they patrol.\n   (ii) Charts: they chart.\n"
            "b) Shared learning\n   (i) Schools: they teach.\n   (ii) Lessons: they learn.\n",
            SEAS,
            id="letters and romans",
        ),
        pytest.param(
            EN + "PART 2\n\n" + DECLARED + "\n\nThe goals are:\n\n"
            "1. Safe seas\n   1.1 Patrols: they patrol.\n   1.2 Charts: they chart.\n"
            "2. Shared learning\n   2.1 Schools: they teach.\n   2.2 Lessons: they learn.\n",
            SEAS,
            id="decimals",
        ),
        pytest.param(
            EN + "The partnership goals are:\n\n- Patrols: they patrol.\n- Charts: they chart.\n\n"
            "The two sides will also:\n\n- meet in spring;\n- write in autumn.\n",
            [("", ["Patrols", "Charts"])],
            id="another list",
        ),
        pytest.param(
            FR + "Les buts de partenariat sont les suivants :\n\n"
            "- Patrouilles : elles patrouillent\n  ensemble.\n- Cartes : elles\n  cartographient.\n",
            [("", ["Patrouilles", "Cartes"])],
            id="wrapped bullets",
        ),
    ],
)
def test_a_text_in_another_layout(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], Goals],
    lines_and_codes: Callable[[Programme], list[tuple[int, str]]],
    text: str,
    expected: Goals,
) -> None:
    """Lists are read whatever marks them, and nothing is doubted where nothing is wrong."""
    found = read(text)

    assert goals_by_priority(found) == expected
    assert lines_and_codes(found) == []


FLAT_LIST = (
    EN + DECLARED + "The goals are the following:\n\n"
    "- Safe seas\n- Patrols: they patrol.\n- Charts: they chart.\n"
    "- Shared learning\n- Schools: they teach.\n- Lessons: they learn.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(FLAT_LIST, SEAS, id="flattened list with declared priorities"),
        pytest.param(
            EN + DECLARED + "The goals are the following:\n\n"
            "1. Safe seas\n  - Patrols: they patrol.\n  - Charts: they chart.\n"
            "  - Shared learning\n  - Schools: they teach.\n  - Lessons: they learn.\n",
            SEAS,
            id="flattened items after a nested priority",
        ),
        pytest.param(
            EN + "There are two goals under two priorities: safe seas and shared learning. The goals are:\n\n"
            "1. Safe seas\n  - Patrols: they patrol.\n  - Charts: they chart.\n2. Shared learning\n",
            None,
            id="priority without goals",
        ),
        pytest.param(
            EN + "The partnership goals are the following:\n\n"
            "1. Patrols – the parties patrol:\n   - in the north;\n   - in the south.\n"
            "2. Charts – the parties share charts:\n   - on paper.\n",
            [("", ["Patrols", "Charts"])],
            id="activities under goals",
        ),
        pytest.param(
            EN + "They see the world alike. To reach these goals, the parties will:\n\n"
            "- meet in the spring;\n- write to each other in the autumn.\n",
            [],
            id="a sentence that only mentions goals",
        ),
        pytest.param(
            EN
            + "The partnership goals are the following:\n\n- Patrols: they patrol.\n- Charts: they chart.\n\n"
            "Page 2 of 3\n\n- Rescue: they help.\n",
            [("", ["Patrols", "Charts", "Rescue"])],
            id="page header in a list",
        ),
        pytest.param(
            EN + "The partnership goals are the following:\n\n"
            "- Patrols: the parties patrol\ntogether in the north.\n- Charts: the parties share\ncharts.\n",
            [("", ["Patrols", "Charts"])],
            id="wrapped bullets without hanging indent",
        ),
        pytest.param(
            EN + "The partnership goals are the following:\n\n- Patrols\n\nThey patrol together.\n\n"
            "- Charts\n\nThey share charts.\n",
            [("", ["Patrols", "Charts"])],
            id="paragraphs between items",
        ),
        pytest.param(
            EN + "PART 1 - WAYS\n\n1. The partnership goals are the following:\n\n"
            "1. Patrols: they patrol.\n2. Charts: they chart.\n",
            [("", ["Patrols", "Charts"])],
            id="list after paragraph 1",
        ),
        pytest.param(
            EN + "PART 1 - PARTNERSHIP GOALS\n\n1. Patrols: they patrol.\n2. Charts: they chart.\n",
            [("", ["Patrols", "Charts"])],
            id="list under a heading",
        ),
        pytest.param(
            EN + "The goals of the years before were:\n\n- Boats: they built boats.\n\n"
            "The goals of this programme are:\n\n- Patrols: they patrol.\n- Charts: they chart.\n",
            [("", ["Patrols", "Charts"])],
            id="two lists of goals",
        ),
        pytest.param(
            EN
            + "The goals are:\n\nPriority 1: Safe seas\n\n- Patrols: they patrol.\n- Charts: they chart.\n\n"
            "Priority 2: Shared learning\n\n- Schools: they teach.\n- Lessons: they learn.\n",
            SEAS,
            id="priorities as lines of text",
        ),
    ],
)
def test_no_reading_is_wrong_without_a_word(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], Goals],
    lines_and_codes: Callable[[Programme], list[tuple[int, str]]],
    text: str,
    expected: Goals | None,
) -> None:
    """A layout that is not understood is doubted with an error or a warning; None: doubt is right."""
    found = read(text)

    assert goals_by_priority(found) == expected or lines_and_codes(found)


def test_goals_inside_a_sentence_are_read(read: Callable[..., Programme]) -> None:
    """« (i) …; (ii) … » inside a sentence is a list, each item with its number and its own span."""
    found = read(EN + "The partnership goals are (i) patrols; (ii) charts; and (iii) rescue.\n")

    assert [(goal.number, found.document.quote(goal.span)) for goal in found.goals] == [
        ("i", "patrols"),
        ("ii", "charts"),
        ("iii", "rescue"),
    ]
    assert found.list_status == "unknown"


def test_a_priority_keeps_the_items_that_follow_it_only(
    read: Callable[..., Programme],
    japan_text: str,
    lines_and_codes: Callable[[Programme], list[tuple[int, str]]],
) -> None:
    """With lines 68 and 69 on the level of the fourth heading, goals 15 and 16 move not silently."""
    lines = japan_text.split("\n")
    flat = [line.removeprefix("  ") if at in (68, 69) else line for at, line in enumerate(lines, 1)]
    found = read("\n".join(flat))

    assert len(found.goals_of(4)) == 2 or lines_and_codes(found)


def test_a_flattened_page_is_not_read_wrong_silently(
    read: Callable[..., Programme],
    japan_text: str,
    lines_and_codes: Callable[[Programme], list[tuple[int, str]]],
) -> None:
    """Without any indentation, sixteen goals under no priority are not a reading to pass over."""
    found = read("\n".join(line.strip() for line in japan_text.split("\n")))

    assert [len(found.goals_of(ordinal)) for ordinal in (1, 2, 3, 4)] == [5, 3, 6, 2] or lines_and_codes(
        found
    )


def test_priorities_alone_are_not_passed_over(
    read: Callable[..., Programme], lines_and_codes: Callable[[Programme], list[tuple[int, str]]]
) -> None:
    """A list introduced as priorities, without goals, is read or doubted."""
    found = read(EN + "The priorities are the following:\n\n1. Safe seas\n2. Shared learning\n")

    assert [p.label.text for p in found.priorities] == ["Safe seas", "Shared learning"] or lines_and_codes(
        found
    )


def test_findings_stand_in_the_order_of_the_text(read: Callable[..., Programme]) -> None:
    """Findings come by place, those on the text as a whole last."""
    found = read(EN + "Three goals and two priorities were agreed; the two strategic objectives are old.\n")
    starts = [finding.span.start if finding.span else len(found.document.text) for finding in found.findings]

    assert starts == sorted(starts)
    assert [finding.code for finding in found.findings if finding.span] == ["count-mismatch"] * 3
