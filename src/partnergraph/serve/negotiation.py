"""THE table of formats, and the choice among them: Accept, Accept-Language, ?format= and suffixes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["results", "graph", "page"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format we write.

    `names` are what ?format= calls it, the first one being its file suffix. `aliases` are media types
    that mean it when a client asks for them, and that it is then served as.
    """

    kind: Kind
    media_type: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    serialiser: QueryResultsFormat | RdfFormat | None = None

    @property
    def suffix(self) -> str:
        """The file suffix, without a dot."""
        return self.names[0]


# In the order of our preference, within each kind.
FORMATS: Final = (
    Format(
        "results",
        "application/sparql-results+json",
        ("srj", "json"),
        ("application/json",),
        QueryResultsFormat.JSON,
    ),
    Format(
        "results",
        "application/sparql-results+xml",
        ("srx", "xml"),
        ("application/xml", "text/xml"),
        QueryResultsFormat.XML,
    ),
    Format("results", "text/csv", ("csv",), (), QueryResultsFormat.CSV),
    Format("results", "text/tab-separated-values", ("tsv",), (), QueryResultsFormat.TSV),
    Format("graph", "text/turtle", ("ttl", "turtle"), (), RdfFormat.TURTLE),
    Format("graph", "application/n-triples", ("nt", "ntriples"), (), RdfFormat.N_TRIPLES),
    Format("graph", "application/ld+json", ("jsonld", "json"), ("application/json",), RdfFormat.JSON_LD),
    Format(
        "graph",
        "application/rdf+xml",
        ("rdf", "rdfxml", "xml"),
        ("application/xml", "text/xml"),
        RdfFormat.RDF_XML,
    ),
    Format("graph", "application/trig", ("trig",), (), RdfFormat.TRIG),
    Format("graph", "application/n-quads", ("nq", "nquads"), (), RdfFormat.N_QUADS),
    Format("page", "text/html", ("html",), ("application/xhtml+xml",)),
)
HTML: Final = "text/html"

_WEIGHT: Final = re.compile(r"\s*q\s*=\s*([0-9]+\.?[0-9]*|\.[0-9]+)\s*")
_RANGE: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9a-z]+/[!#$%&'*+\-.^_`|~0-9a-z]+|\*")  # Java sends a lone *
_LANGUAGE: Final = re.compile(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})*|\*")
_LONGEST_HEADER: Final = 8192  # ten times what the most talkative clients send


def offered(kind: Kind) -> tuple[str, ...]:
    """The media types of a kind in the order of our preference, aliases after all others."""
    formats = [each for each in FORMATS if each.kind == kind]
    aliases = (alias for each in formats for alias in each.aliases)
    return (*(each.media_type for each in formats), *aliases)


RESULT_TYPES: Final = offered("results")
GRAPH_TYPES: Final = offered("graph")


def named(name: str, kind: Kind) -> str | None:
    """The media type of the format of that kind with this short name, or with this very media type."""
    wanted = name.strip().lower()
    for each in FORMATS:
        if each.kind == kind and wanted in each.names:
            return each.media_type
    return wanted if wanted in offered(kind) else None


def short_names(kinds: Iterable[Kind]) -> list[str]:
    """Every name ?format= knows for these kinds, in the order of the table."""
    chosen = set(kinds)
    return list(dict.fromkeys(name for each in FORMATS if each.kind in chosen for name in each.names))


def content_type(media_type: str) -> str:
    """The Content-Type to send: all our text is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def negotiate(accept: str | None, offered: Sequence[str]) -> str | None:
    """The best of the offered media types for an Accept header, or None when it excludes all.

    Of types with the same weight the one that the client named more exactly wins, so that
    `text/csv, */*` means CSV, and then the one offered first. Parameters of a range other than q are
    not compared. Ranges that are not well-formed are left out; a header without any is as good as none.
    """
    ranges = _weighted(accept, _RANGE)
    if not ranges:
        return offered[0] if offered else None
    best, best_rank = None, (0.0, 0)
    for media_type in offered:
        # RFC 9110, section 12.5.1: the most exact range decides about a type
        exactness, weight = max((_exactness(name, media_type), weight) for name, weight in ranges)
        if exactness and weight and (weight, exactness) > best_rank:
            best, best_rank = media_type, (weight, exactness)
    return best


def choose_language(accept_language: str | None, offered: Sequence[str]) -> str:
    """The best of the offered languages for an Accept-Language header; the first when none is wanted.

    A range stands for its sublanguages, and a sublanguage in it for its language: fr-CA gets fr.
    """
    ranges = _weighted(accept_language, _LANGUAGE)
    refused = {name for name, weight in ranges if weight == 0}
    for name, weight in sorted(ranges, key=lambda entry: -entry[1]):
        if weight > 0:
            for language in offered:
                if language.lower() not in refused and _speaks(name, language.lower()):
                    return language
    return offered[0]


def _weighted(header: str | None, syntax: re.Pattern[str]) -> list[tuple[str, float]]:
    """The ranges of a header that follow the syntax, in lower case and its order, with their weights."""
    ranges = []
    for entry in (header or "")[:_LONGEST_HEADER].lower().split(","):
        name, *parameters = entry.split(";")
        if syntax.fullmatch(name.strip()):
            weights = (_WEIGHT.fullmatch(parameter) for parameter in parameters)
            weight = next((float(match[1]) for match in weights if match), 1.0)
            ranges.append((name.strip(), min(weight, 1.0)))
    return ranges


def _exactness(wanted: str, media_type: str) -> int:
    """How exactly a range names a media type; 0 when it does not."""
    if wanted == media_type:
        return 3
    if wanted == media_type.partition("/")[0] + "/*":
        return 2
    return int(wanted in {"*/*", "*"})


def _speaks(wanted: str, language: str) -> bool:
    return wanted in {language, "*"} or language.startswith(wanted + "-") or wanted.startswith(language + "-")
