"""Curated queries as addresses: rows, formats, parameters, pages."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from partnergraph.serve.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.release import Built
    from partnergraph.settings import Settings


@pytest.fixture(scope="module")
def short_pages(settings: Settings, built: Built) -> Iterator[TestClient]:
    """A client of an application that shows five rows a page."""
    assert built.path.is_dir()
    with TestClient(create_app(replace(settings, page_rows=5, workers=1))) as client:
        yield client


def test_an_answer_has_the_documented_keys(client: TestClient, built: Built) -> None:
    """The JSON of a curated query is a contract."""
    answer = client.get("/queries/goals").json()

    assert set(answer) == {"query", "parameters", "columns", "rows", "total", "next", "previous", "release"}
    assert (answer["query"], answer["total"], answer["release"]) == ("goals", 16, built.id)


def test_numbers_and_truth_are_json(client: TestClient) -> None:
    """A count is a number and an agreement is true, not text."""
    row = client.get("/queries/counts").json()["rows"][0]

    assert (row["declared"], row["found"], row["agree"]) == (3, 3, True)


def test_labels_come_with_iris(client: TestClient) -> None:
    """A row has the IRI and its label side by side."""
    row = client.get("/queries/goals").json()["rows"][5]

    assert row["goal"] == "https://w3id.org/pprog/id/programme/nato-jpn/itpp-2023/goal/06"
    assert row["goalLabel"] == "Sûreté maritime"
    assert row["inPriorityLabel"] == "Questions de sécurité de longue date"


def test_several_values_of_a_parameter_are_any_of_them(client: TestClient) -> None:
    """Priorities 2 and 4 have 3 and 2 goals."""
    answer = client.get("/queries/goals", params={"priority": ["2", "4"]}).json()

    assert answer["total"] == 5
    assert answer["parameters"] == {"priority": ["2", "4"]}


def test_an_empty_value_is_no_value(client: TestClient) -> None:
    """A form that is sent with an empty field asks for all."""
    assert client.get("/queries/goals?priority=").json()["total"] == 16


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("priority=four", "An example that works: 4"),
        ("programme=../etc", "nato-jpn/itpp-2023"),
        ("language=%22%7D", "language tag"),
        ("colour=red", "there is no parameter colour"),
        ("page=0", "Pages count from 1"),
        ("page=x", "Pages count from 1"),
    ],
)
def test_a_bad_value_is_422_with_a_good_one(client: TestClient, query: str, says: str) -> None:
    """The answer says what would be right."""
    response = client.get(f"/queries/goals?{query}")

    assert response.status_code == 422
    assert says in response.text


@pytest.mark.parametrize(
    "evil", ['"} UNION { ?s ?p ?o', "x' . ?a ?b ?c #", "\\u0022 }", "<http://x> UNDEF } #"]
)
def test_a_value_is_a_term_and_never_a_query(client: TestClient, evil: str) -> None:
    """Words that look like SPARQL are looked for as words, and are not in the text."""
    answer = client.get("/queries/search", params={"term": evil}).json()

    assert (answer["total"], answer["rows"]) == (0, [])


@pytest.mark.parametrize("evil", ["http://x> } #", "http://x y", 'http://x"{}'])
def test_what_is_no_iri_is_refused(client: TestClient, evil: str) -> None:
    """An IRI that would break out of its brackets never reaches the query."""
    assert client.get("/queries/evidence", params={"element": evil}).status_code == 422


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("text/html", "text/html; charset=utf-8"),
    ],
)
def test_accept_chooses_the_format(client: TestClient, accept: str, media_type: str) -> None:
    """Each format is sent as what it is, and caches are told."""
    response = client.get("/queries/goals", headers={"Accept": accept})

    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]


def test_head_is_answered_like_get(client: TestClient) -> None:
    """The same type and length, and no body."""
    head, get = client.head("/queries/goals"), client.get("/queries/goals")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_csv_holds_every_row(client: TestClient) -> None:
    """A spreadsheet gets the 16 goals, whatever their commas."""
    table = list(csv.DictReader(io.StringIO(client.get("/queries/goals?format=csv").text)))

    assert [int(row["ordinal"]) for row in table] == list(range(1, 17))
    assert table[6]["goalLabel"] == "Maîtrise des armements, désarmement et non-prolifération"


def test_a_format_nobody_writes_is_an_error(client: TestClient) -> None:
    """By parameter 400, by Accept 406."""
    assert client.get("/queries/goals?format=docx").status_code == 400
    assert client.get("/queries/goals", headers={"Accept": "image/png"}).status_code == 406


def test_a_format_may_be_named_by_its_media_type(client: TestClient) -> None:
    """An alias in format= is answered in that format."""
    response = client.get("/queries/goals", params={"format": "application/xml"})

    assert response.text.startswith("<?xml")


def test_following_next_gives_every_row_once(short_pages: TestClient) -> None:
    """16 rows, five a page: four pages, the last without next, totals the same on all."""
    address, ordinals, pages = "/queries/goals", [], 0
    while address:
        answer = short_pages.get(address).json()
        ordinals += [row["ordinal"] for row in answer["rows"]]
        pages += 1
        assert answer["total"] == 16
        address = answer["next"]

    assert (ordinals, pages) == (list(range(1, 17)), 4)
    assert answer["previous"] == "/queries/goals?page=3"


def test_paging_keeps_the_parameters(short_pages: TestClient) -> None:
    """The third priority has six goals: one more page, of the same question."""
    answer = short_pages.get("/queries/goals?priority=3").json()

    assert answer["next"] == "/queries/goals?priority=3&page=2"
    assert len(short_pages.get(answer["next"]).json()["rows"]) == 1


def test_a_page_after_the_last_is_404(short_pages: TestClient) -> None:
    """There is no page 5 of 16 rows."""
    assert short_pages.get("/queries/goals?page=5").status_code == 404


def test_the_list_of_queries_tells_how_to_ask(client: TestClient) -> None:
    """Every query with its address and typed parameters, as JSON and as a page."""
    listed = {each["name"]: each for each in client.get("/queries").json()["queries"]}

    assert listed["goals"]["href"] == "/queries/goals"
    assert [each["type"] for each in listed["goals"]["parameters"]] == ["programme", "integer", "language"]
    page = client.get("/queries?lang=fr", headers={"Accept": "text/html"}).text
    assert "Les buts de partenariat par priorité" in page


def test_the_page_of_a_query_shows_rows_and_the_query(client: TestClient) -> None:
    """A person sees labels as links, the parameters as a form, and the SPARQL."""
    page = client.get("/queries/goals?priority=2&lang=en", headers={"Accept": "text/html"}).text

    assert ">Sûreté maritime</a>" in page
    assert 'name="priority" value="2"' in page
    assert "SELECT ?programme ?ordinal ?goal" in page
