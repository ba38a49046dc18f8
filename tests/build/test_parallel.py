"""Files in processes: the order of the results, and what becomes of a file that ends its process."""

from __future__ import annotations

import importlib
import os
import re
import signal
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.build.parallel import Limits, prepare, run_each, run_one
from partnergraph.errors import DocumentError, Place

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = Limits(jobs=2, seconds=30, mebibytes=2048)
CHORES = """\
import os
import signal
import time
from pathlib import Path
from partnergraph.errors import DocumentError, Place

def do(file: Path) -> object:
    match file.name.split("-"):
        case ["wait", seconds]:
            time.sleep(float(seconds))
        case ["hang"]:
            while True:
                pass
        case ["exit"]:
            os._exit(7)
        case ["kill"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["fill"]:
            return bytearray(2**40)
        case ["mistake"]:
            return {}["nothing"]
        case ["refuse"]:
            raise DocumentError("no words", place=Place("refuse", 3, 4), advice="Write some.")
        case ["process"]:
            return os.getpid()
    return file.name
"""


@pytest.fixture
def do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], Any]:
    """Work whose result is the name of the file, unless that name is an order; the processes can load it."""
    (tmp_path / "chores_of_a_test.py").write_text(CHORES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    work: Callable[[Path], Any] = importlib.import_module("chores_of_a_test").do
    return work


def test_results_come_in_the_order_of_the_files(do: Callable[[Path], Any]) -> None:
    """Whichever is done first."""
    files = [Path(name) for name in ("wait-0.5", "b", "wait-0.2", "a", "c")]

    assert list(run_each(do, files, LIMITS)) == [(file, file.name) for file in files]


def test_no_files_have_no_results(do: Callable[[Path], Any]) -> None:
    """And no process."""
    assert list(run_each(do, [], LIMITS)) == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_file_does_not_stop_the_others(do: Callable[[Path], Any], jobs: int) -> None:
    """Each way for a file to end its process is its error, in words; the rest is read."""
    names = ["a", "kill", "b", "hang", "exit", "c", "fill", "mistake", "refuse", "d"]
    limits = Limits(jobs=jobs, seconds=1, mebibytes=2048)
    results = {file.name: result for file, result in run_each(do, [Path(name) for name in names], limits)}

    assert {name: str(result) for name, result in results.items()} == {
        "a": "a",
        "b": "b",
        "c": "c",
        "d": "d",
        "kill": "kill: the process that read it ended early (SIGKILL). "
        "If it lacked memory, allow more with --mebibytes, or fewer files with --jobs.",
        "hang": "hang: took longer than 1 s to read. Allow more with --seconds.",
        "exit": "exit: the process that read it ended early (exit code 7). "
        "If it lacked memory, allow more with --mebibytes, or fewer files with --jobs.",
        "fill": "fill: needs more than 2048 MiB of memory to read. Allow more with --mebibytes.",
        "mistake": "KeyError: 'nothing'",
        "refuse": "refuse:3:4: no words. Write some.",
    }
    assert {type(results[name]) for name in ("kill", "hang", "exit", "fill", "refuse")} == {DocumentError}


def test_a_mistake_keeps_its_traceback_as_a_note(do: Callable[[Path], Any]) -> None:
    """Only who asks for it sees it."""
    with pytest.raises(RuntimeError, match="KeyError: 'nothing'") as mistaken:
        run_one(do, Path("mistake"), LIMITS)

    assert "chores_of_a_test.py" in mistaken.value.__notes__[0]


def test_an_error_keeps_what_it_carries(do: Callable[[Path], Any]) -> None:
    """Message, place and advice come back from the process."""
    with pytest.raises(DocumentError) as refused:
        run_one(do, Path("refuse"), LIMITS)

    error = refused.value
    assert (error.message, error.place, error.advice) == ("no words", Place("refuse", 3, 4), "Write some.")


def test_a_process_reads_one_file_after_another(do: Callable[[Path], Any]) -> None:
    """Not more processes than jobs, and another one than ours."""
    results = [result for _, result in run_each(do, [Path("process")] * 8, LIMITS)]

    assert len(set(results)) <= 2
    assert os.getpid() not in results


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")
def test_closing_ends_the_processes_at_once(do: Callable[[Path], Any]) -> None:
    """Also those in the middle of a file."""
    files = [Path(name) for name in ("process", "hang", "hang")]
    begun = time.monotonic()
    with closing(run_each(do, files, LIMITS)) as results:
        _, process = next(results)
        assert Path(f"/proc/{process}").exists()

    assert time.monotonic() - begun < 10
    assert not re.search(r"State:\s[^Z]", status_of(process))


def status_of(process: Any) -> str:
    """What the system says of a process; nothing where there is none."""
    try:
        return Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_an_interrupt_reaches_us_alone(do: Callable[[Path], Any]) -> None:
    """Ctrl-C sends the signal to every process of the terminal: ours ends the work, theirs ignore it."""
    main = threading.get_ident()
    threading.Timer(1.0, lambda: signal.pthread_kill(main, signal.SIGINT)).start()

    with pytest.raises(KeyboardInterrupt), closing(run_each(do, [Path("hang")], LIMITS)) as results:
        next(results)


def test_preparing_changes_no_result(do: Callable[[Path], Any]) -> None:
    """It is a matter of speed."""
    prepare("partnergraph.build.answers")

    assert run_one(do, Path("a"), LIMITS) == "a"
