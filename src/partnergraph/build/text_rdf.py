"""The document layer: the work, its language version, the units of its text and the bytes that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from partnergraph.build.cues import all_cues
from partnergraph.build.statements import integer, page_date, words
from partnergraph.folding import fold
from partnergraph.iris import ACTOR, DCT, ELI, EU_LANGUAGE, MEDIA_TYPE, PPROG, PROV, UNIT_KIND

if TYPE_CHECKING:
    from collections.abc import Collection

    from partnergraph.build.document import Bytes
    from partnergraph.build.outline import Unit
    from partnergraph.build.reading import Reading
    from partnergraph.build.statements import Statements


def state_text(reading: Reading, stated: Collection[str] = ()) -> None:
    """State the document, the expression, its units and its capture.

    What another text of the document stated already is not stated again: the document itself, and the
    provisions with the codes in `stated`.
    """
    if not stated:
        reading.asserted.a(reading.iris.document, PPROG.ProgrammeDocument)
    _state_expression(reading)
    _state_capture(reading)
    for unit in reading.programme.outline.units:
        if reading.codes[unit.order] not in stated:
            _state_provision(reading, unit)
        _state_unit(reading, unit)


def _state_expression(reading: Reading) -> None:
    programme, iris, out = reading.programme, reading.iris, reading.asserted
    expression = iris.expression(programme.language)
    out.add(iris.document, ELI.is_realized_by, expression)
    out.a(expression, PPROG.DocumentExpression)
    out.add(expression, DCT.language, EU_LANGUAGE.term(all_cues()[programme.language].authority))
    if programme.title:
        title = words(programme.title.text, programme.language)
        reading.value("title").add(iris.document, DCT.title, title)
        reading.value("title").add(expression, DCT.title, title)
        reading.evidence.state(out, expression, programme.title.span)
    dates = ("published", DCT.issued, programme.published), ("updated", DCT.modified, programme.updated)
    for change, term, date in dates:
        if date:
            reading.value(change).add(expression, term, page_date(date.value))
            reading.evidence.state(out, expression, date.span)


def _state_capture(reading: Reading) -> None:
    """The text that was read, and where it is not that of a file as it came, the file it was made from."""
    document, out, text = reading.programme.document, reading.asserted, reading.text
    language, capture = reading.programme.language, reading.evidence.capture
    out.add(reading.iris.expression(language), ELI.is_embodied_by, capture)
    out.a(capture, PPROG.SourceCapture)
    _state_bytes(out, capture, document.canonical)
    out.add(capture, PPROG.codePointLength, integer(len(document.text)))
    out.add(capture, PPROG.captureText, ox.Literal(document.text))
    if document.converted:
        file = reading.iris.file(language, document.file.sha256)
        out.add(capture, PROV.wasDerivedFrom, file)
        out.add(capture, PROV.wasGeneratedBy, reading.iris.activity("conversion", language))
        out.a(file, PPROG.SourceFile)
        _state_bytes(out, file, document.file)
    if text.publisher:
        out.add(capture, DCT.publisher, ACTOR.term(text.publisher))
    for term, value in ((DCT.source, text.source), (DCT.rights, text.rights)):
        if value:
            out.add(capture, term, ox.Literal(value))


def _state_bytes(out: Statements, file: str, its: Bytes) -> None:
    out.add(file, PPROG.sha256, ox.Literal(its.sha256))
    out.add(file, PPROG.byteLength, integer(its.length))
    out.add(file, DCT.format, MEDIA_TYPE.term(its.media_type))
    if its.encoding:
        out.add(file, PPROG.characterEncoding, ox.Literal(its.encoding))


def _state_provision(reading: Reading, unit: Unit) -> None:
    out, iris, code = reading.asserted, reading.iris, reading.codes[unit.order]
    provision, above = iris.provision(code), reading.codes.get(unit.parent)
    out.a(provision, PPROG.Provision)
    out.add(provision, PPROG.localCode, ox.Literal(code))
    out.add(provision, DCT.isPartOf, iris.provision(above) if above else iris.document)
    out.add(iris.document, PPROG.hasProvision, provision)


def _state_unit(reading: Reading, unit: Unit) -> None:
    out, iris, language = reading.asserted, reading.iris, reading.programme.language
    code, above = reading.codes[unit.order], reading.codes.get(unit.parent)
    node = iris.unit(language, code)
    out.a(node, PPROG.TextUnit)
    out.add(node, PPROG.realizesProvision, iris.provision(code))
    out.add(node, DCT.isPartOf, iris.unit(language, above) if above else iris.expression(language))
    out.add(iris.expression(language), PPROG.hasTextUnit, node)
    out.add(node, PPROG.unitKind, UNIT_KIND.term(unit.kind))
    out.add(node, PPROG.ordinal, integer(unit.order))
    out.add(node, PPROG.printedIndent, integer(unit.indent))
    text = reading.programme.document.quote(unit.span)
    out.add(node, PPROG.unitText, ox.Literal(text))
    out.add(node, PPROG.foldedText, ox.Literal(fold(text)))
    if unit.number:
        out.add(node, PPROG.printedNumber, ox.Literal(unit.number))
    reading.evidence.state(out, node, unit.span)
