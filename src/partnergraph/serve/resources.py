"""Linked data: /id, /vocab and /graph answer 303, /page shows, /data describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from partnergraph.errors import BadRequest, NotAcceptable, ResourceUnknown
from partnergraph.iris import RDF
from partnergraph.serve.engine import QueryOptions, read_all, rows
from partnergraph.serve.html import SparqlPage
from partnergraph.serve.negotiation import FORMATS, GRAPH_TYPES, HTML, content_type, negotiate
from partnergraph.serve.pages import home_page, questions, resource_page
from partnergraph.serve.requests import (
    accept_of,
    guarded,
    page_response,
    reader_of,
    root_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from partnergraph.serve.engine import Engine
    from partnergraph.serve.requests import Handler
    from partnergraph.serve.snapshot import Snapshot

_SUFFIXES: Final = {f".{each.suffix}": each.media_type for each in FORMATS if each.kind == "graph"}
_TRIPLES: Final = "application/n-triples"
_UNSAFE: Final = "/:@!$&'()*+,;=~-._"


class Resources:
    """The handlers for everything that has an IRI, and for the start page."""

    def __init__(self, engine: Engine, snapshot: Snapshot) -> None:
        self._engine = engine
        self._snapshot = snapshot

    def routes(self) -> list[Route]:
        """The routes; each answers GET and HEAD."""
        table: dict[str, Handler] = {
            "/": self.home,
            "/id/{path:path}": self.redirect,
            "/vocab/{path:path}": self.redirect,
            "/graph/{path:path}": self.redirect,
            "/prefix/{path:path}": self.redirect,
            "/page/{path:path}": self.page,
            "/data/{path:path}": self.data,
        }
        return [Route(path, guarded(self._snapshot, handler)) for path, handler in table.items()]

    async def home(self, request: Request) -> Response:
        """The start page."""
        reader = reader_of(request, self._engine, self._snapshot)
        return page_response(request, self._snapshot, await home_page(reader), reader.language)

    async def landing(self, request: Request) -> Response:
        """The page that a browser gets at /sparql without a query."""
        reader = reader_of(request, self._engine, self._snapshot)
        page = SparqlPage(
            self._snapshot.curated["goals"].sparql if "goals" in self._snapshot.curated else "",
            questions(reader),
        )
        return page_response(request, self._snapshot, page, reader.language)

    async def redirect(self, request: Request) -> Response:
        """303 from the IRI of a thing to what is known about it, as a page or as data."""
        path = request.scope["path"].removeprefix(root_of(request)).removeprefix("/id").lstrip("/")
        await self._require(self._iri(path))
        chosen = negotiate(accept_of(request), (*GRAPH_TYPES, HTML))
        if chosen is None:
            raise NotAcceptable(
                "no format fits the Accept header",
                advice=f"There are {HTML}, {', '.join(_SUFFIXES.values())}.",
            )
        kind = "page" if chosen == HTML else "data"
        location = f"{root_of(request)}/{kind}/{quote(path, safe=_UNSAFE)}"
        return RedirectResponse(location, 303, {"Vary": "Accept, Accept-Language"})

    async def page(self, request: Request) -> Response:
        """The page about a thing."""
        reader = reader_of(request, self._engine, self._snapshot)
        page = await resource_page(reader, self._iri(request.path_params["path"]))
        return page_response(request, self._snapshot, page, reader.language)

    async def data(self, request: Request) -> Response:
        """The RDF about a thing, by suffix or by Accept."""
        path = request.path_params["path"]
        suffix = next((each for each in _SUFFIXES if path.endswith(each)), "")
        iri = self._iri(path.removesuffix(suffix))
        media_type = _SUFFIXES.get(suffix) or negotiate(accept_of(request), GRAPH_TYPES)
        if media_type is None:
            raise NotAcceptable(
                "no format fits the Accept header", advice=f"There are {', '.join(_SUFFIXES.values())}."
            )
        await self._require(iri)
        query = self._snapshot.pages["description"].bind({"resource": [ox.NamedNode(iri)]})
        result = await self._engine.run(query, QueryOptions(graph_type=_TRIPLES))
        content = written(
            await read_all(result), media_type, self._snapshot.prefixes, lambda subject: int(subject != iri)
        )
        headers = {"Vary": "Accept", "Link": f'<{iri}>; rel="describes"'}
        return Response(content, 200, headers, content_type(media_type))

    def _iri(self, path: str) -> str:
        """The IRI for a path; raises BadRequest where it cannot be one."""
        iri = self._snapshot.iri_of(path)
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise BadRequest(f"{path!r} cannot be part of an IRI") from None
        return iri

    async def _require(self, iri: str) -> None:
        query = self._snapshot.pages["exists"].bind({"resource": [ox.NamedNode(iri)]})
        if not (await rows(self._engine, query)).rows:
            raise ResourceUnknown(
                f"nothing is known under <{iri}>", advice="Start from the list of programmes at /."
            )


def written(
    triples: bytes, media_type: str, prefixes: Mapping[str, str], rank: Callable[[str], int]
) -> bytes:
    """N-Triples in another format, with the prefixes that occur, in a fixed order.

    The rank of the subject comes first, a blank node being the empty text, and then what a thing is.
    """
    statements = [quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)]

    def place(triple: ox.Triple) -> tuple[int, str, bool, str]:
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        return rank(subject), str(triple.subject), triple.predicate.value != RDF.type, str(triple)

    statements.sort(key=place)
    form = ox.RdfFormat.from_media_type(media_type)
    known = {namespace: name for name, namespace in prefixes.items()}
    used = {name: each for each, name in known.items() if f"<{each}".encode() in triples}
    return ox.serialize(statements, format=form, prefixes=used) or b""
