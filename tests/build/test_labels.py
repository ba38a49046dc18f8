"""Where the name of an item ends, how names are compared, and capitals made readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Document, Span
from partnergraph.build.labels import comparable, sentence_case, split_item, whole_label

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("item", "label", "rest"),
    [
        ("CYBER – The parties meet.", "CYBER", "The parties meet."),
        ("CYBER — The parties meet.", "CYBER", "The parties meet."),
        ("Cyber: the parties meet.", "Cyber", "the parties meet."),
        ("CYBER\u00a0– Les parties.", "CYBER", "Les parties."),
        ("Cyber\u00a0: les parties.", "Cyber", "les parties."),
        ("Cyber; the parties meet.", "Cyber", "the parties meet."),
        ("CYBER - the parties meet.", "CYBER", "the parties meet."),
        ("NON-PROLIFÉRATION – Les parties.", "NON-PROLIFÉRATION", "Les parties."),
        ("CYBER :", "CYBER", None),
        ("CYBER", "CYBER", None),
        ("Keep the peace.", "Keep the peace", None),
        ("SEA\n  POWER – The parties\n  meet.", "SEA POWER", "The parties\n  meet."),
        ("Meet at 11:30 in town.", "Meet at 11:30 in town", None),
        ("PATROLS - The parties meet: every month.", "PATROLS", "The parties meet: every month."),
        (
            "CHARTS - The parties share charts; all of them.",
            "CHARTS",
            "The parties share charts; all of them.",
        ),
    ],
)
def test_an_item_is_a_name_and_a_sentence(
    document: Callable[[str], Document], item: str, label: str, rest: str | None
) -> None:
    """The first separator ends the name; what has none is all name, without its closing point."""
    source = document(item)
    name, sentence = split_item(source, Span(0, len(item)))

    assert name.text == label
    assert " ".join(source.quote(name.span).split()) == label
    assert (sentence and source.quote(sentence)) == rest


def test_a_late_separator_ends_no_name(document: Callable[[str], Document]) -> None:
    """A sentence of more than 160 characters before its first colon has no name."""
    item = "The parties " + "meet and " * 20 + "write: often."
    name, sentence = split_item(document(item), Span(0, len(item)))

    assert sentence is None
    assert name.span == Span(0, len(item) - 1)


def test_a_whole_label_has_no_closing_marks(document: Callable[[str], Document]) -> None:
    """Semicolons and no-break spaces at the end are no part of an objective's name."""
    item = "to keep the peace\u00a0;"

    assert whole_label(document(item), Span(0, len(item))).span == Span(0, 17)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LA PROMOTION DES VALEURS", "Promotion des valeurs :"),
        ("L’ÉCOLE", "école"),
        ("l'école", "L’ÉCOLE"),
        ("QUESTIONS\u00a0DE\n SÉCURITÉ", "questions de sécurité"),
        ("e\u0301cole", "école"),
    ],
)
def test_names_are_compared_without_dress(one: str, other: str) -> None:
    """Case, article, apostrophe, spaces, closing marks and composition of accents make no difference."""
    cues = all_cues()["fr"]

    assert comparable(one, cues) == comparable(other, cues)


@pytest.mark.parametrize(("one", "other"), [("école", "ecole"), ("valeurs communes", "valeurs")])
def test_other_names_stay_others(one: str, other: str) -> None:
    """Accents and words count."""
    cues = all_cues()["fr"]

    assert comparable(one, cues) != comparable(other, cues)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("CYBERDÉFENSE", "Cyberdéfense"),
        ("COMMUNICATION STRATÉGIQUE (STRATCOM)", "Communication stratégique (STRATCOM)"),
        ("PROGRAMME FEMMES, PAIX ET SÉCURITÉ (FPS)", "Programme femmes, paix et sécurité (FPS)"),
        ("GESTION DES SITUATIONS D'URGENCE", "Gestion des situations d'urgence"),
        ("DIALOGUE AVEC L’OTAN", "Dialogue avec l’OTAN"),
        ("AIDE AU JAPON", "Aide au Japon"),
        ("MAÎTRISE DES ARMEMENTS ET NON-PROLIFÉRATION", "Maîtrise des armements et non-prolifération"),
        ("renforcer le dialogue", "renforcer le dialogue"),
        ("Sécurité humaine", "Sécurité humaine"),
        ("PLAN (DE PAIX)", "Plan (de paix)"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_capitals_become_sentence_case(printed: str, label: str) -> None:
    """Names and acronyms keep their capitals, other words lose them; mixed case is left as printed."""
    assert sentence_case(printed, ("OTAN", "Japon")) == label
