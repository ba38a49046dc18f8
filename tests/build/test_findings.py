"""The table of findings: every code of the source with its severity, and no other; in alphabetical order."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "findings.md"
SEVERITIES = {"error", "warning", "info"}


def strings(node: ast.expr) -> set[str]:
    """The strings that an argument can be: one, or one of two."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return {str(node.value)}


def in_source() -> dict[str, set[str]]:
    """Severities by code, from every call of Finding, and of Notice, which becomes one, in the source."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = {
            node.target.id: node.value
            for node in tree.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in {"Finding", "Notice"}:
                continue
            code, severity = node.args[:2]
            if isinstance(severity, ast.Subscript):  # Finding(code, _SEVERITIES[code], …)
                for name, value in ast.literal_eval(tables[ast.unparse(severity.value)] or "").items():
                    found[name].add(value)
            elif isinstance(code, ast.Name):  # Notice(code, severity, …) for each row of _CLASSES
                for row in getattr(tables["_CLASSES"], "elts", ()):
                    found[row.elts[0].value].add(row.elts[1].value)
            elif not isinstance(code, ast.Attribute):  # Finding(notice.code, notice.severity, …)
                for name in strings(code):
                    found[name] |= strings(severity)
    return dict(found)


def rows() -> list[tuple[str, str, str, str]]:
    """The rows of the table: code, severities, meaning, what to do."""
    return re.findall(
        r"^\| `([a-z-]+)` \| ([a-z, ]+) \| (.+) \| (.+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_every_code_is_in_the_table() -> None:
    """The table and the source know the same codes, with the same severities."""
    assert {code: set(severity.split(", ")) for code, severity, _, _ in rows()} == in_source()


def test_every_row_is_read() -> None:
    """No row has another form than the others, so that none escapes the comparison."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]

    assert len(lines) == len(rows()) == len({code for code, *_ in rows()})
    assert [code for code, *_ in rows()] == sorted(code for code, *_ in rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_is_a_sentence(row: tuple[str, str, str, str]) -> None:
    """Meaning and advice are sentences, and severities are ours."""
    _, severity, meaning, advice = row

    assert set(severity.split(", ")) <= SEVERITIES
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    assert advice.endswith(".")
