"""What of a page is furniture and what is text."""

from __future__ import annotations

import pytest

from partnergraph.build.furniture import furniture, measure, words_of
from partnergraph.build.markup import parse

LINKS = '<a href="/a">One</a> <a href="/b">Two</a>'
PROSE = "words that nobody links to, and quite a few of them"


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<nav>x</nav>", "menu"),
        ("<script>x</script>", "script or image"),
        ("<noscript>Enable scripts</noscript>", "noscript"),
        ("<button>Accept</button>", "form"),
        ("<form><input name=q>Search</form>", "form"),
        (f"<form><h1>Title</h1>{PROSE}</form>", ""),
        (f"<header>{PROSE}</header>", "page header"),
        (f"<footer>{PROSE}</footer>", "page footer"),
        (f'<div role="navigation">{PROSE}</div>', "menu"),
        (f'<div role="dialog">{PROSE}</div>', "dialog"),
        (f"<aside>{LINKS}</aside>", "side matter"),
        (f"<aside>{PROSE}</aside>", ""),
        ("<p hidden>x</p>", "hidden text"),
        ('<p style="color: red; display:none">x</p>', "hidden text"),
        ('<i aria-hidden="true">icon</i>', "hidden text"),
        (f'<div aria-hidden="true">{PROSE} and more</div>', ""),
        ('<span class="sr-only">opens in a new window</span>', "hidden text"),
        ('<div id="CookieConsent"><p>We use cookies</p></div>', "cookie banner"),
        ('<div class="gdpr">Agree? <button>Yes</button></div>', "cookie banner"),
        (f'<div class="has-cookie-banner"><h1>Title</h1>{PROSE}</div>', ""),
        (f'<div class="social-share">{LINKS}</div>', "share links"),
        (f'<section id="social">{PROSE}</section>', ""),
        (f'<ul class="breadcrumbs"><li>{LINKS}</ul>', "menu"),
        (f'<div class="menu"><h1>Title</h1>{LINKS}</div>', ""),
        (f'<div class="shared-learning">{LINKS}</div>', ""),
        (f'<p id="navigation">{PROSE} {LINKS}</p>', ""),
        ('<h2 id="menu">Menu of <a href="x">cooperation options</a></h2>', ""),
        ("<del>x</del>", "deleted text"),
        ("<article><header>x</header></article>", ""),
    ],
)
def test_furniture_is_told_from_text(element: str, kind: str) -> None:
    """By what it is; by its name only together with what it holds."""
    body = parse(f"<html><body>{element}")

    assert furniture(body[0], measure(body)) == kind


@pytest.mark.parametrize("tag", ["header", "footer"])
def test_the_header_of_an_article_is_text(tag: str) -> None:
    """Its title stands there."""
    body = parse(f"<html><body><article><{tag}>{PROSE}</{tag}></article>")

    assert furniture(body[0][0], measure(body)) == ""


def test_elements_are_measured_in_one_pass() -> None:
    """Letters, letters of links, words; those of scripts do not count."""
    body = parse('<html><body><div>ab <a href="/">cde</a> f<script>ghi</script> jk<a name=x>l</a></div>')
    own = measure(body)[body[0]]

    assert (own.letters, own.linked, own.words) == (9, 3, 5)
    assert own.link_share == 3 / 9
    assert own.pressed
    assert not own.titled


def test_the_words_of_what_is_left_out() -> None:
    """All of them, but no program."""
    page = parse("<html><p>one <script>no()</script> two <b>three</b> four")

    assert words_of(page) == "one two three four"
