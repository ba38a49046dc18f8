"""The pool of worker processes: limits, crashes, clients that leave, and nothing left behind."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.errors import (
    EngineBusy,
    EngineCrash,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    ReleaseError,
    RequestError,
)
from partnergraph.serve.engine import QueryOptions, Source, read_all
from partnergraph.serve.worker import WARM, WorkerPool
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[..., Any]

ASK = "ASK { ?s ?p ?o }"
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = f"SELECT * {CROSS} ORDER BY ?a ?b ?c ?d ?e ?f ?g ?h ?i"
ENDLESS = f"SELECT * {CROSS}"
DEEP = "ASK { FILTER(" + "!" * 30_000 + "true) }"
TRUE = b'{"head":{},"boolean":true}'
PLENTY = 8192


async def ask(pool: WorkerPool) -> float:
    """Seconds a light query takes; it must be right."""
    begin = time.monotonic()
    assert await read_all(await pool.run(ASK, QueryOptions())) == TRUE
    return time.monotonic() - begin


async def outcome(pool: WorkerPool, query: str, options: QueryOptions | None = None) -> str:
    """The name of the error a query ends with, or nothing."""
    try:
        await read_all(await pool.run(query, options or QueryOptions()))
    except RequestError as error:
        return type(error).__name__
    return ""


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until it is so; fail when it is not so in time."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what changes here are processes, which set no event
            await asyncio.sleep(0.01)


OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def small_start() -> None:
    """Leave the processes of other tests' servers out of what a test counts."""
    OTHERS.clear()
    OTHERS.update(children())


def children() -> set[int]:
    """Workers, which the processes that this one started have forked since the test began, zombies too."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
    return {child for child, parent in parents.items() if parents.get(parent) == os.getpid()} - OTHERS


def descriptors() -> int:
    """How many descriptors this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a Path would open one more while it counts


def test_the_deadline_is_kept_and_others_go_on(small_pool: Tell) -> None:
    """A query nothing can stop ends at its time limit, and light queries do not notice it."""

    async def story(pool: WorkerPool) -> tuple[str, float, list[float]]:
        begin, light = time.monotonic(), []
        heavy = asyncio.create_task(outcome(pool, SORTED))
        while not heavy.done():
            light.append(await ask(pool))
        return heavy.result(), time.monotonic() - begin, light

    error, seconds, light = small_pool(story, query_seconds=2, worker_mebibytes=PLENTY)

    assert error == "QueryTimeout"
    assert 2 <= seconds < 3
    assert len(light) > 20
    assert max(light) < 0.5


def test_a_memory_limit_costs_one_query(small_pool: Tell) -> None:
    """A query that grows over the limit ends with a reason and what to do; the pool goes on."""

    async def story(pool: WorkerPool) -> EngineCrash:
        with pytest.raises(EngineCrash, match="more than 64 MiB of memory") as caught:
            await pool.run(SORTED, QueryOptions())
        await ask(pool)
        return caught.value

    error = small_pool(story, query_seconds=20, worker_mebibytes=64, workers=1)

    assert "SIGABRT" in error.message
    assert "LIMIT" in error.advice


@pytest.mark.parametrize(
    ("query", "expected"),
    [(f"ASK {{ FILTER({'(' * 12_000}1{')' * 12_000}) }}", QueryRefused), (DEEP, EngineCrash)],
)
def test_nesting_costs_one_query(small_pool: Tell, query: str, expected: type[Exception]) -> None:
    """Text that would crash the parser is refused or ends one worker, and the next query is answered."""

    async def story(pool: WorkerPool) -> None:
        with pytest.raises(expected, match="nest"):
            await pool.run(query, QueryOptions())
        await ask(pool)

    small_pool(story, workers=1)


def test_a_client_may_ask_for_less_time(small_pool: Tell) -> None:
    """The smaller of the two limits counts."""

    async def story(pool: WorkerPool) -> list[float]:
        times = []
        for seconds in (0.3, 60.0):
            begin = time.monotonic()
            assert await outcome(pool, SORTED, QueryOptions(timeout_seconds=seconds)) == "QueryTimeout"
            times.append(time.monotonic() - begin)
        return times

    short, capped = small_pool(story, query_seconds=0.9, worker_mebibytes=PLENTY)

    assert 0.3 <= short < 0.8
    assert 0.9 <= capped < 2


