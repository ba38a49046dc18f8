"""Queries with the documented terms, as users write them: the endpoint knows the prefixes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.serve.snapshot import Snapshot

FILES: Final = Path(__file__).parent / "documented"
TOPIC: Final = "https://w3id.org/pprog/vocab/topic/"

ANSWERS: Final[dict[str, list[dict[str, Any]]]] = {
    "goals-per-priority": [{"n": n, "goals": goals} for n, goals in ((1, 5), (2, 3), (3, 6), (4, 2))],
    "declared-and-found": [{"declared": each, "found": each} for each in (3, 4, 4, 16, 16)],
    "asserted-links": [],
    "quotes-at-their-place": [{"ok": True, "goals": 16}],
    "units-naming-a-value": [{"units": 5, "mentions": 6}],
    "topics-of-one-closed-list": [
        {"t": f"{TOPIC}{name}"}
        for name in (
            "emergency-management",
            "human-security",
            "maritime-security",
            "resilience-and-civil-preparedness",
            "space-security",
            "strategic-communications",
        )
    ],
}


def test_every_file_has_an_answer() -> None:
    """No query is left out."""
    assert {path.stem for path in FILES.glob("*.rq")} == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_as_users_write_it(
    ask: Callable[[str], list[dict[str, Any]]], snapshot: Snapshot, name: str
) -> None:
    """It runs as it stands, and says what the text says."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in snapshot.prefixes.items())

    assert ask(prefixes + (FILES / f"{name}.rq").read_text(encoding="utf-8")) == ANSWERS[name]
