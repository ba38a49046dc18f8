"""Where texts name things: whole words, their capitals, names inside names, and what holds of any text."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span, document_from_bytes
from partnergraph.build.lexicon import Kind, Lexicon, Name
from partnergraph.build.mentions import find_mentions
from partnergraph.build.outline import read_outline
from partnergraph.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnergraph.build.document import Document
    from partnergraph.build.mentions import Mention
    from partnergraph.build.outline import Outline

    Find = Callable[..., list[tuple[str, str]]]


def name(text: str, identifier: str, kind: Kind = "topic", language: str = "fr") -> Name:
    """A name of an entity of that kind and id."""
    return Name(text, language, f"https://example.org/{kind}/{identifier}", kind, identifier)


TREATY: Final = "Organisation du Traité de l'Atlantique Nord"
FRENCH: Final = Lexicon(
    (
        name("Japon", "jpn", "state"),
        name("Guinée", "gin", "state"),
        name("Guinée équatoriale", "gnq", "state"),
        name("Papouasie-Nouvelle-Guinée", "png", "state"),
        name("Congo", "cog", "state"),
        name("République démocratique du Congo", "cod", "state"),
        name("Côte d’Ivoire", "civ", "state"),
        name("golfe de Guinée", "gulf-of-guinea", "region"),
        name("Indo-Pacifique", "indo-pacific", "region"),
        name("OTAN", "nato", "organisation"),
        name(TREATY, "nato", "organisation"),
        name("ONU", "un", "organisation", ""),
        name("Conseil de sécurité", "unsc", "organisation"),
        name("Conseil de sécurité de l’ONU", "unsc", "organisation"),
        name("résolution 1325", "unscr-1325", "instrument"),
        name("résolution 1325 du Conseil de sécurité", "unscr-1325", "instrument"),
        name("plan d’action national du Japon concernant la résolution 1325", "jpn-nap", "instrument"),
        name("cyberdéfense", "cyber-defence"),
        name("sûreté maritime", "maritime-security"),
        name("sécurité maritime", "maritime-safety"),
        name("maîtrise des armements", "arms-control"),
        name("maîtrise des armements, désarmement et non-prolifération", "arms-control-and-more"),
        name("état de droit", "rule-of-law", "value"),
    )
)
ENGLISH: Final = Lexicon(
    (
        name("Turkey", "tur", "state", "en"),
        name("US", "usa", "state", "en"),
        name("United States", "usa", "state", "en"),
        name("United States of America", "usa", "state", "en"),
        name("Mali", "mli", "state", "en"),
        name("China", "chn", "state", "en"),
        name("South China Sea", "south-china-sea", "region", "en"),
        name("Charter of the United Nations", "un-charter", "instrument", "en"),
        name("United Nations", "un", "organisation", "en"),
        name("maritime security", "maritime-security", "topic", "en"),
        name("security of supply", "supply", "topic", "en"),
        name("supply of energy from abroad", "energy", "topic", "en"),
        name("energy", "energy", "topic", "en"),
        name("R&D", "research", "topic", ""),
    )
)


@pytest.fixture
def find(outline: Callable[..., Outline]) -> Find:
    """Finds the exact words of every mention, with the id of what they name."""

    def find_in(text: str, language: str = "fr") -> list[tuple[str, str]]:
        read = outline(text, language)
        mentions = find_mentions(read, FRENCH if language == "fr" else ENGLISH, language)
        return [(read.document.quote(mention.span), mention.name.id) for mention in mentions]

    return find_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le travail Japon-OTAN avance.", [("Japon", "jpn"), ("OTAN", "nato")]),
        ("L’OTAN regarde l’Indo-Pacifique.", [("OTAN", "nato"), ("Indo-Pacifique", "indo-pacific")]),
        ("Vers l'Indo‑Pacifique", [("Indo‑Pacifique", "indo-pacific")]),
        ("Vers l’Indo-\n  Pacifique", [("Indo-\n  Pacifique", "indo-pacific")]),
        ("la côte d'Ivoire, la Côte d'Ivoire", [("Côte d'Ivoire", "civ")]),
        ("l’État de droit", [("État de droit", "rule-of-law")]),
        ("l'état\u00a0de droit", [("état\u00a0de droit", "rule-of-law")]),
        ("La sûreté\nmaritime progresse.", [("sûreté\nmaritime", "maritime-security")]),
        ("La sûreté \u202f maritime", [("sûreté \u202f maritime", "maritime-security")]),
        ("Ni sûreté, maritime ni sûreté(maritime)", []),
        ("Leur sécurité maritime", [("sécurité maritime", "maritime-safety")]),
        ("Leur surete maritime", []),
        ("CYBERDÉFENSE – Ils s’exercent.", [("CYBERDÉFENSE", "cyber-defence")]),
        ("La Cyberdéfense, et les cyberdéfenses", [("Cyberdéfense", "cyber-defence")]),
        ("PARTENARIAT JAPON-OTAN", [("JAPON", "jpn"), ("OTAN", "nato")]),
        ("le japon, un vernis ; l’otan", []),
        ("les Japonais de l’OTANIE", []),
        (TREATY.upper(), [(TREATY.upper(), "nato")]),
        ("L’organisation du traité de l’Atlantique nord", []),
        ("l’ONU, l'onu", [("ONU", "un")]),
        ("", []),
    ],
)
def test_mentions_in_french(find: Find, text: str, found: list[tuple[str, str]]) -> None:
    """Whole words, with their accents and capitals; apostrophes, hyphens and spaces of every kind."""
    assert find(f"Avant\n\n{text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met in Turkey and ate turkey.", [("Turkey", "tur")]),
        ("TURKEY AND THE PARTIES", [("TURKEY", "tur")]),
        ("Let us meet the US Navy.", [("US", "usa")]),
        ("The U.S. is written otherwise.", []),
        ("Somalia’s neighbours, and Mali's", [("Mali", "mli")]),
        ("Maritime security at sea", [("Maritime security", "maritime-security")]),
        ("MARITIME\u00a0SECURITY", [("MARITIME\u00a0SECURITY", "maritime-security")]),
        ("maritime\r\nsecurity", [("maritime\r\nsecurity", "maritime-security")]),
        ("R&D, R & D, r&d", [("R&D", "research")]),
        ("maritime security¹", [("maritime security", "maritime-security")]),
        ("**maritime security** alone", [("maritime security", "maritime-security")]),
        ("_Mali_ alone", [("Mali", "mli")]),
    ],
)
def test_mentions_in_english(find: Find, text: str, found: list[tuple[str, str]]) -> None:
    """A capital asks for a capital; genitives, marks of emphasis and signs of notes stand beside a name."""
    assert find(f"Before\n\n{text}", "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Plan d'action national du Japon concernant la résolution 1325 du Conseil de sécurité de l’ONU.",
            [
                ("Plan d'action national du Japon concernant la résolution 1325", "jpn-nap"),
                ("Japon", "jpn"),
                ("résolution 1325", "unscr-1325"),
                ("Conseil de sécurité de l’ONU", "unsc"),
                ("ONU", "un"),
            ],
        ),
        (
            "La résolution 1325 du Conseil de sécurité",
            [("résolution 1325 du Conseil de sécurité", "unscr-1325"), ("Conseil de sécurité", "unsc")],
        ),
        (
            "MAÎTRISE DES ARMEMENTS, DÉSARMEMENT ET NON-PROLIFÉRATION",
            [
                ("MAÎTRISE DES ARMEMENTS, DÉSARMEMENT ET NON-PROLIFÉRATION", "arms-control-and-more"),
                ("MAÎTRISE DES ARMEMENTS", "arms-control"),
            ],
        ),
        ("la Guinée et la Guinée équatoriale", [("Guinée", "gin"), ("Guinée équatoriale", "gnq")]),
        ("la Papouasie-Nouvelle-Guinée", [("Papouasie-Nouvelle-Guinée", "png")]),
        (
            "le Congo, la République démocratique du Congo",
            [("Congo", "cog"), ("République démocratique du Congo", "cod")],
        ),
        ("dans le golfe de Guinée", [("golfe de Guinée", "gulf-of-guinea")]),
        ("dans le Golfe de la Guinée", [("Guinée", "gin")]),
    ],
)
def test_names_inside_names(find: Find, text: str, found: list[tuple[str, str]]) -> None:
    """The resolution inside the plan is named too; Guinea inside another state or a gulf is not."""
    assert find(f"Avant\n\n{text}") == found


def test_names_inside_names_in_english(find: Find) -> None:
    """One state by its longest name; no China in the sea; the organisation in its charter."""
    text = "The United States of America, the South China Sea and the Charter of the United Nations"

    assert find(text, "en") == [
        ("United States of America", "usa"),
        ("South China Sea", "south-china-sea"),
        ("Charter of the United Nations", "un-charter"),
        ("United Nations", "un"),
    ]


def test_names_that_cross(find: Find) -> None:
    """The first of two stands, and the one inside the one that fell stands again; a third begins after."""
    text = "The security of supply of energy from abroad, the supply of energy from abroad"

    assert find(text, "en") == [
        ("security of supply", "supply"),
        ("energy", "energy"),
        ("supply of energy from abroad", "energy"),
    ]


def test_accents_that_stand_alone(find: Find) -> None:
    """A text in NFD is read like one in NFC, and its spans hold the accents."""
    text = normalize("NFD", "Avant : la SÛRETÉ maritime et la Guinée équatoriale")
    assert text != normalize("NFC", text)

    assert find(text) == [
        (normalize("NFD", "SÛRETÉ maritime"), "maritime-security"),
        (normalize("NFD", "Guinée équatoriale"), "gnq"),
    ]


def test_a_mention_stays_in_its_unit(outline: Callable[..., Outline]) -> None:
    """Words at the end of one item and at the begin of the next make no name; a heading holds its own."""
    text = "PART 1 – MARITIME SECURITY\n\n  - maritime\n  - security\n  - maritime\n    security"
    read = outline(text)

    assert [(mention.unit.order, mention.span) for mention in find_mentions(read, ENGLISH, "en")] == [
        (1, Span(text.index("MARITIME"), text.index("\n\n"))),
        (4, Span(text.rindex("maritime"), len(text))),
    ]


def test_the_language_chooses_the_names(outline: Callable[..., Outline]) -> None:
    """A French text is not read for English names; names of no language are found in every text."""
    both = Lexicon((*FRENCH.names, *ENGLISH.names))
    read = outline("L’OTAN, Mali, R&D", "fr")

    assert [mention.name.id for mention in find_mentions(read, both, "fr")] == ["nato", "research"]
    assert [mention.name.id for mention in find_mentions(read, both, "en")] == ["mli", "research"]
    assert [mention.name.id for mention in find_mentions(read, both, "de")] == ["research"]


def test_the_real_text_names_the_rule_of_law(
    japan_file: Path, document: Callable[[str], Document], outline: Callable[..., Outline]
) -> None:
    """« état de droit » stands in paragraphs 1, 2, 3 (twice) and 5 of part 1, and in the seventh goal."""
    text = japan_file.read_bytes().decode()
    read = outline(text, "fr")
    mentions = [each for each in find_mentions(read, FRENCH, "fr") if each.name.id == "rule-of-law"]

    assert [document(text).place(mention.span.start).line for mention in mentions] == [9, 11, 13, 13, 17, 58]
    assert {read.document.quote(mention.span) for mention in mentions} == {"état de droit"}


def test_the_real_text_names_one_resolution(japan_file: Path, outline: Callable[..., Outline]) -> None:
    """The resolution stands inside the name of the plan, with a no-break space before its number."""
    read = outline(japan_file.read_bytes().decode(), "fr")
    line = read.document.text.index("PROGRAMME FEMMES")
    found = [each for each in find_mentions(read, FRENCH, "fr") if each.span.start > line]

    assert [read.document.quote(mention.span) for mention in found] == [
        "Japon",
        "OTAN",
        "plan d’action national du Japon concernant la résolution\u00a01325",
        "Japon",
        "résolution\u00a01325",
        "Conseil de sécurité de l’ONU",
        "ONU",
        "OTAN",
        "Japon",
        "OTAN",
    ]


def test_many_names_and_a_long_text(outline: Callable[..., Outline]) -> None:
    """Five thousand names that begin alike, and a megabyte: ten seconds are several times what it takes."""
    shared = "strategy for the security of"
    names = tuple(name(f"{shared} port {number}", str(number), language="en") for number in range(5000))
    sentence = f"The {shared} port 4999 is older than the {shared} ships and any strategy. "
    text = "\n\n".join([sentence * 10] * 1300)
    assert len(text) > 1_000_000
    read = outline(text)

    start = time.perf_counter()
    mentions = find_mentions(read, Lexicon(names), "en")

    assert time.perf_counter() - start < 10
    assert len(mentions) == 13_000
    assert {mention.name.id for mention in mentions} == {"4999"}


WORDS: Final = st.sampled_from(
    ["Guinée", "guinée", "GUINÉE", "sûreté", "sécurité", "mer", "Mer", "de", "1325"]
)
BETWEEN: Final = st.sampled_from([" ", "\u00a0", "-", "’", "'", ", ", "\n", "  ", " – ", "‑"])
PHRASES: Final = st.lists(st.tuples(WORDS, BETWEEN), min_size=1, max_size=3).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)[: -len(pairs[-1][1])]
)
NAMES: Final = st.lists(
    st.builds(
        name,
        PHRASES,
        st.sampled_from("abc"),
        st.sampled_from(("state", "region", "topic", "instrument")),
        st.sampled_from(["fr", "", "en"]),
    ),
    max_size=12,
)
TEXTS: Final = st.lists(
    st.tuples(WORDS, BETWEEN | st.just("\n\n"), st.booleans()), min_size=1, max_size=40
).map(lambda parts: "".join(normalize("NFD" if apart else "NFC", word) + gap for word, gap, apart in parts))


def read_mentions(text: str, names: list[Name]) -> tuple[Outline, tuple[Mention, ...]]:
    """The outline of a French text, and the mentions of the names in it."""
    read = read_outline(document_from_bytes(text.encode(), "text.txt"), all_cues()["fr"])
    return read, find_mentions(read, Lexicon(tuple(names)), "fr")


def plain(text: str) -> str:
    """A text folded, its runs of spaces made one, a word that a line end divides made whole."""
    folded = fold(text.replace("-\n", "-").replace("‑\n", "-"))
    return " ".join(folded.split())


@given(TEXTS, NAMES)
def test_mentions_of_any_text(text: str, names: list[Name]) -> None:
    """The words of a mention are its name, as whole words of one unit, with the capitals of the name."""
    read, mentions = read_mentions(text, names)

    for mention in mentions:
        words, span, unit = read.document.quote(mention.span), mention.span, mention.unit
        assert mention.name in names
        assert mention.name.language != "en"
        assert plain(words) == plain(mention.name.text)
        assert unit.span.start <= span.start < span.end <= unit.span.end
        assert not text[max(span.start - 1, 0) : span.start].isalnum()
        assert not text[span.end : span.end + 1].isalnum()
        assert text[span.end : span.end + 1] not in tuple("\u0301\u0302")
        printed = [char for char in normalize("NFC", words) if char.isalnum()]
        asked = [char for char in normalize("NFC", mention.name.text) if char.isalnum()]
        assert all(
            there.isupper() or not wanted.isupper() for wanted, there in zip(asked, printed, strict=True)
        )


@given(TEXTS, NAMES)
def test_mentions_of_any_text_never_cross(text: str, names: list[Name]) -> None:
    """In the order of the text, longer first; one lies in another or apart; no entity lies in itself."""
    _, mentions = read_mentions(text, names)

    assert all(
        (one.span.start, -one.span.end) <= (two.span.start, -two.span.end) for one, two in pairwise(mentions)
    )
    for place, outer in enumerate(mentions):
        for inner in mentions[place + 1 :]:
            inside = inner.span.end <= outer.span.end
            assert inside or inner.span.start >= outer.span.end
            if inside and inner.span.start < outer.span.end:
                assert inner.name.entity != outer.name.entity
                assert inner.name.kind != "state" or outer.name.kind not in {"state", "region"}


@given(TEXTS, st.sampled_from(["sûreté", "sécurité", "mer", "Mer", "1325"]))
def test_no_single_word_is_missed(text: str, word: str) -> None:
    """A name of one word is mentioned wherever the word stands, in capitals as its own capitals ask."""
    _, mentions = read_mentions(text, [name(word, "a")])
    words = "".join(char if char.isalnum() else " " for char in normalize("NFC", text)).split()

    assert len(mentions) == sum(
        each.casefold() == word.casefold() and (each[0].isupper() or not word[0].isupper()) for each in words
    )
