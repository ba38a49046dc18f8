"""A reading on a terminal: the programme as a tree, what it declares of itself, every doubt with its line."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from partnergraph.build.cues import all_cues
from partnergraph.build.elements import ACTIVITY_KIND, CHALLENGE, GOAL, OBJECTIVE, PRIORITY
from partnergraph.build.excerpt import excerpt
from partnergraph.build.printing import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Element, ElementKind, Finding, Programme

_UNLIMITED: Final = 100_000  # cells of a line in a file, which is not wrapped
_NARROWEST: Final = 40
_EXCERPT: Final = 100  # cells of a quoted line at most
_LABEL: Final = 400  # code points of a label at most; all of it is in the JSON
_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def console_on(file: TextIO, *, color: bool | None) -> Console:
    """A console that wraps and colours its lines on a terminal only.

    `color` forces or forbids colours; None goes by the terminal and by NO_COLOR.
    """
    screen = shutil.get_terminal_size((_UNLIMITED, 0)).columns
    width = max(_NARROWEST, screen) if file.isatty() else _UNLIMITED
    if color:
        return Console(file=file, width=width, force_terminal=True, no_color=False, color_system="standard")
    wanted = Console(file=file, width=width)
    if color is None and wanted.is_terminal and not wanted.no_color:
        return wanted
    return Console(file=file, width=width, color_system=None)


def programme_display(programme: Programme) -> Iterator[RenderableType]:
    """What to print of a reading, part by part: front matter, elements under their counts, findings."""
    title = _cut(programme.title.text, "bold") if programme.title else Text("(no title found)", "italic")
    yield _Hanging(Text(), title)
    yield from (_fact(name, value) for name, value in _facts(programme) if value)
    for tree in (
        _tree(programme, OBJECTIVE, programme.objectives),
        _priorities(programme),
        _goals(programme),
        _enumerated(programme, ACTIVITY_KIND, programme.activity_kinds),
        _enumerated(programme, CHALLENGE, programme.challenges),
    ):
        yield from ("", tree) if tree else ()
    yield ""
    yield _findings_heading(programme.findings)
    for finding in programme.findings:
        yield ""
        yield from _finding(programme, finding)


def tally(findings: Iterable[Finding]) -> str:
    """How many findings there are: `3 findings (1 error, 2 warnings)`."""
    counts = Counter(finding.severity for finding in findings)
    kinds = [_count(counts[name], name) for name in ("error", "warning") if counts[name]]
    infos = [f"{counts['info']} for information"] if counts["info"] else []
    parts = ", ".join([*kinds, *infos])
    return f"{_count(counts.total(), 'finding')} ({parts})" if parts else "no findings"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A text whose further lines stand under its own begin, right of `lead`."""

    lead: Text
    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = self.lead.cell_len
        lead = self.lead
        for line in self.text.wrap(console, max(options.max_width - indent, 1)):
            line.rstrip()
            yield Text.assemble(lead, line)
            lead = Text(" " * indent)


def _facts(programme: Programme) -> tuple[tuple[str, str], ...]:
    period = programme.period
    return (
        ("type", programme.type),
        ("language", programme.language),
        ("period", f"{period.start}–{period.end}" if period else ""),
        ("parties", ", ".join(f"{party.name} ({party.role})" for party in programme.parties)),
        ("published", programme.published.value if programme.published else ""),
        ("updated", programme.updated.value if programme.updated else ""),
    )


def _fact(name: str, value: str) -> _Hanging:
    return _Hanging(Text(f"  {name:<10}", "dim"), Text(visible(value)))


def _tree(programme: Programme, kind: ElementKind, elements: Sequence[Element]) -> Tree:
    """Elements under their count, which has a tick or a cross where the text declares one."""
    tree = Tree(_heading(programme, kind, len(elements)), guide_style="dim")
    for element in elements:
        tree.add(_element(programme, element))
    return tree


def _priorities(programme: Programme) -> Tree:
    tree = _tree(programme, PRIORITY, programme.priorities)
    for node, priority in zip(tree.children, programme.priorities, strict=True):
        for goal in programme.goals_of(priority.ordinal):
            node.add(_element(programme, goal))
    return tree


