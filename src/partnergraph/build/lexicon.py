"""The names of what a text may mention, read from the authority files, and how a name is split and compared.

Two spellings are one name where they differ in spaces, in kinds of apostrophe or hyphen, in the case or in
the way accents are encoded, and in nothing else: « sûreté » and « sécurité » are two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unicodedata import combining, normalize

import pyoxigraph as ox

from partnergraph.build.sources import parse_turtle
from partnergraph.errors import OntologyError, Place
from partnergraph.folding import fold_in_place
from partnergraph.iris import PPROG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["state", "organisation", "group", "region", "instrument", "topic", "value"]

_KINDS: Final[dict[str, Kind]] = {
    PPROG.State: "state",
    PPROG.InternationalOrganisation: "organisation",
    PPROG.ActorGroup: "group",
    PPROG.Region: "region",
    PPROG.ReferencedInstrument: "instrument",
    PPROG.Topic: "topic",
    PPROG.Value: "value",
}
_LABELS: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_VOCABULARIES: Final = ("topic", "value")

_LIKE: Final = {
    ord(char): plain for plain, chars in {"'": "´`′", "-": "‒–−﹣－"}.items() for char in chars
}  # what folding leaves apart, since a dash may separate; in a name it does not
_INVISIBLE: Final = "\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff"  # soft hyphen, joiners, direction marks
_DROPPED: Final = dict.fromkeys(map(ord, _INVISIBLE))
_LETTER: Final = r"[^\W_¹²³⁰⁴-⁹]"  # a raised digit is the sign of a note, no part of the word before it
_MARKS: Final = "".join(filter(combining, map(chr, range(0x300, 0x10000))))
_WORD: Final = f"{_LETTER}+(?:(?:[{_MARKS}]+|[{_INVISIBLE}]+(?={_LETTER})){_LETTER}*)*"
_TOKEN: Final = re.compile(rf"{_WORD}|[^\w\s\u200b{_INVISIBLE}]|[_¹²³⁰⁴-⁹]")


class Token(NamedTuple):
    """A word or one other sign: `key` is what it is compared by, `gap` whether a space stands before it."""

    start: int
    end: int
    key: str
    gap: bool


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in order, with their offsets in it; accents are part of their word.

    A line that ends with the hyphen of a word is no space: the word goes on.
    """
    folded = fold_in_place(text).translate(_LIKE)
    found: list[Token] = []
    end, in_word = 0, False  # in_word: the last token is a hyphen right after another token
    for match in _TOKEN.finditer(folded):
        between = text[end : match.start()].translate(_DROPPED)
        gap = bool(between) and not (in_word and len(f"{between}.".splitlines()) > 1)
        is_word = re.match(_LETTER, match[0]) is not None
        key = _bare(text[match.start() : match.end()] if is_word else match[0]).casefold()
        in_word = key == "-" and not gap and bool(found)
        end = match.end()
        found.append(Token(match.start(), end, key, gap))
    return found


def spelling(name: str) -> str:
    """What a name is compared by: two names with one spelling cannot be told apart in a text."""
    return "".join(f" {token.key}" if token.gap else token.key for token in tokens(name.strip()))


def capitals(word: str) -> tuple[bool, ...]:
    """For each sign of the key of a word, whether the word prints it as a capital."""
    return tuple(char.isupper() for char in _bare(word) for _ in char.casefold())


def _bare(word: str) -> str:
    """The word with its accents as signs of their own: then each sign has its case, in every script."""
    return word if word.isascii() else normalize("NFD", word.translate(_DROPPED))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity, in a language or, where that is empty, in every language; `id` ends its IRI."""

    text: str
    language: str
    entity: str
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of entities; the first of an entity's names in a language is the preferred one."""

    names: tuple[Name, ...]

    def names_in(self, language: str) -> tuple[Name, ...]:
        """The names that a text in a language may use, those of no language included."""
        return tuple(name for name in self.names if name.language in {language, ""})

    def entity(self, kind: Kind, identifier: str) -> str:
        """IRI of the entity of a kind with that id, empty where there is none."""
        found = (name.entity for name in self.names if (name.kind, name.id) == (kind, identifier))
        return next(found, "")

    def label(self, entity: str, language: str) -> str:
        """The preferred name of an entity in a language, else one of no language, else its id."""
        names = [name for name in self.names if name.entity == entity]
        ranked = [name.text for wanted in (language, "") for name in names if name.language == wanted]
        return ranked[0] if ranked else _last_part(entity)


