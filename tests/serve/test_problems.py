"""Errors over HTTP."""

from __future__ import annotations

import json

import pytest

from partnergraph.errors import (
    EngineBusy,
    PartnergraphError,
    Place,
    QuerySyntaxError,
    QueryTimeout,
    ReleaseError,
    RequestError,
)
from partnergraph.serve.problems import STATUS, problem_response, status_of

SYNTAX = QuerySyntaxError("it does not parse: é", place=Place("query", 2, 7), advice="Close the bracket")


def leaves(kind: type[RequestError]) -> list[type[RequestError]]:
    """The classes of the tree that have no subclass."""
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] if below else [kind]


def test_every_request_error_has_a_status() -> None:
    """A new kind of error cannot be forgotten in the table."""
    assert set(leaves(RequestError)) <= set(STATUS)
    assert len(leaves(RequestError)) >= 11


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (SYNTAX, 400),
        (QueryTimeout("late"), 503),
        (RequestError("some"), 500),
        (ReleaseError("none"), 500),
        (PartnergraphError("any"), 500),
        (ValueError("bug"), 500),
    ],
)
def test_status(error: Exception, expected: int) -> None:
    """The table decides, and what is not in it is our mistake."""
    assert status_of(error) == expected


def test_the_most_specific_class_wins() -> None:
    """A subclass has the status of its nearest ancestor in the table."""

    class OddSyntax(QuerySyntaxError):
        pass

    assert status_of(OddSyntax("odd")) == 400


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json", "application/json, */*"])
def test_json_for_who_asks_for_it(accept: str) -> None:
    """RFC 9457 with the place in the query and the advice."""
    response = problem_response(SYNTAX, accept)

    assert response.headers["content-type"] == "application/problem+json"
    assert json.loads(bytes(response.body)) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "it does not parse: é",
        "advice": "Close the bracket",
        "line": 2,
        "column": 7,
    }


@pytest.mark.parametrize(
    "accept", [None, "*/*", "application/sparql-results+json", "text/turtle", "text/html"]
)
def test_text_for_all_others(accept: str | None) -> None:
    """SPARQL clients and people get sentences."""
    response = problem_response(SYNTAX, accept)

    assert response.status_code == 400
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert bytes(response.body).decode() == "400 Bad Request\nit does not parse: é\nClose the bracket\n"


def test_retry_after() -> None:
    """Errors that pass say when to come back, others do not."""
    assert problem_response(EngineBusy("busy"), None).headers["retry-after"] == "5"
    assert "retry-after" not in problem_response(SYNTAX, None).headers


def test_an_unknown_error_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The client learns that it is our mistake, the log learns the rest."""
    response = problem_response(KeyError("/secret/path"), "application/json")

    assert response.status_code == 500
    assert b"secret" not in bytes(response.body)
    assert "/secret/path" in caplog.text
