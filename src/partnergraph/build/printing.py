"""A reading in print: the outline for a terminal, the JSON for programs, a line for a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnergraph.build.cues import all_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Element, Finding, Programme

_QUOTE = 60  # code points of a quote on a terminal


def finding_line(programme: Programme, finding: Finding) -> str:
    """One line: severity, place, what is wrong, the quoted words, what to do."""
    document = programme.document
    place = str(document.place(finding.span.start)) if finding.span else document.name
    quote = f" — « {_short(document.quote(finding.span))} »" if finding.span else ""
    advice = f". {finding.advice}" if finding.advice else ""
    return f"{finding.severity}: {place}: {finding.message}{quote}{advice} [{finding.code}]"


def programme_text(programme: Programme) -> str:
    """The reading for a terminal: front matter, elements, the text's own statements on them, findings."""
    return "\n".join(_lines(programme)) + "\n"


def _lines(programme: Programme) -> Iterator[str]:
    yield programme.title.text if programme.title else "(no title found)"
    yield from (f"  {name:<10}{value}" for name, value in _facts(programme) if value)
    for name, elements in (("strategic-objective", programme.objectives), ("priority", programme.priorities)):
        yield f"\n{_counted(programme, name, len(elements))}"
        for element in elements:
            yield f"  {element.ordinal}. {element.label.text}{_where(programme, element)}"
            if name == "priority":
                yield from _goal_lines(programme, element.ordinal)
    if programme.goals_of(0):
        yield "\nunder no priority"
        yield from _goal_lines(programme, 0)
    yield f"\n{_counted(programme, 'goal', len(programme.goals))} in all, list {programme.list_status}"
    for declaration in programme.declarations:
        place = programme.document.place(declaration.span.start)
        yield f"  declared: {_short(programme.document.quote(declaration.span))} (line {place.line})"
    for assignment in programme.assignments:
        place = programme.document.place(assignment.span.start)
        yield f"  assigned: {_short(programme.document.quote(assignment.span))} (line {place.line})"
    yield from _enumerated_lines(programme)
    for finding in programme.findings:
        yield finding_line(programme, finding)


def _counted(programme: Programme, kind: str, count: int) -> str:
    words = all_cues()[programme.language].kinds[kind]
    return f"{count} {words.one if count == 1 else words.many}"


def _enumerated_lines(programme: Programme) -> Iterator[str]:
    """The kinds of activity and the challenges, where there are any."""
    for kind, elements in (("activity-kind", programme.activity_kinds), ("challenge", programme.challenges)):
        words = all_cues()[programme.language].enumerations[kind]
        if elements:
            yield f"\n{len(elements)} {words.one if len(elements) == 1 else words.many}"
        yield from (f"  {element.ordinal}. {element.label.text}" for element in elements)


def _facts(programme: Programme) -> tuple[tuple[str, str], ...]:
    period = programme.period
    return (
        ("language", programme.language),
        ("type", programme.type),
        ("period", f"{period.start}–{period.end}" if period else ""),
        ("parties", ", ".join(f"{party.name} ({party.role})" for party in programme.parties)),
        ("published", programme.published.value if programme.published else ""),
        ("updated", programme.updated.value if programme.updated else ""),
    )


def _goal_lines(programme: Programme, priority: int) -> Iterator[str]:
    for goal in programme.goals_of(priority):
        yield f"    {goal.ordinal:>2}  {goal.label.text}"


def _where(programme: Programme, element: Element) -> str:
    """A remark for an element that the page prints under another one."""
    moved = any(decision.element == element for decision in programme.decisions)
    return f"  (printed under {element.printed_under}; placed by the declaration)" if moved else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
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
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "span": _span(finding.span) if finding.span else None,
                "quote": document.quote(finding.span) if finding.span else None,
            }
            for finding in programme.findings
        ],
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
