"""Topics of elements: by their names, by an editor, or said to be missing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.document import Span
from partnergraph.build.elements import Element, ElementKind, Label
from partnergraph.build.lexicon import Kind, Lexicon, Name
from partnergraph.build.outline import Unit
from partnergraph.build.topics import TopicDecision, assign_topics, judged_in, topic_decisions
from partnergraph.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergraph.build.elements import Finding
    from partnergraph.build.topics import TopicAssignment

FILE: Final = Path("somewhere/programme.toml")
TOPIC: Final = "https://w3id.org/pprog/vocab/topic/"


def name(text: str, identifier: str, language: str = "fr", kind: Kind = "topic") -> Name:
    """A name of a topic, or of another thing."""
    return Name(text, language, f"https://w3id.org/pprog/vocab/{kind}/{identifier}", kind, identifier)


LEXICON: Final = Lexicon(
    (
        name("cyberdéfense", "cyber-defence"),
        name("cyber defence", "cyber-defence", "en"),
        name("communication stratégique", "strategic-communications"),
        name("strategic communications", "strategic-communications", "en"),
        name("StratCom", "strategic-communications", ""),
        name("sûreté maritime", "maritime-security"),
        name("maritime security", "maritime-security", "en"),
        name("gestion des situations d’urgence", "emergency-management"),
        name("gestion des urgences", "emergency-management"),
        name("emergency management", "emergency-management", "en"),
        name("espace", "space"),
        name("outer space", "space", "en"),
        name("coopération", "cooperation"),
        name("état de droit", "rule-of-law", "fr", "value"),
    )
)
CYBER: Final = """
[[topics]]
element = "goal-02"
label = "Défense des réseaux"
primary = "cyber-defence"
also = ["space", "maritime-security"]
reason.fr = "Les réseaux sont ce que la cyberdéfense protège."
reason.en = "Networks are what cyber defence protects."
"""


def element(label: str, ordinal: int = 1, kind: ElementKind = "goal") -> Element:
    """An element with that label, which begins at ten times its ordinal."""
    span = Span(10 * ordinal, 10 * ordinal + len(label))
    return Element(kind, ordinal, "", Label(label, span), Unit(ordinal, "bullet-item", span, span), span)


def assign(
    *elements: Element, decisions: tuple[TopicDecision, ...] = (), language: str = "fr"
) -> tuple[tuple[TopicAssignment[Element], ...], tuple[Finding, ...]]:
    """Topics and findings of the elements of a text in that language."""
    return assign_topics(elements, LEXICON, all_cues()[language], decisions)


def decide(toml: str) -> tuple[TopicDecision, ...]:
    """The decisions in a piece of programme.toml."""
    return topic_decisions(tomllib.loads(toml).get("topics"), FILE)


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("cyberdéfense", "cyber-defence"),
        ("CYBERDÉFENSE", "cyber-defence"),
        ("CYBERDE\u0301FENSE", "cyber-defence"),
        ("la cyberdéfense", "cyber-defence"),
        ("La cyberdéfense :", "cyber-defence"),
        ("l’espace", "space"),
        ("L'ESPACE", "space"),
        ("COMMUNICATION STRATÉGIQUE (STRATCOM)", "strategic-communications"),
        ("la communication stratégique (StratCom)", "strategic-communications"),
        ("STRATCOM", "strategic-communications"),
        ("GESTION DES SITUATIONS\u00a0D'URGENCE", "emergency-management"),
        ("gestion des urgences", "emergency-management"),
        ("la sûreté\nmaritime", "maritime-security"),
    ],
)
def test_a_label_that_is_a_name_of_a_topic(label: str, topic: str) -> None:
    """Case, accents' encoding, article, acronym in brackets and kinds of apostrophe make no difference."""
    (found,), findings = assign(element(label))

    assert (found.primary, found.also, found.method) == (f"{TOPIC}{topic}", (), "label-match")
    assert found.matched is not None
    assert found.matched.id == topic
    assert findings == ()


@pytest.mark.parametrize(
    "label",
    [
        "sécurité maritime",
        "cyberdefense",
        "cyberdéfense et espace",
        "coopération en matière de cyberdéfense",
        "coopération (maritime)",
        "coopération (Malte)",
        "coopération (NATO and Malta)",
        "état de droit",
        "maritime security",
        "(STRATCOM) communication stratégique",
    ],
)
def test_a_label_that_is_none(label: str) -> None:
    """What is like a name, holds one, narrows one, names a value or is another language's gets no topic."""
    assignments, (finding,) = assign(element(label, 7))

    assert assignments == ()
    assert (finding.code, finding.severity) == ("topic-missing", "warning")
    assert finding.span == Span(70, 70 + len(label))
    assert 'element = "goal-7"' in finding.advice


