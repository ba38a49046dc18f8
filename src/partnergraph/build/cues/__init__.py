"""Words per language, as data: one TOML file a language, read once.

A language is added by adding a file; no Python names one, and docs/languages.md says what a file holds.
`others.toml` holds words of languages that are not read, so that a text in one is refused by its name.
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
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

OTHERS: Final = "others.toml"  # beside the languages that are read


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
    abbreviations: tuple[str, ...]
    finite_verbs: frozenset[str]
    heading_words: tuple[str, ...]
    apart_words: tuple[str, ...]
    page_words: tuple[str, ...]
    programme_types: Mapping[str, tuple[str, ...]]
    programme_acronyms: Mapping[str, tuple[str, ...]]
    party_patterns: tuple[re.Pattern[str], ...]
    party_joints: tuple[str, ...]
    party_ends: tuple[str, ...]
    party_inside: tuple[str, ...]
    organisation_words: tuple[str, ...]
    updated: tuple[str, ...]
    undated: tuple[str, ...]
    period_words: tuple[str, ...]
    period_labels: tuple[str, ...]
    until_words: tuple[str, ...]
    year_words: tuple[str, ...]
    months: Mapping[str, int]
    number_words: Mapping[str, int]
    tens: Mapping[str, int]
    ten_joints: tuple[str, ...]
    qualifiers: tuple[str, ...]
    each_words: tuple[str, ...]
    not_own: tuple[str, ...]
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
    return read_cues(resources.files(__name__))


def read_cues(folder: Traversable) -> dict[str, Cues]:
    """The cues in the files of a folder, by language code.

    Raises DocumentError where a file is no cues file, or lacks an entry.
    """
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    cues = [_read(file) for file in files if file.name.endswith(".toml") and file.name != OTHERS]
    return {each.language: each for each in cues}


def _read(file: Traversable) -> Cues:
    try:
        return _cues(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        problem = f"this file of cues is no TOML: {error}"
    except KeyError as error:
        problem = f"this file of cues lacks the entry {error}"
    raise DocumentError(
        problem, place=Place(str(file)), advice="docs/languages.md says what a file of cues holds."
    )


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some folded words that stands by itself, the longest that fits."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


@cache
def months() -> dict[str, int]:
    """Month names of every language: pages in one language carry dates in another."""
    return {month: number for cues in all_cues().values() for month, number in cues.months.items()}


@cache
def dated_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of every language before a date of update, and before one that is no date of the page.

    Of every language, since the frame of a page may be in another one.
    """
    every = all_cues().values()
    return (
        tuple(word for cues in every for word in cues.updated),
        tuple(word for cues in every for word in cues.undated),
    )


def _cues(text: str) -> Cues:
    table: dict[str, Any] = tomllib.loads(text)
    return Cues(
        language=table["language"],
        authority=table["authority"],
        function_words=frozenset(longest_first(table["function_words"])),
        finite_verbs=frozenset(longest_first(table["finite_verbs"])),
        conjunctions=tuple(table["conjunctions"]),
        acronyms=tuple(table["acronyms"]),
        introductions=_introduction_words(table["introductions"]),
        **_lists(table, {name: name for name in _TOP}),
        **_lists(table["headings"], {"heading_words": "words", "apart_words": "apart", "page_words": "page"}),
        **_lists(table["parties"], _PARTIES),
        **_lists(table["dates"], _DATES),
        **_lists(table["counts"], _COUNTS),
        months=_months(table["dates"]),
        number_words=table["number_words"],
        tens=table["counts"]["tens"],
        ordinals=table["ordinals"],
        programme_types={name: longest_first(words) for name, words in table["programme_types"].items()},
        programme_acronyms={name: tuple(words) for name, words in table["programme_acronyms"].items()},
        party_patterns=tuple(re.compile(pattern) for pattern in table["parties"]["patterns"]),
        kinds={name: _kind(name, words) for name, words in table["kinds"].items()},
        enumerations={name: _enumeration(name, words) for name, words in table["enumerations"].items()},
        lists=_list_words(table["lists"]),
        assigned=_assigned(table["assigned"]),
        labels=table["labels"],
        reasons=table["reasons"],
    )


_TOP: Final = (
    *("articles", "introducing", "following", "partial", "counterparts", "open_list", "namely"),
    "abbreviations",
)
_PARTIES: Final = {
    "party_joints": "joints",
    "party_ends": "ends",
    "party_inside": "inside",
    "organisation_words": "organisations",
}
_DATES: Final = {
    "updated": "updated",
    "undated": "undated",
    "period_words": "period",
    "period_labels": "labels",
    "until_words": "until",
    "year_words": "year",
}
_COUNTS: Final = {
    "ten_joints": "joints",
    "qualifiers": "qualifiers",
    "each_words": "each",
    "not_own": "not_own",
}


def _lists(table: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    return {field: longest_first(table[key]) for field, key in keys.items()}


def _months(dates: Mapping[str, Any]) -> dict[str, int]:
    return {
        form: number
        for names in (dates["months"], dates["abbreviations"])
        for number, month in enumerate(names, 1)
        for form in longest_first([month])
    }


def _kind(name: str, words: Mapping[str, Any]) -> Kind:
    lists = (
        longest_first([*words[key], *map(_without_accents, words[key])])
        for key in ("nouns", "weak", "item", "group", "foreign")
    )
    return Kind(name, words["one"], words["many"], *lists)


def _without_accents(word: str) -> str:
    """« PRIORITE », as capitals are often printed."""
    return "".join(char for char in normalize("NFD", word) if not combining(char))


def _enumeration(name: str, words: Mapping[str, Any]) -> Enumeration:
    lists = (longest_first(words[key]) for key in ("nouns", "openers", "never"))
    return Enumeration(name, words["one"], words["many"], *lists)


def _assigned(words: Mapping[str, Any]) -> Assigned:
    return Assigned(longest_first(words["words"]), longest_first(words["never"]))


def _introduction_words(words: Mapping[str, Any]) -> IntroductionWords:
    names = (field.name for field in fields(IntroductionWords))
    return IntroductionWords(*(frozenset(longest_first(words[name])) for name in names))


def _list_words(words: Mapping[str, Any]) -> ListWords:
    return ListWords(
        conjunctions=longest_first(words["conjunctions"]),
        adding=longest_first(words["adding"]),
        rest=longest_first(words["rest"]),
        ends=longest_first(words["ends"]),
        breaks=longest_first(words["breaks"]),
        subjects=longest_first(words["subjects"]),
        verbs=longest_first(words["verbs"]),
        complements=longest_first(words["complements"]),
        leading=longest_first(words["leading"]),
        determiners=tuple(
            Determiners(*(longest_first(row[key]) for key in ("words", "again", "after")))
            for row in words["determiners"]
        ),
    )


def longest_first(words: list[str]) -> tuple[str, ...]:
    """The words folded, longest first, in both forms in which a text may write an accent (NFC, NFD)."""
    forms = {fold_in_place(normalize(form, word)) for word in words for form in ("NFC", "NFD")}
    return tuple(sorted(forms, key=lambda word: (-len(word), word)))
