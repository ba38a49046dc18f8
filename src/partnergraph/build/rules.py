"""Rules that infer statements: each is one CONSTRUCT in ontology/rules, its output a graph of its own.

A rule is asked of exactly the graphs of the kinds that it reads, so that what its run is said to have
used is what it saw; no rule sees what another one inferred. There is no further reasoning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from partnergraph.build.statements import words
from partnergraph.errors import OntologyError, Place, QueryFileError
from partnergraph.iris import BASE, DCT, GRAPH, PPROG, PROV, XSD, Namespace, software_iri
from partnergraph.queries import keywords, read_queries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from partnergraph.build.statements import Statements
    from partnergraph.queries import Query

READABLE: Final = ("asserted", "interpreted", "reported", "aligned", "ontology", "vocab", "authority")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
_FORMS: Final = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
_CHANGING: Final = ("NOW", "RAND", "UUID", "STRUUID")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSION: Final = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file has it: `reads` are kinds of graphs, the first parts of their names.

    `confidence` is that of every statement it infers, from 0 to 1.
    """

    name: str
    query: str
    version: str
    method: str
    confidence: Decimal
    reads: tuple[str, ...]
    summary: Mapping[str, str]
    file: Path

    @property
    def iri(self) -> str:
        """IRI of this version of the rule."""
        return f"{BASE}id/rule/{self.name}/{self.version}"

    @property
    def graph(self) -> str:
        """IRI of the graph of what it infers."""
        return GRAPH.term(f"inferred/{self.name}")

    @property
    def activity(self) -> str:
        """IRI of its run."""
        return f"{BASE}id/activity/rule/{self.name}"


def read_rules(ontology: Path) -> tuple[Rule, ...]:
    """The rules of an ontology folder in the order of their names.

    Raises QueryFileError where a header cannot be used, OntologyError where a query is no rule.
    """
    folder = ontology / "rules"
    return tuple(_rule(query, folder / f"{query.name}.rq") for query in read_queries(folder).values())


def run_rules(
    quads: Iterable[ox.Quad], rules: Iterable[Rule], catalog: Statements, version: str
) -> set[ox.Quad]:
    """What the rules infer, each in its graph; how it was inferred is stated in `catalog`.

    A statement that stands in any graph already is left out, also one that a rule before inferred. A
    rule that infers nothing has no graph, and nothing is said of it. Raises OntologyError for a
    statement with a blank node.
    """
    given = list(quads)
    stated = {quad.triple for quad in given}
    stores: dict[tuple[str, ...], tuple[ox.Store, set[str]]] = {}
    inferred: set[ox.Quad] = set()
    for rule in sorted(rules, key=lambda rule: rule.name):
        if rule.reads not in stores:
            stores[rule.reads] = _readable(given, rule.reads)
        store, used = stores[rule.reads]
        found = _run(rule, store) - stated
        if found:
            stated |= found
            graph = ox.NamedNode(rule.graph)
            inferred |= {ox.Quad(each.subject, each.predicate, each.object, graph) for each in found}
            _state_run(rule, used, catalog, version)
    return inferred


def _readable(quads: Iterable[ox.Quad], kinds: Collection[str]) -> tuple[ox.Store, set[str]]:
    """A store of the graphs of some kinds, and their IRIs."""
    kept = [quad for quad in quads if _kind(quad.graph_name) in kinds]
    store = ox.Store()
    store.bulk_extend(kept)
    return store, {quad.graph_name.value for quad in kept if isinstance(quad.graph_name, ox.NamedNode)}


def _kind(graph: Any) -> str:
    """The first part of the name of a graph of ours; nothing for any other."""
    iri = graph.value if isinstance(graph, ox.NamedNode) else ""
    return iri.removeprefix(GRAPH.iri).partition("/")[0] if iri.startswith(GRAPH.iri) else ""


