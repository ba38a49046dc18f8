"""Queries to page contexts: what each page asks, and how the rows become what the template shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partnergraph.errors import ResourceUnknown
from partnergraph.iris import PPROG, rebase
from partnergraph.serve.html import (
    Count,
    DocumentPage,
    ElementPage,
    Fact,
    Group,
    Home,
    Link,
    Listed,
    ProgrammePage,
    Quote,
    ResourcePage,
    TextUnit,
    page_words,
)
from partnergraph.serve.reader import iris_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence

    from partnergraph.serve.html import Page
    from partnergraph.serve.reader import Reader, Row

_KINDS: Final = {
    "strategic-objective": "objective",
    "priority": "priority",
    "goal": "goal",
    "area": "area",
    "activity-kind": "activity_kind",
    "challenge": "challenge",
}
_LISTS: Final = {
    "CooperationArea": "areas",
    "CommonChallenge": "challenges",
    "SupportingActivityKind": "activity_kinds",
}
_FEW: Final = 3  # elements that a decision names one by one


async def home_page(reader: Reader) -> Home:
    """The start page."""
    table = await reader.ask("programme")
    links = await reader.links(iris_of(table))
    programmes = tuple(
        (
            links[row["programme"].value],
            _programme_facts(
                reader, [each for each in table if each["programme"] == row["programme"]], links
            ),
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


def _programme_facts(reader: Reader, table: Sequence[Row], links: Mapping[str, Link]) -> tuple[Fact, ...]:
    row = _fitting(table, "version", reader.language)
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
        _column("reports", "source", table, links),
    ]
    return tuple(fact for fact in made if any(value.label for value in fact.values))


def _fitting(table: Sequence[Row], column: str, language: str) -> Row:
    """The first row with a column in the page's language, or else the first."""
    return next((row for row in table if _in_language(row, column, language)), table[0])


def _column(word: str, column: str, table: Iterable[Row], links: Mapping[str, Link]) -> Fact:
    """A fact with every value of a column that holds IRIs, each once."""
    values = dict.fromkeys(row[column].value for row in table if column in row)
    return Fact(word, tuple(links[value] for value in values))


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
    objectives, priorities, goals, counts, decisions, others = [
        await reader.ask(name, programme=iri)
        for name in ("objectives", "priorities", "goals", "counts", "decisions", "elements")
    ]
    links = await reader.links(iris_of((*table, *objectives, *priorities, *goals, *decisions, *others)))
    return ProgrammePage(
        links[iri],
        _programme_facts(reader, table, links),
        tuple(
            (int(item["ordinal"].value), links[item["objective"].value])
            for item in _once(objectives, "objective")
        ),
        _groups(priorities, goals, links),
        tuple(_count(item) for item in counts),
        _lists(others, links),
        _decisions(reader, decisions, links),
        reader.data(iri),
    )


def _lists(others: Iterable[Row], links: Mapping[str, Link]) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """The elements of the other kinds, each kind under its word."""
    found: dict[str, list[Listed]] = {}
    for row in _once(others, "element"):
        word = _LISTS[row["class"].value.rpartition("#")[2]]
        note = row["translation"].value if "translation" in row else ""
        found.setdefault(word, []).append((int(row["ordinal"].value), links[row["element"].value], note))
    return tuple((word, tuple(found[word])) for word in _LISTS.values() if word in found)


