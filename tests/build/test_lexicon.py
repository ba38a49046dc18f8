"""Names from authority files, how a text is split into words, and which spellings are one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.build.lexicon import Lexicon, Name, capitals, read_lexicon, spelling, tokens
from partnergraph.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASE: Final = "https://w3id.org/pprog/"
PREFIXES: Final = f"""\
@prefix pprog: <{BASE}ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix actor: <{BASE}id/actor/> .
@prefix region: <{BASE}id/region/> .
@prefix instrument: <{BASE}id/instrument/> .
@prefix topic: <{BASE}vocab/topic/> .
@prefix value: <{BASE}vocab/value/> .
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes data/NAME.ttl or, for topic and value, the vocabulary; the vocabularies are there, empty."""
    for folder in ("data", "ontology/vocabularies"):
        (tmp_path / folder).mkdir(parents=True)

    def write_file(name: str, turtle: str) -> Path:
        folder = "ontology/vocabularies" if name in {"topic", "value"} else "data"
        file = tmp_path / folder / f"{name}.ttl"
        file.write_text(PREFIXES + turtle, encoding="utf-8")
        return file

    write_file("topic", "")
    write_file("value", "")
    return write_file


@pytest.fixture
def lexicon(tmp_path: Path) -> Callable[[], Lexicon]:
    """Reads what was written."""
    return lambda: read_lexicon(tmp_path / "ontology", tmp_path / "data")


def test_every_kind_is_read(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """A name has the kind of its entity, and the last part of the entity's IRI as its id."""
    write("actors", 'actor:un a pprog:InternationalOrganisation ; skos:prefLabel "United Nations"@en .')
    write("states", 'actor:mlt a pprog:State ; skos:prefLabel "Malta"@en .')
    write("groups", 'actor:allies a pprog:ActorGroup ; skos:prefLabel "Allies"@en .')
    write("regions", 'region:baltic-sea a pprog:Region ; skos:prefLabel "Baltic Sea"@en .')
    write("instruments", 'instrument:un-charter a pprog:ReferencedInstrument ; skos:prefLabel "Charter"@en .')
    write("topic", 'topic:cyber-defence a pprog:Topic , skos:Concept ; skos:prefLabel "cyber defence"@en .')
    write("value", 'value:rule-of-law a skos:Concept , pprog:Value ; skos:prefLabel "rule of law"@en .')

    assert set(lexicon().names) == {
        Name("United Nations", "en", f"{BASE}id/actor/un", "organisation", "un"),
        Name("Malta", "en", f"{BASE}id/actor/mlt", "state", "mlt"),
        Name("Allies", "en", f"{BASE}id/actor/allies", "group", "allies"),
        Name("Baltic Sea", "en", f"{BASE}id/region/baltic-sea", "region", "baltic-sea"),
        Name("Charter", "en", f"{BASE}id/instrument/un-charter", "instrument", "un-charter"),
        Name("cyber defence", "en", f"{BASE}vocab/topic/cyber-defence", "topic", "cyber-defence"),
        Name("rule of law", "en", f"{BASE}vocab/value/rule-of-law", "value", "rule-of-law"),
    }


