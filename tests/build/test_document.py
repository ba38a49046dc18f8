"""Bytes to text: nothing is translated, every place is named, every bad file is refused in words."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import Span, document_from_bytes, read_document
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from pathlib import Path


def test_the_text_is_the_bytes() -> None:
    """Line ends, tabs and no-break spaces come through as they stand in the file."""
    content = "un\r\ndeux\ttrois\u00a0:\rquatre\n".encode()

    assert document_from_bytes(content, "a.txt").text == content.decode()


def test_the_hash_is_that_of_the_file(japan_file: Path) -> None:
    """The sha256 and the length are those of the bytes, whatever the text decodes to."""
    content = japan_file.read_bytes()
    document = read_document(japan_file)

    assert document.file.sha256 == hashlib.sha256(content).hexdigest()
    assert document.file.length == len(content)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Offset 0 is the first letter, while hash and length still are those of the whole file."""
    content = b"\xef\xbb\xbfTitre"
    document = document_from_bytes(content, "a.txt")

    assert document.text == "Titre"
    assert document.file.length == 8
    assert document.file.sha256 == hashlib.sha256(content).hexdigest()


def test_a_quote_is_a_slice() -> None:
    """A span is 0-based and half-open, in code points, whatever their bytes."""
    document = document_from_bytes("été 😀 fin".encode(), "a.txt")

    assert document.quote(Span(0, 3)) == "été"
    assert document.quote(Span(4, 5)) == "😀"


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (1, 1, 2), (4, 2, 1), (5, 2, 2), (7, 3, 1), (9, 4, 1), (10, 4, 2)],
)
def test_a_place_counts_from_one(offset: int, line: int, column: int) -> None:
    """LF, CR LF and CR each end one line."""
    document = document_from_bytes(b"ab\r\ncd\re\nfg", "a.txt")

    assert document.place(offset) == Place("a.txt", line, column)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ab\r\ncd\re\nfg", ["ab", "cd", "e", "fg"]),
        ("ab\n", ["ab"]),
        ("ab\n\ncd", ["ab", "", "cd"]),
        ("\nab", ["", "ab"]),
        ("ab\r\n\r\ncd\r\n", ["ab", "", "cd"]),
    ],
)
def test_lines_have_no_ends(text: str, lines: list[str]) -> None:
    """The spans of the lines leave their ends out; a final line end begins no further line."""
    document = document_from_bytes(text.encode(), "a.txt")

    assert [document.quote(span) for span in document.lines()] == lines


def test_the_real_text_has_69_lines(japan_file: Path) -> None:
    """The French text has 69 lines, 42 of them with words."""
    document = read_document(japan_file)
    lines = [document.quote(span) for span in document.lines()]

    assert len(lines) == 69
    assert sum(bool(line.strip()) for line in lines) == 42


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no words"),
        (b" \t\r\n\n", "holds no words"),
        ("\u00a0\n\u202f".encode(), "holds no words"),
        (b"\xef\xbb\xbf", "holds no words"),
        (b"PK\x03\x04\0\0", "zip file that is damaged"),
    ],
    ids=["empty", "blank", "no-break spaces", "mark alone", "binary"],
)
def test_a_file_without_words_is_refused(content: bytes, words: str) -> None:
    """Empty, blank and binary files are refused by name, with the reason."""
    with pytest.raises(DocumentError, match=words) as refused:
        document_from_bytes(content, "a.txt")

    assert refused.value.place is not None
    assert refused.value.place.file == "a.txt"
    assert refused.value.advice


@pytest.mark.parametrize(
    ("content", "byte", "line", "column"),
    [
        (b"\xc3\xa9a\xe9b", "0xE9 at byte 3", 1, 3),
        (b"\xef\xbb\xbfab\xe9", "0xE9 at byte 2", 1, 3),
        (b"a\r\nb\xb0c", "0xB0 at byte 4", 2, 2),
    ],
    ids=["after UTF-8", "after a mark", "in no encoding"],
)
def test_damage_is_refused_with_its_place(content: bytes, byte: str, line: int, column: int) -> None:
    """The first byte that is not UTF-8 is named with its line and column, both from 1."""
    with pytest.raises(DocumentError, match=byte) as refused:
        document_from_bytes(content, "a.txt")

    assert refused.value.place == Place("a.txt", line, column)


