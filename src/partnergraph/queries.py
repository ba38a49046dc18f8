"""A .rq file and the query in it: header, form, parameters, and the binding of terms.

The header is YAML in `#+ ` comment lines, so a file is valid SPARQL as it stands.
Parameters bind RDF terms, printed by the RDF library, into a line of the form
`VALUES ?name { UNDEF }`; no user text is ever pasted into a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import yaml

from partnergraph.errors import ParameterError, Place, QueryFileError
from partnergraph.folding import fold
from partnergraph.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

LANGUAGES: Final = ("fr", "en")
_HEADER: Final = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_VALUES_LINE: Final = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_SYNTAX_PLACE: Final = re.compile(r"error at (\d+):(\d+)")
_WORD: Final = re.compile(
    r"""<[^\s<>"{}|\\^`]*> | \#[^\n]*
    | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | [?$]\w+ | @[\w-]+ | [\w.-]*:[\w.:%\\-]* | (?P<word>[A-Za-z]\w*)""",
    re.VERBOSE | re.DOTALL,
)
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: `type` is one of programme, language, text, integer, iri."""

    name: str
    type: str
    label: Mapping[str, str]
    example: str

    def term(self, value: str, base: str) -> ox.NamedNode | ox.Literal:
        """The RDF term of a value as a user writes it; raises ParameterError with what would be right."""
        try:
            return _TERMS[self.type](value, base)
        except ValueError as error:
            raise ParameterError(
                f"{self.name}={value!r} {error}", advice=f"An example that works: {self.example}"
            ) from None


@dataclass(frozen=True, slots=True)
class Query:
    """A query file: `text` is the SPARQL as shipped, unbound; `severity` is for checks alone.

    `header` is all that the header says, for readers that ask for more of it.
    """

    name: str
    text: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    severity: str = ""
    header: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sparql(self) -> str:
        """The query without its header."""
        return _HEADER.sub("", self.text).lstrip()

    def bind(self, terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
        """The query text with the terms in its VALUES lines; a parameter without terms stays unbound."""

        def bound(line: re.Match[str]) -> str:
            values = " ".join(str(value) for value in terms.get(line[1], ()))
            return f"VALUES ?{line[1]} {{ {values} }}" if values else line[0]

        # All in one pass: a literal that looks like such a line is never bound into.
        return _VALUES_LINE.sub(bound, self.text)


def read_queries(folder: Path, base: str = BASE) -> dict[str, Query]:
    """Every .rq file of a folder by name, in the order of the names; raises QueryFileError."""
    return {path.stem: read_query(path, base) for path in sorted(folder.glob("*.rq"))}


def read_query(path: Path, base: str = BASE) -> Query:
    """The query in one file, its IRIs under `base`; raises QueryFileError with the line."""
    try:
        text = path.read_text(encoding="utf-8").replace(BASE, base)
    except UnicodeDecodeError:
        raise QueryFileError("is not UTF-8", place=Place(str(path))) from None
    except OSError as error:
        raise QueryFileError(f"cannot be read ({error.strerror})", place=Place(str(path))) from None
    _refuse_service(text, path)
    _parse(text, path)
    header = _header(text, path)
    query = Query(
        path.stem,
        text,
        _words(header, "summary", path),
        _words(header, "description", path),
        _tags(header, path),
        _parameters(header, path),
        str(header.get("severity", "")),
        header,
    )
    bindable = set(_VALUES_LINE.findall(text))
    for parameter in query.parameters:
        if parameter.name not in bindable:
            raise QueryFileError(
                f"declares the parameter {parameter.name}, but no line binds it",
                place=Place(str(path)),
                advice=f"Write VALUES ?{parameter.name} {{ UNDEF }} where its values belong.",
            )
    return query


def keywords(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query, in capitals, each with its line; no part of a name, string or comment."""
    for found in _WORD.finditer(text):
        if found["word"]:
            yield found["word"].upper(), text.count("\n", 0, found.start()) + 1


def _refuse_service(text: str, path: Path) -> None:
    """Raise for SERVICE before the engine sees the text, since it makes the request while it parses."""
    for word, line in keywords(text):
        if word == "SERVICE":
            raise QueryFileError(
                "asks another endpoint, and an answer must not depend on the network",
                place=Place(str(path), line),
                advice="Take SERVICE out.",
            )


def _parse(text: str, path: Path) -> None:
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        found = _SYNTAX_PLACE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        raise QueryFileError(
            f"is not SPARQL: {error}",
            place=Place(str(path), line, column),
            advice="Mend the query at that place.",
        ) from None


def _header(text: str, path: Path) -> dict[str, Any]:
    try:
        header = yaml.safe_load("\n".join(_HEADER.findall(text))) or {}
    except (yaml.YAMLError, ValueError) as error:  # ValueError: what looks like a date and is none
        mark = getattr(error, "problem_mark", None)
        line = _header_line(text, mark.line) if mark else 0
        raise QueryFileError(
            "its #+ header is not YAML", place=Place(str(path), line), advice="Mend that line."
        ) from None
    if not isinstance(header, dict):
        raise QueryFileError("its #+ header is not a list of names and values", place=Place(str(path), 1))
    return header


def _header_line(text: str, number: int) -> int:
    """Line in the file of the n-th header line, both counted from 0 and 1."""
    lines = [at for at, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]
    return lines[min(number, len(lines) - 1)]


def _words(header: Mapping[str, Any], key: str, path: Path) -> dict[str, str]:
    value = header.get(key, "")
    words = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(words, dict) or not all(isinstance(words.get(each), str) for each in LANGUAGES):
        raise QueryFileError(
            f"its {key} is not text in {' and '.join(LANGUAGES)}",
            place=Place(str(path), 1),
            advice="Write one text for all, or one for each language.",
        )
    return words


def _tags(header: Mapping[str, Any], path: Path) -> tuple[str, ...]:
    tags = header.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise QueryFileError(
            "its tags are not a list of words",
            place=Place(str(path), 1),
            advice="Write tags: [one, two], or nothing.",
        )
    return tuple(tags)


def _parameters(header: Mapping[str, Any], path: Path) -> tuple[Parameter, ...]:
    specs = header.get("parameters", {})
    if not isinstance(specs, dict):
        raise QueryFileError(
            "its parameters are not names with a type and an example",
            place=Place(str(path), 1),
            advice="Write for each, such as: programme: {type: programme, example: nato-jpn/itpp-2023}.",
        )
    return tuple(_parameter(name, spec, path) for name, spec in specs.items())


def _parameter(name: str, spec: Any, path: Path) -> Parameter:
    if not isinstance(spec, dict) or str(spec.get("type")) not in _TERMS or "example" not in spec:
        raise QueryFileError(
            f"its parameter {name} needs a type ({', '.join(sorted(_TERMS))}) and an example",
            place=Place(str(path), 1),
        )
    return Parameter(name, spec["type"], _words(spec, "label", path), str(spec["example"]))


def _programme(value: str, base: str) -> ox.NamedNode:
    if not _ID.fullmatch(value):
        raise ValueError("is not a programme id")
    return ox.NamedNode(f"{base}id/programme/{value}")


def _iri(value: str, base: str) -> ox.NamedNode:
    if ":" not in value:
        raise ValueError("is not an absolute IRI")
    return ox.NamedNode(value.replace(BASE, base))


def _language(value: str, _base: str) -> ox.Literal:
    if not re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", value):
        raise ValueError("is not a language tag")
    return ox.Literal(value.lower())


def _text(value: str, _base: str) -> ox.Literal:
    if not value.strip():
        raise ValueError("holds no words")
    return ox.Literal(fold(value.strip()))


def _integer(value: str, _base: str) -> ox.Literal:
    if not re.fullmatch(r"-?\d{1,18}", value):
        raise ValueError("is not a whole number")
    return ox.Literal(int(value))


_TERMS: Final[dict[str, Callable[[str, str], ox.NamedNode | ox.Literal]]] = {
    "programme": _programme,
    "iri": _iri,
    "language": _language,
    "text": _text,
    "integer": _integer,
}
