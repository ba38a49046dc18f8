"""Files to results, each in a process with limits: no file can hang the run, take all memory, stop the rest.

The kernel's alarm ends what takes too long, even in a library that listens to nobody, and even where the
process that asked is gone.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import traceback
from collections import deque
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from partnergraph.errors import DocumentError, PartnergraphError, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

T = TypeVar("T")

_MEBIBYTE: Final = 2**20
_INTERRUPT: Final = {signal.SIGINT}


@dataclass(frozen=True, slots=True)
class Limits:
    """At most `jobs` processes; `seconds` for one file, `mebibytes` of address space for each process."""

    jobs: int
    seconds: float
    mebibytes: int


def prepare(module: str) -> None:
    """Let the processes to come load a module, while the caller goes on; no more than a matter of speed."""
    forkserver.set_forkserver_preload(["__main__", module])
    with _uninterrupted():
        forkserver.ensure_running()


def run_each(
    work: Callable[[Path], T], files: Sequence[Path], limits: Limits
) -> Generator[tuple[Path, T | Exception]]:
    """Every file with its result, in the order of `files`, each as soon as those before it are there.

    The result of a file that cannot be read is the error: a PartnergraphError, or a RuntimeError with the
    traceback as its note where `work` raised what nobody foresaw. `work` and its results are pickled.
    Closing the generator ends the processes at once.
    """
    waiting = deque(enumerate(files))
    pool: list[_Worker[T]] = []
    done: dict[int, T | Exception] = {}
    with _ended(pool):
        for place, file in enumerate(files):
            while place not in done:
                while waiting and len(pool) < limits.jobs:
                    pool.append(_Worker(work, limits))
                    pool[-1].begin(*waiting.popleft())
                ready = wait([worker.connection for worker in pool])
                for worker in [worker for worker in pool if worker.connection in ready]:
                    done[worker.place], alive = worker.result()
                    if alive and waiting:
                        worker.begin(*waiting.popleft())
                    else:
                        pool.remove(worker)
                        worker.end()
            yield file, done.pop(place)


def run_one(work: Callable[[Path], T], file: Path, limits: Limits) -> T:
    """The result of one file; raises its error."""
    with closing(run_each(work, [file], limits)) as results:
        _, result = next(results)
    if isinstance(result, Exception):
        raise result
    return result


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is blocked while a process starts stays blocked in it: Ctrl-C is for us, from the first moment."""
    resource_tracker.ensure_running()  # first, since where it is started it lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _ended(pool: list[_Worker[T]]) -> Iterator[None]:
    """A block after which no worker of the pool runs, however it ends."""
    try:
        yield
    finally:
        for worker in pool:
            worker.end()


class _Worker(Generic[T]):
    """A process that is given one file after another; `place` is that of the file it has now."""

    def __init__(self, work: Callable[[Path], T], limits: Limits) -> None:
        context = multiprocessing.get_context("forkserver")
        self._limits = limits
        self.place, self._file = -1, ""
        self.connection, theirs = context.Pipe()
        self._process: ForkServerProcess = context.Process(
            target=_serve, args=(theirs, work, limits), daemon=True
        )
        with theirs, _uninterrupted():
            self._process.start()

    def begin(self, place: int, file: Path) -> None:
        """Give it a file; `result` says so where it is dead."""
        self.place, self._file = place, str(file)
        with suppress(OSError):
            self.connection.send(file)

    def result(self) -> tuple[T | Exception, bool]:
        """The result of its file, and whether it can be given another; waits for it."""
        try:
            return self.connection.recv(), True
        except (EOFError, OSError):
            self._process.join()
            return self._death(), False

    def end(self) -> None:
        """Kill it: it holds nothing that could be lost."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _death(self) -> DocumentError:
        code = self._process.exitcode or 0
        place = Place(self._file)
        if code == -signal.SIGALRM:
            return DocumentError(
                f"took longer than {self._limits.seconds:g} s to read",
                place=place,
                advice="Allow more with --seconds.",
            )
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return DocumentError(
            f"the process that read it ended early ({how})",
            place=place,
            advice="If it lacked memory, allow more with --mebibytes, or fewer files with --jobs.",
        )


def _serve(connection: Connection, work: Callable[[Path], T], limits: Limits) -> None:
    """The life of a worker: results for files, until nobody asks."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with suppress(ValueError, OSError):  # where a system knows no such limit, or sets a lower one
        most = limits.mebibytes * _MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(EOFError, OSError):
        while True:
            file = connection.recv()
            result = _attempt(work, file, limits)
            try:
                connection.send(result)
            except MemoryError:
                connection.send(_too_large(file, limits))


def _attempt(work: Callable[[Path], T], file: Path, limits: Limits) -> T | Exception:
    try:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        return work(file)
    except PartnergraphError as error:
        return error
    except MemoryError:
        return _too_large(file, limits)
    except Exception as error:  # noqa: BLE001 one file must not stop the others
        mistake = RuntimeError(f"{type(error).__name__}: {error}")
        mistake.add_note(traceback.format_exc())
        return mistake
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_large(file: Path, limits: Limits) -> DocumentError:
    return DocumentError(
        f"needs more than {limits.mebibytes} MiB of memory to read",
        place=Place(str(file)),
        advice="Allow more with --mebibytes.",
    )
