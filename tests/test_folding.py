"""Folding for search and for matching in place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.folding import fold, fold_in_place


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’OTAN", "l'otan"),
        ("L\u2018OTAN", "l'otan"),
        ("2023\u00a0: été\u202f!", "2023 : été !"),
        ("E\u0301TE\u0301", "été"),
        ("Straße", "strasse"),
        ("non\u2011prolifération", "non-prolifération"),
        ("a\tb\r\nc", "a b  c"),
        ("école", "école"),
    ],
)
def test_folding_for_search(text: str, folded: str) -> None:
    """Apostrophes, spaces, hyphens, case and composition become one; accents stay."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’OTAN", "l'otan"),
        ("CYCLE\u00a02023", "cycle 2023"),
        ("STRASSE", "strasse"),
        ("Straße", "straße"),
        ("\u0130stanbul", "\u0130stanbul"),
    ],
)
def test_folding_in_place(text: str, folded: str) -> None:
    """What would change its length stays as it is."""
    assert fold_in_place(text) == folded


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    """The folded text is as long as the text, and each character folds by itself."""
    folded = fold_in_place(text)

    assert len(folded) == len(text)
    assert folded == "".join(map(fold_in_place, text))


@given(st.text(alphabet="Ééa’' \u00a0-\u2011ßİ1"))
@settings(max_examples=100, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folded text is folded already."""
    assert fold(fold(text)) == fold(text)
    assert fold_in_place(fold_in_place(text)) == fold_in_place(text)


@pytest.mark.parametrize("text", ["ΟΔΟΣ ΟΔΟΣ.", "İstanbul İLE", "ǅ ß ẞ ﬁ É É"])
def test_the_whole_is_folded_as_its_parts(text: str) -> None:
    """A letter is folded alike wherever it stands, so that words compare whatever follows them."""
    assert fold_in_place(text) == "".join(map(fold_in_place, text))
    assert len(fold_in_place(text)) == len(text)
