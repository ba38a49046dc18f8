"""Linked data over HTTP: 303, pages, data, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from partnergraph.serve.app import create_app

if TYPE_CHECKING:
    from partnergraph.build.release import Built
    from partnergraph.settings import Settings

PPROG = rdflib.Namespace("https://w3id.org/pprog/ontology#")
GOAL = "programme/nato-jpn/itpp-2023/goal/06"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        (BROWSER, f"/page/{GOAL}"),
        ("text/turtle", f"/data/{GOAL}"),
        ("application/ld+json", f"/data/{GOAL}"),
        ("*/*", f"/data/{GOAL}"),
        ("text/turtle;q=0.4, text/html;q=0.9", f"/page/{GOAL}"),
    ],
)
def test_a_thing_leads_to_its_page_or_its_data(client: TestClient, accept: str, location: str) -> None:
    """/id answers 303 by Accept, and caches are told so."""
    response = client.get(f"/id/{GOAL}", headers={"Accept": accept})

    assert (response.status_code, response.headers["location"]) == (303, location)
    assert "Accept" in response.headers["vary"]


def test_head_is_answered_like_get(client: TestClient) -> None:
    """A link checker learns the same without a body."""
    response = client.head(f"/id/{GOAL}", headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["location"], response.content) == (
        303,
        f"/page/{GOAL}",
        b"",
    )


@pytest.mark.parametrize(
    "path", ["/id/goal/99", "/page/goal/99", "/data/goal/99.ttl", "/id/", "/vocab/none/x"]
)
def test_what_is_not_known_is_404(client: TestClient, path: str) -> None:
    """An IRI that nothing is stated about is not found, in each of its forms."""
    assert client.get(path).status_code == 404


def test_what_cannot_be_an_iri_is_400(client: TestClient) -> None:
    """A malformed IRI is told apart from an unknown one."""
    assert client.get("/id/%3Cx%3E").status_code == 400


def test_nothing_that_fits_is_406(client: TestClient) -> None:
    """A client that takes only pictures gets no RDF."""
    assert client.get(f"/id/{GOAL}", headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"/data/{GOAL}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("suffix", "media_type", "parser"),
    [
        ("ttl", "text/turtle; charset=utf-8", "turtle"),
        ("nt", "application/n-triples", "nt"),
        ("rdf", "application/rdf+xml", "xml"),
        ("jsonld", "application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib's own JSON-LD parser
def test_data_come_in_every_format(client: TestClient, suffix: str, media_type: str, parser: str) -> None:
    """The suffix chooses the format, and another RDF library reads the same description."""
    response = client.get(f"/data/{GOAL}.{suffix}")
    graph = rdflib.Graph().parse(data=response.text, format=parser)
    goal = rdflib.URIRef(f"https://w3id.org/pprog/id/{GOAL}")

    assert response.headers["content-type"] == media_type
    assert (goal, RDF.type, PPROG.PartnershipGoal) in graph
    assert (goal, PPROG.ordinal, rdflib.Literal(6)) in graph
    quotes = {str(quote) for quote in graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/oa#exact"))}
    assert quotes == {
        "SÛRETÉ MARITIME – Le Japon et l’OTAN approfondissent leur coopération dans ce domaine."
    }


def test_turtle_is_made_to_be_read(client: TestClient) -> None:
    """The prefixes that are used, then the thing itself."""
    lines = client.get(f"/data/{GOAL}.ttl").text.splitlines()
    prefixes = {line.split()[1] for line in lines if line.startswith("@prefix")}

    assert prefixes == {"actor:", "dcterms:", "kind:", "oa:", "pprog:", "rdf:", "skos:", "topic:", "xsd:"}
    assert lines[len(prefixes)].startswith(f"<https://w3id.org/pprog/id/{GOAL}> ")


def test_accept_chooses_the_format_of_data(client: TestClient) -> None:
    """Without a suffix Accept decides."""
    response = client.get(f"/data/{GOAL}", headers={"Accept": "application/rdf+xml"})

    assert response.headers["content-type"] == "application/rdf+xml"
    assert response.headers["vary"] == "Accept"


def test_a_provision_code_is_no_suffix(client: TestClient) -> None:
    """The dot in paragraph 1.3 belongs to the IRI."""
    assert client.get("/data/document/nato-jpn/itpp-2023/p/1.3").status_code == 200
    assert client.get("/data/document/nato-jpn/itpp-2023/p/1.3.ttl").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/vocab/programme-type/itpp",
        "/graph/catalog",
        "/id/actor/jpn",
        "/id/partnership/nato-jpn",
        "/id/programme/nato-jpn/itpp-2023/decision/priority-4-placement",
    ],
)
def test_every_kind_of_iri_has_a_page_and_data(client: TestClient, path: str) -> None:
    """Concepts, graphs, actors and decisions are followed to something that is there."""
    for accept in ("text/html", "text/turtle"):
        location = client.get(path, headers={"Accept": accept}).headers["location"]
        assert client.get(location, headers={"Accept": accept}).status_code == 200


def test_links_know_where_the_application_is_mounted(settings: Settings, built: Built) -> None:
    """Behind a proxy under a path every link and every redirect begins with that path."""
    assert built.path.is_dir()
    with TestClient(create_app(settings), root_path="/pg", follow_redirects=False) as inside:
        redirect = inside.get(f"/pg/id/{GOAL}", headers={"Accept": "text/html"})
        page = inside.get(f"/pg/page/{GOAL}").text

    assert redirect.headers["location"] == f"/pg/page/{GOAL}"
    assert 'href="/pg/static/style.css"' in page
    assert 'href="/page/' not in page


def test_everything_is_open_to_scripts_of_other_sites(client: TestClient) -> None:
    """CORS is open, errors included."""
    for path in (f"/id/{GOAL}", f"/data/{GOAL}.ttl", "/id/goal/99"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
