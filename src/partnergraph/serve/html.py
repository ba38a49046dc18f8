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
    """Words of the source: `start` and `end` in code points, `place` leads to the unit in the text."""

    text: str
    start: int
    end: int
    place: str
    matches: bool


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
    """A programme: facts, objectives, priorities with goals, declared counts, decisions."""

    title: Link
    facts: tuple[Fact, ...]
    objectives: tuple[tuple[int, Link], ...]
    groups: tuple[Group, ...]
    counts: tuple[Count, ...]
    decisions: tuple[tuple[Link, str], ...]
    data: str


@dataclass(frozen=True, slots=True)
class ElementPage:
    """An objective, a priority or a goal: `kind` is a key of the words, `members` are a priority's goals."""

    kind: str
    ordinal: int
    title: Link
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    members: tuple[tuple[int, Link], ...]
    data: str


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A unit of a text: `anchor` is its place in the page, `indent` its depth in steps."""

    anchor: str
    provision: str
    kind: str
    indent: int
    text: str
    element: Link | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document in one language: facts about the capture, and its text unit by unit."""

    title: Link
    facts: tuple[Fact, ...]
    language_of_text: str
    units: tuple[TextUnit, ...]
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
