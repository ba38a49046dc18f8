"""The command line as a user meets it: real processes, what they print, how they end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import read_document
from partnergraph.build.outline import read_outline
from rendering import FORMATS

if TYPE_CHECKING:
    from partnergraph.build.release import Built
    from partnergraph.settings import Settings

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "data/programmes/nato-jpn-itpp-2023/fr.txt"


def run(*arguments: str, cwd: Path = ROOT, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A run of the command."""
    command = [sys.executable, "-m", "partnergraph.cli", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the real data and a release published from it; for copying only."""
    folder = tmp_path_factory.mktemp("pristine")
    for name in ("data", "ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    assert run("build", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def project(pristine: Path, tmp_path: Path) -> Path:
    """A project folder of its own that may be spoilt."""
    shutil.copytree(pristine, tmp_path / "project", symlinks=True)
    return tmp_path / "project"


@pytest.fixture
def published(project: Path) -> tuple[Path, bytes]:
    """The manifest of the release that is published there, and its bytes."""
    manifest = project / "release" / "current" / "manifest.json"
    return manifest, manifest.read_bytes()


def spoil(path: Path, old: str, new: str) -> None:
    """Change one thing in a text, and record its new hash as an editor would."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


def record_hash(project: Path) -> None:
    """Write the hash of the text into programme.toml."""
    import hashlib  # noqa: PLC0415 only here

    folder = project / "data/programmes/nato-jpn-itpp-2023"
    old = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))["texts"][0]["sha256"]
    spoil(folder / "programme.toml", old, hashlib.sha256((folder / "fr.txt").read_bytes()).hexdigest())


