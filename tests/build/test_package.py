"""Zip packages: damaged, protected and made to burst."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from partnergraph.build.package import MEMBERS, RATIO_FREE, open_package
from partnergraph.errors import DocumentError

MEGABYTE = 1_048_576


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_member_is_read() -> None:
    """By its name, byte by byte."""
    package = open_package(_zip(a=b"one", b=b"two"))

    assert package.names == {"a", "b"}
    assert package.read("b") == b"two"


def test_a_bomb_is_refused() -> None:
    """A part that unpacks a thousandfold is unpacked to the limit and no further."""
    with pytest.raises(DocumentError, match="unpacks to more than 5 MiB"):
        open_package(_zip(a=b"\0" * 30 * MEGABYTE)).read("a")


def test_a_size_that_is_told_is_not_believed() -> None:
    """A bomb that says it is small is one all the same."""
    content = bytearray(_zip(a=b"\0" * 30 * MEGABYTE))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 100)

    with pytest.raises(DocumentError):
        open_package(bytes(content)).read("a")


def test_small_parts_may_repeat_themselves() -> None:
    """Below some megabytes the ratio does not matter."""
    assert len(open_package(_zip(a=b" " * (RATIO_FREE - 1))).read("a")) == RATIO_FREE - 1


def test_members_are_limited() -> None:
    """Names alone would fill the memory."""
    content = _zip(**{str(number): b"" for number in range(MEMBERS + 1)})

    with pytest.raises(DocumentError, match=f"more than {MEMBERS} members"):
        open_package(content)


def test_a_table_of_contents_is_limited() -> None:
    """It is not read before its size is known."""
    content = bytearray(_zip(a=b"x"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<L", 2 * MEGABYTE)

    with pytest.raises(DocumentError, match="more than"):
        open_package(bytes(content))


def test_a_protected_member_is_refused() -> None:
    """The bit of a member that says so."""
    content = bytearray(_zip(a=b"x"))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(DocumentError, match="password"):
        open_package(bytes(content)).read("a")


@pytest.mark.parametrize("cut", [30, 40])
def test_a_damaged_member_is_refused(cut: int) -> None:
    """Its packed bytes are not what was packed."""
    content = bytearray(_zip(a=b"some words that are packed together " * 9))
    content[cut] ^= 0xFF

    with pytest.raises(DocumentError, match="damaged"):
        open_package(bytes(content)).read("a")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "boo">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        b"<a>" + b"<b>" * 5000,
        b"<a>" + b"<b/>" * 2_000_000 + b"</a>",
        b"<a",
        b"",
    ],
    ids=["entity", "external", "external entity", "laughs", "depth", "tags", "cut", "empty"],
)
def test_xml_with_tricks_is_refused(content: bytes) -> None:
    """No entity is expanded, nothing is fetched, depth is bounded."""
    with pytest.raises(DocumentError, match="its part a"):
        open_package(_zip(a=content)).xml("a")
