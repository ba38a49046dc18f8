"""/sparql: the query operation of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import logging
import math
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from partnergraph.errors import BadRequest, MediaTypeUnsupported, NotAcceptable, RequestError, TooLarge
from partnergraph.serve.engine import QueryOptions
from partnergraph.serve.negotiation import (
    GRAPH_TYPES,
    HTML,
    RESULT_TYPES,
    content_type,
    named,
    negotiate,
    short_names,
)
from partnergraph.serve.problems import problem, problem_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from partnergraph.serve.engine import Engine, Result
    from partnergraph.settings import Settings

    Landing = Callable[[Request], Awaitable[Response]]
    Parameters = dict[str, list[str]]

PATHS: Final = ("/sparql", "/sparql/")
METHODS: Final = "GET, HEAD, POST, OPTIONS"
MOST_PARAMETERS: Final = 1000

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

HOW: Final = f"Send query= by GET or in a form by POST, or the query itself by POST as {QUERY}"
READ_ONLY: Final = "this endpoint takes no updates: the data change by building and publishing a release"

# What never says the same twice; in a string the words only cost a repeated answer.
_VOLATILE: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)

_log = logging.getLogger(__name__)


def sparql_routes(engine: Engine, settings: Settings, landing: Landing | None = None) -> list[Route]:
    """The routes of the endpoint; a browser that comes without a query is given to `landing`."""
    endpoint = _Endpoint(engine, settings, landing)
    return [Route(path, endpoint, name="sparql", include_in_schema=False) for path in PATHS]


class _Endpoint:
    """The ASGI application behind the routes; it sees every method, so that each answer is open to CORS."""

    def __init__(self, engine: Engine, settings: Settings, landing: Landing | None) -> None:
        self._engine = engine
        self._settings = settings
        self._landing = landing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        accept = ", ".join(request.headers.getlist("accept")) or None
        try:
            response = await self._respond(request, accept)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets an answer it can read
            response = problem_response(error, accept)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Vary", "Accept")
        await response(scope, receive, send)

    async def _respond(self, request: Request, accept: str | None) -> Response:
        if request.method == "OPTIONS":
            allowed = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS}
            preflight = {
                "Access-Control-Allow-Headers": "Accept, Content-Type",
                "Access-Control-Max-Age": "86400",
            }
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=allowed | preflight)
        if request.method not in {"GET", "HEAD", "POST"}:
            refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, accept, {"detail": READ_ONLY, "advice": HOW})
            refusal.headers["Allow"] = METHODS
            return refusal
        parameters = await _parameters(request, self._settings.query_bytes)
        asks_nothing = request.method != "POST" and not {"query", "update"} & parameters.keys()
        if self._landing and asks_nothing and negotiate(accept, (*GRAPH_TYPES, HTML)) == HTML:
            return await self._landing(request)
        query = _only_query(parameters)
        return await self._answer(request, query, _query_options(parameters, accept, self._settings))

    async def _answer(self, request: Request, query: str, options: QueryOptions) -> Response:
        """Run the query until its first chunk, or until the client goes away."""
        leaving = asyncio.ensure_future(_disconnection(request.receive))
        running = asyncio.ensure_future(self._engine.run(query, options))
        answer = None
        try:
            await asyncio.wait({leaving, running}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                volatile = _VOLATILE.search(query) is not None
                answer = _StreamedAnswer(running.result(), leaving, volatile=volatile)
                return answer
        finally:
            if not answer:
                leaving.cancel()
                running.cancel()
        raise ClientDisconnect


class _StreamedAnswer(Response):
    """A result sent chunk by chunk as the worker writes it.

    When the result breaks after the status line is sent, the body ends without its last chunk: the
    server then closes the connection, and no client takes the part it got for the whole.
    """

    def __init__(self, result: Result, leaving: asyncio.Future[None], *, volatile: bool) -> None:
        self.status_code = HTTPStatus.OK
        self.background = None
        self._result = result
        self._leaving = leaving
        headers = {"Content-Type": content_type(result.media_type)}
        self.init_headers(headers | ({"Cache-Control": "no-store"} if volatile else {}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        last = {"type": "http.response.body", "body": b"", "more_body": False}
        try:
            await send(start)
            if scope["method"] != "HEAD":
                async for chunk in self._result:
                    if self._leaving.done():
                        return
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send(last)
        except RequestError as error:
            _log.info("a result broke off: %s", error)
        finally:
            self._leaving.cancel()
            await self._result.aclose()


async def _disconnection(receive: Receive) -> None:
    """Wait until the client is gone; the request has been read."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _parameters(request: Request, limit: int) -> Parameters:
    """What the URL and the body ask for; a body that is a query counts as one query parameter."""
    parameters = _decoded(request.scope["query_string"], limit)
    if request.method != "POST":
        return parameters
    media_type, _, rest = request.headers.get("content-type", "").lower().partition(";")
    media_type = media_type.strip()
    if media_type == UPDATE:
        raise BadRequest(READ_ONLY, advice=HOW)
    if media_type not in {FORM, QUERY}:
        raise MediaTypeUnsupported(f"a body of type {media_type or 'unknown'} is not read here", advice=HOW)
    charset = rest.partition("charset=")[2].strip(' "') or "utf-8"
    if charset not in {"utf-8", "utf8", "us-ascii"} or "content-encoding" in request.headers:
        raise MediaTypeUnsupported("the body has to be UTF-8 and not compressed")
    body = await _body(request, limit)
    sent = _decoded(body, limit) if media_type == FORM else {"query": [_text(body)]}
    return {name: parameters.get(name, []) + sent.get(name, []) for name in parameters.keys() | sent.keys()}


