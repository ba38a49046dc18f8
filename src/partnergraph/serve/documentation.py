"""The pages of the ontology: the terms, the picture, the vocabularies, the alignments and the versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from partnergraph.iris import PPROG, rebase
from partnergraph.serve.diagram import draw
from partnergraph.serve.glossary import Glossary, chains_of, layers_of, values_of
from partnergraph.serve.html import Edition, EditionPage, Fact, Link, MappingTable, OntologyPage, page_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from partnergraph.serve.archive import Archive, Document
    from partnergraph.serve.engine import Term
    from partnergraph.serve.reader import Reader, Row

_HEADER: Final = ("version", "version_iri", "prior", "created", "modified", "licence", "prefix", "namespace")


async def ontology_page(reader: Reader, archive: Archive) -> OntologyPage:
    """The page of the ontology as it is now, with what the files beside it tell."""
    header = _by_relation(await reader.ask("ontology-header"))
    glossary = await read_glossary(reader)
    words = page_words(reader.language)
    boxes = [replace(box, layer=words[box.layer]) for box in glossary.boxes()]
    title = next(iter(_texts(header, "title", reader.language)), Link("pprog"))
    return OntologyPage(
        title,
        _texts(header, "description", reader.language),
        _texts(header, "note", reader.language),
        tuple(
            Fact(name, tuple(_shown(reader, value) for value in header[name]))
            for name in _HEADER
            if name in header
        ),
        draw(boxes, glossary.arrows(), words["diagram"], words["diagram_words"]),
        glossary.classes(),
        glossary.properties(),
        glossary.borrowed(),
        await _vocabularies(reader),
        _alignments(reader, archive),
        _mappings(reader, glossary, archive),
        _editions(reader, glossary, archive, header),
        f"{reader.root}/ontology",
    )


async def edition_page(reader: Reader, document: Document) -> EditionPage:
    """The page of an earlier version: short, since its terms are told in its Turtle."""
    header = _by_relation(await reader.ask("ontology-header"))
    glossary = await read_glossary(reader)
    home = f"{reader.root}/ontology"
    number = next((value.value for value in header.get("version", ())), "")
    return EditionPage(
        Link(_best(document.titles, reader.language, "pprog")),
        document.path.rpartition("/")[2],
        document.date,
        _named(document.names, glossary, home),
        Link(number, home),
        f"{reader.root}/{document.path}",
    )


async def read_glossary(reader: Reader) -> Glossary:
    """The declared terms in the language of the reader."""
    terms = await reader.ask("ontology-terms")
    axioms = await reader.ask("ontology-axioms")
    return Glossary(
        reader.language,
        rebase(PPROG.iri, reader.snapshot.base),
        {row["term"].value: row["kind"].value for row in terms},
        values_of(terms, axioms),
        chains_of(axioms),
        layers_of(await reader.ask("ontology-layers")),
        reader.short,
        reader.href,
    )


def _by_relation(rows: Iterable[Row]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        found[row["relation"].value].append(row["value"])
    return dict(found)


def _texts(header: Mapping[str, list[Term]], name: str, language: str) -> tuple[Link, ...]:
    """The texts in the language of the page, else those in others."""
    texts = [Link(value.value, "", value.language) for value in header.get(name, ())]
    return tuple(text for text in texts if text.language == language) or tuple(texts)


def _shown(reader: Reader, value: Term) -> Link:
    return Link(value.value, reader.href(value.value) if value.kind == "iri" else "")


async def _vocabularies(reader: Reader) -> tuple[tuple[Link, str, int], ...]:
    """Each vocabulary with its definition and the number of its concepts."""
    best: dict[str, Row] = {}
    for row in await reader.ask("ontology-vocabularies"):
        scheme = row["scheme"].value
        if scheme not in best or row["label"].language == reader.language:
            best[scheme] = row
    return tuple(
        (
            Link(row["label"].value, reader.href(scheme), row["label"].language),
            row["definition"].value if "definition" in row else "",
            int(row["concepts"].value),
        )
        for scheme, row in best.items()
    )


def _alignments(reader: Reader, archive: Archive) -> tuple[tuple[Link, str], ...]:
    """Every alignment with what it says of itself."""
    return tuple(
        (
            Link(
                _best(document.titles, reader.language, document.path), f"{reader.root}/{document.path}.ttl"
            ),
            _best(document.descriptions, reader.language, ""),
        )
        for document in archive.alignments
    )


def _best(texts: Mapping[str, str], language: str, otherwise: str) -> str:
    """The text in that language, else the first, else what is given."""
    return texts.get(language) or next(iter(texts.values()), otherwise)


def _mappings(reader: Reader, glossary: Glossary, archive: Archive) -> tuple[MappingTable, ...]:
    """Every table of mappings; one that is not about terms of ours has no rows here."""
    return tuple(
        MappingTable(
            Link(table.title, f"{reader.root}/{table.path}.tsv"),
            tuple(
                (glossary.link(one), Link(reader.short(relation)), Link(name, reader.href(other)), note)
                for one, relation, other, name, note in table.rows
                if one in glossary.own
            ),
        )
        for table in archive.tables
    )


def _editions(
    reader: Reader, glossary: Glossary, archive: Archive, header: Mapping[str, list[Term]]
) -> tuple[Edition, ...]:
    """Every version, the newest first, with the terms that it has more and less than the one before."""
    home = f"{reader.root}/ontology"
    number = next((value.value for value in header.get("version", ())), "")
    days = [value.value for name in ("modified", "created") for value in header.get(name, ())[-1:]]
    names = {each: document.names for each, document in archive.editions.items() if each != number}
    dates = {each: document.date for each, document in archive.editions.items()}
    dates[number] = next(iter(days), "")
    names[number] = frozenset(glossary.name(iri) for iri in glossary.own)
    notes = _texts(header, "change", reader.language)
    before: frozenset[str] | None = None
    found = []
    for each, terms in names.items():
        more, less = (terms - before, before - terms) if before is not None else (frozenset(), frozenset())
        found.append(
            Edition(
                each,
                f"{home}/{each}",
                dates[each],
                each == number,
                tuple(note for note in notes if note.label.startswith(each)),
                _named(more, glossary, ""),
                _named(less, glossary, ""),
            )
        )
        before = terms
    return tuple(reversed(found))


def _named(names: Iterable[str], glossary: Glossary, home: str) -> tuple[Link, ...]:
    """Terms by their names, linked where they are still there."""
    there = {glossary.name(iri) for iri in glossary.own}
    return tuple(Link(name, f"{home}#{name}" if name in there else "") for name in sorted(names))