def _run(rule: Rule, store: ox.Store) -> set[ox.Triple]:
    """What a rule constructs over the union of the graphs in a store."""
    found = set(cast("ox.QueryTriples", store.query(rule.query, use_default_graph_as_union=True)))
    for triple in found:
        if not isinstance(triple.subject, ox.NamedNode) or not isinstance(
            triple.object, ox.NamedNode | ox.Literal
        ):
            raise OntologyError(
                f"infers a statement that is not of IRIs and literals: {triple}",
                place=Place(str(rule.file)),
                advice="Make an IRI of what the node is about, with BIND(IRI(CONCAT(…))).",
            )
    return found


def _state_run(rule: Rule, used: Iterable[str], catalog: Statements, version: str) -> None:
    """Which rule inferred a graph, by which method, how sure it is, and from which graphs."""
    confidence = ox.Literal(format(rule.confidence, "f"), datatype=ox.NamedNode(XSD.decimal))
    catalog.a(rule.graph, PPROG.InferredGraph, PROV.Bundle)
    catalog.add(rule.graph, PPROG.method, ox.Literal(rule.method))
    catalog.add(rule.graph, PPROG.confidence, confidence)
    catalog.add(rule.graph, PROV.wasGeneratedBy, rule.activity)
    catalog.a(rule.activity, PROV.Activity)
    catalog.add(rule.activity, PROV.used, rule.iri, *used)
    catalog.add(rule.activity, PROV.wasAssociatedWith, software_iri(version))
    catalog.a(rule.iri, PROV.Plan)
    catalog.add(rule.iri, DCT.identifier, ox.Literal(rule.name))
    catalog.add(rule.iri, DCT.title, *(words(text, language) for language, text in rule.summary.items()))
    catalog.add(rule.iri, OWL.versionInfo, ox.Literal(rule.version))


def _rule(query: Query, file: Path) -> Rule:
    _require_construct(query, file)
    header = query.header
    if not _NAME.fullmatch(query.name):
        raise OntologyError(
            "its name cannot stand in an IRI",
            place=Place(str(file)),
            advice="Use small letters without accents, digits and hyphens.",
        )
    if not all(text.strip() for text in query.summary.values()):
        raise _wrong(file, "lacks a summary", "Write summary: {fr: …, en: …}.")
    version, method = header.get("version"), header.get("method")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise _wrong(file, "lacks a version in quotes", 'Write version: "1", and count up with each change.')
    if not isinstance(method, str) or not method.strip():
        raise _wrong(file, "lacks a method", "Write method: and a word or two for how it infers.")
    return Rule(
        query.name,
        query.text,
        version,
        method.strip(),
        _confidence(header, file),
        _reads(header, file),
        query.summary,
        file,
    )


def _require_construct(query: Query, file: Path) -> None:
    """Raise for another form of query, and for what gives another answer at every build."""
    found = list(keywords(query.text))
    form, line = next((word, line) for word, line in found if word in _FORMS)
    if form != "CONSTRUCT":
        raise OntologyError(
            f"a rule must be a CONSTRUCT, not {form}",
            place=Place(str(file), line),
            advice="Write CONSTRUCT { what follows } WHERE { what it follows from }.",
        )
    for word, line in found:
        if word in _CHANGING:
            raise OntologyError(
                f"{word} gives another answer at every build",
                place=Place(str(file), line),
                advice="Infer from what the graphs say alone.",
            )


def _confidence(header: Mapping[str, Any], file: Path) -> Decimal:
    value = header.get("confidence")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _wrong(file, "lacks a confidence from 0 to 1", "Write confidence: 0.5, for example.")
    return Decimal(str(value))


def _reads(header: Mapping[str, Any], file: Path) -> tuple[str, ...]:
    kinds = header.get("reads")
    if not isinstance(kinds, list) or not kinds or not all(kind in READABLE for kind in kinds):
        raise _wrong(
            file,
            "does not say which kinds of graphs it reads",
            f"Write reads: [asserted], for example; there are {', '.join(READABLE)}.",
        )
    return tuple(kind for kind in READABLE if kind in kinds)


def _wrong(file: Path, what: str, advice: str) -> QueryFileError:
    """The error of a header in which a key is missing or wrong."""
    return QueryFileError(f"its #+ header {what}", place=Place(str(file), 1), advice=advice)
