"""The release as it is served, and its store, for every test of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from partnergraph.serve.snapshot import open_release

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.release import Built
    from partnergraph.serve.snapshot import Snapshot
    from partnergraph.settings import Settings


@pytest.fixture(scope="session")
def snapshot(settings: Settings, built: Built) -> Snapshot:
    """The release as it is served."""
    assert built.path.is_dir()
    return open_release(settings)


@pytest.fixture(scope="session")
def store(snapshot: Snapshot) -> ox.Store:
    """Its store."""
    return ox.Store.read_only(str(snapshot.store))


@pytest.fixture(scope="session")
def ask(store: ox.Store) -> Callable[[str], list[dict[str, Any]]]:
    """Runs a SELECT over the union of all graphs; numbers and truth values come as Python has them."""

    def rows(text: str) -> list[dict[str, Any]]:
        solutions = store.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [{name: _plain(row[name]) for name in names} for row in solutions]

    return rows


def _plain(term: Any) -> Any:
    """A term as a Python value."""
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value.rpartition("#")[2]
        if datatype in ("integer", "positiveInteger"):
            return int(term.value)
        if datatype == "decimal":
            return float(term.value)
        if datatype == "boolean":
            return term.value == "true"
    return term.value if term is not None else None
