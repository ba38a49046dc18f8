"""Templates: each shows what its context documents, and escapes it."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib import resources

import pytest
from jinja2 import meta

from partnergraph.serve.html import (
    LANGUAGES,
    TEMPLATES,
    ErrorPage,
    Fact,
    Home,
    Link,
    Page,
    Site,
    environment,
    page_words,
    render,
)

SITE = Site("fr", page_words("fr"), "", "0123", "/?lang=en")


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.__name__)
def test_a_template_shows_what_its_context_documents(page: type[Page]) -> None:
    """The names in the template are the fields of the dataclass and `site`, both ways."""
    loader = environment().loader
    assert loader is not None
    source, _, _ = loader.get_source(environment(), TEMPLATES[page])

    used = meta.find_undeclared_variables(environment().parse(source)) - {"site", "parts"}

    assert used == {field.name for field in fields(page)}


def test_every_language_has_every_word() -> None:
    """No page falls silent in one language."""
    keys = [set(page_words(language)) for language in LANGUAGES]

    assert keys[0] == keys[1]


def test_every_word_is_used() -> None:
    """A word that no template and no page asks for goes."""
    folder = resources.files("partnergraph.serve")
    texts = [entry.read_text("utf-8") for entry in (folder / "templates").iterdir()]
    texts += [entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".py")]
    together = "\n".join(texts)

    assert [
        word
        for word in page_words("en")
        if f".{word}" not in together and f'"{word}"' not in together.replace("'", '"')
    ] == []


def test_the_words_are_toml_text() -> None:
    """Every word is a text that is not empty."""
    for language in LANGUAGES:
        file = resources.files("partnergraph.serve") / "words" / f"{language}.toml"
        words = tomllib.loads(file.read_text("utf-8"))
        assert all(isinstance(word, str) and word for word in words.values())


def test_markup_in_data_is_shown_not_obeyed() -> None:
    """What comes from the graph or from a request is escaped."""
    html = render(ErrorPage(404, "<b>x</b>", '"><script>alert(1)</script>'), SITE)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>x</b>" not in html


def test_a_label_carries_its_language() -> None:
    """A French label on an English page is marked as French."""
    link = Link("Japon", "/page/actor/jpn", "fr")
    html = render(Home(((link, (Fact("type", (Link("x"),)),)),), ()), SITE)

    assert '<a href="/page/actor/jpn" lang="fr">Japon</a>' in html
