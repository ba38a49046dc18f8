"""The questions of researchers: each one file, its answer worked out by hand from the text and the record.

Japan: 3 objectives (2.2), 4 priorities, 16 goals (part 3), 5 kinds of activity (1.6), 5 challenges (1.4).
Korea: 11 areas as reported, no text. Where words are counted, the unit is named by its printed number.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from partnergraph.queries import LANGUAGES, read_queries

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = list[dict[str, Any]]

ROOT: Final = Path(__file__).parents[2]
QUESTIONS: Final = read_queries(ROOT / "queries" / "questions")
TEXT: Final = (ROOT / "data/programmes/nato-jpn-itpp-2023/fr.txt").read_bytes().decode()

BASE: Final = "https://w3id.org/pprog/"
JAPAN: Final = f"{BASE}id/programme/nato-jpn/itpp-2023"
KOREA: Final = f"{BASE}id/programme/nato-kor/itpp-2023"
FRENCH: Final = f"{BASE}id/document/nato-jpn/itpp-2023/fr"
HASH: Final = "4fac74b22fed7aab6a07f09a9dcaa8dc92f40a22fcd2c35fa2b3ad44ad7431f8"

GOALS: Final = (
    ("Cyberdéfense", 1),
    ("Communication stratégique (STRATCOM)", 1),
    ("Technologies émergentes et technologies de rupture", 1),
    ("Sûreté spatiale", 1),
    ("Changement climatique et sécurité", 1),
    ("Sûreté maritime", 2),
    ("Maîtrise des armements, désarmement et non-prolifération", 2),
    ("Dialogue et consultation", 2),
    ("Gestion des situations d'urgence", 3),
    ("Science et technologie", 3),
    ("Coopération pratique en matière d’interopérabilité", 3),
    ("Développement capacitaire et interopérabilité", 3),
    ("Résilience et préparation du secteur civil", 3),
    ("Diplomatie publique", 3),
    ("Programme femmes, paix et sécurité (FPS)", 4),
    ("Sécurité humaine", 4),
)
PRIORITIES: Final = (
    "Questions de sécurité émergentes",
    "Questions de sécurité de longue date",
    "Développement des activités de coopération",
    "Promotion des valeurs fondamentales",
)
GOAL_STARTS: Final = [
    TEXT.index(words)
    for words in (
        "CYBERDÉFENSE –",
        "COMMUNICATION STRATÉGIQUE",
        "TECHNOLOGIES ÉMERGENTES",
        "SÛRETÉ SPATIALE",
        "CHANGEMENT CLIMATIQUE",
        "SÛRETÉ MARITIME",
        "MAÎTRISE DES ARMEMENTS",
        "DIALOGUE ET CONSULTATION",
        "GESTION DES SITUATIONS",
        "SCIENCE ET TECHNOLOGIE",
        "COOPÉRATION PRATIQUE EN",
        "DÉVELOPPEMENT CAPACITAIRE",
        "RÉSILIENCE ET",
        "DIPLOMATIE PUBLIQUE",
        "PROGRAMME FEMMES",
        "SÉCURITÉ HUMAINE",
    )
]
RESOLUTION: Final = "résolution\u00a01325 du Conseil de sécurité de l’ONU"
PLAN: Final = f"plan d’action national du Japon concernant la {RESOLUTION} sur ce thème"

ASIA_PACIFIC: Final = (
    "programme de l’OTAN et des partenaires de la région Asie-Pacifique axé sur la réponse aux défis de "
    "sécurité communs"
)


def actor(name: str) -> str:
    """IRI of an actor."""
    return f"{BASE}id/actor/{name}"


def topic(name: str) -> str:
    """IRI of a topic."""
    return f"{BASE}vocab/topic/{name}"


def values(code: str, *names: str) -> Rows:
    """Rows of values named in one unit, in the order of their IRIs."""
    return [{"text": FRENCH, "code": code, "value": f"{BASE}vocab/value/{name}"} for name in sorted(names)]


def counts(programme: str, kind: str, elements: int, **languages: int) -> dict[str, Any]:
    """A row of labels by language."""
    french, english = languages.get("french", 0), languages.get("english", 0)
    row = {"programme": programme, "kind": f"{BASE}vocab/element-kind/{kind}", "elements": elements}
    return {**row, "french": french, "english": english, "both": min(french, english)}


ANSWERS: Final[dict[str, Rows]] = {
    "title-type-parties": [
        {
            "programme": JAPAN,
            "title": "Programme de partenariat individualisé entre l’OTAN et le Japon pour 2023-2026",
            "type": "ITPP",
            "counterpart": actor("nato"),
            "partner": actor("jpn"),
        },
        {
            "programme": KOREA,
            "title": None,
            "type": "ITPP",
            "counterpart": actor("nato"),
            "partner": actor("kor"),
        },
    ],
    "period-and-force": [
        {"programme": programme, "start": "2023", "end": "2026", "year": year, "inForce": year == 2025}
        for programme in (JAPAN, KOREA)
        for year in (2022, 2025)
    ],
    "published-and-updated": [
        {"expression": FRENCH, "published": "2023-07-12", "updated": "2023-08-01T11:59:00"}
    ],
    "source-read": [
        {
            "sha256": HASH,
            "bytes": 11709,
            "codePoints": 11029,
            "format": "https://www.iana.org/assignments/media-types/text/plain",
            "file": None,
            "publisher": actor("nato"),
        }
    ],
    "objectives-in-order": [
        {"n": 1, "label": "renforcer le dialogue et les consultations entre le Japon et l’OTAN"},
        {
            "n": 2,
            "label": (
                "promouvoir la coopération pratique et développer l’interopérabilité entre l’OTAN et le Japon"
            ),
        },
        {
            "n": 3,
            "label": (
                "accroître la résilience individuelle du Japon et de l’OTAN "
                "en temps de paix comme en période de crise"
            ),
        },
    ],
    "goals-per-priority": [
        {"n": n, "label": label, "goals": sum(priority == n for _, priority in GOALS)}
        for n, label in enumerate(PRIORITIES, 1)
    ],
    "goals-in-order": [
        {"n": n, "label": label, "priority": PRIORITIES[priority - 1]}
        for n, (label, priority) in enumerate(GOALS, 1)
    ],
    "declared-and-counted": [
        {
            "declaration": f"{JAPAN}/declaration/{name}",
            "kind": f"{BASE}vocab/element-kind/{kind}",
            "declared": number,
            "found": number,
        }
        for name, kind, number in (
            ("goal-p3.3", "goal", 16),
            ("goal-p3.4", "goal", 16),
            ("objective-p2.2", "strategic-objective", 3),
            ("priority-p3.3", "priority", 4),
            ("priority-p3.4", "priority", 4),
        )
    ],
    "links-the-text-makes": [],
    "links-by-shared-topic": [
        {"objective": objective, "goal": goal, "topic": topic(name)}
        for objective, goal, name in (
            (1, 8, "dialogue-and-consultation"),
            (2, 11, "interoperability"),
            (2, 12, "interoperability"),
            (3, 13, "resilience-and-civil-preparedness"),
        )
    ],
    "where-a-topic-is-mentioned": [
        {"text": FRENCH, "code": "2.2.2", "goal": None, "mentions": 1},  # développer l’interopérabilité
        {
            "text": FRENCH,
            "code": "3.g11",
            "goal": 11,
            "mentions": 2,
        },  # its label, and « renforcent l’interopérabilité »
        {
            "text": FRENCH,
            "code": "3.g12",
            "goal": 12,
            "mentions": 2,
        },  # its label, and « de l’interopérabilité »
    ],
    "units-on-the-rule-of-law": [
        {"text": FRENCH, "code": code, "mentions": mentions}
        for code, mentions in (("1.1", 1), ("1.2", 1), ("1.3", 2), ("1.5", 1), ("3.g07", 1))
    ],
    "challenges-and-goals": [
        {"n": n, "challenge": challenge, "code": "1.4", "goal": goal}
        for n, challenge, goal in (
            (1, "cyberdéfense", 1),
            (2, "technologies émergentes et technologies de rupture", 3),
            (3, "espace", 4),
            (4, "sûreté maritime", 6),
            (5, "changement climatique", 5),
        )
    ],
    "values-named-together": [
        *values(
            "1.1",
            "freedom",
            "democracy",
            "human-rights",
            "rule-of-law",
            "international-law",
            "rules-based-international-order",
        ),
        *values("1.2", "rule-of-law", "rules-based-international-order", "peaceful-settlement-of-disputes"),
        *values("1.3", "freedom", "democracy", "human-rights", "rule-of-law", "international-law"),
    ],
    "goals-for-a-term": [{"n": 9, "label": "Gestion des situations d'urgence"}],
    "instruments-cited": [
        {"text": FRENCH, "code": code, "instrument": f"{BASE}id/instrument/{name}", "words": words}
        for code, name, words in (
            ("1.1", "nato-strategic-concept-2022", "concept stratégique 2022 de l’OTAN"),
            ("1.1", "japan-national-security-strategy", "stratégie de sécurité nationale du Japon"),
            ("1.3", "un-charter", "Charte des Nations Unies"),
            ("1.5", "nato-asia-pacific-programme", ASIA_PACIFIC),
            ("3.g15", "japan-wps-action-plan", PLAN),
            ("3.g15", "unscr-1325", RESOLUTION),
            ("3.g15", "nato-eapc-wps-policy", "politique OTAN/CPEA"),
        )
    ],
    "regions-named": [
        {"text": FRENCH, "region": f"{BASE}id/region/{region}", "code": code, "mentions": mentions}
        for region, code, mentions in (
            ("asia-pacific", "1.5", 1),
            ("euro-atlantic-area", "1.2", 2),  # la zone euro-atlantique; la sécurité euro-atlantique
            ("euro-atlantic-area", "3.g14", 1),
            ("indo-pacific", "1.1", 1),
            ("indo-pacific", "1.2", 1),
        )
    ],
    "third-states": [{"text": FRENCH, "state": actor(name), "code": "1.2"} for name in ("rus", "ukr")],
    "is-china-named": [{"mentions": 0}],
    "other-organisations": [
        {"text": FRENCH, "organisation": actor(name), "code": code, "mentions": 1}
        for name, code in (("eapc", "3.g15"), ("un", "1.3"), ("un", "3.g15"), ("unsc", "3.g15"))
    ],
    "who-carries-goals": [{"actor": actor(name), "goals": 16} for name in ("jpn", "nato")],
    "who-goals-are-assigned-to": [
        {"actor": actor("jpn"), "goals": 16, "words": "buts de partenariat assignés au Japon"}
    ],
    "activity-kinds": [
        {"n": n, "label": label, "goal": None}
        for n, label in enumerate(
            (
                "consultations sur des questions de fond",
                "entraînements et exercices conjoints",
                "activités de perfectionnement professionnel",
                "échanges de personnel",
                "programmes de coopération dans le domaine de la recherche",
            ),
            1,
        )
    ],
    "goal-quotes-match": [
        {
            "source": f"{FRENCH}/capture/{HASH[:12]}",
            "n": n,
            "start": start,
            "end": (TEXT + "\n").index("\n", start),
            "matches": True,
        }
        for n, start in enumerate(GOAL_STARTS, 1)
    ],
    "assertions-without-evidence": [],
    "inferred-among-asserted": [{"links": 0}],
    "lines-accounted-for": [{"expression": FRENCH, "lines": 42, "inUnits": 42}],
    "units-in-one-language": [],  # there is one language alone
    # 10 topics in both lists; 16 of Japan and 11 of Korea make 17.
    "shared-topics": [{"shared": 10, "all": 17, "jaccard": pytest.approx(10 / 17)}],
    "topics-of-one-partner-only": [
        {"partner": actor(partner), "topic": topic(name)}
        for partner, names in (
            (
                "jpn",
                (
                    "emergency-management",
                    "human-security",
                    "maritime-security",
                    "resilience-and-civil-preparedness",
                    "space-security",
                    "strategic-communications",
                ),
            ),
            ("kor", ("counter-terrorism",)),
        )
        for name in names
    ],
    "partners-in-force": [{"partner": actor(name)} for name in ("jpn", "kor")],
    "labels-in-both-languages": [
        counts(JAPAN, "activity-kind", 5, french=5),
        counts(JAPAN, "challenge", 5, french=5),
        counts(JAPAN, "goal", 16, french=16),
        counts(JAPAN, "priority", 4, french=4),
        counts(JAPAN, "strategic-objective", 3, french=3),
        counts(KOREA, "area", 11),  # the titles are Korean, the English ones are ours
    ],
}


def test_every_question_is_worded_and_answered() -> None:
    """No file is left out, and each says in both languages what it asks."""
    assert set(QUESTIONS) == {*ANSWERS, "departures-from-print", "inferred-links"}
    assert all(set(query.summary) == set(LANGUAGES) for query in QUESTIONS.values())


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question(ask: Callable[[str], Rows], name: str) -> None:
    """It gives what the text says, in the order that it asks for."""
    rows = ask(QUESTIONS[name].text)
    if name == "links-by-shared-topic":
        rows = [{key: row[key] for key in ("objective", "goal", "topic")} for row in rows]

    assert rows == ANSWERS[name]


def test_shared_phrases_are_the_words_of_both(ask: Callable[[str], Rows]) -> None:
    """A link by a shared topic quotes the objective and the goal."""
    rows = ask(QUESTIONS["links-by-shared-topic"].text)

    assert [sorted(row["phrases"].split(" | ")) for row in rows] == [
        ["DIALOGUE ET CONSULTATION", "dialogue et la consultation", "dialogue et les consultations"],
        ["COOPÉRATION PRATIQUE EN MATIÈRE D’INTEROPÉRABILITÉ", "interopérabilité"],
        ["INTEROPÉRABILITÉ", "interopérabilité"],
        ["RÉSILIENCE ET PRÉPARATION DU SECTEUR CIVIL", "résilience"],
    ]


def test_departures_from_print(ask: Callable[[str], Rows]) -> None:
    """One: the fourth priority is printed inside the third, and the declaration in 3.3 names it."""
    (row,) = ask(QUESTIONS["departures-from-print"].text)

    assert row["element"] == f"{JAPAN}/priority/4"
    assert (row["printed"], row["chosen"]) == (f"{JAPAN}/priority/3", JAPAN)
    assert "quatre priorités" in row["why"]


def test_inferred_links(ask: Callable[[str], Rows]) -> None:
    """Four claims, each from a rule that says its version, with a method and a confidence below certainty."""
    rows = ask(QUESTIONS["inferred-links"].text)

    assert [row["claim"].rpartition("/")[2] for row in rows] == ["so1-g08", "so2-g11", "so2-g12", "so3-g13"]
    assert all(0 < row["confidence"] < 1 and row["method"] for row in rows)
    assert {row["rule"].removeprefix(f"{BASE}id/rule/").rpartition("/")[0] for row in rows} == {
        "shared-topic-contribution"
    }
