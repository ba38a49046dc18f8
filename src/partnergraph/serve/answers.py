"""Answers kept in memory: a release never changes, so the same question has the same answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Message, Scope

    Key = tuple[str, bytes, bytes, bytes, str]

LARGEST: Final = 1 / 16  # of the whole cache that one answer may take
OVERHEAD: Final = 1024  # bytes that an answer takes beside its body

_TAG_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete response with its entity tag; `start` and `body` are ASGI messages."""

    tag: bytes
    start: Message
    body: Message

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body["body"]) + OVERHEAD


class Answers:
    """The answers of one release that were last asked for, up to so many bytes in all."""

    def __init__(self, release: str, limit: int) -> None:
        self._release = release.encode()
        self._limit = limit
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0

    @property
    def largest(self) -> int:
        """Bytes of the largest body that is kept."""
        return int(self._limit * LARGEST) - OVERHEAD

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """The answer to a question, which is then the last one to go."""
        answer = self._answers.get(key)
        if answer:
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer; the ones that nobody asked for longest make room."""
        if answer.size > self._limit * LARGEST:
            return
        before = self._answers.pop(key, None)
        self._size += answer.size - (before.size if before else 0)
        self._answers[key] = answer
        while self._size > self._limit:
            _, oldest = self._answers.popitem(last=False)
            self._size -= oldest.size

    def tag_of(self, key: Key) -> bytes:
        """The entity tag of an answer: of the release, the question, and what the client accepts."""
        question = b"\0".join(part if isinstance(part, bytes) else part.encode() for part in key)
        digest = blake2b(question, digest_size=_TAG_BYTES, key=self._release).hexdigest()
        return b'"%s"' % digest.encode()


def key_of(scope: Scope) -> tuple[Key, bytes]:
    """What decides about the answer to a GET, and the value of If-None-Match, empty where there is none."""
    accept = language = known = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b", " + value if accept else value
        elif name == b"accept-language":
            language = language or value  # the first one is read
        elif name == b"if-none-match":
            known = value
    return (scope["path"], scope["query_string"], accept, language, scope.get("root_path", "")), known


def is_known(tag: bytes, known: bytes) -> bool:
    """Whether If-None-Match names the tag; weak ones compare alike (RFC 9110, section 13.1.2)."""
    return known.strip() == b"*" or any(each.strip().removeprefix(b"W/") == tag for each in known.split(b","))


def header_of(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The value of a header, empty where there is none."""
    return next((value for each, value in headers if each == name), b"")
