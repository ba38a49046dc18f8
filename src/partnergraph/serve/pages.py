"""Queries to page contexts: what each page asks, and how the rows become what the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.errors import ResourceUnknown
from partnergraph.iris import PPROG, rebase
from partnergraph.serve.engine import Term, rows
from partnergraph.serve.html import (
    Count,
    DocumentPage,
    ElementPage,
    Fact,
    Group,
    Home,
    Link,
    ProgrammePage,
    Quote,
    ResourcePage,
    TextUnit,
    page_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping

    from partnergraph.serve.engine import Engine
    from partnergraph.serve.html import Page
    from partnergraph.serve.snapshot import Snapshot

Row = dict[str, Term]
_SHORT: Final = 300  # code points of a literal shown in a table of statements
_KINDS: Final = {"strategic-objective": "objective", "priority": "priority", "goal": "goal"}


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
        """The address of the page of an IRI of ours; the IRI itself for those of others."""
        path, hash_sign, fragment = iri.partition("#")
        ours = self.snapshot.path_of(path)
        if not ours:
            return iri if iri.startswith(("http://", "https://")) else ""
        return f"{self.root}/page/{ours}{hash_sign}{fragment}"

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


def _iris(table: Iterable[Row]) -> set[str]:
    return {term.value for row in table for term in row.values() if term.kind == "iri"}


async def home_page(reader: Reader) -> Home:
    """The start page."""
    table = await reader.ask("programme")
    links = await reader.links(_iris(table))
    programmes = tuple(
        (
            Link(row["title"].value, reader.href(row["programme"].value), row["title"].language),
            _programme_facts(reader, row, links),
        )
        for row in _once(table, "programme")
    )
    return Home(programmes, questions(reader))


def questions(reader: Reader) -> tuple[tuple[Link, str], ...]:
    """The curated queries as links with their descriptions."""
    return tuple(
        (
            Link(query.summary[reader.language], f"{reader.root}/queries/{name}"),
            query.description[reader.language],
        )
        for name, query in reader.snapshot.curated.items()
    )


def _once(table: Iterable[Row], column: str) -> list[Row]:
    """The first row for every value of a column."""
    first: dict[str, Row] = {}
    for row in table:
        first.setdefault(row[column].value, row)
    return list(first.values())


def _programme_facts(reader: Reader, row: Row, links: Mapping[str, Link]) -> tuple[Fact, ...]:
    period = tuple(row[name].value for name in ("start", "end") if name in row)
    parties = tuple(links[row[name].value] for name in ("counterpart", "partner") if name in row)
    made = [
        *reader.facts(row, {"type": "type"}, links),
        Fact("period", (Link("–".join(period)),)),
        Fact("parties", parties),
        *reader.facts(
            row, {"partnership": "partnership", "document": "document", "published": "issued"}, links
        ),
        *reader.facts(row, {"updated": "modified", "list": "list", "confidence": "confidence"}, links),
    ]
    return tuple(fact for fact in made if any(value.label for value in fact.values))


async def resource_page(reader: Reader, iri: str) -> Page:
    """The page of any resource: the one its class calls for, else a table of statements.

    Raises ResourceUnknown where nothing is stated.
    """
    classes = {row["type"].value for row in await reader.ask("types", resource=iri)}
    for name, page in _PAGES.items():
        if rebase(PPROG.term(name), reader.snapshot.base) in classes:
            return await page(reader, iri)
    return await _statements_page(reader, iri)


async def _programme_page(reader: Reader, iri: str) -> ProgrammePage:
    table = await reader.ask("programme", programme=iri)
    objectives, priorities, goals, counts, decisions = [
        await reader.ask(name, programme=iri)
        for name in ("objectives", "priorities", "goals", "counts", "decisions")
    ]
    row = table[0]
    links = await reader.links(_iris((*table, *objectives, *priorities, *goals, *decisions)))
    return ProgrammePage(
        Link(row["title"].value, "", row["title"].language),
        _programme_facts(reader, row, links),
        tuple(
            (int(item["ordinal"].value), links[item["objective"].value])
            for item in _once(objectives, "objective")
        ),
        _groups(priorities, goals, links),
        tuple(_count(item) for item in counts),
        tuple(
            (links[item["element"].value], item["rationale"].value)
            for item in decisions
            if item["rationale"].language == reader.language
        ),
        reader.data(iri),
    )


def _groups(priorities: Iterable[Row], goals: Iterable[Row], links: Mapping[str, Link]) -> tuple[Group, ...]:
    """Every priority with its goals, then the goals under none."""
    members: dict[str, list[tuple[int, Link]]] = {row["priority"].value: [] for row in priorities}
    for row in _once(goals, "goal"):
        priority = row["inPriority"].value if "inPriority" in row else ""
        members.setdefault(priority, []).append((int(row["ordinal"].value), links[row["goal"].value]))
    return tuple(Group(links.get(priority), tuple(found)) for priority, found in members.items())


def _count(row: Row) -> Count:
    return Count(row["quote"].value, int(row["declared"].value), int(row["found"].value))


async def _element_page(reader: Reader, iri: str) -> ElementPage:
    table = await reader.ask("element", element=iri)
    row = table[0]
    evidence = await reader.ask("evidence", element=iri)
    goals = await reader.ask("goals", programme=row["programme"].value) if _is_priority(row) else ()
    links = await reader.links(_iris((*table, *goals)))
    rationale = next((item for item in table if _in_language(item, "rationale", reader.language)), row)
    names = {
        "programme": "programme",
        "priority": "inPriority",
        "printed_under": "printedUnder",
        "description": "description",
        "decision": "rationale",
    }
    return ElementPage(
        _KINDS[row["kind"].value.rpartition("/")[2]],
        int(row["ordinal"].value),
        links[iri],
        reader.facts(_whole(rationale), names, links),
        tuple(_quote(reader, item) for item in _once(evidence, "evidence")),
        tuple(
            (int(goal["ordinal"].value), links[goal["goal"].value])
            for goal in _once(goals, "goal")
            if "inPriority" in goal and goal["inPriority"].value == iri
        ),
        reader.data(iri),
    )


def _is_priority(row: Row) -> bool:
    return row["kind"].value.endswith("/priority")


def _in_language(row: Row, column: str, language: str) -> bool:
    return column in row and row[column].language == language


def _whole(row: Row) -> Row:
    """The row without the priority that a goal is printed under, where that is its priority anyway."""
    same = "inPriority" in row and row.get("printedUnder") == row["inPriority"]
    return {name: term for name, term in row.items() if not (same and name == "printedUnder")}


def _quote(reader: Reader, row: Row) -> Quote:
    unit = row["unit"].value
    expression, _, provision = unit.partition("/p/")
    return Quote(
        row["quote"].value,
        int(row["start"].value),
        int(row["end"].value),
        f"{reader.href(expression)}#{_anchor(provision)}",
        row["matches"].value == "true",
    )


def _anchor(provision: str) -> str:
    return f"p-{provision}"


async def _document_page(reader: Reader, iri: str) -> DocumentPage:
    """A document, or one of its language versions; of several the one in the page's language."""
    table = await reader.ask("document")
    versions = [row for row in table if iri in (row["document"].value, row["expression"].value)]
    if not versions:
        raise ResourceUnknown(f"nothing is known under <{iri}>")
    fitting = [row for row in versions if _in_language(row, "title", reader.language)]
    row = (fitting or versions)[0]
    units = await reader.ask("units", expression=row["expression"].value)
    links = await reader.links(_iris((row, *units)))
    names = {"programme": "programme", "language": "language", "published": "issued", "updated": "modified"}
    facts = (
        *reader.facts(row, names, links),
        *reader.facts(row, {"publisher": "publisher", "source": "source", "rights": "rights"}, links),
        *reader.facts(row, {"fingerprint": "sha256"}, links),
        Fact("size", (_size(row, reader.language),)),
    )
    title = row.get("title") or row["document"]
    return DocumentPage(
        Link(title.value, "", title.language),
        facts,
        title.language,
        tuple(_text_unit(unit, links) for unit in _once(units, "unit")),
        reader.data(iri),
    )


