"""The rules: what they infer from a small programme of our own, what they may see, and broken ones."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from partnergraph.build.rules import Rule, read_rules, run_rules
from partnergraph.build.statements import Statements
from partnergraph.errors import InputError, OntologyError, QueryFileError
from partnergraph.iris import CATALOG_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/pprog/id/"
GRAPH = "https://w3id.org/pprog/graph/"
TERM = "https://w3id.org/pprog/ontology#"
PROGRAMME = f"{ID}programme/nato-fre/itpp-2024"
HEADER = """\
#+ summary: {fr: Une règle, en: A rule}
#+ version: "2"
#+ method: guessing
#+ confidence: 0.25
#+ reads: [asserted]
"""
RULE = HEADER + "CONSTRUCT { ?a <x:inferred> ?b } WHERE { ?a <x:p> ?b }"


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    """The two programmes of rules.trig, whose first lines say what they speak of."""
    return list(ox.parse(path=str(Path(__file__).with_name("rules.trig"))))


@pytest.fixture(scope="module")
def inferred(quads: list[ox.Quad]) -> set[ox.Quad]:
    """What our own rules infer from them."""
    return run_rules(quads, read_rules(ROOT / "ontology"), Statements(CATALOG_GRAPH), "1.0")


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., tuple[Rule, ...]]:
    """Writes rules, by name, and reads them."""

    def write(**texts: str) -> tuple[Rule, ...]:
        (tmp_path / "rules").mkdir(exist_ok=True)
        for name, text in texts.items():
            (tmp_path / "rules" / f"{name}.rq").write_text(text, encoding="utf-8")
        return read_rules(tmp_path)

    return write


def links(quads: Iterable[ox.Quad], rule: str, term: str) -> set[tuple[str, str]]:
    """Ends of subject and object of the statements with a term in the graph of a rule."""
    return {
        (short(quad.subject), short(quad.object))
        for quad in quads
        if quad.graph_name == ox.NamedNode(f"{GRAPH}inferred/{rule}") and quad.predicate.value == TERM + term
    }


def short(term: object) -> str:
    """What a term says below its namespace."""
    value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
    for start in (f"{PROGRAMME}/", f"{ID}programme/", "https://w3id.org/pprog/vocab/", ID):
        value = value.removeprefix(start)
    return value


def quad(subject: str, term: str, value: str, graph: str) -> ox.Quad:
    """A statement of IRIs in a graph of ours."""
    return ox.Quad(*(ox.NamedNode(iri) for iri in (subject, term, value, GRAPH + graph)))


def test_units_mention_what_their_mentions_mean(inferred: set[ox.Quad]) -> None:
    """Goal 12's English unit names three things, the French one patrols alone."""
    found = links(inferred, "mentions", "mentions")

    assert {thing for unit, thing in found if unit == "en/g12"} == {
        "actor/nato",
        "topic/patrols",
        "topic/charts",
    }
    assert {thing for unit, thing in found if unit == "fr/g12"} == {"topic/patrols"}
    assert (
        len(found) == 2 + 3 + 2 + 3 + 2 + 2 + 3 + 1 + 1 + 1
    )  # o1 o2 o10, g2 g9 g11 g12 (en, fr) g13, Sylvania


def test_programmes_mention_what_their_texts_mention(inferred: set[ox.Quad]) -> None:
    """All that any unit of either language names, once."""
    found = links(inferred, "programme-mentions", "programmeMentions")

    assert found == {
        ("nato-fre/itpp-2024", "actor/nato"),
        ("nato-fre/itpp-2024", "value/law"),
        ("nato-fre/itpp-2024", "topic/dialogue"),
        ("nato-fre/itpp-2024", "topic/patrols"),
        ("nato-fre/itpp-2024", "topic/charts"),
        ("nato-fre/itpp-2024", "topic/rescue"),
        ("nato-syl/itpp-2025", "topic/patrols"),
    }


def test_programmes_invoke_the_values_they_name(inferred: set[ox.Quad]) -> None:
    """Only Freedonia's names the law; topics and actors are no values."""
    assert links(inferred, "values-invoked", "invokesValue") == {("nato-fre/itpp-2024", "value/law")}


def test_goals_have_the_topics_they_name(inferred: set[ox.Quad]) -> None:
    """Not the topic of goal 11, which an editor assigned, nor anything that objectives name."""
    assert links(inferred, "topics-mentioned", "hasTopic") == {
        ("goal/02", "topic/dialogue"),
        ("goal/02", "topic/rescue"),
        ("goal/12", "topic/patrols"),
        ("goal/12", "topic/charts"),
        ("syl/goal/01", "topic/patrols"),
    }


