"""Files made to break a reader: each ends in one clear line, or in an honest reading, within its limits."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
import zlib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from rendering import docx_of

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND: Final = Path(sys.executable).with_name("partnergraph")
SECONDS: Final = "30"  # for one file
MEBIBYTES: Final = "1024"  # of address space, for the process that reads it
LINE: Final = "The parties agree on goals. " * 380_000  # over 10 MB
TITLE: Final = "Programme de coopération entre l’UE et la Syldavie pour 2025-2028"
WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE: Final = "<!doctype html><h1>Plan of the parties</h1>"
BULLETS: Final = 10_000
SUFFIXES: Final = ("txt", "md", "html", "pdf", "docx")
EMPTY: Final = "the file holds no words"
NUL: Final = "this is a binary file, not a text: it holds a NUL byte"
NO_TEXT: Final = "is not UTF-8, and the file makes sense in no other encoding"
LAUGHS: Final = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in pairwise("abcdefghij")
)


def _zip(*members: tuple[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def _document(words: str, declared: str = "") -> bytes:
    body = f"<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body>"
    return _zip(("word/document.xml", f'{declared}<w:document xmlns:w="{WORD}">{body}</w:document>'))


def _pdf(draw: Callable[[Canvas], object], **options: Any) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _packed_page(times: int) -> bytes:
    """A PDF whose one page unfolds to so many lines."""
    stream = zlib.compress(b"BT /F1 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * times + b"ET", 9)
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources" + font + b">>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(content)
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _noise(*, nul: bool) -> bytes:
    signs = range(256) if nul else range(128, 256)
    return bytes(random.Random(7).choices(signs, k=100_000))  # noqa: S311 no secret


WHOLE: Final = _pdf(lambda canvas: canvas.drawString(72, 700, "The parties agree on goals."))
LONG: Final = "the text has over 8000000 characters"
PARAGRAPH: Final = "a paragraph is longer, or has more links, than any text"
DEEP: Final = "it is nested deeper than 20 levels"
DEEP_PAGE: Final = "it is nested deeper than 2,000 elements"
SIGNS: Final = "it holds over 100000 signs of emphasis and links"

REFUSED: Final[dict[str, tuple[bytes, str]]] = {
    **{f"empty.{suffix}": (b"", EMPTY) for suffix in SUFFIXES},
    **{f"blank.{suffix}": (b" \r\n\t\n", EMPTY) for suffix in SUFFIXES},
    **{f"noise.{suffix}": (_noise(nul=True), NUL) for suffix in SUFFIXES},
    **{f"high-noise.{suffix}": (_noise(nul=False), NO_TEXT) for suffix in SUFFIXES},
    "nul.txt": (b"Goals of\ntwo\0parties", NUL),
    "one-line.txt": (LINE.encode(), LONG),
    "one-line.html": (f"{PAGE}<p>{LINE}".encode(), LONG),
    "one-line.md": (LINE.encode(), PARAGRAPH),
    "bullets.html": ((PAGE + "<ul><li>a" * BULLETS).encode(), DEEP_PAGE),
    "bullets.md": (("- " * BULLETS + "a").encode(), DEEP),
    "indented-bullets.md": ("".join(f"{'  ' * number}- a\n" for number in range(1500)).encode(), DEEP),
    "unclosed.html": ((PAGE + "<div>" * 100_000).encode(), DEEP_PAGE),
    "unclosed-inline.html": ((PAGE + "<b><i>" * 50_000).encode(), DEEP_PAGE),
    "unclosed-cells.html": ((PAGE + "<table><tr><td>" * 33_000).encode(), DEEP_PAGE),
    "comments.html": ((PAGE + "<!--" * 1_000_000).encode(), "the page has over 300000 elements"),
    "brackets.md": (b"[" * 1_000_000, SIGNS),
    "stars.md": (b"*" * 1_000_000, SIGNS),
    "quotes.md": (b">" * 1_000_000, DEEP),
    "images.md": (b"![" * 500_000, SIGNS),
    "code.md": (b"`" * 1_000_000, SIGNS),
    "numbers.md": (b"1. " * 330_000, DEEP),
    "one-member.docx": (_zip(("word/document.xml", b" " * 500_000_000)), "unpacks to more than 64 MiB"),
    "members.docx": (
        _zip(("word/document.xml", ""), *((f"word/{number}.xml", "") for number in range(6000))),
        "holds more than 5000 members",
    ),
    "ratio.docx": (docx_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000), "unpacks to more than"),
    "zip-in-zip.docx": (
        _zip(("word/document.xml", _zip(("a", b"\0" * 50_000_000)))),
        "its part word/document.xml is not XML",
    ),
    "laughs.docx": (_document("&j;", LAUGHS + "]>"), "its part word/document.xml is not XML"),
    "outside.docx": (
        _document("&x;", '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "declares entities",
    ),
    "deep.docx": (docx_of("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "is not XML (Excessive depth"),
    "cut.docx": (_document("Goals")[:-40], "this is a zip file that is damaged"),
    "images.pdf": (_pdf(lambda canvas: canvas.rect(9, 9, 99, 99)), "this PDF holds no text, only images"),
    "locked.pdf": (
        _pdf(lambda canvas: canvas.drawString(9, 9, "Goals"), encrypt=StandardEncryption("secret")),
        "this PDF is protected by a password",
    ),
    "half.pdf": (WHOLE[: len(WHOLE) // 2], "this PDF is damaged"),
    "head.pdf": (b"%PDF-1.7\n", "this PDF is damaged"),
    "packed.pdf": (_packed_page(2_000_000), "the process that read it ended early"),
    "damaged.txt": (
        "Programme de coopération\nentre l’UE et".encode() + b"\xff" + " la Syldavie, été 2025".encode(),
        "byte 0xFF at byte 41 is not UTF-8, though other parts of the file are",
    ),
}
READ: Final[dict[str, tuple[bytes, str, list[str]]]] = {
    "windows.txt": (TITLE.encode("windows-1252"), TITLE, ["encoding: warning"]),
    "wide.txt": (TITLE.encode("utf-16"), TITLE, ["encoding: info"]),
    "marked.txt": (b"\xef\xbb\xbf" + TITLE.encode(), TITLE, []),
    "turned.txt": (
        "Plan between\u202e EU and\u202c Syldavia\u200b for 2025-2028".encode(),
        "Plan between\u202e EU and\u202c Syldavia for 2025-2028",
        ["bidi-control: warning", "invisible-characters: info"],
    ),
    "cookies.html": (
        (PAGE + "<p hidden>x</p>" * 60_000).encode(),
        "Plan of the parties",
        ["hidden-text: warning", "left-out: info"],
    ),
    "sheets.html": (
        f"<!doctype html><style>{'@a{b{}' * 200_000}</style><h1>Plan of the parties</h1>".encode(),
        "Plan of the parties",
        [],
    ),
    "footers.html": (
        f"{PAGE}{'<div>' * 1500}{'<footer>x</footer>' * 80_000}".encode(),
        "Plan of the parties",
        ["left-out: info"],
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the files, and a folder with the name of a file."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, refused in REFUSED.items():
        (folder / name).write_bytes(refused[0])
    for name, read_all_the_same in READ.items():
        (folder / name).write_bytes(read_all_the_same[0])
    (folder / "folder.pdf").mkdir()
    return folder


def read(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command `read` with the limits."""
    limits = ("--seconds", SECONDS, "--mebibytes", MEBIBYTES, "--jobs", "2")
    return subprocess.run(
        [COMMAND, "read", *limits, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, dict[str, Any]]:
    """What one run says of each of them, by name."""
    result = read("--format", "json", folder)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lines = map(json.loads, result.stdout.splitlines())
    return {Path(each["file"]).name: each for each in lines}


def test_no_file_stops_the_others(answers: dict[str, dict[str, Any]]) -> None:
    """Each has an answer."""
    assert answers.keys() == {*REFUSED, *READ}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_says_why(answers: dict[str, dict[str, Any]], name: str) -> None:
    """In one line, with what to do, and not as a mistake of the program."""
    error = answers[name]["error"]

    assert REFUSED[name][1] in error["message"]
    assert error["advice"]
    assert "\n" not in error["message"] + error["advice"]


@pytest.mark.parametrize("name", sorted(READ))
def test_what_can_be_read_says_what_is_odd(answers: dict[str, dict[str, Any]], name: str) -> None:
    """The title is there, and each doubt about the way to it."""
    reading = answers[name]
    odd = {f"{each['code']}: {each['severity']}" for each in reading["findings"]}
    on_the_way = {"encoding", "bidi-control", "invisible-characters", "hidden-text", "left-out", "media-type"}

    assert reading["title"] == READ[name][1]
    assert {each for each in odd if each.partition(":")[0] in on_the_way} == set(READ[name][2])


@pytest.mark.parametrize("name", ["brackets.md", "bullets.html", "packed.pdf", "outside.docx", "damaged.txt"])
def test_one_file_alone_is_one_line(folder: Path, name: str) -> None:
    """On the error stream, with exit code 1."""
    result = read(folder / name)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {folder / name}")
    assert REFUSED[name][1] in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_place_of_damage_is_said(folder: Path) -> None:
    """Line and column: the byte after « et » on the second line."""
    assert read(folder / "damaged.txt").stderr.startswith(f"error: {folder / 'damaged.txt'}:2:14: byte 0xFF")


def test_a_folder_with_the_name_of_a_file_is_a_folder(folder: Path) -> None:
    """It holds nothing."""
    result = read(folder / "folder.pdf")

    assert result.returncode == 1
    assert result.stderr.startswith(f"error: {folder / 'folder.pdf'}: this folder holds no file to read. ")
