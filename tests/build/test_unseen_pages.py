"""Whole pages as sites have them, of several generations, with one programme each in our own words."""

from __future__ import annotations

from typing import Final

import pytest

from partnergraph.build.document import document_from_bytes
from partnergraph.build.programme import read_programme

MODERN: Final = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Syldavia – The Union</title>
<style>.gone { display: none } @media print { .goals { display: none } }</style>
<script>document.write("<li>no goal</li>")</script></head>
<body class="html not-front">
<a class="skip-link" href="#content">Skip to main content</a>
<div id="popup"><div class="eu-cookie-compliance"><p>We use cookies to measure visits. You may refuse.</p>
<button>I agree</button><button>No, thanks</button></div></div>
<div role="banner"><img src="logo.png" alt="The Union"><form action="/search"><input name=q>
<button>Search</button></form></div>
<div id="main-menu"><ul><li><a href="/">Home</a><ul><li><a href="/a">About us</a></li></ul></li>
<li><a href="/t">Topics</a></li></ul></div>
<div class="breadcrumb"><a href="/">Home</a> &raquo; <a href="/t">Topics</a> &raquo; Action plan</div>
<div id="content">
<h1>Action Plan between the Union and Syldavia for 2025&#8211;2028</h1>
<p>Published: 3 May 2025</p>
<div class="share"><span>Share:</span> <a href="https://a.example">A</a> <a href="mailto:">E-mail</a></div>
<ul class="page-toc"><li><a href="#purpose">Purpose</a></li><li><a href="#goals">Goals</a></li></ul>
<h2 id="purpose">PART 1 &#8211; PURPOSE</h2>
<p>1.&nbsp;This plan guides the work of both sides: they share a hun&shy;dred years of friend&shy;ship.</p>
<p>2. It has three strategic objectives:<br>
&nbsp;&nbsp;a) to protect the coast;<br>
&nbsp;&nbsp;b) to train crews;<br>
&nbsp;&nbsp;c) to exchange what they learn.</p>
<p class="gone">An older version spoke of nine goals.</p>
<p style="display: none">Draft: do not publish.</p>
<p hidden>Nothing to see.</p>
<h2 id="goals">PART 2 &#8211; GOALS</h2>
<p>1. The six goals are arranged in two priorities: SAFE SEAS and SHARED LEARNING.</p>
<p>2. The six goals are the following:</p>
<ol type="A"><li>SAFE SEAS
<ol type="a" class="goals"><li>PATROLS &mdash; the parties patrol together.</li>
<li>CHARTS &mdash; the parties share charts:
  <ol type="i" start="3"><li>of reefs;</li><li value="7">of currents.</li></ol></li>
<li>RESCUE &mdash; the parties help ships in distress.</li></ol></li>
<li>SHARED LEARNING
<table><tr><td>a)</td><td>SCHOOLS &mdash; the parties open their schools.</td></tr>
<tr><td>b)</td><td>LESSONS &mdash; the parties write down what they learn.</td></tr>
<tr><td>c)</td><td>BOOKS &mdash; the parties print books.</td></tr></table></li></ol>
<h3><button>Words</button></h3>
<dl><dt>Coast</dt><dd>The land within a mile of the sea.</dd></dl>
<h4>Notes</h4><h5>On charts</h5><h6>Scale</h6>
<div class="related"><h3>Related pages</h3><ul><li><a href="/1">Other plans</a></li>
<li><a href="/2">News</a></li></ul></div>
<p><a href="#top">Back to top</a></p>
</div>
<div id="footer"><ul><li><a href="/legal">Legal notice</a></li></ul><p>&copy; 2025 The Union</p></div>
</body></html>
"""
MODERN_READ: Final = """\
Action Plan between the Union and Syldavia for 2025–2028

Published: 3 May 2025

PART 1 – PURPOSE

1.\u00a0This plan guides the work of both sides: they share a hundred years of friendship.

2. It has three strategic objectives:
a) to protect the coast;
b) to train crews;
c) to exchange what they learn.

PART 2 – GOALS

1. The six goals are arranged in two priorities: SAFE SEAS and SHARED LEARNING.

2. The six goals are the following:

  A. SAFE SEAS
    a. PATROLS — the parties patrol together.
    b. CHARTS — the parties share charts:
      iii. of reefs;
      vii. of currents.
    c. RESCUE — the parties help ships in distress.
  B. SHARED LEARNING
    a) SCHOOLS — the parties open their schools.
    b) LESSONS — the parties write down what they learn.
    c) BOOKS — the parties print books.

Words

Coast

  The land within a mile of the sea.

Notes

On charts

