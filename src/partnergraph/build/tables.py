"""Rows of tables as blocks: cells on a line, unless the table only lays out a list or a page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from partnergraph.build.blocks import CELLS, Block

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKER: Final = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,6})[.)\]]+|\d{1,3}(?:\.\d{1,3})+|[•◦▪‣●○■·*–—-]"
)


def row_blocks(cells: Sequence[Sequence[Block]], depth: int) -> list[Block]:
    """One row: a line of its cells; or, where a cell is a marker or holds blocks of its own, those blocks.

    An empty cell keeps its place in a line.
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    if len(filled) > 1 and len(filled[0]) == 1 and _MARKER.fullmatch(filled[0][0].text.strip()):
        return _item(filled[0][0].text.strip(), filled[1:], depth)
    rich = any(len(cell) > 1 or cell[0].kind != "paragraph" or cell[0].marker for cell in filled)
    if rich or len(filled) == len(cells) == 1:
        return [replace(block, depth=block.depth + depth) for cell in cells for block in cell]
    words = [cell[0].text.replace("\n", " ").strip() if cell else "" for cell in cells]
    return [Block("row", CELLS.join(words).rstrip(" |"), depth)]


def _item(marker: str, cells: Sequence[Sequence[Block]], depth: int) -> list[Block]:
    """The item of a list that is laid out in cells: its marker in the first, its words in the others."""
    first, *others = [replace(block, depth=block.depth + depth + 1) for cell in cells for block in cell]
    if first.kind == "paragraph" and not first.marker:
        return [Block("item", first.text, depth, marker), *others]
    return [Block("item", "", depth, marker), first, *others]
