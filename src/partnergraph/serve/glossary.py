"""The rows of the ontology queries to the terms of a page, and to what the picture shows of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from partnergraph.serve.diagram import Arrow, Box, outline
from partnergraph.serve.html import Fact, Link, TermEntry, TermSection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from partnergraph.serve.engine import Term
    from partnergraph.serve.reader import Row

# The layers of queries/pages/ontology-layers.rq, as keys of the words.
_LAYERS: Final = {
    "plan": "layer_plan",
    "actors": "layer_actors",
    "documents": "layer_documents",
    "evidence": "layer_evidence",
    "concepts": "layer_concepts",
    "graphs": "layer_graphs",
}
_NO_LAYER: Final = "layer_other"
_PROPERTIES: Final = {
    "object_property": "object_properties",
    "datatype_property": "datatype_properties",
    "annotation_property": "annotation_properties",
}
_REVERSED: Final = {
    "subclass_of": "superclass_of",
    "subproperty_of": "superproperty_of",
    "domain": "domain_of",
    "range": "range_of",
}
_FACTS: Final = (
    "subclass_of",
    "superclass_of",
    "subproperty_of",
    "superproperty_of",
    "domain",
    "range",
    "inverse",
    "disjoint",
    "domain_of",
    "range_of",
    "see_also",
    "defined_by",
)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The declared terms in one language, by IRI; `namespace` is ours, `layers` are keys of the words."""

    language: str
    namespace: str
    kinds: Mapping[str, str]
    values: Mapping[str, Mapping[str, tuple[Term, ...]]]
    chains: Mapping[str, tuple[tuple[str, ...], ...]]
    layers: Mapping[str, str]
    shorten: Callable[[str], str]
    address: Callable[[str], str]

    @property
    def own(self) -> tuple[str, ...]:
        """The terms of ours in the order of their names."""
        return tuple(sorted(iri for iri in self.kinds if iri.startswith(self.namespace)))

    def name(self, iri: str) -> str:
        """The local name of a term of ours, which is its anchor."""
        return iri.removeprefix(self.namespace)

    def words(self, iri: str, relation: str) -> tuple[Link, ...]:
        """The texts in the language of the page, else those in others."""
        texts = self._values(iri, relation)
        fitting = [text for text in texts if text.language == self.language]
        return tuple(Link(text.value, "", text.language) for text in fitting or texts)

    def label(self, iri: str) -> Link:
        """The label of a term, or its name where it has none."""
        return next(iter(self.words(iri, "label")), Link(self.shorten(iri)))

    def link(self, iri: str) -> Link:
        """A link to a term: to its anchor in the page where it is ours."""
        if iri in self.kinds and iri.startswith(self.namespace):
            label = self.label(iri)
            return Link(label.label, f"#{self.name(iri)}", label.language)
        return Link(iri if iri == self.namespace.rstrip("#") else self.shorten(iri), self.address(iri))

    def entry(self, iri: str) -> TermEntry:
        """All that is stated about a term of ours."""
        label = self.label(iri)
        others = [text for text in self._values(iri, "label") if text.language != label.language]
        facts = ((name, [value.value for value in self._values(iri, name)]) for name in _FACTS)
        return TermEntry(
            self.name(iri),
            iri,
            label,
            tuple(Link(text.value, "", text.language) for text in others),
            self.words(iri, "definition"),
            self.words(iri, "scope_note"),
            self.words(iri, "example"),
            self.words(iri, "change_note"),
            any(value.value == "true" for value in self._values(iri, "deprecated")),
            tuple(Fact(name, self._links(values)) for name, values in facts if values),
            tuple(tuple(self.link(member) for member in chain) for chain in self.chains.get(iri, ())),
        )

    def classes(self) -> tuple[TermSection, ...]:
        """The classes by layer, subclasses after their superclass."""
        sections: dict[str, list[TermEntry]] = defaultdict(list)
        for box in self.boxes():
            sections[box.layer].append(self.entry(self.namespace + box.name))
        return tuple(
            TermSection(layer.replace("_", "-"), layer, tuple(entries)) for layer, entries in sections.items()
        )

    def properties(self) -> tuple[TermSection, ...]:
        """The properties of each kind in the order of their names; a kind without any is left out."""
        return tuple(
            TermSection(word.replace("_", "-"), word, entries)
            for kind, word in _PROPERTIES.items()
            if (entries := tuple(self.entry(iri) for iri in self.own if self.kinds[iri] == kind))
        )

    def borrowed(self) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """The terms of others by the IRI of what defines them."""
        owners: dict[str, list[Link]] = defaultdict(list)
        for iri in sorted(set(self.kinds) - set(self.own)):
            owner = next(iter(self._values(iri, "defined_by")), None)
            owners[owner.value if owner else ""].append(Link(self.shorten(iri), iri))
        return tuple((owner, tuple(links)) for owner, links in sorted(owners.items()))

    def boxes(self) -> tuple[Box, ...]:
        """The classes for the picture, layer by layer, subclasses after their superclass."""
        classes = [iri for iri in self.own if self.kinds[iri] == "class"]
        order = {iri: place for place, iri in enumerate(self.layers)}
        classes.sort(key=lambda iri: order.get(iri, len(order)))
        boxes = [
            Box(
                self.name(iri),
                self.label(iri).label,
                self.layers.get(iri, _NO_LAYER),
                next((self.name(each) for each in self._parents(iri)), ""),
            )
            for iri in classes
        ]
        return tuple(box for box, _ in outline(boxes))

    def arrows(self) -> tuple[Arrow, ...]:
        """The main properties between classes of ours for the picture.

        Of two inverse properties the one whose name comes first, of a property and those that refine it the
        general one.
        """
        ends = {
            iri: (source, target)
            for iri in self.own
            if self.kinds[iri] == "object_property"
            and (source := self._end(iri, "domain")) in self.own
            and (target := self._end(iri, "range")) in self.own
        }
        return tuple(
            Arrow(self.name(iri), self.label(iri).label, self.name(source), self.name(target))
            for iri, (source, target) in ends.items()
            if not any(each.value in ends for each in self._values(iri, "subproperty_of"))
            and not any(each.value in ends and each.value < iri for each in self._values(iri, "inverse"))
        )

    def _values(self, iri: str, relation: str) -> tuple[Term, ...]:
        return self.values.get(iri, {}).get(relation, ())

    def _end(self, iri: str, relation: str, seen: tuple[str, ...] = ()) -> str:
        """The domain or range of a property, its own or else that of one it refines; empty for none."""
        if found := self._values(iri, relation):
            return found[0].value
        above = (each.value for each in self._values(iri, "subproperty_of") if each.value not in seen)
        return next((end for each in above if (end := self._end(each, relation, (*seen, iri)))), "")

    def _parents(self, iri: str) -> list[str]:
        return [each.value for each in self._values(iri, "subclass_of") if each.value in self.own]

    def _links(self, iris: Iterable[str]) -> tuple[Link, ...]:
        """Links to terms: ours in the order of their names, then those of others."""
        ordered = sorted(set(iris), key=lambda iri: (not iri.startswith(self.namespace), iri))
        return tuple(self.link(iri) for iri in ordered)