Scale"""
MODERN_LEFT_OUT: Final = [
    "menu: « Skip to main content »",
    "cookie banner: « We use cookies to measure visits. You may refuse. I agree No, thanks »",
    "page header: « Search »",
    "menu: « Home About us Topics »",
    "menu: « Home » Topics » Action plan »",
    "share links: « Share: A E-mail »",
    "table of contents: « Purpose Goals »",
    "hidden text: « An older version spoke of nine goals. »",
    "hidden text: « Draft: do not publish. »",
    "hidden text: « Nothing to see. »",
    "side matter: « Related pages Other plans News »",
    "menu: « Back to top »",
    "page footer: « Legal notice © 2025 The Union »",
]
_LISTED: Final = "<p class=MsoListParagraph style='margin-left:{0}pt;text-indent:-18.0pt'>"
_BULLET: Final = "<span style='font-family:Symbol'>&middot;<span style='font:7.0pt'>&nbsp; </span></span>"
OLD: Final = f"""\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head>
<body bgcolor=white><table width=100%><tr><td colspan=2><img src=banner.gif alt="Site officiel"></td></tr>
<tr><td width=150><a href=/>Accueil</a><br><a href=/a>Actualit\u00e9s</a><br><a href=/t>Th\u00e8mes</a></td>
<td><font size=5><b>Plan d\u2019action entre l\u2019UE et la Syldavie pour 2025-2028</b></font>
<p>12 mai 2025</p>
<p><b>PARTIE 1 &ndash; CADRE</b></p>
<p>1. Le plan poursuit deux objectifs strat\u00e9giques&nbsp;:</p>
<p style="margin-left:40px">a) prot\u00e9ger les c\u00f4tes&nbsp;;</p>
<p style="margin-left:40px">b) former les \u00e9quipages.</p>
<p><b>PARTIE 2 &ndash; BUTS</b></p>
<p>1. Les trois buts sont class\u00e9s selon deux priorit\u00e9s&nbsp;:
LA MER S\u00dbRE et LE SAVOIR PARTAG\u00c9.</p>
<p>2. Les trois buts sont les suivants&nbsp;:</p>
{_LISTED.format("36.0")}<span>1.<span style='font:7.0pt'>&nbsp; </span></span>MER S\u00dbRE&nbsp;:</p>
{_LISTED.format("72.0")}{_BULLET}PATROUILLES &#8211; Les parties patrouillent ensemble.</p>
{_LISTED.format("72.0")}{_BULLET}CARTES &#8211; Les parties tiennent \u00e0 jour les cartes.</p>
{_LISTED.format("36.0")}<span>2.<span style='font:7.0pt'>&nbsp; </span></span>SAVOIR PARTAG\u00c9&nbsp;:</p>
{_LISTED.format("72.0")}{_BULLET}\u00c9COLES &#8211; Les parties ouvrent leurs \u00e9coles.</p>
<p><a href="#top">Haut de page</a></p></td></tr>
<tr><td colspan=2 align=center><a href=/l>Mentions</a> | <a href=/c>Contact</a> | <a href=/p>Plan</a></td>
</tr></table></body></html>
"""


def test_a_page_of_today() -> None:
    """Numbers as they are shown, hidden words hidden, everything around the text left out and said."""
    document = document_from_bytes(MODERN.encode(), "a.html")

    assert document.text == MODERN_READ
    assert [str(each) for each in document.dropped] == MODERN_LEFT_OUT


def test_the_programme_of_a_page_of_today() -> None:
    """Lists of several makes are one programme."""
    programme = read_programme(document_from_bytes(MODERN.encode(), "a.html"), "en")

    assert programme.title is not None
    assert programme.title.text == "Action Plan between the Union and Syldavia for 2025–2028"
    assert [each.label.text for each in programme.objectives] == [
        *("to protect the coast", "to train crews", "to exchange what they learn"),
    ]
    assert [each.label.text for each in programme.priorities] == ["SAFE SEAS", "SHARED LEARNING"]
    assert [each.label.text for each in programme.goals] == [
        *("PATROLS", "CHARTS", "RESCUE", "SCHOOLS", "LESSONS", "BOOKS"),
    ]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8"])
def test_a_page_of_long_ago(encoding: str) -> None:
    """A table for the layout, a menu without a list, lists of a word processor; whatever it says it is in."""
    programme = read_programme(document_from_bytes(OLD.encode(encoding), "a.htm"))

    assert programme.title is not None
    assert programme.title.text == "Plan d’action entre l’UE et la Syldavie pour 2025-2028"
    assert [each.label.text for each in programme.objectives] == [
        "protéger les côtes",
        "former les équipages",
    ]
    assert [each.label.text for each in programme.priorities] == ["MER SÛRE", "SAVOIR PARTAGÉ"]
    assert [(each.label.text, each.priority) for each in programme.goals] == [
        *(("PATROUILLES", 1), ("CARTES", 1), ("ÉCOLES", 2)),
    ]
    assert [str(each) for each in programme.document.dropped] == [
        "image: « Site officiel »",
        "menu: « Accueil Actualités Thèmes »",
        "menu: « Haut de page »",
        "menu: « Mentions | Contact | Plan »",
    ]
    assert [each.code for each in programme.findings if each.severity != "info"] == (
        ["encoding"] if encoding == "utf-8" else []
    )


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ('\ufeff<meta charset="windows-1252"><p>été'.encode(), "utf-8"),
        ('<meta charset="utf-8"><p>été'.encode("windows-1252"), "windows-1252"),
        ('<meta charset="windows-1252"><p>été'.encode(), "utf-8"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta charset="iso-8859-1">'
            "<p>été".encode("windows-1252"),
            "windows-1252",
        ),
        ('\ufeff<meta charset="utf-8"><p>été'.encode("utf-16-le"), "utf-16le"),
    ],
    ids=["mark wins", "not UTF-8", "UTF-8", "two declarations", "UTF-16"],
)
def test_encodings_that_disagree(content: bytes, encoding: str) -> None:
    """The mark, then the bytes, then what is said."""
    document = document_from_bytes(b"<!doctype html>" * (content[:1] == b"<") + content, "a.html")

    assert document.text == "été"
    assert document.file.encoding == encoding


def test_words_that_are_entities_are_words() -> None:
    """Whatever way they are written."""
    document = document_from_bytes(
        b"<!doctype html><p>&#x50;lan &#233;crit&nbsp;&agrave; deux &amp;lt;", "a.html"
    )

    assert document.text == "Plan écrit\u00a0à deux &lt;"
