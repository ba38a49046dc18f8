"""Kinds of activity, challenges and assignments that sentences name, and sentences that name none."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Element, Programme

    Read = Callable[..., Programme]

HEADS = {
    "en": "Programme between NATO and Freedonia for 2024-2027\n\nPART 1 - WAYS",
    "fr": "Programme entre l’OTAN et la Syldavie pour 2024-2027\n\nPARTIE 1 – VOIES",
}


def body(sentence: str, language: str) -> str:
    """A programme whose only paragraph is the sentence."""
    return f"{HEADS[language]}\n\n1. {sentence}\n"


def labels(elements: tuple[Element, ...]) -> list[str]:
    """The labels of elements, whose ordinals count from 1."""
    assert [element.ordinal for element in elements] == list(range(1, len(elements) + 1))
    return [element.label.text for element in elements]


def unclear(programme: Programme) -> list[str]:
    """The words of the lists that could not be cut."""
    return [
        programme.document.quote(finding.span)
        for finding in programme.findings
        if finding.code == "enumeration-unclear" and finding.span
    ]


FOUNDING = {
    "activity-kind": {
        "des consultations sur des questions de fond": "consultations sur des questions de fond",
        "des entraînements et exercices conjoints": "entraînements et exercices conjoints",
        "des activités de perfectionnement professionnel": "activités de perfectionnement professionnel",
        "des échanges de personnel": "échanges de personnel",
        "des programmes de coopération dans le domaine de la recherche": (
            "programmes de coopération dans le domaine de la recherche"
        ),
    },
    "challenge": {
        "la cyberdéfense": "cyberdéfense",
        "les technologies émergentes et technologies de rupture": (
            "technologies émergentes et technologies de rupture"
        ),
        "l’espace": "espace",
        "la sûreté maritime": "sûreté maritime",
        "le changement climatique": "changement climatique",
    },
}


@pytest.mark.parametrize("kind", FOUNDING)
def test_the_enumerations_of_the_real_text(japan: Programme, japan_text: str, kind: str) -> None:
    """Paragraph 1.6 names five kinds of activity, paragraph 1.4 five challenges, each once, in this order."""
    found = [element for element in japan.elements() if element.kind == kind]

    assert labels(tuple(found)) == list(FOUNDING[kind].values())
    for element, (item, label) in zip(found, FOUNDING[kind].items(), strict=True):
        start = japan_text.index(item)
        assert (element.span.start, element.span.end) == (start, start + len(item))
        assert element.label.span.end == element.span.end
        assert japan_text[element.label.span.start : element.label.span.end] == label
        assert element.unit.number == {"activity-kind": "6", "challenge": "4"}[kind]
        assert (element.number, element.description, element.also) == ("", None, ())


def test_the_assignment_of_the_real_text(japan: Programme, japan_text: str) -> None:
    """Paragraph 3.1 says « buts de partenariat assignés au Japon », and nothing else is assigned."""
    (assignment,) = japan.assignments
    words = "buts de partenariat assignés au Japon"

    assert (assignment.kind, assignment.name) == ("goal", "Japon")
    assert (assignment.span.start, japan.document.quote(assignment.span)) == (japan_text.index(words), words)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("’", "'"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" et ", " \n     et ").replace("telles que", "telles\n     que"),
        str.upper,
    ],
)
def test_the_writing_of_a_list_changes_nothing(read: Read, change: Callable[[str], str]) -> None:
    """Accents of their own, other apostrophes and spaces, wrapped lines and capitals say the same."""
    sentence = (
        "Ils mènent diverses activités, telles que des études d’été, des séjours à l’école et des veillées."
    )
    found = read(f"{HEADS['fr']}\n\n  1. {change(sentence)}\n", "fr")
    names = [unicodedata.normalize("NFC", label).lower() for label in labels(found.activity_kinds)]

    assert [" ".join(name.replace("'", "’").split()) for name in names] == [
        "études d’été",
        "séjours à l’école",
        "veillées",
    ]


ACTIVITIES = [
    (
        "en",
        (
            "Both will reach these goals through various activities, such as substantive consultations, "
            "joint training and exercises, professional development activities and staff exchanges, "
            "as well as cooperative research programmes."
        ),
        [
            "substantive consultations",
            "joint training and exercises",
            "professional development activities",
            "staff exchanges",
            "cooperative research programmes",
        ],
    ),
    ("en", "They plan activities (like games (at sea or on land), visits) each year.", None),
    (
        "en",
        "They plan activities (like games (at sea or on land), visits and talks) each year.",
        ["games (at sea or on land)", "visits", "talks"],
    ),
    ("en", "They plan activities such as games, visits, talks, etc.", ["games", "visits", "talks"]),
    ("en", "They plan activities such as games, visits and other meetings.", ["games", "visits"]),
    ("en", "They plan activities like games and visits in order to learn and to meet.", ["games", "visits"]),
    ("en", "They plan activities such as games and visits that build trust.", ["games", "visits"]),
    (
        "en",
        "They plan activities such as games, visits, and talks, and will meet.",
        ["games", "visits", "talks"],
    ),
    (
        "en",
        "Through activities such as games, visits and talks, Freedonia and NATO deepen their ties.",
        ["games", "visits", "talks"],
    ),
    (
        "fr",
        (
            "En menant diverses activités, comme des stages, des visites et des veillées, la Syldavie et "
            "l’OTAN apprendront."
        ),
        ["stages", "visites", "veillées"],
    ),
    (
        "fr",
        "Ils prévoient des activités – comme des stages, des visites et d’autres séjours – chaque année.",
        ["stages", "visites"],
    ),
    (
        "fr",
        "Ils prévoient des activités telles que stages, exercices conjoints et échanges de marins.",
        ["stages", "exercices conjoints", "échanges de marins"],
    ),
    (
        "fr",
        (
            "Ils prévoient des activités telles que des stages et des projets dans les domaines de l’énergie "
            "et des transports."
        ),
        ["stages", "projets dans les domaines de l’énergie et des transports"],
    ),
    (
        "fr",
        (
            "Ils prévoient des activités, notamment des échanges sur la mer et l’espace, des activités de "
            "plongée et des visites ; ils partagent des stages et des repas."
        ),
        ["échanges sur la mer et l’espace", "activités de plongée", "visites"],
    ),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), ACTIVITIES)
def test_kinds_of_activity(read: Read, language: str, sentence: str, expected: list[str] | None) -> None:
    """Each item is one kind of activity; a list that no conjunction closes is doubted, and not read."""
    found = read(body(sentence, language), language)

    assert labels(found.activity_kinds) == (expected or [])
    assert len(unclear(found)) == (expected is None)
    assert found.challenges == ()


CHALLENGES = [
    (
        "en",
        (
            "They face diverse global security challenges, such as cyber defence, emerging and disruptive "
            "technologies, space, maritime security, and climate change."
        ),
        [
            "cyber defence",
            "emerging and disruptive technologies",
            "space",
            "maritime security",
            "climate change",
        ],
    ),
    (
        "en",
        (
            "They face challenges including, but not limited to, piracy, the trade in arms, or floods; they "
            "need ships, crews and sails."
        ),
        ["piracy", "trade in arms", "floods"],
    ),
    ("en", "In this matter they face common challenges such as piracy and floods.", ["piracy", "floods"]),
    (
        "fr",
        "Face à des défis comme la piraterie, l’orage et le gel, la Syldavie et l’OTAN se parlent.",
        ["piraterie", "orage", "gel"],
    ),
    (
        "fr",
        "Ils affrontent des défis tels que la piraterie, la lutte contre les trafics et le gel.",
        ["piraterie", "lutte contre les trafics", "gel"],
    ),
    ("fr", "Ils affrontent des défis, par exemple les trafics ainsi que le gel.", ["trafics", "gel"]),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), CHALLENGES)
def test_challenges(read: Read, language: str, sentence: str, expected: list[str]) -> None:
    """Each item is one challenge, named without its article."""
    found = read(body(sentence, language), language)

    assert labels(found.challenges) == expected
    assert unclear(found) == []
    assert found.activity_kinds == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param("en", "They share activities and face many challenges together.", id="no list"),
        pytest.param("en", "They plan activities, including in the air and at sea.", id="places"),
        pytest.param("en", "They plan activities like those of last year, and more.", id="comparison"),
        pytest.param("en", "They resist malign activities, such as raids and lies.", id="others’ activities"),
        pytest.param("en", "They watch Ruritania’s activities, such as marches and raids.", id="another’s"),
        pytest.param("en", "They plan no activities such as marches and raids.", id="denied"),
        pytest.param("en", "They plan activities such as games.", id="one item"),
        pytest.param("en", "They plan activities and courses, such as games and visits.", id="two nouns"),
        pytest.param("fr", "Ils prévoient des activités, comme convenu en mai et en juin.", id="as agreed"),
        pytest.param(
            "fr", "Ils ont des activités, notamment en partageant des cartes et des plans.", id="means"
        ),
        pytest.param(
            "fr", "Ils ont des activités en mer, notamment la Baltique et l’Égée.", id="another noun"
        ),
        pytest.param("fr", "Ils partagent les défis, comme la Syldavie et l’OTAN.", id="parties"),
        pytest.param("fr", "Ils ont des défis, comme la Syldavie et l’OTAN l’ont dit.", id="as parties say"),
        pytest.param("fr", "Ils ont vu des activités hostiles, notamment le vol et les faux.", id="hostile"),
    ],
)
def test_prose_is_no_list(read: Read, language: str, sentence: str) -> None:
    """A noun without a list of its own names nothing, and nothing is said about it."""
    found = read(body(sentence, language), language)

    assert (found.activity_kinds, found.challenges, unclear(found)) == ((), (), [])


@pytest.mark.parametrize(
    ("language", "words", "rest"),
    [
        ("en", "Challenges such as piracy and floods affect both", "."),
        ("en", "Activities such as games and visits help", "."),
        ("en", "challenges such as ice and new and untried ships", "."),
        ("en", "activities such as games, courses including dives, and visits", "."),
        (
            "en",
            "activities such as " + ", ".join(f"game {number}" for number in range(20)) + " and visits",
            ".",
        ),
        ("en", "activities such as visits and " + "very " * 15 + "long games", "."),
        ("fr", "défis comme la piraterie, les trafics", " ; ils restent unis."),
        ("fr", "activités, comme la mer et l’air l’ont permis", "."),
        ("fr", "activités telles que des échanges du personnel et des experts", "."),
    ],
)
def test_what_could_be_cut_in_two_ways_is_not_read(read: Read, language: str, words: str, rest: str) -> None:
    """A list whose items are not clear is left, and people are told where it stands."""
    before = "" if words[0].isupper() else {"en": "They share ", "fr": "Ils partagent des "}[language]
    found = read(body(before + words + rest, language), language)

    assert (found.activity_kinds, found.challenges) == ((), ())
    assert unclear(found) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "By choosing activities such as games and visits Freedonia learns.",
        "Many common challenges such as piracy and floods stop ships.",
        "NATO practical activities such as games and visits please.",
    ],
)
def test_a_list_before_its_sentence_has_a_verb_is_not_read(read: Read, sentence: str) -> None:
    """Where the main clause is still to come, the last item has no end that words tell."""
    found = read(body(sentence, "en"))

    assert (found.activity_kinds, found.challenges, len(unclear(found))) == ((), (), 1)


def test_a_name_of_the_document_is_not_cut(read: Read) -> None:
    """Where a goal is called « New and untried ships », these words are one item elsewhere, too."""
    found = read(
        f"{HEADS['en']}\n\n1. They share challenges such as ice and new and untried ships.\n\n"
        "2. The partnership goals are the following:\n\n"
        "- NEW AND UNTRIED SHIPS: they test.\n- Ice: they melt.\n"
    )

    assert labels(found.challenges) == ["ice", "new and untried ships"]


def test_an_item_named_again_is_one_element(read: Read) -> None:
    """It keeps its first place and its first words; the second place is one more."""
    first = "Ils affrontent des défis tels que la piraterie et le gel."
    second = "Ils reparlent des défis, notamment de nuit, et des défis comme l’orage et la Piraterie."
    text = body(f"{first} {second}", "fr")
    found = read(text, "fr")
    start = text.index("la Piraterie")

    assert labels(found.challenges) == ["piraterie", "gel", "orage"]
    assert [(also.start, also.end) for also in found.challenges[0].also] == [(start, start + 12)]
    assert all(element.also == () for element in found.challenges[1:])


def test_printed_elements_are_not_read(read: Read) -> None:
    """What a title, an objective, a priority, a goal or words about a goal enumerate belongs to it alone."""
    such = "activities such as games and visits"
    found = read(
        f"Programme of {such} between NATO and Freedonia for 2024-2027\n\n"
        f"PART 1 - SOME {such.upper()}\n\n"
        f"1. The strategic objectives are the following:\n   a) to plan {such};\n   b) to meet.\n\n"
        "2. The partnership goals are the following:\n\n"
        f"- Safe seas: they plan {such}.\n\nMore: they plan {such}.\n\n- Charts: they plan {such}.\n"
        f"   - at sea, {such};\n\n"
        "PART 2 - MORE\n\n1. They plan activities such as meals and walks.\n"
    )

    assert len(found.objectives) == len(found.goals) == 2
    assert labels(found.activity_kinds) == ["meals", "walks"]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "en",
            "The goals assigned to Freedonia are few.",
            [("goal", "Freedonia", "goals assigned to Freedonia")],
        ),
        (
            "en",
            "Partnership goals which have been assigned to both Freedonia and NATO are many.",
            [
                ("goal", "Freedonia", "Partnership goals which have been assigned to both Freedonia"),
                ("goal", "NATO", "Partnership goals which have been assigned to both Freedonia and NATO"),
            ],
        ),
        (
            "fr",
            "Les objectifs stratégiques et les priorités attribuées à l'OTAN demeurent.",
            [("priority", "OTAN", "priorités attribuées à l'OTAN")],
        ),
        (
            "fr",
            "LES BUTS ASSIGNÉS À LA SYLDAVIE DEMEURENT.",
            [("goal", "Syldavie", "BUTS ASSIGNÉS À LA SYLDAVIE")],
        ),
        ("en", "The goals not assigned to Freedonia are few.", []),
        ("en", "The goals assigned to Freedonia’s navy are few.", []),
        ("en", "The goals assigned to Freedonians and to Ruritania are few.", []),
        ("en", "The officers assigned to NATO share its goals.", []),
        ("fr", "Les buts ne sont pas assignés à la Syldavie.", []),
        ("fr", "Les buts de la Syldavie sont partagés.", []),
    ],
)
def test_assignments(read: Read, language: str, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """The party is named as in the title; the span holds the words that assign."""
    found = read(body(sentence, language), language)

    assert [(each.kind, each.name, found.document.quote(each.span)) for each in found.assignments] == expected
