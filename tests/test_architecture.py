"""The shape of the code: imports go one way, modules and functions stay small, names say what they hold."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "src" / "partnergraph"

# A module imports only what stands before it in its own block, or in the shared block. The same picture
# is in CONTRIBUTING.md.
SHARED: Final = ("errors", "settings", "folding", "iris", "queries")
BUILD: Final = (
    "cues",
    "languages",
    "conversion",
    "characters",
    "encodings",
    "package",
    "media",
    "numerals",
    "blocks",
    "tables",
    "furniture",
    "markup_blocks",
    "stylesheets",
    "wayfinding",
    "markup",
    "markdown",
    "docx_numbering",
    "docx_styles",
    "docx",
    "pdf_pages",
    "pdf_lines",
    "pdf_layout",
    "pdf_blocks",
    "pdf",
    "document",
    "dates",
    "markers",
    "shapes",
    "page_lines",
    "paragraphs",
    "nesting",
    "outline",
    "elements",
    "intake",
    "layout",
    "labels",
    "parties",
    "front",
    "marked",
    "declarations",
    "introductions",
    "lists",
    "sentences",
    "candidates",
    "groups",
    "counting",
    "structure",
    "inline_lists",
    "enumerations",
    "agreement",
    "sources",
    "corrections",
    "regrouping",
    "edition",
    "programme",
    "printing",
    "proposals",
    "excerpt",
    "display",
    "parallel",
    "statements",
    "provisions",
    "lexicon",
    "mentions",
    "topics",
    "linking",
    "records",
    "reading",
    "expressions",
    "text_rdf",
    "party_rdf",
    "topic_rdf",
    "mention_rdf",
    "rdf",
    "expression_rdf",
    "record_rdf",
    "trial",
    "answers",
    "overview",
    "reports",
    "suggestions",
    "draft",
    "collection",
    "rules",
    "matches",
    "checks",
    "catalogue",
    "assembly",
    "release",
)
SERVE: Final = (
    "engine",
    "evaluation",
    "confinement",
    "zygote",
    "processes",
    "worker",
    "negotiation",
    "problems",
    "sparql",
    "snapshot",
    "html",
    "reader",
    "pages",
    "requests",
    "curated",
    "resources",
    "diagram",
    "glossary",
    "archive",
    "documentation",
    "ontology",
    "direct",
    "answers",
    "front",
    "app",
)
ORDER: Final = {
    **{f"partnergraph.{name}": SHARED[:place] for place, name in enumerate(SHARED)},
    **{f"partnergraph.build.{name}": (*SHARED, *BUILD[:place]) for place, name in enumerate(BUILD)},
    **{f"partnergraph.serve.{name}": (*SHARED, *SERVE[:place]) for place, name in enumerate(SERVE)},
}
FORBIDDEN: Final = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "service",
    "services",
    "base",
    "core",
}
MODULE_LINES: Final = 400
FUNCTION_LINES: Final = 40


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(path: Path) -> set[str]:
    """Every module of ours that a file imports, late imports and those for types included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name in modules()} - {"partnergraph"}


def last_name(module: str) -> str:
    """`partnergraph.build.rdf` is `rdf`."""
    return module.rpartition(".")[2]


CODE: Final = [
    name for name in modules() if name not in {"partnergraph", "partnergraph.build", "partnergraph.serve"}
]


def test_every_module_has_its_place() -> None:
    """A new module is added to the picture before it is imported."""
    assert set(CODE) - {"partnergraph.cli"} == set(ORDER)


@pytest.mark.parametrize("module", sorted(ORDER))
def test_imports_go_one_way(module: str) -> None:
    """A module imports only what stands before it; build and serve never import each other."""
    block = module.rpartition(".")[0]
    allowed = {f"partnergraph.{name}" for name in ORDER[module]} | {
        f"{block}.{name}" for name in ORDER[module]
    }

    assert imports_of(modules()[module]) <= allowed


def test_the_command_line_loads_each_program_late() -> None:
    """Only inside its commands does the command line import build or serve."""
    tree = ast.parse(modules()["partnergraph.cli"].read_text(encoding="utf-8"))
    at_the_top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}

    assert not [
        name for name in at_the_top if name and name.startswith(("partnergraph.build", "partnergraph.serve"))
    ]


@pytest.mark.parametrize("module", CODE)
def test_modules_are_small(module: str) -> None:
    """No module is over its budget of lines."""
    assert len(modules()[module].read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("module", CODE)
def test_functions_are_small(module: str) -> None:
    """No function is over its budget of lines, its docstring counted."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_no_drawers() -> None:
    """No module or folder is named for nothing in particular."""
    names = {part for path in SOURCE.rglob("*") for part in (path.stem,) if path.suffix in {".py", ""}}

    assert names & FORBIDDEN == set()


@pytest.mark.parametrize("module", CODE)
def test_settings_are_read_once(module: str) -> None:
    """No module reads the environment; the command line does, through its options."""
    text = modules()[module].read_text(encoding="utf-8")

    assert not re.search(r"os\.environ|os\.getenv|\bgetenv\(", text)


@pytest.mark.parametrize("module", CODE)
def test_no_sparql_in_python(module: str) -> None:
    """Queries live in .rq files."""
    text = modules()[module].read_text(encoding="utf-8")

    assert not re.search(r"[\"'](?:\s*PREFIX\s+\w*:|\s*(?:SELECT|CONSTRUCT|ASK|DESCRIBE)\s+[\w?*{])", text)


@pytest.mark.parametrize("module", CODE)
def test_no_html_in_python(module: str) -> None:
    """Pages live in templates."""
    text = modules()[module].read_text(encoding="utf-8")

    assert not re.search(r"</?(?:p|div|a|html|body|span|table|td|h\d)\b[^>\n]*>", text)


@pytest.mark.parametrize("module", [name for name in CODE if name.startswith("partnergraph.serve.")])
def test_no_request_uses_rdflib(module: str) -> None:
    """Rdflib and pySHACL belong to the build: they are too slow for a request."""
    assert not re.search(
        r"^\s*(?:import|from)\s+(?:rdflib|pyshacl)\b",
        modules()[module].read_text(encoding="utf-8"),
        re.MULTILINE,
    )


def test_the_picture_in_contributing_is_true() -> None:
    """CONTRIBUTING.md names every module in the same order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.search(r"```text modules\n(.*?)```", text, re.DOTALL)
    assert drawn is not None

    lines = {
        line.split(":")[0].strip(): tuple(line.split(":")[1].split())
        for line in drawn[1].splitlines()
        if ":" in line
    }

    assert lines == {"shared": SHARED, "build": BUILD, "serve": SERVE, "top": ("cli",)}


def test_tests_mirror_the_source() -> None:
    """Every module has a test file of its own name in the same folder."""
    wanted = {Path(*module.split(".")[1:-1], f"test_{last_name(module)}.py") for module in CODE}
    there = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}

    assert wanted - there == set()


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """Left to itself, pytest does not look into a folder with the name « build »."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}

    assert "build" in folders
    assert [name for name in folders for pattern in passed_over if fnmatch(name, pattern)] == []
