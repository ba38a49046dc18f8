"""A programme whose second text is a page, Markdown, a PDF or a DOCX makes the same graph, and passes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.assembly import assemble
from partnergraph.iris import BASE, DCT, OA, PPROG, PROV, SKOS
from rendering import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.assembly import Assembly
    from partnergraph.settings import Settings

ENGLISH: Final = f"{BASE}graph/asserted/nato-rur-itpp-2024-en"
NAMED: Final = {SKOS.prefLabel, DCT.title, PPROG.declaredCount, PPROG.surfaceForm, OA.exact}
MEDIA_TYPES: Final = {
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@pytest.fixture(scope="module")
def plain(twin: Settings) -> Assembly:
    """The programme with two plain texts."""
    return assemble(twin, "9.9")


def words(assembly: Assembly) -> set[tuple[str, str]]:
    """Labels, titles, counts, mentions and quotes of the English text, white space and bullets aside."""
    return {
        (quad.predicate.value, " ".join(str(quad.object).split()).replace('"- ', '"• '))
        for quad in assembly.quads
        if quad.predicate.value in NAMED and getattr(quad.graph_name, "value", "") == ENGLISH
    }


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_converted_text_states_the_same(
    plain: Assembly, convert_twin: Callable[[str], tuple[Settings, bytes]], form: str
) -> None:
    """Every check passes; the words are the same, and the graph leads to the file that they came from."""
    settings, content = convert_twin(form)
    assembly = assemble(settings, "9.9")
    stated = {(quad.predicate.value, str(quad.object)) for quad in assembly.quads if "/en/file/" in str(quad)}

    assert words(assembly) == words(plain)
    assert (PPROG.sha256, f'"{hashlib.sha256(content).hexdigest()}"') in stated
    assert (DCT.format, f"<https://www.iana.org/assignments/media-types/{MEDIA_TYPES[form]}>") in stated
    assert sum(quad.predicate.value == PROV.wasDerivedFrom for quad in assembly.quads) == 1 + sum(
        quad.predicate.value == PROV.wasDerivedFrom for quad in plain.quads
    )
    assert [name for name, _ in assembly.documents] == [
        "nato-rur-itpp-2024-fr.txt",
        f"nato-rur-itpp-2024-en.{form}",
    ]
    assert [name for name, _ in assembly.texts] == [f"nato-rur-itpp-2024-en.{form}.txt"]