def layers_of(rows: Iterable[Row]) -> dict[str, str]:
    """The layer of each class as a key of the words, from the rows of the query."""
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["term"].value, _LAYERS.get(row["layer"].value, _NO_LAYER))
    return found


def values_of(terms: Iterable[Row], axioms: Iterable[Row]) -> dict[str, dict[str, tuple[Term, ...]]]:
    """What is stated about each term, by the names that the queries give; what leads to it too."""
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in (*terms, *(row for row in axioms if row["relation"].value != "chain")):
        term, relation, value = row["term"], row["relation"].value, row["value"]
        if value not in found[term.value][relation]:
            found[term.value][relation].append(value)
        if relation in _REVERSED and value.kind == "iri":
            found[value.value][_REVERSED[relation]].append(term)
    return {
        term: {relation: tuple(values) for relation, values in relations.items()}
        for term, relations in found.items()
    }


def chains_of(axioms: Iterable[Row]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The chains of each property, their members in order."""
    members: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in axioms:
        if row["relation"].value == "chain":
            key = row["term"].value, row["list"].value
            members[key].append((int(row["place"].value), row["value"].value))
    chains: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for (term, _), steps in members.items():
        chains[term].append(tuple(iri for _, iri in sorted(steps)))
    return {term: tuple(sorted(found)) for term, found in chains.items()}
