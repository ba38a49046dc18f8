"""Programmes of any size in our own words, for measurements: the same number gives the same text."""

from __future__ import annotations

import random
from typing import Final

PAGE: Final = 3000  # code points of a page of text
_SUBJECTS: Final = (
    "patrols",
    "charts",
    "rescue at sea",
    "harbour pilots",
    "tide tables",
    "sea schools",
    "beacons",
)
_DEEDS: Final = (
    "share what their services have learned",
    "train crews of both sides together",
    "open their workshops to each other",
    "agree on signs and signals",
    "write down every spring what was done",
)
_PROSE: Final = (
    "The parties look back on many years of work on the same coasts.",
    "They will meet twice a year and look at what was achieved.",
    "Storms, reefs and fog are common to both, and so are the means against them.",
    "Nothing in this programme takes away from what each side owes to others.",
)


def programme(number: int, pages: int = 3) -> str:
    """The text of a programme of about so many pages: objectives, priorities with goals, and prose."""
    chance = random.Random(number)  # noqa: S311 no secret depends on it
    priorities = 3
    goals = [5 + chance.randrange(3) for _ in range(priorities)]
    head = [
        (
            "Individually Tailored Partnership Programme between NATO and Freedonia "
            f"for {2020 + number % 9}-2030"
        ),
        f"Published: {1 + number % 28} May 2024",
        "PART 1 - PURPOSE",
    ]
    lists = [
        "PART 2 - OBJECTIVES",
        (
            "1. The programme has two strategic objectives:\n"
            "   a) to keep the sea lanes open;\n   b) to train together."
        ),
        "PART 3 - GOALS",
        f"1. The {sum(goals)} goals are arranged in {priorities} priorities as follows:",
        "\n".join(_priority(chance, letter, count) for letter, count in zip("ABC", goals, strict=True)),
    ]
    prose: list[str] = []
    size = sum(map(len, (*head, *lists)))
    while size < pages * PAGE:
        prose.append(f"{len(prose) + 1}. {' '.join(chance.choices(_PROSE, k=6))}")
        size += len(prose[-1]) + 2
    return "\n\n".join((*head, *prose, *lists)) + "\n"


def _priority(chance: random.Random, letter: str, count: int) -> str:
    goals = (
        f"   - {chance.choice(_SUBJECTS).upper()} {letter}{n}: the parties {chance.choice(_DEEDS)}."
        for n in range(1, count + 1)
    )
    return "\n".join((f"{letter}. WORK AT SEA {letter}", *goals))
