"""Which sentences say that a list of elements follows, and which only speak of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.elements import GOAL, OBJECTIVE, PRIORITY
from partnergraph.build.introductions import introduces
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from partnergraph.build.elements import ElementKind

INTRODUCING: list[tuple[str, ElementKind, str]] = [
    ("en", GOAL, "The partnership goals are the following:"),
    ("en", GOAL, "The goals of the programme are:"),
    ("en", GOAL, "Partnership goals:"),
    ("en", GOAL, "The following goals have been agreed:"),
    ("en", GOAL, "The parties will work towards the following goals:"),
    (
        "en",
        GOAL,
        "NATO and Freedonia have agreed on the following partnership goals for the period 2024-2027:",
    ),
    ("en", GOAL, "The goals, which were agreed in May, are as follows:"),
    ("en", GOAL, "The goals set out below."),
    ("en", GOAL, "The list of goals is as follows:"),
    ("en", GOAL, "The goals under each priority are set out below."),
    ("en", GOAL, "These goals are:"),
    ("en", GOAL, "Goals for 2024-2027:"),
    ("en", GOAL, "Its goals include:"),
    ("en", GOAL, "The partners pursue goals such as:"),
    ("en", GOAL, "The goals pursued by both sides include the following:"),
    ("en", GOAL, "To strengthen security, the parties set themselves the following goals:"),
    ("en", GOAL, "In order to do so, the goals are the following:"),
    ("en", OBJECTIVE, "This will be done by pursuing the following strategic objectives:"),
    ("en", OBJECTIVE, "The objectives of this partnership are to:"),
    ("en", OBJECTIVE, "The strategic objectives of cooperation are as follows:"),
    ("en", PRIORITY, "Cooperation will focus on the following priorities:"),
    ("en", PRIORITY, "In line with the above, the priorities of the partnership will be:"),
    ("en", PRIORITY, "Cooperation will take place in the following priority areas:"),
    ("en", PRIORITY, "The two sides have identified the following priority areas for cooperation:"),
    ("en", GOAL, "The goals are listed below:"),
    ("en", GOAL, "Partnership goals (agreed in May 2024):"),
    ("en", GOAL, "The partnership goals comprise:"),
    ("en", GOAL, "They agreed on the following goals, each with a lead nation:"),
    ("en", GOAL, "The goals assigned to Freedonia under this programme are the following:"),
    ("fr", GOAL, "Les buts de partenariat sont les suivants :"),
    ("fr", GOAL, "Les buts du programme sont :"),
    ("fr", GOAL, "Buts de partenariat :"),
    ("fr", GOAL, "Les buts suivants ont été arrêtés :"),
    ("fr", GOAL, "Les parties poursuivent les buts suivants :"),
    (
        "fr",
        GOAL,
        "La Syldavie et l’OTAN ont arrêté les buts de partenariat suivants pour la période 2024-2027 :",
    ),
    ("fr", GOAL, "Les buts, arrêtés en mai, sont les suivants :"),
    ("fr", GOAL, "Les buts sont énoncés ci-après :"),
    ("fr", GOAL, "La liste des buts est la suivante :"),
    ("fr", GOAL, "Ces buts sont :"),
    ("fr", GOAL, "Buts pour 2024-2027 :"),
    ("fr", GOAL, "Les buts comprennent notamment :"),
    ("fr", GOAL, "Les partenaires poursuivent notamment les buts suivants :"),
    ("fr", GOAL, "Pour renforcer la sécurité, les parties se fixent les buts suivants :"),
    ("fr", OBJECTIVE, "Cela se fera en poursuivant les objectifs stratégiques suivants :"),
    ("fr", OBJECTIVE, "Les objectifs de ce partenariat sont de :"),
    ("fr", OBJECTIVE, "Les objectifs stratégiques de coopération sont les suivants :"),
    ("fr", PRIORITY, "La coopération portera sur les priorités suivantes :"),
    ("fr", PRIORITY, "Les priorités du partenariat seront :"),
    ("fr", PRIORITY, "La coopération portera sur les domaines prioritaires suivants :"),
    ("fr", GOAL, "Les buts de partenariat assignés à la Syldavie sont les suivants :"),
    ("fr", GOAL, "Les buts figurent ci-dessous :"),
    ("fr", GOAL, "Les buts se présentent comme suit :"),
    ("fr", GOAL, "Les buts, au nombre de seize, sont :"),
    ("fr", GOAL, "Voici les buts de partenariat :"),
    ("fr", GOAL, "Les buts concrets classés selon ces priorités sont les suivants :"),
    ("fr", GOAL, "Les buts de partenariat retenus pour le cycle sont présentés ci-après :"),
    ("fr", GOAL, "Les deux parties se sont fixé les buts suivants, assortis chacun d’un pays pilote :"),
    ("en", GOAL, "What are the goals of the programme?"),
    ("fr", GOAL, "Quels sont les buts du programme ?"),
]
SPEAKING: list[tuple[str, ElementKind, str]] = [
    ("en", GOAL, "To reach these goals, the parties will use the following means:"),
    ("en", GOAL, "To reach these goals:"),
    ("en", GOAL, "Progress towards the goals is measured by:"),
    ("en", GOAL, "Progress towards the goals is measured as follows:"),
    ("en", GOAL, "Under these goals, the parties will do the following:"),
    ("en", GOAL, "In support of these goals, activities include:"),
    ("en", GOAL, "In support of these goals, activities are as follows:"),
    ("en", GOAL, "The goals are supported by the following activities:"),
    ("en", GOAL, "The activities in support of the goals are the following:"),
    ("en", GOAL, "For each goal, the parties agree on:"),
    ("en", GOAL, "The means to reach the goals are the following:"),
    ("en", GOAL, "The goals are followed up by the following bodies:"),
    ("en", GOAL, "The following activities support the goals:"),
    ("en", GOAL, "The following bodies review the goals:"),
    ("en", GOAL, "In pursuing the goals the parties respect the following principles:"),
    ("en", GOAL, "The goals require:"),
    ("en", GOAL, "The goals are reviewed in the following years:"),
    ("en", GOAL, "The following contribute to the goals:"),
    ("en", GOAL, "The goals of the previous programme were the following:"),
    ("en", GOAL, "With these goals in mind, the sides will:"),
    ("en", GOAL, "Working groups on the goals are:"),
    ("en", GOAL, "The principles behind the goals are:"),
    ("en", GOAL, "Contact points for the goals are as follows:"),
    ("en", PRIORITY, "The budget lines for the priorities are:"),
    ("en", GOAL, "Activities that contribute to the goals include:"),
    ("en", GOAL, "The parties reaffirm their goals and agree that the means are:"),
    ("fr", GOAL, "Pour atteindre ces buts, les parties useront des moyens suivants :"),
    ("fr", GOAL, "Pour atteindre ces buts :"),
    ("fr", GOAL, "Les progrès vers les buts sont mesurés par :"),
    ("fr", GOAL, "Le suivi des buts est assuré comme suit :"),
    ("fr", GOAL, "Au titre de ces buts, les parties feront ce qui suit :"),
    ("fr", GOAL, "À l’appui de ces buts, les activités comprennent :"),
    ("fr", GOAL, "Les buts sont soutenus par les activités suivantes :"),
    ("fr", GOAL, "Les activités menées à l’appui des buts sont les suivantes :"),
    ("fr", GOAL, "Les moyens d’atteindre les buts sont les suivants :"),
    ("fr", GOAL, "Les buts sont suivis par les organes suivants :"),
    ("fr", GOAL, "Les activités suivantes contribuent aux buts :"),
    ("fr", GOAL, "Les organes suivants examinent les buts :"),
    ("fr", GOAL, "Les buts sont réexaminés aux dates suivantes :"),
    ("fr", GOAL, "Les buts du programme précédent étaient les suivants :"),
    ("fr", GOAL, "Compte tenu de ces buts, les parties :"),
    ("fr", GOAL, "Les principes qui sous-tendent les buts sont :"),
    ("fr", GOAL, "Les points de contact pour les buts sont :"),
    ("fr", GOAL, "Les parties réaffirment leurs buts et conviennent que les moyens sont :"),
    ("fr", GOAL, "Dans la poursuite des buts, les parties respectent les principes suivants :"),
    ("en", GOAL, "What support do the goals need?"),
    ("en", GOAL, "Freedonia supports the Sustainable Development Goals:"),
    ("fr", OBJECTIVE, "La Syldavie soutient les objectifs de développement durable :"),
]


def says_so(language: str, kind: ElementKind, sentence: str, *, counted: bool = False) -> bool:
    """Whether a sentence introduces a list of a kind."""
    cues = {each.language: each for each in all_cues().values()}[language]
    return introduces(fold_in_place(sentence), cues.kinds[kind], cues, counted=counted)


@pytest.mark.parametrize(("language", "kind", "sentence"), INTRODUCING)
def test_it_introduces(language: str, kind: ElementKind, sentence: str) -> None:
    """The sentence says of elements that they follow."""
    assert says_so(language, kind, sentence)


@pytest.mark.parametrize(("language", "kind", "sentence"), SPEAKING)
def test_it_speaks_of_them(language: str, kind: ElementKind, sentence: str) -> None:
    """Something else follows, or nothing."""
    assert not says_so(language, kind, sentence)


def test_a_count_introduces() -> None:
    """A sentence that counts elements before its colon introduces them, unless they lead to others."""
    assert says_so("en", GOAL, "The work is arranged in five goals:", counted=True)
    assert not says_so("en", GOAL, "To reach these five goals, the parties will:", counted=True)
