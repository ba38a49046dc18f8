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
    """Severities by code, from every call of Finding in the source.

    Differences between language versions are no findings on a text: docs/graph.md has a table of their own.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "src").rglob("*.py")):
        if path.name == "expressions.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                for code in strings(node.args[0]):
                    found[code] |= strings(node.args[1])
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
