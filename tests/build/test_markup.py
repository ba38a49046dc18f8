"""Pages: which element is the document, and what around it is left out."""

from __future__ import annotations

import pytest

from partnergraph.build.markup import read_fragment, read_html
from partnergraph.errors import DocumentError

MENU = '<ul><li><a href="/">Home</a><li><a href="/n">News</a></ul>'
TEXT = "<p>The parties agree on two goals, which are the following:</p><ol><li>Patrols<li>Charts</ol>"
READ = "The parties agree on two goals, which are the following:\n\n  1. Patrols\n  2. Charts"


@pytest.mark.parametrize(
    "page",
    [
        f"<nav>{MENU}</nav><h1>Title</h1>{TEXT}<footer>{MENU}</footer>",
        f"<main><h1>Title</h1>{TEXT}</main><div>{MENU} Contact us</div>",
        f"<div>{MENU}</div><article><h1>Title</h1>{TEXT}</article><div>Other news today</div>",
        f"<div>{MENU}<h1>Title</h1>{TEXT}<div>{MENU}</div></div>",
        f"<header><h1>Title</h1>{MENU}</header>{TEXT}",
        f"<header><h1>Title</h1></header><main>{TEXT}</main>",
        f'<header><h1><a href="/">Site</a></h1></header><main><h1>Title</h1>{TEXT}</main>',
        f"<form><h1>Title</h1>{TEXT}<input type=submit></form>",
        f"<h1>Title</h1>{TEXT}<!-- {MENU} --><template>{MENU}</template><p style='display:none'>{MENU}",
    ],
    ids=[
        "menus",
        "main",
        "article",
        "bare menus",
        "title in header",
        "title outside",
        "site",
        "form",
        "unseen",
    ],
)
def test_the_document_of_a_page_is_found(page: str) -> None:
    """The same words, whatever stands around them."""
    assert read_html(f"<html><head><title>T | Site</title></head><body>{page}").text == f"Title\n\n{READ}"


def test_linked_goals_are_goals() -> None:
    """A list of links that a sentence with a colon introduces is part of the text, also at its end."""
    page = f"<html><h1>Title</h1><p>The goals are the following:</p>{MENU}"

    assert read_html(page).text == "Title\n\nThe goals are the following:\n\n  • Home\n  • News"


def test_linked_goals_amid_the_text_are_goals() -> None:
    """So is one that words follow."""
    page = f"<html><h1>Title</h1><h2>Goals</h2>{MENU}<p>These goals are reviewed every year.</p>"

    assert "  • Home\n  • News" in read_html(page).text


def test_a_main_element_with_little_in_it_is_not_the_document() -> None:
    """Some pages put their text beside it."""
    page = f"<html><main><p>Summary</p></main><div><h1>Title</h1>{TEXT * 3}</div>"

    assert READ in read_html(page).text


def test_articles_side_by_side_are_all_read() -> None:
    """Sections may be articles."""
    assert read_html("<html><article><p>One</article><article><p>Two</article>").text == "One\n\nTwo"


def test_nothing_vanishes_in_silence() -> None:
    """All that is left out is reported, scripts aside."""
    page = (
        f'<html><body><script>x()</script><div id="cookies">Cookies? <button>Yes</button></div>'
        f"<nav>{MENU}</nav>"
        f"<div>Beside the text</div><main>{TEXT}<div hidden>secret</div></main>"
    )

    assert [str(each) for each in read_html(page).dropped] == [
        "cookie banner: « Cookies? Yes »",
        "menu: « Home News »",
        "outside the main text: « Beside the text »",
        "hidden text: « secret »",
    ]


def test_a_title_outside_the_text_is_noticed() -> None:
    """It may be that of the site."""
    (notice,) = read_html(f"<html><header><h1>Title</h1></header><main>{TEXT}").notices

    assert notice.code == "title-outside"
    assert "« Title »" in notice.message


def test_much_hidden_text_is_noticed() -> None:
    """A page that hides more than it shows was perhaps saved too early."""
    (notice,) = read_html("<html><p>Loading</p><div hidden>The programme and its goals</div>").notices

    assert (notice.code, notice.severity) == ("hidden-text", "warning")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body></body>", "no words"),
        ("<html><script>text()</script>", "no words"),
        ("<html>" + "<ul><li>" * 10_000, "nested deeper"),
        ("<html>" + "<ul><li>x" * 200, "nested deeper than 100 levels"),
        ("<html><p " + " ".join(f"a{number}" for number in range(2000)) + ">x", "1000 attributes"),
        ("<html>" + "<b>" * 600_001, "300000 elements"),
    ],
    ids=["empty", "script", "10,000 bullets", "200 bullets", "attributes", "elements"],
)
def test_hostile_pages_are_refused(page: str, words: str) -> None:
    """At once, and with advice."""
    with pytest.raises(DocumentError, match=words) as refused:
        read_html(page)

    assert refused.value.advice


def test_entities_of_a_page_are_not_expanded() -> None:
    """What a document type declares is not HTML."""
    page = '<!DOCTYPE html [<!ENTITY a "boo"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    page += "<html><p>x &a; &b; &eacute;"

    assert "boo" not in read_html(page).text
    assert "root:" not in read_html(page).text


def test_a_fragment_has_no_furniture() -> None:
    """Where there is no page around it, all of it is text."""
    assert read_fragment(f"<nav>{MENU}</nav>").text == "  • Home\n  • News"
