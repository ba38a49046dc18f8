"""`/ontology`: the ontology as a document, in RDF or as a page, with its versions and its alignments.

Its namespace is a hash namespace, so the address of every term leads here. The ontology is information and is
answered with 200; Content-Location names the representation that was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from partnergraph.errors import NotAcceptable, ResourceUnknown
from partnergraph.iris import PPROG, rebase
from partnergraph.serve.archive import read_archive
from partnergraph.serve.documentation import edition_page, ontology_page
from partnergraph.serve.engine import QueryOptions, read_all
from partnergraph.serve.negotiation import FORMATS, GRAPH_TYPES, HTML, content_type, negotiate
from partnergraph.serve.requests import accept_of, guarded, page_response, reader_of, root_of
from partnergraph.serve.resources import written

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from partnergraph.serve.archive import Document
    from partnergraph.serve.engine import Engine
    from partnergraph.serve.html import Page
    from partnergraph.serve.reader import Reader
    from partnergraph.serve.requests import Handler
    from partnergraph.serve.snapshot import Snapshot

_FORMATS: Final = [each for each in FORMATS if each.kind == "graph" or each.media_type == HTML]
_SUFFIXES: Final = {each.suffix: each.media_type for each in _FORMATS}
_NAMED: Final = {name: each.suffix for each in _FORMATS for name in (each.media_type, *each.aliases)}
_TABLE: Final = "text/tab-separated-values"
_TRIPLES: Final = "application/n-triples"
_VARY: Final = {"Vary": "Accept, Accept-Language"}


@dataclass(frozen=True, slots=True)
class _Representations:
    """What an address has to offer: `data` by media type; without a page a browser is sent to the list."""

    address: str
    data: Callable[[str], Awaitable[bytes]]
    page: Callable[[Reader], Awaitable[Page]] | None = None


def _parted(request: Request) -> tuple[str, str]:
    """The name and the suffix in a path; the number of a version has dots and no suffix."""
    path: str = request.path_params["path"]
    name, _, suffix = path.rpartition(".")
    return (name, suffix) if suffix in _SUFFIXES else (path, "")


def _unknown(request: Request) -> ResourceUnknown:
    path = request.scope["path"].removeprefix(root_of(request))
    return ResourceUnknown(f"there is no {path}", advice="Versions and alignments are listed at /ontology.")


def _to_the_list(request: Request) -> Response:
    return RedirectResponse(f"{root_of(request)}/ontology#alignments", 303, _VARY)


class Ontology:
    """The handlers for the ontology of one release, which never changes: what was written once is kept."""

    def __init__(self, engine: Engine, snapshot: Snapshot) -> None:
        """Read the files beside the ontology; raises ReleaseError where one cannot be used."""
        self._engine = engine
        self._snapshot = snapshot
        self._archive = read_archive(snapshot.path / "ontology", snapshot.base)
        self._tables = {each.path: each for each in self._archive.tables}
        self._alignments = {each.path: each for each in self._archive.alignments}
        self._kept: dict[tuple[str, str], bytes] = {}
        self._pages: dict[tuple[str, str], Page] = {}

    def routes(self) -> list[Route]:
        """The routes; each answers GET and HEAD."""
        table: dict[str, Handler] = {
            "/ontology": self.whole,
            "/ontology.{suffix}": self.whole,
            "/ontology/{path:path}": self.edition,
            "/alignment/{path:path}": self.alignment,
            "/mapping/{path:path}": self.mapping,
        }
        return [Route(path, guarded(self._snapshot, handler)) for path, handler in table.items()]

    async def whole(self, request: Request) -> Response:
        """The ontology as it is now."""
        return await self._answer(request, self._current("/ontology"), request.path_params.get("suffix", ""))

    async def edition(self, request: Request) -> Response:
        """A version of the ontology: the current one, or one from the archive."""
        name, suffix = _parted(request)
        if name == await self._version(request):
            return await self._answer(request, self._current(f"/ontology/{name}"), suffix)
        if name not in self._archive.editions:
            raise _unknown(request)
        document = self._archive.editions[name]

        async def page(reader: Reader) -> Page:
            return await edition_page(reader, document)

        offered = _Representations(f"/{document.path}", self._archived(document), page)
        return await self._answer(request, offered, suffix)

    async def alignment(self, request: Request) -> Response:
        """A file that relates our terms to those of others; for a browser the place where all are listed."""
        name, suffix = _parted(request)
        document = self._alignments.get(f"alignment/{name}")
        if document is None:
            raise _unknown(request)
        offered = _Representations(f"/{document.path}", self._archived(document))
        return await self._answer(request, offered, suffix)

    async def mapping(self, request: Request) -> Response:
        """A table of mappings; for a browser, unless by suffix, the place where all are listed."""
        path = request.path_params["path"]
        table = self._tables.get(f"mapping/{path.removesuffix('.tsv')}")
        if table is None:
            raise _unknown(request)
        chosen = _TABLE if path.endswith(".tsv") else negotiate(accept_of(request), (_TABLE, HTML))
        if chosen is None:
            raise NotAcceptable("no format fits the Accept header", advice=f"There are {_TABLE}, {HTML}.")
        if chosen == HTML:
            return _to_the_list(request)
        location = {"Content-Location": f"{root_of(request)}/{table.path}.tsv"}
        return Response(table.text.encode(), 200, _VARY | location, content_type(_TABLE))

    async def _version(self, request: Request) -> str:
        """The number of the current version."""
        rows = await reader_of(request, self._engine, self._snapshot).ask("ontology-header")
        return next((row["value"].value for row in rows if row["relation"].value == "version"), "")

    def _current(self, address: str) -> _Representations:
        async def page(reader: Reader) -> Page:
            key = reader.language, reader.root
            if key not in self._pages:
                self._pages[key] = await ontology_page(reader, self._archive)
            return self._pages[key]

        return _Representations(address, self._graph, page)

    async def _answer(self, request: Request, offered: _Representations, suffix: str) -> Response:
        """The representation that the suffix names, or else the one that Accept prefers."""
        chosen = _SUFFIXES.get(suffix) if suffix else negotiate(accept_of(request), (*GRAPH_TYPES, HTML))
        if suffix and not chosen:
            raise ResourceUnknown(
                f"there is no {offered.address}.{suffix}", advice=f"There are {', '.join(_SUFFIXES)}."
            )
        if chosen is None:
            raise NotAcceptable(
                "no format fits the Accept header", advice=f"There are {', '.join(_SUFFIXES.values())}."
            )
        base = root_of(request) + quote(offered.address)
        if chosen != HTML:
            content = await offered.data(chosen)
            response = Response(content, 200, _VARY, content_type(chosen))
            location = f"{base}.{_NAMED[chosen]}"
        elif offered.page:
            reader = reader_of(request, self._engine, self._snapshot)
            page = await offered.page(reader)
            response = page_response(request, self._snapshot, page, reader.language)
            location = f"{base}.html?lang={reader.language}"
        else:
            return _to_the_list(request)
        response.headers["Content-Location"] = location
        response.headers["Link"] = ", ".join(
            f'<{base}.{each.suffix}>; rel="alternate"; type="{each.media_type}"' for each in _FORMATS
        )
        return response

    async def _graph(self, media_type: str) -> bytes:
        """The whole graph of the ontology: header, then terms of ours, then what it borrows."""
        if ("", media_type) not in self._kept:
            query = self._snapshot.pages["ontology-graph"].text
            triples = await read_all(await self._engine.run(query, QueryOptions(graph_type=_TRIPLES)))
            self._kept["", media_type] = self._written(triples, media_type)
        return self._kept["", media_type]

    def _archived(self, document: Document) -> Callable[[str], Awaitable[bytes]]:
        """A file as it was written where Turtle is asked for, else its statements in another format."""

        async def data(media_type: str) -> bytes:
            if media_type == "text/turtle":
                return document.turtle.encode()
            key = document.path, media_type
            if key not in self._kept:
                quads = ox.parse(document.turtle, format=ox.RdfFormat.TURTLE)
                triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
                self._kept[key] = self._written(triples or b"", media_type)
            return self._kept[key]

        return data

    def _written(self, triples: bytes, media_type: str) -> bytes:
        namespace = rebase(PPROG.iri, self._snapshot.base)

        def rank(subject: str) -> int:
            if subject == namespace.rstrip("#"):
                return 0
            return 1 if subject.startswith(namespace) else 2 + (not subject)

        return written(triples, media_type, self._snapshot.prefixes, rank)
