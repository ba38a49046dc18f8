"""Many files: which, and the line of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnergraph.build.answers import Summary
from partnergraph.build.elements import Finding
from partnergraph.build.overview import failure_line, files_in, name_width, summary_line
from partnergraph.errors import DocumentError, Place

ERROR = Finding("a", "error", "b")
INFO = Finding("c", "info", "d")


def test_a_folder_stands_for_the_texts_below_it(tmp_path: Path) -> None:
    """In the order of their names; what is hidden or of another kind is left alone."""
    for name in ("b.txt", "a.PDF", "c/d.md", "c/a.docx", "e.html", "f.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in (".git/x.txt", ".a.txt", "programme.toml", "g.txt/x.csv", "h"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [str(file.relative_to(tmp_path)) for file in files_in([tmp_path])] == [
        *("a.PDF", "b.txt", "c/a.docx", "c/d.md", "e.html", "f.htm"),
    ]


def test_named_files_keep_their_order_and_come_once(tmp_path: Path) -> None:
    """Whatever they are called, and whether they are there or not."""
    (tmp_path / "a.txt").touch()
    named = [tmp_path / "z", tmp_path / "a.txt", tmp_path, tmp_path / "z"]

    assert files_in(named) == [tmp_path / "z", tmp_path / "a.txt"]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    """With the suffixes that are read."""
    with pytest.raises(DocumentError, match="holds no file to read") as refused:
        files_in([tmp_path])

    assert refused.value.place == Place(str(tmp_path))
    assert ".docx" in refused.value.advice


def test_a_line_has_columns() -> None:
    """Mark, name, type, period, counts, findings, title."""
    summary = Summary("The title", "itpp", "2023–2026", (3, 4, 16), ())
    other = Summary("", "", "", (0, 0, 1), (ERROR, INFO))

    assert [
        summary_line(Path("a.txt"), summary, 8).plain,
        summary_line(Path("防衛.txt"), other, 8).plain,
        summary_line(Path("long name.txt"), other, 8).plain,
    ] == [
        "✓ a.txt     itpp  2023–2026  3 obj.   4 prio.   16 goals   0 findings    The title",
        "! 防衛.txt  –     –          0 obj.   0 prio.   1 goals    2 findings    (no title found)",
        "! long name.txt  –     –          0 obj.   0 prio.   1 goals    2 findings    (no title found)",
    ]


def test_a_long_type_keeps_its_distance() -> None:
    """Words never run into each other."""
    summary = Summary("T", "partnership-priorities", "2023–2026", (0, 0, 0), (INFO,))

    assert summary_line(Path("a"), summary, 1).plain == (
        "✓ a  partnership-priorities 2023–2026  0 obj.   0 prio.   0 goals    1 finding     T"
    )


def test_the_width_of_the_names() -> None:
    """In cells, up to a limit."""
    assert name_width([Path("a.txt"), Path("防衛.txt")]) == 8
    assert name_width([Path("a" * 100)]) == 40
    assert name_width([]) == 0


def test_a_failure_is_one_line() -> None:
    """Its place begins with the name of the file; a mistake of ours is called so."""
    error = DocumentError("no\nwords", place=Place("a.txt", 2, 3), advice="Write some.")

    assert failure_line(Path("a.txt"), error).plain == "✗ a.txt:2:3: no words. Write some."
    assert failure_line(Path("a.txt"), RuntimeError("KeyError: 'b'")).plain == (
        "✗ a.txt: the program made a mistake (KeyError: 'b')"
    )


def test_nothing_in_a_line_steers_the_terminal() -> None:
    """Neither the name of a file nor a title."""
    summary = Summary("a\x1b[2J", "", "", (0, 0, 0), ())
    line = summary_line(Path("b\n\x1b.txt"), summary, 4).plain

    assert "b ␛.txt" in line
    assert line.endswith("a␛[2J")