def test_one_claim_for_each_goal_and_objective(inferred: set[ox.Quad]) -> None:
    """A shared topic makes a claim; a shared actor, an assigned topic and another programme make none."""
    rule = "shared-topic-contribution"

    assert links(inferred, rule, "contributionFrom") == {
        ("claim/lexical/so1-g02", "goal/02"),
        ("claim/lexical/so10-g02", "goal/02"),
        ("claim/lexical/so2-g11", "goal/11"),
        ("claim/lexical/so2-g12", "goal/12"),
    }
    assert links(inferred, rule, "contributionTo") == {
        ("claim/lexical/so1-g02", "objective/1"),
        ("claim/lexical/so10-g02", "objective/10"),
        ("claim/lexical/so2-g11", "objective/2"),
        ("claim/lexical/so2-g12", "objective/2"),
    }
    assert not any(quad.predicate.value == f"{TERM}contributesTo" for quad in inferred)


def test_a_claim_says_why_and_how_sure(inferred: set[ox.Quad]) -> None:
    """Objective 2 and goal 12 share two topics; every mention of them, in both languages, is evidence."""
    claim = f"{PROGRAMME}/claim/lexical/so2-g12"
    found = {
        (quad.predicate.value.removeprefix(TERM), short(quad.object))
        for quad in inferred
        if quad.subject == ox.NamedNode(claim)
    }
    mentions = ("o2/patrols", "o2/patrols-2", "o2/charts", "g12/patrols", "g12/patrouilles", "g12/charts")

    assert found == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{TERM}ContributionClaim"),
        ("contributionFrom", "goal/12"),
        ("contributionTo", "objective/2"),
        ("claimBasis", "claim-basis/lexical"),
        ("method", "shared-topic-mention"),
        ("confidence", "0.5"),
        ("hasTopic", "topic/patrols"),
        ("hasTopic", "topic/charts"),
        *(("http://www.w3.org/ns/prov#wasDerivedFrom", mention) for mention in mentions),
        *(("hasEvidence", f"#{number}") for number in (13, 14, 16, 17, 18, 19)),
    }


def test_claims_are_as_sure_as_their_rule() -> None:
    """What a claim says of its method and confidence is what the header says of the graph."""
    (rule,) = (rule for rule in read_rules(ROOT / "ontology") if rule.name == "shared-topic-contribution")

    assert f'pprog:method "{rule.method}" ;' in rule.query
    assert f"pprog:confidence {rule.confidence} ;" in rule.query


def test_a_rule_is_read(rules: Callable[..., tuple[Rule, ...]], tmp_path: Path) -> None:
    """Name, version, method, confidence, kinds of graphs and words; they come in the order of names."""
    second, _ = rules(second=RULE, third=RULE.replace("[asserted]", "[vocab, asserted, vocab]"))

    assert (second.name, second.version, second.method) == ("second", "2", "guessing")
    assert second.confidence == Decimal("0.25")
    assert second.reads == ("asserted",)
    assert second.summary == {"fr": "Une règle", "en": "A rule"}
    assert second.query.startswith(HEADER)
    assert second.file == tmp_path / "rules" / "second.rq"
    assert [(rule.name, rule.reads) for rule in read_rules(tmp_path)] == [
        ("second", ("asserted",)),
        ("third", ("asserted", "vocab")),
    ]


def test_no_rules_infer_nothing(tmp_path: Path, quads: list[ox.Quad]) -> None:
    """An ontology without rules is one."""
    assert run_rules(quads, read_rules(tmp_path), Statements(CATALOG_GRAPH), "1.0") == set()


@pytest.mark.parametrize(
    ("reads", "seen"),
    [
        ("[asserted]", {"x:a1", "x:a2"}),
        ("[interpreted]", {"x:i"}),
        ("[asserted, vocab]", {"x:a1", "x:a2", "x:v"}),
        ("[reported, authority]", set()),
    ],
)
@pytest.mark.parametrize("where", ["{ ?a <x:p> ?b }", "{ GRAPH ?g { ?a <x:p> ?b } }"])
def test_a_rule_sees_the_graphs_it_reads(
    rules: Callable[..., tuple[Rule, ...]], reads: str, seen: set[str], where: str
) -> None:
    """By default and by name, graphs of other kinds and of other people are not there."""
    given = [
        quad("x:a1", "x:p", "x:b", "asserted/one-en"),
        quad("x:a2", "x:p", "x:b", "asserted/two-en"),
        quad("x:i", "x:p", "x:b", "interpreted/one"),
        quad("x:v", "x:p", "x:b", "vocab"),
        quad("x:n", "x:p", "x:b", "assertedly/one"),
        ox.Quad(*map(ox.NamedNode, ("x:e", "x:p", "x:b", "https://example.org/asserted/one"))),
        ox.Quad(*map(ox.NamedNode, ("x:d", "x:p", "x:b"))),
    ]
    found = rules(guess=RULE.replace("[asserted]", reads).replace("{ ?a <x:p> ?b }", where))

    assert {short(each.subject) for each in run_rules(given, found, Statements(CATALOG_GRAPH), "1.0")} == seen


