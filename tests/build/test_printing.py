"""A reading in print: the JSON for programs, a line for a finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from partnergraph.build.printing import finding_line, programme_json, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme


def test_the_json_of_the_real_text(japan: Programme) -> None:
    """The front matter, the counts and the list are in the JSON under their documented names."""
    found = programme_json(japan)

    assert {
        name: found[name] for name in ("language", "type", "period", "parties", "published", "updated")
    } == {
        "language": "fr",
        "type": "itpp",
        "period": {"start": 2023, "end": 2026},
        "parties": [{"name": "OTAN", "role": "counterpart"}, {"name": "Japon", "role": "partner"}],
        "published": "2023-07-12",
        "updated": "2023-08-01T11:59:00",
    }
    assert [len(priority["goals"]) for priority in found["priorities"]] == [5, 3, 6, 2]
    assert [priority["number"] for priority in found["priorities"]] == ["1", "2", "3", "4"]
    assert found["goals"] == found["findings"] == []
    assert found["list"] == "closed"


def test_the_keys_of_the_json(japan: Programme) -> None:
    """No documented key is lacking, and all of it can be written as JSON."""
    found = json.loads(json.dumps(programme_json(japan)))

    assert set(found) == {
        "title", "language", "type", "period", "parties", "published", "updated", "objectives", "priorities",
        "goals", "declarations", "list", "findings",
    }  # fmt: skip
    assert {"number", "label", "text", "span"} <= set(found["objectives"][0])
    assert set(found["priorities"][0]) == {"number", "label", "span", "goals"}
    assert set(found["declarations"][0]) == {"kind", "count", "span"}


def test_spans_in_the_json_are_slices(japan: Programme, japan_text: str) -> None:
    """`text` is what stands at `span`, for objectives and goals."""
    found = programme_json(japan)
    elements = [*found["objectives"], *(goal for p in found["priorities"] for goal in p["goals"])]

    assert len(elements) == 19
    for element in elements:
        start, end = element["span"]
        assert japan_text[start:end] == element["text"]
        assert element["label"] in element["text"]


def test_what_is_missing_is_null(read: Callable[..., Programme]) -> None:
    """A text that says nothing of itself has nulls and empty lists, and findings with and without place."""
    found = programme_json(read("- The words of a text with nothing else in it.", "en"))

    assert [found[name] for name in ("title", "type", "period", "published", "updated")] == [None] * 5
    assert found["parties"] == found["objectives"] == found["priorities"] == found["goals"] == []
    assert found["list"] == "unknown"
    assert {
        "code": "no-title",
        "severity": "warning",
        "span": None,
        "quote": None,
        "advice": "Give the title in a line of its own, before all else.",
    }.items() <= found["findings"][0].items()


def test_a_finding_is_one_line(read: Callable[..., Programme]) -> None:
    """Place, severity, message, quote, advice and code, with line ends in the quote made spaces."""
    found = read("The work of two\n\nThey have five\ngoals of all sorts.\n", "en")
    (finding,) = (finding for finding in found.findings if finding.code == "count-mismatch")

    assert finding_line(found, finding) == (
        "error: text.txt:3:11: the text declares 5 partnership goals here, and 0 were found"
        " — « five goals ». Compare the declaration with the list it speaks of. [count-mismatch]"
    )


def test_a_finding_without_place_names_the_file(read: Callable[..., Programme]) -> None:
    """A finding on the text as a whole has no line and no quote."""
    found = read("The work of the two", "en")
    finding = next(finding for finding in found.findings if finding.span is None)

    assert finding_line(found, finding).startswith("info: text.txt: no ")
    assert "«" not in finding_line(found, finding)


def test_a_long_quote_is_cut(read: Callable[..., Programme]) -> None:
    """A quote of more than sixty characters ends with dots."""
    found = read("The work " + "of the two " * 20, "en")
    finding = next(finding for finding in found.findings if finding.code == "no-type")
    quote = finding_line(found, finding).partition("« ")[2].partition(" »")[0]

    assert quote.endswith("…")
    assert len(quote) <= 60


def test_what_would_steer_a_terminal_is_made_visible() -> None:
    """Controls are pictures, direction marks a question mark, line ends spaces: one sign for one."""
    text = "a\x1b[31m\x00\t\r\n\x7f\x9b\u202eé\u2066防e\u0301"

    assert visible(text) == "a␛[31m␀   ␡\ufffd\ufffdé\ufffd防e\u0301"
    assert len(visible(text)) == len(text)


def test_a_quote_cannot_steer_a_terminal(read: Callable[..., Programme]) -> None:
    """What stands in the text as an escape sequence is no escape sequence in a finding."""
    found = read("The work of \x1b[31m two\n\nThey have five \x1b[2J goals of it.\n", "en")

    assert all("\x1b" not in finding_line(found, finding) for finding in found.findings)
    assert any("␛" in finding_line(found, finding) for finding in found.findings)
