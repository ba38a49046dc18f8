"""Dates in words of any language, and in figures that can mean one day only."""

from __future__ import annotations

import pytest

from partnergraph.build.dates import dates_in, without_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("1er juin 2024", "2024-06-01"),
        ("the 2nd of June 2024", "2024-06-02"),
        ("01 Jun. 2024 11:59", "2024-06-01T11:59:00"),
        ("12 août\u00a02023", "2023-08-12"),
        ("12 aou\u0302t 2023", "2023-08-12"),
        ("2024-05-03", "2024-05-03"),
        ("13/5/2024", "2024-05-13"),
        ("5/5/2024", "2024-05-05"),
        ("3.5.2024", "2024-05-03"),
    ],
)
def test_a_date_is_one_day(text: str, value: str) -> None:
    """ISO 8601, with the time where it is printed; the span is all of the date."""
    ((span, found),) = dates_in(f"on {text}, a day")

    assert found == value
    assert f"on {text}, a day"[span.start : span.end].removesuffix(",") in text


@pytest.mark.parametrize(
    "text", ["3/5/2024", "31 April 2024", "2024-13-01", "May 2024", "3 May", "32.1.2024", ""]
)
def test_what_is_no_one_day_is_none(text: str) -> None:
    """A date that two countries read as two days, no day of the calendar, a month alone."""
    assert list(dates_in(text)) == []


def test_dates_come_in_order_and_can_be_left_out() -> None:
    """Two dates of different forms; what stands around them is kept."""
    text = "Signed 2024-05-03, printed 4 May 2024."

    assert [value for _, value in dates_in(text)] == ["2024-05-03", "2024-05-04"]
    assert without_dates(text) == "Signed , printed ."
