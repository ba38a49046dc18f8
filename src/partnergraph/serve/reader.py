"""What a page asks: its queries in one language, and labelled links for what the answers name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.serve.engine import Term, rows
from partnergraph.serve.html import Fact, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from partnergraph.serve.engine import Engine
    from partnergraph.serve.snapshot import Snapshot

Row = dict[str, Term]
_DOCUMENTS: Final = ("ontology", "alignment", "mapping")  # IRIs that are documents at their own address
_SHORT: Final = 300  # code points of a literal shown in a table of statements


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks the engine for pages in one language; `root` stands before every path."""

    engine: Engine
    snapshot: Snapshot
    language: str
    root: str

    async def ask(self, name: str, **terms: str | Iterable[str]) -> tuple[Row, ...]:
        """The rows of a page query, or else of a curated query, with IRIs bound to its parameters."""
        query = self.snapshot.pages.get(name) or self.snapshot.curated[name]
        bound = {
            key: [ox.NamedNode(iri) for iri in ([value] if isinstance(value, str) else value)]
            for key, value in terms.items()
        }
        return (await rows(self.engine, query.bind(bound))).rows

    def href(self, iri: str) -> str:
        """The address of the page of an IRI of ours; the IRI itself for those of others.

        The ontology and what goes with it are documents at their own addresses; each term has its anchor.
        """
        path, hash_sign, fragment = iri.partition("#")
        ours = self.snapshot.path_of(path)
        if not ours:
            return iri if iri.startswith(("http://", "https://")) else ""
        folder = "" if ours.partition("/")[0] in _DOCUMENTS else "/page"
        return f"{self.root}{folder}/{ours}{hash_sign}{fragment}"

    def data(self, iri: str) -> str:
        """The address of the RDF of an IRI of ours, to which a suffix may be added."""
        return f"{self.root}/data/{self.snapshot.path_of(iri.partition('#')[0])}"

    async def links(self, iris: Iterable[str]) -> dict[str, Link]:
        """Labelled links for IRIs: one query for all, the page's language first, else the shortened IRI."""
        wanted = sorted({iri for iri in iris if _valid(iri)})
        best: dict[str, tuple[tuple[int, int], Term]] = {}
        for row in await self.ask("labels", resource=wanted) if wanted else ():
            iri, label = row["resource"].value, row["label"]
            rank = (int(row["rank"].value), int(label.language != self.language))
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, label)
        return {
            iri: Link(best[iri][1].value, self.href(iri), best[iri][1].language)
            if iri in best
            else Link(self.short(iri), self.href(iri))
            for iri in wanted
        }

    def short(self, iri: str) -> str:
        """An IRI with a known prefix, or as it is."""
        fitting = [
            (len(namespace), f"{prefix}:{iri.removeprefix(namespace)}")
            for prefix, namespace in self.snapshot.prefixes.items()
            if iri.startswith(namespace) and iri != namespace
        ]
        return max(fitting)[1] if fitting else iri.removeprefix(self.snapshot.base)

    def facts(self, row: Row, names: Mapping[str, str], links: Mapping[str, Link]) -> tuple[Fact, ...]:
        """Facts from the columns of a row, as (word: column); what is unbound is left out."""
        return tuple(
            Fact(word, (self.shown(row[column], links),)) for word, column in names.items() if column in row
        )

    def shown(self, term: Term, links: Mapping[str, Link]) -> Link:
        """A term as a link or as text."""
        if term.kind == "iri":
            return links.get(term.value) or Link(self.short(term.value), self.href(term.value))
        text = term.value if len(term.value) <= _SHORT else term.value[:_SHORT].rstrip() + " …"
        return Link(text.replace("T", " ") if term.datatype.endswith("dateTime") else text, "", term.language)


def _valid(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def iris_of(table: Iterable[Row]) -> set[str]:
    """Every IRI in a table."""
    return {term.value for row in table for term in row.values() if term.kind == "iri"}