@pytest.mark.parametrize(
    ("content", "line"), [(b"a\nb\0c\n", 2), (b"a\r\nb\r\nc\0", 3), (b"a\rb\0", 2)], ids=["LF", "CR LF", "CR"]
)
def test_a_nul_byte_is_refused_with_its_line(content: bytes, line: int) -> None:
    """The line of the first NUL byte is counted as `place` counts lines."""
    with pytest.raises(DocumentError) as refused:
        document_from_bytes(content, "a.txt")

    assert refused.value.place == Place("a.txt", line)


def test_a_plain_text_is_not_converted() -> None:
    """Not a character of it is changed, so that offsets are those of the file."""
    content = "  1. a\r\n\r\n\u00a0\fé".encode()
    document = document_from_bytes(content, "a.txt")

    assert document.text.encode() == content
    assert (document.file.media_type, document.file.encoding, document.converted) == (
        "text/plain",
        "utf-8",
        False,
    )
    assert (document.notices, document.dropped) == ((), ())


def test_a_plain_text_in_another_encoding_is_converted() -> None:
    """Its words are read, its bytes hashed, and both are said."""
    content = "Sûreté de l’été".encode("windows-1252")
    document = document_from_bytes(content, "a.txt")

    assert document.text == "Sûreté de l’été"
    assert document.file.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.file.length, document.file.encoding, document.converted) == (15, "windows-1252", True)
    assert [(notice.code, notice.severity) for notice in document.notices] == [("encoding", "warning")]


def test_a_page_is_converted() -> None:
    """The text is canonical, hash and length are those of the page; what was left out is kept beside it."""
    content = "<!doctype html><nav>Menu</nav><h1>Été</h1><ol><li>un<li>deux</ol>".encode()
    document = document_from_bytes(content, "a.html")

    assert document.text == "Été\n\n  1. un\n  2. deux"
    assert document.quote(Span(7, 12)) == "1. un"
    assert document.place(7) == Place("a.html", 3, 3)
    assert (document.file.sha256, document.file.length) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (document.file.media_type, document.file.encoding, document.converted) == (
        "text/html",
        "utf-8",
        True,
    )
    assert [str(each) for each in document.dropped] == ["menu: « Menu »"]


def test_the_content_decides_on_the_format() -> None:
    """A page that is called a text is read as a page, and that is noticed."""
    document = document_from_bytes(b"<html><p>Goals", "a.txt")

    assert document.text == "Goals"
    assert [notice.code for notice in document.notices] == ["media-type"]


def test_suspicious_characters_are_noticed_in_every_format() -> None:
    """At their offset in the canonical text."""
    (notice,) = document_from_bytes("# Title\n\nDÃ©fense".encode(), "a.md").notices

    assert (notice.code, notice.offset) == ("suspicious-encoding", 8)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"word " * 2_000_000, "a.txt", "over 8000000 characters"),
        (b"word " * 300_000, "a.txt", "a line has 1500000 characters"),
        (b"<html><p>" + b"word " * 300_000, "a.html", "a line has 1499999 characters"),
        (b"word " * 300_000, "a.md", "longer"),
        (b"\0" * (64 * 1_048_576 + 1), "a.txt", "over 64 MiB"),
        (bytes(range(256)) * 9, "a.txt", "binary"),
        (bytes(range(1, 256)) * 9, "a.txt", "is not UTF-8"),
    ],
    ids=[
        "long text",
        "long line",
        "long paragraph",
        "long Markdown",
        "large file",
        "binary",
        "binary without NUL",
    ],
)
def test_what_nobody_could_have_written_is_refused(content: bytes, name: str, words: str) -> None:
    """At once, with advice."""
    with pytest.raises(DocumentError, match=words) as refused:
        document_from_bytes(content, name)

    assert refused.value.place is not None
    assert refused.value.advice


def test_ten_thousand_nested_bullets_are_read_as_text() -> None:
    """As plain text they are only lines; the page and the Markdown of them are refused."""
    text = "".join(f"{' ' * (depth % 300)}• goal\n" for depth in range(10_000))

    assert document_from_bytes(text.encode(), "a.txt").text == text
    with pytest.raises(DocumentError, match="nested"):
        document_from_bytes(b"<html>" + b"<ul><li>goal" * 10_000, "a.html")
    with pytest.raises(DocumentError, match="nested"):
        document_from_bytes("".join(f"{'  ' * depth}- x\n" for depth in range(2000)).encode(), "a.md")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error of ours, with its name."""
    with pytest.raises(DocumentError, match="no such file") as refused:
        read_document(tmp_path / "fr.txt")

    assert refused.value.place == Place(str(tmp_path / "fr.txt"))


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    """A folder in the place of a file is an error of ours."""
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path)
