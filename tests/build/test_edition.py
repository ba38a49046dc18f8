"""Corrections of one text: those that fit, the values and findings they change, and those that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnergraph.build.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.corrections import Correction
    from partnergraph.build.elements import Programme

    Correct = Callable[..., Programme]
    Make = Callable[..., Correction]

UNTITLED = """\
1. Where the sea begins

In 2024 Freedonia and the Alliance begin four years of work, as agreed on the third of May.

PART 2 - GOALS

The goals are the following:
- Patrols: the parties patrol together.
"""


def codes(programme: Programme) -> list[str]:
    """The codes of the findings that are more than information."""
    return [finding.code for finding in programme.findings if finding.severity != "info"]


def out_of_date(programme: Programme) -> tuple[str, str, Span | None]:
    """Why the only correction that does not fit does not, what to do, and where."""
    (finding,) = (each for each in programme.findings if each.severity == "error")
    assert finding.code == "correction-out-of-date"
    return finding.message.partition("out of date: ")[2], finding.advice, finding.span


def test_a_count_that_is_wrong_and_accepted(english_text: str, correct: Correct, correction: Make) -> None:
    """Declared and found are both kept; the finding is a remark, the judgement is about the declaration."""
    text = english_text.replace("five goals", "six goals")
    programme = correct(text, correction(text, "accept", "six goals", finding="count-mismatch"))
    (judgement,) = programme.judgements
    (finding,) = programme.findings

    assert codes(correct(text)) == ["count-mismatch"]
    assert (finding.code, finding.severity, finding.advice) == ("count-mismatch", "info", "")
    assert finding.message == (
        "the text declares 6 partnership goals here, and 5 were found: "
        "3 under « SAFE SEAS », 2 under « SHARED LEARNING »; an editor accepts this"
    )
    assert (len(programme.goals), programme.declarations[1].count) == (5, 6)
    assert judgement.about == (programme.declarations[1],)


def test_a_number_that_is_wrong_and_accepted(english_text: str, correct: Correct, correction: Make) -> None:
    """A few of the words of the item are enough; the judgement is about the element."""
    text = english_text.replace("c) to train", "d) to train")
    programme = correct(text, correction(text, "accept", "train", finding="number-out-of-order"))

    assert codes(correct(text)) == ["number-out-of-order"]
    assert codes(programme) == []
    assert programme.judgements[0].about == (programme.objectives[2],)


def test_a_finding_about_no_element_is_accepted_for_the_programme(
    english_text: str, correct: Correct, correction: Make
) -> None:
    """As that on an enumerated name: the count beside it stays what it is."""
    text = english_text.replace("B. SHARED", "B. COMMON")
    programme = correct(text, correction(text, "accept", "SHARED", finding="name-without-list"))

    assert codes(programme) == ["list-without-name"]
    assert programme.judgements[0].about == ()


def test_nothing_to_accept_is_out_of_date(english_text: str, correct: Correct, correction: Make) -> None:
    """The count agrees, so no finding is there."""
    accept = correction(english_text, "accept", "five goals", finding="count-mismatch")

    assert out_of_date(correct(english_text, accept))[0] == "no count-mismatch is found here"
    assert correct(english_text, accept).judgements == ()


def test_a_remark_cannot_be_accepted(english_text: str, correct: Correct, correction: Make) -> None:
    """It refuses nothing, and neither does what an editor accepted before."""
    text = english_text.replace("Published: 3 May 2024\n\n", "")
    accept = correction(text, "accept", "Individually", finding="no-published")

    assert [each.code for each in correct(text).findings] == ["no-published"]
    assert out_of_date(correct(text, accept))[0] == "no no-published is found here"


def test_a_correction_out_of_date_cannot_be_accepted(
    english_text: str, correct: Correct, correction: Make
) -> None:
    """An error of the editor's own is mended, not judged."""
    useless = correction(english_text, "goal", "Charts")
    accept = correction(english_text, "accept", "Charts", finding="correction-out-of-date")

    assert codes(correct(english_text, useless, accept)) == ["correction-out-of-date"] * 2