def test_names_are_labels_of_three_kinds(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """Preferred, alternative and hidden labels are names; notes, languages and schemes are none."""
    write(
        "actors",
        """
        actor:che a pprog:State ; skos:hiddenLabel "Swiss Confédération"@en ; skos:note "alpine"@en ;
            skos:altLabel "Swiss Confederation"@en ; skos:prefLabel "Switzerland"@en , "Suisse"@fr .
        <urn:language:fra> a <urn:Language> ; skos:prefLabel "French"@en .
        topic:none skos:prefLabel "untyped"@en .
        """,
    )

    assert [(name.text, name.language) for name in lexicon().names] == [
        ("Suisse", "fr"),
        ("Switzerland", "en"),
        ("Swiss Confederation", "en"),
        ("Swiss Confédération", "en"),
    ]


def test_class_and_labels_may_stand_in_two_files(
    write: Callable[..., Path], lexicon: Callable[[], Lexicon]
) -> None:
    """Whatever file comes first, the labels are those of a state."""
    write("a-labels", 'actor:irl skos:prefLabel "Ireland"@en .')
    write("b-states", "actor:irl a pprog:State .")

    assert [(name.text, name.kind) for name in lexicon().names] == [("Ireland", "state")]


def test_names_by_language(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """A text may use the names of its language, of its regional forms and those of no language."""
    write(
        "actors",
        """
        actor:nato a pprog:InternationalOrganisation ; skos:prefLabel "OTAN"@fr , "NATO"@en-GB ;
            skos:altLabel "北大西洋条約機構"@ja , "SHAPE" .
        """,
    )
    names = lexicon()

    assert {name.text for name in names.names_in("fr")} == {"OTAN", "SHAPE"}
    assert {name.text for name in names.names_in("en")} == {"NATO", "SHAPE"}
    assert {name.text for name in names.names_in("de")} == {"SHAPE"}


def test_entities_and_their_labels(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """An entity is found by kind and id; its label is the preferred one, one of no language, or its id."""
    write("topic", 'topic:space a pprog:Topic ; skos:altLabel "outer space"@en ; skos:prefLabel "space"@en .')
    write("value", 'value:space a pprog:Value ; skos:prefLabel "SPACE-VALUE" .')
    names = lexicon()
    topic, value = f"{BASE}vocab/topic/space", f"{BASE}vocab/value/space"

    assert (names.entity("topic", "space"), names.entity("value", "space")) == (topic, value)
    assert names.entity("state", "space") == ""
    assert names.label(topic, "en") == "space"
    assert names.label(topic, "fr") == "space"  # the id
    assert names.label(value, "fr") == "SPACE-VALUE"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"Guinea"@en', '"Guinea"@en'),
        ('"Côte d\'Or"@fr', '"CÔTE\u00a0D’OR"@fr'),
        ('"Timor-Est"@fr', '"Timor\u2011Est"@fr'),
        ('"US"', '"us"@en'),
        ('"US"@en', '"US"'),
        ('"Congo"@en-GB', '"Congo"@en-US'),
    ],
    ids=["the same", "spaces and apostrophes", "hyphens", "every language", "one language", "two regions"],
)
def test_a_name_of_two_is_refused(
    write: Callable[..., Path], lexicon: Callable[[], Lexicon], first: str, second: str
) -> None:
    """What cannot be told apart in a text is an error that names both, with its file and line."""
    write("actors", f"actor:one a pprog:State ; skos:prefLabel {first} .")
    file = write("topic", f"topic:two a pprog:Topic ;\n  skos:altLabel {second} .")

    with pytest.raises(
        OntologyError, match=f"<{BASE}id/actor/one>.* and to <{BASE}vocab/topic/two>"
    ) as refused:
        lexicon()

    line = PREFIXES.count("\n") + 2
    assert str(refused.value.place) == f"{file}:{line}"
    assert "Leave it to one of them" in refused.value.advice


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"Niger"@en', '"Niger"@fr'),
        ('"sûreté"@fr', '"sécurité"@fr'),
        ('"cote"@fr', '"côte"@fr'),
        ('"Timor-Est"@fr', '"Timor Est"@fr'),
    ],
    ids=["languages", "words", "accents", "hyphen and space"],
)
def test_names_that_differ_are_two(
    write: Callable[..., Path], lexicon: Callable[[], Lexicon], first: str, second: str
) -> None:
    """Languages, accents and words tell names apart."""
    write("topic", f"topic:one a pprog:Topic ; skos:prefLabel {first} .")
    write("value", f"value:two a pprog:Value ; skos:prefLabel {second} .")

    assert len(lexicon().names) == 2


def test_an_entity_may_repeat_itself(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """Two spellings that come to the same are no error where both mean the same."""
    write(
        "topic", 'topic:a pprog:x 1 ; a pprog:Topic ; skos:prefLabel "Data"@en ; skos:hiddenLabel "DATA"@en .'
    )

    assert {name.text for name in lexicon().names} == {"Data", "DATA"}


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("actor:a a pprog:State , pprog:Region .", "is both (state and region|region and state)"),
        ('actor:a a pprog:State ; skos:altLabel "–"@en .', "has the label '–', in which there is no word"),
        ('actor:a a pprog:State ; skos:altLabel ""@en .', "has the label '', in which there is no word"),
        ("actor:a a pprog:State", "is not Turtle"),
    ],
    ids=["two classes", "a dash", "nothing", "no full stop"],
)
def test_a_wrong_file_is_refused(
    write: Callable[..., Path], lexicon: Callable[[], Lexicon], turtle: str, message: str
) -> None:
    """The error names the file."""
    file = write("actors", turtle)

    with pytest.raises(OntologyError, match=message) as refused:
        lexicon()

    assert refused.value.place is not None
    assert refused.value.place.file == str(file)


