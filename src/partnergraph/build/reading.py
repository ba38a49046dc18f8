"""One programme as read, with what an editor recorded of it and the graphs it is written to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from partnergraph.build.cues import all_cues
from partnergraph.build.labels import sentence_case
from partnergraph.build.provisions import provision_codes
from partnergraph.build.statements import Evidence, Statements
from partnergraph.iris import ProgrammeIris

if TYPE_CHECKING:
    from partnergraph.build.elements import Declaration, Element, ElementKind, Programme
    from partnergraph.build.mentions import Mention
    from partnergraph.build.outline import Unit
    from partnergraph.build.sources import Actor, ProgrammeFolder, Text
    from partnergraph.build.topics import TopicAssignment

SHORT: Final[dict[ElementKind, str]] = {
    "strategic-objective": "objective",
    "priority": "priority",
    "goal": "goal",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rdf modules read and the graphs they write; `codes` are provision codes by order of unit."""

    programme: Programme
    folder: ProgrammeFolder
    text: Text
    actors: dict[str, Actor]
    version: str
    iris: ProgrammeIris
    codes: dict[int, str]
    evidence: Evidence
    asserted: Statements
    interpreted: Statements
    mentions: tuple[Mention, ...] = ()
    topics: tuple[TopicAssignment[Element], ...] = ()

    @classmethod
    def of(
        cls, programme: Programme, folder: ProgrammeFolder, text: Text, actors: dict[str, Actor], version: str
    ) -> Reading:
        """The reading of one text of a programme, with empty graphs."""
        iris, codes = ProgrammeIris(folder.id), provision_codes(programme)
        language, document = programme.language, programme.document
        units = tuple(
            (unit.span.start, unit.span.end, iris.unit(language, codes[unit.order]))
            for unit in programme.outline.units
        )
        asserted = Statements(iris.asserted_graph(language))
        capture = iris.capture(language, document.canonical.sha256)
        evidence = Evidence(document, capture, units, asserted)
        interpreted = Statements(iris.interpreted_graph())
        return cls(programme, folder, text, actors, version, iris, codes, evidence, asserted, interpreted)

    @property
    def file_name(self) -> str:
        """The name under which a release keeps the file of the text."""
        return f"{self.iris.name}-{self.text.path.name}"

    def provision(self, element: Element) -> str:
        """The provision that an element is set out in."""
        return self.iris.provision(self.codes[element.unit.order])

    def unit(self, unit: Unit) -> str:
        """The IRI of a unit of the text."""
        return self.iris.unit(self.programme.language, self.codes[unit.order])

    def element(self, element: Element) -> str:
        """The IRI of an element."""
        mint = {
            "strategic-objective": self.iris.objective,
            "priority": self.iris.priority,
            "goal": self.iris.goal,
            "activity-kind": self.iris.activity_kind,
            "challenge": self.iris.challenge,
        }
        return mint[element.kind](element.ordinal)

    def declarations(self) -> dict[str, Declaration]:
        """Declarations by the name in their IRI: `goal-p3.3`, and `goal-p3.3-2` for a second one there."""
        names: dict[str, Declaration] = {}
        for declaration in self.programme.declarations:
            base = f"{SHORT[declaration.kind]}-p{self.codes[declaration.unit.order]}"
            again = sum(name == base or name.startswith(f"{base}-") for name in names)
            names[f"{base}-{again + 1}" if again else base] = declaration
        return names

    def stated(self, *elements: Element) -> Statements:
        """Where elements are stated: as the text's, or, where an editor made one of them, as interpreted."""
        made = {each for judgement in self.programme.judgements for each in judgement.made}
        return self.asserted if made.isdisjoint(elements) else self.interpreted

    def value(self, change: str) -> Statements:
        """Where a value of the programme is stated: as interpreted where an editor gave it."""
        given = any(judgement.change == change for judgement in self.programme.judgements)
        return self.interpreted if given else self.asserted

    def label(self, printed: str) -> str:
        """A printed label in sentence case, the names of parties and known acronyms kept."""
        names = tuple(party.name for party in self.programme.parties)
        return sentence_case(printed, (*all_cues()[self.programme.language].acronyms, *names))
