"""Evaluates one query: refuses what must not run, parses, plans, and writes the result to a descriptor.

The web process runs none of this: the parser can be crashed, an evaluation cannot be stopped, and
SERVICE reaches the network. So it runs in workers, which can be killed, and in `query` without a server.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from partnergraph.errors import (
    BadRequest,
    EngineCrash,
    NotAcceptable,
    PartnergraphError,
    Place,
    QueryRefused,
    QuerySyntaxError,
    ReleaseError,
    RequestError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergraph.serve.engine import QueryOptions

DEEPEST: Final = 256  # the parser overflows an 8 MiB stack at about 1600 brackets
TRIM_MEBIBYTES: Final = 64

_CODE_POINT: Final = (
    r"\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
    r"|\\U(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4}"
)
_ESCAPE: Final = rf"\\[tbnrf\"'\\]|{_CODE_POINT}"
_IRI_CHARACTER: Final = rf"[^<>\"{{}}|^`\\\x00-\x20]|{_CODE_POINT}"

# Escapes are exact, because where an escape is wrong the parser reads the quote marks another way.
# `doubtful` may be an IRI or two comparisons around a string or a comment; only a parser can tell.
_TOKEN: Final = re.compile(
    rf"""
      (?P<comment> \#[^\r\n]* )
    | (?P<string>  \"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
                 | \"(?:[^\"\\\r\n]|{_ESCAPE})*\" | '(?:[^'\\\r\n]|{_ESCAPE})*' )
    | (?P<port>    <[A-Za-z][\w+.\-]*://[^/?\#<>\"\s]*[:\]\\][^/?\#<>\"\s]*> )
    | (?P<iri>     <[A-Za-z][\w+.\-]*://(?:{_IRI_CHARACTER})*> | <[^<>\"'\#{{}}|^`\\\x00-\x20]*> )
    | (?P<doubtful><(?:{_IRI_CHARACTER})*> )
    | (?P<variable>[?$]\w+ )
    | (?P<label>   (?<!\w)_:\w[\w.\-·]* )
    | (?P<local>   (?<=:)(?:[\w:%·]|\\.)(?:[\w:.\-%·]|\\.)* )
    """,
    re.VERBOSE,
)
_MARKS: Final = {"port": "<>", "iri": "<>", "doubtful": "<>", "variable": "? ", "string": '""'}
_SERVICE: Final = re.compile(r"service\s*(?:silent\s*)?(?:\?|<\s*>|[\w.\-]*:)\s*\{", re.IGNORECASE)
_FROM: Final = re.compile(r"(?<!:)from\s*(?:named\s*)?(?:<|(?<=\s)[\w.\-]*:)", re.IGNORECASE)
_UPDATE: Final = re.compile(
    r"(?:\s|prefix\s*[\w.\-]*:\s*<\s*>|base\s*<\s*>)*"
    r"(?:insert|delete|load|clear|create|drop|copy|move|add|with)\b",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"<<|>>|[](){}[]")
_ERRORS: Final[dict[str, type[PartnergraphError]]] = {
    kind.__name__: kind for kind in (*RequestError.__subclasses__(), ReleaseError)
}
_POSITION: Final = re.compile(r"error at (\d+):(\d+)")
_SENTENCE: Final = re.compile(r"\b[A-Z]\w+(?: \w+){2,}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A query that is parsed and planned; `write` evaluates it."""

    media_type: str
    solutions: QuerySolutions | QueryBoolean | QueryTriples

    def write(self, descriptor: int) -> None:
        """Write the result to a descriptor, by its path: a Python file object is 20 times slower under load.

        BrokenPipeError says that nobody reads any more.
        """
        path = f"/dev/fd/{descriptor}"
        try:
            if isinstance(self.solutions, QueryTriples):
                self.solutions.serialize(path, RdfFormat.from_media_type(self.media_type))
            else:
                self.solutions.serialize(path, QueryResultsFormat.from_media_type(self.media_type))
        except BrokenPipeError:
            raise
        except OSError as problem:
            _raise_unless_unsynced(problem)
        except (RuntimeError, ValueError) as problem:
            raise _unanswerable(problem) from problem


def evaluate(
    store: Store, query: str, options: QueryOptions, prefixes: Mapping[str, str] | None = None
) -> Answer:
    """Parse and plan the query; a PREFIX in it goes before those given.

    The default graph is the union of all graphs unless the query or the options name a dataset.
    """
    plain = scan(query)
    try:
        solutions = store.query(query, prefixes=dict(prefixes or {}), **_dataset(plain, options))
    except SyntaxError as problem:
        raise _syntax_error(query, plain, str(problem)) from problem
    except UnicodeEncodeError as problem:
        raise QuerySyntaxError("the query contains half of a surrogate pair") from problem
    except (RuntimeError, ValueError) as problem:
        raise _unanswerable(problem) from problem
    except OSError as problem:
        raise EngineCrash(f"the store could not be read: {problem}") from problem
    is_graph = isinstance(solutions, QueryTriples)
    media_type = options.graph_type if is_graph else options.results_type
    if media_type is None:
        form = "a graph (CONSTRUCT, DESCRIBE)" if is_graph else "a table (SELECT, ASK)"
        raise NotAcceptable(f"the answer is {form} and you accept no format of that kind")
    return Answer(media_type, solutions)


def scan(query: str) -> str:
    """The query with strings, IRIs, comments, variables and local names blanked out, at the same offsets.

    Refuses SERVICE, which would make requests in our name, and nesting that breaks the parser. The
    parser takes keywords without a space before or after them, so what is looked for is all that must
    follow SERVICE in any reading, anywhere in what is left.
    """
    doubtful = False

    def blank(token: re.Match[str]) -> str:
        nonlocal doubtful
        kind = token.lastgroup or ""
        # With a prefix that ends in a port, any local name is invalid and may be read as a keyword.
        doubtful = doubtful or kind in {"port", "doubtful"}
        marks = _MARKS.get(kind, "  ")
        return (marks[0] + " " * (len(token.group()) - 2) + marks[1])[: len(token.group())]

    plain = _TOKEN.sub(blank, query)
    found = _SERVICE.search(plain)
    if not found and doubtful:
        found = re.search("service", query, re.IGNORECASE)
    if found:
        raise QueryRefused(
            "SERVICE is not available here",
            place=_place(query, found.start()),
            advice="Query the other endpoint directly and join the results yourself",
        )
    _refuse_deep_nesting(query, plain)
    return plain


def _refuse_deep_nesting(query: str, plain: str) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(plain):
        depth += 1 if bracket.group() in {"<<", "(", "[", "{"} else -1
        if depth > DEEPEST:
            raise QueryRefused(
                f"the query nests brackets more than {DEEPEST} deep", place=_place(query, bracket.start())
            )


def _place(query: str, offset: int) -> Place:
    before = query[:offset]
    return Place("query", before.count("\n") + 1, offset - before.rfind("\n"))


def _dataset(plain: str, options: QueryOptions) -> dict[str, Any]:
    """The arguments of Store.query that choose the graphs, by SPARQL 1.1 Protocol, section 2.1.4."""
    if options.default_graphs or options.named_graphs:
        try:
            return {
                "default_graph": [NamedNode(iri) for iri in options.default_graphs],
                "named_graphs": [NamedNode(iri) for iri in options.named_graphs],
            }
        except ValueError as problem:
            raise BadRequest(f"a graph is named by an absolute IRI: {problem}") from problem
    # The flag would override FROM, so it is set only where there is none.
    return {} if _FROM.search(plain) else {"use_default_graph_as_union": True}


def _syntax_error(query: str, plain: str, problem: str) -> PartnergraphError:
    if _UPDATE.match(plain):
        return QueryRefused(
            "this endpoint answers queries and takes no updates",
            advice="The data change by building and publishing a release",
        )
    position = _POSITION.match(problem)
    if not position:
        return QuerySyntaxError(f"the query does not parse: {problem}")
    line, column = int(position[1]), int(position[2])
    lines = query.split("\n")
    before = lines[line - 1][: column - 1].strip()[-40:] if line <= len(lines) else ""
    # The tokens the parser says it expected mislead more than they help; its sentences are about the fault.
    sentences = "; ".join(dict.fromkeys(_SENTENCE.findall(problem)))
    return QuerySyntaxError(
        f"the query does not parse at line {line}, column {column}"
        + (f", after `{before}`" if before else "")
        + (f": {sentences}" if sentences else ""),
        place=Place("query", line, column),
        advice="Declare every prefix you use" if "Prefix" in sentences else "",
    )


def _unanswerable(problem: Exception) -> QueryRefused:
    return QueryRefused(f"the engine does not answer this query: {problem}")


def _raise_unless_unsynced(problem: OSError) -> None:
    """Let pass what is not a failure: after the last byte pyoxigraph syncs, which a pipe refuses."""
    number = re.fullmatch(r".*\(os error (\d+)\)", str(problem))
    if number and int(number[1]) in {errno.EINVAL, errno.ENOTSUP}:
        return
    if "does not support" in str(problem):
        raise NotAcceptable(str(problem), advice="Ask for another format") from problem
    raise EngineCrash(f"the engine failed while answering: {problem}") from problem


def relayed(message: dict[str, Any]) -> PartnergraphError:
    """The error that a worker sent, for the process it was sent to."""
    place = Place("query", message["line"], message["column"]) if message["line"] else None
    return _ERRORS.get(message["error"], EngineCrash)(
        message["message"], place=place, advice=message["advice"]
    )


def described(problem: PartnergraphError) -> dict[str, Any]:
    """An error as the message that `relayed` reads."""
    place = problem.place or Place("")
    return {
        "error": type(problem).__name__,
        "message": problem.message,
        "line": place.line,
        "column": place.column,
        "advice": problem.advice,
    }
