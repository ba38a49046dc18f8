"""Members of a zip package, within limits that no document needs and every bomb breaks."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from partnergraph.errors import DocumentError

if TYPE_CHECKING:
    from lxml import etree

DIRECTORY_BYTES: Final = 1_048_576  # of the table of contents: some ten thousand members
MEMBERS: Final = 5_000
MEMBER_BYTES: Final = 64 * 1_048_576  # of one unpacked part: a thousand pages of DOCX have some 10 MiB
TAGS: Final = 2_000_000  # of one part: some two thousand pages
RATIO: Final = 200  # unpacked to packed; running text has some 10, repetitive markup up to 100
RATIO_FREE: Final = 4 * 1_048_576  # unpacked bytes below which the ratio does not matter

_END: Final = b"PK\x05\x06"  # of the table of contents: signature, …, its size at byte 12
_END_REACH: Final = 65_557
_ENCRYPTED: Final = 0x1
# The strict form of the standard has other names for the same things.
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHUNK: Final = 65_536
_AGAIN: Final = "Get the file again, or save it anew."


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file: the names of its members, and their content on demand."""

    content: bytes
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """The content of a member. Raises DocumentError where it is damaged, protected or too large."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                info = archive.getinfo(name)
                if info.flag_bits & _ENCRYPTED:
                    raise DocumentError("this file is protected by a password", advice="Save it without one.")
                most = max(RATIO_FREE, RATIO * info.compress_size)
                with archive.open(info) as member:
                    return _read(member, name, min(most, MEMBER_BYTES))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DocumentError(f"its part {name} is damaged ({error})", advice=_AGAIN) from None

    def xml(self, name: str) -> etree._Element:
        """The root of an XML member, no entity expanded. Raises DocumentError."""
        from lxml import etree  # noqa: PLC0415 slow to load, and the names of members need none of it

        content = self.read(name).replace(_STRICT, _TRANSITIONAL)
        if content.count(b"<") > TAGS:
            raise DocumentError(
                f"its part {name} has over {TAGS} tags", advice="Give the pages needed alone."
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            tree = etree.fromstring(content, parser).getroottree()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentError(f"its part {name} is not XML ({error})", advice=_AGAIN) from None
        if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
            raise DocumentError(
                f"its part {name} declares entities, which no document of this format does",
                advice="Do not trust this file.",
            )
        return tree.getroot()


def open_package(content: bytes) -> Package:
    """The package in these bytes. Raises DocumentError where it is damaged or holds too much."""
    at = content.rfind(_END, max(0, len(content) - _END_REACH))
    size = struct.unpack_from("<L", content, at + 12)[0] if 0 <= at <= len(content) - 16 else 0
    if size > DIRECTORY_BYTES:
        raise _too_many()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise DocumentError("this is a zip file that is damaged", advice=_AGAIN) from None
    if len(names) > MEMBERS:
        raise _too_many()
    return Package(content, frozenset(names))


def _too_many() -> DocumentError:
    return DocumentError(
        f"this zip file holds more than {MEMBERS} members", advice="No document does: do not trust it."
    )


def _read(member: IO[bytes], name: str, most: int) -> bytes:
    """All of a member, unpacked piece by piece: what it says of its own size is not believed."""
    pieces, size = [], 0
    while piece := member.read(_CHUNK):
        size += len(piece)
        if size > most:
            raise DocumentError(
                f"its part {name} unpacks to more than {most // 1_048_576} MiB, too much for what it is",
                advice="This may be a zip bomb: do not trust it, or save the document anew.",
            )
        pieces.append(piece)
    return b"".join(pieces)
