"""Every query file answers as shipped, and says what the text says; expected values are read off the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from partnergraph.queries import LANGUAGES, Query, read_queries

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[str], list[dict[str, Any]]]

ROOT = Path(__file__).parent.parent.parent
BASE = "https://w3id.org/pprog/"
PROGRAMME = f"{BASE}id/programme/nato-jpn/itpp-2023"
CURATED = read_queries(ROOT / "queries" / "curated")
PAGES = read_queries(ROOT / "queries" / "pages")
TEXT = (ROOT / "data/programmes/nato-jpn-itpp-2023/fr.txt").read_bytes().decode()

GOALS = {
    "Questions de sécurité émergentes": [
        "Cyberdéfense",
        "Communication stratégique (STRATCOM)",
        "Technologies émergentes et technologies de rupture",
        "Sûreté spatiale",
        "Changement climatique et sécurité",
    ],
    "Questions de sécurité de longue date": [
        "Sûreté maritime",
        "Maîtrise des armements, désarmement et non-prolifération",
        "Dialogue et consultation",
    ],
    "Développement des activités de coopération": [
        "Gestion des situations d'urgence",
        "Science et technologie",
        "Coopération pratique en matière d’interopérabilité",
        "Développement capacitaire et interopérabilité",
        "Résilience et préparation du secteur civil",
        "Diplomatie publique",
    ],
    "Promotion des valeurs fondamentales": [
        "Programme femmes, paix et sécurité (FPS)",
        "Sécurité humaine",
    ],
}


def asked(ask: Ask, name: str, **given: str) -> list[dict[str, Any]]:
    """The rows of a curated query with parameter values as a user writes them."""
    query = CURATED[name]
    parameters = {parameter.name: parameter for parameter in query.parameters}
    return ask(query.bind({key: [parameters[key].term(value, BASE)] for key, value in given.items()}))


@pytest.mark.parametrize("query", [*CURATED.values(), *PAGES.values()], ids=lambda query: query.name)
def test_a_query_answers_as_shipped(store: ox.Store, query: Query) -> None:
    """Unbound, every query gives rows, or statements; what differs between languages needs two of them."""
    results = store.query(query.text, use_default_graph_as_union=True)

    assert not isinstance(results, ox.QueryBoolean)
    assert (next(iter(results), None) is None) is (query.name == "units-elsewhere")


@pytest.mark.parametrize("query", CURATED.values(), ids=lambda query: query.name)
def test_a_curated_query_says_what_it_is(query: Query) -> None:
    """Summary, description and every parameter are worded in every language."""
    for words in (query.summary, query.description, *(parameter.label for parameter in query.parameters)):
        assert set(words) == set(LANGUAGES)
        assert all(words.values())
    assert query.tags


@pytest.mark.parametrize("query", CURATED.values(), ids=lambda query: query.name)
def test_the_examples_of_a_query_work(ask: Ask, query: Query) -> None:
    """Each parameter's example alone gives rows."""
    for parameter in query.parameters:
        assert asked(ask, query.name, **{parameter.name: parameter.example}), parameter.name


def test_goals_come_by_priority_in_the_order_of_the_text(ask: Ask) -> None:
    """16 goals, 5, 3, 6 and 2, each with a quote that is found at its offsets in the source."""
    rows = asked(ask, "goals")

    assert [row["ordinal"] for row in rows] == list(range(1, 17))
    assert [(row["inPriorityLabel"], row["goalLabel"]) for row in rows] == [
        (priority, goal) for priority, goals in GOALS.items() for goal in goals
    ]
    assert [row["quote"] for row in rows] == [TEXT[row["start"] : row["end"]] for row in rows]
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_objectives_come_in_order(ask: Ask) -> None:
    """Three, with the words of paragraph 2.2."""
    rows = asked(ask, "objectives")

    assert [(row["ordinal"], row["objectiveLabel"]) for row in rows] == [
        (1, "renforcer le dialogue et les consultations entre le Japon et l’OTAN"),
        (2, "promouvoir la coopération pratique et développer l’interopérabilité entre l’OTAN et le Japon"),
        (
            3,
            (
                "accroître la résilience individuelle du Japon et de l’OTAN "
                "en temps de paix comme en période de crise"
            ),
        ),
    ]
    assert [row["quote"] for row in rows] == [TEXT[row["start"] : row["end"]] for row in rows]


