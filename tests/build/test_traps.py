"""The 24 traps of real programmes, one case or more each: the right reading, or the finding that is honest.

The texts are our own; layouts, numbering and title lines are those of real documents. The number in an id is
that of the trap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.elements import Programme

EN = "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027\n\n"
FR = "Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2024-2027\n\n"
EN_GOALS = "The goals are the following:\n\n- Patrols: they patrol.\n- Charts: they chart.\n"
FR_GOALS = "Les buts sont les suivants :\n\n- Patrouilles : elles veillent.\n- Cartes : elles dessinent.\n"
TWO_EN, TWO_FR = [("", ["Patrols", "Charts"])], [("", ["Patrouilles", "Cartes"])]
SILENT = {"none-found", "no-published"}  # said of nearly every small text


@dataclass(frozen=True)
class Trap:
    """A text and what it says: goals by priority ("" for none), the status of the list, codes of findings."""

    text: str
    goals: list[tuple[str, list[str]]] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    status: str = "unknown"
    codes: list[str] = field(default_factory=list)


TRAPS = {
    # A. Inside the founding text
    "01-fr metadata as bullets, English months": Trap(
        FR + "  • 3 May 2024 -\n  • |\n  • Mis à jour le: 01 Jun. 2024 11:59\n\nPARTIE 1 – BUTS\n\n" + FR_GOALS, TWO_FR
    ),
    "01-en metadata as bullets, French months": Trap(
        EN + "  • 3 mai 2024 -\n  • |\n  • Last updated: 01 Jun. 2024 11:59\n\nPART 1 – GOALS\n\n" + EN_GOALS, TWO_EN
    ),
    "02-fr no-break space in a heading": Trap(FR + "PARTIE\u00a01 – BUTS DE PARTENARIAT\n\n" + FR_GOALS, TWO_FR),
    "02-en no-break space in a heading": Trap(EN + "PART\u00a01 – PARTNERSHIP GOALS\n\n" + EN_GOALS, TWO_EN),
    "03-en paragraphs and priorities both count from one": Trap(
        EN + "PART 1 – GOALS\n\n  1. They work together.\n\n  2. The four goals under two priorities are the following:\n\n"
        "  1. SAFE SEAS:\n    • PATROLS – They patrol.\n    • CHARTS – They chart.\n"
        "  2. LEARNING:\n    • SCHOOLS – They teach.\n    • BOOKS – They read.\n",
        [("SAFE SEAS", ["PATROLS", "CHARTS"]), ("LEARNING", ["SCHOOLS", "BOOKS"])],
        status="closed",
    ),
    "04-fr separators of objectives differ": Trap(
        FR + "Ces deux objectifs stratégiques sont les suivants :\n  1. objectif stratégique 1\u00a0– garder la paix ;\n"
        "  2. objectif stratégique 2\u00a0: partager le savoir.\n",
        objectives=["garder la paix", "partager le savoir"],
        status="closed",
    ),
    "04-en separators of objectives differ": Trap(
        EN + "These two strategic objectives are the following:\n  1. strategic objective 1\u00a0– keep the peace ;\n"
        "  2. strategic objective 2\u00a0: share what is known.\n",
        objectives=["keep the peace", "share what is known"],
        status="closed",
    ),
    "05-en a priority printed as a bullet in another": Trap(
        EN + "There are three goals under two priorities: SAFE SEAS AND LEARNING. The goals are the following:\n\n"
        "  1. SAFE SEAS:\n    • PATROLS – They patrol.\n    • LEARNING:\n      • SCHOOLS – They teach.\n"
        "      • BOOKS – They read.\n",
        [("SAFE SEAS", ["PATROLS"]), ("LEARNING", ["SCHOOLS", "BOOKS"])],
        status="closed",
    ),
    "05-fr a priority printed as a bullet in another": Trap(
        FR + "Trois buts relèvent de deux priorités : LES MERS SÛRES ET L’APPRENTISSAGE. Les buts sont les suivants :\n\n"
        "  1. MERS SÛRES :\n    • PATROUILLES – Elles veillent.\n    • APPRENTISSAGE :\n      • ÉCOLES – On enseigne.\n"
        "      • LIVRES – On lit.\n",
        [("MERS SÛRES", ["PATROUILLES"]), ("APPRENTISSAGE", ["ÉCOLES", "LIVRES"])],
        status="closed",
    ),
    "06-fr names with articles in the sentence": Trap(
        FR + "Les buts se répartissent selon deux priorités : LA SÛRETÉ DES MERS, ET L’ÉCOLE. Les buts sont les suivants :\n\n"
        "- SÛRETÉ DES MERS\n  - PATROUILLES – Elles veillent.\n- ÉCOLE\n  - LIVRES – On lit.\n",
        [("SÛRETÉ DES MERS", ["PATROUILLES"]), ("ÉCOLE", ["LIVRES"])],
        status="closed",
    ),
    "07-fr titles with commas, et, brackets, apostrophes": Trap(
        FR + "Les buts sont les suivants :\n\n• AIDE D'URGENCE, SECOURS ET SOINS (ASES) – On aide.\n• L’EAU – On boit.\n",
        [("", ["AIDE D'URGENCE, SECOURS ET SOINS (ASES)", "L’EAU"])],
    ),
    "07-en titles with commas, and, brackets": Trap(
        EN + "The goals are the following:\n\n• AID, RESCUE AND CARE (ARC) – They help.\n• WATER – They drink.\n",
        [("", ["AID, RESCUE AND CARE (ARC)", "WATER"])],
    ),
    "08-fr lines that only look blank, no last line end": Trap(
        FR + "Les buts sont les suivants :\n    \u00a0\n\u00a0\n \u00a0\n\n  • EAU – On boit.\n    \u00a0\n  • FEU – On chauffe.",
        [("", ["EAU", "FEU"])],
    ),
    "09-en no goal is linked to an objective": Trap(
        EN + "The two strategic objectives are the following:\n\n- to keep the peace;\n- to learn.\n\n" + EN_GOALS,
        TWO_EN,
        ["to keep the peace", "to learn"],
    ),
    # B. Other official texts: 10 has a table of its own below
    "11-en section, number, letter, Objectives": Trap(
        "NATO-Freedonia Action Plan for 2024-2027\n\nSECTION I. POLITICAL AND ECONOMIC ISSUES\n\n1. Political issues\n\n"
        "A. Internal issues\n\nPrinciples\n\nFreedonia keeps its laws.\n\nObjectives\n\n• Strengthen the courts;\n"
        "• Strengthen the press.\n\nB. Foreign policy\n\nPrinciples\n\nFreedonia keeps its word.\n\nObjectives\n\n"
        "• Join the talks.\n",
        objectives=["Strengthen the courts", "Strengthen the press", "Join the talks"],
        codes=["several-lists"],
    ),
    "11-en numbers alone on their lines": Trap(
        "EU-Freedonia Partnership Priorities 2021-2027\n\nI.\n\nContext\n\nThe sides are old friends.\n\nII.\n\nPriorities\n\n"
        "1.\n\nSAFE SEAS\n\nThe sides will patrol.\n\n2.   \n\nPROMOTING SCHOOLS,\nBOOKS AND LESSONS\n\nThe sides will read.\n\n"
        "III.\n\nReview\n\nThe sides will meet.\n",
        [("SAFE SEAS", []), ("PROMOTING SCHOOLS, BOOKS AND LESSONS", [])],
    ),
    "11-en decimals that nothing names": Trap(
        "ASEAN-Freedonia Plan of Action (2018 – 2022)\n\n1. POLITICAL COOPERATION\n\n1.1 Dialogue:\n\n1.1.1 Meet often;\n"
        "1.1.2 Write often;\n\n2. TRADE\n\n2.1 Ports:\n\n2.1.1 Open them.\n",
        codes=["nothing-found"],
    ),
    "11-en letters in brackets": Trap(
        EN + "The three goals are the following:\n\n(a) Patrols at sea;\n(b) Charts of the coast; and\n(c) Rescue.\n",
        [("", ["Patrols at sea", "Charts of the coast", "Rescue"])],
        status="closed",
    ),
    "11-en romans in a sentence": Trap(
        "EU-Freedonia Partnership Priorities 2021-2027\n\nThe sides agree on three overarching priorities: (i) Modern Economy; "
        "(ii) Foreign Policy, and (iii) Stability. They will look at them again.\n",
        [("Modern Economy", []), ("Foreign Policy", []), ("Stability", [])],
        status="closed",
    ),
    "11-fr lettres dans une phrase": Trap(
        FR + "Les trois objectifs stratégiques sont a) renforcer la paix ; b) apprendre ; et c) veiller.\n",
        objectives=["renforcer la paix", "apprendre", "veiller"],
        status="closed",
    ),
    "12-en no space after the number, hard wraps": Trap(
        EN + "1.With this programme the sides want to work together on matters of\npeace and of trade in all of the region.\n"
        "2.The partnership goals are the following:\n- Patrols at sea\n- Charts of the coast\n",
        [("", ["Patrols at sea", "Charts of the coast"])],
    ),
    "12-en all on one level, declared": Trap(
        EN + "There are four goals under two priorities: safe seas and learning. The goals are the following:\n\n"
        "- Safe seas\n- Patrols: they patrol.\n- Charts: they chart.\n- Learning\n- Schools: they teach.\n- Books: they read.\n",
        [("Safe seas", ["Patrols", "Charts"]), ("Learning", ["Schools", "Books"])],
        status="closed",
    ),
    "12-en all on one level, not declared": Trap(
        EN + "The goals are the following:\n\n- Safe seas\n- Patrols: they patrol.\n- Learning\n- Schools: they teach.\n",
        [("", ["Safe seas", "Patrols", "Learning", "Schools"])],
        codes=["item-unlike", "item-unlike"],
    ),
    "12-en the whole text on one line": Trap(
        "NATO-Freedonia Action Plan. SECTION I. POLITICS 1. Political issues A. Internal issues Principles Freedonia keeps "
        "its laws. Objectives Strengthen the courts. B. Foreign policy Principles It keeps its word. 2. Economic issues "
        "A. Trade Objectives Open the ports.\n",
        codes=["lines-lost", "no-title", "no-period", "no-parties", "nothing-found"],
    ),
    "13-en a list inside an item that goes on in prose": Trap(
        EN + "1. They divide the work. The three goals are the following:\n   1. Patrols\n   2. Charts\n   3. Rescue\n"
        "   Within each goal the sides plan the year.\n2. They meet in spring.\n",
        [("", ["Patrols", "Charts", "Rescue"])],
        status="closed",
    ),
    "13-fr numbered paragraphs go on after the list": Trap(
        FR + "1. Le programme compte deux buts.\n\n2. Les buts sont les suivants :\n\n1. Patrouilles : elles veillent.\n"
        "2. Cartes : elles dessinent.\n\n3. Les deux parties examineront les buts chaque année.\n\n4. Elles sont d’accord.\n",
        TWO_FR,
        status="closed",
    ),
    "13-en numbers of the list go on in prose": Trap(
        EN + "The goals are the following:\n\n1. Patrols: they patrol.\n2. Charts: they chart.\n\n"
        "3. The parties will look at all of the goals again in the last year.\n",
        TWO_EN,
        codes=["leftover-text"],
    ),
    "14-en chapters are counted and listed": Trap(
        "Action Plan between NATO and Freedonia for 2024-2027\n\nThe plan has three chapters. These three chapters are:\n\n"
        "1. Political issues\n2. Legal issues\n3. Security issues\n",
        [("Political issues", []), ("Legal issues", []), ("Security issues", [])],
        status="closed",
        codes=["priorities-not-named"],
    ),
    "14-en the list is in a footnote": Trap(
        "EU-Freedonia Security and Defence Partnership 2024-2027\n\nThe partnership covers 4 different areas* of work.\n\n"
        "* Peace and order; safe seas; cyber issues; training\n",
        [("Peace and order", []), ("safe seas", []), ("cyber issues", []), ("training", [])],
        status="closed",
        codes=["priorities-not-named"],
    ),
    "14-fr the count is wrong": Trap(
        FR + "Les trois buts de partenariat sont les suivants :\n\n- Patrouilles : elles veillent.\n- Cartes : elles dessinent.\n",
        TWO_FR,
        codes=["count-mismatch"],
    ),
    "14-en the count is wrong": Trap(
        EN + "The sixteen partnership goals are the following:\n\n- Patrols: they patrol.\n- Charts: they chart.\n",
        TWO_EN,
        codes=["count-mismatch"],
    ),
    "15-en prose under the heading Strategic objectives": Trap(
        "Action Plan between NATO and Freedonia for 2024-2027\n\nStrategic objectives\n\nThe sides share the goal of peace. "
        "Their objectives are many.\n\nThey will reach their goals together.\n",
        codes=["heading-without-list", "nothing-found"],
    ),
    "15-fr numbered prose under the heading": Trap(
        FR + "PARTIE 2 – OBJECTIFS STRATÉGIQUES\n\n1. Les objectifs découlent d’une analyse.\n\n2. Les buts sont nombreux.\n",
        codes=["list-not-introduced", "nothing-found"],
    ),
    "16-en a semicolon after the title": Trap(
        EN + "The priorities are the following:\n\n1. Strong institutions and good governance; This includes the courts.\n"
        "2. Markets; This includes trade.\n",
        [("Strong institutions and good governance", []), ("Markets", [])],
    ),
    "16-en a colon after the title": Trap(
        EN + "The goals are the following:\n\n4.1. Operations and Exercises: The success of both.\n4.2. Books: They read.\n",
        [("", ["Operations and Exercises", "Books"])],
    ),
    "16-en pillars in capitals": Trap(
        EN + "The goals are the following:\n\nPLANET: By 2027, all are safer.\n\nPEOPLE: By 2027, more go to school.\n",
        [("", ["PLANET", "PEOPLE"])],
        codes=["list-without-markers"],
    ),
    "17-en page headers inside sentences": Trap(
        "ASEAN-Freedonia POA\n1\nPlan of Action between ASEAN and Freedonia (2018 – 2022)\n\n"
        "The two sides work together on many matters of peace and trade, and\nthey meet every year to see what has been done in the\n"
        "ASEAN-Freedonia POA\n2\nregion. The goals are the following:\n\n1. Patrols: the sides watch the seas together and tell each\n"
        "Page 3:\nother what they see.\n2. Charts: the sides share their charts of the sea and of the\n"
        "ASEAN-Freedonia POA\n3\ncoast.\n",
        TWO_EN,
        codes=["page-furniture"],
    ),
    "17-fr une page au milieu d’une phrase": Trap(
        FR + "Les buts sont les suivants :\n\n1. Patrouilles : les parties veillent sur la mer et Page 3: sur les côtes.\n"
        "2. Cartes : elles dessinent.\n",
        TWO_FR,
        codes=["page-furniture"],
    ),
    "17-en an item is missing": Trap(
        EN + "The goals are the following:\n\n1. Patrols: they patrol.\n2. Charts: they chart.\n4. Rescue: they help.\n",
        [("", ["Patrols", "Charts", "Rescue"])],
        codes=["number-out-of-order"],
    ),
    "17-en a table": Trap(
        EN + EN_GOALS + "\n| Goal | Office | Year |\n", TWO_EN, codes=["table-as-text"]
    ),
    "18-en an annex counts again, a heading in between": Trap(
        "EU-Freedonia Partnership Priorities 2021-2027\n\nThere are three priorities.\n\nPriorities\n\n1. Safe seas\n\n"
        "The sides will patrol.\n\n2. Schools\n\nThe sides will teach.\n\nCooperation after the flood\n\nThe sides rebuild.\n\n"
        "3. Courts\n\nThe sides will judge.\n\nANNEX\n\nEU-FREEDONIA COMPACT\n\n1. Trade\n\nIt grows.\n\n2. Roads\n\nThey are built.\n",
        [("Safe seas", []), ("Schools", []), ("Courts", [])],
        status="closed",
    ),
    "19-en recitals and articles before the programme": Trap(
        "DECISION No 1/2021 OF THE ASSOCIATION COUNCIL\n\n(1) The agreement was signed long ago.\n\n(2) The parties wish to set "
        "out priorities.\n\nHAS DECIDED AS FOLLOWS:\n\nArticle 1\n\nThe priorities in the Annex are adopted.\n\nANNEX\n\n"
        "EU-FREEDONIA PARTNERSHIP PRIORITIES 2021-2027\n\nThe sides agree on two priorities:\n\n1. Safe seas\n\nThe sides patrol.\n\n"
        "2. Schools\n\nThe sides teach.\n",
        [("Safe seas", []), ("Schools", [])],
        status="closed",
    ),
    "20-en a title in another script": Trap(
        "Программа партнёрства НАТО и Фридонии\n\n" + EN + EN_GOALS, TWO_EN, codes=["mixed-language"]
    ),
    "20-fr an English paragraph": Trap(
        FR + "This paragraph of the page is in English and not in the language of the text.\n\n"
        "Les deux parties veillent à la paix de la région et à celle du monde, et elles le disent aux autres.\n\n" + FR_GOALS,
        TWO_FR,
        codes=["mixed-language"],
    ),
    "21-en a cover page": Trap(
        EN + "Download the full text of the programme here.\n", codes=["nothing-found"]
    ),
    "21-fr une actualité": Trap(
        "L’OTAN et la Syldavie adoptent un programme de partenariat individualisé\n\n3 mai 2024\n\nLes deux parties ont "
        "adopté leur programme, dont les buts et les priorités sont nombreux.\n",
        codes=["no-period", "no-parties", "nothing-found"],
    ),
    "22-en goals under lettered areas, no priorities": Trap(
        EN + "PARTNERSHIP GOALS\n\nA. Seas\n\n1. Patrols\n2. Charts\n\nB. Schools\n\n1. Lessons\n2. Books\n",
        [("Seas", ["Patrols", "Charts"]), ("Schools", ["Lessons", "Books"])],
        codes=["groups-not-named"],
    ),
    "22-en numbered prose, no goals": Trap(
        "Individual Partnership and Cooperation Programme between Freedonia and NATO for 2024-2027\n\n"
        "1. Shared principles, shared challenges and a shared commitment\n\n1.1 They share values.\n\n1.2 Their goals are alike.\n\n"
        "2. Work\n\n2.1 They will train together.\n",
        codes=["nothing-found"],
    ),
    "22-fr objectifs en prose comptée": Trap(
        FR + "Le programme a deux objectifs : garder la paix et apprendre.\n\n" + FR_GOALS,
        TWO_FR,
        ["garder la paix", "apprendre"],
    ),
    "23-en other spellings": Trap(
        "Individually Tailored Partnership Program between NATO and Freedonia for 2024-2027\n\nThe goals are the following:\n\n"
        "- CYBER-DEFENSE – They work.\n- NON PROLIFERATION – They talk.\n",
        [("", ["CYBER-DEFENSE", "NON PROLIFERATION"])],
    ),
    "24-en an open list": Trap(
        EN + "The goals lie in fields such as the following:\n\n- Patrols: they patrol.\n- Charts: they chart.\n",
        TWO_EN,
        status="open",
    ),
    "24-fr une liste ouverte": Trap(
        FR + "Les buts sont notamment les suivants :\n\n- Patrouilles : elles veillent.\n- Cartes : elles dessinent.\n",
        TWO_FR,
        status="open",
    ),
    "24-en examples in a sentence": Trap(
        EN + "The sides work in areas such as cyber defence, the seas and science.\n",
        codes=["examples-only", "nothing-found"],
    ),
    "24-fr des exemples dans une phrase": Trap(
        FR + "Les parties travaillent à des priorités telles que les mers et l’école.\n",
        codes=["examples-only", "nothing-found"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_a_trap(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
    trap: Trap,
) -> None:
    """Elements, status of the list and findings are these, and no others."""
    found = read(trap.text)

    assert goals_by_priority(found) == trap.goals
    assert [objective.label.text for objective in found.objectives] == trap.objectives
    assert [finding.code for finding in found.findings if finding.code not in SILENT] == trap.codes
    assert found.list_status == trap.status


def test_no_trap_is_left_out() -> None:
    """The 24 traps are here, 10 below."""
    assert {int(name[:2]) for name in TRAPS} | {10} == set(range(1, 25))


@pytest.mark.parametrize(
    ("title", "language", "kind", "period", "parties"),
    [
        ("Programme de partenariat individualisé entre l’OTAN et la Syldavie pour 2023-2026", "fr", "itpp",
         (2023, 2026), ["OTAN", "Syldavie"]),
        ("Individually Tailored Partnership Programme between NATO and Freedonia for 2023 – 2026", "en", "itpp",
         (2023, 2026), ["NATO", "Freedonia"]),
        ("Individual Partnership and Cooperation Programme between Freedonia and NATO", "en", "ipcp",
         None, ["Freedonia", "NATO"]),
        ("2023-2026 Freedonia-NATO Individually Tailored Partnership Program (ITPP)", "en", "itpp",
         (2023, 2026), ["Freedonia", "NATO"]),
        ("ASEAN-Freedonia Plan of Action (2018 – 2022)", "en", "plan-of-action", (2018, 2022), ["ASEAN", "Freedonia"]),
        ("Plan of Action to Implement the Joint Declaration on the ASEAN-Freedonia Partnership (2021-2025)", "en",
         "plan-of-action", (2021, 2025), ["ASEAN", "Freedonia"]),
        ("EU-Republic of Freedonia Security and Defence Partnership", "en", "sdp", None, ["EU", "Republic of Freedonia"]),
        ("EU–New Freedonia Partnership Priorities 2021–27", "en", "partnership-priorities", (2021, 2027),
         ["EU", "New Freedonia"]),
        ("Plan d’action OTAN-Syldavie", "fr", "plan-of-action", None, ["OTAN", "Syldavie"]),
        ("Priorités du partenariat UE-Syldavie 2021 à 2027", "fr", "partnership-priorities", (2021, 2027),
         ["UE", "Syldavie"]),
        ("Programme de partenariat individualisé de la Syldavie avec l’OTAN", "fr", "itpp", None, ["Syldavie", "OTAN"]),
        ("Annual National Programme of Freedonia for 2020", "en", "anp", (2020, 2020), []),
    ],
)  # fmt: skip
def test_trap_10_title_lines(
    read: Callable[..., Programme],
    title: str,
    language: str,
    kind: str,
    period: tuple[int, int] | None,
    parties: list[str],
) -> None:
    """Title lines vary: who comes first, dashes, brackets, hyphens; what they do not say is not there."""
    body = {
        "en": "The two sides work together for the peace of the region and of all the world.",
        "fr": "Les deux parties travaillent ensemble pour la paix de la région et du monde entier.",
    }
    for text in (f"{title}\n\n{body[language]}\n", f"3 May 2024\n\n{title}\n\n{body[language]}\n"):
        found = read(text)

        assert found.title is not None
        assert found.title.text == title
        assert found.type == kind
        assert (found.period and (found.period.start, found.period.end)) == period
        assert [party.name for party in found.parties] == parties
