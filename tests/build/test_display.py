"""A reading on a terminal: what people see, in which width and colours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from partnergraph.build.display import console_on, programme_display, tally
from partnergraph.build.elements import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CROOKED = """\
Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027

It has five goals under two priorities: SAFE SEAS and LEARNING. The goals are the following:

A. SAFE SEAS
   - Patrols: the parties patrol together.
   - Charts: the parties share charts of the sea.
B. LEARNING
   - Schools: the parties open their schools.
"""


class Screen(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(programme: Programme, *, color: bool | None = None, screen: bool = False) -> str:
    """What is printed of a reading."""
    file = Screen() if screen else io.StringIO()
    console = console_on(file, color=color)
    for part in programme_display(programme):
        console.print(part)
    return file.getvalue()


def test_the_outline_of_the_real_text(japan: Programme) -> None:
    """Title, facts, elements under their counts, what is declared of them, no doubt."""
    lines = shown(japan).split("\n")

    assert lines[:7] == [
        "Programme de partenariat individualisé entre l’OTAN et le Japon pour 2023-2026",
        "  type      itpp",
        "  language  fr",
        "  period    2023–2026",
        "  parties   OTAN (counterpart), Japon (partner)",
        "  published 2023-07-12",
        "  updated   2023-08-01T11:59:00",
    ]
    assert "3 objectifs stratégiques  ✓ declared: 3 (line 27)" in lines
    assert "4 priorités  ✓ declared: 4 (lines 38, 40)" in lines
    assert "16 buts de partenariat in all, list closed  ✓ declared: 16 (lines 38, 40)" in lines
    assert "└── assigned: buts de partenariat assignés au Japon (line 34)" in lines
    assert lines[lines.index("5 types d’activités") + 5].startswith("└── 5. programmes de coopération")
    assert lines[lines.index("5 défis") :][1:3] == [
        "├── 1. cyberdéfense",
        "├── 2. technologies émergentes et technologies de rupture",
    ]
    assert lines[-2:] == ["✓ no findings", ""]


def test_goals_stand_under_their_priorities(japan: Programme) -> None:
    """The last priority, which the page prints elsewhere, with its two goals."""
    lines = shown(japan).split("\n")
    last = lines.index(
        "└── 4. PROMOTION DES VALEURS FONDAMENTALES  (printed under 3; placed by the declaration)"
    )

    assert lines[last + 1 : last + 4] == [
        "    ├── 15. PROGRAMME FEMMES, PAIX ET SÉCURITÉ (FPS)",
        "    └── 16. SÉCURITÉ HUMAINE",
        "",
    ]


def test_a_wrong_count_has_a_cross_and_its_line(read: Callable[..., Programme]) -> None:
    """The finding says where, what, on which words, and what to do."""
    text = shown(read(CROOKED))

    assert "\n2 priorities  ✓ declared: 2 (line 3)\n" in text
    assert "\n3 partnership goals in all, list unknown  ✗ declared: 5 (line 3)\n" in text
    assert (
        "\nerror count-mismatch at text.txt:3:8\n"
        "  the text declares 5 partnership goals here, and 3 were found: 2 under « SAFE SEAS »,"
        " 1 under « LEARNING »\n"
        "  3 │ It has five goals under two priorities: SAFE SEAS and LEARNING. The goals are the following:\n"
        "    │        ^^^^^^^^^^\n"
        "  → Compare the declaration with the list it speaks of.\n"
    ) in text


def test_a_finding_on_the_text_as_a_whole_quotes_nothing(read: Callable[..., Programme]) -> None:
    """It says so instead of a place."""
    text = shown(read("- The words of a text with nothing else in it.", "en"))

    assert text.startswith("(no title found)\n")
    assert "warning no-title in the text as a whole\n" in text


def test_goals_under_no_priority_are_shown(read: Callable[..., Programme]) -> None:
    """A flat list stands under its own count."""
    text = shown(read("The work of two\n\nThe goals are:\n\n- Patrols: they patrol.\n", "en"))

    assert "\n1 partnership goal in all, list unknown\n└── 1. Patrols\n" in text


def test_long_lines_are_wrapped_to_the_width(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Programme]
) -> None:
    """Further lines stand under the first word, and wide characters count twice."""
    monkeypatch.setenv("COLUMNS", "48")
    wide = "防衛協力強化" * 6
    text = shown(read(CROOKED.replace("Patrols", wide)), screen=True, color=False)

    assert max(map(cell_len, text.split("\n"))) <= 48
    assert (
        "│   ├── 1. 防衛協力強化防衛協力強化防衛協力強化\n│   │      防衛協力強化防衛協力強化防衛協力強化\n"
    ) in text
    assert not [line for line in text.split("\n") if line.endswith(" ")]


def test_a_file_has_whole_lines_and_no_colours(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Programme]
) -> None:
    """What a program reads is neither wrapped nor coloured, whatever the terminal beside it is like."""
    monkeypatch.setenv("COLUMNS", "48")
    title = "Individually Tailored Partnership Programme between NATO and Freedonia " + "and so on " * 20
    text = shown(read(CROOKED.replace("for 2024-2027", "for 2024-2027 " + "and so on " * 20)))

    assert "\x1b" not in text
    assert text.startswith(title[:60])
    assert text.split("\n")[0].endswith("and so on")


@pytest.mark.parametrize(
    ("color", "screen", "no_color", "coloured"),
    [
        (None, True, "", True),
        (None, False, "", False),
        (None, True, "1", False),
        (True, False, "1", True),
        (False, True, "", False),
    ],
    ids=["terminal", "file", "NO_COLOR", "asked for", "forbidden"],
)
def test_colours(
    *,
    monkeypatch: pytest.MonkeyPatch,
    japan: Programme,
    color: bool | None,
    screen: bool,
    no_color: str,
    coloured: bool,
) -> None:
    """On a terminal unless NO_COLOR says no; what is asked for goes before both."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    assert ("\x1b[" in shown(japan, color=color, screen=screen)) is coloured


def test_the_text_cannot_steer_the_terminal(read: Callable[..., Programme]) -> None:
    """Markup of the library and escape sequences are words like any other."""
    text = shown(read(CROOKED.replace("Patrols", "[red]Pa\x1b[2Jtrols")))

    assert "1. [red]Pa␛[2Jtrols\n" in text
    assert "\x1b" not in text


def test_a_label_without_end_is_cut(read: Callable[..., Programme]) -> None:
    """An outline is no place for a page of words."""
    text = shown(read(CROOKED.replace("Patrols", "P" * 5000)))

    assert f"1. {'P' * 399}…\n" in text


def test_the_tally() -> None:
    """Findings by severity, the worst first."""
    error, warning, info = (Finding("a", severity, "b") for severity in SEVERITIES)

    assert tally(()) == "no findings"
    assert tally([error]) == "1 finding (1 error)"
    assert tally([info, warning, error, warning]) == "4 findings (1 error, 2 warnings, 1 for information)"
