"""The shape of an item: a name, a name with its sentence, or prose. Prose is no element."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.cues import all_cues
from partnergraph.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues

Shape = Literal["name", "titled", "prose"]

_BETWEEN: Final = re.compile(
    r"\s+(?:[–—]|--?)\s+(?!\d)|(?<!\d)\s+(?:[–—]|--?)\s+"  # « 2024 – 2027 » is one name
    r"|\s*[:;](?=\s|$)\s*|(?<=[^\W\d_]{2})(?:—|:)(?=[^\W\d_]{2})|(?<=[\w)])—\s?(?=[A-ZÀ-Þ])"
)
_ENCLOSED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”")
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{2})[.!?]\s+(?=[A-ZÀ-Þ\"“«])|(?<=\))[.]\s+(?=[A-ZÀ-Þ])")
_LONGEST: Final = 160  # code points; what is longer before a separator is a sentence, not a name
_ABBREVIATION: Final = 8  # code points
_MOST_WORDS: Final = 10  # of a name that only a full stop parts from its sentence
_MOST_NAME: Final = 300
_NAME_WORDS: Final = 30  # what is longer is prose, with a verb or without one
_WORD: Final = re.compile(r"(?<![^\W\d_]')[^\W\d_]+(?!'\w)")


def name_end(text: str) -> tuple[int, int] | None:
    """Where the name of « NAME – sentence », « Name: sentence », « Name; … » or « Name. Sentence » ends.

    The second number is where the sentence begins; None where nothing parts the two.
    """
    text = without_enclosed(without_joint(text))
    found = _BETWEEN.search(text, 0, _LONGEST + 10)
    stop = next(sentence_ends(text[: _LONGEST + 10]), None)
    if stop and (not found or stop.start() < found.start()):
        return stop.span() if len(text[: stop.start()].split()) <= _MOST_WORDS else None
    return found.span() if found and found.start() <= _LONGEST else None


def without_enclosed(text: str) -> str:
    """A text of the same length with nothing to cut at in brackets and quotation marks."""
    return _ENCLOSED.sub(lambda found: f"{found[0][0]}{'_' * (len(found[0]) - 2)}{found[0][-1]}", text)


def sentence_ends(text: str) -> Iterator[re.Match[str]]:
    """The places where a sentence ends and another begins; the full stop of « St. John » is none."""
    for found in _SENTENCE.finditer(text):
        if not _abbreviation().search(text, max(0, found.start() - _ABBREVIATION), found.start() + 1):
            yield found


@cache
def _abbreviation() -> re.Pattern[str]:
    words = {word for cues in all_cues().values() for word in cues.abbreviations}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words)))})\.\Z", re.IGNORECASE)


def without_joint(text: str) -> str:
    """A text without « ; and » at its end: that joins an item to the next, and is no part of it."""
    joined = _joint().search(text)
    return text[: joined.start()] if joined else text


@cache
def _joint() -> re.Pattern[str]:
    words = {word for cues in all_cues().values() for word in (*cues.conjunctions, *cues.lists.conjunctions)}
    return re.compile(rf"[;,]\s*(?:{'|'.join(sorted(map(re.escape, words)))})\s*$", re.IGNORECASE)


def shape(text: str, cues: Cues) -> Shape:
    """The shape of the words of an item."""
    parted = name_end(text)
    name = text[: parted[0]] if parted else text
    if len(name) > _MOST_NAME or len(name.split()) > _NAME_WORDS or has_verb(name, cues):
        return "prose"
    if parted and text[parted[1] :].strip():
        return "titled"
    return "prose" if has_sentences(text) else "name"


def has_sentences(text: str) -> bool:
    """Whether a sentence ends in it and another begins."""
    return any(sentence_ends(text))


def has_verb(text: str, cues: Cues) -> bool:
    """Whether a finite verb stands in it, as far as the cues know any; « l'Est » is a noun."""
    return not cues.finite_verbs.isdisjoint(_WORD.findall(fold(text)))


def in_capitals(text: str) -> bool:
    """Whether all of its letters are capitals, and they are no mere acronym or number."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(not char.islower() for char in letters)
