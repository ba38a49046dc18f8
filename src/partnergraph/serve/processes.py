"""The processes behind the pool, as the server sees them: a zygote that forks, and the workers it forked."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import partnergraph
from partnergraph.errors import EngineCrash
from partnergraph.serve.evaluation import relayed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

END_SECONDS: Final = 1.0
CHUNK_BYTES: Final = 65_536
GONE: Final = -signal.SIGKILL  # the status of a worker whose zygote is gone, which took it along

# Modules are found where this process finds them, whichever way it was installed.
_PROGRAM: Final = "import sys; sys.path[:] = sys.argv[1:]; from partnergraph.serve.zygote import main; main()"


class Line:
    """A socket that carries JSON lines, and descriptors from the other side with them.

    `inbox` has the messages, each with its descriptor or None, and None when the other side has ended;
    then `on_end` is called.
    """

    def __init__(self, ours: socket.socket, on_end: Callable[[], None]) -> None:
        self.inbox: asyncio.Queue[tuple[dict[str, Any], int | None] | None] = asyncio.Queue()
        self._on_end = on_end
        self._rest = b""
        self._loop = asyncio.get_running_loop()
        self._socket = ours
        ours.settimeout(0)
        self._loop.add_reader(ours.fileno(), self._read)

    @property
    def is_open(self) -> bool:
        """Whether the other side was there when it was last heard of."""
        return self._socket.fileno() >= 0

    async def send(self, message: Mapping[str, Any], descriptor: int | None = None) -> None:
        """Send a message, and a descriptor with it; OSError when the other side is gone."""
        data = json.dumps(message).encode() + b"\n"
        sent = 0 if descriptor is None else socket.send_fds(self._socket, [data], [descriptor])
        if sent < len(data):
            await self._loop.sock_sendall(self._socket, data[sent:])

    async def receive(self) -> dict[str, Any] | None:
        """The next message, without its descriptor; None at the end."""
        message = await self.inbox.get()
        return message[0] if message else None

    def close(self) -> None:
        """Let the socket go; twice is fine."""
        if self.is_open:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()

    def _read(self) -> None:
        descriptors: list[int] = []
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, CHUNK_BYTES, 1)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:  # the system reads no further than a message with a descriptor: it is the last
            last = line is lines[-1]
            self.inbox.put_nowait((json.loads(line), descriptors.pop() if descriptors and last else None))
        if not data:
            self.close()
            self.inbox.put_nowait(None)
            self._on_end()


class Worker:
    """A worker that was forked, with the line to it; `status` is set when it has ended."""

    def __init__(
        self, pid: int, handle: int | None, ours: socket.socket, on_end: Callable[[Worker], None]
    ) -> None:
        self.pid = pid
        self.killed = False
        self.status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._handle = handle
        self.line = Line(ours, lambda: on_end(self))

    def is_usable(self) -> bool:
        """Whether a query can be given to it."""
        return not self.killed and self.line.is_open and not self.status.done()

    def kill(self) -> None:
        """End it now, whatever it does."""
        self.killed = True
        if self.status.done():
            return
        with suppress(ProcessLookupError):
            if self._handle is None:
                os.kill(self.pid, signal.SIGKILL)
            else:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    async def exit_status(self) -> int:
        """The status of the process, which is ending; a negative number is a signal."""
        if not self.killed:
            with suppress(TimeoutError):
                async with asyncio.timeout(END_SECONDS):
                    return await asyncio.shield(self.status)
            self.kill()
        return await asyncio.shield(self.status)

    def close(self) -> None:
        """Let go of all that was held for it; it has ended."""
        self.line.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Zygote:
    """The process that holds the release and forks workers from it; `greeting` is what it is told first."""

    def __init__(self, greeting: Mapping[str, Any]) -> None:
        ours, theirs = socket.socketpair()
        root = str(Path(partnergraph.__file__).parents[1])
        path = [root, *(folder for folder in sys.path if folder and folder != root)]
        command = [sys.executable, "-I", "-S", "-c", _PROGRAM, *path]
        with theirs:
            self.process = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        self.confined = False
        self._greeting = {**greeting, "parent": os.getpid()}
        self._workers: dict[int, Worker] = {}
        self._ended: dict[int, int] = {}  # workers that ended before anybody asked for them
        self._forking = asyncio.Lock()
        self._forked: asyncio.Queue[tuple[int, int | None, str]] = asyncio.Queue()
        self._line = Line(ours, lambda: None)  # its last message says the same
        self._reading: asyncio.Task[None] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it can fork."""
        return self._line.is_open and self.process.poll() is None

    async def start(self) -> None:
        """Wait until the release is loaded; raises ReleaseError where it cannot be."""
        with suppress(OSError):
            await self._line.send(self._greeting)
        reply = await self._line.receive()
        if not reply or "error" in reply:
            await self.close()
            raise (relayed(reply) if reply else EngineCrash("the process for the data could not be started"))
        self.confined = reply["confined"]
        self._reading = asyncio.get_running_loop().create_task(self._listen())

    async def fork(self, on_end: Callable[[Worker], None]) -> Worker:
        """A new worker; raises OSError or EngineCrash where the system gives none."""
        ours, theirs = socket.socketpair()
        asked = asyncio.ensure_future(self._ask(theirs))
        try:
            pid, handle, reason = await asyncio.shield(asked)
        except BaseException:
            ours.close()  # a worker that was forked all the same ends, since nobody is there to talk to
            asked.add_done_callback(_let_go)
            raise
        if not pid:
            ours.close()
            raise EngineCrash(f"a worker process could not be started: {reason}")
        worker = Worker(pid, handle, ours, on_end)
        if pid in self._ended:
            worker.status.set_result(self._ended.pop(pid))
        else:
            self._workers[pid] = worker
        return worker

    async def _ask(self, theirs: socket.socket) -> tuple[int, int | None, str]:
        """One request to fork and its answer, which come in turn."""
        with theirs:
            async with self._forking:
                await self._line.send({"fork": True}, theirs.fileno())
                return await self._forked.get()

    async def close(self) -> None:
        """End it, and with it every worker it forked."""
        self.process.kill()
        await asyncio.to_thread(self.process.wait)
        if self._reading:
            await self._reading
        self._line.close()

    async def _listen(self) -> None:
        """Pass on what it says until it ends, which is the end of its workers too."""
        while message := await self._line.inbox.get():
            said, handle = message
            if "pid" in said:
                self._forked.put_nowait((said["pid"], handle, said.get("reason", "")))
            elif worker := self._workers.pop(said["ended"], None):
                worker.status.set_result(said["status"])
            else:
                self._ended[said["ended"]] = said["status"]
        for worker in self._workers.values():
            worker.status.set_result(GONE)
        self._workers.clear()
        self._forked.put_nowait((0, None, "the process that holds the data has ended"))


def _let_go(asked: asyncio.Future[tuple[int, int | None, str]]) -> None:
    """Close the descriptor of a process that nobody waits for any more."""
    if not asked.cancelled() and not asked.exception() and (handle := asked.result()[1]) is not None:
        os.close(handle)