def test_a_slow_reader_does_not_keep_a_worker(small_pool: Tell) -> None:
    """At the deadline the worker is free; the reader gets what was written and then the error."""

    async def story(pool: WorkerPool) -> bytes:
        result = await pool.run(ENDLESS, QueryOptions())
        got = [await anext(result)]
        await asyncio.sleep(0.7)
        await ask(pool)
        with pytest.raises(QueryTimeout):
            got.extend([chunk async for chunk in result])
        await result.aclose()
        return b"".join(got)

    assert small_pool(story, workers=1, query_seconds=0.5).startswith(b'{"head":{"vars":["a",')


def test_an_answer_that_is_written_frees_its_worker(small_pool: Tell) -> None:
    """A result nobody has read yet occupies a pipe, not a worker."""

    async def story(pool: WorkerPool) -> bytes:
        unread = await pool.run("SELECT * { ?s ?p ?o } LIMIT 500", QueryOptions())
        await ask(pool)
        return await read_all(unread)

    assert small_pool(story, workers=1, queue_seconds=2).endswith(b"]}}")


def test_a_reader_that_leaves_frees_its_worker(small_pool: Tell) -> None:
    """Closing a result stops the query without a new process; closing twice is fine."""

    async def story(pool: WorkerPool) -> set[int]:
        before = children()
        result = await pool.run(ENDLESS, QueryOptions())
        await anext(result)
        await result.aclose()
        await result.aclose()
        assert [chunk async for chunk in result] == []
        await ask(pool)
        return before ^ children()

    assert small_pool(story, workers=1, query_seconds=30, queue_seconds=2) == set()


def test_a_cancelled_query_frees_its_worker(small_pool: Tell) -> None:
    """A query that writes nothing is killed when its client is gone."""

    async def story(pool: WorkerPool) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pool.run(SORTED, QueryOptions()), 0.3)
        await ask(pool)

    small_pool(story, workers=1, query_seconds=30, queue_seconds=3, worker_mebibytes=PLENTY)


def test_a_full_house_says_so(small_pool: Tell) -> None:
    """Who finds no free worker in time is told to come back; a waiting client that leaves is forgotten."""

    async def story(pool: WorkerPool) -> None:
        heavy = asyncio.create_task(outcome(pool, SORTED))
        await asyncio.sleep(0.05)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pool.run(ASK, QueryOptions()), 0.1)
        with pytest.raises(EngineBusy, match=r"0\.3 s") as caught:
            await pool.run(ASK, QueryOptions())
        assert caught.value.retry_after > 0
        assert await heavy == "QueryTimeout"
        await ask(pool)

    small_pool(story, workers=1, query_seconds=1, queue_seconds=0.3, worker_mebibytes=PLENTY)


def test_many_queries_share_few_workers(small_pool: Tell) -> None:
    """Sixty queries at once on three workers are all answered."""

    async def story(pool: WorkerPool) -> int:
        await asyncio.gather(*(ask(pool) for _ in range(60)))
        return len(children())

    assert small_pool(story, workers=3) <= 3


def test_a_worker_that_dies_idle_is_replaced(small_pool: Tell) -> None:
    """After kill -9 of every idle worker the next query is answered, and at least as many wait."""

    async def story(pool: WorkerPool) -> None:
        for _ in range(2):
            first = children()
            for process in first:
                os.kill(process, signal.SIGKILL)
            await ask(pool)
            await until(lambda: len(pool._idle) >= WARM and len(pool._idle) == len(children()))
            assert not children() & first

    small_pool(story)


def test_nothing_is_left_behind(small_pool: Tell) -> None:
    """Two hundred queries that end in every possible way leave no descriptor, no process and no zombie."""

    async def story(pool: WorkerPool) -> tuple[int, int]:
        await ask(pool)
        before = descriptors()
        for n in range(200):
            if n % 20 == 3:
                assert await outcome(pool, SORTED, QueryOptions(timeout_seconds=0.05)) == "QueryTimeout"
            elif n % 20 == 7:
                assert await outcome(pool, DEEP) == "EngineCrash"
            elif n % 5 == 1:
                result = await pool.run(ENDLESS, QueryOptions())
                await anext(result)
                await result.aclose()
            elif n % 5 == 2:
                assert await outcome(pool, "SELECT") == "QuerySyntaxError"
            else:
                await ask(pool)
        await until(lambda: len(children()) == WARM)
        await until(lambda: descriptors() <= before)
        return before, descriptors()

    at_first = descriptors()
    before, after = small_pool(story, workers=2, worker_mebibytes=PLENTY)

    assert before == after
    assert children() == set()
    assert descriptors() == at_first


