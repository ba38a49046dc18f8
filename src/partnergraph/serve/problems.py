"""What an error looks like over HTTP: one table of status codes, one response."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from partnergraph.errors import (
    BadRequest,
    EngineBusy,
    EngineCrash,
    MediaTypeUnsupported,
    NotAcceptable,
    ParameterError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    RequestError,
    ResourceUnknown,
    TooLarge,
)
from partnergraph.serve.negotiation import negotiate

STATUS: Final[dict[type[RequestError], HTTPStatus]] = {
    QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    QueryRefused: HTTPStatus.BAD_REQUEST,
    BadRequest: HTTPStatus.BAD_REQUEST,
    ParameterError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ResourceUnknown: HTTPStatus.NOT_FOUND,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    MediaTypeUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    QueryTimeout: HTTPStatus.SERVICE_UNAVAILABLE,
    EngineBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    EngineCrash: HTTPStatus.SERVICE_UNAVAILABLE,
}

PROBLEM_JSON: Final = "application/problem+json"
_TEXT: Final = "text/plain"

_log = logging.getLogger(__name__)


def status_of(error: BaseException) -> HTTPStatus:
    """The status of the most specific class that is in the table; 500 for what is not a RequestError."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def problem_response(error: BaseException, accept: str | None) -> Response:
    """The answer to a request that ended with this error.

    RFC 9457 for a client that asks for JSON, plain text for all others: SPARQL clients ask for result
    formats only, and show what they get. An error outside the table is logged, and nothing of it told.
    """
    if not isinstance(error, RequestError):
        _log.error("a request failed", exc_info=error)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, accept, {"detail": "The server made a mistake"})
    members: dict[str, Any] = {"detail": error.message, "advice": error.advice}
    if error.place:
        members |= {"line": error.place.line, "column": error.place.column}
    response = problem(status_of(error), accept, members)
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def problem(status: HTTPStatus, accept: str | None, members: dict[str, Any]) -> Response:
    """A response about a problem; `members` are detail and whatever else is known, empty ones left out."""
    known = {name: value for name, value in members.items() if value}
    if negotiate(accept, (_TEXT, PROBLEM_JSON, "application/json")) in {PROBLEM_JSON, "application/json"}:
        document = {"type": "about:blank", "title": status.phrase, "status": int(status), **known}
        content, media_type = json.dumps(document, ensure_ascii=False), PROBLEM_JSON
    else:
        sentences = [f"{status.value} {status.phrase}", known.get("detail"), known.get("advice")]
        content, media_type = "".join(f"{line}\n" for line in sentences if line), f"{_TEXT}; charset=utf-8"
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Response(content.encode(), status, headers, media_type)
