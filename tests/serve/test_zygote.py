"""The program behind the server, spoken to as the server does: what it holds, forks, refuses and survives."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = "from partnergraph.serve.zygote import main; main()"
UNGUARDED = "import partnergraph.serve.evaluation as e; e.scan = lambda query: query; " + PROGRAM


class Peer:
    """The other side of a socket that carries JSON lines."""

    def __init__(self, ours: socket.socket) -> None:
        self._ours = ours
        self._rest = b""
        self._workers: list[Peer] = []

    def tell(self, message: dict[str, Any], descriptor: int | None = None) -> None:
        """Send a message, and a descriptor with it."""
        data = json.dumps(message).encode() + b"\n"
        socket.send_fds(self._ours, [data], [] if descriptor is None else [descriptor])

    def hear(self) -> dict[str, Any]:
        """The next message; descriptors with it are closed."""
        while b"\n" not in self._rest:
            data, descriptors, _, _ = socket.recv_fds(self._ours, 65536, 4)
            assert data
            for descriptor in descriptors:
                os.close(descriptor)
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message

    def fork(self) -> tuple[int, Peer]:
        """A new worker of this zygote: its process and the line to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            self.tell({"fork": True}, theirs.fileno())
            self._workers.append(Peer(ours))
            return self.hear()["pid"], self._workers[-1]

    def leave(self) -> None:
        """Close the socket, and those of the workers."""
        self._ours.close()
        for worker in self._workers:
            worker.leave()

    def ask(self, query: str) -> tuple[dict[str, Any], bytes]:
        """What this worker says at the end of a query, and what it wrote."""
        read_end, write_end = os.pipe()
        self.tell({"query": query, "options": {}}, write_end)
        os.close(write_end)
        assert self.hear() == {"accepted": True}
        with os.fdopen(read_end, "rb") as written:
            answer = written.read()
        while "media_type" in (message := self.hear()):
            pass
        return message, answer


@contextmanager
def zygote(store: Path, *data: Path, program: str = PROGRAM) -> Iterator[Peer]:
    """A zygote that was greeted."""
    ours, theirs = socket.socketpair()
    with ours, subprocess.Popen([sys.executable, "-c", program], stdin=theirs.fileno()) as process:
        theirs.close()
        peer = Peer(ours)
        files = [str(file) for file in data]
        greeting = {
            "store": str(store),
            "data": files,
            "mebibytes": 512,
            "prefixes": {},
            "parent": os.getpid(),
        }
        peer.tell(greeting)
        try:
            yield peer
        finally:
            peer.leave()
        assert process.wait(5) == 0


@pytest.fixture(params=["disk", "memory", "gzip"])
def data(request: pytest.FixtureRequest, small_store: Path, tmp_path: Path) -> tuple[Path, ...]:
    """The files of the small store: none, plain, or compressed."""
    plain = small_store.with_suffix(".nq")
    if request.param == "gzip":
        packed = tmp_path / "data.nq.gz"
        packed.write_bytes(gzip.compress(plain.read_bytes()))
        return (packed,)
    return (plain,) if request.param == "memory" else ()


def test_workers_answer_alike(small_store: Path, data: tuple[Path, ...]) -> None:
    """5003 quads of the fixture, whether they are in memory or on disk."""
    with zygote(small_store, *data) as peer:
        assert peer.hear() == {"ready": True, "confined": True}
        for _ in range(2):
            _, worker = peer.fork()
            assert worker.hear() == {"ready": True}
            end, answer = worker.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
            assert end == {"end": True}
            assert json.loads(answer)["results"]["bindings"][0]["n"]["value"] == "5003"


def test_the_end_of_a_worker_is_told(small_store: Path) -> None:
    """With the signal that ended it, or 0 where its socket was closed."""
    with zygote(small_store) as peer:
        peer.hear()
        killed, _ = peer.fork()
        os.kill(killed, signal.SIGTERM)
        assert peer.hear() == {"ended": killed, "status": -signal.SIGTERM}
        left, worker = peer.fork()
        worker.leave()
        assert peer.hear() == {"ended": left, "status": 0}


@pytest.mark.parametrize("text", ["no quads", None])
def test_data_that_cannot_be_loaded(tmp_path: Path, text: str | None) -> None:
    """The greeting is answered with the error."""
    file = tmp_path / "data.nq"
    if text:
        file.write_text(text, encoding="utf-8")
    with zygote(tmp_path, file) as peer:
        said = peer.hear()

    assert said["error"] == "ReleaseError"
    assert str(file) in said["message"]


def test_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    """The worker says so."""
    with zygote(tmp_path / "nowhere") as peer:
        peer.hear()
        _, worker = peer.fork()
        assert "nowhere" in worker.hear()["message"]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that is connected to by whoever reaches the network."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        yield server


def service_query(listener: socket.socket, silent: str = "") -> str:
    """A query that makes a request to the socket."""
    return f"ASK {{ SERVICE {silent} <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"


def test_service_reaches_the_network_without_us(listener: socket.socket) -> None:
    """What is tested next would be seen: the engine alone does connect."""

    def ask() -> None:
        with suppress(OSError):  # the answer we give is none
            Store().query(service_query(listener)).serialize()

    thread = threading.Thread(target=ask)
    thread.start()
    connection, _ = listener.accept()
    connection.close()
    thread.join()


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_worker_has_no_network(
    small_store: Path, data: tuple[Path, ...], listener: socket.socket, silent: str
) -> None:
    """Without the scan the query is evaluated, and still no connection is made."""
    with zygote(small_store, *data, program=UNGUARDED) as peer:
        assert peer.hear() == {"ready": True, "confined": True}
        _, worker = peer.fork()
        worker.hear()
        end, _ = worker.ask(service_query(listener, silent))

    assert end.get("end", False) is bool(silent)
    with pytest.raises(TimeoutError):
        listener.accept()
