"""What a route needs to know of a request: its language, its place behind a proxy, its page frame."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request  # noqa: TC002 FastAPI looks it up to see what a handler takes
from starlette.responses import Response

from partnergraph.errors import ParameterError, RequestError
from partnergraph.serve.html import LANGUAGES, ErrorPage, Site, page_words, render
from partnergraph.serve.negotiation import HTML, choose_language, negotiate
from partnergraph.serve.problems import problem_response, status_of
from partnergraph.serve.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from partnergraph.serve.engine import Engine
    from partnergraph.serve.html import Page
    from partnergraph.serve.snapshot import Snapshot

    Handler = Callable[[Request], Coroutine[None, None, Response]]


def root_of(request: Request) -> str:
    """The path under which the application is mounted or proxied, without final slash."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def accept_of(request: Request) -> str | None:
    """All Accept headers as one; None where there is none."""
    return ", ".join(request.headers.getlist("accept")) or None


def language_of(request: Request) -> str:
    """The language of the page: `lang=` if given, else by Accept-Language; raises ParameterError."""
    asked = request.query_params.get("lang")
    if asked is None:
        return choose_language(request.headers.get("accept-language"), LANGUAGES)
    if asked not in LANGUAGES:
        raise ParameterError(
            f"lang={asked!r} is no language of these pages", advice=f"There are: {', '.join(LANGUAGES)}."
        )
    return asked


def reader_of(request: Request, engine: Engine, snapshot: Snapshot) -> Reader:
    """A reader in the language of the request."""
    return Reader(engine, snapshot, language_of(request), root_of(request))


def page_response(
    request: Request, snapshot: Snapshot, page: Page, language: str, status: int = 200
) -> Response:
    """A page as HTML, in the given language."""
    root = root_of(request)
    path = request.scope["path"].removeprefix(root)
    other = next(each for each in LANGUAGES if each != language)
    switch = f"{root}{path}?{urlencode([*_without_lang(request), ('lang', other)])}"
    site = Site(language, page_words(language), root, snapshot.id, switch)
    headers = {
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
        "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(render(page, site), status, headers, f"{HTML}; charset=utf-8")


def error_response(request: Request, snapshot: Snapshot, error: RequestError) -> Response:
    """An error as a page for a browser, else as problem+json or text."""
    if negotiate(accept_of(request), ("application/problem+json", "text/plain", HTML)) != HTML:
        return problem_response(error, accept_of(request))
    language = choose_language(request.headers.get("accept-language"), LANGUAGES)
    status = status_of(error)
    detail = ". ".join(part for part in (error.message, error.advice) if part)
    page = ErrorPage(status.value, status.phrase, detail)
    response = page_response(request, snapshot, page, language, status.value)
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def guarded(snapshot: Snapshot, handler: Handler) -> Handler:
    """The handler with errors of ours as answers, and open to scripts of every origin."""

    async def answer(request: Request) -> Response:
        try:
            response = await handler(request)
        except RequestError as error:
            response = error_response(request, snapshot, error)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def _without_lang(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
