"""Every query over a programme of our own words in two languages: nothing is counted or listed twice.

The texts: 3 objectives, 2 priorities with 3 and 2 goals, 2 kinds of activity, 2 challenges, 19 units each.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import pytest

from partnergraph.build.assembly import assemble
from partnergraph.queries import read_queries
from partnergraph.serve.snapshot import open_release

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.release import Built
    from partnergraph.settings import Settings

    Rows = list[dict[str, Any]]
    Ask = Callable[..., Rows]

ROOT: Final = Path(__file__).parents[2]
BASE: Final = "https://w3id.org/pprog/"
PROGRAMME: Final = f"{BASE}id/programme/nato-rur/itpp-2024"
DOCUMENT: Final = f"{BASE}id/document/nato-rur/itpp-2024"
QUERIES: Final = {
    name: query
    for folder in ("questions", "curated", "pages")
    for name, query in read_queries(ROOT / "queries" / folder).items()
}

FRENCH_GOALS: Final = [
    "Sûreté maritime", "Cyberdéfense", "Sauvetage", "Science et technologie", "Diplomatie publique"
]  # fmt: skip
ENGLISH_GOALS: Final = [
    "Maritime security", "Cyber defence", "Rescue", "Science and technology", "Public diplomacy"
]  # fmt: skip
ENGLISH_TITLE: Final = "Individually Tailored Partnership Programme between NATO and Ruritania for 2024-2027"


def asking(store: ox.Store) -> Ask:
    """Runs a query by its name over a store, with values bound to its parameters, and words changed in it."""

    def rows(name: str, *changes: tuple[str, str], **given: ox.NamedNode | ox.Literal) -> Rows:
        text = QUERIES[name].bind({parameter: [value] for parameter, value in given.items()})
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        solutions = store.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [{name: row[name].value if row[name] else None for name in names} for row in solutions]

    return rows


@pytest.fixture(scope="module")
def twin_ask(twin: Settings, twin_built: Built) -> Ask:
    """Asks the release in two languages, which passes every shape and check without a remark."""
    assert twin_built.remarks == ()
    return asking(ox.Store.read_only(str(open_release(twin).store)))


def both(**row: str) -> Rows:
    """A row for either text, the English one first."""
    return [{"text": f"{DOCUMENT}/{language}", **row} for language in ("en", "fr")]


EXPECTED: Final[dict[str, Rows]] = {
    "activity-kinds": [
        {"n": "1", "label": "exercices communs", "goal": None},
        {"n": "2", "label": "échanges de personnel avec l’Ukraine", "goal": None},
    ],
    "challenges-and-goals": [
        {"n": "1", "challenge": "cyberdéfense", "code": "1.2", "goal": "2"},
        {"n": "2", "challenge": "changement climatique", "code": "1.2", "goal": None},
    ],
    "goals-in-order": [
        {"n": str(n), "label": label, "priority": "Mers sûres" if n < 4 else "Savoir partagé"}
        for n, label in enumerate(FRENCH_GOALS, 1)
    ],
    "goals-per-priority": [
        {"n": "1", "label": "Mers sûres", "goals": "3"},
        {"n": "2", "label": "Savoir partagé", "goals": "2"},
    ],
    "instruments-cited": [
        {"text": f"{DOCUMENT}/{language}", "code": "1.1", "instrument": f"{BASE}id/instrument/un-charter",
         "words": words}
        for language, words in (("en", "Charter of the United Nations"), ("fr", "Charte des Nations Unies"))
    ],
    "labels-in-both-languages": [
        {"programme": PROGRAMME, "kind": f"{BASE}vocab/element-kind/{kind}", "elements": number,
         "french": number, "english": number, "both": number}
        for kind, number in (("activity-kind", "2"), ("challenge", "2"), ("goal", "5"), ("priority", "2"),
                             ("strategic-objective", "3"))
    ],
    "lines-accounted-for": [
        {"expression": f"{DOCUMENT}/{language}", "lines": "19", "inUnits": "19"} for language in ("en", "fr")
    ],
    "objectives-in-order": [
        {"n": "1", "label": "garder ouvertes les routes de la mer par la sûreté maritime"},
        {"n": "2", "label": "partager ce que chacun apprend"},
        {"n": "3", "label": "s’entraîner ensemble, dans la région indo-pacifique aussi"},
    ],
    "other-organisations": both(organisation=f"{BASE}id/actor/un", code="1.1", mentions="1"),
    "regions-named": both(region=f"{BASE}id/region/indo-pacific", code="1.3.3", mentions="1"),
    "third-states": both(state=f"{BASE}id/actor/ukr", code="1.2"),
    "units-on-the-rule-of-law": both(code="1.1", mentions="1"),
    "values-named-together": [
        {"text": f"{DOCUMENT}/{language}", "code": "1.1", "value": f"{BASE}vocab/value/{value}"}
        for language in ("en", "fr")
        for value in ("democracy", "rule-of-law")
    ],
    "published-and-updated": [
        {"expression": f"{DOCUMENT}/en", "published": "2024-05-07", "updated": None},
        {"expression": f"{DOCUMENT}/fr", "published": "2024-05-03", "updated": None},
    ],
    "units-in-one-language": [],
    "assertions-without-evidence": [],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_a_question(twin_ask: Ask, name: str) -> None:
    """What belongs to the plan is listed once, in the words of the first text; mentions by their text."""
    assert twin_ask(name) == EXPECTED[name]


# How many rows there are, and by which columns no two are alike.
ROWS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "declared-and-counted": (3, ("declaration",)),
    "goal-quotes-match": (10, ("source", "n")),
    "inferred-links": (1, ("claim",)),
    "links-by-shared-topic": (1, ("objective", "goal")),
    "period-and-force": (2, ("programme", "year")),
    "source-read": (2, ("sha256",)),
    "title-type-parties": (1, ("programme",)),
    "who-goals-are-assigned-to": (1, ("actor",)),
    "counts": (3, ("declaration",)),
    "decisions": (
        10,
        ("element", "rationale"),
    ),  # five goals are assigned: a reason in two languages
    "goals": (5, ("goal",)),
    "objectives": (3, ("objective",)),
    "priorities": (2, ("priority",)),
    "programmes": (1, ("programme",)),
    "search": (44, ("unit", "element")),  # 19 units each, of which one sets out four elements
    "document": (2, ("expression",)),
    "elements": (4, ("element",)),
}


@pytest.mark.parametrize("name", ROWS)
def test_nothing_is_listed_twice(twin_ask: Ask, name: str) -> None:
    """As many rows as there are things to list."""
    rows, (number, key) = twin_ask(name), ROWS[name]

    assert len(rows) == number
    assert len({tuple(row[column] for column in key) for row in rows}) == number


@pytest.mark.parametrize(("language", "labels"), [("fr", FRENCH_GOALS), ("en", ENGLISH_GOALS)])
def test_goals_in_the_language_that_is_asked_for(twin_ask: Ask, language: str, labels: list[str]) -> None:
    """The quote is that of the same text."""
    rows = twin_ask("goals", language=ox.Literal(language))

    assert [row["goalLabel"] for row in rows] == labels
    assert all(row["quote"].startswith(row["goalLabel"].upper()) for row in rows)
    assert {row["source"].removeprefix(f"{DOCUMENT}/")[:2] for row in rows} == {language}


def test_a_title_in_the_language_that_is_asked_for(twin_ask: Ask) -> None:
    """Where there is none in that language, it is that of the first text."""
    titles = [twin_ask("programmes", language=ox.Literal(each))[0]["title"] for each in ("en", "fr", "ko")]

    assert titles[0] == ENGLISH_TITLE
    assert titles[1] == titles[2] != ENGLISH_TITLE


@pytest.mark.parametrize("name", ["goal-quotes-match", "evidence"])
def test_every_quote_stands_in_its_source(twin_ask: Ask, name: str) -> None:
    """In both texts."""
    rows = twin_ask(name)

    assert {row["matches"] for row in rows} == {"true"}
    assert {row["source"].removeprefix(f"{DOCUMENT}/")[:2] for row in rows} == {"fr", "en"}


def test_evidence_bears_the_label_of_its_text(twin_ask: Ask) -> None:
    """A row for the words of each text, not for each pair of words and label."""
    rows = twin_ask("evidence", element=ox.NamedNode(f"{PROGRAMME}/goal/03"))

    assert [(row["elementLabel"], row["quote"].partition(" ")[0]) for row in rows] == [
        ("Rescue", "RESCUE"), ("Sauvetage", "SAUVETAGE")
    ]  # fmt: skip


@pytest.mark.parametrize(("term", "label"), [("ships", "Rescue"), ("navires", "Sauvetage")])
def test_goals_for_a_term_of_either_language(twin_ask: Ask, term: str, label: str) -> None:
    """The label is in the language of the words that were found."""
    assert twin_ask("goals-for-a-term", ("catastrophe", term)) == [{"n": "3", "label": label}]


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_a_unit_leads_to_its_twin(twin_ask: Ask, language: str, other: str) -> None:
    """Each of the 19 units names its counterpart; none is in one text alone."""
    expression = ox.NamedNode(f"{DOCUMENT}/{language}")
    units = {row["unit"]: row["counterpart"] for row in twin_ask("units", expression=expression)}

    assert len(units) == 19
    assert all(found == unit.replace(f"/{language}/p/", f"/{other}/p/") for unit, found in units.items())
    assert twin_ask("units-elsewhere", expression=expression) == []


def test_units_that_one_text_lacks(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], twin_topics: str
) -> None:
    """A paragraph that only the English text has is what the French version lacks; the graph passes."""
    english = twin_texts["en"].replace("\nPART 2", "\n4. The parties meet each year.\n\nPART 2")
    assembly = assemble(make_twin({**twin_texts, "en": english}, twin_topics), "9.9")
    store = ox.Store()
    store.extend(assembly.quads)
    ask = asking(store)

    assert [remark.rpartition("[")[2] for remark in assembly.remarks] == ["unit-unmatched]"]
    assert ask("units-in-one-language") == [
        {"lacking": f"{DOCUMENT}/fr", "code": "1.4", "words": "4. The parties meet each year."}
    ]
    assert [row["unit"] for row in ask("units-elsewhere", expression=ox.NamedNode(f"{DOCUMENT}/fr"))] == [
        f"{DOCUMENT}/en/p/1.4"
    ]
    assert ask("units-elsewhere", expression=ox.NamedNode(f"{DOCUMENT}/en")) == []
    (lonely,) = (
        row for row in ask("units", expression=ox.NamedNode(f"{DOCUMENT}/en")) if not row["counterpart"]
    )
    assert lonely["unit"] == f"{DOCUMENT}/en/p/1.4"
