"""The SPARQL 1.1 Protocol over real connections to a real server."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.responses import HTMLResponse

from partnergraph.serve.engine import Source
from partnergraph.serve.sparql import sparql_routes
from partnergraph.serve.worker import WorkerPool
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

EX = "http://example.org/"
JSON = "application/sparql-results+json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
ASK = "ASK { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ex:label ?o ; ?p ?o }"
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = f"SELECT * {CROSS}"
SORTED = f"SELECT * {CROSS} ORDER BY ?a ?b ?c ?d ?e ?f ?g ?h ?i"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def landing(request: Request) -> Response:
    """The page a browser gets."""
    return HTMLResponse(f"<h1>{request.url.path}</h1>")


@contextmanager
def serving(store: Path, *, page: bool = True, **settings: Any) -> Iterator[httpx2.Client]:
    """A client of a server that runs in a thread of its own, on a free port of this machine."""
    chosen = Settings(**settings)
    pools: list[WorkerPool] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool = WorkerPool(Source(store), chosen, {"ex": EX})
        await pool.start()
        pools.append(pool)
        app.router.routes.extend(sparql_routes(pool, chosen, landing if page else None))
        yield
        await pool.close()

    app = FastAPI(lifespan=lifespan)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def client(small_store: Path) -> Iterator[httpx2.Client]:
    """A client of an ordinary endpoint with a small limit for bodies."""
    with serving(small_store, query_seconds=5, query_bytes=20_000) as client:
        yield client


def get(
    client: httpx2.Client, accept: str | None = None, path: str = "/sparql", **parameters: Any
) -> httpx2.Response:
    """GET with parameters; without an Accept header unless one is given."""
    request = client.build_request("GET", path, params=parameters)
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    return client.send(request)


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_every_way_to_ask(client: httpx2.Client, path: str) -> None:
    """GET, a form and a direct POST give the same answer."""
    answers = [
        client.get(path, params={"query": ASK}),
        client.post(path, data={"query": ASK}),
        client.post(path, content=ASK, headers=QUERY),
        client.post(path, content=ASK, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
        client.post(path, params={"query": ASK}, content=b"", headers=FORM),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert answer.json() == {"head": {}, "boolean": True}
        assert answer.headers["content-type"] == JSON
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "wanted", "content_type", "beginning"),
    [
        (None, None, JSON, '{"head"'),
        ("*/*", None, JSON, '{"head"'),
        ("application/sparql-results+xml", None, "application/sparql-results+xml", "<?xml"),
        ("application/json", None, "application/json", '{"head"'),
        ("text/csv", None, "text/csv; charset=utf-8", "o\r\n"),
        ("text/tab-separated-values", None, "text/tab-separated-values; charset=utf-8", "?o\n"),
        ("text/turtle", "csv", "text/csv; charset=utf-8", "o\r\n"),
        (None, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
    ],
)
def test_formats_of_a_table(
    client: httpx2.Client, accept: str | None, wanted: str | None, content_type: str, beginning: str
) -> None:
    """Accept chooses, and format= goes before it."""
    extra = {"format": wanted} if wanted else {}
    answer = get(client, accept, query="SELECT ?o { ex:a ex:label ?o }", **extra)

    assert answer.headers["content-type"] == content_type
    assert answer.text.startswith(beginning)
    assert "Ziele" in answer.text


@pytest.mark.parametrize(
    ("accept", "wanted", "content_type"),
    [
        (None, None, "text/turtle; charset=utf-8"),
        ("application/n-triples,*/*;q=0.9", None, "application/n-triples"),
        ("application/ld+json", None, "application/ld+json"),
        (None, "json", "application/ld+json"),
        (None, "xml", "application/rdf+xml"),
        (None, "trig", "application/trig"),
        (None, "nq", "application/n-quads"),
    ],
)
def test_formats_of_a_graph(
    client: httpx2.Client, accept: str | None, wanted: str | None, content_type: str
) -> None:
    """CONSTRUCT answers come as RDF; json and xml mean its JSON and XML."""
    answer = get(client, accept, query=GRAPH, **({"format": wanted} if wanted else {}))

    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert "Ziele" in answer.text


@pytest.mark.parametrize(
    ("accept", "parameters"),
    [
        ("image/png", {"query": ASK}),
        ("text/turtle", {"query": ASK}),
        ("text/csv", {"query": GRAPH}),
        (None, {"query": GRAPH, "format": "csv"}),
    ],
)
def test_no_acceptable_format(client: httpx2.Client, accept: str | None, parameters: dict[str, str]) -> None:
    """406 when nothing fits at all, and when nothing fits this form of query."""
    assert get(client, accept, **parameters).status_code == 406


def test_several_accept_headers_are_one(client: httpx2.Client) -> None:
    """A list may be spread over lines."""
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]

    assert (
        client.get("/sparql", params={"query": ASK}, headers=headers).headers["content-type"][:8]
        == "text/csv"
    )


def test_datasets_of_the_protocol(client: httpx2.Client) -> None:
    """Graphs are named in the URL or the form, once or more often."""
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    one = [("query", count), ("default-graph-uri", EX + "g")]
    two = [*one, ("default-graph-uri", EX + "graph/1")]
    named = [("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"), ("named-graph-uri", EX + "g")]
    texts = [client.get("/sparql", params={"format": "csv", **dict(one)}).text]
    texts += [
        client.post("/sparql?format=csv", content=urlencode(form), headers=FORM).text for form in (two, named)
    ]
    direct = client.post("/sparql", params=[("format", "csv"), *one[1:]], content=count, headers=QUERY)

    assert texts == ["n\r\n2\r\n", "n\r\n558\r\n", "n\r\n2\r\n"]
    assert direct.text == "n\r\n2\r\n"
    assert client.get("/sparql", params={"query": ASK, "default-graph-uri": "g"}).status_code == 400


def test_decoding_is_done_once(client: httpx2.Client) -> None:
    """A plus is a space, %2B is a plus, and what decodes to a percent sign stays one."""
    text = "a+b %41 é & c=d; %2B"
    query = f"SELECT ('{text}' AS ?x) {{}}"
    encoded = f"query={quote(query, safe='').replace('%20', '+')}&format=csv"

    assert client.get(f"/sparql?{encoded}").text == f"x\r\n{text}\r\n"
    assert client.post("/sparql", content=encoded, headers=FORM).text == f"x\r\n{text}\r\n"


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("", 400, "there is no query"),
        ("?default-graph-uri=http://example.org/g", 400, "there is no query"),
        ("?query=ASK{}&query=ASK{}", 400, "more than one query"),
        ("?query=", 400, "does not parse"),
        ("?query=SELECT", 400, "line 1, column"),
        ("?query=ASK{%FF}", 400, "UTF-8"),
        ("?query=ASK{}&timeout=soon", 400, "timeout=soon"),
        ("?query=ASK{}&timeout=0", 400, "above 0"),
        ("?query=ASK{}&timeout=-1", 400, "above 0"),
        ("?query=ASK{}&timeout=nan", 400, "above 0"),
        ("?query=ASK{}&format=pdf", 400, "there is no format pdf"),
        ("?update=CLEAR+ALL", 400, "no updates"),
        ("?query=CLEAR+ALL", 400, "no updates"),
        ("?query=ASK{SERVICE<http://127.0.0.1/>{}}", 400, "SERVICE"),
        ("?" + "a=1&" * 1001, 400, "1000 parameters"),
        ("?query=" + "x" * 21_000, 413, "20000 bytes"),
        ("?query=ASK{}&unknown=1&ac=1&timeout=&format=", 200, "true"),
        ("?query=ASK{}&timeout=1e9", 200, "true"),
        ("?query=ASK{}&timeout=0.5", 200, "true"),
    ],
)
def test_parameters(client: httpx2.Client, url: str, status: int, words: str) -> None:
    """What breaks the protocol is refused with a reason, what is unknown or empty is ignored."""
    answer = client.get("/sparql" + url)

    assert answer.status_code == status
    assert words in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("url", "body", "headers", "status"),
    [
        ("", b"query=ASK{}", {}, 415),
        ("", b"ASK{}", {"Content-Type": "text/plain"}, 415),
        ("", b"ASK{}", {"Content-Type": "application/sparql-query; charset=latin-1"}, 415),
        ("", b"ASK{}", QUERY | {"Content-Encoding": "gzip"}, 415),
        ("", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 400),
        ("", b"update=CLEAR+ALL", FORM, 400),
        ("", b"", FORM, 400),
        ("", b"query=ASK{}&query=ASK{}", FORM, 400),
        ("?query=ASK{}", b"query=ASK{}", FORM, 400),
        ("?query=ASK{}", b"ASK{}", QUERY, 400),
        ("", b"ASK{\xff}", QUERY, 400),
        ("", b"query=\xff", FORM, 400),
        ("", b"query=%C3%28", FORM, 400),
        ("", b"ASK{}" + b" " * 20_000, QUERY, 413),
    ],
)
def test_bodies(client: httpx2.Client, url: str, body: bytes, headers: dict[str, str], status: int) -> None:
    """Each way to send a wrong body has its status."""
    answer = client.post("/sparql" + url, content=body, headers=headers)

    assert answer.status_code == status
    assert answer.text.count("\n") >= 2
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_body_of_unknown_length_is_counted(client: httpx2.Client) -> None:
    """A chunked body announces no length and is still refused in time."""
    answer = client.post("/sparql", content=(b" " * 1000 for _ in range(100)), headers=QUERY)

    assert answer.status_code == 413


def test_problems_as_json(client: httpx2.Client) -> None:
    """A client that asks for JSON gets the place of the error as numbers."""
    answer = get(client, "application/json", query="ASK {\n ?s nil:p ?o }")

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() | {"detail": ""} == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "",
        "advice": "Declare every prefix you use",
        "line": 2,
        "column": 10,
    }


def test_options(client: httpx2.Client) -> None:
    """A browser may ask whether it may ask."""
    answer = client.options(
        "/sparql", headers={"Origin": "http://a", "Access-Control-Request-Method": "POST"}
    )

    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "Accept, Content-Type"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client: httpx2.Client, method: str) -> None:
    """405 says which methods there are, and why not this one."""
    answer = client.request(method, "/sparql")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "no updates" in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"


def test_head_is_get_without_a_body(small_store: Path) -> None:
    """HEAD negotiates and fails as GET does, and its worker is free at once."""
    with serving(small_store, workers=1, query_seconds=20, queue_seconds=2) as client:
        for _ in range(5):
            answer = client.head("/sparql", params={"query": ENDLESS}, headers={"Accept": "text/csv"})
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "text/csv; charset=utf-8"
            assert answer.content == b""
        assert client.head("/sparql", params={"query": "SELECT"}).status_code == 400
        assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_the_landing_page(client: httpx2.Client) -> None:
    """Only a client that prefers HTML, and asks nothing, gets the page."""
    page = get(client, BROWSER)

    assert page.text == "<h1>/sparql</h1>"
    assert page.headers["access-control-allow-origin"] == "*"
    assert page.headers["vary"] == "Accept"
    assert client.head("/sparql", headers={"Accept": BROWSER}).status_code == 200
    assert get(client, "*/*").status_code == 400
    assert get(client, "text/turtle, text/html;q=0.5").status_code == 400
    assert get(client, BROWSER, query=ASK).headers["content-type"] == "application/xml"
    assert client.post("/sparql", data={}, headers=FORM | {"Accept": BROWSER}).status_code == 400


def test_without_a_landing_page(small_store: Path) -> None:
    """An application that gives no page answers how to ask."""
    with serving(small_store, page=False, workers=1) as client:
        answer = client.get("/sparql", headers={"Accept": BROWSER})

    assert answer.status_code == 400
    assert "query=" in answer.text


def test_a_timeout_is_a_503(client: httpx2.Client) -> None:
    """A query without a first row in time has its own status, and tells when to come back."""
    begin = time.monotonic()
    answer = client.get("/sparql", params={"query": SORTED, "timeout": "0.4"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert "0.4 s" in answer.text
    assert 0.4 <= time.monotonic() - begin < 2


def test_a_broken_stream_is_no_complete_answer(small_store: Path, caplog: pytest.LogCaptureFixture) -> None:
    """When the time is over in mid-stream, the body stays incomplete and the client sees it."""
    caplog.set_level(logging.INFO)
    with serving(small_store, query_seconds=0.5) as client:
        with client.stream("GET", "/sparql", params={"query": ENDLESS}) as answer:
            assert answer.status_code == 200
            with pytest.raises(httpx2.RemoteProtocolError, match="incomplete chunked read"):
                for _ in answer.iter_raw():
                    pass
        assert client.get("/sparql", params={"query": ASK}).status_code == 200

    assert "a result broke off: the query was stopped after 0.5 s" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("query", [SORTED, ENDLESS])
def test_a_client_that_leaves_frees_its_worker(small_store: Path, query: str) -> None:
    """A closed connection ends the query, whether it has begun to answer or not."""
    with serving(small_store, workers=1, query_seconds=20, worker_mebibytes=8192) as client:
        address = (client.base_url.host, client.base_url.port)
        with socket.create_connection(address) as connection:
            connection.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.3)
        begin = time.monotonic()
        assert client.get("/sparql", params={"query": ASK}).status_code == 200

    assert time.monotonic() - begin < 2


def test_what_a_runaway_costs_others(small_store: Path) -> None:
    """While a query nobody can finish runs, others are answered; a memory limit ends it with a reason."""
    outcomes: list[httpx2.Response] = []
    with serving(small_store, workers=2, query_seconds=20, worker_mebibytes=300) as client:
        heavy = threading.Thread(
            target=lambda: outcomes.append(client.get("/sparql", params={"query": SORTED}))
        )
        heavy.start()
        times = []
        while heavy.is_alive():
            begin = time.monotonic()
            assert client.get("/sparql", params={"query": ASK}).status_code == 200
            times.append(time.monotonic() - begin)
        assert client.get("/sparql", params={"query": ASK}).status_code == 200

    assert outcomes[0].status_code == 503
    assert "300 MiB" in outcomes[0].text
    assert max(times) < 0.5


def test_an_unknown_error_is_a_500() -> None:
    """An engine that fails in a way nobody thought of tells the client nothing of it."""

    class Broken:
        async def start(self) -> None: ...

        async def close(self) -> None: ...

        async def run(self, query: str, options: object) -> Any:
            raise KeyError(query, options)

    async def story() -> httpx2.Response:
        app = FastAPI()
        app.router.routes.extend(sparql_routes(Broken(), Settings()))
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://a") as client:
            return await client.get(
                "/sparql", params={"query": "secret"}, headers={"Accept": "application/json"}
            )

    answer = asyncio.run(story())

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert json.loads(answer.text)["title"] == "Internal Server Error"
    assert answer.headers["access-control-allow-origin"] == "*"
