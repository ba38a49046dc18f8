"""What the server runs: answers from memory where it can, else asks the site of the current release.

It alone knows that releases follow one another: a new one is opened beside the old one, takes over when it is
ready, and the old one ends with its last request. One that cannot be opened changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from partnergraph.errors import PartnergraphError
from partnergraph.serve.answers import Answer, Answers, header_of, is_known, key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from partnergraph.serve.answers import Key
    from partnergraph.serve.engine import Engine
    from partnergraph.serve.snapshot import Snapshot
    from partnergraph.settings import Settings

LOOK_SECONDS: Final = 1.0  # between two looks for a new release

_FRESH: Final = b"public, no-cache"  # may be kept, and must be asked about: the release may be another one
_KEPT: Final = (b"vary", b"access-control-allow-origin", b"content-language", b"link")

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Site:
    """One release as it is served; `guests` are the requests that it answers now."""

    snapshot: Snapshot
    app: ASGIApp
    engine: Engine
    answers: Answers
    guests: int = 0
    empty: asyncio.Event = field(default_factory=asyncio.Event)


class Front:
    """The ASGI application over the releases of a folder; `open_site` makes the site of the published one."""

    def __init__(self, settings: Settings, open_site: Callable[[], Site]) -> None:
        self._settings = settings
        self._open_site = open_site
        self._site = open_site()
        self._refused: Path | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def site(self) -> Site:
        """What is served now."""
        return self._site

    async def start(self) -> None:
        """Make ready to answer, and look for new releases from now on; raises ReleaseError."""
        await self._site.engine.start()
        self._go_on(self._look())

    async def close(self) -> None:
        """End everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._site.engine.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; the lifespan of an ASGI server starts and closes it."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        site = self._site
        site.guests += 1
        try:
            if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
                await _answer(site, scope, receive, send)
            else:
                await site.app(scope, receive, send)
        finally:
            site.guests -= 1
            if site is not self._site and not site.guests:
                site.empty.set()

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start and end with whoever runs the application."""
        await receive()
        try:
            await self.start()
        except PartnergraphError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Take over the published release if it is another one; one that cannot be served is left alone."""
        path = (self._settings.release / "current").resolve()
        if path in (self._site.snapshot.path, self._refused):
            return
        try:
            site = await asyncio.to_thread(self._open_site)
            try:
                await site.engine.start()
            except BaseException:
                await site.engine.close()
                raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the old release goes on
            self._refused = path
            _log.error("the release in %s is not served, %s is: %s", path, self._site.snapshot.id, error)
            return
        self._refused = None
        before, self._site = self._site, site
        _log.info("release %s follows %s", site.snapshot.id, before.snapshot.id)
        self._go_on(self._retire(before))

    async def _retire(self, site: Site) -> None:
        """Close a site when its last request is answered, or could not be any more."""
        if site.guests:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._settings.queue_seconds + self._settings.query_seconds + 1):
                    await site.empty.wait()
        await site.engine.close()

    def _go_on(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _answer(site: Site, scope: Scope, receive: Receive, send: Send) -> None:
    key, known = key_of(scope)
    answer = site.answers.get(key)
    if answer and not known:
        await send(answer.start)
        await send(answer.body if scope["method"] == "GET" else _EMPTY)
        return
    # A star stands for any answer there is: whether there is one, only one that was given says.
    if known and (answer or known.strip() != b"*") and is_known(tag := site.answers.tag_of(key), known):
        await send(_not_modified(tag, answer))
        await send(_EMPTY)
        return
    await site.app(scope, receive, _Keeping(site, key, send, keep=scope["method"] == "GET"))


_EMPTY: Final[Message] = {"type": "http.response.body", "body": b""}


def _not_modified(tag: bytes, answer: Answer | None) -> Message:
    headers = [(b"etag", tag), (b"cache-control", _FRESH)]
    given = answer.start["headers"] if answer else [(b"vary", b"Accept, Accept-Language")]
    headers += [(name, value) for name, value in given if name in _KEPT]
    return {"type": "http.response.start", "status": 304, "headers": headers}


class _Keeping:
    """Sends an answer on with its entity tag, and keeps it where it is complete and not too large."""

    def __init__(self, site: Site, key: Key, send: Send, *, keep: bool) -> None:
        self._site = site
        self._key = key
        self._send = send
        self._keep = keep
        self._start: Message | None = None
        self._tag = b""
        self._parts: list[bytes] = []
        self._size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._start:
            self._gather(message)
        await self._send(message)

    def _begin(self, message: Message) -> None:
        headers = message["headers"] = list(message["headers"])
        if message["status"] != 200 or header_of(headers, b"cache-control") or header_of(headers, b"etag"):
            return
        self._tag = self._site.answers.tag_of(self._key)
        headers += [(b"etag", self._tag), (b"cache-control", _FRESH)]
        self._start = message if self._keep else None

    def _gather(self, message: Message) -> None:
        self._parts.append(message.get("body", b""))
        self._size += len(self._parts[-1])
        if self._size > self._site.answers.largest:
            self._start = None
            self._parts.clear()
        elif self._start and not message.get("more_body"):
            self._site.answers.keep(self._key, self._complete(self._start))

    def _complete(self, start: Message) -> Answer:
        body = b"".join(self._parts)
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        headers.append((b"content-length", b"%d" % len(body)))
        return Answer(self._tag, {**start, "headers": headers}, {"type": "http.response.body", "body": body})
