"""The ontology as written by hand, and the terms that it declares."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF

ROOT: Final = Path(__file__).parents[2]
PPROG: Final = Namespace("https://w3id.org/pprog/ontology#")
TERM_TYPES: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="package")
def ontology() -> Graph:
    """The ontology as written by hand."""
    return Graph().parse(ROOT / "ontology" / "pprog.ttl")


@pytest.fixture(scope="package")
def declared(ontology: Graph) -> list[URIRef]:
    """Every term that the ontology declares, ours or borrowed."""
    return sorted(
        {
            term
            for kind in TERM_TYPES
            for term in ontology.subjects(RDF.type, kind)
            if isinstance(term, URIRef)
        }
    )


@pytest.fixture(scope="package")
def own_terms(declared: list[URIRef]) -> list[URIRef]:
    """The terms of our namespace."""
    return [term for term in declared if term in PPROG]


@pytest.fixture(scope="package")
def borrowed_terms(declared: list[URIRef]) -> list[URIRef]:
    """The terms of other namespaces."""
    return [term for term in declared if term not in PPROG]
