"""The ontology over HTTP: formats, languages, versions, alignments, and that every link finds its anchor."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS
from starlette.testclient import TestClient

from partnergraph.serve.app import create_app

if TYPE_CHECKING:
    from partnergraph.build.release import Built
    from partnergraph.settings import Settings

ROOT: Final = Path(__file__).parents[2]
BASE: Final = "https://w3id.org/pprog/"
PPROG: Final = f"{BASE}ontology#"
BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES: Final = {
    "ttl": ("text/turtle; charset=utf-8", "turtle"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
}
ALIGNMENTS: Final = sorted(path.stem for path in (ROOT / "ontology" / "alignments").glob("*.ttl"))
quiet = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib's JSON-LD parser


@pytest.fixture(scope="module")
def source() -> rdflib.Graph:
    """The ontology as it is written, terms and prefixes."""
    graph = rdflib.Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def terms(source: rdflib.Graph) -> set[str]:
    """The local names of the terms that it defines."""
    defined = {str(term) for term in source.subjects(RDFS.isDefinedBy, rdflib.URIRef(f"{BASE}ontology"))}
    return {term.removeprefix(PPROG) for term in defined if term.startswith(PPROG)}


def page(client: TestClient, path: str = "/ontology", language: str = "en") -> str:
    """A page as a browser gets it."""
    response = client.get(f"{path}?lang={language}", headers={"Accept": BROWSER})
    assert response.status_code == 200
    return response.text


def words(markup: str) -> str:
    """The visible words of a part of a page, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def section(markup: str, name: str) -> str:
    """The part of the page about one term."""
    return markup.split(f'<section class="term" id="{name}">')[1].split("</section>", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("accept", "media_type", "suffix"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", ".ttl"),
        ("application/n-triples", "application/n-triples", ".nt"),
        ("application/ld+json", "application/ld+json", ".jsonld"),
        ("application/rdf+xml", "application/rdf+xml", ".rdf"),
        ("application/json", "application/json", ".jsonld"),
        ("*/*", "text/turtle; charset=utf-8", ".ttl"),
        ("text/turtle;q=0.4, application/rdf+xml;q=0.9", "application/rdf+xml", ".rdf"),
        ("text/html;q=0.2, text/turtle;q=0.3", "text/turtle; charset=utf-8", ".ttl"),
        (BROWSER, "text/html; charset=utf-8", ".html?lang=fr"),
        ("text/turtle;q=0.4, text/html;q=0.9", "text/html; charset=utf-8", ".html?lang=fr"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_accept_chooses_the_representation(
    client: TestClient, method: str, accept: str, media_type: str, suffix: str
) -> None:
    """A document answers itself, and says under which address the chosen form is always found."""
    response = client.request(method, "/ontology", headers={"Accept": accept, "Accept-Language": "fr"})

    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert response.headers["content-location"] == f"/ontology{suffix}"
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert '</ontology.rdf>; rel="alternate"; type="application/rdf+xml"' in response.headers["link"]
    assert response.headers["access-control-allow-origin"] == "*"


def test_the_address_in_content_location_gives_the_same(client: TestClient) -> None:
    """Without any Accept it is Turtle, and by that address too."""
    first = client.get("/ontology", headers={"Accept": ""})
    second = client.get(first.headers["content-location"], headers={"Accept": BROWSER})

    assert first.content == second.content


@quiet
@pytest.mark.parametrize("suffix", TYPES)
def test_the_rdf_is_the_whole_ontology(client: TestClient, source: rdflib.Graph, suffix: str) -> None:
    """Another library reads in every format what stands in our files: header, terms, lists and prefixes."""
    response = client.get(f"/ontology.{suffix}", headers={"Accept": "image/png"})
    media_type, parser = TYPES[suffix]

    assert response.headers["content-type"] == media_type
    assert isomorphic(rdflib.Graph().parse(data=response.text, format=parser), source)


def test_turtle_begins_with_the_header_then_our_terms(client: TestClient, terms: set[str]) -> None:
    """Made to be read: what is borrowed comes last."""
    lines = client.get("/ontology.ttl").text.splitlines()
    subjects = [line.split()[0] for line in lines if line and not line.startswith(("\t", "@prefix", " "))]

    assert subjects[0] == f"<{BASE}ontology>"
    assert subjects[1 : len(terms) + 1] == [f"pprog:{name}" for name in sorted(terms)]


@pytest.mark.parametrize("path", ["/ontology", "/ontology/0.1.0", "/alignment/prov-o", "/mapping/terms"])
def test_nothing_that_fits_is_406_with_the_list(client: TestClient, path: str) -> None:
    """The answer names what there is."""
    response = client.get(path, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/html" in response.text
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    "path", ["/ontology.docx", "/ontology/9.9.9", "/ontology/Goal", "/alignment/none", "/mapping/none.tsv"]
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    """A format, a version or a file that nobody made."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/ontology", "fr-CA", "fr"),
        ("/ontology", "en-GB, fr;q=0.2", "en"),
        ("/ontology?lang=en", "fr", "en"),
        ("/ontology.html?lang=fr", "en", "fr"),
        ("/ontology/0.1.0", "en", "en"),
    ],
)
def test_the_page_speaks_the_reader_s_language(
    client: TestClient, path: str, header: str, language: str
) -> None:
    """Accept-Language decides unless the address does."""
    response = client.get(path, headers={"Accept": BROWSER, "Accept-Language": header})

    assert response.headers["content-language"] == language
    assert response.headers["content-location"].endswith(f".html?lang={language}")
    assert f'<html lang="{language}">' in response.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_term_has_one_anchor(client: TestClient, terms: set[str], language: str) -> None:
    """The address of a term lands at the term, in both languages, and no anchor stands twice."""
    markup = page(client, language=language)
    anchors = re.findall(r'\bid="([^"]+)"', markup)

    assert set(re.findall(r'<section class="term" id="([^"]+)"', markup)) == terms
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(anchors)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_class_has_its_layer(client: TestClient, language: str) -> None:
    """None is left over, and each is drawn."""
    markup = page(client, language=language)
    drawn = set(re.findall(r'<a href="#(\w+)" class="box', markup))

    assert 'id="layer-other"' not in markup
    assert {"Partnership", "PartnershipGoal", "Actor", "TextUnit", "EvidenceSpan", "AssertedGraph"} <= drawn
    classes = markup.split('<h2 id="classes">')[1].split("<h2")[0]
    assert set(re.findall(r'<section class="term" id="([^"]+)"', classes)) == drawn


def test_a_term_tells_all_about_itself(client: TestClient) -> None:
    """Labels, definition, notes, example, changes, relations, definer: as they stand in the ontology."""
    french, english = (section(page(client, language=each), "PartnershipGoal") for each in ("fr", "en"))

    assert words(french).startswith("but de partenariat PartnershipGoal partnership goal")
    assert words(english).startswith("partnership goal PartnershipGoal but de partenariat")
    assert "Ligne d’action commune, énumérée dans un programme" in words(french)
    assert "Neither a goal of the Planning and Review Process (PARP)" in words(english)
    for word in ("Note", "Exemple", "Changement", "Sous-classe de", "Portée de", "Définie par"):
        assert word in words(french)
    assert f'<a href="/ontology">{BASE}ontology</a>' in english
    for name in ("Way", "hasGoal", "assignedTo"):
        assert f'href="#{name}"' in english


def test_relations_between_terms_are_shown(client: TestClient) -> None:
    """Domain, range, inverse, refinement, disjointness and chain."""
    markup = page(client)

    assert "Inverse of sets out" in words(section(markup, "documentedBy"))
    assert "Subproperty of has party" in words(section(markup, "hasPartner"))
    assert "Subproperties has counterpart , has partner" in words(section(markup, "hasParty"))
    assert "Follows from the chain has mention ∘ refers to" in words(section(markup, "mentions"))
    assert 'href="#End"' in section(markup, "Means").split("Disjoint with")[1]
    assert 'href="http://www.w3.org/2001/XMLSchema#positiveInteger"' in section(markup, "ordinal")


def test_the_header_is_honest(client: TestClient) -> None:
    """Title, versions, licence, namespace, and that w3id.org does not know it."""
    text = words(page(client))

    assert "Partnership Programme Ontology" in text
    assert f"Version 0.2.0 Version IRI {BASE}ontology/0.2.0 Prior version {BASE}ontology/0.1.0" in text
    assert "Licence https://creativecommons.org/licenses/by/4.0/ Prefix pprog" in text
    assert f"Namespace {PPROG}" in text
    assert "The w3id.org namespace chosen for this ontology is not registered yet" in text
    assert "n’est pas encore enregistré" in words(page(client, language="fr"))


def test_the_vocabularies_are_listed(client: TestClient) -> None:
    """Each scheme of the vocabulary graph, linked to its page."""
    markup = page(client).split('<h2 id="vocabularies">')[1].split("<h2")[0]
    schemes = {path.stem for path in (ROOT / "ontology" / "vocabularies").glob("*.ttl")}

    assert set(re.findall(r'href="/page/vocab/([^"]+)"', markup)) == schemes


@quiet
@pytest.mark.parametrize("place", ["/ontology", "/ontology/0.2.0"])
def test_the_current_version_is_the_ontology(client: TestClient, place: str) -> None:
    """Its version IRI leads to the same statements and the same page."""
    assert client.get(place, headers={"Accept": "text/turtle"}).content == client.get("/ontology.ttl").content
    assert 'id="PartnershipGoal"' in page(client, place)
    assert client.get(f"{place}.nt").content == client.get("/ontology.nt").content


@quiet
@pytest.mark.parametrize("suffix", TYPES)
def test_an_earlier_version_is_kept(client: TestClient, suffix: str) -> None:
    """Version 0.1.0 in every format; the Turtle byte by byte as it was."""
    file = ROOT / "ontology" / "history" / "pprog-0.1.0.ttl"
    media_type, parser = TYPES[suffix]
    response = client.get(f"/ontology/0.1.0.{suffix}")
    negotiated = client.get("/ontology/0.1.0", headers={"Accept": media_type.partition(";")[0]})

    assert response.headers["content-type"] == media_type
    assert negotiated.content == response.content
    assert negotiated.headers["content-location"] == f"/ontology/0.1.0.{suffix}"
    assert isomorphic(rdflib.Graph().parse(data=response.text, format=parser), rdflib.Graph().parse(file))
    assert suffix != "ttl" or response.content == file.read_bytes()


def test_the_page_of_an_earlier_version_leads_to_the_current_one(client: TestClient) -> None:
    """Its 68 terms (20 classes, 34 object and 14 datatype properties), linked where they live on."""
    markup = page(client, "/ontology/0.1.0")

    assert "This version is archived. Current version: 0.2.0" in words(markup)
    assert "Terms (68)" in words(markup)
    assert 'href="/ontology#PartnershipGoal"' in markup
    assert 'href="/ontology/0.1.0.ttl"' in markup


def test_the_history_tells_what_came(client: TestClient) -> None:
    """The newest first, with its change note and what it added; a mention is new in 0.2.0."""
    history = page(client).split('<h2 id="versions">')[1]
    new, old = re.findall(r"<section>.*?</section>", history, re.DOTALL)

    assert 'href="/ontology/0.2.0"' in new
    assert "current version" in words(new)
    assert "0.2.0: the triad of ends, ways and means" in words(new)
    assert '<a href="#Mention">Mention</a>' in new.split("Added")[1]
    assert 'href="#PartnershipGoal"' not in new
    assert 'href="/ontology/0.1.0"' in old
    assert "0.1.0: first version." in words(old)


@quiet
@pytest.mark.parametrize("name", ALIGNMENTS)
def test_every_alignment_is_where_its_iri_says(client: TestClient, name: str) -> None:
    """By Accept and by suffix; a browser is shown the list, in which it is linked."""
    written = rdflib.Graph().parse(ROOT / "ontology" / "alignments" / f"{name}.ttl")
    address = rdflib.URIRef(f"{BASE}alignment/{name}")
    turtle = client.get(f"/alignment/{name}", headers={"Accept": "text/turtle"})
    browser = client.get(f"/alignment/{name}", headers={"Accept": BROWSER})

    assert (address, DCTERMS.title, None) in written
    assert isomorphic(rdflib.Graph().parse(data=turtle.text), written)
    assert isomorphic(
        rdflib.Graph().parse(data=client.get(f"/alignment/{name}.rdf").text, format="xml"), written
    )
    assert (browser.status_code, browser.headers["location"]) == (303, "/ontology#alignments")
    assert f'href="/alignment/{name}.ttl"' in page(client)


def test_the_mappings_are_shown_and_given_away(client: TestClient) -> None:
    """The SSSOM table as it is, and its rows in the page: the goal of NATO is narrower than FIBO's aim."""
    file = ROOT / "ontology" / "alignments" / "terms.sssom.tsv"
    response = client.get("/mapping/terms", headers={"Accept": "*/*"})
    shown = page(client).split('<h2 id="alignments">')[1].split("<h2")[0]

    assert response.content == client.get("/mapping/terms.tsv").content == file.read_bytes()
    assert response.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    assert (
        client.get("/mapping/terms", headers={"Accept": BROWSER}).headers["location"].endswith("#alignments")
    )
    row = next(row for row in shown.split("<tr>") if 'href="#PartnershipGoal"' in row and "Aim" in row)
    assert words(row).startswith("partnership goal skos:broadMatch fibo-fnd-gao-obj:Aim (aim)")
    assert 'href="/mapping/topics-and-values.tsv"' in shown


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_of_the_page_leads_somewhere(client: TestClient, language: str) -> None:
    """Formats, versions, vocabularies, alignments, and the other language."""
    markup = page(client, language=language)
    links = {html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', markup)}

    assert len(links) > 20
    for link in sorted(links):
        assert client.get(link, headers={"Accept": BROWSER}).status_code == 200, link


def test_links_to_terms_on_other_pages_find_their_anchor(client: TestClient, terms: set[str]) -> None:
    """The class and the properties of an actor lead into the document of the ontology."""
    markup = client.get("/page/actor/jpn", headers={"Accept": BROWSER}).text
    linked = set(re.findall(r'href="/ontology#(\w+)"', markup))

    assert {"State", "hasPartner"} <= linked <= terms
    assert "/page/ontology" not in markup


def test_the_page_about_the_ontology_as_a_thing_is_still_there(client: TestClient) -> None:
    """Statements and data like those of everything else that has an IRI."""
    assert "Partnership Programme Ontology" in client.get("/page/ontology?lang=en").text
    data = rdflib.Graph().parse(data=client.get("/data/ontology.ttl").text)

    assert (rdflib.URIRef(f"{BASE}ontology"), RDF.type, OWL.Ontology) in data


def test_links_know_where_the_application_is_mounted(settings: Settings, built: Built) -> None:
    """Behind a proxy under a path everything begins with that path."""
    assert built.path.is_dir()
    with TestClient(create_app(settings), root_path="/pg", follow_redirects=False) as inside:
        response = inside.get("/pg/ontology", headers={"Accept": BROWSER})
        turtle = inside.get("/pg/ontology/0.1.0")
        browser = inside.get("/pg/alignment/prov-o", headers={"Accept": BROWSER})

    assert response.headers["content-location"] == "/pg/ontology.html?lang=fr"
    assert turtle.headers["content-location"] == "/pg/ontology/0.1.0.ttl"
    assert "</pg/ontology/0.1.0.nt>" in turtle.headers["link"]
    assert browser.headers["location"] == "/pg/ontology#alignments"
    assert [
        link for link in re.findall(r'href="(/[^"]*)"', response.text) if not link.startswith("/pg/")
    ] == []
