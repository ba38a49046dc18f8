"""One programme in five formats is one programme: the outline of a text is rendered, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from partnergraph.build.document import document_from_bytes
from partnergraph.build.programme import read_programme
from rendering import FORMATS

if TYPE_CHECKING:
    from partnergraph.build.document import Span
    from partnergraph.build.elements import Element, Programme

SYLDAVIA: Final = """\
Plan d’action entre l’UE et la Syldavie pour 2025-2028

Ce plan, que les deux parties ont préparé au cours d’une année de réunions, décrit ce qu’elles veulent \
atteindre ensemble, comment elles s’y prennent et selon quel calendrier elles en rendront compte.

SECTION I – CADRE

  1. L’UE et la Syldavie sont liées par une longue amitié. Elles ont à cœur de protéger leurs côtes, \
d’échanger leurs connaissances et d’œuvrer ensemble lorsque la mer est mauvaise, conformément au règlement \
1325 et aux usages.

     Elles se réunissent chaque année.

  2. Le plan poursuit deux objectifs stratégiques :
    a) protéger les côtes et ceux qui en vivent ;
    b) former les équipages à des métiers nouveaux.

SECTION II – BUTS

  1. Les cinq buts sont classés selon deux priorités : LA MER SÛRE et LE SAVOIR PARTAGÉ.

  2. Les cinq buts sont les suivants :

  1. MER SÛRE :
    • PATROUILLES – Les parties patrouillent ensemble dans les détroits.
    • CARTES – Les parties tiennent à jour les cartes des hauts-fonds, des courants et des épaves, et elles \
les publient sans attendre afin que les équipages de tous les pays puissent s’en servir.
    • SECOURS – Les parties viennent en aide aux navires en détresse.
  2. SAVOIR PARTAGÉ :
    • ÉCOLES – Les parties ouvrent leurs écoles.
    • LEÇONS – Les parties consignent ce qu’elles ont appris.
"""

BORDURIA: Final = f"""\
Partnership Priorities between the EU and Borduria for 2024-2027

SECTION 1: COMMON GROUND

1. {"Borduria and the EU share a border, a river and a long habit of talking to each other about both. " * 12}

2. {"What follows was agreed by those who will have to do it, and is reviewed by them every spring. " * 14}

SECTION 2: GOALS

1. The goals are arranged in three priorities: A CLEAN RIVER, A SAFE BORDER and SHARED SCHOOLS.

2. The seven goals are the following:

A. CLEAN RIVER
   - Springs: the parties keep the springs clean.
   - Fish: the parties count the fish – twice a year – and tell each other \
how many there are of each kind, and why.
   - Locks: the parties repair the locks.
B. SAFE BORDER
   - Bridges: the parties inspect the bridges (all of them).
   - Lights: the parties light the crossings.
C. SHARED SCHOOLS
   - Teachers: the parties exchange teachers.
   - Books: the parties print books in both languages.
"""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _summary(programme: Programme) -> dict[str, Any]:
    """What a programme says, its spans and the white space aside."""

    def quoted(span: Span | None) -> str:
        return _flat(programme.document.quote(span)) if span else ""

    def element(each: Element) -> tuple[Any, ...]:
        return (
            each.number,
            _flat(each.label.text),
            quoted(each.span),
            quoted(each.description),
            each.priority,
        )

    return {
        "title": programme.title and _flat(programme.title.text),
        "type": programme.type,
        "language": programme.language,
        "period": programme.period and (programme.period.start, programme.period.end),
        "parties": [(party.name, party.role) for party in programme.parties],
        "dates": [date and date.value for date in (programme.published, programme.updated)],
        "objectives": list(map(element, programme.objectives)),
        "priorities": [(each.number, _flat(each.label.text)) for each in programme.priorities],
        "goals": list(map(element, programme.goals)),
        "enumerated": [_flat(each.label.text) for each in (*programme.activity_kinds, *programme.challenges)],
        "declarations": [
            (each.kind, each.count, [quoted(name) for name in each.names]) for each in programme.declarations
        ],
        "list": programme.list_status,
        "decisions": [(each.reason, _flat(each.element.label.text)) for each in programme.decisions],
        "findings": sorted(each.code for each in programme.findings if each.code != "left-out"),
    }


@pytest.fixture(scope="module")
def texts(japan_text: str, english_text: str) -> dict[str, str]:
    """The founding text, the English sample and two programmes of our own words."""
    return {"Japan": japan_text, "Freedonia": english_text, "Syldavia": SYLDAVIA, "Borduria": BORDURIA}


@pytest.mark.parametrize("name", ["Japan", "Freedonia", "Syldavia", "Borduria"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_programme_is_the_same_in_every_format(texts: dict[str, str], name: str, form: str) -> None:
    """As a page with menus, as Markdown, as hard-wrapped PDF, as DOCX with numbers in its numbering part."""
    plain = read_programme(document_from_bytes(texts[name].encode(), "plain.txt"))
    document = document_from_bytes(FORMATS[form](plain.outline), f"a.{form}")

    assert _summary(read_programme(document)) == _summary(plain)
    assert [notice.code for notice in document.notices] == []


@pytest.mark.parametrize(
    ("name", "objectives", "priorities", "goals"),
    [("Japan", 3, 4, 16), ("Freedonia", 3, 2, 5), ("Syldavia", 2, 2, 5), ("Borduria", 0, 3, 7)],
)
def test_the_programmes_are_read_at_all(
    texts: dict[str, str], name: str, objectives: int, priorities: int, goals: int
) -> None:
    """The same nothing in every format would be the same, too."""
    plain = read_programme(document_from_bytes(texts[name].encode(), "plain.txt"))

    assert (len(plain.objectives), len(plain.priorities), len(plain.goals)) == (objectives, priorities, goals)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_furniture_of_a_format_is_reported(texts: dict[str, str], form: str) -> None:
    """Menus of the page, running lines of the PDF, header and footer of the DOCX."""
    plain = read_programme(document_from_bytes(texts["Japan"].encode(), "plain.txt"))
    document = document_from_bytes(FORMATS[form](plain.outline), f"a.{form}")
    wanted = {
        "html": ["cookie banner", "page header", "menu", "share links", "page footer"],
        "md": [],
        "pdf": ["page header", "page number"],
        "docx": ["page footer", "page header"],
    }

    assert [each.what for each in document.dropped] == wanted[form]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "mac_roman"])
def test_a_programme_is_the_same_in_every_encoding(texts: dict[str, str], encoding: str) -> None:
    """A text is its words, not its bytes."""
    text = texts["Syldavia"]

    assert document_from_bytes(text.encode(encoding), "a.txt").text == text