def test_values_that_the_reader_could_not_read(correct: Correct, correction: Make) -> None:
    """Title, type, period, parties, dates of a text that begins with an item and tells them in a sentence."""
    programme = correct(
        UNTITLED,
        correction(UNTITLED, "title", "Where the sea begins"),
        correction(UNTITLED, "type", "four years of work", value="itpp"),
        correction(
            UNTITLED, "period", "In 2024 Freedonia and the Alliance begin four years", value="2024-2027"
        ),
        correction(UNTITLED, "party", "Freedonia", value="partner"),
        correction(UNTITLED, "party", "Alliance", value="counterpart"),
        correction(UNTITLED, "published", "the third of May", value="2024-05-03"),
        correction(UNTITLED, "updated", "third of May", value="2024-05-04"),
    )
    period = programme.period

    assert codes(correct(UNTITLED)) == ["no-title", "no-type", "no-period", "no-parties"]
    assert programme.title is not None
    assert programme.title.text == "Where the sea begins"
    assert programme.type == "itpp"
    assert period is not None
    assert (period.start, period.end) == (2024, 2027)
    assert programme.document.quote(period.span).endswith("four years")
    assert [(party.name, party.role) for party in programme.parties] == [
        ("Freedonia", "partner"), ("Alliance", "counterpart"),
    ]  # fmt: skip
    assert programme.published is not None
    assert programme.published.value == "2024-05-03"
    assert programme.updated is not None
    assert programme.updated.value == "2024-05-04"
    assert codes(programme) == []
    assert sorted(each.change for each in programme.judgements) == [
        "party", "party", "period", "published", "title", "type", "updated",
    ]  # fmt: skip
    assert all(each.about == () for each in programme.judgements)


def test_under_a_corrected_title_the_rest_is_read_anew(
    english_text: str, correct: Correct, correction: Make
) -> None:
    """A line on another programme stands first; title, type, period and parties are in the second."""
    text = f"After the Individual Partnership Action Plan of NATO with Sylvania, 2019-2021\n\n{english_text}"
    title = english_text.split("\n", maxsplit=1)[0]
    programme = correct(text, correction(text, "title", title))
    plain = correct(english_text)

    assert [party.name for party in correct(text).parties] == ["NATO", "Sylvania"]
    assert programme.title is not None
    assert programme.title.text == title
    assert [party.name for party in programme.parties] == ["NATO", "Freedonia"]
    assert programme.type == plain.type == "itpp"
    assert codes(programme) == []


def test_one_party_is_corrected(english_text: str, correct: Correct, correction: Make) -> None:
    """The other stays as it was read."""
    text = english_text.replace("Freedonia.", "the Republic of Freedonia.")
    party = correction(text, "party", "Republic of Freedonia", value="partner")
    programme = correct(text, party)

    assert [(each.name, each.role) for each in programme.parties] == [
        ("NATO", "counterpart"), ("Republic of Freedonia", "partner"),
    ]  # fmt: skip


def test_one_party_is_not_enough(correct: Correct, correction: Make) -> None:
    """A programme has two, and the reader knows none here."""
    programme = correct(UNTITLED, correction(UNTITLED, "party", "Freedonia", value="partner"))

    assert out_of_date(programme)[:2] == (
        "the reader knows no other party than this partner",
        "Add a correction for the other party.",
    )
    assert programme.parties == ()


@pytest.mark.parametrize(
    ("change", "quote", "value"),
    [
        ("title", "Individually Tailored Partnership Programme between NATO and Freedonia for 2024-2027", ""),
        ("type", "Individually Tailored", "itpp"),
        ("period", "2024-2027", "2024-2027"),
        ("published", "May", "2024-05-03"),
        ("party", "of NATO", "counterpart"),
    ],
)
def test_a_value_that_is_read_anyway_is_out_of_date(
    english_text: str, correct: Correct, correction: Make, change: str, quote: str, value: str
) -> None:
    """The correction says what the reader says, wherever it says so."""
    start = english_text.index(quote) + (3 if change == "party" else 0)
    words = quote.removeprefix("of ")
    again = correction(english_text, change, words, Span(start, start + len(words)), value=value)
    programme = correct(english_text, again)

    assert out_of_date(programme)[:2] == ("the reader reads the same here", "Take the correction out.")
    assert programme.judgements == ()


