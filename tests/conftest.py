"""One release, built once a session from the real data, and the settings to serve it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from partnergraph.build.release import build_release
from partnergraph.serve.app import create_app
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.release import Built

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a session: the real data, a release folder of our own."""
    return replace(
        Settings(),
        data=ROOT / "data",
        ontology=ROOT / "ontology",
        queries=ROOT / "queries",
        release=tmp_path_factory.mktemp("release"),
        query_seconds=5.0,
    )


@pytest.fixture(scope="session")
def built(settings: Settings) -> Built:
    """The release of the real data."""
    return build_release(settings)


@pytest.fixture(scope="session")
def client(settings: Settings, built: Built) -> Iterator[TestClient]:
    """A client of the application over that release; it does not follow redirects."""
    assert built.path.is_dir()
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client
