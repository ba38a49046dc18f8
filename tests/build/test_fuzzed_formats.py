"""The founding text in every format, spoilt by bytes and by structure: refused in words, or read whole."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from partnergraph.build.blocks import canonical_text
from partnergraph.build.document import document_from_bytes
from partnergraph.build.pdf_blocks import Hyphens, read_blocks
from partnergraph.build.pdf_lines import body_of
from partnergraph.build.pdf_pages import read_pages
from partnergraph.build.programme import read_programme
from partnergraph.errors import DocumentError
from rendering import FORMATS

if TYPE_CHECKING:
    from partnergraph.build.elements import Programme

OFTEN: Final = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SELDOM: Final = settings(OFTEN, max_examples=12)  # where each example starts a program
PART: Final = st.floats(0, 1, exclude_max=True)
SPOILS: Final = st.lists(
    st.tuples(
        st.sampled_from(("set", "cut", "put", "twice", "end")), PART, st.binary(min_size=1, max_size=40)
    ),
    min_size=1,
    max_size=4,
)
MOVES: Final = st.lists(
    st.tuples(st.sampled_from(("drop", "twice", "swap", "under")), PART, PART), min_size=1, max_size=6
)


@pytest.fixture(scope="module")
def whole(japan: Programme) -> dict[str, bytes]:
    """The founding text in each format."""
    return {form: render(japan.outline) for form, render in FORMATS.items()}


def _spoilt(content: bytes, spoils: list[tuple[str, float, bytes]]) -> bytes:
    """Some bytes replaced, cut out, put in, repeated; or all after a place cut off."""
    for how, place, piece in spoils:
        at = int(place * len(content))
        before, after = content[:at], content[at:]
        content = {
            "set": before + piece + after[len(piece) :],
            "cut": before + after[len(piece) :],
            "put": before + piece + after,
            "twice": before + after[:2000] + after,
            "end": before,
        }[how]
    return content


def _read(content: bytes, name: str) -> None:
    """Read a file as far as it can be read; what was read is whole: every word is in a unit."""
    try:
        programme = read_programme(document_from_bytes(content, name), "fr")
    except DocumentError:
        return
    document = programme.document
    covered = bytearray(len(document.text))
    for unit in programme.outline.units:
        covered[unit.span.start : unit.span.end] = b"\1" * (unit.span.end - unit.span.start)
    assert [
        char for char, in_unit in zip(document.text, covered, strict=True) if not in_unit and char.strip()
    ] == []
    for finding in programme.findings:
        assert finding.span is None or 0 <= finding.span.start <= finding.span.end <= len(document.text)


@pytest.mark.parametrize("form", ["html", "md", "docx"])
@given(spoils=SPOILS)
@OFTEN
def test_bytes_that_are_spoilt(
    whole: dict[str, bytes], form: str, spoils: list[tuple[str, float, bytes]]
) -> None:
    """Nothing but an error of ours."""
    _read(_spoilt(whole[form], spoils), f"a.{form}")


@given(spoils=SPOILS)
@SELDOM
def test_bytes_of_a_pdf_that_are_spoilt(
    whole: dict[str, bytes], spoils: list[tuple[str, float, bytes]]
) -> None:
    """In a program of its own, which may break."""
    _read(_spoilt(whole["pdf"], spoils), "a.pdf")


def _moved(items: list[Any], moves: list[tuple[str, float, float]]) -> list[Any]:
    """Some items dropped, repeated elsewhere or swapped."""
    for how, one, other in moves:
        if not items:
            break
        first, second = int(one * len(items)), int(other * len(items))
        if how == "drop":
            del items[first]
        elif how == "swap":
            items[first], items[second] = items[second], items[first]
        else:
            items.insert(second, items[first])
    return items


@pytest.mark.parametrize("form", ["html", "md"])
@given(moves=MOVES, indent=st.integers(0, 12))
@OFTEN
def test_lines_in_another_order(
    whole: dict[str, bytes], form: str, moves: list[tuple[str, float, float]], indent: int
) -> None:
    """Elements that are never closed, lists without items, items without lists, other indents."""
    lines = _moved(whole[form].decode().split("\n"), moves)
    lines = [" " * indent + line if number % 7 == indent else line for number, line in enumerate(lines)]

    _read("\n".join(lines).encode(), f"a.{form}")


def _rearranged(root: etree._Element, moves: list[tuple[str, float, float]]) -> None:
    """Some elements of a tree dropped, repeated, or put under another one."""
    for how, one, other in moves:
        elements = [*root.iter()]
        first, second = elements[int(one * len(elements))], elements[int(other * len(elements))]
        above = first.getparent()
        if above is None or first in second.iterancestors() or first is second:
            continue
        if how == "drop":
            above.remove(first)
        elif how == "twice":
            above.append(etree.fromstring(etree.tostring(first, with_tail=False)))
        else:
            second.append(first)


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/styles.xml"])
@given(moves=MOVES)
@OFTEN
def test_parts_of_a_docx_rearranged(
    whole: dict[str, bytes], part: str, moves: list[tuple[str, float, float]]
) -> None:
    """Runs in runs, levels without numbers, properties at the wrong place."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole["docx"])) as archive, zipfile.ZipFile(file, "w") as spoilt:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                root = etree.fromstring(content)
                _rearranged(root, moves)
                content = etree.tostring(root)
            spoilt.writestr(name, content)

    _read(file.getvalue(), "a.docx")


@given(moves=MOVES, shift=st.tuples(PART, st.floats(-400, 400), st.floats(-800, 800)))
@OFTEN
def test_lines_of_a_pdf_rearranged(
    whole: dict[str, bytes], moves: list[tuple[str, float, float]], shift: tuple[float, float, float]
) -> None:
    """On top of each other, off the page, in any order: no word that is no furniture is lost."""
    found = read_pages(whole["pdf"])
    for page in found["pages"]:
        page["lines"] = _moved(page["lines"], moves)
        for number, line in enumerate(page["lines"]):
            if number % 5 == int(shift[0] * 5):
                line[1:5] = [line[1] + shift[1], line[2] + shift[1], line[3] + shift[2], line[4] + shift[2]]
    body = body_of(found["pages"])
    blocks = read_blocks(body.pages, Hyphens())
    try:
        text = canonical_text(blocks)
    except DocumentError:
        return
    kept = "".join("".join(line.text for page in body.pages for line in page).split())

    assert len("".join(text.split())) >= 0.97 * len(kept)
