"""Curated queries as addresses: /queries lists them, /queries/{name} answers with rows.

Each .rq file of the release is a typed, documented route: parameters come from its header, a value of
the wrong form is a 422 with an example of a right one, and values are bound as RDF terms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from partnergraph.errors import BadRequest, NotAcceptable, ParameterError, ResourceUnknown
from partnergraph.serve.engine import QueryOptions, Table, Term, read_all, rows
from partnergraph.serve.html import Link, QueriesPage, QueryPage
from partnergraph.serve.negotiation import HTML, RESULT_TYPES, content_type, named, negotiate
from partnergraph.serve.pages import questions
from partnergraph.serve.requests import accept_of, guarded, page_response, reader_of, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from partnergraph.queries import Query
    from partnergraph.serve.engine import Engine
    from partnergraph.serve.snapshot import Snapshot
    from partnergraph.settings import Settings

JSON: Final = "application/json"
_OFFERED: Final = (JSON, "application/sparql-results+json", "text/csv", "text/tab-separated-values", HTML)
_NUMBERS: Final = ("integer", "int", "decimal", "double", "nonNegativeInteger", "positiveInteger")
_OWN: Final = ("page", "format", "lang")


class Answer(BaseModel):
    """The rows of a curated query: IRIs, texts, numbers and truth values as JSON has them."""

    query: str = Field(description="Name of the query")
    parameters: dict[str, list[str]] = Field(description="The values that were given")
    columns: list[str] = Field(description="Columns in the order of the query")
    rows: list[dict[str, Any]] = Field(description="A column that is not bound is left out of its row")
    total: int = Field(description="Rows on all pages")
    next: str | None = Field(description="Address of the next page")
    previous: str | None = Field(description="Address of the previous page")
    release: str = Field(description="Id of the release that answered")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with the values as given, its text with the values bound, and the page that is wanted."""

    query: Query
    given: dict[str, list[str]]
    text: str
    page: int


def curated_router(engine: Engine, snapshot: Snapshot, settings: Settings) -> APIRouter:
    """The routes of the curated queries of a release."""
    router = APIRouter(tags=["queries"])
    curated = _Curated(engine, snapshot, settings)
    listing = guarded(snapshot, curated.listing)
    router.add_api_route("/queries", listing, operation_id="queries", summary="The curated queries")
    router.add_api_route("/queries", listing, methods=["HEAD"], include_in_schema=False)
    for query in snapshot.curated.values():
        router.add_api_route(
            f"/queries/{query.name}",
            curated.handler(query),
            methods=["GET"],
            name=query.name,
            operation_id=query.name,
            summary=query.summary["en"],
            description=f"{query.description['en']}\n\n{query.description['fr']}",
            response_class=JSONResponse,
            responses=_responses(),
            openapi_extra={"parameters": _openapi_parameters(query)},
        )
        head = curated.handler(query)
        router.add_api_route(f"/queries/{query.name}", head, methods=["HEAD"], include_in_schema=False)
    return router


