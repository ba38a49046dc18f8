"""The document layer of the real text: units in order, their tree, the bytes that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.iris import DCT, ELI, PPROG

if TYPE_CHECKING:
    import pyoxigraph as ox

DOCUMENT = "https://w3id.org/pprog/id/document/nato-jpn/itpp-2023"
EXPRESSION = f"{DOCUMENT}/fr"
CAPTURE = f"{EXPRESSION}/capture/4fac74b22fed"


@pytest.fixture(scope="module")
def printed(japan_quads: set[ox.Quad]) -> dict[tuple[str, str], set[str]]:
    """The objects, as printed, of a subject and predicate."""
    found: dict[tuple[str, str], set[str]] = {}
    for quad in japan_quads:
        found.setdefault((quad.subject.value, quad.predicate.value), set()).add(str(quad.object))  # type: ignore[union-attr]
    return found


def test_the_capture_holds_the_exact_text(
    printed: dict[tuple[str, str], set[str]], japan_quads: set[ox.Quad], japan_text: str
) -> None:
    """Bytes, code points and words of the file are stated as they are."""
    (text,) = (
        quad.object.value  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == PPROG.captureText
    )
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"

    assert text == japan_text
    assert printed[CAPTURE, PPROG.codePointLength] == {f'"{len(japan_text)}"^^{integer}'}
    assert printed[CAPTURE, PPROG.byteLength] == {f'"{len(japan_text.encode())}"^^{integer}'}


def test_units_are_numbered_in_the_order_of_the_text(japan_quads: set[ox.Quad], japan_text: str) -> None:
    """The units' texts, by ordinal, are the lines of the text that have words."""
    units = {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == PPROG.unitText
    }
    ordinals = {
        quad.subject.value: int(quad.object.value)  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == PPROG.ordinal and quad.subject.value in units  # type: ignore[union-attr]
    }
    in_order = [units[node] for node in sorted(units, key=lambda node: ordinals[node])]

    assert sorted(ordinals.values()) == list(range(1, 43))
    assert in_order == [line.strip() for line in japan_text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("code", "above"),
    [("1.3", "1"), ("2.2.1", "2.2"), ("3.g16", "3.p4"), ("3.p4", "3.p3"), ("3.p1", "3")],
)
def test_a_unit_is_part_of_the_one_it_is_printed_under(
    printed: dict[tuple[str, str], set[str]], code: str, above: str
) -> None:
    """The tree of the text is the printed one, whatever was decided about the programme."""
    assert printed[f"{EXPRESSION}/p/{code}", DCT.isPartOf] == {f"<{EXPRESSION}/p/{above}>"}
    assert printed[f"{DOCUMENT}/p/{code}", DCT.isPartOf] == {f"<{DOCUMENT}/p/{above}>"}


def test_a_part_is_part_of_the_document(printed: dict[tuple[str, str], set[str]]) -> None:
    """Parts belong to the expression, and their provisions to the document."""
    assert printed[f"{EXPRESSION}/p/1", DCT.isPartOf] == {f"<{EXPRESSION}>"}
    assert printed[f"{DOCUMENT}/p/1", DCT.isPartOf] == {f"<{DOCUMENT}>"}


def test_text_for_search_is_folded(printed: dict[tuple[str, str], set[str]]) -> None:
    """Search finds lower case, plain spaces and plain apostrophes."""
    (folded,) = printed[f"{EXPRESSION}/p/3.p4", PPROG.foldedText]

    assert folded == '"• promotion des valeurs fondamentales :"'


def test_dates_and_language(printed: dict[tuple[str, str], set[str]]) -> None:
    """The expression is French, issued on a day and modified at a time of no zone."""
    xsd = "http://www.w3.org/2001/XMLSchema#"

    assert printed[EXPRESSION, DCT.issued] == {f'"2023-07-12"^^<{xsd}date>'}
    assert printed[EXPRESSION, DCT.modified] == {f'"2023-08-01T11:59:00"^^<{xsd}dateTime>'}
    assert printed[EXPRESSION, DCT.language] == {
        "<http://publications.europa.eu/resource/authority/language/FRA>"
    }
    assert printed[DOCUMENT, ELI.is_realized_by] == {f"<{EXPRESSION}>"}
