"""The document layer of the real text: units in order, their tree, the bytes that were read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import document_from_bytes
from partnergraph.build.programme import read_programme
from partnergraph.build.rdf import programme_quads
from partnergraph.build.statements import Statements
from partnergraph.build.text_rdf import state_text
from partnergraph.iris import BASE, CATALOG_GRAPH, DCT, ELI, PPROG, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from partnergraph.build.elements import Programme
    from partnergraph.build.reading import Reading

    Printed = dict[tuple[str, str], set[str]]

DOCUMENT = "https://w3id.org/pprog/id/document/nato-jpn/itpp-2023"
EXPRESSION = f"{DOCUMENT}/fr"
CAPTURE = f"{EXPRESSION}/capture/4fac74b22fed"
PLAIN_TEXT = "<https://www.iana.org/assignments/media-types/text/plain>"
INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


@pytest.fixture(scope="module")
def stated(printed: Callable[..., Printed], japan_quads: set[ox.Quad]) -> Printed:
    """The objects, as printed, of a subject and predicate."""
    return printed(japan_quads)


def test_the_capture_holds_the_exact_text(
    stated: Printed, japan_quads: set[ox.Quad], japan_text: str
) -> None:
    """Bytes, code points and words of the file are stated as they are."""
    (text,) = (
        quad.object.value  # type: ignore[union-attr]
        for quad in japan_quads
        if quad.predicate.value == PPROG.captureText
    )

    assert text == japan_text
    assert stated[CAPTURE, PPROG.codePointLength] == {f'"{len(japan_text)}"^^{INTEGER}'}
    assert stated[CAPTURE, PPROG.byteLength] == {f'"{len(japan_text.encode())}"^^{INTEGER}'}


def test_a_plain_text_is_the_file_itself(stated: Printed) -> None:
    """Its hash and its format are those of the file, and it is derived from no other."""
    digest = "4fac74b22fed7aab6a07f09a9dcaa8dc92f40a22fcd2c35fa2b3ad44ad7431f8"

    assert stated[CAPTURE, DCT.format] == {PLAIN_TEXT}
    assert stated[CAPTURE, PPROG.characterEncoding] == {'"utf-8"'}
    assert stated[CAPTURE, PPROG.sha256] == {f'"{digest}"'}
    assert stated[CAPTURE, PROV.wasDerivedFrom] == set()


def test_a_converted_text_says_from_which_file(
    as_recorded: Callable[[Programme], Reading], japan_text: str, printed: Callable[..., Printed]
) -> None:
    """Both have a hash, a size, a format and an encoding; places are those of the text."""
    page = f"<!doctype html><meta charset=windows-1252><pre>{japan_text}</pre>".encode("windows-1252")
    document = document_from_bytes(page, "fr.html")
    catalog = Statements(CATALOG_GRAPH)
    text = document.text.encode()
    capture = f"{EXPRESSION}/capture/{hashlib.sha256(text).hexdigest()[:12]}"
    file = f"{EXPRESSION}/file/{hashlib.sha256(page).hexdigest()[:12]}"
    stated = printed(programme_quads(as_recorded(read_programme(document, "fr")), catalog))
    conversion = f"{BASE}id/activity/conversion/nato-jpn-itpp-2023-fr"

    assert stated[EXPRESSION, ELI.is_embodied_by] == {f"<{capture}>"}
    assert stated[capture, PPROG.sha256] == {f'"{hashlib.sha256(text).hexdigest()}"'}
    assert stated[capture, PPROG.byteLength] == {f'"{len(text)}"^^{INTEGER}'}
    assert stated[capture, DCT.format] == {PLAIN_TEXT}
    assert stated[capture, PPROG.characterEncoding] == {'"utf-8"'}
    assert stated[capture, PROV.wasDerivedFrom] == {f"<{file}>"}
    assert stated[capture, PROV.wasGeneratedBy] == {f"<{conversion}>"}
    assert stated[file, RDF.type] == {f"<{PPROG.SourceFile}>"}
    assert stated[file, PPROG.sha256] == {f'"{hashlib.sha256(page).hexdigest()}"'}
    assert stated[file, PPROG.byteLength] == {f'"{len(page)}"^^{INTEGER}'}
    assert stated[file, DCT.format] == {"<https://www.iana.org/assignments/media-types/text/html>"}
    assert stated[file, PPROG.characterEncoding] == {'"windows-1252"'}
    assert stated[file, PPROG.captureText] == set()
    assert printed(catalog.quads)[conversion, PROV.used] == {f"<{file}>"}


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
def test_a_unit_is_part_of_the_one_it_is_printed_under(stated: Printed, code: str, above: str) -> None:
    """The tree of the text is the printed one, whatever was decided about the programme."""
    assert stated[f"{EXPRESSION}/p/{code}", DCT.isPartOf] == {f"<{EXPRESSION}/p/{above}>"}
    assert stated[f"{DOCUMENT}/p/{code}", DCT.isPartOf] == {f"<{DOCUMENT}/p/{above}>"}


def test_a_provision_has_its_code(stated: Printed) -> None:
    """The code is a local one: what others identify a document by is another matter."""
    for code in ("0.u1", "1.3", "2.2.1", "3.p4", "3.g07"):
        assert stated[f"{DOCUMENT}/p/{code}", PPROG.localCode] == {f'"{code}"'}
        assert stated[f"{DOCUMENT}/p/{code}", DCT.identifier] == set()
        assert stated[f"{EXPRESSION}/p/{code}", PPROG.realizesProvision] == {f"<{DOCUMENT}/p/{code}>"}


def test_every_provision_has_a_code_of_its_own(stated: Printed) -> None:
    """42 provisions, 42 codes."""
    codes = [
        value for (_, predicate), found in stated.items() if predicate == PPROG.localCode for value in found
    ]

    assert len(codes) == len(set(codes)) == 42


def test_a_part_is_part_of_the_document(stated: Printed) -> None:
    """Parts belong to the expression, and their provisions to the document."""
    assert stated[f"{EXPRESSION}/p/1", DCT.isPartOf] == {f"<{EXPRESSION}>"}
    assert stated[f"{DOCUMENT}/p/1", DCT.isPartOf] == {f"<{DOCUMENT}>"}


def test_text_for_search_is_folded(stated: Printed) -> None:
    """Search finds lower case, plain spaces and plain apostrophes."""
    (folded,) = stated[f"{EXPRESSION}/p/3.p4", PPROG.foldedText]

    assert folded == '"• promotion des valeurs fondamentales :"'


def test_dates_and_language(stated: Printed) -> None:
    """The expression is French, issued on a day and modified at a time of no zone."""
    xsd = "http://www.w3.org/2001/XMLSchema#"

    assert stated[EXPRESSION, DCT.issued] == {f'"2023-07-12"^^<{xsd}date>'}
    assert stated[EXPRESSION, DCT.modified] == {f'"2023-08-01T11:59:00"^^<{xsd}dateTime>'}
    assert stated[EXPRESSION, DCT.language] == {
        "<http://publications.europa.eu/resource/authority/language/FRA>"
    }
    assert stated[DOCUMENT, ELI.is_realized_by] == {f"<{EXPRESSION}>"}


def test_what_another_text_stated_is_not_stated_again(
    as_recorded: Callable[[Programme], Reading], japan: Programme, printed: Callable[..., Printed]
) -> None:
    """Neither the document nor provisions whose codes are known; units and expression are this text's own."""
    reading = as_recorded(japan)
    state_text(reading, set(reading.codes.values()) - {"1.3"})
    found = printed(reading.asserted.quads)

    assert found[DOCUMENT, RDF.type] == set()
    assert found[f"{DOCUMENT}/p/1.2", RDF.type] == set()
    assert found[f"{DOCUMENT}/p/1.3", PPROG.localCode] == {'"1.3"'}
    assert found[DOCUMENT, PPROG.hasProvision] == {f"<{DOCUMENT}/p/1.3>"}
    assert found[DOCUMENT, ELI.is_realized_by] == {f"<{EXPRESSION}>"}
    assert found[f"{EXPRESSION}/p/1.2", PPROG.realizesProvision] == {f"<{DOCUMENT}/p/1.2>"}
