"""The data and ontology folders to the quads of a release, and every problem on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.build.catalogue import digest_of, read_presentation, state_dataset, state_graphs
from partnergraph.build.checks import run_checks
from partnergraph.build.collection import collect
from partnergraph.build.matches import match_quads, read_matches
from partnergraph.build.rules import read_rules, run_rules
from partnergraph.build.sources import find_programmes, parse_turtle
from partnergraph.build.statements import Statements
from partnergraph.errors import CheckError, OntologyError, Place, ProgrammeError
from partnergraph.iris import AUTHORITY_GRAPH, CATALOG_GRAPH, ONTOLOGY_GRAPH, VOCABULARY_GRAPH
from partnergraph.queries import read_queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergraph.settings import Settings

_QUERIES: Final = ("curated", "pages", "questions")  # folders of query files
_MATCHES: Final = "matches.sssom.tsv"


@dataclass(frozen=True, slots=True)
class Assembly:
    """The quads of a release under BASE; `remarks` are findings and failures that refuse nothing."""

    quads: frozenset[ox.Quad]
    programmes: tuple[str, ...]
    documents: tuple[tuple[str, Path], ...]
    texts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def assemble(settings: Settings, version: str, only: Iterable[Path] = ()) -> Assembly:
    """Read the programmes (all, or the folders in `only`) and check the graph they make.

    Raises InputError for the first file that cannot be used, and CheckError with every disagreement
    between a text, its record and itself, or, where there is none, with every failure of the checks.
    """
    for folder in _QUERIES:
        read_queries(settings.queries / folder)
    rules = read_rules(settings.ontology)
    catalog = Statements(CATALOG_GRAPH)
    presentation = read_presentation(settings.data / "catalog.toml")
    state_dataset(catalog, presentation, digest_of([settings.ontology, settings.queries]))
    collection = collect(only or find_programmes(settings.data), settings, version, catalog)
    if collection.problems:
        raise CheckError("the texts do not agree with their records or with themselves", collection.problems)
    quads = collection.quads | _schema_quads(settings) | _match_quads(settings)
    quads |= run_rules(quads, rules, catalog, version)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    state_graphs(catalog, presentation, graphs | {CATALOG_GRAPH})
    quads |= catalog.quads
    failures = run_checks(quads, settings.ontology)
    if refused := tuple(str(failure) for failure in failures if failure.refuses):
        raise CheckError("the graph does not pass the checks", refused)
    return Assembly(
        quads,
        collection.programmes,
        collection.documents,
        collection.texts,
        (*collection.remarks, *(str(failure) for failure in failures)),
    )


def folders_named(settings: Settings, ids: Iterable[str]) -> list[Path]:
    """The programme folders with these ids, folder names or paths; none asks for all of them.

    Raises ProgrammeError for a name that is no programme, with the names there are.
    """
    folders = []
    for name in ids:
        choices = (settings.data / "programmes" / name.replace("/", "-"), Path(name))
        found = next((path for path in choices if (path / "programme.toml").is_file()), None)
        if found is None:
            known = ", ".join(path.name for path in find_programmes(settings.data))
            raise ProgrammeError(
                f"{name!r} is no programme", place=Place(str(settings.data)), advice=f"There are: {known}."
            )
        folders.append(found)
    return folders


def _schema_quads(settings: Settings) -> set[ox.Quad]:
    """Ontology, vocabularies and authority files, each in its graph, blank nodes named by their content."""
    files = {
        ONTOLOGY_GRAPH: sorted(settings.ontology.glob("*.ttl")),
        VOCABULARY_GRAPH: sorted((settings.ontology / "vocabularies").glob("*.ttl")),
        AUTHORITY_GRAPH: sorted(settings.data.glob("*.ttl")),
    }
    dataset = ox.Dataset()
    for graph, paths in files.items():
        if not paths:
            raise OntologyError(
                f"holds no Turtle file for <{graph}>",
                place=Place(str(settings.data if graph == AUTHORITY_GRAPH else settings.ontology)),
                advice="Name the right folder with --ontology and --data.",
            )
        for path in paths:
            for triple in parse_turtle(path):
                dataset.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph)))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def _match_quads(settings: Settings) -> set[ox.Quad]:
    """The matches of concepts and of actors, regions and instruments to the thesauri of others."""
    files = (settings.ontology / "vocabularies" / _MATCHES, settings.data / _MATCHES)
    return match_quads(match for file in files if file.is_file() for match in read_matches(file))
