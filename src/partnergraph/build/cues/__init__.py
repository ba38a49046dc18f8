"""Words per language, as data: one TOML file a language, read once.

A language is added by adding a file; no Python names one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final
from unicodedata import combining, normalize

from partnergraph.errors import DocumentError, Place
from partnergraph.folding import fold, fold_in_place

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SHARE: Final = 0.04  # of a text's words; running text of a known language has five times that


@dataclass(frozen=True, slots=True)
class Kind:
    """How a text speaks of one kind of element: `nouns` of several, `item` before an item's number.

    `group` are words before a number that may mean it too; `foreign` are those of somebody else.

    The nouns in `weak` mean that kind only where they count the items of a list that is there.
    """

    name: str
    one: str
    many: str
    nouns: tuple[str, ...]
    weak: tuple[str, ...]
    item: tuple[str, ...]
    group: tuple[str, ...]
    foreign: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """How a sentence enumerates one kind: `openers` after the `nouns`, unless a word in `never` is near."""

    name: str
    one: str
    many: str
    nouns: tuple[str, ...]
    openers: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Determiners:
    """Words with which the items of one list begin.

    A conjunction before one of `words` joins two items; that is in doubt where one of `again` stands in the
    item before it, unless one of `after` comes directly before that.
    """

    words: tuple[str, ...]
    again: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words by which a list inside a sentence goes on and ends.

    `adding` joins more to a list that may be complete, `rest` begins a last item that names nothing, `ends`
    follow a list, `breaks` and `subjects` begin no item, `verbs` stand in none, `complements` may follow the
    noun before a list, and of `leading` consists a phrase in which no verb comes before the list.
    """

    conjunctions: tuple[str, ...]
    adding: tuple[str, ...]
    rest: tuple[str, ...]
    ends: tuple[str, ...]
    breaks: tuple[str, ...]
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    complements: tuple[str, ...]
    leading: tuple[str, ...]
    determiners: tuple[Determiners, ...]


@dataclass(frozen=True, slots=True)
class IntroductionWords:
    """The words of a sentence that introduces a list.

    `attributive` stand beside the noun they speak of; `purpose` begin a phrase before the sentence proper;
    by `genitives` a noun depends on another one, unless that is one of `enumerating`; by `past` it is that
    of an earlier programme; `relating` begin a phrase that says which ones they are; `asking` ask for them.
    """

    attributive: frozenset[str]
    purpose: frozenset[str]
    genitives: frozenset[str]
    enumerating: frozenset[str]
    past: frozenset[str]
    relating: frozenset[str]
    asking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Assigned:
    """How a text gives elements to a party: `words` before its name; those in `never` deny it."""

    words: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of one language; words for matching are folded, longest first."""

    language: str
    authority: str
    function_words: frozenset[str]
    articles: tuple[str, ...]
    conjunctions: tuple[str, ...]
    introducing: tuple[str, ...]
    following: tuple[str, ...]
    introductions: IntroductionWords
    partial: tuple[str, ...]
    acronyms: tuple[str, ...]
    counterparts: tuple[str, ...]
    open_list: tuple[str, ...]
    namely: tuple[str, ...]
    finite_verbs: frozenset[str]
    heading_words: tuple[str, ...]
    apart_words: tuple[str, ...]
    page_words: tuple[str, ...]
    programme_types: Mapping[str, tuple[str, ...]]
    party_patterns: tuple[re.Pattern[str], ...]
    party_joints: tuple[str, ...]
    party_ends: tuple[str, ...]
    updated: tuple[str, ...]
    period_words: tuple[str, ...]
    until_words: tuple[str, ...]
    year_words: tuple[str, ...]
    months: Mapping[str, int]
    number_words: Mapping[str, int]
    ordinals: Mapping[str, int]
    kinds: Mapping[str, Kind]
    enumerations: Mapping[str, Enumeration]
    lists: ListWords
    assigned: Assigned
    labels: Mapping[str, str]
    reasons: Mapping[str, str]


@cache
def all_cues() -> dict[str, Cues]:
    """The cues of every language that is supported, by language code."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name)
    texts = [entry.read_text(encoding="utf-8") for entry in files if entry.name.endswith(".toml")]
    return {cues.language: cues for cues in map(_cues, texts)}


def cues_for(text: str, name: str, language: str = "") -> Cues:
    """The cues of the given language, or of the one whose function words the text uses most.

    Raises DocumentError where the language is not supported or not recognised.
    """
    known = all_cues()
    if not language:
        words = _WORD.findall(fold(text))
        shares = {
            code: sum(word in cues.function_words for word in words) / max(len(words), 1)
            for code, cues in known.items()
        }
        language = max(shares, key=lambda code: shares[code])
        if shares[language] < _LEAST_SHARE:
            language = ""
    if language not in known:
        raise DocumentError(
            f"the language {language!r} is not supported" if language else "its language is not recognised",
            place=Place(name),
            advice=f"Languages read: {', '.join(known)}; one more is one more file of cue words.",
        )
    return known[language]


