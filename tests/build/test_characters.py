"""Characters that make a text suspicious."""

from __future__ import annotations

import pytest

from partnergraph.build.characters import suspicious_characters


@pytest.mark.parametrize(
    ("text", "code", "severity", "offset"),
    [
        ("la dÃ©fense", "suspicious-encoding", "warning", 4),
        ("lâ€™OTAN", "suspicious-encoding", "warning", 1),
        ("d\ufffdfense", "suspicious-encoding", "warning", 1),
        ("d\x82fense", "suspicious-encoding", "warning", 1),
        ("goals \u202eslaog", "bidi-control", "warning", 6),
        ("a\x07b", "control-characters", "warning", 1),
        ("\uf0b7 goal", "private-characters", "warning", 0),
        ("co\u200bop", "invisible-characters", "info", 2),
        ("co\u00adop", "invisible-characters", "info", 2),
    ],
)
def test_a_suspicious_character_is_noticed(text: str, code: str, severity: str, offset: int) -> None:
    """The notice stands at the first of its kind."""
    (notice,) = suspicious_characters(text)

    assert (notice.code, notice.severity, notice.offset) == (code, severity, offset)


def test_a_notice_counts_and_names() -> None:
    """How many there are, and the name of the first."""
    (notice,) = suspicious_characters("a\u202eb\u202dc")

    assert "(2; the first is U+202E, RIGHT-TO-LEFT OVERRIDE)" in notice.message


def test_a_misread_text_says_what_it_was() -> None:
    """« Ã© » was « é »."""
    (notice,) = suspicious_characters("SÃ©curitÃ©")

    assert "« Ã© » is what « é » looks like" in notice.message
    assert "(2 places)" in notice.message


@pytest.mark.parametrize(
    "text",
    [
        "Là-bas, à l’été, le « château » – déjà…",
        "ÂME, FORÊT, À L’ÂGE",
        "PARTAGÉ\u00a0: « CAFÉ\u00a0»",
        "a\tb\r\nc\fd",
        "Größe, ñ, ø, Ã",
    ],
)
def test_ordinary_words_are_not_suspicious(text: str) -> None:
    """Accents, typography and line ends are what texts consist of."""
    assert suspicious_characters(text) == []
