"""Everything that can go wrong, in one tree.

PartnergraphError
├── InputError            a file we were given: which file, where in it, what to do
│   ├── DocumentError     a source text that cannot be read
│   ├── ProgrammeError    a programme.toml that is wrong or does not fit its text
│   ├── OntologyError     a Turtle file, shape or check that cannot be used
│   └── QueryFileError    an .rq file that cannot be used
├── CheckError            the checks refused the graph; carries every failure
├── SettingsError         a setting has a value that cannot work
├── ReleaseError          there is no release, or it cannot be opened
└── RequestError          a request that is answered with an error status
    ├── QuerySyntaxError     the SPARQL text does not parse
    ├── QueryRefused         the query asks for something this endpoint does not do
    ├── BadRequest           the request breaks the protocol
    ├── ParameterError       a parameter value has the wrong form
    ├── ResourceUnknown      nothing is known under that IRI
    ├── NotAcceptable        no representation fits the Accept header
    ├── TooLarge             the request body is over the limit
    ├── MediaTypeUnsupported the request body is of a type nobody reads here
    ├── QueryTimeout         the query reached its time limit and was killed
    ├── EngineBusy           every worker is taken and the queue did not move
    └── EngineCrash          the worker died while evaluating the query
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file: `line` and `column` count from 1, in code points; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class PartnergraphError(Exception):
    """Base of the tree: `message` says what is wrong, `place` where, `advice` what to do."""

    def __init__(self, message: str, *, place: Place | None = None, advice: str = "") -> None:
        self.message = message
        self.place = place
        self.advice = advice
        super().__init__(message)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what_to_do = f". {self.advice}" if self.advice else ""
        return f"{where}{self.message}{what_to_do}"


class InputError(PartnergraphError):
    """A file we were given cannot be used."""


class DocumentError(InputError):
    """A source text cannot be read."""


class ProgrammeError(InputError):
    """A programme.toml is wrong or does not fit its text."""


class OntologyError(InputError):
    """A Turtle file, shape or check cannot be used."""


class QueryFileError(InputError):
    """An .rq file cannot be used."""


class CheckError(PartnergraphError):
    """The checks refused the graph; `failures` are sentences, each naming its place."""

    def __init__(self, message: str, failures: tuple[str, ...]) -> None:
        self.failures = failures
        super().__init__(message)


class SettingsError(PartnergraphError):
    """A setting has a value that cannot work."""


class ReleaseError(PartnergraphError):
    """There is no release, or it cannot be opened."""


class RequestError(PartnergraphError):
    """A request that is answered with an error status; `retry_after` is in seconds, 0 for never."""

    retry_after: int = 0


class QuerySyntaxError(RequestError):
    """The SPARQL text does not parse; `place` has line and column of the query text."""


class QueryRefused(RequestError):
    """The query asks for something this endpoint does not do."""


class BadRequest(RequestError):
    """The request breaks the protocol."""


class ParameterError(RequestError):
    """A parameter value has the wrong form."""


class ResourceUnknown(RequestError):
    """Nothing is known under that IRI."""


class NotAcceptable(RequestError):
    """No representation fits the Accept header."""


class TooLarge(RequestError):
    """The request body is over the limit."""


class MediaTypeUnsupported(RequestError):
    """The request body is of a type nobody reads here."""


class QueryTimeout(RequestError):
    """The query reached its time limit and was killed."""

    retry_after = 10


class EngineBusy(RequestError):
    """Every worker is taken and the queue did not move in time."""

    retry_after = 5


class EngineCrash(RequestError):
    """The worker died while evaluating the query: out of memory, or a query that breaks the engine."""
