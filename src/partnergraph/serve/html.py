"""Page contexts to HTML: each page is a documented dataclass, and its template knows nothing else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergraph.queries import Query

LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows: the words in its language, where it stands, and the release."""

    language: str
    words: Mapping[str, str]
    root: str  # path prefix of the application behind a proxy, without final slash
    release: str
    switch: str  # address of this page in the other language


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by its label; `href` is empty for what has no page."""

    label: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table at the head of a page: `name` is a key of the words."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source: `start` and `end` in code points, `place` leads to the unit in the text.

    `language` is empty where it is not known.
    """

    text: str
    start: int
    end: int
    place: str
    matches: bool
    language: str


Listed = tuple[int, Link, str]  # ordinal, element, translation of ours


@dataclass(frozen=True, slots=True)
class Group:
    """A priority with its goals; `heading` is None for goals under no priority."""

    heading: Link | None
    members: tuple[tuple[int, Link], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A count that the text declares, with its words and what was found."""

    quote: str
    declared: int
    found: int


@dataclass(frozen=True, slots=True)
class Home:
    """`/`: the programmes, and the questions that can be asked."""

    programmes: tuple[tuple[Link, tuple[Fact, ...]], ...]
    questions: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme: facts, objectives, priorities with goals, declared counts, decisions.

    `lists` are its elements of other kinds, each under a key of the words; a decision comes with the
    elements it is about, or with none where they are many.
    """

    title: Link
    facts: tuple[Fact, ...]
    objectives: tuple[tuple[int, Link], ...]
    groups: tuple[Group, ...]
    counts: tuple[Count, ...]
    lists: tuple[tuple[str, tuple[Listed, ...]], ...]
    decisions: tuple[tuple[tuple[Link, ...], str], ...]
    data: str


@dataclass(frozen=True, slots=True)
class ElementPage:
    """An element of a programme: `kind` is a key of the words, `members` are a priority's goals."""

    kind: str
    ordinal: int
    title: Link
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    members: tuple[tuple[int, Link], ...]
    data: str


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A unit of a text: `anchor` is its place in the page, `indent` its depth in steps.

    `counterparts` lead to the same unit in other languages, which they name.
    """

    anchor: str
    provision: str
    kind: str
    indent: int
    text: str
    element: Link | None
    counterparts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document in one language: facts about the capture, and its text unit by unit.

    `elsewhere` are units that only other language versions have.
    """

    title: Link
    facts: tuple[Fact, ...]
    language_of_text: str
    units: tuple[TextUnit, ...]
    elsewhere: tuple[Link, ...]
    data: str


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """Anything else: what is stated about it and with it; rows of (property, value or subject, graph)."""

    title: Link
    iri: str
    statements: tuple[tuple[Link, Link, Link], ...]
    references: tuple[tuple[Link, Link, Link], ...]
    data: str


@dataclass(frozen=True, slots=True)
class QueriesPage:
    """`/queries`: every curated query with its summary and description."""

    questions: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The answer of a curated query as a table; `given` are the parameter values as the user wrote them."""

    query: Query
    title: Link
    description: str
    given: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, ...], ...]
    total: int
    previous: str
    next: str
    formats: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SparqlPage:
    """`/sparql` for a browser without a query: a form and examples to start from."""

    example: str
    questions: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the ontology: `name` is its anchor, texts are Links without address, `facts` lead on.

    Label and texts are in the page's language where it has any; `translations` are the other labels.
    """

    name: str
    iri: str
    label: Link
    translations: tuple[Link, ...]
    definitions: tuple[Link, ...]
    scope_notes: tuple[Link, ...]
    examples: tuple[Link, ...]
    change_notes: tuple[Link, ...]
    deprecated: bool
    facts: tuple[Fact, ...]
    chains: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class TermSection:
    """Terms under a heading; `heading` and `anchor` are keys of the words and of the page."""

    anchor: str
    heading: str
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class MappingTable:
    """A table of mappings, with its rows about terms of ours: (ours, relation, theirs, note)."""

    title: Link
    rows: tuple[tuple[Link, Link, Link, str], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the ontology; `added` and `removed` are terms against the version before it."""

    number: str
    href: str
    date: str
    current: bool
    changes: tuple[Link, ...]
    added: tuple[Link, ...]
    removed: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """`/ontology`: every term with its anchor, the picture as SVG, and what goes with the ontology."""

    title: Link
    description: tuple[Link, ...]
    notes: tuple[Link, ...]
    facts: tuple[Fact, ...]
    diagram: str
    classes: tuple[TermSection, ...]
    properties: tuple[TermSection, ...]
    borrowed: tuple[tuple[str, tuple[Link, ...]], ...]
    vocabularies: tuple[tuple[Link, str, int], ...]
    alignments: tuple[tuple[Link, str], ...]
    mappings: tuple[MappingTable, ...]
    editions: tuple[Edition, ...]
    data: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`/ontology/<version>` of an archived version: its date, its terms, and the way to the current one."""

    title: Link
    number: str
    date: str
    terms: tuple[Link, ...]
    current: Link
    data: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong, in a sentence, and what to do."""

    status: int
    title: str
    detail: str


Page = (
    Home
    | ProgrammePage
    | ElementPage
    | DocumentPage
    | ResourcePage
    | QueriesPage
    | QueryPage
    | SparqlPage
    | OntologyPage
    | EditionPage
    | ErrorPage
)
TEMPLATES: Final[dict[type[Page], str]] = {
    Home: "home.html",
    ProgrammePage: "programme.html",
    ElementPage: "element.html",
    DocumentPage: "document.html",
    ResourcePage: "resource.html",
    QueriesPage: "queries.html",
    QueryPage: "query.html",
    SparqlPage: "sparql.html",
    OntologyPage: "ontology.html",
    EditionPage: "edition.html",
    ErrorPage: "error.html",
}


@cache
def page_words(language: str) -> dict[str, str]:
    """The words of the pages in one language."""
    file = resources.files("partnergraph.serve") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def environment() -> Environment:
    """The templates: HTML escaped, an unknown name an error."""
    return Environment(
        loader=PackageLoader("partnergraph.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(page: Page, site: Site) -> str:
    """The HTML of a page: its fields and `site` are all that the template sees."""
    context: dict[str, Any] = {field.name: getattr(page, field.name) for field in fields(page)}
    return environment().get_template(TEMPLATES[type(page)]).render(site=site, **context)
