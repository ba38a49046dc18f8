"""Which language a text is in, or in none that is read; and that a language is one more file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import partnergraph
from partnergraph.build.cues import read_cues
from partnergraph.build.languages import cues_for
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

GERMAN = Path(__file__).with_name("german.toml")
GERMAN_TEXT = """\
Individuell zugeschnittenes Partnerschaftsprogramm zwischen NATO und der Republik Borduria für 2024 bis 2027

Brüssel, den 3. März 2024

Das Programm hat drei Partnerschaftsziele in zwei Schwerpunkten: Sichere Meere und Lernen.

Die Partnerschaftsziele sind die folgenden:

1. Sichere Meere
   - Streifen: die beiden Seiten fahren zur See.
   - Karten: sie zeichnen die Küste.
2. Lernen
   - Schulen: sie lehren.
"""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("EU-Jordan Partnership Priorities 2021-2027", "en"),
        ("Partnership goals\n\n1. Cyber defence\n2. Maritime security\n", "en"),
        ("Goals:\n\n- Patrols\n", "en"),
        ("Plan d’action OTAN-Syldavie", "fr"),
        ("Programme de partenariat individualisé Suisse-OTAN 2025-2028", "fr"),
        ("BUTS DE PARTENARIAT\n\nCYBERDÉFENSE\nSÛRETÉ MARITIME\n", "fr"),
    ],
)
def test_titles_and_lists_alone(text: str, language: str) -> None:
    """A text without sentences is told by the words for programmes and their elements."""
    assert cues_for(text, "a.txt").language == language


def test_a_long_text_is_told_quickly() -> None:
    """Five megabytes of blanks around the lines of a list, in which few words stand."""
    text = "Partnership goals\n\n" + "".join(f"{' ' * 5000}- level {at}\n" for at in range(1000))
    begin = time.process_time()

    assert cues_for(text, "a.txt").language == "en"
    assert time.process_time() - begin < 10  # half a second on a desk


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Die beiden Seiten arbeiten in den folgenden Bereichen zusammen und vertiefen den Dialog.",
            "German",
        ),
        ("Las dos partes trabajan juntas por la paz de la región y del mundo entero.", "Spanish"),
        ("Le due parti lavorano insieme per la pace della regione e del mondo intero.", "Italian"),
        ("De twee partijen werken samen voor de vrede in de regio en in de wereld.", "Dutch"),
        ("As duas partes trabalham em conjunto para a paz da região e do mundo.", "Portuguese"),
        ("Cele două părți lucrează împreună pentru pacea regiunii și a lumii.", "Romanian"),
        ("Сторони працюють разом задля миру в регіоні та в усьому світі.", "Ukrainian"),
        ("Plan de acción entre la Unión Europea y el Reino de Syldavia", "Spanish"),
        ("대한민국과 북대서양조약기구 간 개별 맞춤형 파트너십 프로그램", "Hangul"),
        ("日本とNATOとの間の国別適合パートナーシップ計画", "Cjk|Katakana"),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit", "not recognised"),
    ],
)
def test_a_language_that_is_not_read_is_named(text: str, name: str) -> None:
    """A text in another language is refused by its name, or that of its letters, and not read as French."""
    with pytest.raises(DocumentError, match=name) as refused:
        cues_for(text, "a.txt")

    assert "--language" in refused.value.advice


@pytest.mark.parametrize(
    "other",
    [
        "Die beiden Seiten arbeiten in den folgenden Bereichen zusammen und vertiefen den Dialog.",
        "Les deux parties veillent à la paix de la région et elles le disent aux autres.",
        "Las dos partes trabajan juntas por la paz de la región y del mundo entero.",
    ],
)
def test_a_paragraph_in_another_language(read: Callable[..., Programme], other: str) -> None:
    """It is doubted, whether that language is one that is read or not."""
    own = "The two sides work together for the peace of the region and of the world.\n\n" * 3
    found = read(f"Action Plan between NATO and Freedonia\n\n{own}{other}\n")
    spans = [each.span for each in found.findings if each.code == "mixed-language"]

    assert found.language == "en"
    assert [found.document.quote(span) for span in spans if span] == [other]


def test_a_language_is_one_more_file(tmp_path: Path) -> None:
    """With a file of German cues beside the others, and no other change, a German text is read."""
    package = tmp_path / "partnergraph"
    shutil.copytree(Path(partnergraph.__file__).parent, package)
    shutil.copy(GERMAN, package / "build" / "cues" / "de.toml")
    text = tmp_path / "text.txt"
    text.write_text(GERMAN_TEXT, encoding="utf-8")
    command = "from partnergraph.cli import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", command, "read", str(text), "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)

    assert (found["language"], found["type"], found["published"]) == ("de", "itpp", "2024-03-03")
    assert (found["period"]["start"], found["period"]["end"]) == (2024, 2027)
    assert [party["name"] for party in found["parties"]] == ["NATO", "Republik Borduria"]
    assert [(each["kind"], each["count"]) for each in found["declarations"]] == [("goal", 3), ("priority", 2)]
    assert [(each["label"], [goal["label"] for goal in each["goals"]]) for each in found["priorities"]] == [
        ("Sichere Meere", ["Streifen", "Karten"]),
        ("Lernen", ["Schulen"]),
    ]
    assert found["list"] == "closed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('language = "de"', "language = de", "no TOML"),
        ("[counts]", "[other]", "lacks the entry 'counts'"),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """What is wrong with a file of cues is said with its name, and where to look."""
    (tmp_path / "de.toml").write_text(GERMAN.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(DocumentError, match=message) as refused:
        read_cues(tmp_path)

    assert "de.toml" in str(refused.value)
    assert "docs/languages.md" in refused.value.advice
