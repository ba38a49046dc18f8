"""Words per language: what every file of cues must hold, and which of them a text is read with."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import _cues, all_cues, months
from partnergraph.build.languages import cues_for
from partnergraph.errors import DocumentError
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.build.cues import Cues

ONTOLOGY = Path(__file__).parents[2] / "ontology"
LANGUAGES = ("en", "fr")


def matched(cues: Cues) -> Iterable[tuple[str, ...]]:
    """Every list of words that is matched against folded text."""
    yield from (cues.articles, cues.counterparts, cues.open_list, cues.heading_words, cues.updated)
    yield from (cues.introducing, cues.following, cues.namely, cues.apart_words, cues.page_words)
    yield from (cues.until_words, cues.year_words, cues.party_joints, cues.party_ends)
    yield from (cues.abbreviations, cues.party_inside, cues.organisation_words, cues.undated)
    yield from (cues.period_labels, cues.ten_joints, cues.qualifiers, cues.each_words, cues.not_own)
    yield from cues.programme_types.values()
    for kind in cues.kinds.values():
        yield from (kind.nouns, kind.weak, kind.item)
    for enumeration in cues.enumerations.values():
        yield from (enumeration.nouns, enumeration.openers, enumeration.never)
    yield from (cues.assigned.words, cues.assigned.never)
    for list_field in fields(cues.lists):
        if list_field.name != "determiners":
            yield getattr(cues.lists, list_field.name)
    for row in cues.lists.determiners:
        yield from (row.words, row.again, row.after)


def test_french_and_english_are_read() -> None:
    """There are cues for French and English."""
    assert tuple(all_cues()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_element_has_words(language: str) -> None:
    """Each language can name objectives, priorities and goals, one and several."""
    kinds = all_cues()[language].kinds

    assert set(kinds) == {"strategic-objective", "priority", "goal"}
    assert all(kind.one and kind.many and kind.nouns and kind.item for kind in kinds.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_enumerated_kind_has_words(language: str) -> None:
    """Each language can speak of kinds of activity and of challenges, and of what is assigned to a party."""
    cues = all_cues()[language]

    assert set(cues.enumerations) == {"activity-kind", "challenge"}
    for words in cues.enumerations.values():
        assert words.one
        assert words.many
        assert words.nouns
        assert words.openers
    assert cues.lists.conjunctions
    assert cues.lists.adding
    assert cues.lists.breaks
    assert cues.assigned.words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    [
        "enumerations", "openers", "lists", "adding", "determiners", "assigned", "weak", "following",
        "introductions", "attributive", "purpose", "genitives", "enumerating", "past", "relating", "asking",
        "group", "foreign", "ordinals",
        "namely", "finite_verbs", "apart", "page", "joints", "ends", "until", "year", "abbreviations",
        "counts", "tens", "qualifiers", "each", "not_own", "inside", "organisations", "undated", "labels",
    ],
)  # fmt: skip
def test_a_missing_key_is_named(language: str, key: str) -> None:
    """A language file that lacks a key is not read as if it had an empty one."""
    file = resources.files("partnergraph.build.cues") / f"{language}.toml"
    lacking = re.sub(
        rf"^(\[*(?:lists\.)?){key}\b", r"\1other", file.read_text(encoding="utf-8"), flags=re.MULTILINE
    )

    with pytest.raises(KeyError, match=f"'{key}'"):
        _cues(lacking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded_and_longest_first(language: str) -> None:
    """A word that begins another one never hides it, and capitals never miss."""
    for words in matched(all_cues()[language]):
        assert [fold_in_place(word) for word in words] == list(words)
        assert sorted(map(len, words), reverse=True) == list(map(len, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_programme_types_are_concepts(language: str) -> None:
    """Every type that words lead to stands in the vocabulary of programme types."""
    vocabulary = (ONTOLOGY / "vocabularies" / "programme-type.ttl").read_text(encoding="utf-8")

    cues = all_cues()[language]
    for name in (*cues.programme_types, *cues.programme_acronyms):
        assert f":{name}\n    a skos:Concept" in vocabulary, name


def test_the_languages_know_the_same_things() -> None:
    """No language lacks a type, a reason, a label or a number word that another has."""
    en, fr = all_cues()["en"], all_cues()["fr"]

    assert set(en.programme_types) == set(fr.programme_types)
    assert set(en.reasons) == set(fr.reasons)
    assert set(en.labels) == set(fr.labels)
    assert set(en.number_words.values()) == set(fr.number_words.values())
    assert set(en.number_words.values()) == {*range(1, 21), 30, 40, 50, 60, 70, 80, 90}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_have_the_same_blanks(language: str) -> None:
    """A reason names label, provision and declaration in every language, and the host where there is one."""
    blanks = {
        name: {field for _, field, _, _ in string.Formatter().parse(reason) if field}
        for name, reason in all_cues()[language].reasons.items()
    }

    assert blanks == {
        "enumerated-priority": {"label", "host", "provision", "declared"},
        "enumerated-priority-flat": {"label", "provision", "declared"},
        "assigned": {"words"},
        "topic-label": {"label", "topic"},
        "unofficial-labels": set(),
    }


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("juillet", 7),
        ("juil", 7),
        ("jul", 7),
        ("august", 8),
        ("août", 8),
        ("mai", 5),
        ("may", 5),
        ("dec", 12),
    ],
)
def test_months_of_all_languages_are_known(month: str, number: int) -> None:
    """A French page may carry English dates, and the other way round."""
    assert months()[month] == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Japon et l’OTAN coopèrent dans ce domaine et dans les autres.", "fr"),
        ("Japan and NATO work together in this field and in the others.", "en"),
        ("LE PROGRAMME DE L’OTAN ET DE LA SYLDAVIE", "fr"),
        ("THE PROGRAMME OF NATO AND FREEDONIA", "en"),
    ],
)
def test_the_language_is_recognised(text: str, language: str) -> None:
    """The function words of a text tell its language."""
    assert cues_for(text, "a.txt").language == language


def test_a_given_language_wins() -> None:
    """Where the language is recorded it is not recognised."""
    assert cues_for("The words of this text are English.", "a.txt", "fr").language == "fr"


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        ("Der Text steht hier auf Deutsch.", "de", "'de' is not supported"),
        ("Zażółć gęślą jaźń", "", "not recognised"),
        ("12 – 14", "", "not recognised"),
    ],
)
def test_an_unknown_language_is_refused(text: str, given: str, message: str) -> None:
    """A text in another language is refused, with the languages that are read."""
    with pytest.raises(DocumentError, match=message) as refused:
        cues_for(text, "a.txt", given)

    assert "en, fr" in refused.value.advice