def test_from_does_not_widen_what_a_rule_sees(rules: Callable[..., tuple[Rule, ...]]) -> None:
    """A graph that a rule does not read is not there for FROM either."""
    given = [quad("x:a", "x:p", "x:b", "asserted/one"), quad("x:i", "x:p", "x:b", "interpreted/one")]
    found = rules(guess=RULE.replace("WHERE", f"FROM <{GRAPH}interpreted/one> WHERE"))

    assert {short(each.subject) for each in run_rules(given, found, Statements(CATALOG_GRAPH), "1.0")} == {
        "x:a"
    }


def test_no_rule_sees_what_another_inferred(rules: Callable[..., tuple[Rule, ...]]) -> None:
    """A rule that follows from the statements of the one before it infers nothing."""
    found = rules(a=RULE, b=RULE.replace("WHERE { ?a <x:p>", "WHERE { ?b <x:inferred>"))
    inferred = run_rules([quad("x:a", "x:p", "x:b", "asserted/one")], found, Statements(CATALOG_GRAPH), "1.0")

    assert inferred == {quad("x:a", "x:inferred", "x:b", "inferred/a")}


def test_what_is_stated_is_not_inferred_again(rules: Callable[..., tuple[Rule, ...]]) -> None:
    """Neither what any graph states already, read or not, nor what the rule before inferred."""
    given = [
        quad("x:a", "x:p", "x:b", "asserted/one"),
        quad("x:a", "x:p", "x:c", "asserted/one"),
        quad("x:a", "x:inferred", "x:c", "reported/one"),
    ]
    catalog = Statements(CATALOG_GRAPH)
    found = run_rules(given, reversed(rules(a=RULE, b=RULE)), catalog, "1.0")

    assert found == {quad("x:a", "x:inferred", "x:b", "inferred/a")}
    assert not any("/b" in str(each) for each in catalog.quads)


def test_a_run_is_on_record(rules: Callable[..., tuple[Rule, ...]]) -> None:
    """Every statement about the graph, the run and the rule: it used the graphs it read, and the rule."""
    given = [
        quad("x:a", "x:p", "x:b", "asserted/one-en"),
        quad("x:a", "x:q", "x:b", "asserted/two-en"),
        quad("x:a", "x:p", "x:b", "interpreted/one"),
    ]
    catalog = Statements(CATALOG_GRAPH)
    run_rules(given, rules(guess=RULE), catalog, "1.0")
    graph, run, rule = (
        f"<{iri}>" for iri in (f"{GRAPH}inferred/guess", f"{ID}activity/rule/guess", f"{ID}rule/guess/2")
    )
    a, prov, dct = (
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
        "http://www.w3.org/ns/prov#",
        "http://purl.org/dc/terms/",
    )

    assert {str(each.triple) for each in catalog.quads} == {
        f"{graph} {a} <{TERM}InferredGraph>",
        f"{graph} {a} <{prov}Bundle>",
        f'{graph} <{TERM}method> "guessing"',
        f'{graph} <{TERM}confidence> "0.25"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        f"{graph} <{prov}wasGeneratedBy> {run}",
        f"{run} {a} <{prov}Activity>",
        f"{run} <{prov}used> {rule}",
        f"{run} <{prov}used> <{GRAPH}asserted/one-en>",
        f"{run} <{prov}used> <{GRAPH}asserted/two-en>",
        f"{run} <{prov}wasAssociatedWith> <{ID}software/partnergraph-1.0>",
        f"{rule} {a} <{prov}Plan>",
        f'{rule} <{dct}identifier> "guess"',
        f'{rule} <{dct}title> "Une règle"@fr',
        f'{rule} <{dct}title> "A rule"@en',
        f'{rule} <http://www.w3.org/2002/07/owl#versionInfo> "2"',
    }


@pytest.mark.parametrize("template", ["?a <x:q> []", "[] <x:q> ?a", "?a <x:q> <<( ?a <x:p> ?b )>>"])
def test_a_rule_makes_no_blank_nodes(rules: Callable[..., tuple[Rule, ...]], template: str) -> None:
    """They would have another name in every build; the file of the rule is named."""
    found = rules(guess=RULE.replace("?a <x:inferred> ?b", template))

    with pytest.raises(
        OntologyError, match=r"guess\.rq: infers a statement that is not of IRIs and literals"
    ):
        run_rules([quad("x:a", "x:p", "x:b", "asserted/one")], found, Statements(CATALOG_GRAPH), "1.0")


