"""The program behind the server: a zygote that holds the release and forks workers, and those workers.

The zygote speaks JSON lines on the socket it finds as descriptor 0. It reads a greeting
`{store, data, mebibytes, prefixes, parent}`, where `data` names the N-Quads files to load into memory, none
for a store on disk, and says `{ready, confined}`. Each `{fork}` it reads carries the socket of a new worker;
it says `{pid}`, with a descriptor of that process where the system has such, and `{ended, status}` when
the worker is no more. A worker says `{ready}`. Each `{query, options}` it reads carries the descriptor to
write to; it says `{accepted}` at once, `{media_type}` when the query is parsed and planned, and `{end}` when
all is written. An error, at any time, is `{error, message, line, column, advice}` with the name of its class.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pyoxigraph import RdfFormat, Store

from partnergraph.errors import PartnergraphError, ReleaseError
from partnergraph.serve.confinement import (
    be_killed_first,
    dump_no_core,
    end_with_parent,
    give_memory_back,
    leave_network,
    limit_memory,
    use_one_arena,
)
from partnergraph.serve.engine import QueryOptions
from partnergraph.serve.evaluation import described, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTROL: Final = 0  # the descriptor of the socket to the server
_MESSAGE_BYTES: Final = 65_536


def main() -> None:
    """Be a zygote until the socket on descriptor 0 closes; its workers end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the server, which ends us
    with socket.socket(fileno=CONTROL) as control:
        greeting, _ = _receive(control)
        if greeting is None:
            return
        use_one_arena()
        end_with_parent(greeting["parent"])
        dump_no_core()
        confined = leave_network()
        try:
            store = _in_memory(greeting["data"]) if greeting["data"] else None
        except PartnergraphError as problem:
            _send(control, described(problem))
            return
        gc.freeze()  # the collector would touch, and so copy, pages that the workers share
        _send(control, {"ready": True, "confined": confined})
        _Zygote(control, store, greeting).serve()


def _in_memory(files: list[str]) -> Store:
    """The quads of N-Quads files, plain or gzip, in memory."""
    store = Store()
    for file in files:
        try:
            if file.endswith(".gz"):
                with gzip.open(file) as data:
                    store.bulk_load(data, RdfFormat.N_QUADS)  # type: ignore[arg-type]  # reads as IO[bytes] does
            else:
                store.bulk_load(path=file, format=RdfFormat.N_QUADS)
        except (OSError, EOFError, ValueError, SyntaxError) as problem:
            raise ReleaseError(f"the data {file} cannot be loaded: {problem}") from problem
    return store


class _Zygote:
    """Forks on request and says how its children ended; `store` is None where each opens the one on disk."""

    def __init__(self, control: socket.socket, store: Store | None, greeting: Mapping[str, Any]) -> None:
        self._control = control
        self._store = store
        self._greeting = greeting
        self._pid = os.getpid()
        self._awake, waking = socket.socketpair()
        waking.settimeout(0)
        self._waking = waking
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until the server is gone."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._awake, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if self._awake in ready:
                    self._awake.recv(_MESSAGE_BYTES)
                    self._report_ends()
                if self._control in ready:
                    request, descriptor = _receive(self._control)
                    if request is None or descriptor is None:
                        return
                    self._fork(descriptor)

    def _report_ends(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                _send(self._control, {"ended": pid, "status": os.waitstatus_to_exitcode(status)})

    def _fork(self, descriptor: int) -> None:
        try:
            pid = os.fork()
        except OSError as problem:
            os.close(descriptor)
            _send(self._control, {"pid": 0, "reason": str(problem)})
            return
        if not pid:
            self._be_worker(descriptor)
        os.close(descriptor)
        with suppress(OSError, AttributeError):  # not every system has descriptors of processes
            handle = os.pidfd_open(pid)
            socket.send_fds(self._control, [json.dumps({"pid": pid}).encode() + b"\n"], [handle])
            os.close(handle)
            return
        _send(self._control, {"pid": pid})

    def _be_worker(self, descriptor: int) -> NoReturn:
        """Serve queries in the child, and end it without what the parent would do at its end."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for each in (self._control, self._awake, self._waking):
                each.close()
            end_with_parent(self._pid)
            be_killed_first()
            with (
                socket.socket(fileno=descriptor) as control,
                suppress(ConnectionError),
            ):  # the server may leave
                _work(control, self._store, self._greeting)
            status = 0
        except Exception:  # noqa: BLE001 - whatever it was, this process ends here, and says why
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)


def _work(control: socket.socket, store: Store | None, greeting: Mapping[str, Any]) -> None:
    """Answer queries until the socket closes."""
    try:
        store = store or Store.read_only(greeting["store"])
    except (OSError, ValueError) as problem:
        message = f"the store {greeting['store']} cannot be opened: {problem}"
        _send(control, described(ReleaseError(message)))
        return
    limit_memory(greeting["mebibytes"])
    _send(control, {"ready": True})
    while True:
        request, descriptor = _receive(control)
        if request is None or descriptor is None:
            return
        _send(control, {"accepted": True})
        _send(control, _answer(control, store, request, descriptor, greeting["prefixes"]))
        give_memory_back()


def _answer(
    control: socket.socket, store: Store, request: dict[str, Any], descriptor: int, prefixes: dict[str, str]
) -> dict[str, Any]:
    """Write the answer to the descriptor and close it; the message that ends the exchange."""
    try:
        answer = evaluate(store, request["query"], QueryOptions(**request["options"]), prefixes)
        _send(control, {"media_type": answer.media_type})
        answer.write(descriptor)
    except BrokenPipeError:
        pass
    except PartnergraphError as problem:
        return described(problem)
    except MemoryError:
        os.abort()  # one way to run out of memory, whoever asked for the last byte
    finally:
        os.close(descriptor)
    return {"end": True}


def _send(control: socket.socket, message: dict[str, Any]) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


def _receive(control: socket.socket) -> tuple[dict[str, Any] | None, int | None]:
    """The next message with the descriptor it carries, or None when the other side is gone."""
    data, descriptor = b"", None
    pieces: list[bytes] = []
    while not data.endswith(b"\n"):
        try:
            data, descriptors, _, _ = socket.recv_fds(control, _MESSAGE_BYTES, 1)
        except ConnectionError:
            return None, descriptor
        descriptor = descriptors[0] if descriptors else descriptor
        pieces.append(data)
        if not data:
            return None, descriptor
    return json.loads(b"".join(pieces)), descriptor