def test_the_reason_of_a_match_is_in_every_language() -> None:
    """It has the label as printed, and the topic by its preferred name in each language."""
    (found,), _ = assign(element("GESTION DES URGENCES"))

    assert found.reason == {
        "fr": "Le libellé «\u00a0GESTION DES URGENCES\u00a0» est un nom du thème "
        "«\u00a0gestion des situations d’urgence\u00a0».",
        "en": "The label “GESTION DES URGENCES” is a name of the topic “emergency management”.",
    }


def test_the_language_of_the_text_counts() -> None:
    """An English label is a name in an English text only; articles are those of the language."""
    (found,), _ = assign(element("The MARITIME SECURITY"), language="en")

    assert found.primary == f"{TOPIC}maritime-security"
    assert assign(element("sûreté maritime"), language="en")[0] == ()


def test_elements_keep_their_order_and_kind() -> None:
    """Each element is judged by itself: two may have one topic, and one without does not end the list."""
    elements = (
        element("espace", 2, "challenge"),
        element("pêche", 1),
        element("L’ESPACE", 1, "area"),
        element("sûreté maritime", 3),
    )
    assignments, findings = assign(*elements)

    assert [(each.element, each.primary.removeprefix(TOPIC)) for each in assignments] == [
        (elements[0], "space"),
        (elements[2], "space"),
        (elements[3], "maritime-security"),
    ]
    assert [finding.span for finding in findings] == [elements[1].label.span]


def test_an_editor_decides() -> None:
    """Where no name fits, the editor's topics stand, with the editor's reasons."""
    labels = element("espace", 1), element("DÉFENSE DES RÉSEAUX", 2)
    assignments, findings = assign(*labels, decisions=decide(CYBER))

    assert findings == ()
    assert assignments[0].method == "label-match"
    assert assignments[1].element == labels[1]
    assert assignments[1].primary == f"{TOPIC}cyber-defence"
    assert assignments[1].also == (f"{TOPIC}space", f"{TOPIC}maritime-security")
    assert (assignments[1].method, assignments[1].matched) == ("editor", None)
    assert assignments[1].reason == {
        "fr": "Les réseaux sont ce que la cyberdéfense protège.",
        "en": "Networks are what cyber defence protects.",
    }


def test_an_editor_overrides_a_name() -> None:
    """A decision on an element whose label is a name of a topic wins."""
    decision = decide(CYBER.replace("Défense des réseaux", "Espace"))
    (found,), _ = assign(element("ESPACE", 2), decisions=decision)

    assert (found.primary, found.method) == (f"{TOPIC}cyber-defence", "editor")


def test_a_decision_is_read() -> None:
    """The number may have zeros before it; `also` may be left out; the file is kept for messages."""
    text = CYBER.replace('also = ["space", "maritime-security"]\n', "").replace("goal-02", "challenge-12")
    (decision,) = decide(text)
    reason: Mapping[str, str] = {
        "fr": "Les réseaux sont ce que la cyberdéfense protège.",
        "en": "Networks are what cyber defence protects.",
    }

    assert decision == TopicDecision("challenge", 12, "Défense des réseaux", "cyber-defence", (), reason)
    assert decision.element == "challenge-12"
    assert decision.place.file == str(FILE)


def test_no_decisions() -> None:
    """A programme.toml without topics, and one with none, have no decision."""
    assert decide("") == decide("topics = []") == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('element = "goal-02"', 'element = "priority-2"', "has element = 'priority-2'"),
        ('element = "goal-02"', 'element = "goal-0"', "has element = 'goal-0'"),
        ('element = "goal-02"', 'element = "goal-2 "', "has element = 'goal-2 '"),
        ('element = "goal-02"', "", 'lacks the text element = "…"'),
        ('element = "goal-02"', "element = 2", 'lacks the text element = "…"'),
        ('label = "Défense des réseaux"', 'label = " "', 'lacks the text label = "…"'),
        ('primary = "cyber-defence"', "", 'lacks the text primary = "…"'),
        ('primary = "cyber-defence"', 'primary = "space"', "names one topic twice"),
        ('["space", "maritime-security"]', '["space", "space"]', "names one topic twice"),
        ('["space", "maritime-security"]', '"space"', "has also = 'space'"),
        ('["space", "maritime-security"]', "[1]", r"has also = \[1\]"),
        ("also =", "further =", "has an unknown key 'further'"),
        ("reason.fr", "reason.de", 'lacks the text reason.fr = "…"'),
        ('"Networks are what cyber defence protects."', '""', 'lacks the text reason.en = "…"'),
        ("reason.en", "primary_en", "has an unknown key 'primary_en'"),
    ],
)
def test_a_wrong_entry_is_refused(old: str, new: str, message: str) -> None:
    """The message has the file, the number of the entry and what is wrong with it."""
    assert CYBER.count(old) == 1

    with pytest.raises(
        ProgrammeError, match=rf"^somewhere/programme.toml: \[\[topics\]\] number 1 {message}"
    ) as no:
        decide(CYBER.replace(old, new))

    assert no.value.advice