def test_a_missing_vocabulary_is_refused(write: Callable[..., Path], lexicon: Callable[[], Lexicon]) -> None:
    """Without its topics, a text would look as if it had none."""
    write("topic", "").unlink()

    with pytest.raises(OntologyError, match="cannot be read"):
        lexicon()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’Indo-Pacifique", ["l", "'", "indo", "-", "pacifique"]),
        ("l\u02bcOTAN", ["l", "'", "otan"]),
        ("OTAN/CPEA (2023).", ["otan", "/", "cpea", "(", "2023", ")", "."]),
        ("la sécurité¹, ensuite", ["la", "sécurité", "1", ",", "ensuite"]),
        ("_NATO_", ["_", "nato", "_"]),
        ("cyber\u00addéfense", ["cyberdéfense"]),
        ("NATO\u200e, Malta", ["nato", ",", "malta"]),
        ("conﬂit", ["conflit"]),
        ("Straße", ["strasse"]),
        ("", []),
        (" \u00a0\n", []),
    ],
)
def test_a_text_is_words_and_signs(text: str, words: list[str]) -> None:
    """Punctuation stands alone, and what cannot be seen is no part of a word."""
    assert [normalize("NFC", token.key).replace("¹", "1") for token in tokens(text)] == words


def test_tokens_are_where_they_stand() -> None:
    """Offsets count the code points of the text as it is, its accents apart and its joiners included."""
    text = "e\u0301tat – \u200ed’un\u00ad\u00adique"

    assert [text[token.start : token.end] for token in tokens(text)] == [
        "e\u0301tat",
        "–",
        "d",
        "’",
        "un\u00ad\u00adique",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sûreté maritime", "SÛRETÉ\u00a0\u202f MARITIME"),
        ("sûreté maritime", "su\u0302rete\u0301\n   maritime"),
        ("l'état", "l’État"),
        ("l'état", "L´ÉTAT"),
        ("Indo-Pacifique", "Indo‑Pacifique"),
        ("Indo-Pacifique", "Indo–Pacifique"),
        ("Indo-Pacifique", "Indo-\n  Pacifique"),
        ("Tōkyō", "To\u0304kyo\u0304"),
        ("ΐ", "Ϊ\u0301"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    """Spaces, apostrophes, hyphens, case, encoding of accents, and a line that ends within a word."""
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sûreté", "sécurité"),
        ("sûreté", "surete"),
        ("Indo-Pacifique", "Indo Pacifique"),
        ("Indo-Pacifique", "Indo - Pacifique"),
        ("Indo-Pacifique", "Indo -\nPacifique"),
        ("Indo-Pacifique", "Indo- Pacifique"),
        ("état", "états"),
        ("résolution 1325", "résolution 13 25"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    """Words, accents, hyphens and endings count; a dash between spaces is no hyphen."""
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("OTAN", [True] * 4),
        ("Malte", [True, False, False, False, False]),
        ("1325", [False] * 4),
        ("É", [True, False]),
        ("ß", [False, False]),
        ("a\u00adB", [False, True]),
    ],
)
def test_capitals(word: str, printed: list[bool]) -> None:
    """One sign of the key after the other: an accent has no case, and « ß » is compared as two letters."""
    assert list(capitals(word)) == printed


@given(st.text(max_size=60))
def test_tokens_of_any_text(text: str) -> None:
    """In order, apart, without space at their ends; each key has a case for each of its signs."""
    end = 0
    for token in tokens(text):
        word = text[token.start : token.end]
        assert end <= token.start < token.end <= len(text)
        assert word == word.strip()
        assert len(token.key) == len(capitals(word))
        end = token.end


@given(st.text(alphabet="abÉéûîôœß’' -\u00a0", max_size=30))
def test_the_encoding_of_accents_makes_no_difference(text: str) -> None:
    """NFC and NFD of a name have one spelling, and so have its capitals."""
    assert spelling(normalize("NFC", text)) == spelling(normalize("NFD", text))
    assert spelling(text.upper()) == spelling(text)