def test_read_prints_the_outline() -> None:
    """Counts, labels and where a priority was placed."""
    result = run("read", str(TEXT))

    assert (result.returncode, result.stderr) == (0, "")
    assert (
        "4. PROMOTION DES VALEURS FONDAMENTALES  (printed under 3; placed by the declaration)"
        in result.stdout
    )
    assert "    └── 16. SÉCURITÉ HUMAINE\n" in result.stdout
    assert "4 priorités  ✓ declared: 4 (lines 38, 40)\n" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\x1b[1m" in run("read", "--color", str(TEXT)).stdout


def test_read_of_a_text_with_errors(tmp_path: Path) -> None:
    """Findings do not fail a reading, unless that is asked for."""
    file = tmp_path / "a.txt"
    file.write_text("The work of two\n\nThey have five goals.\n", encoding="utf-8")

    assert run("read", str(file)).returncode == 0
    strict = run("read", "--strict", str(file))
    assert (strict.returncode, strict.stderr) == (1, "")
    assert "  3 │ They have five goals.\n    │           ^^^^^^^^^^\n" in strict.stdout


def test_read_of_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """A file that is not there, an empty folder, a limit that is too low."""
    missing = run("read", str(tmp_path / "a.txt"))
    folder = run("read", str(tmp_path))
    short = run("read", "--seconds", "0.001", str(TEXT))

    assert [each.returncode for each in (missing, folder, short)] == [1, 1, 1]
    assert missing.stderr == f"error: {tmp_path / 'a.txt'}: there is no such file. Check the name.\n"
    assert folder.stderr.startswith(f"error: {tmp_path}: this folder holds no file to read. ")
    assert short.stderr == (f"error: {TEXT}: took longer than 0.001 s to read. Allow more with --seconds.\n")


def test_read_of_several_is_a_line_each(tmp_path: Path) -> None:
    """Those that cannot be read too; the exit code says that there is one."""
    (tmp_path / "b.txt").write_bytes(b"\0")
    result = run("read", str(tmp_path), str(TEXT), str(tmp_path / "c.txt"))

    assert result.returncode == 1
    assert [line[0] for line in result.stdout.splitlines()] == ["✗", "✓", "✗"]
    assert "itpp  2023–2026  3 obj.   4 prio.   16 goals   0 findings" in result.stdout
    assert result.stderr == "1 of 3 files read, 0 of them with errors in the text; 2 could not be read\n"


def test_a_name_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    """A byte that is no UTF-8 is printed as such, and comes back from the JSON."""
    name = os.fsdecode(b"a\xff.txt")
    (tmp_path / name).write_bytes(TEXT.read_bytes())
    (tmp_path / "b.txt").write_bytes(TEXT.read_bytes())

    assert "a\\udcff.txt" in run("read", str(tmp_path)).stdout
    first = run("read", "--format", "json", str(tmp_path)).stdout.splitlines()[0]
    assert json.loads(first)["file"] == str(tmp_path / name)


def test_a_terminal_that_knows_few_signs_does_no_harm() -> None:
    """What cannot be shown is written by its number."""
    result = subprocess.run(
        [sys.executable, "-m", "partnergraph.cli", "read", str(TEXT)],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (result.returncode, result.stderr) == (0, b"")
    assert b"4 priorit\\xe9s" in result.stdout


def test_new_makes_a_folder_that_passes(project: Path) -> None:
    """From the text alone: the folder, what was proposed, what to do next; and that is true."""
    result = run("new", "nato-jpn/itpp-2099", "--from", str(TEXT), cwd=project)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "data/programmes/nato-jpn-itpp-2099/ is made\n"
        "  counterpart = nato: the text names « OTAN »\n"
        "  partner = jpn: the text names « Japon »\n"
        "  to decide: source_confidence, publisher, source and rights\n"
        "  to decide: the topic of goal-12, « DÉVELOPPEMENT CAPACITAIRE ET INTEROPÉRABILITÉ »\n"
        "  to decide: the topic of challenge-3, « espace »\n"
        "Next: partnergraph check nato-jpn/itpp-2099\n"
    )
    check = run("check", "nato-jpn/itpp-2099", cwd=project)
    assert check.returncode == 0
    assert 'element = "goal-12"' in check.stdout


def test_new_without_a_text(project: Path) -> None:
    """A folder to fill in; what is lacking is what the check asks for."""
    result = run("new", "eu-jpn/spa-2030", cwd=project)

    assert result.returncode == 0
    assert "partner = jpn: as the id says: Japan" in result.stdout
    check = run("check", "eu-jpn/spa-2030", cwd=project)
    assert (check.returncode, check.stderr) == (
        1,
        'error: data/programmes/eu-jpn-spa-2030/programme.toml: lacks the text source_confidence = "…"\n',
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Japan",), "'Japan' is no id of a programme. An id looks like nato-jpn/itpp-2023"),
        (("nato-jpn/itpp-2023",), "data/programmes/nato-jpn-itpp-2023: is there already"),
        (("nato-jpn/a", "--partner", "japan"), "--partner 'japan' is no actor of the authority files"),
        (("nato-jpn/a", "--from", "nowhere.txt"), "nowhere.txt: there is no such file"),
        (("nato-jpn/a", "--data", "nowhere"), "nowhere: there is no such folder"),
    ],
)
def test_new_refuses_in_one_line(project: Path, arguments: tuple[str, ...], says: str) -> None:
    """And leaves nothing behind."""
    before = sorted(project.rglob("*"))
    result = run("new", *arguments, cwd=project)

    assert (result.returncode, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_read_takes_every_format(tmp_path: Path, form: str) -> None:
    """The outline of a page, of Markdown, of a PDF and of a DOCX is that of the text."""
    plain = read_document(TEXT)
    file = tmp_path / f"programme.{form}"
    file.write_bytes(FORMATS[form](read_outline(plain, all_cues()["fr"])))
    result = run("read", str(file))

    assert (result.returncode, result.stderr) == (0, "")
    assert "16 buts de partenariat in all, list closed" in result.stdout
    assert ("info left-out in the text as a whole" in result.stdout) is (form != "md")


def test_read_gives_json_with_the_documented_keys() -> None:
    """The keys are a contract; every span slices to its text."""
    reading = json.loads(run("read", str(TEXT), "--format", "json").stdout)
    text = TEXT.read_bytes().decode()

    assert list(reading) == [
        *("title", "language", "type", "period", "parties", "published", "updated"),
        *("objectives", "priorities", "goals", "declarations", "list", "findings"),
    ]
    assert reading["period"] == {"start": 2023, "end": 2026}
    assert reading["parties"] == [
        {"name": "OTAN", "role": "counterpart"},
        {"name": "Japon", "role": "partner"},
    ]
    assert [len(priority["goals"]) for priority in reading["priorities"]] == [5, 3, 6, 2]
    assert (reading["goals"], reading["list"], reading["findings"]) == ([], "closed", [])
    goals = [goal for priority in reading["priorities"] for goal in priority["goals"]]
    assert [text[slice(*goal["span"])] for goal in goals] == [goal["text"] for goal in goals]


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_read_gives_rdf(form: str) -> None:
    """A reading can be looked at as a graph before anything is recorded."""
    result = run("read", str(TEXT), "--format", form)

    assert result.returncode == 0
    assert result.stdout.count("a pprog:PartnershipGoal") == 16


def test_check_passes_on_our_data() -> None:
    """Nothing to complain about."""
    result = run("check")

    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(r"2 programmes and \d+ quads checked, no errors\n", result.stdout)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (
            "  2. QUESTIONS DE SÉCURITÉ DE LONGUE",
            "  7. QUESTIONS DE SÉCURITÉ DE LONGUE",
            56,
            "the number 7 is printed where 2 is expected",
        ),
        (
            "    • SÛRETÉ SPATIALE – Le Japon et l’OTAN coopèrent sur les aspects spatiaux de la sécurité.\n",
            "",
            38,
            "16 buts de partenariat here, and 15 were found",
        ),
        (
            "    • DIPLOMATIE PUBLIQUE",
            "    • PÊCHE – Le Japon et l’OTAN en parlent.\n    • DIPLOMATIE PUBLIQUE",
            40,
            "and 17 were found",
        ),
    ],
    ids=["priority renumbered", "goal dropped", "goal added"],
)
def test_check_says_what_no_longer_agrees_and_where(
    project: Path, old: str, new: str, line: int, says: str
) -> None:
    """One change in the text: the sentence, the line, exit code 1."""
    text = project / "data/programmes/nato-jpn-itpp-2023/fr.txt"
    spoil(text, old, new)
    record_hash(project)

    result = run("check", cwd=project)

    assert result.returncode == 1
    assert any(f"fr.txt:{line}:" in each and says in each for each in result.stderr.splitlines())
    assert "Traceback" not in result.stderr


