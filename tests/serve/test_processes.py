"""A zygote and its workers as the server sees them: requests that cross, and ends that come early."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from partnergraph.errors import EngineCrash, ReleaseError
from partnergraph.serve.processes import GONE, Worker, Zygote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    Story = Callable[[Zygote], Awaitable[None]]


def greeting(store: Path, *data: Path) -> dict[str, Any]:
    """What a zygote is told first."""
    return {"store": str(store), "data": [str(file) for file in data], "mebibytes": 512, "prefixes": {}}


def nothing(_: Worker) -> None:
    """What is done at the end of a worker here."""


@pytest.fixture
def tell(small_store: Path, small_loop: Callable[[], asyncio.AbstractEventLoop]) -> Callable[[Story], None]:
    """Runs a story about a started zygote, which is closed after."""

    def run(story: Story) -> None:
        async def whole() -> None:
            zygote = Zygote(greeting(small_store))
            await zygote.start()
            try:
                await asyncio.wait_for(story(zygote), 20)
            finally:
                await zygote.close()

        with asyncio.Runner(loop_factory=small_loop) as runner:
            runner.run(whole())

    return run


def test_many_forks_at_once(tell: Callable[[Story], None]) -> None:
    """Each request gets a worker of its own, which is ready, and its end is known."""

    async def story(zygote: Zygote) -> None:
        workers = await asyncio.gather(*(zygote.fork(nothing) for _ in range(8)))
        assert len({worker.pid for worker in workers}) == 8
        for worker in workers:
            assert await worker.line.receive() == {"ready": True}
            worker.kill()
        assert [await worker.exit_status() for worker in workers] == [-signal.SIGKILL] * 8
        for worker in workers:
            worker.close()

    tell(story)


def test_who_stops_waiting_harms_nobody(tell: Callable[[Story], None]) -> None:
    """A request that was cancelled takes no answer from the next one."""

    async def story(zygote: Zygote) -> None:
        for _ in range(5):
            asked = asyncio.ensure_future(zygote.fork(nothing))
            await asyncio.sleep(0)
            asked.cancel()
        worker = await zygote.fork(nothing)
        assert await worker.line.receive() == {"ready": True}
        os.kill(worker.pid, signal.SIGTERM)
        assert await worker.exit_status() == -signal.SIGTERM
        worker.close()

    tell(story)


def test_a_zygote_takes_its_workers_along(tell: Callable[[Story], None]) -> None:
    """They are said to be gone, and no more are forked."""

    async def story(zygote: Zygote) -> None:
        worker = await zygote.fork(nothing)
        zygote.process.kill()
        assert await worker.status == GONE
        worker.close()
        with pytest.raises((EngineCrash, OSError)):
            await zygote.fork(nothing)
        assert not zygote.is_alive

    tell(story)


def test_data_that_cannot_be_loaded(tmp_path: Path) -> None:
    """Starting says so."""

    async def story() -> None:
        with pytest.raises(ReleaseError, match="nothing"):
            await Zygote(greeting(tmp_path, tmp_path / "nothing.nq")).start()

    asyncio.run(story())
