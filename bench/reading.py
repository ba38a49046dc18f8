"""How fast texts are read: pages a second for 1, 100 and 10,000 documents, and for one of 1,000 pages.

Run: make bench-reading. Each figure is the median of several runs in one process; the ratios are to the
first row of the same run. The table is printed and written to bench/READING.md.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from programmes import PAGE, programme

from partnergraph.build.document import document_from_bytes
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS: Final = Path(__file__).parent / "READING.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: seconds are the median of the runs."""

    name: str
    pages: float
    seconds: float

    @property
    def speed(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def measure(name: str, texts: Sequence[bytes], runs: int) -> Row:
    """Read the texts, all of them in every run; a reading without goals would be no reading."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        for text in texts:
            if not read_programme(document_from_bytes(text, "bench.txt"), "en").goals:
                sys.exit(f"{name}: a text was not read")
        seconds.append(time.perf_counter() - start)
    return Row(name, sum(len(text.decode()) for text in texts) / PAGE, statistics.median(seconds))


def main() -> None:
    """Measure, print and write the table."""
    small = [programme(number).encode() for number in range(100)]
    rows = [
        measure("1 document of 3 pages", small[:1], 21),
        measure("100 documents of 3 pages", small, 5),
        measure("10,000 documents of 3 pages", small * 100, 1),
        measure("1 document of 100 pages", [programme(1, 100).encode()], 5),
        measure("1 document of 1,000 pages", [programme(1, 1000).encode()], 3),
    ]
    lines = [
        "# Reading",
        "",
        f"A page is {PAGE} code points. Python {platform.python_version()}, one process, UTF-8 in memory.",
        "",
        "| what | pages | seconds (median) | pages a second | ratio |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {row.name} | {row.pages:,.0f} | {row.seconds:.3f} | {row.speed:,.0f} | {ratio:.2f} |"
            for row in rows
            for ratio in [row.speed / rows[0].speed]
        ),
    ]
    table = "\n".join(lines) + "\n"
    sys.stdout.write(table)
    RESULTS.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
