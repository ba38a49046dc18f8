"""Mentions as RDF: the words are asserted, what they refer to is interpreted; the real text by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.lexicon import Lexicon, Name
from partnergraph.build.mention_rdf import state_mentions
from partnergraph.build.mentions import find_mentions
from partnergraph.build.reading import Reading
from partnergraph.build.sources import ProgrammeFolder, Text
from partnergraph.iris import OA, PPROG, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme
    from partnergraph.build.lexicon import Kind

    Printed = dict[tuple[str, str], set[str]]

BASE: Final = "https://w3id.org/pprog/"
UNITS: Final = f"{BASE}id/document/nato-jpn/itpp-2023/fr/p/"
CAPTURE: Final = f"{BASE}id/document/nato-jpn/itpp-2023/fr/capture/4fac74b22fed"
LINKING: Final = f"<{BASE}id/activity/linking/nato-jpn-itpp-2023-fr>"

# Goal 15 in the order of its words; the second « Japon » is the one in the name of the action plan, the
# second « OTAN » that of « OTAN/CPEA ». A no-break space stands before 1325.
RESOLUTION: Final = "résolution\u00a01325 du Conseil de sécurité de l’ONU"
PLAN: Final = f"plan d’action national du Japon concernant la {RESOLUTION} sur ce thème"
GOAL_15: Final = (
    ("topic-women-peace-and-security-1", "PROGRAMME FEMMES, PAIX ET SÉCURITÉ"),
    ("topic-women-peace-and-security-2", "FPS"),
    ("actor-jpn-1", "Japon"),
    ("actor-nato-1", "OTAN"),
    ("instrument-japan-wps-action-plan-1", PLAN),
    ("actor-jpn-2", "Japon concernant"),
    ("instrument-unscr-1325-1", RESOLUTION),
    ("actor-unsc-1", "Conseil de sécurité de l’ONU"),
    ("actor-un-1", "ONU"),
    ("instrument-nato-eapc-wps-policy-1", "politique OTAN/CPEA"),
    ("actor-nato-2", "OTAN/"),
    ("actor-eapc-1", "CPEA"),
)
# Every unit that names them, once for each time, but for the two parties and for topics.
NAMED: Final = {
    "actor/international-community": ["1.1"],
    "actor/nato-indo-pacific-partners": ["1.1", "1.5"],
    "actor/ukr": ["1.2"],
    "actor/rus": ["1.2"],
    "actor/un": ["1.3", "3.g15"],
    "actor/nato-allies": ["1.6"],
    "actor/nato-centres-of-excellence": ["3.g02"],
    "actor/unsc": ["3.g15"],
    "actor/eapc": ["3.g15"],
    "region/indo-pacific": ["1.1", "1.2"],
    "region/euro-atlantic-area": ["1.2", "1.2", "3.g14"],
    "region/asia-pacific": ["1.5"],
    "instrument/nato-strategic-concept-2022": ["1.1"],
    "instrument/japan-national-security-strategy": ["1.1"],
    "instrument/un-charter": ["1.3"],
    "instrument/nato-asia-pacific-programme": ["1.5"],
    "instrument/japan-wps-action-plan": ["3.g15"],
    "instrument/unscr-1325": ["3.g15"],
    "instrument/nato-eapc-wps-policy": ["3.g15"],
    "value/freedom": ["1.1", "1.3", "1.3"],
    "value/democracy": ["1.1", "1.3"],
    "value/human-rights": ["1.1", "1.3"],
    "value/rule-of-law": ["1.1", "1.2", "1.3", "1.3", "1.5", "3.g07"],
    "value/international-law": ["1.1", "1.3", "1.3"],
    "value/rules-based-international-order": ["1.1", "1.2", "1.4", "2.2"],
    "value/peaceful-settlement-of-disputes": ["1.2"],
}


@pytest.fixture(scope="module")
def asserted(printed: Callable[..., Printed], japan_reading: Reading) -> Printed:
    """What the text says: objects, as printed, by subject and predicate."""
    return printed(japan_reading.asserted.quads)


@pytest.fixture(scope="module")
def interpreted(printed: Callable[..., Printed], japan_reading: Reading) -> Printed:
    """What was decided, in the same way."""
    return printed(japan_reading.interpreted.quads)


def mentions(asserted: Printed) -> list[str]:
    """The IRIs of all mentions."""
    return [node for (node, predicate), found in asserted.items()
            if predicate == RDF.type and found == {f"<{PPROG.Mention}>"}]  # fmt: skip


def test_the_mentions_of_goal_15(asserted: Printed, japan_text: str) -> None:
    """Twelve names, one inside the other; each has its words and the place where they stand."""
    unit, at = f"{UNITS}3.g15", japan_text.index("PROGRAMME FEMMES")
    assert asserted[unit, PPROG.hasMention] == {f"<{unit}/mention/{name}>" for name, _ in GOAL_15}
    for name, printed_words in GOAL_15:
        words = printed_words.removesuffix(" concernant").removesuffix("/")
        start = japan_text.index(printed_words, at)
        node = f"{unit}/mention/{name}"

        assert asserted[node, PPROG.surfaceForm] == {f'"{words}"'}
        assert asserted[node, PPROG.hasEvidence] == {f"<{CAPTURE}#char={start},{start + len(words)}>"}


def test_what_goal_15_mentions_is_interpreted(asserted: Printed, interpreted: Printed) -> None:
    """The entity is that of the mention's name, by the linking; the asserted graph does not know it."""
    for name, _ in GOAL_15:
        node = f"{UNITS}3.g15/mention/{name}"
        kind, entity = name.rpartition("-")[0].split("-", 1)
        space = "vocab" if kind == "topic" else "id"

        assert interpreted[node, PPROG.refersTo] == {f"<{BASE}{space}/{kind}/{entity}>"}
        assert interpreted[node, PROV.wasGeneratedBy] == {LINKING}
        assert asserted[node, PPROG.refersTo] == asserted[node, PROV.wasGeneratedBy] == set()
        assert interpreted[node, RDF.type] == interpreted[node, PPROG.surfaceForm] == set()


