"""The application as a whole: documentation, health, unknown paths, and errors of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from partnergraph.build.release import Built


def test_health_names_the_release(client: TestClient, built: Built) -> None:
    """Who asks learns that the process answers, and with what."""
    health = client.get("/health").json()

    assert (health["status"], health["release"]) == ("ok", built.id)


def test_docs_come_from_us(client: TestClient) -> None:
    """The API documentation loads its script and style from this server."""
    page = client.get("/docs").text
    assets = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert assets
    for asset in assets:
        assert asset.startswith("/")
        assert client.get(asset).status_code == 200


def test_openapi_describes_every_kind_of_route(client: TestClient) -> None:
    """SPARQL, linked data and each curated query are documented."""
    paths = client.get("/openapi.json").json()["paths"]

    assert {"/sparql", "/id/{path}", "/data/{path}", "/page/{path}", "/health", "/queries"} <= set(paths)
    assert "/queries/goals" in paths
    parameters = {each["name"]: each for each in paths["/queries/goals"]["get"]["parameters"]}
    assert parameters["priority"]["schema"]["items"] == {"type": "integer"}


@pytest.mark.parametrize("accept", ["text/html", "application/json", "text/plain", "*/*"])
def test_an_unknown_path_is_404(client: TestClient, accept: str) -> None:
    """In the form the client reads."""
    assert client.get("/no/such/path", headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize("path", ["/queries/goals", "/health", "/page/actor/jpn"])
def test_a_method_nobody_serves_is_405(client: TestClient, path: str) -> None:
    """Writing is by building a release."""
    assert client.delete(path).status_code == 405


def test_sparql_knows_the_prefixes_of_the_release(client: TestClient) -> None:
    """The endpoint answers over the union of all graphs, with the prefixes declared in the ontology."""
    query = "SELECT (COUNT(?g) AS ?n) { ?g a pprog:PartnershipGoal ; pprog:inPriority/pprog:ordinal 3 }"
    answer = client.get("/sparql", params={"query": query}).json()

    assert answer["results"]["bindings"][0]["n"]["value"] == "6"


def test_a_browser_at_sparql_gets_a_form(client: TestClient) -> None:
    """Without a query a browser is shown where to write one."""
    response = client.get("/sparql", headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert '<textarea name="query"' in response.text