def test_a_lack_of_descriptors_passes(small_pool: Tell) -> None:
    """A query that finds no descriptor left is told to come back, and its worker is not lost."""

    async def story(pool: WorkerPool) -> None:
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        lowest = os.dup(0)
        os.close(lowest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, limits[1]))
        try:
            assert await outcome(pool, ASK) == "EngineBusy"
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        before = children()
        await ask(pool)
        assert children() == before

    small_pool(story, workers=1)


def test_errors_come_with_their_place(small_pool: Tell) -> None:
    """What the worker found out about a query arrives in the server, and the worker goes on."""

    async def story(pool: WorkerPool) -> None:
        with pytest.raises(QuerySyntaxError, match="Prefix not found") as caught:
            await pool.run("ASK {\n?s nil:p ?o }", QueryOptions())
        assert caught.value.place
        assert (caught.value.place.line, caught.value.place.column) == (2, 9)
        assert caught.value.advice
        with pytest.raises(QueryRefused, match="SERVICE"):
            await pool.run("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", QueryOptions())
        await ask(pool)

    small_pool(story, workers=1)


def test_types_and_large_queries(small_pool: Tell) -> None:
    """The media type follows the form of the query, and a query may be as long as a body."""

    async def story(pool: WorkerPool) -> list[tuple[str, bytes]]:
        options = QueryOptions("text/csv", "application/n-triples")
        answers = []
        for query in ("SELECT ?n { ex:a ex:count ?n } #" + "é" * 900_000, "CONSTRUCT { ex:a ex:q ex:b } {}"):
            result = await pool.run(query, options)
            answers.append((result.media_type, await read_all(result)))
        return answers

    assert small_pool(story, workers=1) == [
        ("text/csv", b"n\r\n16\r\n"),
        (
            "application/n-triples",
            b"<http://example.org/a> <http://example.org/q> <http://example.org/b> .\n",
        ),
    ]


def test_close_breaks_off_and_refuses(small_pool: Tell) -> None:
    """Closing ends running queries at once; afterwards nothing is answered and nothing runs."""

    async def story(pool: WorkerPool) -> float:
        heavy = asyncio.create_task(outcome(pool, SORTED))
        await asyncio.sleep(0.2)
        begin = time.monotonic()
        await pool.close()
        assert await heavy == "EngineBusy"
        assert await outcome(pool, ASK) == "EngineBusy"
        assert children() == set()
        return time.monotonic() - begin

    assert small_pool(story, query_seconds=20, worker_mebibytes=PLENTY) < 2


def test_a_zygote_that_dies_is_replaced(small_pool: Tell) -> None:
    """After kill -9 of the process that holds the data another one answers the next query."""

    async def story(pool: WorkerPool) -> None:
        first = children()
        assert pool._zygote
        pool._zygote.process.kill()
        await until(lambda: not children())
        await ask(pool)
        assert children()
        assert not children() & first

    small_pool(story)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """Starting says at once that the store cannot be opened, and leaves no process."""

    async def whole() -> None:
        with pytest.raises(ReleaseError, match="nowhere"):
            await WorkerPool(Source(tmp_path / "nowhere"), Settings()).start()

    asyncio.run(whole())

    assert children() == set()


PARENT = """
import asyncio, sys
from pathlib import Path
from partnergraph.serve.engine import QueryOptions, Source
from partnergraph.serve.worker import WorkerPool
from partnergraph.settings import Settings

async def main():
    pool = WorkerPool(Source(Path(sys.argv[1])), Settings(query_seconds=60, worker_mebibytes=8192))
    await pool.start()
    query = asyncio.create_task(pool.run(sys.argv[2], QueryOptions()))
    await asyncio.sleep(0.3)
    print(*(worker.pid for worker in pool._alive), flush=True)
    await query

asyncio.run(main())
"""


def test_no_orphan_survives(small_store: Path) -> None:
    """When the server is killed with SIGKILL, the worker that evaluates and the idle one end too."""
    command = [sys.executable, "-c", PARENT, str(small_store), SORTED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        workers = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == WARM

    def running() -> bool:
        states = []
        for worker in workers:
            with suppress(OSError):
                stat = Path(f"/proc/{worker}/stat").read_text(encoding="utf-8")
                states.append(stat.rpartition(")")[2].split()[0])
        return any(state != "Z" for state in states)

    asyncio.run(until(lambda: not running(), 5))
