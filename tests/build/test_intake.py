"""What was noticed and left out on the way to a text is found in the reading, with an advice."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from partnergraph.build.document import Span, document_from_bytes
from partnergraph.build.intake import intake_findings
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from partnergraph.build.elements import Finding

SOURCE = Path(__file__).parents[2] / "src" / "partnergraph" / "build"


def findings(content: bytes, name: str) -> list[Finding]:
    """The findings of the way from a file to its text."""
    return list(intake_findings(document_from_bytes(content, name)))


def test_a_plain_text_has_none() -> None:
    """It is its own text."""
    assert findings("Les deux parties s’entraident.\n".encode(), "a.txt") == []


def test_a_notice_has_its_place() -> None:
    """Two letters that were one, read wrongly before the file came here: « é » of « été »."""
    (found,) = findings("L’hiver, puis l’Ã©té.\n".encode(), "a.txt")

    assert (found.code, found.severity) == ("suspicious-encoding", "warning")
    assert found.span == Span(16, 18)
    assert found.message.startswith("« Ã© » is what « é » looks like")
    assert found.advice.startswith("Get the file again")


def test_a_notice_on_the_whole_text_has_no_place() -> None:
    """Such as one on its encoding."""
    (found,) = findings("Une année de réunions.".encode("windows-1252"), "a.txt")

    assert (found.code, found.severity, found.span) == ("encoding", "warning", None)
    assert found.message.endswith("it makes sense as windows-1252")


def test_what_was_left_out_is_a_finding_each() -> None:
    """With its kind, its first words, how often it stood there and how many words it has."""
    page = (
        "<!doctype html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        "<main><h1>Work of two</h1><p>They help each other.</p><p hidden>Draft of May</p></main>"
        "<footer>Nobody's rights 2024</footer></body>"
    )

    assert [
        (each.code, each.severity, each.span, each.message) for each in findings(page.encode(), "a.html")
    ] == [
        ("hidden-text", "warning", None, "3 words of the page are hidden and were left out"),
        ("left-out", "info", None, "this was left out as menu: « Home News », 2 words"),
        ("left-out", "info", None, "this was left out as page footer: « Nobody's rights 2024 », 3 words"),
        ("left-out", "info", None, "this was left out as hidden text: « Draft of May », 3 words"),
    ]


def test_many_of_a_kind_are_counted() -> None:
    """Ten are quoted; what else was left out is still counted, in places and words."""
    hidden = "".join(f"<p hidden>Note {'x' * number}</p>" for number in range(1, 15))
    page = f"<!doctype html><body><h1>Work of two</h1>{'<p>They help each other.</p>' * 30}{hidden}</body>"
    found = [each for each in findings(page.encode(), "a.html") if each.code == "left-out"]

    assert len(found) == 11
    assert found[9].message == "this was left out as hidden text: « Note xxxxxxxxxx », 2 words"
    assert found[10].message == "of the kind « hidden text », 4 more were left out, 8 words"


def test_the_reading_has_them() -> None:
    """Whoever reads a programme sees them among the findings, in the order of the text."""
    content = "Plan between the EU and Borduria\n\nThey\u202e help.\n".encode()
    programme = read_programme(document_from_bytes(content, "a.txt"), "en")
    (found,) = (each for each in programme.findings if each.code == "bidi-control")

    assert found.span is not None
    assert programme.document.quote(found.span) == "\u202e"


def test_every_notice_says_what_to_do() -> None:
    """An advice is no empty string, in any reader."""
    calls = [
        node
        for file in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice"
    ]

    assert len(calls) > 10
    for call in calls:
        assert len(call.args) >= 4
        assert not (isinstance(call.args[3], ast.Constant) and not call.args[3].value)