def test_check_proposes_the_entry_that_settles_an_error(project: Path) -> None:
    """Copied into corrections.toml, with reasons, it does: a count that the text has wrong is accepted."""
    folder = project / "data/programmes/nato-jpn-itpp-2023"
    spoil(folder / "fr.txt", "trois objectifs stratégiques", "cinq objectifs stratégiques")
    record_hash(project)
    before = run("check", cwd=project)
    entry = before.stderr.partition("corrections.toml:\n")[2]
    (folder / "corrections.toml").write_text(entry.replace('"…"', '"Parce que."'), encoding="utf-8")
    after = run("check", cwd=project)

    assert (before.returncode, before.stderr.count("[[corrections]]")) == (1, 1)
    assert '    quote = "cinq objectifs stratégiques"\n' in before.stderr
    assert (after.returncode, after.stderr) == (0, "")
    assert "an editor accepts this" in after.stdout


def test_check_tells_the_changed_hash_and_what_it_changed(project: Path) -> None:
    """Without a new hash in the record the change itself is named, and its consequences too."""
    text = project / "data/programmes/nato-jpn-itpp-2023/fr.txt"
    spoil(text, "  3. DÉVELOPPEMENT DES ACTIVITÉS", "  4. DÉVELOPPEMENT DES ACTIVITÉS")

    result = run("check", "nato-jpn/itpp-2023", cwd=project)

    assert result.returncode == 1
    assert "programme.toml says 4fac74b22fed" in result.stderr
    assert "fr.txt:60:6: the number 4 is printed where 3 is expected" in result.stderr


def test_check_of_a_programme_that_is_not_there(project: Path) -> None:
    """The ones that are there are named."""
    result = run("check", "nato-xyz/itpp-2023", cwd=project)

    assert result.returncode == 1
    assert result.stderr == (
        "error: data: 'nato-xyz/itpp-2023' is no programme. "
        "There are: nato-jpn-itpp-2023, nato-kor-itpp-2023.\n"
    )


