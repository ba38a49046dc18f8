"""A reading in print: the JSON for programs, a line for a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from partnergraph.build.document import Document, Span
    from partnergraph.build.elements import Element, Finding, Programme

_QUOTE: Final = 60  # code points of a quote on a terminal
_UNKNOWN: Final = "�"
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_VISIBLE: Final = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    **dict.fromkeys(map(ord, f"{_DIRECTIONS}\u2028\u2029"), _UNKNOWN),
    **dict.fromkeys(map(ord, "\t\n\r"), " "),
    0x7F: "␡",
}


def visible(text: str) -> str:
    """The text with a sign in place of each character that would steer a terminal; its length is kept."""
    return text.translate(_VISIBLE)


def finding_line(programme: Programme, finding: Finding) -> str:
    """One line: severity, place, what is wrong, the quoted words, what to do."""
    document = programme.document
    place = str(document.place(finding.span.start)) if finding.span else document.name
    quote = f" — « {_short(document.quote(finding.span))} »" if finding.span else ""
    advice = f". {finding.advice}" if finding.advice else ""
    return f"{finding.severity}: {place}: {finding.message}{quote}{advice} [{finding.code}]"


def _short(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1].rstrip()}…"


def programme_json(programme: Programme) -> dict[str, Any]:
    """The reading as JSON: every span is [start, end] in code points, `text` the exact words of its span."""
    document = programme.document
    return {
        "title": programme.title.text if programme.title else None,
        "language": programme.language,
        "type": programme.type or None,
        "period": {"start": programme.period.start, "end": programme.period.end}
        if programme.period
        else None,
        "parties": [{"name": party.name, "role": party.role} for party in programme.parties],
        "published": programme.published.value if programme.published else None,
        "updated": programme.updated.value if programme.updated else None,
        "objectives": [_element(programme, objective) for objective in programme.objectives],
        "priorities": [
            {
                "number": priority.number or str(priority.ordinal),
                "label": priority.label.text,
                "span": _span(priority.span),
                "goals": [_element(programme, goal) for goal in programme.goals_of(priority.ordinal)],
            }
            for priority in programme.priorities
        ],
        "goals": [_element(programme, goal) for goal in programme.goals_of(0)],
        "declarations": [
            {"kind": declaration.kind, "count": declaration.count, "span": _span(declaration.span)}
            for declaration in programme.declarations
        ],
        "list": programme.list_status,
        "findings": [_finding(document, finding) for finding in programme.findings],
    }


def _finding(document: Document, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "span": _span(finding.span) if finding.span else None,
        "quote": document.quote(finding.span) if finding.span else None,
        "advice": finding.advice,
    }


def _element(programme: Programme, element: Element) -> dict[str, Any]:
    description = element.description
    return {
        "number": element.number or str(element.ordinal),
        "label": element.label.text,
        "text": programme.document.quote(element.span),
        "description": programme.document.quote(description) if description else None,
        "span": _span(element.span),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