async def _body(request: Request, limit: int) -> bytes:
    """The body, read no further than the limit, whatever length was announced."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"the request is larger than {limit} bytes")
    return bytes(body)


def _decoded(form: bytes, limit: int) -> Parameters:
    if len(form) > limit:
        raise TooLarge(f"the request is larger than {limit} bytes")
    try:
        return parse_qs(_text(form), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError as problem:
        raise BadRequest("a parameter is not percent-encoded UTF-8") from problem
    except ValueError as problem:
        raise BadRequest(f"there are more than {MOST_PARAMETERS} parameters") from problem


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise BadRequest(f"the request is not UTF-8: {problem.reason} at byte {problem.start}") from problem


def _only_query(parameters: Parameters) -> str:
    if "update" in parameters:
        raise BadRequest(READ_ONLY)
    queries = parameters.get("query", [])
    if len(queries) != 1:
        raise BadRequest("there is more than one query" if queries else "there is no query", advice=HOW)
    return queries[0]


def _query_options(parameters: Parameters, accept: str | None, settings: Settings) -> QueryOptions:
    results_type, graph_type = negotiate(accept, RESULT_TYPES), negotiate(accept, GRAPH_TYPES)
    if wanted := parameters.get("format", [""])[-1]:
        results_type, graph_type = named(wanted, "results"), named(wanted, "graph")
        if not (results_type or graph_type):
            choices = ", ".join(short_names(("results", "graph")))
            raise BadRequest(f"there is no format {wanted}", advice=f"Choose one of {choices}")
    if not (results_type or graph_type):
        choices = ", ".join(dict.fromkeys((*RESULT_TYPES, *GRAPH_TYPES)))
        raise NotAcceptable("no format fits the Accept header", advice=f"There are {choices}")
    return QueryOptions(
        results_type=results_type,
        graph_type=graph_type,
        default_graphs=tuple(parameters.get("default-graph-uri", ())),
        named_graphs=tuple(parameters.get("named-graph-uri", ())),
        timeout_seconds=_timeout(parameters.get("timeout", [""])[-1], settings.query_seconds),
    )


def _timeout(text: str, limit: float) -> float:
    """The time limit of the query: what the client asks for, capped."""
    if not text:
        return limit
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise BadRequest(f"timeout={text} is not a number of seconds above 0")
    return min(seconds, limit)