@cache
def months() -> dict[str, int]:
    """Month names of every language: pages in one language carry dates in another."""
    return {month: number for cues in all_cues().values() for month, number in cues.months.items()}


@cache
def updated_words() -> tuple[str, ...]:
    """The words before a date of update in every language: the frame of a page may be in another one."""
    return tuple(word for cues in all_cues().values() for word in cues.updated)


def _cues(text: str) -> Cues:
    table: dict[str, Any] = tomllib.loads(text)
    return Cues(
        language=table["language"],
        authority=table["authority"],
        function_words=frozenset(table["function_words"]),
        articles=_longest_first(table["articles"]),
        conjunctions=tuple(table["conjunctions"]),
        introducing=_longest_first(table["introducing"]),
        following=_longest_first(table["following"]),
        introductions=_introduction_words(table["introductions"]),
        partial=_longest_first(table["partial"]),
        acronyms=tuple(table["acronyms"]),
        counterparts=_longest_first(table["counterparts"]),
        open_list=_longest_first(table["open_list"]),
        namely=_longest_first(table["namely"]),
        finite_verbs=frozenset(_longest_first(table["finite_verbs"])),
        heading_words=_longest_first(table["headings"]["words"]),
        apart_words=_longest_first(table["headings"]["apart"]),
        page_words=_longest_first(table["headings"]["page"]),
        programme_types={name: _longest_first(words) for name, words in table["programme_types"].items()},
        party_patterns=tuple(re.compile(pattern) for pattern in table["parties"]["patterns"]),
        party_joints=_longest_first(table["parties"]["joints"]),
        party_ends=_longest_first(table["parties"]["ends"]),
        updated=_longest_first(table["dates"]["updated"]),
        period_words=_longest_first(table["dates"]["period"]),
        until_words=_longest_first(table["dates"]["until"]),
        year_words=_longest_first(table["dates"]["year"]),
        months=_months(table["dates"]),
        number_words=table["number_words"],
        ordinals=table["ordinals"],
        kinds={name: _kind(name, words) for name, words in table["kinds"].items()},
        enumerations={name: _enumeration(name, words) for name, words in table["enumerations"].items()},
        lists=_list_words(table["lists"]),
        assigned=_assigned(table["assigned"]),
        labels=table["labels"],
        reasons=table["reasons"],
    )


def _months(words: Mapping[str, Any]) -> dict[str, int]:
    return {
        form: number
        for names in (words["months"], words["abbreviations"])
        for number, month in enumerate(names, 1)
        for form in _longest_first([month])
    }


def _kind(name: str, words: Mapping[str, Any]) -> Kind:
    lists = (
        _longest_first([*words[key], *map(_without_accents, words[key])])
        for key in ("nouns", "weak", "item", "group", "foreign")
    )
    return Kind(name, words["one"], words["many"], *lists)


def _without_accents(word: str) -> str:
    """« PRIORITE », as capitals are often printed."""
    return "".join(char for char in normalize("NFD", word) if not combining(char))


def _enumeration(name: str, words: Mapping[str, Any]) -> Enumeration:
    lists = (_longest_first(words[key]) for key in ("nouns", "openers", "never"))
    return Enumeration(name, words["one"], words["many"], *lists)


def _assigned(words: Mapping[str, Any]) -> Assigned:
    return Assigned(_longest_first(words["words"]), _longest_first(words["never"]))


def _introduction_words(words: Mapping[str, Any]) -> IntroductionWords:
    names = (field.name for field in fields(IntroductionWords))
    return IntroductionWords(*(frozenset(_longest_first(words[name])) for name in names))


def _list_words(words: Mapping[str, Any]) -> ListWords:
    return ListWords(
        conjunctions=_longest_first(words["conjunctions"]),
        adding=_longest_first(words["adding"]),
        rest=_longest_first(words["rest"]),
        ends=_longest_first(words["ends"]),
        breaks=_longest_first(words["breaks"]),
        subjects=_longest_first(words["subjects"]),
        verbs=_longest_first(words["verbs"]),
        complements=_longest_first(words["complements"]),
        leading=_longest_first(words["leading"]),
        determiners=tuple(
            Determiners(*(_longest_first(row[key]) for key in ("words", "again", "after")))
            for row in words["determiners"]
        ),
    )


def _longest_first(words: list[str]) -> tuple[str, ...]:
    """The words folded, longest first, in both forms in which a text may write an accent (NFC, NFD)."""
    forms = {fold_in_place(normalize(form, word)) for word in words for form in ("NFC", "NFD")}
    return tuple(sorted(forms, key=lambda word: (-len(word), word)))
