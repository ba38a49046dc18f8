"""Encodings: said by a mark, by the page, or found because only one makes sense."""

from __future__ import annotations

import codecs

import pytest

from partnergraph.build.encodings import decode
from partnergraph.errors import DocumentError, Place

SENTENCE = "Où l’été s’achève : « déjà », œuvre – 12 € à l’ÉTÉ.\nFin"


@pytest.mark.parametrize(
    ("content", "encoding", "severities"),
    [
        (SENTENCE.encode(), "utf-8", []),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8", []),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16le", ["info"]),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16be", ["info"]),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "utf-32le", ["info"]),
        (SENTENCE.encode("utf-16-le"), "utf-16le", ["warning"]),
        (SENTENCE.encode("utf-16-be"), "utf-16be", ["warning"]),
        (SENTENCE.encode("windows-1252"), "windows-1252", ["warning"]),
        (SENTENCE.encode("mac_roman"), "macintosh", ["warning"]),
    ],
)
def test_a_text_is_read_in_its_encoding(content: bytes, encoding: str, severities: list[str]) -> None:
    """The words are the same whatever the bytes; all but plain UTF-8 is said."""
    conversion = decode(content)

    assert conversion.text == SENTENCE
    assert conversion.encoding == encoding
    assert [(notice.code, notice.severity) for notice in conversion.notices] == [
        ("encoding", severity) for severity in severities
    ]


@pytest.mark.parametrize("encoding", ["windows-1252", "iso8859-15", "mac_roman", "cp850"])
def test_a_short_text_is_enough(encoding: str) -> None:
    """One line with accents tells; œ is in only three of these."""
    text = "La sûreté maritime, priorité de l'été" + ("" if encoding == "cp850" else ", œuvre")

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (b'<meta charset="iso-8859-1">', "windows-1252"),
        (b'<META http-equiv=Content-Type content="text/html; charset=windows-1252">', "windows-1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-15"?>', "iso-8859-15"),
        (b'<meta charset="windows-1250">', "windows-1250"),
    ],
)
def test_a_page_says_its_encoding(declared: bytes, encoding: str) -> None:
    """What it declares is believed, as browsers believe it."""
    conversion = decode(declared + b"<p>\xe9t\xe9</p>", markup=True)

    assert conversion.text.endswith("<p>été</p>")
    assert conversion.encoding == encoding
    assert [notice.severity for notice in conversion.notices] == ["info"]


def test_a_page_that_says_the_wrong_encoding_is_read_right() -> None:
    """Bytes that are UTF-8 with accents are nothing else, whatever the page says; that is a warning."""
    conversion = decode('<meta charset="iso-8859-1"><p>été'.encode(), markup=True)

    assert conversion.text.endswith("été")
    assert [notice.severity for notice in conversion.notices] == ["warning"]


@pytest.mark.parametrize("declared", [b'<meta charset="utf-16">', b'<meta charset="klingon">', b""])
def test_a_page_that_says_nothing_usable_is_guessed(declared: bytes) -> None:
    """A declaration that cannot be true, or is unknown, counts as none."""
    assert decode(declared + "<p>l’été".encode("windows-1252"), markup=True).encoding == "windows-1252"


@pytest.mark.parametrize(
    ("content", "byte", "line", "column"),
    [
        (b"\xc3\xa9a\xe9b", "0xE9 at byte 3", 1, 3),
        ("été\nl’an".encode() + b"\xe9", "0xE9 at byte 12", 2, 5),
        (b"ab\r\nc\xb0d", "0xB0 at byte 5", 2, 2),
        (b"\xef\xbb\xbfab\xe9", "0xE9 at byte 2", 1, 3),
    ],
    ids=["after UTF-8", "second line", "nobody's byte", "after a mark"],
)
def test_damage_is_refused_with_its_place(content: bytes, byte: str, line: int, column: int) -> None:
    """A file that is UTF-8 but for some bytes is damaged: no other encoding would make sense of it."""
    with pytest.raises(DocumentError, match=byte) as refused:
        decode(content)

    assert refused.value.place == Place("", line, column)
    assert "iconv" in refused.value.advice


@pytest.mark.parametrize(
    ("content", "line"), [(b"a\nb\0c\n", 2), (b"a\r\nb\r\nc\0", 3), (b"a\rb\0", 2)], ids=["LF", "CR LF", "CR"]
)
def test_a_nul_byte_is_refused_with_its_line(content: bytes, line: int) -> None:
    """The line of the first NUL byte is counted as lines are."""
    with pytest.raises(DocumentError, match="binary") as refused:
        decode(content)

    assert refused.value.place == Place("", line)


def test_a_nul_character_is_refused() -> None:
    """In two bytes a character too."""
    with pytest.raises(DocumentError, match="NUL"):
        decode(codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"))


def test_half_a_character_is_refused() -> None:
    """A text whose mark says UTF-16 has two bytes a character."""
    with pytest.raises(DocumentError, match="UTF-16, and byte 2"):
        decode(codecs.BOM_UTF16_LE + b"a\0b")
