"""Rows of tables."""

from __future__ import annotations

import pytest

from partnergraph.build.blocks import Block
from partnergraph.build.tables import row_blocks


def _cell(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


@pytest.mark.parametrize(
    ("cells", "blocks"),
    [
        ([_cell("Action"), _cell("Who"), _cell("2024")], [Block("row", "Action | Who | 2024", 1)]),
        ([_cell("Action"), [], _cell("2024")], [Block("row", "Action |  | 2024", 1)]),
        ([_cell("Action"), [], []], [Block("row", "Action", 1)]),
        ([_cell("a\nb"), _cell("c")], [Block("row", "a b | c", 1)]),
        ([_cell("the page")], [Block("paragraph", "the page", 1)]),
        ([_cell("one", "two"), _cell("c")], [Block("paragraph", text, 1) for text in ("one", "two", "c")]),
        ([[], []], []),
    ],
    ids=["cells", "empty cell", "last cells empty", "lines", "layout", "several blocks", "nothing"],
)
def test_a_row(cells: list[list[Block]], blocks: list[Block]) -> None:
    """Cells stand on a line; where one is more than words, its blocks follow each other."""
    assert row_blocks(cells, 1) == blocks


@pytest.mark.parametrize("marker", ["(1)", "a)", "(iv)", "1.2", "•", "–"])
def test_a_list_laid_out_in_cells_is_a_list(marker: str) -> None:
    """Official journals print the marker in a first cell and the words in a second."""
    cells = [_cell(marker), [*_cell("words"), Block("item", "deeper", 1, "•")]]

    assert row_blocks(cells, 0) == [Block("item", "words", 0, marker), Block("item", "deeper", 2, "•")]


def test_a_number_in_a_table_is_a_cell() -> None:
    """Without a sign after it, a number is no marker."""
    assert row_blocks([_cell("1"), _cell("Sea lanes")], 0) == [Block("row", "1 | Sea lanes")]
