"""One frozen Settings, read once by the command line and passed down.

SETTINGS is the table of names, defaults and help: it makes the options of the
commands and the table in the README, and a test compares all three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from partnergraph.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default."""

    data: Path = Path("data")
    ontology: Path = Path("ontology")
    queries: Path = Path("queries")
    release: Path = Path("release")
    base: str = "https://w3id.org/pprog/"
    host: str = "127.0.0.1"
    port: int = 8000
    engine: str = "auto"
    memory_mebibytes: int = 4096
    workers: int = 4
    query_seconds: float = 10.0
    queue_seconds: float = 5.0
    worker_mebibytes: int = 4096
    query_bytes: int = 1_000_000
    cache_mebibytes: int = 64
    page_rows: int = 100


HELP: Final[dict[str, str]] = {
    "data": "folder of programmes and authority files",
    "ontology": "folder of the ontology, vocabularies, shapes and checks",
    "queries": "folder of curated and page queries",
    "release": "folder that holds the releases and the link `current`",
    "base": "base IRI under which data IRIs are minted, with its final slash",
    "host": "address to listen on",
    "port": "port to listen on",
    "engine": "where the data are: memory, disk, or auto by their size",
    "memory_mebibytes": "memory for the data in all workers, in MiB; auto leaves larger data on disk",
    "workers": "query worker processes at most",
    "query_seconds": "time limit of a query; a client may ask for less with timeout=",
    "queue_seconds": "how long a query waits for a free worker before 503",
    "worker_mebibytes": "memory a worker may use for a query, in MiB",
    "query_bytes": "largest request body, in bytes",
    "cache_mebibytes": "memory for answers that were given already, in MiB",
    "page_rows": "rows on a page of a curated query",
}


LEAST: Final[dict[str, float]] = {
    "port": 0,
    "memory_mebibytes": 0,
    "workers": 1,
    "query_seconds": 0.001,
    "queue_seconds": 0,
    "worker_mebibytes": 64,
    "query_bytes": 1,
    "cache_mebibytes": 0,
    "page_rows": 1,
}
ENGINES: Final = ("auto", "memory", "disk")
_BASE: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+/")


def settings_from(options: dict[str, Any]) -> Settings:
    """Settings with the given options over the defaults; None means not given.

    Raises SettingsError for a value that cannot work.
    """
    given = {name: value for name, value in options.items() if value is not None}
    settings = replace(Settings(), **given)
    for name, least in LEAST.items():
        value = getattr(settings, name)
        if not value >= least:
            raise SettingsError(f"{option(name)} {value} is too small", advice=f"Give {least:g} or more.")
    if settings.engine not in ENGINES:
        raise SettingsError(
            f"--engine {settings.engine!r} is unknown", advice=f"Choose {', '.join(ENGINES)}."
        )
    if not _BASE.fullmatch(settings.base):
        raise SettingsError(
            f"--base {settings.base!r} is not an absolute IRI that ends with a slash",
            advice=f"For example {Settings().base}",
        )
    return settings


def option(name: str) -> str:
    """The name of a setting on the command line."""
    return "--" + name.replace("_", "-")


def settings_table() -> list[tuple[str, str, str]]:
    """Rows of (option, default, help) in the order of the fields."""
    defaults = Settings()
    return [
        (option(field.name), str(getattr(defaults, field.name)), HELP[field.name])
        for field in fields(Settings)
    ]
