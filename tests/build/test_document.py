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

    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.byte_length == len(content)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Offset 0 is the first letter, while hash and length still are those of the whole file."""
    content = b"\xef\xbb\xbfTitre"
    document = document_from_bytes(content, "a.txt")

    assert document.text == "Titre"
    assert document.byte_length == 8
    assert document.sha256 == hashlib.sha256(content).hexdigest()


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
        (b"PK\x03\x04\0\0", "NUL"),
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
        (b"Titre\nUn \xe9t\xe9", "0xE9 at byte 9", 2, 4),
        (b"\xc3\xa9a\xe9b", "0xE9 at byte 3", 1, 3),
        (b"\xe9", "0xE9 at byte 0", 1, 1),
        (b"a\r\nb\xe9", "0xE9 at byte 4", 2, 2),
        (b"a\rb\xe9", "0xE9 at byte 3", 2, 2),
        (b"\xef\xbb\xbfab\xe9", "0xE9 at byte 5", 1, 3),
        (b"\xff\xfeT\x01", "0xFF at byte 0", 1, 1),
    ],
    ids=["second line", "after UTF-8", "first byte", "CR LF", "CR", "after a mark", "UTF-16"],
)
def test_another_encoding_is_refused_with_its_place(
    content: bytes, byte: str, line: int, column: int
) -> None:
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


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error of ours, with its name."""
    with pytest.raises(DocumentError, match="no such file") as refused:
        read_document(tmp_path / "fr.txt")

    assert refused.value.place == Place(str(tmp_path / "fr.txt"))


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    """A folder in the place of a file is an error of ours."""
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path)
