"""Every IRI: the namespaces, and the minting of IRIs from ids.

All IRIs are minted under BASE; a build under another base rewrites them in one
place (`rebase`). Identity scheme: lower-case ASCII, no language in plan-layer
IRIs, ordinals instead of titles, so that a better reading changes no IRI.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BASE: Final = "https://w3id.org/pprog/"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace whose attributes are the IRIs of its terms."""

    iri: str

    def __getattr__(self, term: str) -> str:
        if term.startswith("_"):
            raise AttributeError(term)
        return self.iri + term

    def term(self, name: str) -> str:
        """IRI of a term whose name is no Python identifier."""
        return self.iri + name


PPROG: Final = Namespace(BASE + "ontology#")
PROGRAMME_TYPE: Final = Namespace(BASE + "vocab/programme-type/")
ELEMENT_KIND: Final = Namespace(BASE + "vocab/element-kind/")
UNIT_KIND: Final = Namespace(BASE + "vocab/unit-kind/")
ROLE: Final = Namespace(BASE + "vocab/role/")
COMPLETENESS: Final = Namespace(BASE + "vocab/list-completeness/")
CONFIDENCE: Final = Namespace(BASE + "vocab/source-confidence/")
ACTOR: Final = Namespace(BASE + "id/actor/")
GRAPH: Final = Namespace(BASE + "graph/")

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCT: Final = Namespace("http://purl.org/dc/terms/")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")
MEDIA_TYPE: Final = Namespace("https://www.iana.org/assignments/media-types/")
EU_LANGUAGE: Final = Namespace("http://publications.europa.eu/resource/authority/language/")

ONTOLOGY_GRAPH: Final = GRAPH.term("ontology")
VOCABULARY_GRAPH: Final = GRAPH.term("vocab")
AUTHORITY_GRAPH: Final = GRAPH.term("authority")
ALIGNED_GRAPH: Final = GRAPH.term("aligned")
CATALOG_GRAPH: Final = GRAPH.term("catalog")
DATASET: Final = BASE + "id/dataset"


def rebase(iri: str, base: str) -> str:
    """The same IRI under another base; IRIs of other people stay as they are."""
    return base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def software_iri(version: str) -> str:
    """IRI of a version of this software, as the agent of activities."""
    return f"{BASE}id/software/partnergraph-{version}"


@dataclass(frozen=True, slots=True)
class ProgrammeIris:
    """The IRIs of one programme, from its id, for example `nato-jpn/itpp-2023`."""

    programme_id: str

    @property
    def name(self) -> str:
        """The id as a folder and graph name: `nato-jpn-itpp-2023`."""
        return self.programme_id.replace("/", "-")

    @property
    def programme(self) -> str:
        """IRI of the programme."""
        return f"{BASE}id/programme/{self.programme_id}"

    @property
    def partnership(self) -> str:
        """IRI of the lasting partnership that the programme belongs to."""
        return f"{BASE}id/partnership/{self.programme_id.partition('/')[0]}"

    @property
    def document(self) -> str:
        """IRI of the document, in no particular language."""
        return f"{BASE}id/document/{self.programme_id}"

    @property
    def period(self) -> str:
        """IRI of the programme's period."""
        return f"{self.programme}/period"

    def participation(self, number: int) -> str:
        """IRI of the n-th participation, in the order of the text."""
        return f"{self.programme}/participation/{number}"

    def objective(self, ordinal: int) -> str:
        """IRI of a strategic objective."""
        return f"{self.programme}/objective/{ordinal}"

    def priority(self, ordinal: int) -> str:
        """IRI of a priority."""
        return f"{self.programme}/priority/{ordinal}"

    def goal(self, ordinal: int) -> str:
        """IRI of a partnership goal; the ordinal counts through the programme."""
        return f"{self.programme}/goal/{ordinal:02}"

    def activity_kind(self, ordinal: int) -> str:
        """IRI of a kind of supporting activity."""
        return f"{self.programme}/activity-kind/{ordinal}"

    def challenge(self, ordinal: int) -> str:
        """IRI of a common challenge."""
        return f"{self.programme}/challenge/{ordinal}"

    def area(self, ordinal: int) -> str:
        """IRI of an area of cooperation that is listed without being called a goal."""
        return f"{self.programme}/area/{ordinal:02}"

    def declaration(self, name: str) -> str:
        """IRI of a count declaration, named by kind and provision: `goal-p3.3`."""
        return f"{self.programme}/declaration/{name}"

    def decision(self, name: str) -> str:
        """IRI of a decision: `priority-4-placement`, `goal-06-topic`."""
        return f"{self.programme}/decision/{name}"

    def mention(self, unit: str, name: str) -> str:
        """IRI of a mention in a text unit, named by what it means and counted: `actor-jpn-2`."""
        return f"{unit}/mention/{name}"

    def provision(self, code: str) -> str:
        """IRI of a language-neutral subdivision: code `1.3`."""
        return f"{self.document}/p/{code}"

    def expression(self, language: str) -> str:
        """IRI of one language version."""
        return f"{self.document}/{language}"

    def unit(self, language: str, code: str) -> str:
        """IRI of a subdivision in one language version."""
        return f"{self.expression(language)}/p/{code}"

    def capture(self, language: str, sha256: str) -> str:
        """IRI of the exact bytes of the text that was read, by the first twelve digits of their hash."""
        return f"{self.expression(language)}/capture/{sha256[:12]}"

    def file(self, language: str, sha256: str) -> str:
        """IRI of the file that a text was converted from, by the first twelve digits of its hash."""
        return f"{self.expression(language)}/file/{sha256[:12]}"

    def activity(self, name: str, language: str = "") -> str:
        """IRI of an activity over one expression (`extraction`), or over the programme (`edition`)."""
        return f"{BASE}id/activity/{name}/{self.name}{f'-{language}' if language else ''}"

    def asserted_graph(self, language: str) -> str:
        """IRI of the graph of what one expression says."""
        return f"{GRAPH.iri}asserted/{self.name}-{language}"

    def interpreted_graph(self) -> str:
        """IRI of the graph of editorial decisions."""
        return f"{GRAPH.iri}interpreted/{self.name}"

    def partnership_graph(self) -> str:
        """IRI of the graph of what is decided about the partnership, which several programmes may share."""
        return f"{GRAPH.iri}interpreted/{self.programme_id.partition('/')[0]}"

    def reported_graph(self) -> str:
        """IRI of the graph of what the press or a description reports."""
        return f"{GRAPH.iri}reported/{self.name}"