def _goals(programme: Programme) -> Tree:
    """The count of the goals, and those that stand under no priority."""
    heading = _heading(programme, GOAL, len(programme.goals), f" in all, list {programme.list_status}")
    tree = Tree(heading, guide_style="dim")
    outside = programme.goals_of(0)
    node = tree.add("under no priority") if outside and programme.priorities else tree
    for goal in outside:
        node.add(_element(programme, goal))
    for assignment in programme.assignments:
        words = visible(" ".join(programme.document.quote(assignment.span).split()))
        lines = _lines(programme, [assignment.span])
        tree.add(_Hanging(Text("assigned: ", "dim"), _cut(words).append(f" ({lines})", "dim")))
    return tree


def _enumerated(programme: Programme, kind: str, elements: Sequence[Element]) -> Tree | None:
    """What sentences enumerate, where they do."""
    words = all_cues()[programme.language].enumerations[kind]
    if not elements:
        return None
    count = len(elements)
    tree = Tree(Text(f"{count} {words.one if count == 1 else words.many}", "bold"), guide_style="dim")
    for element in elements:
        tree.add(_element(programme, element))
    return tree


def _heading(programme: Programme, kind: ElementKind, count: int, more: str = "") -> _Hanging:
    """The count of a kind, and what the text declares: a tick where that is it, a cross where it is not.

    A declared count that differs without being a finding counts a part, and has neither.
    """
    words = all_cues()[programme.language].kinds[kind]
    heading = Text.assemble((f"{count} {words.one if count == 1 else words.many}", "bold"), more)
    doubted = {finding.span for finding in programme.findings if finding.severity != "info"}
    declared = [each for each in programme.declarations if each.kind == kind]
    for number in dict.fromkeys(each.count for each in declared):
        spans = [each.span for each in declared if each.count == number]
        if number == count:
            heading.append("  ✓", "green")
        elif doubted.intersection(spans):
            heading.append("  ✗", "bold red")
        heading.append(f" declared: {number} ({_lines(programme, spans)})", "dim")
    return _Hanging(Text(), heading)


def _lines(programme: Programme, spans: Sequence[Span]) -> str:
    numbers = dict.fromkeys(str(programme.document.place(span.start).line) for span in spans)
    return f"line{'s' * (len(numbers) > 1)} {', '.join(numbers)}"


def _element(programme: Programme, element: Element) -> _Hanging:
    label = _cut(element.label.text)
    if any(decision.element == element for decision in programme.decisions):
        label.append(f"  (printed under {element.printed_under}; placed by the declaration)", "dim")
    return _Hanging(Text(f"{element.ordinal}. ", "dim"), label)


def _cut(text: str, style: str = "") -> Text:
    line = visible(" ".join(text[: _LABEL + 1].split()))
    return Text(line if len(line) <= _LABEL else f"{line[: _LABEL - 1]}…", style)


def _findings_heading(findings: Sequence[Finding]) -> Text:
    serious = [finding.severity for finding in findings if finding.severity != "info"]
    mark = ("✗ ", "bold red") if "error" in serious else ("! ", "yellow") if serious else ("✓ ", "green")
    return Text.assemble(mark, (tally(findings), "bold"))


def _finding(programme: Programme, finding: Finding) -> Iterator[RenderableType]:
    """Severity, code and place; what is wrong; the line with the words underlined; what to do."""
    document, style = programme.document, _STYLES[finding.severity]
    place = document.place(finding.span.start) if finding.span else None
    where = f"at {visible(str(place))}" if place else "in the text as a whole"
    yield Text.assemble((finding.severity, style), f" {finding.code} ", (where, "dim"))
    yield _Hanging(Text("  "), Text(visible(finding.message)))
    if finding.span and place:
        yield _Quoted(programme, finding.span, place.line, style)
    if finding.advice:
        yield _Hanging(Text("  → ", "dim"), Text(visible(finding.advice)))


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The line of a span in a margin with its number, the words underlined."""

    programme: Programme
    span: Span
    number: int
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = f"  {self.number} │ "
        room = min(_EXCERPT, options.max_width - len(margin))
        quoted = excerpt(self.programme.document, self.span, max(room, 1))
        empty = f"{'│':>{len(margin) - 1}} "
        yield Text.assemble((margin, "dim"), quoted.line, no_wrap=True, overflow="ignore")
        yield Text.assemble((empty, "dim"), (quoted.underline, self.style), no_wrap=True, overflow="ignore")