def _decisions(
    reader: Reader, table: Iterable[Row], links: Mapping[str, Link]
) -> tuple[tuple[tuple[Link, ...], str], ...]:
    """Every decision in the page's language, with what it decides on where that is little."""
    elements: dict[tuple[str, str], list[Link]] = {}
    for row in table:
        if row["rationale"].language == reader.language:
            found = elements.setdefault((row["decision"].value, row["rationale"].value), [])
            found.append(links[row["element"].value])
    return tuple(
        (tuple(found) if len(found) <= _FEW else (), rationale) for (_, rationale), found in elements.items()
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
    links = await reader.links(iris_of((*table, *goals)))
    said = [item for item in table if _in_language(item, "rationale", reader.language)] or table
    names = {
        "programme": "programme",
        "priority": "inPriority",
        "printed_under": "printedUnder",
        "description": "description",
        "decision": "rationale",
        "assigned_to": "assignedTo",
        "translation": "translation",
    }
    return ElementPage(
        _KINDS[row["kind"].value.rpartition("/")[2]],
        int(row["ordinal"].value),
        links[iri],
        (
            *reader.facts(_whole(_fitting(said, "label", reader.language)), names, links),
            *_topics(reader, table, links),
        ),
        tuple(_quote(reader, item) for item in _own_first(reader, _once(evidence, "evidence"))),
        tuple(
            (int(goal["ordinal"].value), links[goal["goal"].value])
            for goal in _once(goals, "goal")
            if "inPriority" in goal and goal["inPriority"].value == iri
        ),
        reader.data(iri),
    )


def _topics(reader: Reader, table: Iterable[Row], links: Mapping[str, Link]) -> tuple[Fact, ...]:
    """The topics of an element, why they were chosen, and the reports that name it."""
    reasons = dict.fromkeys(
        row["topicReason"].value for row in table if _in_language(row, "topicReason", reader.language)
    )
    facts = (
        _column("topic", "topic", table, links),
        Fact("topic_reason", tuple(Link(reason) for reason in reasons)),
        _column("reports", "source", table, links),
    )
    return tuple(fact for fact in facts if fact.values)


def _own_first(reader: Reader, evidence: Iterable[Row]) -> list[Row]:
    """Evidence of the text in the page's language before that of others."""
    return sorted(evidence, key=lambda row: not _in_language(row, "elementLabel", reader.language))


def _is_priority(row: Row) -> bool:
    return row["kind"].value.endswith("/priority")


def _in_language(row: Row, column: str, language: str) -> bool:
    return column in row and row[column].language == language


def _whole(row: Row) -> Row:
    """The row without the priority that a goal is printed under, where that is its priority anyway."""
    same = "inPriority" in row and row.get("printedUnder") == row["inPriority"]
    return {name: term for name, term in row.items() if not (same and name == "printedUnder")}


def _quote(reader: Reader, row: Row) -> Quote:
    return Quote(
        row["quote"].value,
        int(row["start"].value),
        int(row["end"].value),
        _place(reader, row["unit"].value),
        row["matches"].value == "true",
        row["elementLabel"].language if "elementLabel" in row else "",
    )


def _place(reader: Reader, unit: str) -> str:
    """The address of a unit, given as IRI, in the page of its text."""
    expression, _, provision = unit.partition("/p/")
    return f"{reader.href(expression)}#{_anchor(provision)}"


def _anchor(provision: str) -> str:
    return f"p-{provision}"


async def _document_page(reader: Reader, iri: str) -> DocumentPage:
    """A document, or one of its language versions; of several the one in the page's language."""
    table = await reader.ask("document")
    versions = [row for row in table if iri in (row["document"].value, row["expression"].value)]
    if not versions:
        raise ResourceUnknown(f"nothing is known under <{iri}>")
    row = _fitting(versions, "title", reader.language)
    units, elsewhere = [
        await reader.ask(name, expression=row["expression"].value) for name in ("units", "units-elsewhere")
    ]
    others = [each for each in table if each["document"] == row["document"] and each != row]
    links = await reader.links(iris_of((row, *others, *units, *elsewhere)))
    names = {"programme": "programme", "language": "language", "published": "issued", "updated": "modified"}
    facts = (
        *reader.facts(row, names, links),
        *reader.facts(row, {"publisher": "publisher", "source": "source", "rights": "rights"}, links),
        *reader.facts(row, {"format": "format", "encoding": "encoding"}, links),
        *_original(reader, row),
        *reader.facts(row, {"fingerprint": "sha256"}, links),
        Fact("size", (_size(row, reader.language),)),
        *([_column("other_versions", "expression", others, links)] if others else []),
    )
    title, counterparts = row.get("title") or row["document"], _counterparts(reader, units, links)
    return DocumentPage(
        Link(title.value, "", title.language),
        facts,
        title.language,
        tuple(
            _text_unit(unit, links, counterparts.get(unit["unit"].value, {})) for unit in _once(units, "unit")
        ),
        tuple(Link(each["provision"].value, _place(reader, each["unit"].value)) for each in elsewhere),
        reader.data(iri),
    )


def _original(reader: Reader, row: Row) -> tuple[Fact, ...]:
    """The file that the text was converted from, where it was."""
    if "original" not in row:
        return ()
    digest = Link(row["originalSha256"].value, reader.href(row["original"].value))
    size = Link(f"{row['originalBytes'].value} {page_words(reader.language)['bytes']}")
    return (Fact("original", (digest, size)),)


def _size(row: Row, language: str) -> Link:
    words = page_words(language)
    return Link(f"{row['codePoints'].value} {words['offsets']}, {row['bytes'].value} {words['bytes']}")


def _counterparts(
    reader: Reader, table: Iterable[Row], links: Mapping[str, Link]
) -> dict[str, dict[str, Link]]:
    """The same units in the other versions, by unit and by their IRIs, each named by its language."""
    found: dict[str, dict[str, Link]] = {}
    for row in table:
        if "counterpart" in row:
            iri, label = row["counterpart"].value, links[row["language"].value].label
            found.setdefault(row["unit"].value, {})[iri] = Link(label, _place(reader, iri))
    return found


def _text_unit(row: Row, links: Mapping[str, Link], counterparts: Mapping[str, Link]) -> TextUnit:
    provision = row["provision"].value
    return TextUnit(
        _anchor(provision),
        provision,
        row["kind"].value.rpartition("/")[2],
        min(int(row["indent"].value) // 2, 4),
        row["text"].value,
        links[row["element"].value] if "element" in row else None,
        tuple(counterparts.values()),
    )


async def _statements_page(reader: Reader, iri: str) -> ResourcePage:
    statements = await reader.ask("statements", resource=iri)
    references = await reader.ask("references", resource=iri)
    if not statements and not references:
        raise ResourceUnknown(
            f"nothing is known under <{iri}>", advice="Start from the list of programmes at /."
        )
    links = await reader.links(iris_of((*statements, *references)) | {iri})
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
    **dict.fromkeys(_LISTS, _element_page),
    "ProgrammeDocument": _document_page,
    "DocumentExpression": _document_page,
}
