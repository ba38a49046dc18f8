"""Heads of documents as other people write them: what is read in each, or which doubt is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

ITPP = "Individually Tailored Partnership Programme"
PPI = "Programme de partenariat individualisé"
BODIES = {
    "en": "PART 1 – GENERAL\n\n1. The two sides work together for the peace of the region.\n",
    "fr": "PARTIE 1 – GÉNÉRALITÉS\n\n1. Les deux parties travaillent ensemble pour la paix de la région.\n",
}


def head(read: Callable[..., Programme], lines: str, language: str = "en") -> Programme:
    """A text with this head, its language recognised."""
    found = read(f"{lines}\n\n{BODIES[language]}")
    assert found.language == language
    return found


@pytest.mark.parametrize(
    ("title", "language", "parties"),
    [
        (f"{ITPP} between NATO and Bosnia and Herzegovina", "en", "NATO / Bosnia and Herzegovina"),
        (f"{ITPP} between Bosnia and Herzegovina and NATO", "en", "Bosnia and Herzegovina / NATO"),
        (f"{PPI} entre l’OTAN et Trinité-et-Tobago", "fr", "OTAN / Trinité-et-Tobago"),
        ("Action Plan between Antigua and Barbuda and the Arctic Council", "en",
         "Antigua and Barbuda / Arctic Council"),
        (f"{ITPP} between Freedonia and the North Atlantic Treaty Organization (NATO)", "en",
         "Freedonia / North Atlantic Treaty Organization"),
        (f"{ITPP} between the North Atlantic Treaty Organization (NATO) and Freedonia*", "en",
         "North Atlantic Treaty Organization / Freedonia"),
        ("Plan d’action ANASE-République de Corée (2021-2025)", "fr", "ANASE / République de Corée"),
        (f"{ITPP} between NATO and Freedonia from 2024 through 2027", "en", "NATO / Freedonia"),
        ("Partenariat de sécurité et de défense entre l’UE et la Syldavie à l’horizon 2030", "fr",
         "UE / Syldavie"),
        ("Individual Partnership Action Plan Moldova – NATO for 2022-2023", "en", "Moldova / NATO"),
        ("ITPP Malta-NATO 2024-2027", "en", "Malta / NATO"),
        ("Plan d’action conjoint Union africaine – Nations Unies 2024-2027", "fr",
         "Union africaine / Nations Unies"),
        ("Individual Partnership Action Plan between NATO and the former Yugoslav Republic of Syldavia", "en",
         "NATO / former Yugoslav Republic of Syldavia"),
        ("Joint statement on work between schools and hospitals", "en", ""),
        (f"{ITPP} between NATO, Freedonia and Sylvania", "en", ""),
    ],
)  # fmt: skip
def test_names_of_parties(read: Callable[..., Programme], title: str, language: str, parties: str) -> None:
    """A name may hold a conjunction; acronyms, marks, years and prepositions after it are no part of it."""
    assert " / ".join(party.name for party in head(read, title, language).parties) == parties


@pytest.mark.parametrize(
    ("title", "language", "counterpart", "severity"),
    [
        ("Partnership Programme between Freedonia and the Arctic Council", "en", "Arctic Council", ""),
        ("Partenariat entre la Syldavie et l’Union du Maghreb arabe", "fr", "Union du Maghreb arabe", ""),
        ("Partnership Programme between Freedonia and Sylvania", "en", "Freedonia", "warning"),
        ("ASEAN-EU Plan of Action 2023-2027", "en", "ASEAN", "info"),
    ],
)
def test_who_is_the_organisation(
    read: Callable[..., Programme], title: str, language: str, counterpart: str, severity: str
) -> None:
    """Words such as « Council » tell an organisation; where nothing does, the choice is doubted."""
    found = head(read, title, language)
    doubts = [each.severity for each in found.findings if each.code == "counterpart-unclear"]

    assert [party.name for party in found.parties if party.role == "counterpart"] == [counterpart]
    assert doubts == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("lines", "language", "years"),
    [
        (f"{ITPP} between NATO and Freedonia, July 2023 – June 2026", "en", "2023-2026"),
        (f"{PPI} entre l’OTAN et la Syldavie (juillet 2023 – juin 2026)", "fr", "2023-2026"),
        (f"{PPI} entre l’OTAN et la Syldavie pour la période allant de 2022 à 2026", "fr", "2022-2026"),
        (f"{ITPP}\n\nbetween NATO and Freedonia\n\n2024-2027", "en", "2024-2027"),
        (f"{ITPP} between NATO and Freedonia\n\nPeriod: 2024-2027", "en", "2024-2027"),
        (f"{PPI} entre l’OTAN et la Syldavie\n\ndu 1er janvier 2024 au 31 décembre 2027", "fr", "2024-2027"),
        (f"{ITPP} between NATO and Freedonia\n\nReview of 2020-2023", "en", ""),
        ("Partenariat de sécurité et de défense entre l’UE et la Syldavie à l’horizon 2030", "fr", ""),
    ],
)
def test_periods(read: Callable[..., Programme], lines: str, language: str, years: str) -> None:
    """Months may stand with the years, and a line of years alone with the title; a horizon is no period."""
    found = head(read, lines, language)
    codes = {finding.code for finding in found.findings}

    assert (f"{found.period.start}-{found.period.end}" if found.period else "") == years
    assert bool(years) != ("no-period" in codes)


@pytest.mark.parametrize(
    ("line", "language", "published", "updated"),
    [
        ("Brussels, 4 November 2024", "en", "2024-11-04", None),
        ("Fait à Bruxelles, le 21 mai 2024", "fr", "2024-05-21", None),
        ("Wednesday, July 12, 2023", "en", "2023-07-12", None),
        ("12th July 2023", "fr", "2023-07-12", None),
        ("25/12/2024", "en", "2024-12-25", None),
        ("12/25/2024", "en", "2024-12-25", None),
        ("03.04.2024", "fr", "2024-04-03", None),
        ("2024/04/03", "en", "2024-04-03", None),
        ("2023-07-12T10:30:00Z", "en", "2023-07-12T10:30:00", None),
        ("Dernière modification : 3 mai 2024 à 10h30", "fr", None, "2024-05-03T10:30:00"),
        ("Mis à jour le: 03 May. 2024", "en", None, "2024-05-03"),
        ("Entry into force: 1 January 2024", "en", None, None),
        ("Adopté le 12 juillet 2023, entré en vigueur le 1er janvier 2024", "fr", "2023-07-12", None),
        ("Signed on 5 March 2024 and valid until 31 December 2027", "en", "2024-03-05", None),
        ("1 January 2024 to 31 December 2027", "en", None, None),
        ("Retrieved on 5 March 2025", "en", None, None),
        ("Remplace le programme du 4 juin 2019", "fr", None, None),
    ],
)
def test_dates_of_the_page(
    read: Callable[..., Programme], line: str, language: str, published: str | None, updated: str | None
) -> None:
    """A day of entry into force, of a download, or at the end of a period is not the day of the page."""
    titles = {"en": f"{ITPP} between NATO and Freedonia", "fr": f"{PPI} entre l’OTAN et la Syldavie"}
    found = head(read, f"{titles[language]}\n\n{line}", language)

    assert (found.published.value if found.published else None) == published
    assert (found.updated.value if found.updated else None) == updated


@pytest.mark.parametrize("line", ["03/04/2024", "Date: 3-4-2024"])
def test_a_date_that_can_be_two(read: Callable[..., Programme], line: str) -> None:
    """Where day and month may change places nothing is read, and the place is named."""
    found = head(read, f"{ITPP} between NATO and Freedonia\n\n{line}")
    doubts = [each.span for each in found.findings if each.code == "date-ambiguous"]

    assert found.published is None
    assert [found.document.quote(span) for span in doubts if span] == [line.removeprefix("Date: ")]


@pytest.mark.parametrize(
    ("lines", "title", "kind"),
    [
        (f"12 July 2023\n\nHome > Texts\n\n{ITPP} between NATO and Freedonia",
         f"{ITPP} between NATO and Freedonia", "itpp"),
        (f"# {ITPP} between NATO and Freedonia", f"{ITPP} between NATO and Freedonia", "itpp"),
        ("4 June 2012\n\nWorking with Freedonia", "Working with Freedonia", ""),
        ("IPCP between NATO and Freedonia", "IPCP between NATO and Freedonia", "ipcp"),
        ("COUNCIL\n\nUtopia, 3 June 2022\n\nUE-FR 28/22\n\nNOTE\n\nEU-Freedonia Partnership Priorities",
         "EU-Freedonia Partnership Priorities", "partnership-priorities"),
        ("Individual Partnership Programme of Freedonia",
         "Individual Partnership Programme of Freedonia", "ipp"),
    ],
)  # fmt: skip
def test_titles_and_types(read: Callable[..., Programme], lines: str, title: str, kind: str) -> None:
    """The title is found below a date and a menu; an acronym names a type."""
    found = head(read, lines)

    assert found.title is not None
    assert (found.title.text, found.type) == (title, kind)
    assert found.document.quote(found.title.span) == title


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("La coopÃ©ration est bonne.", "Ã©"),
        ("C’est lâ€™OTAN.", "â€™"),
        ("La s\ufffdcurité est bonne.", "\ufffd"),
        ("La s?curité est bonne.", "?"),
        ("Le texte &eacute;tait long.", "&eacute;"),
        ("Les objec fs sont bons.", "objec fs"),
    ],
)
def test_lost_letters(read: Callable[..., Programme], text: str, quote: str) -> None:
    """Letters that were lost or changed on the way are doubted at their first place."""
    found = head(read, f"{PPI} entre l’OTAN et la Syldavie\n\n{text}", "fr")
    doubts = [each.span for each in found.findings if each.code == "suspicious-encoding"]

    assert [found.document.quote(span) for span in doubts if span] == [quote]


def test_no_letters_are_lost_in_good_french(read: Callable[..., Programme], japan: Programme) -> None:
    """« là » before a no-break space and a guillemet is French, and so is all of the founding text."""
    lines = f"{PPI} entre l’OTAN et la Syldavie\n\n« voilà\u00a0» ; Åland… page?x=1 – est-ce là\u00a0? “É”"

    for found in (head(read, lines, "fr"), japan):
        assert "suspicious-encoding" not in {each.code for each in found.findings}