class _Curated:
    """The handlers of the curated queries."""

    def __init__(self, engine: Engine, snapshot: Snapshot, settings: Settings) -> None:
        self._engine = engine
        self._snapshot = snapshot
        self._settings = settings

    async def listing(self, request: Request) -> Response:
        """Every curated query with its parameters, as a page or as JSON."""
        reader = reader_of(request, self._engine, self._snapshot)
        if negotiate(accept_of(request), (JSON, HTML)) == HTML:
            return page_response(request, self._snapshot, QueriesPage(questions(reader)), reader.language)
        table = [_described(query, root_of(request)) for query in self._snapshot.curated.values()]
        return JSONResponse({"queries": table, "release": self._snapshot.id}, headers={"Vary": "Accept"})

    def handler(self, query: Query) -> Callable[[Request], Coroutine[None, None, Response]]:
        """The route function of one query."""

        async def answer(request: Request) -> Response:
            return await self._answer(request, query)

        return guarded(self._snapshot, answer)

    async def _answer(self, request: Request, query: Query) -> Response:
        asked = _asked(request, query, self._snapshot.base)
        media_type = _media_type(request)
        if media_type not in (JSON, HTML):
            result = await self._engine.run(asked.text, QueryOptions(results_type=media_type))
            return Response(await read_all(result), 200, {"Vary": "Accept"}, content_type(media_type))
        table = await rows(self._engine, asked.text)
        size = self._settings.page_rows
        if asked.page > max(1, -(-len(table.rows) // size)):
            raise ResourceUnknown(
                f"page {asked.page} is after the last one", advice="Follow next from page 1."
            )
        if media_type == HTML:
            return await self._html(request, asked, table)
        first = (asked.page - 1) * size
        answer = Answer(
            query=query.name,
            parameters=asked.given,
            columns=list(table.columns),
            rows=[
                {name: _plain(term) for name, term in row.items()} for row in table.rows[first : first + size]
            ],
            total=len(table.rows),
            next=self._page_address(request, asked, table, 1),
            previous=self._page_address(request, asked, table, -1),
            release=self._snapshot.id,
        )
        return JSONResponse(answer.model_dump(), headers={"Vary": "Accept"})

    def _page_address(self, request: Request, asked: _Asked, table: Table, step: int) -> str | None:
        """The address of the page before or after; None where there is none."""
        page = asked.page + step
        if page < 1 or (page - 1) * self._settings.page_rows >= len(table.rows):
            return None
        return _address(request, asked, page=str(page))

    async def _html(self, request: Request, asked: _Asked, table: Table) -> Response:
        reader = reader_of(request, self._engine, self._snapshot)
        first = (asked.page - 1) * self._settings.page_rows
        shown = table.rows[first : first + self._settings.page_rows]
        links = await reader.links(term.value for row in shown for term in row.values() if term.kind == "iri")
        formats = {"json": "JSON", "srj": "SPARQL JSON", "csv": "CSV", "tsv": "TSV"}
        query = asked.query
        # A link shows the label of what it leads to, so the column of the label is not shown again.
        columns = tuple(
            name for name in table.columns if name not in {f"{other}Label" for other in table.columns}
        )
        page = QueryPage(
            query=query,
            title=Link(query.summary[reader.language]),
            description=query.description[reader.language],
            given={name: " ".join(values) for name, values in asked.given.items()},
            columns=columns,
            rows=tuple(
                tuple(reader.shown(row[name], links) if name in row else Link("") for name in columns)
                for row in shown
            ),
            total=len(table.rows),
            previous=self._page_address(request, asked, table, -1) or "",
            next=self._page_address(request, asked, table, 1) or "",
            formats=tuple(
                Link(label, _address(request, asked, format=name)) for name, label in formats.items()
            ),
        )
        return page_response(request, self._snapshot, page, reader.language)


def _asked(request: Request, query: Query, base: str) -> _Asked:
    """The values of the request as terms; an empty value counts as none. Raises ParameterError."""
    known = {parameter.name: parameter for parameter in query.parameters}
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name in known and value:
            given.setdefault(name, []).append(value)
        elif name not in known and name not in _OWN:
            names = ", ".join((*known, *_OWN))
            raise ParameterError(f"there is no parameter {name}", advice=f"This query takes: {names}.")
    terms = {name: [known[name].term(value, base) for value in values] for name, values in given.items()}
    page = request.query_params.get("page", "1")
    if not (page.isascii() and page.isdigit() and int(page[:9]) > 0):
        raise ParameterError(f"page={page!r} is not a page number", advice="Pages count from 1.")
    return _Asked(query, given, query.bind(terms), int(page[:9]))


def _media_type(request: Request) -> str:
    wanted = request.query_params.get("format")
    if wanted in ("json", "html"):
        return JSON if wanted == "json" else HTML
    if wanted:
        chosen = named(wanted, "results")
        if chosen is None:
            raise BadRequest(
                f"there is no format {wanted}", advice="Choose json, srj, xml, csv, tsv or html."
            )
        return chosen
    negotiated = negotiate(accept_of(request), _OFFERED)
    if negotiated is None:
        raise NotAcceptable("no format fits the Accept header", advice=f"There are {', '.join(_OFFERED)}.")
    return negotiated


def _plain(term: Term) -> str | int | float | bool:
    """A term as JSON has it: numbers and truth values as such, all else as text."""
    datatype = term.datatype.rpartition("#")[2]
    if datatype == "boolean":
        return term.value in ("true", "1")
    if datatype in _NUMBERS:
        try:
            number = int(term.value) if "nteger" in datatype or datatype == "int" else float(term.value)
        except ValueError:
            return term.value
        return number if math.isfinite(number) else term.value  # JSON has no infinity
    return term.value


def _address(request: Request, asked: _Asked, **own: str) -> str:
    """The address of the same question with other page or format."""
    pairs = [(name, value) for name, values in asked.given.items() for value in values]
    kept = {name: request.query_params[name] for name in _OWN if name in request.query_params}
    return f"{root_of(request)}/queries/{asked.query.name}?{urlencode([*pairs, *(kept | own).items()])}"


def _described(query: Query, root: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "href": f"{root}/queries/{query.name}",
        "summary": query.summary,
        "description": query.description,
        "tags": query.tags,
        "parameters": [
            {"name": each.name, "type": each.type, "label": each.label, "example": each.example}
            for each in query.parameters
        ],
    }


def _openapi_parameters(query: Query) -> list[dict[str, Any]]:
    """The parameters of a query for OpenAPI: each may be given several times."""
    own = [
        ("page", {"type": "integer", "minimum": 1}, "Page of the rows, from 1"),
        (
            "format",
            {"type": "string", "enum": ["json", "srj", "xml", "csv", "tsv", "html"]},
            "Format, over Accept",
        ),
        ("lang", {"type": "string", "enum": ["fr", "en"]}, "Language of the page"),
    ]
    return [
        {
            "name": each.name,
            "in": "query",
            "required": False,
            "description": f"{each.label['en']} / {each.label['fr']} ({each.type})",
            "schema": {"type": "array", "items": {"type": "integer" if each.type == "integer" else "string"}},
            "example": [each.example],
        }
        for each in query.parameters
    ] + [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
        for name, schema, description in own
    ]


def _responses() -> dict[int | str, dict[str, Any]]:
    text = {"schema": {"type": "string"}}
    problem = {"content": {"application/problem+json": {"schema": {"type": "object"}}, "text/plain": text}}
    return {
        200: {
            "model": Answer,
            "description": "The rows",
            "content": dict.fromkeys((*RESULT_TYPES[:4], HTML), text),
        },
        400: {"description": "No such format", **problem},
        404: {"description": "No such page", **problem},
        406: {"description": "No format fits the Accept header", **problem},
        422: {"description": "A value of the wrong form, with an example of a right one", **problem},
        503: {"description": "The query took too long, or every worker is busy", **problem},
    }
