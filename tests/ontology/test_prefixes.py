"""The prefixes that endpoint, editor and examples share: each once, and the same in every file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, XSD

ROOT: Final = Path(__file__).parents[2]
ONTOLOGY: Final = URIRef("https://w3id.org/pprog/ontology")
OURS: Final = {
    "pprog": "ontology#",
    "actor": "id/actor/",
    "region": "id/region/",
    "instrument": "id/instrument/",
    "prog-type": "vocab/programme-type/",
    "kind": "vocab/element-kind/",
    "unit-kind": "vocab/unit-kind/",
    "role": "vocab/role/",
    "completeness": "vocab/list-completeness/",
    "confidence": "vocab/source-confidence/",
    "value": "vocab/value/",
    "topic": "vocab/topic/",
    "basis": "vocab/claim-basis/",
    "instrument-type": "vocab/instrument-type/",
}
THESAURI: Final = {
    "country": "http://publications.europa.eu/resource/authority/country/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "unbis": "http://metadata.un.org/thesaurus/",
    "wd": "http://www.wikidata.org/entity/",
}
VOCABULARIES: Final = "dcat dct dcterms eli foaf oa org owl prov rdf rdfs schema sh skos vann void xsd"
LOCAL: Final = {"declaration", "shape", "language", "mapping", "fibo-fnd-gao-obj", "stratml", "sdgo", "sssom"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The prefix declarations."""
    return Graph().parse(ROOT / "ontology" / "prefixes.ttl")


@pytest.fixture(scope="module")
def prefixes(graph: Graph) -> dict[str, str]:
    """Each declared prefix and its IRI."""
    nodes = graph.objects(ONTOLOGY, SH.declare)
    return {str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace)) for node in nodes}


def test_prefixes(graph: Graph, prefixes: dict[str, str]) -> None:
    """The ontology declares each prefix once, with an IRI that ends where a name begins."""
    nodes = list(graph.objects(ONTOLOGY, SH.declare))

    assert set(prefixes) == set(OURS) | set(THESAURI) | set(VOCABULARIES.split())
    assert len(nodes) == len(prefixes) == 35
    assert set(graph.subjects(RDF.type, SH.PrefixDeclaration)) == set(nodes)
    for node in nodes:
        assert str(node) == f"https://w3id.org/pprog/prefix/{graph.value(node, SH.prefix)}"
        namespace = graph.value(node, SH.namespace)
        assert isinstance(namespace, Literal)
        assert namespace.datatype == XSD.anyURI
        assert namespace[-1] in "#/"


def test_our_prefixes_stand_for_the_identity_scheme(prefixes: dict[str, str]) -> None:
    """Our prefixes, and those of the thesauri that data are matched to, mean what the model says."""
    expected = {prefix: f"https://w3id.org/pprog/{path}" for prefix, path in OURS.items()} | THESAURI

    assert {prefix: prefixes[prefix] for prefix in expected} == expected


def test_prefixes_agree_with_the_files(prefixes: dict[str, str]) -> None:
    """A prefix means the same IRI in the declarations and in every Turtle file beside them."""
    for path in [*sorted((ROOT / "ontology").rglob("*.ttl")), *sorted((ROOT / "data").glob("*.ttl"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                _, prefix, iri, _ = line.split()
                name = prefix.removesuffix(":")
                assert name in LOCAL or prefixes[name] == iri.strip("<>"), (path, line)
