"""A small store, and a pool of real workers over it, for the tests of the engine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import uvloop
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from partnergraph.serve.engine import Source
from partnergraph.serve.worker import WorkerPool
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

EX = "http://example.org/"


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """5,000 quads in ten graphs, one with little in it, and one statement in the default graph."""
    folder = tmp_path_factory.mktemp("small") / "store"
    store = Store(str(folder))
    label = NamedNode(EX + "label")
    store.bulk_extend(
        Quad(
            NamedNode(f"{EX}s{n // 10}"),
            NamedNode(f"{EX}p{n % 10}"),
            Literal(f"a text that tells value {n} from others"),
            NamedNode(f"{EX}graph/{n % 9}"),
        )
        for n in range(5000)
    )
    store.add(Quad(NamedNode(EX + "a"), label, Literal("Ziele", language="de"), NamedNode(EX + "g")))
    store.add(Quad(NamedNode(EX + "a"), NamedNode(EX + "count"), Literal(16), NamedNode(EX + "g")))
    store.add(Quad(NamedNode(EX + "b"), label, Literal("in the default graph")))
    store.flush()
    store.dump(folder.with_suffix(".nq"), RdfFormat.N_QUADS)
    del store
    return folder


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def small_loop(request: pytest.FixtureRequest) -> Callable[[], asyncio.AbstractEventLoop]:
    """Each of the event loops the engine has to work in."""
    factory: Callable[[], asyncio.AbstractEventLoop] = request.param
    return factory


@pytest.fixture
def small_source(small_store: Path, small_loop: Callable[[], asyncio.AbstractEventLoop]) -> Source:
    """The data on disk with the one event loop, in memory with the other."""
    in_memory = small_loop is uvloop.new_event_loop
    return Source(small_store, (small_store.with_suffix(".nq"),) if in_memory else ())


@pytest.fixture
def small_pool(
    small_source: Source, small_loop: Callable[[], asyncio.AbstractEventLoop]
) -> Callable[..., Any]:
    """Runs a story, an async function of a started pool, with these settings; the pool is closed after."""

    def tell(story: Callable[[WorkerPool], Awaitable[Any]], **settings: Any) -> Any:
        async def whole() -> Any:
            pool = WorkerPool(small_source, Settings(**settings), {"ex": EX})
            await pool.start()
            try:
                return await asyncio.wait_for(story(pool), 30)
            finally:
                await pool.close()

        with asyncio.Runner(loop_factory=small_loop) as runner:
            return runner.run(whole())

    return tell
