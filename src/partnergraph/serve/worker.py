"""The embedded engine: a pool of processes over one release, each of which can be killed.

A query has a worker of its own from start to end. Its deadline covers evaluation and streaming, also to
a client that reads slowly: then the worker is killed, and the client gets what is still in the pipe
before the stream breaks. A worker that has written everything is free at once, read or not.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import signal
from contextlib import suppress
from dataclasses import asdict
from io import FileIO
from typing import TYPE_CHECKING, Any, Final, Self

from partnergraph.errors import EngineBusy, EngineCrash, PartnergraphError, QueryTimeout
from partnergraph.serve.evaluation import relayed
from partnergraph.serve.processes import Worker, Zygote

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from partnergraph.serve.engine import QueryOptions, Source
    from partnergraph.settings import Settings

WARM: Final = 2  # workers that wait when there are no queries
START_SECONDS: Final = 30.0
GRACE_SECONDS: Final = 0.2  # for a worker whose client left: its next write ends the query without a kill
CHUNK_BYTES: Final = 65_536
PIPE_BYTES: Final = 262_144  # what a query may be ahead of its reader

_log = logging.getLogger(__name__)


class WorkerPool:
    """An Engine over one source of data; `prefixes` are known in every query without being declared.

    At most `settings.workers` processes exist at a time, started when they are needed. A pool belongs to
    the event loop, and the thread, in which it is started.
    """

    def __init__(self, source: Source, settings: Settings, prefixes: Mapping[str, str] | None = None) -> None:
        self._settings = settings
        self._greeting = {
            "store": str(source.store),
            "data": [str(file) for file in source.files],
            "mebibytes": settings.worker_mebibytes,
            "prefixes": dict(prefixes or {}),
        }
        self._zygote: Zygote | None = None
        self._starting = asyncio.Lock()
        self._slots = asyncio.Semaphore(settings.workers)  # who holds one has, or starts, one worker
        self._idle: list[Worker] = []
        self._alive: set[Worker] = set()
        self._coming = 0  # workers that are being forked
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def start(self) -> None:
        """Start the first workers; raises ReleaseError when the store cannot be opened."""
        starts = [self._start_worker() for _ in range(min(WARM, self._settings.workers))]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        self._idle += [worker for worker in outcomes if isinstance(worker, Worker)]
        for problem in outcomes:
            if isinstance(problem, BaseException):
                await self.close()
                raise problem
        if not (self._zygote and self._zygote.confined):
            _log.warning("workers cannot be kept from the network here: only reading queries stops SERVICE")

    async def run(self, query: str, options: QueryOptions) -> _Run:
        """The result; raises QueryTimeout, EngineBusy, EngineCrash and whatever evaluation refuses."""
        limit = self._settings.query_seconds
        seconds = limit if options.timeout_seconds is None else min(options.timeout_seconds, limit)
        request = {"query": query, "options": asdict(options)}
        attempts = self._settings.workers
        while True:
            run = await self._assign(request, seconds)
            try:
                await run.begin()
            except EngineCrash:
                if run.accepted or not attempts:
                    raise
                attempts -= 1  # its worker was dead before the query came
            else:
                return run

    async def _assign(self, request: dict[str, Any], seconds: float) -> _Run:
        """Give the query to a worker, as soon as one is free."""
        await self._take_slot(min(seconds, self._settings.queue_seconds))
        worker = None
        try:
            worker = self._idle_worker() or await self._start_worker()
            run = _Run(worker, seconds)
        except BaseException as problem:
            self._idle += [worker] if worker else []
            self._slots.release()
            if isinstance(problem, OSError):
                raise _busy(f"the system gives no more processes or files: {problem}") from problem
            raise
        self._go_on(self._attend(run, request))
        return run

    async def close(self) -> None:
        """Kill every worker and wait until all are gone; queries that still run end with EngineBusy."""
        self._closing = True
        self._idle.clear()
        for worker in self._alive:
            worker.kill()
        while tasks := set(self._tasks):  # a task may start another one
            await asyncio.gather(*tasks, return_exceptions=True)
            self._tasks -= tasks
        await asyncio.gather(*(self._bury(worker) for worker in list(self._alive)))
        if self._zygote:
            await self._zygote.close()

    async def _take_slot(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise _busy(f"every worker was busy for {seconds:g} s") from None
        if self._closing:
            self._slots.release()
            raise _busy()

    def _idle_worker(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_usable():
                return worker
            self._go_on(self._replace(worker))
        return None

    async def _start_worker(self) -> Worker:
        worker = None
        reply = None
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(START_SECONDS):
                    worker = await self._forked()
                    reply = await worker.line.receive()
        finally:
            if worker and not (reply and "ready" in reply):
                worker.kill()
                self._go_on(self._bury(worker))
        if not worker or not reply or "error" in reply:
            raise relayed(reply) if reply else EngineCrash("a worker process could not be started")
        return worker

    async def _forked(self) -> Worker:
        self._coming += 1
        try:
            worker = await (await self._live_zygote()).fork(self._on_end)
            self._alive.add(worker)
        finally:
            self._coming -= 1
        return worker

    async def _live_zygote(self) -> Zygote:
        """The zygote, which is started anew where it has ended; raises ReleaseError where it cannot load."""
        async with self._starting:
            if self._closing:
                raise _busy()
            if self._zygote and not self._zygote.is_alive:
                _log.error(
                    "the process that holds the data ended with status %s", self._zygote.process.poll()
                )
                await self._zygote.close()
                self._zygote = None
            if not self._zygote:
                zygote = Zygote(self._greeting)
                await zygote.start()
                self._zygote = zygote
        return self._zygote

    async def _attend(self, run: _Run, request: dict[str, Any]) -> None:
        """See a query through: talk to its worker, keep its deadline, pass the worker on."""
        error: PartnergraphError | None = _busy()
        try:
            async with asyncio.timeout(run.seconds):
                error = await self._converse(run, request)
        except TimeoutError:
            advice = "Ask for less, or for a part at a time with LIMIT and OFFSET"
            error = QueryTimeout(f"the query was stopped after {run.seconds:g} s", advice=advice)
        finally:
            if isinstance(error, QueryTimeout | EngineBusy):
                run.worker.kill()
            run.finish(error)
            await self._pass_on(run.worker)
            self._slots.release()

    async def _converse(self, run: _Run, request: dict[str, Any]) -> PartnergraphError | None:
        """The exchange with the worker from request to end; the error the query ended with."""
        worker = run.worker
        try:
            await worker.line.send(request, run.write_end)
        except OSError:
            return await self._crash(worker)
        finally:
            os.close(run.write_end)
        while message := await worker.line.receive():
            run.accepted = True
            if "media_type" in message:
                run.announce(message["media_type"])
            elif "accepted" not in message:
                return relayed(message) if "error" in message else None
        return await self._crash(worker)

    async def _crash(self, worker: Worker) -> PartnergraphError:
        status = await worker.exit_status()
        if worker.killed:
            return _busy()
        message, advice = _cause(status, self._settings.worker_mebibytes)
        _log.warning("worker %d died: %s", worker.pid, message)
        return EngineCrash(message, advice=advice)

    async def _pass_on(self, worker: Worker) -> None:
        """Put a worker that can go on among the idle ones, or replace it; the caller holds its slot."""
        if worker.is_usable():
            self._idle.append(worker)
            return
        await self._bury(worker)
        if self._closing or len(self._alive) + self._coming >= min(WARM, self._settings.workers):
            return
        try:
            self._idle.append(await self._start_worker())
        except (PartnergraphError, OSError) as problem:
            if not self._closing:
                _log.error("a worker could not be replaced: %s", problem)

    def _on_end(self, worker: Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            self._go_on(self._replace(worker))

    async def _replace(self, worker: Worker) -> None:
        """Replace a worker that died while idle."""
        _log.warning("idle worker %d died with status %s", worker.pid, await worker.exit_status())
        async with self._slots:
            await self._pass_on(worker)

    async def _bury(self, worker: Worker) -> None:
        """Let go of all that a dead worker held; its process is reaped."""
        await worker.exit_status()
        worker.close()
        self._alive.discard(worker)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background; `close` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Run:
    """The Result of one query: the reading end of its pipe, and how it ended."""

    def __init__(self, worker: Worker, seconds: float) -> None:
        self.worker = worker
        self.seconds = seconds
        self.media_type = ""
        self.accepted = False
        self._loop = asyncio.get_running_loop()
        self._first: bytes | None = None
        self._begun = asyncio.Event()
        self._outcome: asyncio.Future[PartnergraphError | None] = self._loop.create_future()
        read_end, self.write_end = os.pipe()
        os.set_blocking(read_end, False)
        with suppress(OSError, AttributeError):  # a system may refuse, or not know it
            fcntl.fcntl(read_end, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._pipe = FileIO(read_end)

    def announce(self, media_type: str) -> None:
        """The query is parsed and planned, and the result will be of this type."""
        self.media_type = media_type
        self._begun.set()

    def finish(self, error: PartnergraphError | None) -> None:
        """The query has ended; what it wrote may still be in the pipe."""
        self._begun.set()
        self._outcome.set_result(error)

    async def begin(self) -> None:
        """Wait for the first chunk or the end, and raise the error of a query that ended without a chunk."""
        try:
            await self._begun.wait()
            self._first = await self._read()
            if not self._first:
                await self._raise_outcome()
        except BaseException:
            await self.aclose()
            raise

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        chunk = await self._read() if self._first is None else self._first
        self._first = None
        if chunk:
            return chunk
        await self._raise_outcome()
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Close the pipe, which stops a query that writes; one that does not is killed after the grace."""
        if not self._pipe.closed:
            self._pipe.close()
            self._loop.call_later(GRACE_SECONDS, self._kill_unless_ended)

    def _kill_unless_ended(self) -> None:
        if not self._outcome.done():
            self.worker.kill()

    async def _raise_outcome(self) -> None:
        error = await asyncio.shield(self._outcome)
        if error:
            raise error

    async def _read(self) -> bytes:
        """What is in the pipe, as soon as something is; nothing at its end, or when it was closed."""
        while not self._pipe.closed:
            data: bytes | None = self._pipe.read(CHUNK_BYTES)
            if data is not None:
                return data
            readable = asyncio.Event()
            self._loop.add_reader(self._pipe.fileno(), readable.set)
            try:
                await readable.wait()
            finally:
                self._loop.remove_reader(self._pipe.fileno())
        return b""


def _busy(message: str = "the server is shutting down") -> EngineBusy:
    return EngineBusy(message, advice="Ask again in a moment")


def _cause(status: int, mebibytes: int) -> tuple[str, str]:
    """What a status says about the end of a worker, and what to do."""
    less = "Ask for less: fewer variables, a LIMIT, no sorting or grouping of everything at once"
    if status == -signal.SIGABRT:
        return f"the query needed more than {mebibytes} MiB of memory (SIGABRT)", less
    if status == -signal.SIGKILL:
        return "the worker was killed by the system, which was short of memory (SIGKILL)", less
    if status == -signal.SIGSEGV:
        return "the query is too deeply nested or too long for the engine (SIGSEGV)", "Make it simpler"
    name = signal.Signals(-status).name if status < 0 else f"status {status}"
    return f"the worker died while it evaluated the query ({name})", "Make it simpler"
