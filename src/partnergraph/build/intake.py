"""What was noticed and what was left out on the way from a file to its text, as findings of the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.conversion import Dropped, Notice
    from partnergraph.build.document import Document

_OF_A_KIND: Final = 10  # findings about what was left out; the others of the kind are counted in one more
_ADVICE: Final = "Where it belongs to the programme, give a file that has it in its text."


def intake_findings(document: Document) -> tuple[Finding, ...]:
    """The notices, then what was left out, kind by kind."""
    left_out = (Finding("left-out", "info", each, None, _ADVICE) for each in _left_out(document.dropped))
    return (*map(_noticed, document.notices), *left_out)


def _noticed(notice: Notice) -> Finding:
    span = None if notice.offset is None else Span(notice.offset, notice.offset + notice.length)
    return Finding(notice.code, notice.severity, notice.message, span, notice.advice)


def _left_out(dropped: tuple[Dropped, ...]) -> Iterator[str]:
    for kind in dict.fromkeys(each.what for each in dropped):
        members = [each for each in dropped if each.what == kind]
        for each in members[:_OF_A_KIND]:
            yield f"this was left out as {each}, {_words(each.words)}"
        if others := members[_OF_A_KIND:]:
            places, words = sum(each.count for each in others), sum(each.words for each in others)
            yield f"of the kind « {kind} », {places} more were left out, {_words(words)}"


def _words(number: int) -> str:
    return f"{number} word{'s' * (number != 1)}"
