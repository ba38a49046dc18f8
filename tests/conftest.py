"""Releases, built once a session: of the real data, and of a programme of our own in two languages."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.outline import read_outline
from partnergraph.build.release import build_release
from partnergraph.serve.app import create_app
from partnergraph.settings import Settings
from rendering import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnergraph.build.release import Built

ROOT = Path(__file__).parent.parent
TWIN = ROOT / "tests" / "twin"
RECORD = """\
id = "nato-rur/itpp-2024"
counterpart = "nato"
partner = "rur"
source_confidence = "official-full"
"""
TEXT = """
[[texts]]
file = "{language}.txt"
language = "{language}"
sha256 = "{sha256}"
source = "our own words"
"""


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


@pytest.fixture(scope="session")
def twin_texts() -> dict[str, str]:
    """A small programme of our own words, line by line the same in French and in English."""
    return {language: (TWIN / f"{language}.txt").read_text(encoding="utf-8") for language in ("fr", "en")}


@pytest.fixture(scope="session")
def twin_topics() -> str:
    """What an editor decided on its third goal."""
    return (TWIN / "topics.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def make_twin(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Makes a data folder with one programme: `texts` by language in their order, `topics` as recorded."""

    def make(texts: dict[str, str], topics: str) -> Settings:
        place = tmp_path_factory.mktemp("twin")
        shutil.copytree(ROOT / "data", place / "data", ignore=shutil.ignore_patterns("programmes"))
        shutil.copy(TWIN / "ruritania.ttl", place / "data")
        folder = place / "data" / "programmes" / "nato-rur-itpp-2024"
        folder.mkdir(parents=True)
        record = RECORD
        for language, text in texts.items():
            (folder / f"{language}.txt").write_bytes(text.encode())
            record += TEXT.format(language=language, sha256=hashlib.sha256(text.encode()).hexdigest())
        (folder / "programme.toml").write_text(record + topics, encoding="utf-8")
        return replace(
            Settings(),
            data=place / "data",
            ontology=ROOT / "ontology",
            queries=ROOT / "queries",
            release=place / "release",
            query_seconds=5.0,
        )

    return make


@pytest.fixture(scope="session")
def twin(make_twin: Callable[..., Settings], twin_texts: dict[str, str], twin_topics: str) -> Settings:
    """Settings over the programme in two languages."""
    return make_twin(twin_texts, twin_topics)


@pytest.fixture(scope="session")
def twin_built(twin: Settings) -> Built:
    """The release of the programme in two languages."""
    return build_release(twin)


@pytest.fixture(scope="session")
def twin_client(twin: Settings, twin_built: Built) -> Iterator[TestClient]:
    """A client of the application over that release; it does not follow redirects."""
    assert twin_built.path.is_dir()
    with TestClient(create_app(twin), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def convert_twin(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], twin_topics: str
) -> Callable[[str], tuple[Settings, bytes]]:
    """Makes the programme in two languages with its English text in a format; gives its bytes, too."""

    def convert(form: str) -> tuple[Settings, bytes]:
        settings = make_twin(twin_texts, twin_topics)
        folder = settings.data / "programmes" / "nato-rur-itpp-2024"
        text = document_from_bytes((folder / "en.txt").read_bytes(), "en.txt")
        content = FORMATS[form](read_outline(text, all_cues()["en"]))
        (folder / "en.txt").unlink()
        (folder / f"en.{form}").write_bytes(content)
        record = (folder / "programme.toml").read_text(encoding="utf-8")
        record = record.replace('"en.txt"', f'"en.{form}"')
        record = record.replace(text.file.sha256, hashlib.sha256(content).hexdigest())
        (folder / "programme.toml").write_text(record, encoding="utf-8")
        return settings, content

    return convert