@pytest.mark.parametrize(
    ("query", "line", "words"),
    [
        ("SELECT * WHERE { ?a ?b ?c }", 6, "must be a CONSTRUCT, not SELECT"),
        ("ASK { ?a ?b ?c }", 6, "must be a CONSTRUCT, not ASK"),
        ("DESCRIBE <x:a>", 6, "must be a CONSTRUCT, not DESCRIBE"),
        (
            "# CONSTRUCT\nPREFIX construct: <x:>\nSELECT * WHERE { ?a construct:b ?c }",
            8,
            "must be a CONSTRUCT, not SELECT",
        ),
        ("CONSTRUCT { ?a <x:q> ?c }\nWHERE { ?a ?b ?d BIND(now() AS ?c) }", 7, "NOW gives another answer"),
        ("CONSTRUCT { ?a <x:q> ?c }\nWHERE { ?a ?b ?d BIND(RAND() AS ?c) }", 7, "RAND gives another answer"),
        ("CONSTRUCT { ?a <x:q> ?c }\nWHERE { ?a ?b ?d BIND(UUID() AS ?c) }", 7, "UUID gives another answer"),
        (
            "CONSTRUCT { ?a <x:q> ?c } WHERE {\n SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
            7,
            "another endpoint",
        ),
        ("CONSTRUCT { ?a ?b ?c }\nWHERE { ?a ?b }", 7, "is not SPARQL"),
    ],
)
def test_a_rule_must_be_a_construct(
    rules: Callable[..., tuple[Rule, ...]], query: str, line: int, words: str
) -> None:
    """Other forms, and what depends on the hour, on chance or on the network, are named with their line."""
    with pytest.raises(InputError) as refused:
        rules(guess=HEADER + query)

    assert words in refused.value.message
    assert refused.value.place is not None
    assert (Path(refused.value.place.file).name, refused.value.place.line) == ("guess.rq", line)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('#+ version: "2"\n', "", "lacks a version"),
        ('"2"', "2", "lacks a version in quotes"),
        ('"2"', '"two"', "lacks a version"),
        ("#+ method: guessing\n", "", "lacks a method"),
        ("guessing", '" "', "lacks a method"),
        ("guessing", "[guessing]", "lacks a method"),
        ("#+ confidence: 0.25\n", "", "lacks a confidence"),
        ("0.25", "1.01", "lacks a confidence from 0 to 1"),
        ("0.25", "-0.1", "lacks a confidence from 0 to 1"),
        ("0.25", ".nan", "lacks a confidence from 0 to 1"),
        ("0.25", "true", "lacks a confidence"),
        ("0.25", "high", "lacks a confidence"),
        ("#+ reads: [asserted]\n", "", "which kinds of graphs"),
        ("[asserted]", "asserted", "which kinds of graphs"),
        ("[asserted]", "[]", "which kinds of graphs"),
        ("[asserted]", "[asserted, assreted]", "which kinds of graphs"),
        ("[asserted]", "[inferred]", "which kinds of graphs"),
        ("[asserted]", "[catalog]", "which kinds of graphs"),
        ("[asserted]", "[[asserted]]", "which kinds of graphs"),
        ("#+ summary: {fr: Une règle, en: A rule}\n", "", "lacks a summary"),
        ("en: A rule", "en: ' '", "lacks a summary"),
    ],
)
def test_a_header_must_say_everything(
    rules: Callable[..., tuple[Rule, ...]], old: str, new: str, words: str
) -> None:
    """What is missing or wrong is said with what to write."""
    assert RULE.count(old) == 1
    with pytest.raises(QueryFileError, match=r"guess\.rq:1: its #\+ header ") as refused:
        rules(guess=RULE.replace(old, new))

    assert words in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize("confidence", ["0", "1", "0.001", "1.0e-5"])
def test_confidence_may_reach_both_ends(rules: Callable[..., tuple[Rule, ...]], confidence: str) -> None:
    """It is a decimal number as written, never in powers of ten."""
    catalog = Statements(CATALOG_GRAPH)
    found = rules(guess=RULE.replace("0.25", confidence))
    run_rules([quad("x:a", "x:p", "x:b", "asserted/one")], found, catalog, "1.0")
    (printed,) = (each.object for each in catalog.quads if each.predicate.value == f"{TERM}confidence")

    assert short(printed) == {"1.0e-5": "0.00001"}.get(confidence, confidence)


def test_a_name_must_fit_an_iri(rules: Callable[..., tuple[Rule, ...]]) -> None:
    """The graph is named after the rule."""
    with pytest.raises(OntologyError, match=r"Two words\.rq: its name cannot stand in an IRI"):
        rules(**{"Two words": RULE})
