"""What `partnergraph read` prints, where, and its exit code; real processes, with and without a terminal."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.parallel import Limits
from partnergraph.build.reports import Request, report
from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(jobs=2, seconds=30, mebibytes=2048)
COMMAND = [sys.executable, "-m", "partnergraph.cli", "read"]
GOOD = """\
Individually Tailored Partnership Programme between NATO and Freedonia for {year}-2027

Published: 3 May 2024

It has two goals. The goals are the following:

   - Patrols: the parties patrol together.
   - Charts: the parties share charts of the sea.
"""
DOUBTFUL = GOOD.replace("two goals", "five goals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four texts: two good, one with a wrong count, one that is none."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("c", GOOD), ("a", GOOD), ("b", DOUBTFUL)):
        (folder / f"{name}.txt").write_text(text.format(year=2024), encoding="utf-8")
    (folder / "d.txt").write_bytes(b"\0")
    return folder


def in_terminal(*arguments: str, interrupt_at: bytes = b"") -> tuple[int, str]:
    """Exit code and output of the command on a terminal; Ctrl-C comes once it has shown `interrupt_at`."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "30"}
    output = b""
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        while True:
            try:
                shown = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                shown = b""
            if not shown:
                break
            output += shown
            if interrupt_at and interrupt_at in output:
                os.killpg(process.pid, signal.SIGINT)
                interrupt_at = b""
    os.close(ours)
    return process.returncode, output.decode()


def test_one_text_is_shown_in_full(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the exit code 0, also where it has errors."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    assert report([folder / "b.txt"], Request("text", LIMITS)) == 0
    out, err = capsys.readouterr()
    assert "2 partnership goals in all, list unknown  ✗ declared: 5 (line 5)\n├── 1. Patrols" in out
    assert err == ""


@pytest.mark.parametrize(("name", "code"), [("a.txt", 0), ("b.txt", 1)])
@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_strict_makes_an_error_in_the_text_a_failure(folder: Path, name: str, code: int, form: str) -> None:
    """In every form."""
    assert report([folder / name], Request(form, LIMITS, strict=True)) == code  # type: ignore[arg-type]


def test_one_text_that_cannot_be_read_is_an_error(folder: Path) -> None:
    """For the command line to print."""
    with pytest.raises(DocumentError, match="binary file"):
        report([folder / "d.txt"], Request("text", LIMITS))


def test_a_folder_is_a_line_a_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the names; the figures stand apart, and the exit code is 1."""
    assert report([folder], Request("text", LIMITS)) == 1
    out, err = capsys.readouterr()

    assert [line.replace(str(folder), "")[:10] for line in out.splitlines()] == [
        *("✓ /a.txt  ", "! /b.txt  ", "✓ /c.txt  ", "✗ /d.txt:1"),
    ]
    assert err == "3 of 4 files read, 1 of them with errors in the text; 1 could not be read\n"


def test_the_exit_code_of_many(folder: Path) -> None:
    """Errors in a text count with `strict` only."""
    files = [folder / "a.txt", folder / "b.txt"]

    assert report(files, Request("text", LIMITS)) == 0
    assert report(files, Request("text", LIMITS, strict=True)) == 1
    assert report([folder / "a.txt", folder / "c.txt"], Request("text", LIMITS, strict=True)) == 0


def test_many_as_json_are_lines(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """One object a line, with the file, and either the reading or the error."""
    assert report([folder], Request("json", LIMITS)) == 1
    read = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    assert [each["file"] for each in read] == [str(folder / f"{name}.txt") for name in "abcd"]
    assert [len(each["goals"]) for each in read[:3]] == [2, 2, 2]
    assert read[1]["findings"][0]["code"] == "count-mismatch"
    assert set(read[3]) == {"file", "error"}
    assert set(read[3]["error"]) == {"message", "line", "column", "advice"}


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_many_as_rdf_are_refused(folder: Path, form: str) -> None:
    """Their ids would be made up, and could be the same."""
    with pytest.raises(DocumentError, match=f"{form} is made of one text at a time"):
        report([folder], Request(form, LIMITS))  # type: ignore[arg-type]


def test_a_terminal_shows_lines_and_a_bar(folder: Path) -> None:
    """Lines in colour, cut to the width; the bar is gone in the end."""
    code, output = in_terminal(str(folder))
    last = output.rpartition("\x1b[2K")[2]

    assert code == 1
    assert "━" in output
    assert "━" not in last
    assert last == "3 of 4 files read, 1 of them with errors in the text; 1 could not be read\r\n"
    assert "\x1b[32m✓ " in output


def test_a_terminal_without_colours(folder: Path) -> None:
    """Nothing but words."""
    code, output = in_terminal("--no-color", str(folder / "a.txt"))

    assert (code, "\x1b" in output) == (0, False)
    assert "├── 1. Patrols\r\n" in output


def test_the_bar_is_on_the_terminal_where_the_lines_are_not(folder: Path) -> None:
    """Standard output is a file, standard error the terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "--format", "json", str(folder)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        out, _ = process.communicate()
    shown = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)

    assert len([json.loads(line) for line in out.splitlines()]) == 4
    assert "4/4" in shown


def test_ctrl_c_ends_everything_quickly(folder: Path) -> None:
    """No traceback, no process left; what was read before is shown."""
    (folder / "b.txt").unlink()
    os.mkfifo(folder / "b.txt")  # nobody ever writes to it
    begun = time.monotonic()
    code, output = in_terminal(
        "--jobs", "2", str(folder / "a.txt"), str(folder / "b.txt"), interrupt_at=b"/a.txt"
    )

    assert code == 130
    assert time.monotonic() - begun < 20
    assert "Traceback" not in output
    assert "KeyboardInterrupt" not in output
    assert "a.txt" in output


def test_a_file_that_never_ends_is_given_up(folder: Path) -> None:
    """The others are read, and the time limit is said."""
    os.mkfifo(folder / "e.txt")
    result = subprocess.run(
        [*COMMAND, "--seconds", "0.5", str(folder / "a.txt"), str(folder / "e.txt"), str(folder / "c.txt")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert result.returncode == 1
    assert [line[0] for line in result.stdout.splitlines()] == ["✓", "✗", "✓"]
    assert "e.txt: took longer than 0.5 s to read. Allow more with --seconds.\n" in result.stdout


def test_a_reader_that_goes_away_ends_it(folder: Path) -> None:
    """As with head: no traceback."""
    for number in range(200):
        (folder / f"m{number}.txt").write_text(GOOD.format(year=2024), encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "--format", "json", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == ""


def test_a_hundred_files_keep_their_order(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Each line is the reading of its own file."""
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_text(GOOD.format(year=1900 + number), encoding="utf-8")

    assert report([tmp_path], Request("json", LIMITS)) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [each["period"]["start"] for each in lines] == list(range(1900, 2000))
    assert [each["file"] for each in lines] == [str(tmp_path / f"{number:03}.txt") for number in range(100)]
