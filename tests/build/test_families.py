"""Families of layouts: numbers, labels, headings and lists, each read as it is or honestly not at all.

The texts are our own. Each has a few goals in the form of its family, in English or in French.
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
GOALS = "The goals are the following:\n\n"
BUTS = "Les buts sont les suivants\u00a0:\n\n"
PATROLS, CHARTS = "Patrols – Both sides watch the sea.", "Charts – Both sides draw the coast."
TWO = [("", ["Patrols", "Charts"])]
DEUX = [("", ["Patrouilles", "Cartes"])]
GROUPED = [("Seas", ["Patrols", "Charts"]), ("Schools", ["Lessons"])]
GROUPES = [("Mers", ["Patrouilles", "Cartes"]), ("Écoles", ["Leçons"])]
SILENT = {"none-found", "no-published"}  # said of nearly every small text


@dataclass(frozen=True)
class Family:
    """A text and what it says: goals by priority ("" for none), objectives, and codes of findings."""

    text: str
    goals: list[tuple[str, list[str]]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    objectives: list[str] = field(default_factory=list)


FAMILIES = {
    # Numbers and signs before goals
    "en codes": Family(f"{EN}{GOALS}G1. {PATROLS}\nG2. {CHARTS}\n", TWO),
    "fr codes de deux lettres": Family(f"{FR}{BUTS}BP1\u00a0: Patrouilles\nBP2\u00a0: Cartes\n", DEUX),
    "en a code that begins no list": Family(
        f"{EN}The sides talk.\n\nG7. {PATROLS}\n", codes={"nothing-found"}
    ),
    "en numbers in square brackets": Family(f"{EN}{GOALS}[1] {PATROLS}\n[2] {CHARTS}\n", TWO),
    "fr barres": Family(f"{FR}{BUTS}1/ Patrouilles\n2/ Cartes\n", DEUX),
    "fr degrés": Family(f"{FR}{BUTS}1°) Patrouilles\u00a0;\n2°) Cartes.\n", DEUX),
    "en plus signs": Family(f"{EN}{GOALS}+ {PATROLS}\n+ {CHARTS}\n", TWO),
    "en numbers alone on their lines": Family(f"{EN}{GOALS}1.\n{PATROLS}\n\n2.\n{CHARTS}\n", TWO),
    "en bullets with a sign of no width": Family(
        f"{EN}{GOALS}•\u200b {PATROLS}\n•\u200b {CHARTS}\n", TWO, codes={"invisible-characters"}
    ),
    "en a dash without spaces": Family(
        f"{EN}{GOALS}1. Patrols—Both sides watch.\n2. Charts—Both draw.\n", TWO
    ),
    "en a sentence wrapped before a number": Family(
        f"{EN}{GOALS}1. Patrols. Both sides watch the sea as the plan says in chapter\n"
        "2. of its first part.\n"
        "2. Charts. Both sides draw the coast.\n",
        TWO,
    ),
    # Labels
    "en labels with letter and number": Family(
        f"{EN}Priority Area A: Seas\nGoal A.1: Patrols\nGoal A.2: Charts\n\n"
        "Priority Area B: Schools\nGoal B.1: Lessons\n",
        GROUPED,
    ),
    "fr étiquettes sans point": Family(
        f"{FR}— Priorité A – Mers\n  — But A1 – Patrouilles\n  — But A2 – Cartes\n"
        "— Priorité B – Écoles\n  — But B1 – Leçons\n",
        GROUPES,
    ),
    "fr capitales sans accents": Family(
        f"{FR}OBJECTIFS STRATEGIQUES\n\n1. veiller\n2. apprendre\n\nBUTS\n\n"
        "PRIORITE 1\u00a0: Mers\n\n• Patrouilles\n• Cartes\n\n"
        "PRIORITE 2\u00a0: Écoles\n\n• Leçons\n",
        GROUPES,
        objectives=["veiller", "apprendre"],
    ),
    "en Roman decimals": Family(
        f"{EN}The three goals under two priorities are:\n\nI – Seas\n\nI.1 Patrols\nI.2 Charts\n\n"
        "II – Schools\n\nII.1 Lessons\n",
        GROUPED,
    ),
    "en strategic priorities": Family(
        f"{EN}Strategic Priority 1: Seas\nStrategic Priority 2: Schools\n", [("Seas", []), ("Schools", [])]
    ),
    "en a label, its name on the next line, its goals": Family(
        f"{EN}PRIORITY 1\nSeas\n\nBoth sides like the sea.\n\nGoals under this priority:\n\n"
        "(i) Patrols;\n(ii) Charts.\n\n"
        "PRIORITY 2\nSchools\n\nGoals under this priority:\n\n(i) Lessons.\n",
        GROUPED,
    ),
    # Headings
    "en Markdown": Family(
        f"# {EN}## Goals\n\n### Priority 1: Seas\n\n- **Patrols** – Both watch.\n"
        "- **Charts** – Both draw.\n\n"
        "### Priority 2: Schools\n\n- **Lessons** – Both learn.\n\n## Review\n\nBoth sides meet.\n",
        GROUPED,
    ),
    "fr priorités et buts dans un titre": Family(
        f"{FR}PRIORITÉS ET BUTS\n\n1. Mers\n\n1.1 Patrouilles\n1.2 Cartes\n\n2. Écoles\n\n2.1 Leçons\n",
        GROUPES,
    ),
    "en a heading over headings in capitals": Family(
        f"{EN}PARTNERSHIP GOALS\n\nSEAS\n\n• Patrols\n• Charts\n\nSCHOOLS\n\n• Lessons\n",
        [("SEAS", ["Patrols", "Charts"]), ("SCHOOLS", ["Lessons"])],
        {"groups-not-named", "list-of-headings"},
    ),
    "en goals count on under headings": Family(
        f"{EN}There are three goals in two priorities.\n\nSeas\n\n1. {PATROLS}\n2. {CHARTS}\n\n"
        "Schools\n\n3. Lessons – Both learn.\n",
        GROUPED,
        {"list-by-count"},
    ),
    "fr axes sous les buts": Family(
        f"{FR}BUTS\n\nAxe 1 – Mers\n\n1.1 Patrouilles\n1.2 Cartes\n\nAxe 2 – Écoles\n\n2.1 Leçons\n",
        GROUPES,
        {"groups-not-named"},
    ),
    "fr suivi des buts": Family(
        f"{FR}Suivi des buts de partenariat\n\n• Entretiens\n• Exercices\n",
        codes={"list-not-introduced", "nothing-found"},
    ),
    "en goals of the past": Family(
        f"{EN}The goals of the previous programme were the following:\n\n• Boats\n\n"
        f"{GOALS}• Patrols\n• Charts\n",
        TWO,
    ),
    "en two kinds over one level": Family(
        f"{EN}The priorities and their goals are as follows:\n\n• Seas: patrols; charts.\n"
        "• Schools: lessons.\n",
        codes={"list-not-introduced", "nothing-found"},
    ),
    # What stands under goals and after them
    "en activities and results under goals": Family(
        f"{EN}{GOALS}1. Patrols\n   Both sides watch the sea.\n   Activities:\n   - Exercises\n"
        "   - Talks\n   Expected results:\n"
        "   - A report\n2. Charts\n   Both sides draw the coast.\n   Activities:\n   - Surveys\n",
        TWO,
    ),
    "fr actions sous les priorités": Family(
        f"{FR}Priorité 1\u00a0: Mers\n\nActions\u00a0:\n- Exercices\n- Entretiens\n\n"
        "Priorité 2\u00a0: Écoles\n\nActions\u00a0:\n- Stages\n",
        [("Mers", []), ("Écoles", [])],
    ),
    "fr le nombre décide des buts": Family(
        f"{FR}Les deux buts sont\u00a0:\n\n1. Patrouilles\n   a) en mer\n   b) au port\n2. Cartes\n"
        "   a) de la côte\n",
        DEUX,
        {"item-under-goal"},
    ),
    "en activities count on": Family(
        f"{EN}Goals:\n1. Patrols\n2. Charts\nActivities:\n3. Exercises\n4. Talks\n", TWO, {"leftover-text"}
    ),
    "fr des paragraphes continuent": Family(
        f"{FR}{BUTS}1. Patrouilles\u00a0: on veille.\n2. Cartes\u00a0: on dessine.\n\n"
        "3. Rien dans le présent programme ne crée de droits ni d’obligations pour les parties.\n",
        DEUX,
        {"leftover-text"},
    ),
    "en bullets after a sentence": Family(
        f"{EN}{GOALS}• Patrols\n• Charts\n\nBoth sides will also meet in committees.\n\n"
        "• Exercises\n• Talks\n",
        [("", ["Patrols", "Charts", "Exercises", "Talks"])],
        {"list-interrupted"},
    ),
    "en means to goals": Family(
        f"{EN}To reach these goals, the parties will use the following means:\n\n• Exercises\n• Talks\n",
        codes={"nothing-found"},
    ),
    "en questions": Family(
        f"{EN}What are the goals of the programme?\n\n• Patrols\n• Charts\n\nWhat comes next?\n\n• Talks\n",
        TWO,
    ),
    # What stands before them
    "en a table of contents": Family(
        f"{EN}Contents\n\n1. Context ........ 2\n2. Goals ........ 3\n   2.1 Patrols ........ 3\n\n"
        "1. Context\n\nBoth sides talk.\n\n"
        "2. Goals\n\n2.1 Patrols\nBoth sides watch the sea.\n\n2.2 Charts\n"
        "Both sides draw the coast.\n",
        TWO,
        {"page-furniture"},
    ),
    "fr les buts en bref, puis en détail": Family(
        f"{FR}Les deux buts sont\u00a0:\n\n• Patrouilles\n• Cartes\n\nDESCRIPTION DES BUTS\n\n"
        "But 1\u00a0: Patrouilles\n\nOn veille.\n\n"
        "But 2\u00a0: Cartes\n\nOn dessine.\n",
        DEUX,
    ),
    "fr vingt-deux": Family(
        f"{FR}Les vingt-deux buts sont\u00a0:\n\n• Patrouilles\n• Cartes\n", DEUX, {"count-mismatch"}
    ),
    "en somebody else's goals": Family(
        f"{EN}Freedonia supports the Sustainable Development Goals:\n\n1. Schools\n2. Water\n",
        codes={"nothing-found"},
    ),
}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES.keys())
def test_a_family(
    read: Callable[..., Programme],
    goals_by_priority: Callable[[Programme], list[tuple[str, list[str]]]],
    family: Family,
) -> None:
    """Elements and findings are these, and no others."""
    found = read(family.text)

    assert goals_by_priority(found) == family.goals
    assert [objective.label.text for objective in found.objectives] == family.objectives
    assert {finding.code for finding in found.findings} - SILENT == family.codes