def test_who_and_what_is_named_where(asserted: Printed, interpreted: Printed) -> None:
    """Every actor beside the parties, every region, instrument and value, in every unit that names it."""
    found: dict[str, list[str]] = {}
    for node in mentions(asserted):
        (entity,) = interpreted[node, PPROG.refersTo]
        name = entity.strip("<>").removeprefix(BASE).removeprefix("id/").removeprefix("vocab/")
        if not name.startswith("topic/") and name not in {"actor/nato", "actor/jpn"}:
            found.setdefault(name, []).append(node.removeprefix(UNITS).partition("/")[0])

    assert {name: sorted(units) for name, units in found.items()} == NAMED


@pytest.mark.parametrize(
    ("actor", "words"),
    [("nato", ("OTAN", "Organisation du Traité de l'Atlantique Nord")), ("jpn", ("Japon", "JAPON"))],
)
def test_the_parties_are_named_as_often_as_they_stand_there(
    interpreted: Printed, japan_text: str, actor: str, words: tuple[str, ...]
) -> None:
    """No longer word of the text holds one of these, so their occurrences are counted as they are."""
    found = [node for (node, predicate), to in interpreted.items()
             if predicate == PPROG.refersTo and to == {f"<{BASE}id/actor/{actor}>"}]  # fmt: skip

    assert len(found) == sum(japan_text.count(each) for each in words)


def test_every_mention_is_the_words_at_its_place(asserted: Printed, japan_text: str) -> None:
    """Surface form, quote and slice are one, and the unit of the span is the one that has the mention."""
    for node in mentions(asserted):
        (span,) = asserted[node, PPROG.hasEvidence]
        start, end = map(int, span.strip("<>").partition("#char=")[2].split(","))
        (form,) = asserted[node, PPROG.surfaceForm]
        unit = node.partition("/mention/")[0]

        assert form == f'"{japan_text[start:end]}"'
        assert asserted[f"{CAPTURE}#quote={start},{end}", OA.exact] == {form}
        assert asserted[span.strip("<>"), PPROG.inTextUnit] == {f"<{unit}>"}
        assert f"<{node}>" in asserted[unit, PPROG.hasMention]


def test_mentions_are_counted_by_unit_and_entity(asserted: Printed) -> None:
    """In each unit, of each entity, from 1 without a gap, in the order of the text."""
    places: dict[str, list[tuple[int, int]]] = {}
    for node in mentions(asserted):
        (span,) = asserted[node, PPROG.hasEvidence]
        base, _, number = node.rpartition("-")
        places.setdefault(base, []).append((int(number), int(span.partition("#char=")[2].split(",")[0])))

    for found in places.values():
        assert [number for number, _ in sorted(found)] == list(range(1, len(found) + 1))
        starts = [start for _, start in sorted(found)]
        assert starts == sorted(starts)


def test_a_thing_mentioned_twice_in_the_title_and_once_below(
    read: Callable[..., Programme], english_text: str
) -> None:
    """Names are counted anew in each unit, and states, organisations and groups are all actors."""
    kinds: tuple[tuple[str, Kind], ...] = (
        ("NATO", "organisation"), ("Freedonia", "state"), ("the parties", "group"), ("sea", "region"),
        ("lessons", "topic"),
    )  # fmt: skip
    names = (Name(text, "en", f"x:{kind}", kind, kind) for text, kind in kinds)
    text = english_text.replace("2027", "2027: Freedonia at sea", 1)
    programme = read(text, "en")
    folder = ProgrammeFolder(Path(), "nato-fre/itpp-2024", "nato", "fre", "official-full", ())
    reading = replace(
        Reading.of(programme, folder, Text(Path("en.txt"), "en", ""), {}, "9.9"),
        mentions=find_mentions(programme.outline, Lexicon(tuple(names)), "en"),
    )
    state_mentions(reading)
    found = Counter(
        quad.object.value.rpartition("/en/p/")[2]  # type: ignore[union-attr]
        for quad in reading.asserted.quads
        if quad.predicate.value == PPROG.hasMention
    )

    assert found == Counter(
        [
            "0.u1/mention/actor-organisation-1", "0.u1/mention/actor-state-1", "0.u1/mention/actor-state-2",
            "0.u1/mention/region-region-1",
            "1.1/mention/actor-organisation-1", "1.1/mention/actor-state-1",
            "1.2.a/mention/region-region-1",
            "2.g01/mention/actor-group-1",
            "2.g02/mention/actor-group-1", "2.g02/mention/region-region-1",
            "2.g03/mention/actor-group-1",
            "2.g04/mention/actor-group-1",
            "2.g05/mention/topic-topic-1", "2.g05/mention/actor-group-1",
        ]
    )  # fmt: skip
