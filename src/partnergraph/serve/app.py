"""The application: a release, an engine, and the routes over them."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from importlib import metadata, resources
from typing import TYPE_CHECKING, Any

import uvicorn
import yaml
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from partnergraph.errors import BadRequest, RequestError, ResourceUnknown, SettingsError
from partnergraph.serve.answers import Answers
from partnergraph.serve.curated import curated_router
from partnergraph.serve.front import Front, Site
from partnergraph.serve.ontology import Ontology
from partnergraph.serve.problems import problem_response
from partnergraph.serve.requests import accept_of, error_response
from partnergraph.serve.resources import Resources
from partnergraph.serve.snapshot import open_release
from partnergraph.serve.sparql import sparql_routes
from partnergraph.serve.worker import WorkerPool

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from partnergraph.serve.engine import Engine
    from partnergraph.serve.snapshot import Snapshot
    from partnergraph.settings import Settings

_log = logging.getLogger(__name__)


def create_app(settings: Settings) -> Front:
    """The application over the published release; its lifespan starts and ends the engine.

    Raises ReleaseError where there is no release that can be served.
    """
    return Front(settings, lambda: _open_site(settings))


def _open_site(settings: Settings) -> Site:
    snapshot = open_release(settings)
    engine = WorkerPool(snapshot.source(settings), settings, snapshot.prefixes)
    answers = Answers(f"{snapshot.id} {metadata.version('partnergraph')}", settings.cache_mebibytes * 2**20)
    return Site(snapshot, _assembled(settings, snapshot, engine), engine, answers)


def run_server(settings: Settings) -> None:
    """Serve the published release until the process is told to end; raises ReleaseError and SettingsError."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s")
    app = create_app(settings)
    config = uvicorn.Config(
        app, settings.host, settings.port, server_header=False, access_log=False, lifespan="off"
    )
    # uvicorn ends at these signals and then raises them again: that would end us before our workers.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: None)
    with _listen(settings) as listener, asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(app, uvicorn.Server(config), listener))


def _listen(settings: Settings) -> socket.socket:
    """A socket that listens on host and port; raises SettingsError where they cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port}: {error}",
            advice="Name others with --host and --port.",
        ) from None


async def _serve(front: Front, server: uvicorn.Server, listener: socket.socket) -> None:
    """Start the engine before the server listens: a store that cannot be opened is an error of ours."""
    await front.start()
    host, port = listener.getsockname()[:2]
    _log.info("serving on http://%s:%d", f"[{host}]" if ":" in host else host, port)
    try:
        await server.serve([listener])
    finally:
        await front.close()


def _assembled(settings: Settings, snapshot: Snapshot, engine: Engine) -> FastAPI:
    app: FastAPI = FastAPIOffline(
        title="partnergraph",
        version=metadata.version("partnergraph"),
        description="Partnership programmes as a knowledge graph: SPARQL, curated queries, linked data.",
        docs_url="/docs",
        redoc_url=None,
        static_url="/docs-assets",
        favicon_url="/static/icon.svg",
    )
    things = Resources(engine, snapshot)
    app.router.routes += sparql_routes(engine, settings, things.landing)
    app.router.routes += things.routes()
    app.router.routes += Ontology(engine, snapshot).routes()
    app.router.routes.append(Route("/health", _health(snapshot)))
    app.include_router(curated_router(engine, snapshot, settings))
    app.mount("/static", StaticFiles(packages=[("partnergraph.serve", "static")]))
    _describe_plain_routes(app)
    _answer_errors(app, snapshot)
    return app


def _health(snapshot: Snapshot) -> Any:
    async def health(_: Request) -> Response:
        """The process answers, and with which release; no query is run, so that load cannot make it fail."""
        facts = {"status": "ok", "release": snapshot.id, "built": snapshot.built}
        return JSONResponse(facts, headers={"Cache-Control": "no-store"})

    return health


def _describe_plain_routes(app: FastAPI) -> None:
    """Add the routes that are plain Starlette, for their speed, to the OpenAPI description."""
    text = (resources.files("partnergraph.serve") / "openapi.yaml").read_text(encoding="utf-8")
    paths = yaml.safe_load(text)["paths"]
    generated = app.openapi

    def described() -> dict[str, Any]:
        schema = generated()
        schema["paths"] = paths | schema["paths"]
        return schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI documents this as the way


def _answer_errors(app: FastAPI, snapshot: Snapshot) -> None:
    """Give errors that no route answered the same form as all others."""

    async def on_http_error(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 500)
        if status == 404:
            known = ResourceUnknown(f"there is no page {request.url.path}", advice="Start at /.")
            return error_response(request, snapshot, known)
        if status == 405:
            answer = problem_response(BadRequest(f"{request.method} is not done here"), accept_of(request))
            answer.status_code = status
            answer.headers["Allow"] = "GET, HEAD"
            return answer
        return problem_response(error, accept_of(request))

    async def on_any_error(request: Request, error: Exception) -> Response:
        if isinstance(error, RequestError):
            return error_response(request, snapshot, error)
        return problem_response(error, accept_of(request))

    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestError, on_any_error)
    app.add_exception_handler(Exception, on_any_error)
