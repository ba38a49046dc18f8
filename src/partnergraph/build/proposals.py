"""The corrections that would settle what was found: entries for corrections.toml, ready to be copied."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from partnergraph.build.corrections import FILE
from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.printing import finding_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from partnergraph.build.elements import Finding, Programme

_LONGEST: Final = 80  # code points of a quote; the first words of a long item are enough to know it by
_UNPLACED: Final = ("unplaced-item", "item-under-goal")
_ELSEWHERE: Final = ("correction-", "party-")  # findings that corrections.toml or the authority files settle
_KINDS: Final = '# or "priority", "objective", "not-an-element"'
_FIRST: Final = '# first correct what was read wrongly, as with change = "goal" at an item'


def finding_lines(programme: Programme, findings: Iterable[Finding], folder: Path) -> list[str]:
    """A line for every finding, and below it, where an editor can settle it, the entry to write.

    Findings that one entry settles together show it once.
    """
    shown: set[str] = set()
    lines = []
    for finding in findings:
        entry = proposal(programme, finding)
        line = finding_line(programme, finding)
        if entry and entry not in shown:
            shown.add(entry)
            line = f"{line}\n    # to settle this, in {folder / FILE}:\n{entry}"
        lines.append(line)
    return lines


def proposal(programme: Programme, finding: Finding) -> str:
    """The entry that settles a finding, its reasons to be filled in; empty where none can.

    Errors and items without a place can be settled, where they stand somewhere in the text.
    """
    unplaced = finding.code in _UNPLACED
    settled = finding.severity == "error" or (unplaced and finding.severity == "warning")
    if finding.span is None or not settled or finding.code.startswith(_ELSEWHERE):
        return ""
    span = _beginning(programme, finding.span)
    change = [f'change = "goal"  {_KINDS}']
    if not unplaced:
        change = [f'change = "accept"  {_FIRST}', f'finding = "{finding.code}"']
    entry = [
        "[[corrections]]",
        f'language = "{programme.language}"',
        *change,
        f"quote = {_toml(programme.document.quote(span))}",
        f"at = [{span.start}, {span.end}]",
        *(f'reason.{language} = "…"' for language in all_cues()),
    ]
    return "\n".join(f"    {line}" for line in entry)


def _beginning(programme: Programme, span: Span) -> Span:
    """The span, or the whole words at its beginning that stand on one line and are not many."""
    text = programme.document.quote(span)
    line = text.splitlines()[0]
    if len(line) > _LONGEST:
        line = line[: _LONGEST + 1].rpartition(" ")[0] or line[:_LONGEST]
    return Span(span.start, span.start + len(line.rstrip()))


def _toml(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON and one for the last ASCII character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
