"""The authority files: actors, states, regions and instruments, each named in both languages."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS, XSD

from partnergraph.folding import fold

ROOT: Final = Path(__file__).parent.parent
DATA: Final = ROOT / "data"
TEXT: Final = DATA / "programmes" / "nato-jpn-itpp-2023" / "fr.txt"

PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
INSTRUMENT_TYPE: Final = Namespace("https://w3id.org/pprog/vocab/instrument-type/")
BASE: Final = "https://w3id.org/pprog/id/"
LABELS: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)

FILES: Final = {  # the classes that a file may hold, and the folder of its IRIs
    "actors": ({PPROG.InternationalOrganisation, PPROG.ActorGroup}, "actor/"),
    "states": ({PPROG.State}, "actor/"),
    "regions": ({PPROG.Region}, "region/"),
    "instruments": ({PPROG.ReferencedInstrument}, "instrument/"),
}
UN_MEMBERS: Final = 193
OTHER_STATES: Final = {"vat", "pse", "xkx", "cok", "niu"}  # two observers, and three partners of programmes

ASIA_PACIFIC: Final = (
    "programme de l’OTAN et des partenaires de la région Asie-Pacifique "
    "axé sur la réponse aux défis de sécurité communs"
)
ACTION_PLAN: Final = (
    "plan d’action national du Japon concernant la résolution 1325 "
    "du Conseil de sécurité de l’ONU sur ce thème"
)
NAMED: Final = {  # what the founding text names besides its parties, each form as it prints it
    "actor/un": ("Nations Unies", "ONU"),
    "actor/unsc": ("Conseil de sécurité de l’ONU",),
    "actor/eapc": ("CPEA",),
    "actor/nato-allies": ("Alliés",),
    "actor/nato-centres-of-excellence": ("centres d'excellence de l'OTAN",),
    "actor/nato-indo-pacific-partners": (
        "partenaires dans la région Indo-Pacifique",
        "partenaires de la région Asie-Pacifique",
    ),
    "actor/international-community": ("communauté internationale",),
    "actor/ukr": ("Ukraine",),
    "actor/rus": ("Russie",),
    "region/indo-pacific": ("région Indo-Pacifique", "Indo-Pacifique"),
    "region/euro-atlantic-area": ("zone euro-atlantique", "euro-atlantique"),
    "region/asia-pacific": ("région Asie-Pacifique",),
    "instrument/nato-strategic-concept-2022": ("concept stratégique 2022 de l’OTAN",),
    "instrument/japan-national-security-strategy": ("stratégie de sécurité nationale du Japon",),
    "instrument/un-charter": ("Charte des Nations Unies",),
    "instrument/nato-asia-pacific-programme": (ASIA_PACIFIC,),
    "instrument/japan-wps-action-plan": (
        ACTION_PLAN,
        "plan d’action national du Japon",
    ),
    "instrument/unscr-1325": ("résolution 1325 du Conseil de sécurité de l’ONU",),
    "instrument/nato-eapc-wps-policy": ("politique OTAN/CPEA",),
}
TYPES: Final = {
    "nato-strategic-concept-2022": "strategy",
    "japan-national-security-strategy": "strategy",
    "un-charter": "charter",
    "nato-asia-pacific-programme": "programme",
    "japan-wps-action-plan": "action-plan",
    "unscr-1325": "resolution",
    "nato-eapc-wps-policy": "policy",
}
FORMS: Final = (  # other forms that documents use, in the language they are used in
    ("fr", "Corée du Sud", "actor/kor"),
    ("fr", "République de Corée", "actor/kor"),
    ("en", "Republic of Korea", "actor/kor"),
    ("fr", "Chine", "actor/chn"),
    ("en", "People’s Republic of China", "actor/chn"),
    ("en", "Türkiye", "actor/tur"),
    ("en", "Turkey", "actor/tur"),
    ("en", "Czech Republic", "actor/cze"),
    ("en", "Kosovo", "actor/xkx"),
    ("fr", "République de Moldova", "actor/mda"),
    ("fr", "Bosnie-et-Herzégovine", "actor/bih"),
    ("fr", "Etats-Unis", "actor/usa"),
    ("en", "EAPC", "actor/eapc"),
    ("en", "UNSCR 1325", "instrument/unscr-1325"),
    ("en", "South China Sea", "region/south-china-sea"),
)
AMBIGUOUS: Final = (  # what could mean two things names nobody
    "Corée",
    "Korea",
    "Congo",
    "Maurice",
    "Dominique",
    "Alliance",
    "l’Alliance",
    "the Alliance",
    "Conseil de sécurité",
    "Security Council",
    "partenaires",
    "partners",
    "CoE",
    "Traité de l’Atlantique Nord",
    "North Atlantic Treaty",
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All the authority files together."""
    graph = Graph()
    for name in FILES:
        graph.parse(DATA / f"{name}.ttl")
    return graph