def test_a_reason_must_be_a_table() -> None:
    """One text for all languages is no reason in each."""
    text = CYBER.partition("reason.fr")[0] + 'reason = "So it is."'

    with pytest.raises(ProgrammeError, match=r"lacks the text reason\."):
        decide(text)


@pytest.mark.parametrize("toml", ['topics = "space"', "[topics]\nelement = 'goal-1'", "topics = ['goal-1']"])
def test_topics_are_tables(toml: str) -> None:
    """Anything but [[topics]] is refused, with an entry to copy."""
    with pytest.raises(ProgrammeError, match=r"must be \[\[topics\]\] tables") as refused:
        decide(toml)

    assert "goal-12" in refused.value.advice


def test_one_element_is_decided_once() -> None:
    """Zeros before the number do not make it another element."""
    with pytest.raises(ProgrammeError, match="number 2 decides on goal-2 a second time"):
        decide(CYBER + CYBER.replace("goal-02", "goal-2"))


@pytest.mark.parametrize(
    ("elements", "change", "message"),
    [
        ((element("espace"),), ("", ""), "decides on goal-2, which was not found in the text"),
        (
            (element("Défense des réseaux", 2, "area"),),
            ("", ""),
            "decides on goal-2, which was not found in the text",
        ),
        (
            (element("Défense des côtes", 2),),
            ("", ""),
            "decides on goal-2 as “Défense des réseaux”, and its label in the text is “Défense des côtes”",
        ),
        (
            (element("Défense des réseaux", 2),),
            ('"cyber-defence"', '"cyber"'),
            "gives goal-2 the topic 'cyber', which is not in the vocabulary",
        ),
        (
            (element("Défense des réseaux", 2),),
            ('"space"', '"rule-of-law"'),
            "gives goal-2 the topic 'rule-of-law', which is not in the vocabulary",
        ),
    ],
    ids=["no such number", "another kind", "another label", "no such topic", "a value"],
)
def test_a_decision_that_does_not_fit_is_refused(
    elements: tuple[Element, ...], change: tuple[str, str], message: str
) -> None:
    """A decision on what the text does not say, or no longer says, is an error and no topic."""
    decisions = decide(CYBER.replace(*change) if change[0] else CYBER)

    with pytest.raises(ProgrammeError, match=message) as refused:
        assign(*elements, decisions=decisions)

    assert refused.value.place is not None
    assert refused.value.place.file == str(FILE)
    assert refused.value.advice


BOTH: Final = CYBER.replace("label = ", "label.en = 'Defence of networks'\nlabel.fr = ")


def test_a_label_in_each_language() -> None:
    """The first language is that of the text that is read first; each text has the label in its own."""
    (decision,) = topic_decisions(tomllib.loads(BOTH)["topics"], FILE, ("fr", "en"))
    printed = {"fr": "DÉFENSE DES RÉSEAUX", "en": "Defence of networks"}

    assert decision.label == decision.label_in("fr") == decision.label_in("ko") == "Défense des réseaux"
    assert decision.label_in("en") == "Defence of networks"
    for language, label in printed.items():
        ((topic,), findings) = assign(element(label, 2), decisions=(decision,), language=language)
        assert (topic.primary, topic.method, findings) == (f"{TOPIC}cyber-defence", "editor", ())


def test_decisions_on_a_text_that_is_not_read_first() -> None:
    """Only those with a label in its language were made with that text in view."""
    plain, both = decide(CYBER), topic_decisions(tomllib.loads(BOTH)["topics"], FILE, ("fr", "en"))

    assert judged_in((*plain, *both), "en") == both
    assert judged_in(plain, "fr") == ()


@pytest.mark.parametrize(
    ("text", "languages", "message"),
    [
        (BOTH, ("fr",), "has label.en, and no text in that language"),
        (BOTH, ("en", "de"), "has label.fr, and no text in that language"),
        (
            BOTH.replace("label.fr = 'D", "label.fr = ' '#"),
            ("de", "fr", "en"),
            'lacks the text label.de = "…"',
        ),
        (BOTH.replace("'Defence of networks'", "2"), ("fr", "en"), 'lacks the text label.fr = "…"'),
        (CYBER.replace('label = "Défense des réseaux"', "label = {}"), ("fr",), 'lacks the text label = "…"'),
    ],
    ids=["not here", "not there", "not in the first", "a number", "in none"],
)
def test_a_label_in_a_wrong_language_is_refused(text: str, languages: tuple[str, ...], message: str) -> None:
    """A label can be compared only where there is a text to compare it with."""
    with pytest.raises(ProgrammeError, match=message):
        topic_decisions(tomllib.loads(text)["topics"], FILE, languages)
