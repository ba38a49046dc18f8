"""A reading knows the IRIs and labels of its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnergraph.build.reading import Reading

PROGRAMME = "https://w3id.org/pprog/id/programme/nato-jpn/itpp-2023"


def test_elements_have_iris_by_kind_and_ordinal(japan_reading: Reading) -> None:
    """Goals are counted through the programme, in two digits."""
    programme = japan_reading.programme

    assert japan_reading.element(programme.objectives[0]) == f"{PROGRAMME}/objective/1"
    assert japan_reading.element(programme.priorities[3]) == f"{PROGRAMME}/priority/4"
    assert japan_reading.element(programme.goals[6]) == f"{PROGRAMME}/goal/07"
    assert japan_reading.element(programme.activity_kinds[4]) == f"{PROGRAMME}/activity-kind/5"
    assert japan_reading.element(programme.challenges[2]) == f"{PROGRAMME}/challenge/3"


def test_elements_are_set_out_in_provisions(japan_reading: Reading) -> None:
    """The seventh goal is set out in provision 3.g07 of the document."""
    document = "https://w3id.org/pprog/id/document/nato-jpn/itpp-2023"

    assert japan_reading.provision(japan_reading.programme.goals[6]) == f"{document}/p/3.g07"


def test_units_are_named_by_provision_and_language(japan_reading: Reading) -> None:
    """What sentences enumerate is set out in their paragraph; its French words are a unit."""
    document = "https://w3id.org/pprog/id/document/nato-jpn/itpp-2023"
    challenge = japan_reading.programme.challenges[2]

    assert japan_reading.provision(challenge) == f"{document}/p/1.4"
    assert japan_reading.unit(challenge.unit) == f"{document}/fr/p/1.4"


def test_labels_keep_parties_and_acronyms(japan_reading: Reading) -> None:
    """The names of the parties keep their capitals, as known acronyms do."""
    assert japan_reading.label("DIALOGUE DE L’OTAN ET DU JAPON") == "Dialogue de l’OTAN et du Japon"


def test_the_capture_is_named_by_the_hash(japan_reading: Reading) -> None:
    """The first twelve digits of the recorded sha256 name the bytes that were read."""
    assert japan_reading.evidence.capture.endswith("/fr/capture/4fac74b22fed")


def test_declarations_have_names(japan_reading: Reading) -> None:
    """Kind and provision, in the order of the text; both counts of a sentence stand in one provision."""
    assert {name: each.count for name, each in japan_reading.declarations().items()} == {
        "objective-p2.2": 3,
        "goal-p3.3": 16,
        "priority-p3.3": 4,
        "goal-p3.4": 16,
        "priority-p3.4": 4,
    }
