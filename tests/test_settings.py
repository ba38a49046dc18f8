"""Settings: one table makes the options and the documentation."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from partnergraph.errors import SettingsError
from partnergraph.settings import HELP, Settings, settings_from, settings_table

README = Path(__file__).parent.parent / "README.md"


def test_every_setting_is_explained() -> None:
    """The table of help has the fields of Settings, in their order."""
    assert list(HELP) == [field.name for field in fields(Settings)]


def test_settings_are_frozen() -> None:
    """Nobody changes a setting on the way down."""
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]  # the point of the test


def test_what_is_not_given_keeps_its_default() -> None:
    """None means not given."""
    assert settings_from({"port": 9000, "host": None}) == Settings(port=9000)


@pytest.mark.parametrize(("option", "default", "meaning"), settings_table())
def test_the_readme_has_the_table(option: str, default: str, meaning: str) -> None:
    """The README shows every option with its default and its meaning."""
    assert f"| `{option}` | `{default}` | {meaning} |" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("workers", 0, "--workers 0 is too small"),
        ("query_seconds", float("nan"), "--query-seconds nan is too small"),
        ("port", -1, "--port -1 is too small"),
        ("base", "w3id.org/pprog", "not an absolute IRI that ends with a slash"),
        ("base", "https://example.org/a b/", "not an absolute IRI that ends with a slash"),
    ],
)
def test_a_value_that_cannot_work_is_refused(name: str, value: object, says: str) -> None:
    """Before anything is opened, with what would be right."""
    with pytest.raises(SettingsError, match=says):
        settings_from({name: value})
