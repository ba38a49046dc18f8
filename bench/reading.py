"""How fast texts are read: pages a second for 1, 100 and 10,000 documents, and for one of 1,000 pages.

Run: make bench-reading; with BENCH=--write the table is written to bench/READING.md, too. Each figure is the
median of several runs in one process; the ratios are to the first row of the same run. Pages are those of the
text, whatever the format: what a file of another format has to say is the same.
"""

from __future__ import annotations

import platform
import signal
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from programmes import PAGE, programme

from partnergraph.build.cues import all_cues
from partnergraph.build.document import document_from_bytes
from partnergraph.build.outline import read_outline
from partnergraph.build.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RESULTS: Final = Path(__file__).parent / "READING.md"
sys.path.append(str(Path(__file__).parents[1] / "tests"))
from rendering import FORMATS  # noqa: E402  it stands with the tests


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


def measure(name: str, texts: Sequence[str], runs: int, form: str = "txt") -> Row:
    """Read the texts in a format, all of them in every run; a reading without goals would be no reading."""
    files = [text.encode() if form == "txt" else rendered(text, form) for text in texts]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        for file in files:
            if not read_programme(document_from_bytes(file, f"bench.{form}"), "en").goals:
                sys.exit(f"{name}: a text was not read")
        seconds.append(time.perf_counter() - start)
    return Row(name, sum(map(len, texts)) / PAGE, statistics.median(seconds))


def rendered(text: str, form: str) -> bytes:
    """A text as a page, Markdown, PDF or DOCX."""
    return FORMATS[form](read_outline(document_from_bytes(text.encode(), "bench.txt"), all_cues()["en"]))


def rows() -> Iterator[Row]:
    """The measurements, one by one."""
    small, large = [programme(number) for number in range(100)], [programme(1, 1000)]
    yield measure("1 document of 3 pages", small[:1], 21)
    yield measure("100 documents of 3 pages", small, 5)
    yield measure("10,000 documents of 3 pages", small * 100, 1)
    yield measure("1 document of 100 pages", [programme(1, 100)], 5)
    yield measure("1 document of 1,000 pages", large, 3)
    for form in FORMATS:
        yield measure(f"100 documents of 3 pages, {form.upper()}", small, 3, form)
        yield measure(f"1 document of 1,000 pages, {form.upper()}", large, 1, form)


def main() -> None:
    """Measure, print the table, and write it where that is asked for."""
    signal.setitimer(signal.ITIMER_REAL, 3600)  # as in a process of `read`, so that PDFs are read in this one
    lines = [
        "# Reading",
        "",
        f"A page is {PAGE} code points. Python {platform.python_version()}, one process, files in memory.",
        "",
        "| what | pages | seconds (median) | pages a second | ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    first = 0.0
    for row in rows():
        first = first or row.speed
        figures = f"{row.pages:,.0f} | {row.seconds:.3f} | {row.speed:,.0f} | {row.speed / first:.2f}"
        lines.append(f"| {row.name} | {figures} |")
        sys.stdout.write(f"{lines[-1]}\n")
        sys.stdout.flush()
    if "--write" in sys.argv[1:]:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
