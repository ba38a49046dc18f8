"""Which lists and links of a page only lead about."""

from __future__ import annotations

import pytest

from partnergraph.build.furniture import measure
from partnergraph.build.markup import parse
from partnergraph.build.wayfinding import wayfinding

PROSE = "<p>The parties agree on what follows and will look at it every year.</p>"
HOME = '<ul><li><a href="/">Home</a><li><a href="/n">News</a></ul>'
CONTENTS = '<ul><li><a href="#one">One</a><li><a href="#two">Two</a></ul>'
PARTS = f'<h2 id="one">One</h2>{PROSE}<h2><a name="two"></a>Two</h2>{PROSE}'
TOP = '<p><a href="#top">Up</a></p>'


def _found(page: str) -> list[tuple[str, str]]:
    body = parse(f"<html><body>{page}")
    found = wayfinding(body, measure(body))
    return [(" ".join("".join(element.itertext()).split()), kind) for element, kind in found.items()]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"{HOME}<h1>Plan</h1>{PROSE}", [("HomeNews", "menu")]),
        (f"<h1>Plan</h1>{PROSE}{HOME}", [("HomeNews", "menu")]),
        (f"<h1>Plan</h1><p>The goals are:</p>{HOME}", []),
        (f"<h1>Plan</h1>{HOME}{PROSE}", []),
        (f"<h1>Plan</h1>{CONTENTS}{PARTS}", [("OneTwo", "table of contents")]),
        (f"<h1>Plan</h1><p>The goals are:</p>{CONTENTS}{PARTS}", []),
        (f"<h1>Plan</h1>{PARTS}{CONTENTS}{PROSE}", []),
        (f'<h1>Plan</h1><ul><li><a href="#one">One</a><li><a href="/two">Two</a></ul>{PARTS}', []),
        (f"<h1>Plan</h1>{PROSE}{TOP}{PROSE}", [("Up", "menu")]),
        (f'<h1 id="t">Plan</h1>{PROSE}<div><b>End</b> <a href="#t">Up</a></div>', [("Up", "menu")]),
        (f'<div><a href="#c">Skip</a></div><h1>Plan</h1><div id="c">{PROSE}</div>', [("Skip", "menu")]),
        (f'<h1>Plan</h1><p>See <a href="#top">above</a></p>{PROSE}', []),
        (f'<h1>Plan</h1><h2><a href="#top">Goals</a></h2>{PROSE}', []),
        (f'<h1>Plan</h1><div><a href="#">Goals</a></div>{PROSE}', []),
        (f'<h1>Plan</h1><div><a href="#one">Go on</a></div>{PARTS}', []),
    ],
    ids=[
        *("menu above", "menu below", "list of links", "list amid text", "contents", "list of parts"),
        *("links back", "links elsewhere", "to the top", "to the title", "past a menu", "in a sentence"),
        *("heading", "to be pressed", "further down"),
    ],
)
def test_what_leads_about_is_told_from_text(page: str, found: list[tuple[str, str]]) -> None:
    """By where it stands and where it leads, not by its words."""
    assert _found(page) == found


def test_lists_in_lists_are_one_table_of_contents() -> None:
    """The outermost one decides, once."""
    inner = CONTENTS.replace('<li><a href="#two">', f'<li>{CONTENTS}<li><a href="#two">')

    assert _found(f"<h1>Plan</h1>{inner}{PARTS}") == [("OneOneTwoTwo", "table of contents")]
