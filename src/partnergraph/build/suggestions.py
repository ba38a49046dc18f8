"""What a new programme.toml can propose: actors from the text or the id, and what is left to an editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.cues import all_cues
from partnergraph.build.linking import actors_like
from partnergraph.build.mentions import find_mentions
from partnergraph.build.sources import parse_turtle
from partnergraph.build.topics import assign_topics
from partnergraph.errors import Place, ProgrammeError
from partnergraph.folding import fold
from partnergraph.iris import SKOS

if TYPE_CHECKING:
    from pathlib import Path

    from partnergraph.build.document import Span
    from partnergraph.build.elements import Party, Programme
    from partnergraph.build.lexicon import Lexicon
    from partnergraph.build.sources import Actor
    from partnergraph.iris import Namespace


@dataclass(frozen=True, slots=True)
class Role:
    """An actor for `name`, counterpart or partner; "" for none. `reason` says where it was found."""

    name: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stub:
    """An element without a topic, as programme.toml names it; `named` are topics that its words mention."""

    element: str
    label: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a vocabulary."""

    id: str
    definition: str


def role_of(
    name: str, given: str, identifier: str, programme: Programme | None, actors: dict[str, Actor]
) -> Role:
    """Who has a role: as given, else as the text names it, else by the id, else nobody.

    Raises ProgrammeError for an actor that the authority files do not know, or do not know apart, and for a
    programme that leaves it open.
    """
    if given:
        return Role(name, _known(name, given, actors), "as given to partnergraph new")
    by_id = _actors_in(identifier, actors).get(name, "")
    party = next((party for party in programme.parties if party.role == name), None) if programme else None
    if programme and party:
        actor = _actor_named(party, programme, actors)
        doubt = f", and the id says {by_id}" if by_id not in {"", actor} else ""
        return Role(name, actor, f"the text names « {party.name} »{doubt}")
    if by_id:
        return Role(name, by_id, f"as the id says: {actors[by_id].labels.get('en', by_id)}")
    if programme:
        raise ProgrammeError(
            f"the text does not say who its {name} is, nor does the id",
            place=Place(programme.document.name),
            advice=f"Name the actor: --{name} ID, an id in data/*.ttl such as nato or jpn.",
        )
    return Role(name, "", "to fill in: the id of an actor in data/*.ttl")


def _known(name: str, given: str, actors: dict[str, Actor]) -> str:
    if given not in actors:
        raise ProgrammeError(
            f"--{name} {given!r} is no actor of the authority files in data/",
            advice=f"Add it there{_such_as(given, actors)}.",
        )
    return given


def _actor_named(party: Party, programme: Programme, actors: dict[str, Actor]) -> str:
    """The one actor with the name of a party."""
    named = [actor.id for actor in actors.values() if fold(party.name) in actor.names]
    if len(named) == 1:
        return named[0]
    what = f"is a name of {' and of '.join(named)}" if named else "is no name of an actor in data/"
    raise ProgrammeError(
        f"the text names « {party.name} » as {party.role}, which {what}",
        place=programme.document.place(party.span.start),
        advice=f"Name the actor with --{party.role}, or mend the names{_such_as(party.name, actors)}.",
    )


def _such_as(name: str, actors: dict[str, Actor]) -> str:
    """The actors with names like this one, as the rest of an advice."""
    near = actors_like(name, actors)
    return f"; there are: {', '.join(near)}" if near else ""


def _actors_in(identifier: str, actors: dict[str, Actor]) -> dict[str, str]:
    """Counterpart and partner, where the first part of an id is two ids of actors with a hyphen between."""
    words = identifier.partition("/")[0].split("-")
    splits = [("-".join(words[:place]), "-".join(words[place:])) for place in range(1, len(words))]
    found = next((pair for pair in splits if actors.keys() >= set(pair)), ())
    return dict(zip(("counterpart", "partner"), found, strict=False))


def topic_stubs(programme: Programme, lexicon: Lexicon) -> tuple[Stub, ...]:
    """The goals and challenges whose label is the name of no topic, in order."""
    elements = (*programme.goals, *programme.challenges)
    assigned, _ = assign_topics(elements, lexicon, all_cues()[programme.language], ())
    settled = [assignment.element for assignment in assigned]
    mentions = [
        mention
        for mention in find_mentions(programme.outline, lexicon, programme.language)
        if mention.name.kind == "topic"
    ]
    return tuple(
        Stub(
            f"{element.kind}-{element.ordinal}",
            element.label.text,
            tuple(dict.fromkeys(each.name.id for each in mentions if _holds(element.span, each.span))),
        )
        for element in elements
        if element not in settled
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def concepts_of(ontology: Path, vocabulary: Namespace) -> list[Concept]:
    """The entries of a vocabulary in the order of its file, with their definitions in English."""
    name = vocabulary.iri.rstrip("/").rpartition("/")[2]
    return [
        Concept(quad.subject.value.removeprefix(vocabulary.iri), quad.object.value)
        for quad in parse_turtle(ontology / "vocabularies" / f"{name}.ttl")
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and (quad.predicate.value, quad.object.language) == (SKOS.definition, "en")
        and quad.subject.value.startswith(vocabulary.iri)
    ]
