"""A reading as RDF before anything is recorded about it: what `read --format turtle` shows."""

from __future__ import annotations

import re
from importlib import metadata
from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.rdf import programme_quads
from partnergraph.build.reading import Reading
from partnergraph.build.sources import ProgrammeFolder, Text
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH, DCT, OA, PPROG, PROV, SKOS

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.elements import Programme

_PREFIXES = {"pprog": PPROG.iri, "dct": DCT.iri, "oa": OA.iri, "prov": PROV.iri, "skos": SKOS.iri}


def programme_rdf(programme: Programme, file: Path, form: str) -> str:
    """The asserted graph as `turtle`, or all graphs of a reading as `trig`; ids come from the file name."""
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "text"
    folder = ProgrammeFolder(file.parent, f"trial-{name}/{name}", "", "", "", ())
    text = Text(file, programme.language, programme.document.file.sha256)
    reading = Reading.of(programme, folder, text, {}, metadata.version("partnergraph"))
    catalog = Statements(CATALOG_GRAPH)
    quads = programme_quads(reading, catalog) | catalog.quads
    if form == "trig":
        printed = ox.serialize(_sorted(quads), format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)
    else:
        triples = [quad.triple for quad in _sorted(reading.asserted.quads)]
        printed = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    return printed.decode() if printed else ""


def _sorted(quads: set[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
