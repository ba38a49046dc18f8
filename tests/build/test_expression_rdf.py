"""A second language version as RDF: its own words in its own graph, the plan stated once, by the first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.collection import collect
from partnergraph.build.sources import find_programmes
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH, DCAT, DCT, ELI, PPROG, PROV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph as ox

    from partnergraph.build.collection import Collection
    from partnergraph.settings import Settings

    Printed = dict[tuple[str, str], set[str]]

BASE: Final = "https://w3id.org/pprog/"
PROGRAMME: Final = f"{BASE}id/programme/nato-rur/itpp-2024"
DOCUMENT: Final = f"{BASE}id/document/nato-rur/itpp-2024"
FRENCH, ENGLISH = (f"{BASE}graph/asserted/nato-rur-itpp-2024-{language}" for language in ("fr", "en"))
INTERPRETED: Final = f"{BASE}graph/interpreted/nato-rur-itpp-2024"
ELEMENTS: Final = (
    *(f"objective/{number}" for number in (1, 2, 3)),
    *(f"priority/{number}" for number in (1, 2)),
    *(f"goal/{number:02}" for number in range(1, 6)),
    *(f"{kind}/{number}" for kind in ("activity-kind", "challenge") for number in (1, 2)),
)


def gather(settings: Settings, catalog: Statements | None = None) -> Collection:
    """The statements of the programmes of a data folder."""
    return collect(find_programmes(settings.data), settings, "9.9", catalog or Statements(CATALOG_GRAPH))


@pytest.fixture(scope="module")
def catalog() -> Statements:
    """What the catalogue says of the graphs of the twin."""
    return Statements(CATALOG_GRAPH)


@pytest.fixture(scope="module")
def quads(twin: Settings, catalog: Statements) -> frozenset[ox.Quad]:
    """The statements of the twin, which has nothing to remark."""
    found = gather(twin, catalog)
    assert (found.problems, found.remarks) == ((), ())
    return found.quads


@pytest.fixture(scope="module")
def english(quads: frozenset[ox.Quad], printed: Callable[..., Printed]) -> Printed:
    """What the graph of the English text states."""
    return printed(in_graph(quads, ENGLISH))


@pytest.fixture(scope="module")
def stated(quads: frozenset[ox.Quad], printed: Callable[..., Printed]) -> Printed:
    """What all graphs state together."""
    return printed(quads)


def in_graph(quads: Iterable[ox.Quad], graph: str) -> list[ox.Quad]:
    """The statements of one graph."""
    return [quad for quad in quads if str(quad.graph_name) == f"<{graph}>"]


def changed(texts: dict[str, str], language: str, *changes: tuple[str, str]) -> dict[str, str]:
    """The texts with words changed in one of them, which it holds once."""
    text = texts[language]
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return {**texts, language: text}


def test_no_statement_is_made_twice(quads: frozenset[ox.Quad], catalog: Statements) -> None:
    """One graph for each text, one for what is interpreted, and one for the partnership."""
    everything = quads | catalog.quads

    assert {str(quad.graph_name).strip("<>") for quad in quads} == {
        FRENCH, ENGLISH, INTERPRETED, f"{BASE}graph/interpreted/nato-rur"
    }  # fmt: skip
    assert len({quad.triple for quad in everything}) == len(everything)


def test_the_plan_is_stated_by_the_first_text(english: Printed) -> None:
    """Of the programme and its elements the second text states labels, descriptions and evidence alone."""
    plan = {
        predicate.rpartition("/")[2].rpartition("#")[2]
        for subject, predicate in english
        if subject.startswith(PROGRAMME)
    }

    assert plan == {"title", "prefLabel", "description", "hasEvidence", "surfaceForm"}


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_has_both_labels_and_both_evidences(stated: Printed, element: str) -> None:
    """Each leads to its words in either text."""
    node = f"{PROGRAMME}/{element}"
    evidence = stated[node, PPROG.hasEvidence]

    assert sorted(label[-3:] for label in stated[node, SKOS.prefLabel]) == ["@en", "@fr"]
    assert {span.removeprefix(f"<{DOCUMENT}/")[:2] for span in evidence} == {"fr", "en"}


def test_the_second_goal_in_both_languages(stated: Printed, twin_texts: dict[str, str]) -> None:
    """Labels, descriptions, one place in the plan; its English span is where the words stand."""
    node, words = (
        f"{PROGRAMME}/goal/02",
        "CYBER DEFENCE – The parties protect the networks of the ports together.",
    )
    start = twin_texts["en"].index(words)

    assert stated[node, SKOS.prefLabel] == {'"Cyberdéfense"@fr', '"Cyber defence"@en'}
    assert stated[node, DCT.description] == {
        '"Les parties protègent ensemble les réseaux des ports."@fr',
        '"The parties protect the networks of the ports together."@en',
    }
    assert stated[node, PPROG.setOutIn] == {f"<{DOCUMENT}/p/2.g02>"}
    assert len(stated[node, PPROG.ordinal]) == 1
    (span,) = (each for each in stated[node, PPROG.hasEvidence] if f"{DOCUMENT}/en/" in each)
    assert span.endswith(f"#char={start},{start + len(words)}>")


def test_every_unit_has_its_twin(quads: frozenset[ox.Quad]) -> None:
    """Nineteen provisions, each realized once in French and once in English, stated in the French graph."""
    realized = Counter(str(quad.object) for quad in quads if quad.predicate.value == PPROG.realizesProvision)
    provisions = {
        str(quad.subject) for quad in in_graph(quads, FRENCH) if str(quad.object) == f"<{PPROG.Provision}>"
    }

    assert len(provisions) == 19
    assert realized == Counter(dict.fromkeys(provisions, 2))


def test_the_document_has_two_expressions(stated: Printed) -> None:
    """Both original: none is a translation of the other. Each has its own date, title and capture."""
    expressions = {f"<{DOCUMENT}/fr>", f"<{DOCUMENT}/en>"}

    assert stated[DOCUMENT, ELI.is_realized_by] == expressions
    assert not [1 for _, predicate in stated if "translation" in predicate]
    dates = [stated[expression.strip("<>"), DCT.issued].pop() for expression in sorted(expressions)]
    assert [date[1:11] for date in dates] == ["2024-05-07", "2024-05-03"]
    for expression in expressions:
        assert len(stated[expression.strip("<>"), ELI.is_embodied_by]) == 1


def test_the_parties_keep_their_participations(stated: Printed, twin_texts: dict[str, str]) -> None:
    """Two, each with the words of both texts, whatever their order there."""
    assert "entre l’OTAN et la Ruritanie" in twin_texts["fr"]
    assert len(stated[PROGRAMME, PPROG.hasParticipation]) == 2
    assert stated[f"{PROGRAMME}/participation/1", PPROG.surfaceForm] == {'"OTAN"', '"NATO"'}
    assert stated[f"{PROGRAMME}/participation/2", PPROG.surfaceForm] == {'"Ruritanie"', '"Ruritania"'}
    assert len(stated[f"{PROGRAMME}/participation/2", PPROG.participant]) == 1


def test_a_name_that_both_texts_print(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], printed: Callable[..., Printed]
) -> None:
    """It is stated once, and has evidence in both; the order of the parties is that of the first text."""
    texts = changed(twin_texts, "en", ("between NATO and Ruritania", "between OTAN and Ruritanie"))
    settings = make_twin(changed(texts, "en", (" assigned to Ruritania", "")), "")
    found = gather(settings)
    node = f"{PROGRAMME}/participation/2"

    assert printed(found.quads)[node, PPROG.surfaceForm] == {'"Ruritanie"'}
    assert len(printed(found.quads)[node, PPROG.hasEvidence]) == 2
    assert len({quad.triple for quad in found.quads}) == len(found.quads)


def test_the_period_and_the_counts_have_evidence_in_both(stated: Printed, english: Printed) -> None:
    """One period and three declarations, which each text shows in its words."""
    names = ("period", "declaration/objective-p1.3", "declaration/goal-p2.1", "declaration/priority-p2.1")

    for name in names:
        assert english[f"{PROGRAMME}/{name}", PPROG.hasEvidence]
        assert len(stated[f"{PROGRAMME}/{name}", RDF.type]) == 1
    assert len(stated[f"{PROGRAMME}/period", DCAT.startDate]) == 1


def test_a_count_that_only_the_second_text_declares(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    printed: Callable[..., Printed],
) -> None:
    """It is stated in full by that text; the other does not contradict it."""
    texts = changed(twin_texts, "fr", ("trois objectifs stratégiques", "ces objectifs stratégiques"))
    found = gather(make_twin(texts, twin_topics))
    node = f"{PROGRAMME}/declaration/objective-p1.3"

    assert found.problems == ()
    assert any("[expression-differs]" in remark for remark in found.remarks)
    assert printed(in_graph(found.quads, ENGLISH))[node, RDF.type] == {f"<{PPROG.CountDeclaration}>"}


def test_a_unit_that_only_the_second_text_has(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    printed: Callable[..., Printed],
) -> None:
    """Its provision is stated there, and has one unit."""
    texts = changed(twin_texts, "en", ("\nPART 2", "\n4. The parties meet each year.\n\nPART 2"))
    found = gather(make_twin(texts, twin_topics))

    assert found.problems == ()
    assert [remark.rpartition("[")[2] for remark in found.remarks] == ["unit-unmatched]"]
    assert printed(in_graph(found.quads, ENGLISH))[f"{DOCUMENT}/p/1.4", PPROG.localCode] == {'"1.4"'}
    assert printed(in_graph(found.quads, FRENCH))[f"{DOCUMENT}/p/1.4", RDF.type] == set()


def test_an_element_in_another_provision_leads_to_both(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    printed: Callable[..., Printed],
) -> None:
    """A bullet for a number: the objective is set out in 1.3.1 here and in 1.3.b1 there."""
    texts = changed(twin_texts, "en", (" 1. to", " - to"), (" 2. to", " - to"), (" 3. to", " - to"))
    found = printed(gather(make_twin(texts, twin_topics)).quads)

    assert found[f"{PROGRAMME}/objective/1", PPROG.setOutIn] == {
        f"<{DOCUMENT}/p/1.3.1>", f"<{DOCUMENT}/p/1.3.b1>"
    }  # fmt: skip


def test_mentions_are_each_text_s_own(stated: Printed, quads: frozenset[ox.Quad]) -> None:
    """Both charters are mentioned and mean the same instrument."""
    charter = f"<{BASE}id/instrument/un-charter>"
    mentions = {subject for (subject, predicate), values in stated.items()
                if predicate == PPROG.refersTo and charter in values}  # fmt: skip

    assert {mention.removeprefix(f"{DOCUMENT}/").partition("/mention")[0] for mention in mentions} == {
        "fr/p/1.1", "en/p/1.1"
    }  # fmt: skip
    assert {str(quad.graph_name) for quad in quads if quad.predicate.value == PPROG.refersTo} == {
        f"<{INTERPRETED}>"
    }


def test_a_topic_is_assigned_once(stated: Printed) -> None:
    """By the label of the first text, or by the editor; the label of the second is further evidence."""
    for name, topic, method in (
        ("goal-02", "cyber-defence", "label-match"),
        ("goal-03", "emergency-management", "editor"),
    ):
        node = f"{PROGRAMME}/decision/{name}-topic"
        assert stated[node, PPROG.chosenTopic] == {f"<{BASE}vocab/topic/{topic}>"}
        assert stated[node, PPROG.method] == {f'"{method}"'}
        assert len(stated[node, PPROG.rationale]) == 2
        assert len(stated[node, PPROG.hasEvidence]) == 2


def test_a_topic_that_only_the_second_label_names(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], printed: Callable[..., Printed]
) -> None:
    """The English label settles it, and nothing is missing; the reason quotes it."""
    found = gather(make_twin(changed(twin_texts, "en", ("RESCUE", "HUMAN SECURITY")), ""))
    stated = printed(found.quads)
    node = f"{PROGRAMME}/decision/goal-03-topic"

    assert found.remarks == ()
    assert stated[f"{PROGRAMME}/goal/03", PPROG.hasPrimaryTopic] == {f"<{BASE}vocab/topic/human-security>"}
    assert all("HUMAN SECURITY" in reason for reason in stated[node, PPROG.rationale])
    assert stated[node, PROV.wasGeneratedBy] == {f"<{BASE}id/activity/linking/nato-rur-itpp-2024-en>"}


def test_a_topic_that_no_label_names_is_missing_once(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str]
) -> None:
    """It is remarked in the first text, and not again in the second."""
    (remark,) = gather(make_twin(twin_texts, "")).remarks

    assert "fr.txt:25:" in remark
    assert remark.endswith("[topic-missing]")


def test_the_goals_are_assigned_once(stated: Printed) -> None:
    """One decision with the words of both texts as evidence, and the reason given once in each language."""
    node = f"{PROGRAMME}/decision/assignment-1"

    assert len(stated[node, PPROG.hasEvidence]) == 2
    assert len(stated[node, PPROG.rationale]) == 2
    assert stated[f"{PROGRAMME}/goal/05", PPROG.assignedTo] == {f"<{BASE}id/actor/rur>"}
    assert stated[f"{PROGRAMME}/decision/assignment-en-1", RDF.type] == set()


def test_goals_that_only_the_second_text_assigns(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    printed: Callable[..., Printed],
) -> None:
    """The decision is that of the second text, with its words."""
    texts = changed(twin_texts, "fr", (" assignés à la Ruritanie", ""))
    stated = printed(gather(make_twin(texts, twin_topics)).quads)
    node = f"{PROGRAMME}/decision/assignment-en-1"

    assert all("assigned to Ruritania" in reason for reason in stated[node, PPROG.rationale])
    assert stated[f"{PROGRAMME}/goal/05", PPROG.assignedTo] == {f"<{BASE}id/actor/rur>"}


NESTED: Final = {
    "fr": ("B. SAVOIR PARTAGÉ\n   - SCIENCE", "   - SAVOIR PARTAGÉ\n     - SCIENCE"),
    "en": ("B. SHARED LEARNING\n   - SCIENCE", "   - SHARED LEARNING\n     - SCIENCE"),
}
LAST: Final = {
    "fr": ("   - DIPLOMATIE", "     - DIPLOMATIE"),
    "en": ("   - PUBLIC", "     - PUBLIC"),
}


@pytest.mark.parametrize("languages", [("fr", "en"), ("en",)])
def test_a_place_that_was_chosen(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    printed: Callable[..., Printed],
    languages: tuple[str, ...],
) -> None:
    """The second priority printed inside the first, in both texts or in the second alone: one decision."""
    texts = twin_texts
    for language in languages:
        texts = changed(texts, language, NESTED[language], LAST[language])
    found = gather(make_twin(texts, twin_topics))
    stated = printed(found.quads)
    node = f"{PROGRAMME}/decision/priority-2-placement"
    captures = {span.removeprefix(f"<{DOCUMENT}/")[:2] for span in stated[node, PPROG.hasEvidence]}

    assert found.problems == ()
    assert captures == set(languages)
    assert len(stated[node, PPROG.rationale]) == 2
    assert stated[node, PPROG.printedParent] == {f"<{PROGRAMME}/priority/1>"}


def test_how_the_graphs_came_about(
    printed: Callable[..., Printed], catalog: Statements, quads: object
) -> None:
    """Each text was read by an activity of its own; what is interpreted comes from both and an editor."""
    assert quads
    stated = printed(catalog.quads)
    steps = {f"<{BASE}id/activity/{name}/nato-rur-itpp-2024-{language}>"
             for name in ("linking", "interpretation") for language in ("fr", "en")}  # fmt: skip

    assert stated[ENGLISH, RDF.type] == {f"<{PPROG.AssertedGraph}>", f"<{PROV.Bundle}>"}
    assert stated[ENGLISH, PROV.wasGeneratedBy] == {f"<{BASE}id/activity/extraction/nato-rur-itpp-2024-en>"}
    assert stated[INTERPRETED, PROV.wasGeneratedBy] == {
        *steps, f"<{BASE}id/activity/edition/nato-rur-itpp-2024>"
    }  # fmt: skip
    assert len(stated[f"{BASE}id/activity/edition/nato-rur-itpp-2024", PROV.used]) == 2


def test_the_first_text_decides_the_order(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], twin_topics: str
) -> None:
    """English before French: the English graph states the plan."""
    turned = {language: twin_texts[language] for language in ("en", "fr")}
    found = gather(make_twin(turned, twin_topics))

    assert (found.problems, found.remarks) == ((), ())
    assert [name for name, _ in found.documents] == [
        "nato-rur-itpp-2024-en.txt", "nato-rur-itpp-2024-fr.txt"
    ]  # fmt: skip
    assert {str(quad.graph_name) for quad in found.quads if quad.predicate.value == PPROG.inPriority} == {
        f"<{ENGLISH}>"
    }


def test_one_text_states_what_it_stated_alone(
    make_twin: Callable[..., Settings],
    twin_texts: dict[str, str],
    twin_topics: str,
    quads: frozenset[ox.Quad],
) -> None:
    """The graph of the first text is the same with and without a second one."""
    topics = twin_topics.replace('label.en = "RESCUE"\n', "")
    alone = gather(make_twin({"fr": twin_texts["fr"]}, topics)).quads

    assert set(in_graph(alone, FRENCH)) == set(in_graph(quads, FRENCH))