def test_words_that_have_moved(english_text: str, correct: Correct, correction: Make) -> None:
    """A line was added before them: the new offsets are told, at the new place, and nothing is applied."""
    start = english_text.index("Rescue")
    text = english_text.replace("PART 1", "A new line.\n\nPART 1")
    moved = correction(english_text, "not-an-element", "Rescue")
    programme = correct(text, moved)
    why, advice, span = out_of_date(programme)

    assert text.index("Rescue") == start + 13
    assert why == f"« Rescue » does not stand at [{start}, {start + 6}]"
    assert advice == f"They stand once: line 25: at = [{start + 13}, {start + 19}]."
    assert span == Span(start + 13, start + 19)
    assert len(programme.goals) == 5


def test_words_that_are_gone(english_text: str, correct: Correct, correction: Make) -> None:
    """The finding shows what stands there now."""
    start = english_text.index("Rescue")
    text = english_text.replace("Rescue", "Relief")
    why, advice, span = out_of_date(correct(text, correction(english_text, "not-an-element", "Rescue")))

    assert why == f"« Rescue » does not stand at [{start}, {start + 6}]"
    assert advice == "They stand nowhere: judge anew, or take it out."
    assert span == Span(start, start + 6)


def test_words_that_stand_in_several_places(english_text: str, correct: Correct, correction: Make) -> None:
    """Each place is named, five at most; « the parties » stands in each of the five goals."""
    start = english_text.index("the parties")
    several = correction(english_text, "not-an-element", "the parties", Span(start + 1, start + 12))
    _, advice, span = out_of_date(correct(english_text, several))

    assert advice.startswith(
        f"Choose where they stand: line 21: at = [{start}, {start + 11}]; line 22: at = ["
    )
    assert [part.partition(":")[0] for part in advice.split("line ")[1:]] == ["21", "22", "23", "25", "26"]
    assert span == Span(start + 1, start + 12)


def test_words_beyond_the_end(english_text: str, correct: Correct, correction: Make) -> None:
    """A shorter text has no such place, and the finding is on the text as a whole."""
    end = len(english_text)
    beyond = correction(english_text, "goal", "nothing", Span(end + 5, end + 12))

    assert out_of_date(correct(english_text, beyond))[2] is None


def test_offsets_that_are_not_given_are_told(english_text: str, correct: Correct, correction: Make) -> None:
    """So nobody has to count code points."""
    start = english_text.index("Rescue")
    why, advice, _ = out_of_date(
        correct(english_text, correction(english_text, "goal", "Rescue", Span(0, 0)))
    )

    assert why == "it does not say where its words stand"
    assert advice == f"They stand once: line 23: at = [{start}, {start + 6}]."


def test_all_that_do_not_fit_are_told_together(english_text: str, correct: Correct, correction: Make) -> None:
    """One by its words, two by their subject; one that does not fit takes nothing from one that does."""
    stale = correction(english_text, "period", "2030-2031", Span(0, 9), value="2030-2031")
    programme = correct(
        english_text,
        stale,
        correction(english_text, "period", "for 2024-2027", value="2024-2026"),
        correction(english_text, "period", "for 2024", value="2024-2025"),
        correction(english_text, "goal", "Charts"),
    )

    assert sorted(codes(programme)) == [
        "correction-contradiction", "correction-out-of-date", "correction-out-of-date",
    ]  # fmt: skip
    assert programme.period is not None
    assert programme.period.end == 2026


def test_the_same_finding_is_accepted_once(english_text: str, correct: Correct, correction: Make) -> None:
    """A second entry for it is a contradiction, though it says the same."""
    text = english_text.replace("five goals", "six goals")
    accept = correction(text, "accept", "six goals", finding="count-mismatch")
    again = correction(text, "accept", "six goals", finding="count-mismatch", value="again")

    assert codes(correct(text, accept, again)) == ["correction-contradiction"]
