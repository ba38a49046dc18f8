"""Front matter: what a programme says of itself, and what is said where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

TITLE = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027"
BODY = "The two sides work together for the peace of the region and of the world."


def test_the_title_of_the_real_text(japan: Programme, japan_text: str) -> None:
    """The title is the first line, word for word."""
    assert japan.title is not None
    assert japan.title.text == (
        "Programme de partenariat individualisé entre l’OTAN et le Japon pour 2023-2026"
    )
    assert japan.title.span == Span(0, japan_text.index("\n"))


def test_the_type_of_the_real_text(japan: Programme) -> None:
    """An individually tailored partnership programme."""
    assert japan.type == "itpp"


def test_the_period_of_the_real_text(japan: Programme, japan_text: str) -> None:
    """2023 to 2026, read in the title."""
    assert japan.period is not None
    assert (japan.period.start, japan.period.end) == (2023, 2026)
    start = japan_text.index("2023-2026")
    assert japan.period.span == Span(start, start + 9)


def test_the_parties_of_the_real_text(japan: Programme) -> None:
    """OTAN is the counterpart and Japon the partner, without their articles."""
    assert [(party.name, party.role) for party in japan.parties] == [
        ("OTAN", "counterpart"),
        ("Japon", "partner"),
    ]
    assert [japan.document.quote(party.span) for party in japan.parties] == ["OTAN", "Japon"]


def test_the_dates_of_the_real_text(japan: Programme) -> None:
    """Published on 12 July 2023, updated on 1 August at 11:59, of no known time zone."""
    assert japan.published is not None
    assert japan.updated is not None
    assert (japan.published.value, japan.updated.value) == ("2023-07-12", "2023-08-01T11:59:00")
    assert japan.document.quote(japan.published.span) == "12 Jul. 2023"
    assert japan.document.quote(japan.updated.span) == "01 Aug. 2023 11:59"


@pytest.mark.parametrize(
    ("title", "parties"),
    [
        ("Programme between NATO and Freedonia for 2024-2027", [("NATO", "c"), ("Freedonia", "p")]),
        ("Programme between Freedonia and NATO for 2024-2027", [("Freedonia", "p"), ("NATO", "c")]),
        ("Programme between the European Union and Freedonia", [("European Union", "c"), ("Freedonia", "p")]),
        ("Programme between NATO and the Republic of Freedonia (2024-2027)",
         [("NATO", "c"), ("Republic of Freedonia", "p")]),
        ("Programme between Freedonia and\nthe EU, 2024-2027", [("Freedonia", "p"), ("EU", "c")]),
        ("Programme of Freedonia", []),
    ],
)  # fmt: skip
def test_parties_stand_in_the_title(
    read: Callable[..., Programme], title: str, parties: list[tuple[str, str]]
) -> None:
    """The organisation is the counterpart wherever it stands; articles and what follows are left out."""
    found = read(f"{title}\n\n{BODY}", "en")

    assert [(party.name, party.role[0]) for party in found.parties] == parties


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("3 May 2024", "2024-05-03", None),
        ("May 3, 2024", "2024-05-03", None),
        ("3rd May 2024", "2024-05-03", None),
        ("1er août 2023", "2023-08-01", None),
        ("Published 3 Sept. 2024, 09:30", "2024-09-03T09:30:00", None),
        ("Last updated: 3 May 2024", None, "2024-05-03"),
        ("Published 3 May 2024, last updated 9 June 2024", "2024-05-03", "2024-06-09"),
        ("Last updated: 9 June 2024. Published: 3 May 2024.", "2024-05-03", "2024-06-09"),
        ("31 February 2024", None, None),
        ("No date here", None, None),
    ],
)
def test_dates_stand_before_the_first_heading(
    read: Callable[..., Programme], line: str, published: str | None, updated: str | None
) -> None:
    """Dates of any language are read, each by the words before it; a day that never was is none."""
    found = read(f"{TITLE}\n\n{line}\n\nPART 1\n\n{BODY}", "en")

    assert (found.published.value if found.published else None) == published
    assert (found.updated.value if found.updated else None) == updated


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (f"{TITLE}\n\n{BODY}", (2024, 2027)),
        (f"Programme of work\n\nIt is for the cycle 2025–2028. {BODY}", (2025, 2028)),
        (f"Programme of work 2027-2024\n\n{BODY}", None),
        (f"Programme of work\n\nThe laws of 1998-2001 stay in force. {BODY}", None),
    ],
    ids=["title", "cycle", "backwards", "other years"],
)
def test_the_period_is_stated(
    read: Callable[..., Programme], text: str, period: tuple[int, int] | None
) -> None:
    """Years in the title, else after a word such as « cycle »; other pairs of years are no period."""
    found = read(text, "en").period

    assert (found and (found.start, found.end)) == period


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{TITLE}\n\n{BODY}", {"no-published"}),
        (f"A paper\n\n{BODY}", {"no-published", "no-type", "no-parties", "no-period"}),
        (f"1. {TITLE}\n2. {BODY}", {"no-published", "no-title", "no-parties", "no-period"}),
    ],
    ids=["date", "nearly all", "title"],
)
def test_what_is_missing_is_said(read: Callable[..., Programme], text: str, codes: set[str]) -> None:
    """Every fact that the front matter lacks is a finding."""
    found = {finding.code for finding in read(text, "en").findings}

    assert {code for code in found if code.startswith("no-")} == codes


def test_a_wrapped_title_is_one_line(read: Callable[..., Programme]) -> None:
    """The title is printed on one line; its span holds the exact words."""
    found = read(f"Individually Tailored\nPartnership Programme\n\n{BODY}", "en")

    assert found.title is not None
    assert found.title.text == "Individually Tailored Partnership Programme"
    assert found.document.quote(found.title.span) == "Individually Tailored\nPartnership Programme"
    assert found.type == "itpp"


def test_a_date_in_the_body_is_no_date_of_publication(read: Callable[..., Programme]) -> None:
    """Where a text has no heading, a date in a sentence of it is not the day it was published."""
    found = read(f"{TITLE}\n\nThe two sides signed a treaty on 9 May 1990. {BODY}")

    assert found.published is None


def test_a_type_in_the_body_is_not_that_of_the_text(read: Callable[..., Programme]) -> None:
    """Where a text has no heading, a programme that it mentions is not the programme that it is."""
    found = read(f"The work of the two sides\n\nIt follows the individual partnership action plan. {BODY}")

    assert found.type == ""


def test_another_period_in_the_body_is_not_that_of_the_text(
    read: Callable[..., Programme], lines_and_codes: Callable[[Programme], list[tuple[int, str]]]
) -> None:
    """The years of a budget period are not those of the programme, or at least they are doubted."""
    found = read(f"Programme between NATO and Freedonia\n\nThe budget period 2014-2020 is over. {BODY}")

    assert found.period is None or "no-period" in [code for _, code in lines_and_codes(found)]


def test_a_name_with_and_in_it_is_not_cut_silently(
    read: Callable[..., Programme], lines_and_codes: Callable[[Programme], list[tuple[int, str]]]
) -> None:
    """« Bosnia and Herzegovina and NATO » are two parties, and not Bosnia with the rest."""
    found = read(f"Action plan between Bosnia and Herzegovina and NATO for 2024-2027\n\n{BODY}", "en")
    names = [party.name for party in found.parties]

    assert names == ["Bosnia and Herzegovina", "NATO"] or "no-parties" in [
        code for _, code in lines_and_codes(found)
    ]
