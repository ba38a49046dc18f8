"""What readers of formats report: how it is counted and printed."""

from __future__ import annotations

from partnergraph.build.conversion import Dropped, gather_dropped


def test_what_differs_in_numbers_alone_is_counted_together() -> None:
    """Page numbers are one kind of thing; the order is that of the first of each."""
    pieces = [("page footer", "Page 1"), ("menu", "Home\n News"), ("page footer", "Page 2")]

    assert gather_dropped(pieces) == (
        Dropped("page footer", "Page 1", 2, 4),
        Dropped("menu", "Home News", 1, 2),
    )


def test_long_words_are_shortened() -> None:
    """A sample has 80 code points at most; all its words are counted."""
    (dropped,) = gather_dropped([("menu", "word " * 100)])

    assert len(dropped.sample) == 80
    assert dropped.sample.endswith("…")
    assert dropped.words == 100


def test_what_was_left_out_is_a_line() -> None:
    """The kind, the words and how often, if more than once."""
    assert str(Dropped("page header", "POA", 12, 12)) == "page header: « POA », 12 times"
    assert str(Dropped("menu", "Home", 1, 1)) == "menu: « Home »"