def test_priorities_count_their_goals(ask: Ask) -> None:
    """The fourth is printed under the third."""
    rows = asked(ask, "priorities")

    assert [(row["priorityLabel"], row["goals"]) for row in rows] == [
        (label, len(goals)) for label, goals in GOALS.items()
    ]
    assert [row["printedUnder"] for row in rows] == [None, None, None, f"{PROGRAMME}/priority/3"]


def test_evidence_of_a_goal(ask: Ask) -> None:
    """One quote, at its place, in the unit of the goal."""
    (row,) = asked(ask, "evidence", element=f"{PROGRAMME}/goal/16")

    quote = "SÉCURITÉ HUMAINE – Le Japon et l’OTAN coopèrent dans ce domaine."
    assert (row["quote"], row["start"], row["matches"]) == (quote, TEXT.index(quote), True)
    assert row["unit"] == f"{BASE}id/document/nato-jpn/itpp-2023/fr/p/3.g16"


def test_declared_counts_agree_with_found_ones(ask: Ask) -> None:
    """Five declarations, in the order of the text: 2.2 once, 3.3 twice, 3.4 twice."""
    rows = asked(ask, "counts")
    names = [row["declaration"].rpartition("/")[2] for row in rows]

    assert list(zip(names, [(row["declared"], row["found"], row["agree"]) for row in rows], strict=True)) == [
        ("objective-p2.2", (3, 3, True)),
        ("goal-p3.3", (16, 16, True)),
        ("priority-p3.3", (4, 4, True)),
        ("goal-p3.4", (16, 16, True)),
        ("priority-p3.4", (4, 4, True)),
    ]


def test_the_decision_about_the_fourth_priority(ask: Ask) -> None:
    """Printed place, chosen place and reason."""
    rows = asked(ask, "decisions", language="fr", programme="nato-jpn/itpp-2023")
    (row,) = [row for row in rows if row["printedParent"]]

    assert row["element"] == f"{PROGRAMME}/priority/4"
    assert (row["printedParent"], row["chosenParent"]) == (f"{PROGRAMME}/priority/3", PROGRAMME)
    assert row["because"] == f"{PROGRAMME}/declaration/priority-p3.3"
    assert "« quatre priorités »" in row["rationale"]


@pytest.mark.parametrize(
    ("term", "provisions"),
    [
        ("ÉTAT DE DROIT", ["1.1", "1.2", "1.3", "1.5", "3.g07"]),
        ("l'état de droit", ["1.1", "1.2", "1.3", "1.5", "3.g07"]),
        ("16 buts", ["3.3", "3.4"]),
        ("résolution 1325", ["3.g15"]),
        ("etat de droit", []),
    ],
)
def test_search_folds_case_apostrophes_and_spaces(ask: Ask, term: str, provisions: list[str]) -> None:
    """Found wherever the words stand; accents count."""
    assert [row["provision"] for row in asked(ask, "search", term=term)] == provisions


def test_the_programme_in_one_row(ask: Ask) -> None:
    """Title, type, period, parties."""
    (row,) = asked(ask, "programmes", programme="nato-jpn/itpp-2023")

    assert (row["id"], row["type"], row["start"], row["end"]) == (
        "nato-jpn/itpp-2023",
        "ITPP",
        "2023",
        "2026",
    )
    assert (row["counterpart"], row["partner"]) == (f"{BASE}id/actor/nato", f"{BASE}id/actor/jpn")
