"""What `partnergraph read` prints: one file in full, or many files, each in a line."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from partnergraph.build.answers import Answer, Form, Summary, answer_line, answer_one, failure_json
from partnergraph.build.display import console_on, programme_display
from partnergraph.build.elements import Programme
from partnergraph.build.overview import failure_line, files_in, name_width, summary_line
from partnergraph.build.parallel import Limits, run_each, run_one
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """How to read and print; `language` "" is recognised, `color` None goes by the terminal.

    `strict` makes a finding of severity error a failure.
    """

    form: Form
    limits: Limits
    language: str = ""
    strict: bool = False
    color: bool | None = None


def report(paths: Sequence[Path], request: Request) -> int:
    """Read one file, or several and those in folders, print the readings, and give the exit code.

    The code is 1 where a file of several could not be read, or with `strict` where a reading has errors.
    Raises the error of a single file that cannot be read, and DocumentError where several files are asked for
    in a form that is made of one.
    """
    if len(paths) == 1 and not paths[0].is_dir():
        return _report_one(paths[0], request)
    if request.form in {"plain", "turtle", "trig"}:
        raise DocumentError(
            f"{request.form} is made of one text at a time",
            place=Place(str(paths[0])),
            advice="Name one file; a release holds several programmes: partnergraph build.",
        )
    return _report_many(files_in(paths), request)


def _report_one(file: Path, request: Request) -> int:
    work = partial(answer_one, form=request.form, language=request.language)
    answer = run_one(work, file, request.limits)
    if isinstance(answer.body, Programme):
        console = console_on(sys.stdout, color=request.color)
        for part in programme_display(answer.body):
            console.print(part)
    else:
        _write(str(answer.body))
    return int(request.strict and answer.doubtful)


def _report_many(files: list[Path], request: Request) -> int:
    """The lines of the files in their order, each as soon as it is there; at the end the figures."""
    work = partial(answer_line, form=request.form, language=request.language)
    unread = doubtful = 0
    with closing(run_each(work, files, request.limits)) as results, _lines(files, request) as write:
        for file, answer in results:
            write(file, answer)
            unread += isinstance(answer, Exception)
            doubtful += isinstance(answer, Answer) and answer.doubtful
    read = f"{len(files) - unread} of {len(files)} files read, {doubtful} of them with errors in the text"
    sys.stderr.write(f"{read}; {unread} could not be read\n")
    return int(unread > 0 or (request.strict and doubtful > 0))


@contextmanager
def _lines(files: list[Path], request: Request) -> Iterator[Callable[[Path, Answer | Exception], None]]:
    """Gives what writes the line of a file; a terminal shows a progress bar meanwhile, and keeps none of it.

    The bar stands below the lines where both are on a terminal; lines of JSON are their own progress there.
    """
    out, width = console_on(sys.stdout, color=request.color), name_width(files)
    on_screen = sys.stdout.isatty()
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=out if on_screen else Console(stderr=True, no_color=True if request.color is False else None),
        transient=True,
        disable=request.form == "json" if on_screen else not sys.stderr.isatty(),
        redirect_stdout=False,
        redirect_stderr=False,
    )

    def write(file: Path, answer: Answer | Exception) -> None:
        if request.form == "json":
            _write(failure_json(file, answer) if isinstance(answer, Exception) else str(answer.body))
        else:
            _print_line(out, file, answer, width)
        bar.advance(task)

    with bar:
        task = bar.add_task("", total=len(files))
        yield write


def _print_line(console: Console, file: Path, answer: Answer | Exception, width: int) -> None:
    """The line of a file in text: a title is cut where it does not fit, an error never."""
    if isinstance(answer, Answer) and isinstance(answer.body, Summary):
        console.print(summary_line(file, answer.body, width), no_wrap=True, overflow="ellipsis")
    elif isinstance(answer, Exception):
        console.print(failure_line(file, answer), soft_wrap=True)
    console.file.flush()


def _write(text: str) -> None:
    """Write text as UTF-8, whatever the terminal uses: JSON and Turtle are nothing else."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
