"""Parties to actors: the names that a text prints against the authority file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from partnergraph.build.elements import Finding
from partnergraph.errors import Place, ProgrammeError
from partnergraph.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.elements import Programme
    from partnergraph.build.sources import Actor, ProgrammeFolder


def require_actors(folder: ProgrammeFolder, actors: dict[str, Actor]) -> None:
    """Raise ProgrammeError where programme.toml names an actor that the authority file does not know."""
    publishers = [("publisher", text.publisher) for text in folder.texts if text.publisher]
    for role, actor in (("counterpart", folder.counterpart), ("partner", folder.partner), *publishers):
        if actor not in actors:
            raise ProgrammeError(
                f"{role} = {actor!r} is no actor of the authority files in data/",
                place=Place(str(folder.path / "programme.toml")),
                advice="Add it there, or use one of: "
                f"{', '.join(actors_like(actor, actors) or sorted(actors))}.",
            )


def actors_like(name: str, actors: dict[str, Actor]) -> list[str]:
    """The ids of the actors whose ids or names are most like a name, if any are."""
    names = {form: actor.id for actor in actors.values() for form in (actor.id, *actor.names)}
    near = get_close_matches(fold(name), names, n=5)
    return list(dict.fromkeys(names[form] for form in near))


def party_findings(
    programme: Programme, folder: ProgrammeFolder, actors: dict[str, Actor]
) -> Iterator[Finding]:
    """Parties whose printed name is no label of the actor that programme.toml gives for their role."""
    ids = {"counterpart": folder.counterpart, "partner": folder.partner}
    for party in programme.parties:
        actor = actors[ids[party.role]]
        if fold(party.name) not in actor.names:
            yield Finding(
                "party-unknown",
                "error",
                f"the text names « {party.name} » as {party.role}, which is no name of the actor {actor.id}",
                party.span,
                "Add the name to the actor in data/ as skos:altLabel, or mend programme.toml.",
            )