def named(graph: Graph) -> dict[tuple[str, str], set[str]]:
    """The entities that bear a folded label, by language and label."""
    found = defaultdict(set)
    for predicate in LABELS:
        for entity, label in graph.subject_objects(predicate):
            assert isinstance(label, Literal)
            found[label.language or "", fold(str(label))].add(str(entity).removeprefix(BASE))
    return found


@pytest.mark.parametrize("name", FILES)
def test_an_entity_is_one_thing_with_the_end_of_its_iri_as_identifier(name: str) -> None:
    """Each entity has one class of ours, an IRI in the folder of its kind, and its id as identifier."""
    graph = Graph().parse(DATA / f"{name}.ttl")
    classes, folder = FILES[name]

    for entity in set(graph.subjects()):
        ours = set(graph.objects(entity, RDF.type)) - {ORG.FormalOrganization}
        assert len(ours) == 1, entity
        assert ours <= classes, entity
        identifiers = [str(value) for value in graph.objects(entity, DCTERMS.identifier)]
        assert [f"{BASE}{folder}{identifier}" for identifier in identifiers] == [str(entity)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_easy_to_look_things_up_in(name: str) -> None:
    """An entity is one block of lines; blocks are sorted by identifier, in each section of the file."""
    prefix = FILES[name][1].replace("/", ":")
    for section in (DATA / f"{name}.ttl").read_text(encoding="utf-8").split("# -----"):
        blocks = [line.removeprefix(prefix) for line in section.splitlines() if line.startswith(prefix)]
        assert blocks == sorted(blocks)


def test_no_identifier_is_used_twice(graph: Graph) -> None:
    """Actors and states share a folder of IRIs: none stands in both, and no id means two kinds of thing."""
    identifiers = Counter(str(value) for value in graph.objects(None, DCTERMS.identifier))

    assert [identifier for identifier, count in identifiers.items() if count > 1] == []


def test_labels_in_both_languages(graph: Graph) -> None:
    """Each entity has one preferred label in French and one in English; no label is given it twice."""
    for entity in set(graph.subjects()):
        preferred = [label for label in graph.objects(entity, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(label.language or "" for label in preferred) == ["en", "fr"], entity
        labels = [label for predicate in LABELS for label in graph.objects(entity, predicate)]
        assert len(labels) == len(set(labels)), entity


def test_texts_are_well_written(graph: Graph) -> None:
    """Labels and notes have the typographic apostrophe and no stray space; notes are in both languages."""
    for text in graph.objects():
        if isinstance(text, Literal):
            assert "'" not in text, text
            assert str(text) == " ".join(str(text).split()), text
    for entity in set(graph.subjects(SKOS.scopeNote)):
        notes = [note for note in graph.objects(entity, SKOS.scopeNote) if isinstance(note, Literal)]
        assert sorted(note.language or "" for note in notes) == ["en", "fr"], entity
        assert all(note.endswith(".") for note in notes), entity


def test_a_name_means_one_thing(graph: Graph) -> None:
    """No folded label is shared by two entities of any kind in a language."""
    shared = {name: entities for name, entities in named(graph).items() if len(entities) > 1}

    assert shared == {}


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_what_could_mean_two_things_is_no_name(graph: Graph, form: str) -> None:
    """Forms that two things bear, or that are part of other names, stay out of both languages."""
    assert {language for language, label in named(graph) if label == fold(form)} == set()


def test_the_states(graph: Graph) -> None:
    """The members of the United Nations and five more; China is there to be asked for, Taiwan is a place."""
    states = {str(state).removeprefix(f"{BASE}actor/") for state in graph.subjects(RDF.type, PPROG.State)}

    assert all(len(code) == len("jpn") and code.isascii() and code.islower() for code in states)
    assert states > OTHER_STATES
    assert len(states - OTHER_STATES) == UN_MEMBERS
    assert {"jpn", "aus", "nzl", "kor", "irl", "mlt", "che", "ukr", "rus", "chn"} < states
    assert "twn" not in states


@pytest.mark.parametrize("entity", NAMED)
def test_what_the_founding_text_names(graph: Graph, entity: str) -> None:
    """Every form that the founding text prints is a name, in French, of the thing that it means."""
    text = fold(TEXT.read_text(encoding="utf-8"))
    names = named(graph)

    for form in NAMED[entity]:
        assert fold(form) in text
        assert names["fr", fold(form)] == {entity}


@pytest.mark.parametrize(("language", "form", "entity"), FORMS)
def test_forms_that_documents_use(graph: Graph, language: str, form: str, entity: str) -> None:
    """Official, short, older and unaccented forms lead to their entity."""
    assert named(graph)[language, fold(form)] == {entity}


def test_capitals_that_tell_a_name_from_a_word(graph: Graph) -> None:
    """Every name of a state has a capital, which a text must have too; a phrase begins small."""
    state_names = {
        str(label)
        for state in graph.subjects(RDF.type, PPROG.State)
        for predicate in LABELS
        for label in graph.objects(state, predicate)
    }
    allies = URIRef(f"{BASE}actor/nato-allies")
    charter = URIRef(f"{BASE}instrument/un-charter")

    assert [name for name in state_names if not any(char.isupper() for char in name)] == []
    assert (allies, SKOS.prefLabel, Literal("Alliés", "fr")) in graph
    assert (charter, SKOS.prefLabel, Literal("charte des Nations unies", "fr")) in graph
    assert not {"alliés", "allies"} & {str(label) for _, label in graph.subject_objects(SKOS.altLabel)}


def test_programmes_name_actors_that_are_known(graph: Graph) -> None:
    """The counterpart, the partner and the publishers of every record are actors of these files."""
    records = sorted((DATA / "programmes").glob("*/programme.toml"))
    assert records

    for record in records:
        table = tomllib.loads(record.read_text(encoding="utf-8"))
        publishers = {text["publisher"] for text in table.get("texts", []) if "publisher" in text}
        for actor in {table["counterpart"], table["partner"], *publishers}:
            assert (URIRef(f"{BASE}actor/{actor}"), RDF.type, None) in graph, record


def test_instruments(graph: Graph) -> None:
    """An instrument has one type of the vocabulary; its publishers are actors, its date a day or a year."""
    vocabulary = Graph().parse(ROOT / "ontology" / "vocabularies" / "instrument-type.ttl")
    types = set(vocabulary.subjects(RDF.type, SKOS.Concept))

    for instrument in graph.subjects(RDF.type, PPROG.ReferencedInstrument):
        assert len(set(graph.objects(instrument, PPROG.instrumentType)) & types) == 1, instrument
        assert len(set(graph.objects(instrument, PPROG.instrumentType))) == 1, instrument
        for publisher in graph.objects(instrument, DCTERMS.publisher):
            assert str(publisher).startswith(f"{BASE}actor/")
            assert (publisher, RDF.type, None) in graph
        dates = list(graph.objects(instrument, DCTERMS.issued))
        assert len(dates) <= 1
        for date in dates:
            assert isinstance(date, Literal)
            assert date.datatype in {XSD.date, XSD.gYear}
            assert (instrument, DCTERMS.source, None) in graph, instrument


@pytest.mark.parametrize(("instrument", "kind"), TYPES.items())
def test_the_types_of_the_seven(graph: Graph, instrument: str, kind: str) -> None:
    """The instruments that the founding text refers to are of the types that their titles say."""
    types = set(graph.objects(URIRef(f"{BASE}instrument/{instrument}"), PPROG.instrumentType))

    assert types == {INSTRUMENT_TYPE[kind]}


def test_a_name_of_no_edition_has_no_date(graph: Graph) -> None:
    """Where the printed name does not say which edition is meant, no date is given."""
    dates = {
        name: [str(date) for date in graph.objects(URIRef(f"{BASE}instrument/{name}"), DCTERMS.issued)]
        for name in TYPES
    }

    assert dates == {
        "nato-strategic-concept-2022": ["2022-06-29"],
        "japan-national-security-strategy": [],
        "un-charter": ["1945-06-26"],
        "nato-asia-pacific-programme": [],
        "japan-wps-action-plan": [],
        "unscr-1325": ["2000-10-31"],
        "nato-eapc-wps-policy": [],
    }


@pytest.mark.parametrize("name", [*FILES, "languages"])
def test_matches_stand_in_the_table_alone(name: str) -> None:
    """No authority file states a match itself."""
    graph = Graph().parse(DATA / f"{name}.ttl")

    assert [match for predicate in MATCHES for match in graph.subject_objects(predicate)] == []
