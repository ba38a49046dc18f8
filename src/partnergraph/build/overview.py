"""Many files: which ones a folder holds, and a line for each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from partnergraph.build.answers import mistake
from partnergraph.build.media import SUFFIXES
from partnergraph.build.printing import visible
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from partnergraph.build.answers import Summary

_NAME: Final = 40  # cells of the column of names at most; a longer name is kept whole
_NONE: Final = "–"
_COLUMNS: Final = (("obj.", 9), ("prio.", 10), ("goals", 11))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths`, and in the order of their names those below the folders among them.

    Of a folder, only files that are read by their suffix, and none that is hidden. Each file comes once.
    Raises DocumentError for a folder that holds none.
    """
    files: dict[Path, None] = {}
    for path in paths:
        below = sorted(_below(path)) if path.is_dir() else [path]
        if not below:
            raise DocumentError(
                "this folder holds no file to read",
                place=Place(str(path)),
                advice=f"Files are read that end with: {', '.join(SUFFIXES)}.",
            )
        files |= dict.fromkeys(below)
    return list(files)


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def name_width(files: Iterable[Path]) -> int:
    """Cells of the column of names."""
    return min(_NAME, max((cell_len(visible(str(file))) for file in files), default=0))


def summary_line(file: Path, summary: Summary, width: int) -> Text:
    """The line of a file that was read; `width` is that of the column of names."""
    name = visible(str(file))
    serious = {finding.severity for finding in summary.findings} - {"info"}
    style = "red" if "error" in serious else "yellow" if serious else "green"
    return Text.assemble(
        ("! " if serious else "✓ ", style),
        (name + " " * (width - cell_len(name)), "bold"),
        f"  {summary.type or _NONE:<5} {summary.period or _NONE:<9}  ",
        _counted(summary.counts),
        (f"{_findings(len(summary.findings)):<14}", style),
        visible(summary.title) or ("(no title found)", "italic"),
    )


def _counted(counts: tuple[int, ...]) -> str:
    return "".join(
        f"{f'{count} {noun}':<{room}}" for count, (noun, room) in zip(counts, _COLUMNS, strict=True)
    )


def _findings(count: int) -> str:
    return f"{count} finding{'s' * (count != 1)}"


def failure_line(file: Path, error: Exception) -> Text:
    """The line of a file that could not be read."""
    words = str(error) if isinstance(error, DocumentError) else f"{file}: {mistake(error)}"
    return Text.assemble(("✗ ", "bold red"), visible(words))