def read_lexicon(ontology: Path, data: Path) -> Lexicon:
    """The names of actors, regions and instruments in data/*.ttl, of topics and values in the vocabularies.

    Raises OntologyError for a file that cannot be read, and with both entities for a name of two of them:
    what a text means by it would be a guess.
    """
    vocabularies = [ontology / "vocabularies" / f"{name}.ttl" for name in _VOCABULARIES]
    quads = [
        (file, quad) for file in (*sorted(data.glob("*.ttl")), *vocabularies) for quad in parse_turtle(file)
    ]
    kinds: dict[str, Kind] = {}
    for file, quad in quads:
        if quad.predicate.value == RDF.type and isinstance(quad.object, ox.NamedNode):
            _classify(kinds, str(getattr(quad.subject, "value", "")), quad.object.value, file)
    labels = [label for file, quad in quads for label in _label(quad, kinds, file)]
    labels.sort(key=lambda label: (label.name.kind, label.name.entity, label.rank, label.name.text))
    _refuse_ambiguous(labels)
    return Lexicon(tuple(dict.fromkeys(label.name for label in labels)))


@dataclass(frozen=True, slots=True)
class _Label:
    name: Name
    rank: int
    file: Path

    def place(self) -> Place:
        """The file, with the first line that prints the name between quotes, if one does."""
        lines = (" ".join(line.split()) for line in self.file.read_text(encoding="utf-8").splitlines())
        printed = (number for number, line in enumerate(lines, 1) if f'"{self.name.text}"' in line)
        return Place(str(self.file), next(printed, 0))


def _classify(kinds: dict[str, Kind], entity: str, class_iri: str, file: Path) -> None:
    kind = _KINDS.get(class_iri)
    if kind is None:
        return
    if kinds.setdefault(entity, kind) != kind:
        raise OntologyError(
            f"<{entity}> is both {kinds[entity]} and {kind}",
            place=Place(str(file)),
            advice="Give it one of the two classes.",
        )


def _label(quad: ox.Quad, kinds: dict[str, Kind], file: Path) -> Iterator[_Label]:
    """The label that a statement gives to an entity of one of the kinds, if it does."""
    entity, label = quad.subject, quad.object
    if quad.predicate.value not in _LABELS or not isinstance(label, ox.Literal):
        return
    if not isinstance(entity, ox.NamedNode) or entity.value not in kinds:
        return
    language = (label.language or "").partition("-")[0].lower()
    text = " ".join(label.value.split())
    if not re.search(_LETTER, text):
        raise OntologyError(
            f"<{entity.value}> has the label {label.value!r}, in which there is no word",
            place=Place(str(file)),
            advice="Take it out, or write the name.",
        )
    name = Name(text, language, entity.value, kinds[entity.value], _last_part(entity.value))
    yield _Label(name, _LABELS.index(quad.predicate.value), file)


def _last_part(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _refuse_ambiguous(labels: list[_Label]) -> None:
    """Raise for the first label that another entity has too, in the same language or in every language."""
    by_spelling: dict[str, list[_Label]] = {}
    for label in labels:
        others = by_spelling.setdefault(spelling(label.name.text), [])
        for other in others:
            languages = {label.name.language, other.name.language}
            if other.name.entity != label.name.entity and (len(languages) == 1 or "" in languages):
                language = max(languages) or "every language"
                raise OntologyError(
                    f"the name “{label.name.text}” ({language}) is given to <{other.name.entity}> "
                    f"({other.place()}) and to <{label.name.entity}>",
                    place=label.place(),
                    advice="Leave it to one of them, or to neither: what a text means would be a guess.",
                )
        others.append(label)
