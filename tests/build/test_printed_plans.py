"""Plans of priorities and goals printed in many layouts: each is read back, or the reading says a doubt.

A wrong reading without a finding is the worst outcome. So every text here is printed from a plan, in a layout
drawn by lot, and what is read is compared with the plan.
"""

from __future__ import annotations

import random
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.document import document_from_bytes
from partnergraph.build.numerals import roman as as_roman
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme

Plan = list[tuple[str, list[str]]]  # the names of the priorities, with those of their goals

# Doubts about the title page are no doubts about the list.
FRONT: Final = {"no-title", "no-type", "no-period", "no-parties", "no-published", "periods-differ"}
SEEDS: Final = 24
TEXTS: Final = 25  # of each seed


@dataclass(frozen=True)
class Words:
    """What a language says around a plan; `{m}` is the count of priorities, `{n}` that of goals."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    themes: tuple[str, ...]
    names: tuple[str, ...]
    sentences: tuple[str, ...]
    numbers: tuple[str, ...]
    joint: str
    introductions: tuple[str, ...]
    counted: tuple[str, ...]
    enumerated: str
    headings: tuple[str, ...]
    priority: str
    goal: str
    space: str


EN: Final = Words(
    "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027",
    (
        "1. This programme sets the frame for the work of NATO and Freedonia.",
        "2. Both sides meet twice a year.",
    ),
    ("The two sides will look at the programme every year.", "It can be changed when both agree."),
    (
        "Safe seas",
        "Shared learning",
        "Clean power",
        "Open skies",
        "Strong borders",
        "Cold regions",
        "New tools",
    ),
    (
        "Patrols",
        "Sea charts",
        "Rescue at sea",
        "Schools",
        "Exchange of officers",
        "Lessons and books",
        "Cyber defence",
        "Space",
        "Energy",
        "Women, Peace and Security",
        "Maintenance of ships",
        "Radar",
        "Medical care",
        "Winter training",
        "Data links",
        "Language courses",
        "Public diplomacy",
        "Arms control",
    ),
    (
        "The parties patrol together in summer and in winter.",
        "Both sides share what they know, and meet once a year to compare it.",
        "Officers of both sides will take part in courses; each side pays for its own.",
        "Freedonia offers its harbours and NATO its charts, so that ships find their way in ice and fog.",
    ),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    " and ",
    ("The goals are the following:", "The partnership goals are as follows:", "The agreed goals are:"),
    ("The {n} goals under {m} priorities are the following:", "There are {m} priorities. The {n} goals are:"),
    "The programme has {m} priorities: {names}. The goals are the following:",
    ("PRIORITIES AND GOALS", "Partnership goals", "GOALS"),
    "Priority",
    "Goal",
    "",
)
FR: Final = Words(
    "Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2024-2027",
    (
        "1. Ce programme fixe le cadre du travail de l’OTAN et de la Syldavie.",
        "2. Les deux se voient au printemps.",
    ),
    (
        "Les deux parties relisent le programme chaque année.",
        "Il peut être changé si toutes deux le veulent.",
    ),
    (
        "Mers sûres",
        "Savoir partagé",
        "Énergie propre",
        "Ciel ouvert",
        "Frontières solides",
        "Régions froides",
    ),
    (
        "Patrouilles",
        "Cartes marines",
        "Sauvetage en mer",
        "Écoles",
        "Échange d’officiers",
        "Leçons et livres",
        "Cyberdéfense",
        "Espace",
        "Énergie",
        "Femmes, paix et sécurité",
        "Entretien des navires",
        "Radars",
        "Soins médicaux",
        "Formation d’hiver",
        "Cours de langue",
        "Diplomatie publique",
        "Maîtrise des armements",
    ),
    (
        "Les parties patrouillent ensemble en été et en hiver.",
        "Les deux partagent ce qu’elles savent, et se voient une fois l’an pour le comparer.",
        "Des officiers des deux parties suivront des cours ; chacune paie les siens.",
        "La Syldavie offre ses ports et l’OTAN ses cartes, afin que les navires trouvent leur route.",
    ),
    ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    " et ",
    (
        "Les buts sont les suivants\u00a0:",
        "Les buts de partenariat sont les suivants :",
        "Les buts convenus sont :",
    ),
    (
        "Les {n} buts relevant de {m} priorités sont les suivants\u00a0:",
        "Il y a {m} priorités. Les {n} buts sont les suivants :",
    ),
    "Le programme a {m} priorités\u00a0: {names}. Les buts sont les suivants\u00a0:",
    ("PRIORITÉS ET BUTS", "Buts de partenariat", "BUTS"),
    "Priorité",
    "But",
    "\u00a0",
)


@dataclass(frozen=True)
class Layout:
    """How a plan is printed; each field is one of the choices in `CHOICES`."""

    words: Words
    priorities: str
    goals: str
    form: str
    introduction: str
    indent: str
    outer: str
    blank: str
    width: int
    hanging: bool
    capitals: bool
    end: str
    frame: str


CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "words": (EN, FR),
    "priorities": (
        "label:",
        "label –",
        "1.",
        "1)",
        "(1)",
        "A.",
        "a)",
        "(a)",
        "I.",
        "(i)",
        "•",
        "-",
        "line",
        "PART",
    ),
    "goals": ("-", "•", "*", "1.", "1)", "through", "a)", "(a)", "(i)", "1.1", "1.1.", "label", "o"),
    "form": ("name", ": s", " – s", ". s", "name;"),
    "introduction": ("plain", "counted", "enumerated", "heading", "priorities only"),
    "indent": ("", "  ", "   ", "    ", "\t"),
    "outer": ("", "  "),
    "blank": ("never", "priorities", "always"),
    "width": (0, 0, 60, 76, 100),
    "hanging": (True, False),
    "capitals": (True, False),
    "end": ("\n", "\n", "\r\n"),
    "frame": ("parts", "none"),
}


def drawn(lot: random.Random) -> tuple[Plan, Layout]:
    """A plan and a layout, by lot."""
    layout = Layout(**{name: lot.choice(choices) for name, choices in CHOICES.items()})  # type: ignore[arg-type]
    names = lot.sample(layout.words.names, lot.randint(4, 10))
    themes = lot.sample(layout.words.themes, lot.randint(2, 3))
    cuts = sorted(lot.sample(range(1, len(names)), len(themes) - 1))
    groups = [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]
    return list(zip(themes, groups, strict=True)), layout


def marker(style: str, nth: int, above: int, through: int, words: Words) -> str:
    """The marker of the nth item (from 1) under the item `above`."""
    letter = chr(ord("a") + nth - 1)
    colon = f"{words.space}:"
    return {
        "label:": f"{words.priority} {nth}{colon} ",
        "label –": f"{words.priority} {nth} – ",
        "label": f"{words.goal} {above}.{nth}{colon} ",
        "1.": f"{nth}. ",
        "1)": f"{nth}) ",
        "(1)": f"({nth}) ",
        "through": f"{through}. ",
        "A.": f"{letter.upper()}. ",
        "a)": f"{letter}) ",
        "(a)": f"({letter}) ",
        "I.": f"{as_roman(nth).upper()}. ",
        "(i)": f"({as_roman(nth)}) ",
        "1.1": f"{above}.{nth} ",
        "1.1.": f"{above}.{nth}. ",
        "line": "",
        "PART": f"{'PART' if words is EN else 'PARTIE'} {nth} – ",
    }.get(style, f"{style} ")


def introduction(plan: Plan, layout: Layout, lot: random.Random) -> str:
    """The words before the list."""
    words = layout.words
    count = sum(len(goals) for _, goals in plan)
    counts = {"m": words.numbers[len(plan) - 2], "n": words.numbers[count - 2]}
    themes = [theme for theme, _ in plan]
    listed = ", ".join(themes[:-1]) + words.joint + themes[-1]
    return {
        "plain": lot.choice(words.introductions),
        "counted": lot.choice(words.counted).format(**counts),
        "enumerated": words.enumerated.format(names=listed, **counts),
        "heading": lot.choice(words.headings),
        "priorities only": words.enumerated.format(names=listed, **counts).split(". ")[0] + ".",
    }[layout.introduction]


def items(plan: Plan, layout: Layout, lot: random.Random) -> list[list[str]]:
    """Indentation, marker and words of each line before it is wrapped, a priority with its goals."""
    words, through = layout.words, 0
    groups = []
    for above, (theme, goals) in enumerate(plan, 1):
        name = theme.upper() if layout.capitals else theme
        group = [(layout.outer, marker(layout.priorities, above, 0, 0, words), name)]
        for nth, goal in enumerate(goals, 1):
            through += 1
            sentence = lot.choice(words.sentences)
            text = {
                "name": goal,
                "name;": f"{goal}{words.space};",
                ": s": f"{goal}{words.space}: {sentence}",
                " – s": f"{goal} – {sentence}",
                ". s": f"{goal}. {sentence}",
            }[layout.form]
            group.append(
                (layout.outer + layout.indent, marker(layout.goals, nth, above, through, words), text)
            )
        groups.append([wrapped(*line, layout) for line in group])
    return groups


def wrapped(indent: str, mark: str, text: str, layout: Layout) -> str:
    """An item in lines of the width, the further ones under its words, or under nothing."""
    line = f"{indent}{mark}{text}"
    if not layout.width:
        return line
    further = " " * len(f"{indent}{mark}".expandtabs(4)) if layout.hanging else ""
    return "\n".join(
        textwrap.wrap(
            line, layout.width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False,
            expand_tabs=False, replace_whitespace=False,
        )
    )  # fmt: skip


def printed(plan: Plan, layout: Layout, lot: random.Random) -> str:
    """The text of a plan."""
    words, blank = layout.words, layout.blank
    between = "\n\n" if blank == "always" else "\n"
    groups = (between.join(group) for group in items(plan, layout, lot))
    listed = ("\n" if blank == "never" else "\n\n").join(groups)
    before = [wrapped("", "", text, layout) for text in words.before]
    after = [wrapped("", "", text, layout) for text in words.after]
    part = "PART" if words is EN else "PARTIE"
    if layout.frame == "parts" and layout.priorities != "PART":
        before = [
            f"{part} 1 – {'WORK' if words is EN else 'TRAVAUX'}",
            *before,
            f"{part} 2 – {'MEANS' if words is EN else 'MOYENS'}",
        ]
        after = [f"{part} 3 – {'REVIEW' if words is EN else 'SUITES'}", *after]
    text = "\n\n".join((words.title, *before, introduction(plan, layout, lot), listed, *after)) + "\n"
    return text.replace("\n", layout.end)


def read_back(programme: Programme) -> list[tuple[str, list[str]]]:
    """Priorities with their goals as they were read, in small letters; "" with the goals under none."""
    found = [
        (label, [goal.label.text.lower() for goal in programme.goals_of(ordinal)])
        for ordinal, label in enumerate(["", *(each.label.text.lower() for each in programme.priorities)])
    ]
    return [(label, goals) for label, goals in found if label or goals]


def doubts(programme: Programme) -> list[str]:
    """The codes of the findings on the list that somebody has to look at."""
    return [
        finding.code
        for finding in programme.findings
        if finding.severity != "info" and finding.code not in FRONT
    ]


def outcome(plan: Plan, layout: Layout, lot: random.Random) -> tuple[str, str, Programme]:
    """What became of a plan: « read », « doubted » or « wrong »; with its text and its reading."""
    text = printed(plan, layout, lot)
    programme = read_programme(document_from_bytes(text.encode(), "plan.txt"))
    wanted = [(theme.lower(), [goal.lower() for goal in goals]) for theme, goals in plan]
    if read_back(programme) == wanted:
        return "read", text, programme
    return ("doubted" if doubts(programme) else "wrong"), text, programme


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_plan_is_read_back_or_doubted(seed: int) -> None:
    """Of six hundred texts none is read otherwise than it was planned without a word."""
    lot = random.Random(seed)  # noqa: S311 a lot that is the same every time
    found = [outcome(*drawn(lot), lot) for _ in range(TEXTS)]

    assert [text for result, text, _ in found if result == "wrong"] == []


def test_most_plans_are_read_back() -> None:
    """At least three of four texts are read without a mistake: doubting everything would be no reading."""
    lot = random.Random(1)  # noqa: S311 a lot that is the same every time
    results = Counter(outcome(*drawn(lot), lot)[0] for _ in range(400))

    assert results["read"] >= 300


ORDINARY: Final = Layout(
    EN,
    "A.",
    "-",
    ": s",
    "counted",
    "  ",
    "",
    "priorities",
    0,
    hanging=True,
    capitals=True,
    end="\n",
    frame="parts",
)


@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize("priorities", ["label:", "label –", "1.", "1)", "A.", "I.", "•"])
@pytest.mark.parametrize("goals", ["-", "•", "a)", "(i)"])
def test_ordinary_layouts_are_read_without_a_doubt(words: Words, priorities: str, goals: str) -> None:
    """Lists with two sorts of markers, indented, introduced and counted are read, and no doubt is left."""
    lot = random.Random(7)  # noqa: S311 a lot that is the same every time
    layout = replace(ORDINARY, words=words, priorities=priorities, goals=goals)
    plan, _ = drawn(lot)
    plan = [
        (theme, list(words.names[3 * at : 3 * at + 3])) for at, theme in enumerate(words.themes[: len(plan)])
    ]
    result, text, programme = outcome(plan, layout, lot)

    assert (result, doubts(programme)) == ("read", []), text
