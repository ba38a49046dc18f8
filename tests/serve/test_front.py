"""The front over whole releases: repeated questions, entity tags, and one release after another."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from partnergraph.serve.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnergraph.build.release import Built
    from partnergraph.serve.front import Front
    from partnergraph.settings import Settings

QUERY = "SELECT ?s { ?s a pprog:PartnershipGoal } ORDER BY ?s"


@pytest.fixture
def releases(settings: Settings, built: Built, tmp_path: Path) -> Settings:
    """Settings for a folder with a copy of the release."""
    shutil.copytree(built.path, tmp_path / built.id)
    (tmp_path / "current").symlink_to(built.id)
    return replace(settings, release=tmp_path)


@pytest.fixture
def front(releases: Settings) -> Front:
    """An application over that folder."""
    return create_app(releases)


@pytest.fixture
def client(front: Front) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(front, follow_redirects=False) as client:
        yield client


def publish(folder: Path, release: str, **changes: Any) -> None:
    """Publish another release, a copy of the current one with changes in its manifest."""
    target = folder / release
    shutil.copytree((folder / "current").resolve(), target)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    (target / "manifest.json").write_text(json.dumps(manifest | {"id": release} | changes), encoding="utf-8")
    (folder / "next").symlink_to(release)
    (folder / "next").replace(folder / "current")


@pytest.mark.parametrize(
    "path", ["/sparql", "/queries/goals", "/", "/data/actor/jpn", "/page/actor/jpn", "/ontology"]
)
def test_a_question_has_one_answer(client: TestClient, front: Front, path: str) -> None:
    """Asked again it comes from memory, byte for byte; a tag that is known gets 304; HEAD has no body."""
    parameters = {"query": QUERY} if path == "/sparql" else {}
    first, second = (client.get(path, params=parameters) for _ in range(2))
    tag = first.headers["etag"]

    assert first.status_code == 200
    assert second.content == first.content
    assert {**first.headers, "content-length": ""} == {**second.headers, "content-length": ""}
    assert int(second.headers["content-length"]) == len(first.content)
    assert len(front.site.answers) == 1
    same = client.get(path, params=parameters, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert same.headers["vary"] == first.headers["vary"]
    head = client.head(path, params=parameters)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    changed = client.get(path, params=parameters, headers={"If-None-Match": '"other"'})
    assert (changed.status_code, changed.content) == (200, first.content)


def test_what_the_client_accepts_is_part_of_the_question(client: TestClient) -> None:
    """Another format and another language are other answers with other tags."""
    requests = [
        ("/sparql", {"accept": "text/csv"}),
        ("/sparql", {"accept": "application/json"}),
        ("/", {"accept": "text/html", "accept-language": "fr"}),
        ("/", {"accept": "text/html", "accept-language": "en"}),
    ]
    answers = [client.get(path, params={"query": QUERY}, headers=headers) for path, headers in requests]

    assert len({answer.headers["etag"] for answer in answers}) == 4
    assert len({answer.content for answer in answers}) == 4


@pytest.mark.parametrize("expression", ["NOW()", "rand ()", "STRUUID()", "uuid()", "BNODE()"])
def test_what_changes_is_not_kept(client: TestClient, front: Front, expression: str) -> None:
    """Such an answer has no tag, and the next one is asked for anew."""
    answer = client.get("/sparql", params={"query": f"SELECT ({expression} AS ?x) {{}}"})

    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert len(front.site.answers) == 0


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/sparql", {"query": "SELECT"}, 400),
        ("/no/where", {}, 404),
        ("/id/actor/jpn", {}, 303),
        ("/health", {}, 200),
    ],
)
def test_what_is_no_answer_is_not_kept(
    client: TestClient, front: Front, path: str, parameters: dict[str, str], status: int
) -> None:
    """Errors, redirects, and what tells the time of the server."""
    answer = client.get(path, params=parameters)

    assert answer.status_code == status
    assert "etag" not in answer.headers
    assert len(front.site.answers) == 0


def test_a_star_stands_for_what_there_is(client: TestClient) -> None:
    """If-None-Match: * is 304 for what was answered before, and 404 for what there is not."""
    star = {"If-None-Match": "*"}

    assert client.get("/page/actor/nobody", headers=star).status_code == 404
    assert client.get("/page/actor/jpn").status_code == 200
    assert client.get("/page/actor/jpn", headers=star).status_code == 304


def test_a_result_that_breaks_is_not_kept(releases: Settings) -> None:
    """Half an answer is none."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    front = create_app(replace(releases, query_seconds=0.5))
    with TestClient(front) as client, client.stream("GET", "/sparql", params={"query": query}) as answer:
        assert answer.status_code == 200
        assert next(answer.iter_bytes())
    assert len(front.site.answers) == 0


def test_a_new_release_takes_over(client: TestClient, front: Front, releases: Settings) -> None:
    """Its answers are its own; the old tag is no longer right; the old workers are gone."""
    old = client.get("/sparql", params={"query": QUERY})
    before = front.site
    publish(releases.release, "later")
    client.portal.call(front.look)  # type: ignore[union-attr]
    new = client.get("/sparql", params={"query": QUERY}, headers={"If-None-Match": old.headers["etag"]})

    assert client.get("/health").json()["release"] == "later"
    assert (new.status_code, new.content) == (200, old.content)
    assert new.headers["etag"] != old.headers["etag"]
    assert front.site is not before
    client.portal.call(before.engine.close)  # type: ignore[union-attr]  # closing twice is fine


@pytest.mark.parametrize("fault", [{"format": 0}, {"prefixes": 1}])
def test_a_broken_release_is_refused(
    client: TestClient,
    front: Front,
    releases: Settings,
    built: Built,
    caplog: pytest.LogCaptureFixture,
    fault: Any,
) -> None:
    """The old one keeps serving, and the reason is said once; the next good one takes over."""
    publish(releases.release, "broken", **fault)
    for _ in range(2):
        client.portal.call(front.look)  # type: ignore[union-attr]
    assert client.get("/health").json()["release"] == built.id
    assert caplog.text.count("broken is not served") == 1
    manifest = releases.release / built.id / "manifest.json"
    publish(releases.release, "mended", **json.loads(manifest.read_text(encoding="utf-8")) | {"id": "mended"})
    client.portal.call(front.look)  # type: ignore[union-attr]
    assert client.get("/health").json()["release"] == "mended"


def test_data_that_cannot_be_loaded_are_refused(
    client: TestClient, front: Front, releases: Settings, built: Built
) -> None:
    """A release whose data are damaged is found out before it serves anybody."""
    publish(releases.release, "damaged")
    (releases.release / "damaged" / "data.nq.gz").write_bytes(b"no gzip")
    client.portal.call(front.look)  # type: ignore[union-attr]

    assert client.get("/health").json()["release"] == built.id
