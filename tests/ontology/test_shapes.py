"""The shapes: a valid programme passes, and each way to spoil it fails for its one reason."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH

ROOT: Final = Path(__file__).parents[2]
ONTOLOGY: Final = ROOT / "ontology"
FIXTURES: Final = Path(__file__).parent / "fixtures"
BACKGROUND: Final = (
    ONTOLOGY / "pprog.ttl",
    *sorted((ONTOLOGY / "vocabularies").glob("*.ttl")),
    *sorted((ROOT / "data").glob("*.ttl")),
)
SHAPE: Final = "https://w3id.org/pprog/shapes#"
INVALID: Final = tuple(sorted(path.name for path in FIXTURES.glob("invalid-*.trig")))
SEVERITIES: Final = {"must": SH.Violation, "should": SH.Warning}
SHACL: Final = "http://www.w3.org/ns/shacl#"
NUMBER_OF_CASES: Final = 162
NUMBER_OF_TARGETS: Final = 42

Triples: TypeAlias = frozenset[ox.Triple]


def graphs_of(name: str) -> dict[str, Triples]:
    """The triples of a TriG fixture by the name of their graph; the default graph has the empty name."""
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(path=FIXTURES / name):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(graph, set()).add(quad.triple)
    return {graph: frozenset(triples) for graph, triples in graphs.items()}


def cases() -> list[tuple[str, str, str, Triples, Triples]]:
    """Each case: its name, the shape and focus of its one result, what it removes and what it adds."""
    found = []
    for name in INVALID:
        graphs = graphs_of(name)
        expected: dict[str, dict[str, str]] = {}
        for triple in graphs[""]:
            assert isinstance(triple.subject, ox.NamedNode)
            assert isinstance(triple.object, ox.NamedNode)
            case = triple.subject.value.removeprefix("https://example.org/case/")
            expected.setdefault(case, {})[triple.predicate.value.removeprefix(SHACL)] = triple.object.value
        for case, result in expected.items():
            removed = graphs.pop(f"https://example.org/remove/{case}", frozenset())
            added = graphs.pop(f"https://example.org/add/{case}", frozenset())
            shape = result["sourceShape"].removeprefix(SHAPE)
            found.append((case, shape, result["focusNode"], removed, added))
        assert set(graphs) == {""}, "a graph belongs to no case"
    return sorted(found, key=lambda case: case[0])


CASES: Final = cases()
VALID: Final[Triples] = frozenset().union(*graphs_of("valid.trig").values())


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """All shapes in one graph."""
    graph = Graph()
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def background() -> Triples:
    """The ontology, the vocabularies and the authority files, which stand beside the programmes."""
    return frozenset(quad.triple for path in BACKGROUND for quad in ox.parse(path=path))


@pytest.fixture(scope="module")
def valid(background: Triples) -> Graph:
    """The valid programmes with what stands beside them."""
    return rdflib_graph(VALID | background)


def rdflib_graph(triples: Triples) -> Graph:
    """The same triples for rdflib."""
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def results(data: Graph, shapes: Graph) -> list[tuple[str, str]]:
    """The shape and the focus of every result, validated as the build validates."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return sorted(
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPE),
            str(report.value(result, SH.focusNode)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def property_shapes(shapes: Graph) -> set[str]:
    """The names of the property shapes."""
    return {str(shape).removeprefix(SHAPE) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}


def test_the_valid_programme_conforms(valid: Graph, shapes: Graph) -> None:
    """The valid programme gives no result at all."""
    assert results(valid, shapes) == []


def test_the_valid_programme_reaches_every_shape(background: Triples, shapes: Graph) -> None:
    """The valid programme holds something for every target, so that passing means something."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in VALID | background)
    targets = [f"a/<{RDFS.subClassOf}>* <{target}>" for target in shapes.objects(None, SH.targetClass)]
    targets += [f"^<{target}> ?any" for target in shapes.objects(None, SH.targetObjectsOf)]
    targets += [f"<{target}> ?any" for target in shapes.objects(None, SH.targetSubjectsOf)]

    assert len(targets) == NUMBER_OF_TARGETS
    for target in targets:
        assert store.query(f"ASK {{ ?node {target} }}"), target


@pytest.mark.parametrize(
    ("shape", "focus", "removed", "added"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_an_invalid_programme_fails_for_one_reason(
    valid: Graph, shapes: Graph, shape: str, focus: str, removed: Triples, added: Triples
) -> None:
    """One thing spoilt in the valid programme gives one result, from the shape and on the node expected."""
    assert removed <= VALID
    assert added.isdisjoint(VALID)
    away, more = rdflib_graph(removed), rdflib_graph(added)
    size = len(valid)
    for triple in away:
        valid.remove(triple)
    for triple in more:
        valid.add(triple)
    try:
        assert results(valid, shapes) == [(shape, focus)]
    finally:
        for triple in more:
            valid.remove(triple)
        for triple in away:
            valid.add(triple)
    assert len(valid) == size


def test_every_property_shape_has_a_case(shapes: Graph) -> None:
    """No property shape is left that has never been seen to fail, and no case was lost."""
    assert len(CASES) == NUMBER_OF_CASES
    assert {case[1] for case in CASES} == property_shapes(shapes)


def test_every_property_shape_belongs_to_a_node_shape(shapes: Graph) -> None:
    """A property shape has a name and is used by exactly one node shape."""
    used = sorted(str(shape).removeprefix(SHAPE) for shape in shapes.objects(None, SH.property))

    assert used == sorted(property_shapes(shapes))


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "shapes").iterdir()), ids=lambda path: path.stem)
def test_a_file_has_the_severity_of_its_name(path: Path) -> None:
    """What must be refuses a release, what should be does not, and each file says which it is."""
    shapes = Graph().parse(path)
    expected = SEVERITIES[path.stem.partition("-")[0]]

    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert list(shapes.objects(shape, SH.severity)) == [expected], shape


def test_every_property_shape_speaks_both_languages(shapes: Graph) -> None:
    """A property shape has one message in French and one in English, each a sentence."""
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        messages = [message for message in shapes.objects(shape, SH.message) if isinstance(message, Literal)]
        assert sorted(str(message.language) for message in messages) == ["en", "fr"], shape
        assert all(message.endswith(".") and "'" not in message for message in messages), shape


def test_shapes_use_declared_terms(shapes: Graph, background: Triples) -> None:
    """Every path, class, target and value of the shapes is a term that is defined, borrowed or built in."""
    declared = {triple.subject.value for triple in background if isinstance(triple.subject, ox.NamedNode)}
    pointers = (
        SH.path,
        SH.targetClass,
        SH.targetObjectsOf,
        SH.targetSubjectsOf,
        SH["class"],
        SH.inversePath,
        SH.hasValue,
        RDF.first,
    )
    for pointer in pointers:
        for term in shapes.objects(None, pointer):
            if isinstance(term, URIRef) and not term.startswith(str(RDF)):
                assert str(term) in declared, term
