"""The draft for w3id.org: each media type leads to the right address, and nobody takes it for registered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

FOLDER: Final = Path(__file__).parents[2] / "ontology" / "w3id"
TARGET: Final = "https://example.org/"
BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
SUFFIXES: Final = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
}
CONDITION: Final = re.compile(r'RewriteCond %\{HTTP_ACCEPT\} "([^"]*)" \[NC(,OR)?\]')
RULE: Final = re.compile(r"RewriteRule (\S+) (\S+) \[R=(30[23]),L\]")


@dataclass(frozen=True)
class Rule:
    """A rule of Apache: it fires where the path fits and, of its conditions if any, one fits Accept."""

    conditions: tuple[str, ...]
    pattern: str
    target: str
    status: int


def rules() -> list[Rule]:
    """The rules in their order; every line of the file is one that this test understands."""
    found: list[Rule] = []
    conditions: list[str] = []
    joined = False
    for line in (FOLDER / ".htaccess").read_text(encoding="utf-8").splitlines():
        if condition := CONDITION.fullmatch(line):
            assert joined == bool(conditions), "conditions of one rule are alternatives"
            conditions.append(condition[1])
            joined = bool(condition[2])
        elif rule := RULE.fullmatch(line):
            assert not joined
            found.append(Rule(tuple(conditions), rule[1], rule[2], int(rule[3])))
            conditions = []
        else:
            assert not line or line.startswith(("#", "Options ")) or line == "RewriteEngine on", line
    return found


def follow(path: str, accept: str) -> tuple[int, str] | None:
    """Where a request for a path below /pprog/ is sent."""
    for rule in rules():
        match = re.search(rule.pattern, path)
        fits = [re.search(condition, accept, re.IGNORECASE) for condition in rule.conditions]
        if match and (any(fits) or not fits):
            target = rule.target
            for number, group in enumerate(match.groups(), 1):
                target = target.replace(f"${number}", group or "")
            return rule.status, target
    return None


@pytest.mark.parametrize(("media_type", "suffix"), SUFFIXES.items())
@pytest.mark.parametrize("path", ["ontology", "ontology/0.1.0", "alignment/prov-o"])
def test_a_document_comes_in_the_format_asked_for(media_type: str, suffix: str, path: str) -> None:
    """One type, with or without its full weight, alone or among others."""
    for accept in (media_type, f"{media_type};q=1.0", f"{media_type.upper()} ; q=1, */*;q=0.1"):
        assert follow(path, accept) == (302, f"{TARGET}{path}.{suffix}")


@pytest.mark.parametrize(("media_type", "suffix"), SUFFIXES.items())
@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("id/programme/nato-jpn/itpp-2023", "programme/nato-jpn/itpp-2023"),
        ("id/document/nato-jpn/itpp-2023/fr/p/1.3", "document/nato-jpn/itpp-2023/fr/p/1.3"),
        ("vocab/topic/cyber-defence", "vocab/topic/cyber-defence"),
        ("graph/ontology", "graph/ontology"),
        ("prefix/pprog", "prefix/pprog"),
    ],
)
def test_a_thing_leads_to_its_data(media_type: str, suffix: str, path: str, data: str) -> None:
    """The addresses are those of the server, which strips id/."""
    assert follow(path, media_type) == (303, f"{TARGET}data/{data}.{suffix}")


@pytest.mark.parametrize("accept", [BROWSER, "text/html", "application/xhtml+xml"])
def test_a_browser_gets_pages(accept: str) -> None:
    """Of the ontology the page with its anchors, of a thing the page about it."""
    assert follow("ontology", accept) == (302, f"{TARGET}ontology.html")
    assert follow("id/actor/jpn", accept) == (303, f"{TARGET}page/actor/jpn")
    assert follow("vocab/topic", accept) == (303, f"{TARGET}page/vocab/topic")


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "text/turtle;q=0.4, text/html;q=0.9", "text/turtlex", "text/turtle;q=0", "image/png"],
)
def test_the_server_decides_the_rest(accept: str) -> None:
    """Weights, wildcards and types that nobody has go where they can be weighed or refused."""
    assert follow("ontology", accept) == (302, f"{TARGET}ontology")
    assert follow("ontology/0.1.0", accept) == (302, f"{TARGET}ontology/0.1.0")
    assert follow("id/actor/jpn", accept) == (303, f"{TARGET}id/actor/jpn")
    assert follow("mapping/terms", accept) == (303, f"{TARGET}mapping/terms")


def test_a_suffix_is_left_as_it_is() -> None:
    """Who names a representation gets it, whatever Accept says; a provision code is no suffix."""
    assert follow("ontology.ttl", BROWSER) == (302, f"{TARGET}ontology.ttl")
    assert follow("ontology/0.1.0.rdf", BROWSER) == (302, f"{TARGET}ontology/0.1.0.rdf")
    assert follow("mapping/terms.tsv", "") == (302, f"{TARGET}mapping/terms.tsv")
    assert follow("id/document/nato-jpn/itpp-2023/p/1.3", "") == (
        303,
        f"{TARGET}id/document/nato-jpn/itpp-2023/p/1.3",
    )


def test_nothing_else_is_answered() -> None:
    """The name itself leads to the start page; an unknown path is left to w3id.org."""
    assert follow("", BROWSER) == (302, TARGET)
    assert follow("elsewhere", BROWSER) is None
    assert follow("ontologyx", "text/turtle") is None


def test_both_files_say_that_nothing_is_registered() -> None:
    """A draft, a placeholder, not submitted."""
    rules_text = (FOLDER / ".htaccess").read_text(encoding="utf-8")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert "Not submitted to w3id.org, not registered" in rules_text
    assert "has not been submitted" in readme
    assert "not registered" in readme
    for text in (rules_text, readme):
        assert "placeholder" in text
        assert set(re.findall(r"https://[\w.]*example[\w.]*/", text)) == {TARGET}
