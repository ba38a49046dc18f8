"""Rows of the ontology queries to terms: languages, both ends of a relation, layers, the picture."""

from __future__ import annotations

from partnergraph.serve.engine import Term
from partnergraph.serve.glossary import Glossary, chains_of, layers_of, values_of
from partnergraph.serve.html import Fact, Link

OURS = "https://w3id.org/pprog/ontology#"
CLASSES = ("Actor", "Goal", "Plan", "State", "Way")
Rows = list[dict[str, Term]]


def iri(name: str) -> Term:
    """A term of ours, or of others by their IRI."""
    return Term("iri", name if ":" in name else OURS + name)


def text(value: str, language: str = "") -> Term:
    """A literal."""
    return Term("literal", value, language)


def rows(*triples: tuple[str, str, Term]) -> Rows:
    """Rows of (term, relation, value)."""
    return [{"term": iri(term), "relation": text(name), "value": value} for term, name, value in triples]


TERMS = rows(
    ("Actor", "label", text("acteur", "fr")),
    ("Actor", "label", text("actor", "en")),
    ("Goal", "label", text("goal", "en")),
    ("Goal", "label", text("but", "fr")),
    ("Goal", "definition", text("A line of action.", "en")),
    ("Goal", "subclass_of", iri("Way")),
    ("Goal", "subclass_of", iri("http://www.w3.org/ns/prov#Entity")),
    ("State", "subclass_of", iri("Actor")),
    ("hasGoal", "label", text("has goal", "en")),
    ("hasGoal", "subproperty_of", iri("hasElement")),
    ("hasGoal", "range", iri("Goal")),
    ("hasElement", "domain", iri("Plan")),
    ("hasMainGoal", "subproperty_of", iri("hasGoal")),
    ("hasMainGoal", "range", iri("Goal")),
    ("assignedTo", "domain", iri("Goal")),
    ("assignedTo", "range", iri("Actor")),
    ("carries", "domain", iri("Actor")),
    ("carries", "range", iri("Goal")),
    ("mentions", "deprecated", text("true")),
)
AXIOMS: Rows = [
    *rows(("assignedTo", "inverse", iri("carries")), ("carries", "inverse", iri("assignedTo"))),
    *rows(("Actor", "disjoint", iri("Goal")), ("Goal", "disjoint", iri("Actor"))),
    *(
        {
            "term": iri("mentions"),
            "relation": text("chain"),
            "list": Term("bnode", "c1"),
            "place": text(str(place)),
            "value": iri(name),
        }
        for place, name in ((2, "carries"), (1, "hasGoal"))
    ),
]
KINDS = {
    **{OURS + name: "class" for name in CLASSES},
    **{row["term"].value: "object_property" for row in TERMS if row["term"].value[len(OURS)].islower()},
    "http://www.w3.org/ns/prov#Entity": "class",
}
LAYERS: Rows = [
    {"term": iri(name), "layer": text(layer), "place": text("1")}
    for name, layer in (
        ("Plan", "plan"),
        ("Way", "plan"),
        ("Goal", "plan"),
        ("Actor", "actors"),
        ("State", "x"),
    )
]


def glossary(language: str = "fr") -> Glossary:
    """The terms above in a language; the IRIs of others are shortened to their last part."""
    return Glossary(
        language,
        OURS,
        KINDS,
        values_of(TERMS, AXIOMS),
        chains_of(AXIOMS),
        layers_of(LAYERS),
        lambda name: name.rpartition("#")[2],
        lambda name: name,
    )


def test_a_term_speaks_the_language_of_the_page() -> None:
    """Label in that language, the others beside it; a text that it lacks comes in another one, marked."""
    entry = glossary().entry(OURS + "Goal")

    assert (entry.name, entry.label) == ("Goal", Link("but", "", "fr"))
    assert entry.translations == (Link("goal", "", "en"),)
    assert entry.definitions == (Link("A line of action.", "", "en"),)
    assert glossary("en").entry(OURS + "Goal").label == Link("goal", "", "en")


def test_relations_are_told_from_both_ends() -> None:
    """What names this term as superclass, domain or range is told with it; our own terms come first."""
    facts = {fact.name: fact.values for fact in glossary("en").entry(OURS + "Goal").facts}

    assert [link.label for link in facts["subclass_of"]] == ["Way", "Entity"]
    assert facts["disjoint"] == (Link("actor", "#Actor", "en"),)
    assert [link.href for link in facts["domain_of"]] == ["#assignedTo"]
    assert [link.href for link in facts["range_of"]] == ["#carries", "#hasGoal", "#hasMainGoal"]
    assert Fact("superclass_of", (Link("State", "#State"),)) in glossary().entry(OURS + "Actor").facts


def test_a_chain_keeps_its_order() -> None:
    """By the place in the list, not by the order of the rows."""
    (chain,) = glossary("en").entry(OURS + "mentions").chains

    assert [link.href for link in chain] == ["#hasGoal", "#carries"]


def test_a_deprecated_term_says_so() -> None:
    """Only that one."""
    assert [name for name in CLASSES if glossary().entry(OURS + name).deprecated] == []
    assert glossary().entry(OURS + "mentions").deprecated


def test_classes_stand_under_their_layers() -> None:
    """In the order of the query, subclasses after their superclass; one of an unknown layer is not lost."""
    sections = glossary().classes()

    assert [(section.heading, [term.name for term in section.terms]) for section in sections] == [
        ("layer_plan", ["Plan", "Way", "Goal"]),
        ("layer_actors", ["Actor"]),
        ("layer_other", ["State"]),
    ]


def test_properties_stand_under_their_kinds() -> None:
    """In the order of their names; a kind without any is left out."""
    (section,) = glossary().properties()

    assert section.anchor == "object-properties"
    assert [term.name for term in section.terms] == sorted(term.name for term in section.terms)
    assert len(section.terms) == 6


def test_the_picture_shows_the_main_properties() -> None:
    """A domain is inherited; of two inverses one is drawn, and none that only refines another."""
    arrows = {(arrow.name, arrow.source, arrow.target) for arrow in glossary().arrows()}

    assert arrows == {("hasGoal", "Plan", "Goal"), ("assignedTo", "Goal", "Actor")}


def test_a_circle_of_properties_has_no_end() -> None:
    """Two properties that refine each other, without a domain, are not drawn, and the page is."""
    circle = rows(("a", "subproperty_of", iri("b")), ("b", "subproperty_of", iri("a")))
    kinds = {OURS + "a": "object_property", OURS + "b": "object_property"}
    odd = Glossary("en", OURS, kinds, values_of(circle, ()), {}, {}, str, str)

    assert odd.arrows() == ()


def test_borrowed_terms_stand_under_their_owner() -> None:
    """A term of others that says no owner is listed all the same."""
    assert glossary().borrowed() == (("", (Link("Entity", "http://www.w3.org/ns/prov#Entity"),)),)