def _size(row: Row, language: str) -> Link:
    words = page_words(language)
    return Link(f"{row['codePoints'].value} {words['offsets']}, {row['bytes'].value} {words['bytes']}")


def _text_unit(row: Row, links: Mapping[str, Link]) -> TextUnit:
    provision = row["provision"].value
    return TextUnit(
        _anchor(provision),
        provision,
        row["kind"].value.rpartition("/")[2],
        min(int(row["indent"].value) // 2, 4),
        row["text"].value,
        links[row["element"].value] if "element" in row else None,
    )


async def _statements_page(reader: Reader, iri: str) -> ResourcePage:
    statements = await reader.ask("statements", resource=iri)
    references = await reader.ask("references", resource=iri)
    if not statements and not references:
        raise ResourceUnknown(
            f"nothing is known under <{iri}>", advice="Start from the list of programmes at /."
        )
    links = await reader.links(_iris((*statements, *references)) | {iri})
    return ResourcePage(
        links[iri],
        iri,
        _lines(reader, statements, "value", links),
        _lines(reader, references, "subject", links),
        reader.data(iri),
    )


def _lines(
    reader: Reader, table: Iterable[Row], other: str, links: Mapping[str, Link]
) -> tuple[tuple[Link, Link, Link], ...]:
    columns = ("property", other, "graph")
    return tuple(tuple(reader.shown(row[column], links) for column in columns) for row in table)  # type: ignore[misc]  # three columns


_PAGES: Final[dict[str, Callable[[Reader, str], Coroutine[None, None, Page]]]] = {
    "PartnershipProgramme": _programme_page,
    "StrategicObjective": _element_page,
    "Priority": _element_page,
    "PartnershipGoal": _element_page,
    "ProgrammeDocument": _document_page,
    "DocumentExpression": _document_page,
}