BAD: dict[str, tuple[str, bytes | None, str]] = {
    "missing text": ("data/programmes/nato-jpn-itpp-2023/fr.txt", None, r"fr\.txt: there is no such file"),
    "empty text": ("data/programmes/nato-jpn-itpp-2023/fr.txt", b"", r"fr\.txt: the file holds no words"),
    "binary text": (
        "data/programmes/nato-jpn-itpp-2023/fr.txt",
        b"PDF\n\0\1",
        r"fr\.txt:2: this is a binary file",
    ),
    "damaged text": (
        "data/programmes/nato-jpn-itpp-2023/fr.txt",
        "Programme\nd’été".encode() + b"\xe9",
        r"fr\.txt:2:6: byte 0xE9 .* is not UTF-8",
    ),
    "other text": (
        "data/programmes/nato-jpn-itpp-2023/fr.txt",
        TEXT.read_bytes() + b"\n",
        r"fr\.txt: its sha256 is [0-9a-f]{64}, and programme\.toml says 4fac74b22fed",
    ),
    "broken query": (
        "queries/curated/goals.rq",
        b"#+ summary: x\nSELECT * {\n ?a ?b }",
        r"goals\.rq:3:9: is not SPARQL",
    ),
    "broken check": ("ontology/checks/ordinals.rq", b"SELECT", r"ordinals\.rq:1:\d+: is not SPARQL"),
    "broken ontology": (
        "ontology/pprog.ttl",
        b"@prefix a: <http://a/> .\na:b a:c",
        r"pprog\.ttl:2:\d+: is not Turtle",
    ),
    "broken shapes": (
        "ontology/shapes/must-programme.ttl",
        b"\n<a> <b>",
        r"programme\.ttl:2:\d+: is not Turtle",
    ),
    "broken authority file": ("data/actors.ttl", b"x y z .", r"actors\.ttl:1:1: is not Turtle"),
    "broken record": (
        "data/programmes/nato-jpn-itpp-2023/programme.toml",
        b"id = \n",
        r"programme\.toml:1:\d+: is not TOML",
    ),
    "record without id": (
        "data/programmes/nato-jpn-itpp-2023/programme.toml",
        b"x = 1\n",
        r'programme\.toml: lacks the text id = "…"',
    ),
    "broken catalogue": ("data/catalog.toml", b"licence = 1\n", r"catalog\.toml: must have license, title"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_loses_nothing(
    project: Path, published: tuple[Path, bytes], case: str
) -> None:
    """The file and the place are named, the exit code is 1, the published release stays as it was."""
    manifest, before = published
    name, content, says = BAD[case]
    path = project / name
    path.unlink() if content is None else path.write_bytes(content)

    result = run("build", cwd=project)

    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert re.search(says, result.stderr)
    assert manifest.read_bytes() == before
    assert sorted(each.name for each in (project / "release").iterdir()) == sorted(
        [json.loads(before)["id"], "current"]
    )


def test_build_is_quick_where_nothing_changed(project: Path, published: tuple[Path, bytes]) -> None:
    """The second build finds the same inputs, says so and writes nothing."""
    manifest, before = published

    result = run("build", cwd=project)

    assert (result.returncode, manifest.read_bytes()) == (0, before)
    assert "is current, nothing changed" in result.stdout


def test_query_runs_without_a_server(settings: Settings, built: Built) -> None:
    """From standard input, with the prefixes of the release."""
    ask = "SELECT ?n { ?p a pprog:Priority ; pprog:ordinal ?n } ORDER BY ?n"
    result = run("query", "-", "--release", str(settings.release), stdin=ask)

    assert built.path.is_dir()
    assert (result.returncode, result.stdout.split()) == (0, ["n", "1", "2", "3", "4"])


def test_query_reads_a_file_and_writes_a_format(settings: Settings, built: Built, tmp_path: Path) -> None:
    """A query in a file, the answer as SPARQL JSON."""
    (tmp_path / "ask.rq").write_text("ASK { ?x a pprog:EditorialDecision }", encoding="utf-8")
    result = run("query", str(tmp_path / "ask.rq"), "--format", "json", "--release", str(settings.release))

    assert built.path.is_dir()
    assert json.loads(result.stdout)["boolean"] is True


def test_a_bad_query_is_one_line_with_its_place(settings: Settings, built: Built) -> None:
    """Line and column of the mistake."""
    result = run("query", "-", "--release", str(settings.release), stdin="SELECT * {\n ?a ?b }")

    assert built.path.is_dir()
    assert result.returncode == 1
    assert re.search(r"error: .*2:9", result.stderr)
    assert len(result.stderr.splitlines()) == 1


def test_serve_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    """No traceback, the command that helps."""
    result = run("serve", "--release", str(tmp_path))

    assert result.returncode == 1
    assert result.stderr.startswith("error: there is no release in")
    assert "partnergraph build" in result.stderr


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def children_of(process: int) -> list[int]:
    """The processes that a process started and that still run."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")
def test_serve_answers_and_ends_clean(settings: Settings, built: Built) -> None:
    """It answers on its port, ends on SIGTERM, and leaves no worker behind."""
    assert built.path.is_dir()
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "partnergraph.cli",
        "serve",
        "--port",
        str(port),
        "--release",
        str(settings.release),
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        try:
            for _ in range(100):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                        health = json.load(answer)
                    break
                except OSError:
                    time.sleep(0.1)
            workers = children_of(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            _, log = server.communicate(timeout=10)

    assert health["release"] == built.id
    assert workers
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert b"Traceback" not in log


def test_serve_on_a_port_that_is_taken(settings: Settings, built: Built) -> None:
    """One line that names the port, and the option to choose another."""
    assert built.path.is_dir()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port), "--release", str(settings.release))

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in result.stderr


def test_every_command_has_help() -> None:
    """The group lists its commands, and each tells its options."""
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").stdout, re.MULTILINE)

    assert sorted(listed) == ["build", "check", "new", "query", "read", "serve"]
    for name in listed:
        assert "Usage:" in run(name, "--help").stdout


def test_options_come_from_the_environment_too(tmp_path: Path) -> None:
    """PARTNERGRAPH_RELEASE stands for --release."""
    command = [sys.executable, "-m", "partnergraph.cli", "serve"]
    environment = os.environ | {"PARTNERGRAPH_RELEASE": str(tmp_path / "elsewhere")}
    result = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert "elsewhere" in result.stderr
