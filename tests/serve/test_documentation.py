"""The pages of the ontology from rows: what is shown where a release tells little, or in one language."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from partnergraph.serve.archive import Archive, Document, Mappings
from partnergraph.serve.documentation import edition_page, ontology_page
from partnergraph.serve.engine import Term
from partnergraph.serve.html import Link
from partnergraph.serve.reader import Reader
from partnergraph.serve.snapshot import Snapshot

if TYPE_CHECKING:
    from partnergraph.serve.reader import Row

BASE = "https://w3id.org/pprog/"
OURS = f"{BASE}ontology#"
SNAPSHOT = Snapshot(
    "0", Path(), BASE, "", 0, {"pprog": OURS, "skos": "http://www.w3.org/2004/02/skos/core#"}, {}, {}
)
EMPTY = Archive({}, (), ())


def iri(value: str) -> Term:
    """An IRI."""
    return Term("iri", value)


def text(value: str, language: str = "") -> Term:
    """A literal."""
    return Term("literal", value, language)


@dataclass
class Answers:
    """A reader whose queries have these rows and no others."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    language: str = "en"
    root: str = "/at"
    snapshot: Snapshot = SNAPSHOT

    async def ask(self, name: str) -> tuple[Row, ...]:
        """The rows by the name of the query."""
        return tuple(self.rows.get(name, ()))

    def href(self, address: str) -> str:
        """As on all pages."""
        return Reader.href(cast("Any", self), address)

    def short(self, address: str) -> str:
        """As on all pages."""
        return Reader.short(cast("Any", self), address)


def reader(**rows: list[Row]) -> Reader:
    """A reader with rows by query, named without `ontology-`."""
    return cast("Reader", Answers({f"ontology-{name}": found for name, found in rows.items()}))


def header(**values: Term) -> list[Row]:
    """Rows of the header."""
    return [{"relation": text(name), "value": value} for name, value in values.items()]


def term(name: str, kind: str = "class") -> Row:
    """A declared term with its label."""
    return {
        "term": iri(OURS + name),
        "kind": text(kind),
        "relation": text("label"),
        "value": text(name, "en"),
    }


def document(path: str, *names: str, titles: dict[str, str] | None = None) -> Document:
    """An archived file."""
    return Document(path, "", titles or {}, {"fr": "Pourquoi"}, "2026-01-02", frozenset(names))


def test_an_ontology_that_says_nothing_has_a_page() -> None:
    """No header, no term, no file: a title, and nothing invented."""
    page = asyncio.run(ontology_page(reader(), EMPTY))

    assert page.title == Link("pprog")
    assert (page.facts, page.classes, page.properties, page.vocabularies, page.alignments) == ((),) * 5


def test_versions_are_compared_with_the_one_before() -> None:
    """0.2.0 has b, c; 0.1.0 had a, b: c was added and a removed, which has no anchor any more."""
    rows = reader(
        header=[
            *header(version=text("0.2.0"), created=text("2026-01-01"), modified=text("2026-02-02")),
            *header(change=text("0.2.0: new", "en")),
            *header(change=text("0.1.0: first", "en")),
        ],
        terms=[term("b"), term("c")],
    )
    new, old = asyncio.run(
        ontology_page(rows, Archive({"0.1.0": document("ontology/0.1.0", "a", "b")}, (), ()))
    ).editions

    assert (new.number, new.date, new.current, new.href) == (
        "0.2.0",
        "2026-02-02",
        True,
        "/at/ontology/0.2.0",
    )
    assert (new.added, new.removed) == ((Link("c", "#c"),), (Link("a"),))
    assert [note.label for note in new.changes] == ["0.2.0: new"]
    assert (old.number, old.date, old.current) == ("0.1.0", "2026-01-02", False)
    assert (old.added, old.removed) == ((), ())
    assert [note.label for note in old.changes] == ["0.1.0: first"]


def test_a_copy_of_the_current_version_in_the_archive_is_not_another_one() -> None:
    """Archived already at its release: it stands once."""
    archive = Archive({"0.2.0": document("ontology/0.2.0", "b")}, (), ())
    page = asyncio.run(
        ontology_page(reader(header=header(version=text("0.2.0")), terms=[term("b")]), archive)
    )

    assert [edition.number for edition in page.editions] == ["0.2.0"]


def test_a_text_in_another_language_is_better_than_none() -> None:
    """A French description on an English page is marked as French; alignments keep what they have."""
    rows = reader(header=header(description=text("Vocabulaire", "fr")))
    page = asyncio.run(ontology_page(rows, Archive({}, (document("alignment/x"),), ())))

    assert page.description == (Link("Vocabulaire", "", "fr"),)
    assert page.alignments == ((Link("alignment/x", "/at/alignment/x.ttl"), "Pourquoi"),)


def test_a_table_shows_its_rows_about_terms_of_ours() -> None:
    """Of a table about other things there is the link alone."""
    match = "http://www.w3.org/2004/02/skos/core#closeMatch"
    about = Mappings(
        "mapping/terms",
        "Terms",
        "",
        (
            (f"{OURS}b", match, "https://schema.org/X", "schema:X", "why"),
            (f"{BASE}vocab/topic/t", match, "https://example.org/y", "y", ""),
        ),
    )
    (table,) = asyncio.run(ontology_page(reader(terms=[term("b")]), Archive({}, (), (about,)))).mappings

    assert table.title == Link("Terms", "/at/mapping/terms.tsv")
    assert table.rows == (
        (Link("b", "#b", "en"), Link("skos:closeMatch"), Link("schema:X", "https://schema.org/X"), "why"),
    )


def test_a_vocabulary_is_named_in_the_language_of_the_page() -> None:
    """One line for each, with the number of its concepts; one without a definition has none."""
    scheme = iri(f"{BASE}vocab/role")
    found = [
        {"scheme": scheme, "label": text(label, each), "definition": text(label, each), "concepts": text("2")}
        for label, each in (("rôles", "fr"), ("roles", "en"))
    ]
    bare = {"scheme": iri(f"{BASE}vocab/x"), "label": text("ixe", "fr"), "concepts": text("1")}
    page = asyncio.run(ontology_page(reader(vocabularies=[*found, bare]), EMPTY))

    assert page.vocabularies == (
        (Link("roles", "/at/page/vocab/role", "en"), "roles", 2),
        (Link("ixe", "/at/page/vocab/x", "fr"), "", 1),
    )


def test_the_page_of_an_earlier_version() -> None:
    """Title in the language there is; terms linked where they live on."""
    earlier = document("ontology/0.1.0", "b", "a", titles={"fr": "Ontologie"})
    page = asyncio.run(edition_page(reader(header=header(version=text("0.2.0")), terms=[term("b")]), earlier))

    assert (page.title, page.number, page.date) == (Link("Ontologie"), "0.1.0", "2026-01-02")
    assert page.terms == (Link("a"), Link("b", "/at/ontology#b"))
    assert (page.current, page.data) == (Link("0.2.0", "/at/ontology"), "/at/ontology/0.1.0")
