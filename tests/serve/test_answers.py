"""Answers that are kept: how many, which go first, and what their tags stand for."""

from __future__ import annotations

from typing import Any

import pytest

from partnergraph.serve.answers import LARGEST, OVERHEAD, Answer, Answers, is_known, key_of

LIMIT = 320_000  # an answer may take 20,000 of it


def answer(size: int) -> Answer:
    """An answer that takes so many bytes."""
    return Answer(b"", {"type": ""}, {"type": "", "body": b"x" * (size - OVERHEAD)})


def key(query: str, path: str = "/sparql") -> Any:
    """The key of a query."""
    return (path, query.encode(), b"", b"", "")


def test_what_nobody_asks_for_goes_first() -> None:
    """Sixteen answers of 20,000 bytes fit; the seventeenth takes the place of the one that waited longest."""
    answers = Answers("r", LIMIT)
    for n in range(16):
        answers.keep(key(f"q{n}"), answer(20_000))
    assert len(answers) == 16
    assert answers.get(key("q0"))
    answers.keep(key("q16"), answer(20_000))

    assert [n for n in range(17) if not answers.get(key(f"q{n}"))] == [1]


def test_an_answer_that_is_too_large_is_not_kept() -> None:
    """One sixteenth of the whole is the most, and the cache says so beforehand."""
    answers = Answers("r", LIMIT)
    answers.keep(key("a"), answer(20_001))
    answers.keep(key("b"), answer(20_000))

    assert not answers.get(key("a"))
    assert answers.get(key("b"))
    assert answers.largest == LIMIT * LARGEST - OVERHEAD


def test_an_answer_that_is_kept_again_counts_once() -> None:
    """Two requests at a time may both be answered."""
    answers = Answers("r", LIMIT)
    for _ in range(50):
        answers.keep(key("a"), answer(20_000))
    for n in range(15):
        answers.keep(key(f"q{n}"), answer(20_000))

    assert answers.get(key("a"))


def test_no_cache_keeps_nothing() -> None:
    """With a limit of 0."""
    answers = Answers("r", 0)
    answers.keep(key("a"), answer(OVERHEAD))

    assert len(answers) == 0


def test_a_tag_is_of_release_and_question() -> None:
    """Each part counts, and parts do not run into each other."""
    keys = [("/a", b"b", b"c", b"d", "e"), ("/ab", b"", b"c", b"d", "e"), ("/a", b"b", b"cd", b"", "e")]
    tags = {Answers(release, 1).tag_of(each) for release in ("r", "s") for each in keys}

    assert len(tags) == 6
    assert all(tag.startswith(b'"') and tag.endswith(b'"') for tag in tags)
    assert Answers("r", 1).tag_of(keys[0]) == Answers("r", 2).tag_of(keys[0])


@pytest.mark.parametrize(
    ("known", "expected"),
    [(b'"a"', True), (b'"b", "a"', True), (b'W/"a"', True), (b"*", True), (b'"b"', False), (b"a", False)],
)
def test_if_none_match(known: bytes, expected: bool) -> None:  # noqa: FBT001 a case
    """A list of tags, weak or strong, or a star."""
    assert is_known(b'"a"', known) is expected


def test_a_key_is_made_of_what_decides() -> None:
    """Several Accept headers are one; the first language and a proxy's path count, other headers do not."""
    headers = [(b"accept", b"a"), (b"x", b"y"), (b"accept", b"b"), (b"if-none-match", b"t")]
    headers += [(b"accept-language", b"fr"), (b"accept-language", b"en")]
    scope = {"path": "/p", "query_string": b"q", "headers": headers, "root_path": "/r"}

    assert key_of(scope) == (("/p", b"q", b"a, b", b"fr", "/r"), b"t")
