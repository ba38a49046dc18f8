"""Printed names against the authority file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.linking import party_findings, require_actors
from partnergraph.build.sources import read_actors, read_folder
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme
    from partnergraph.build.sources import Actor, ProgrammeFolder

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def actors() -> dict[str, Actor]:
    """The actors of the authority file."""
    return read_actors(DATA)


@pytest.fixture(scope="module")
def folder() -> ProgrammeFolder:
    """The record of the real text."""
    return read_folder(DATA / "programmes" / "nato-jpn-itpp-2023")


def test_the_real_parties_are_known(
    japan: Programme, folder: ProgrammeFolder, actors: dict[str, Actor]
) -> None:
    """OTAN is a name of nato, Japon of jpn."""
    require_actors(folder, actors)

    assert list(party_findings(japan, folder, actors)) == []


def test_a_name_of_another_actor_is_found(
    japan: Programme, folder: ProgrammeFolder, actors: dict[str, Actor]
) -> None:
    """Where the record says Switzerland and the text says Japon, the words of the text are shown."""
    (finding,) = party_findings(japan, replace(folder, partner="che"), actors)

    assert (finding.code, finding.severity) == ("party-unknown", "error")
    assert finding.span is not None
    assert japan.document.quote(finding.span) == "Japon"


@pytest.mark.parametrize("role", ["counterpart", "partner"])
def test_an_unknown_actor_is_refused(folder: ProgrammeFolder, actors: dict[str, Actor], role: str) -> None:
    """An id that is not in the authority file is refused, with the ids that are."""
    changed = replace(folder, counterpart="xyz") if role == "counterpart" else replace(folder, partner="xyz")

    with pytest.raises(ProgrammeError, match=f"{role} = 'xyz'") as refused:
        require_actors(changed, actors)

    assert {"jpn", "kor", "nato"} <= set(
        refused.value.advice.rpartition("use one of: ")[2].rstrip(".").split(", ")
    )


def test_an_unknown_publisher_is_refused(folder: ProgrammeFolder, actors: dict[str, Actor]) -> None:
    """Every text's publisher is an actor; a text may come without one."""
    (text,) = folder.texts
    require_actors(replace(folder, texts=(replace(text, publisher=""),)), actors)

    with pytest.raises(ProgrammeError, match="publisher = 'nobody'") as refused:
        require_actors(replace(folder, texts=(text, replace(text, publisher="nobody"))), actors)

    assert refused.value.place == Place(str(folder.path / "programme.toml"))
