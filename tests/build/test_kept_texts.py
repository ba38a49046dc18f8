"""A release keeps the file as it came and, where that is no plain text, the text that offsets refer to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from partnergraph.build.assembly import Assembly
from partnergraph.build.collection import collect
from partnergraph.build.document import document_from_bytes
from partnergraph.build.release import _write
from partnergraph.build.statements import Statements
from partnergraph.iris import CATALOG_GRAPH
from rendering import as_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnergraph.build.elements import Programme
    from partnergraph.settings import Settings


def test_a_page_is_kept_with_its_text(
    workshop: Settings, change_record: Callable[[str, str], Path], japan: Programme, tmp_path: Path
) -> None:
    """Both stand in the release; hash and length in the graph are those of the page."""
    page = as_html(japan.outline)
    change_record('file = "fr.txt"', 'file = "fr.html"')
    folder = change_record(japan.document.file.sha256, hashlib.sha256(page).hexdigest())
    (folder / "fr.html").write_bytes(page)
    collection = collect([folder], workshop, "9.9", Statements(CATALOG_GRAPH))
    text = document_from_bytes(page, "fr.html").text

    assert collection.problems == ()
    assert [remark for remark in collection.remarks if "[left-out]" in remark] == [
        f"info: {folder}/fr.html: this was left out as {what}. "
        "Where it belongs to the programme, give a file that has it in its text. [left-out]"
        for what in (
            "cookie banner: « This site uses cookies. Accept », 5 words",
            "page header: « Home News Topics Contact », 4 words",
            "menu: « Home Programmes », 2 words",
            "share links: « Share Print », 2 words",
            "page footer: « Home News Topics Contact All rights reserved. », 7 words",
        )
    ]
    assert [name for name, _ in collection.documents] == ["nato-jpn-itpp-2023-fr.html"]
    assert collection.texts == (("nato-jpn-itpp-2023-fr.html.txt", text),)

    kept = tmp_path / "kept"
    _write(kept, workshop, {}, [], Assembly(frozenset(), (), collection.documents, collection.texts, ()))

    assert (kept / "documents" / "nato-jpn-itpp-2023-fr.html").read_bytes() == page
    assert (kept / "documents" / "nato-jpn-itpp-2023-fr.html.txt").read_bytes().decode() == text


def test_a_plain_text_is_kept_once(workshop: Settings) -> None:
    """It is its own text."""
    folder = workshop.data / "programmes" / "nato-jpn-itpp-2023"

    assert collect([folder], workshop, "9.9", Statements(CATALOG_GRAPH)).texts == ()
