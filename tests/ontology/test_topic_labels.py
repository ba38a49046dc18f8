"""The labels of topics and values: what matching may find, and what it must never take for them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from partnergraph.folding import fold

FOLDER: Final = Path(__file__).parents[2] / "ontology" / "vocabularies"
VOCAB: Final = "https://w3id.org/pprog/vocab/"
LABELS: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
WITH_CAPITALS: Final = {"StratCom", "FPS", "WPS", "FIMI"}

# The titles of the sixteen goals of the programme of Japan, as its French text prints them, without acronyms.
TITLES: Final = {
    "CYBERDÉFENSE": "topic/cyber-defence",
    "COMMUNICATION STRATÉGIQUE": "topic/strategic-communications",
    "TECHNOLOGIES ÉMERGENTES ET TECHNOLOGIES DE RUPTURE": "topic/emerging-and-disruptive-technologies",
    "SÛRETÉ SPATIALE": "topic/space-security",
    "CHANGEMENT CLIMATIQUE ET SÉCURITÉ": "topic/climate-change-and-security",
    "SÛRETÉ MARITIME": "topic/maritime-security",
    "MAÎTRISE DES ARMEMENTS, DÉSARMEMENT ET NON-PROLIFÉRATION": (
        "topic/arms-control-disarmament-and-non-proliferation"
    ),
    "DIALOGUE ET CONSULTATION": "topic/dialogue-and-consultation",
    "GESTION DES SITUATIONS D'URGENCE": "topic/emergency-management",
    "SCIENCE ET TECHNOLOGIE": "topic/science-and-technology",
    "COOPÉRATION PRATIQUE EN MATIÈRE D’INTEROPÉRABILITÉ": "topic/interoperability",
    "DÉVELOPPEMENT CAPACITAIRE ET INTEROPÉRABILITÉ": None,  # two topics: an editor decides
    "RÉSILIENCE ET PRÉPARATION DU SECTEUR CIVIL": "topic/resilience-and-civil-preparedness",
    "DIPLOMATIE PUBLIQUE": "topic/public-diplomacy",
    "PROGRAMME FEMMES, PAIX ET SÉCURITÉ": "topic/women-peace-and-security",
    "SÉCURITÉ HUMAINE": "topic/human-security",
}

# The eleven areas of the programme of the Republic of Korea, and the other spellings of the press.
AREAS: Final = {
    "대화와 협의": "topic/dialogue-and-consultation",
    "대테러 협력": "topic/counter-terrorism",
    "대테러": "topic/counter-terrorism",
    "군축·비확산": "topic/arms-control-disarmament-and-non-proliferation",
    "신흥기술": "topic/emerging-and-disruptive-technologies",
    "사이버방위": "topic/cyber-defence",
    "사이버 방위": "topic/cyber-defence",
    "역량개발 및 상호운용성": None,  # two topics: an editor decides
    "역량개발·상호운용성": None,
    "상호운용성을 위한 실질협력": "topic/interoperability",
    "상호운용성 실질협력": "topic/interoperability",
    "상호운용성 관련 실질 협력": "topic/interoperability",
    "과학기술": "topic/science-and-technology",
    "기후변화와 안보": "topic/climate-change-and-security",
    "기후변화": "topic/climate-change-and-security",
    "여성평화안보": "topic/women-peace-and-security",
    "공공외교": "topic/public-diplomacy",
}

# Words of the sentences of the same text, each with its paragraph.
WORDS: Final = {
    "droit international": "value/international-law",  # 1.1
    "liberté": "value/freedom",  # 1.1
    "démocratie": "value/democracy",  # 1.1
    "droits de la personne": "value/human-rights",  # 1.1
    "état de droit": "value/rule-of-law",  # 1.1
    "ordre international fondé sur des règles": "value/rules-based-international-order",  # 1.1
    "ordre international qui repose sur des règles": "value/rules-based-international-order",  # 1.2
    "règlement pacifique des différends": "value/peaceful-settlement-of-disputes",  # 1.2
    "technologies émergentes et technologies de rupture": "topic/emerging-and-disruptive-technologies",  # 1.4
    "changement climatique": "topic/climate-change-and-security",  # 1.4
    "dialogue et les consultations": "topic/dialogue-and-consultation",  # 2.2.1
    "interopérabilité": "topic/interoperability",  # 2.2.2
    "résilience": "topic/resilience-and-civil-preparedness",  # 2.2.3
    "activités hybrides": "topic/hybrid-threats",  # goal 2
    "activités d’information hostiles": "topic/information-threats",  # goal 2
    "aide en cas de catastrophe": "topic/disaster-relief",  # goal 9
    "développement des capacités": "topic/capability-development",  # goal 12
    "normalisation": "topic/standardisation",  # goal 12
    "droits de l’homme": "value/human-rights",
    "primauté du droit": "value/rule-of-law",
    "cyber défense": "topic/cyber-defence",
    "cyber-défense": "topic/cyber-defence",
}
ENGLISH: Final = {
    "cyber defence": "topic/cyber-defence",
    "cyber defense": "topic/cyber-defence",
    "cyberdefence": "topic/cyber-defence",
    "cybersecurity": "topic/cyber-security",
    "defense industry": "topic/defence-industry",
    "defence reform": "topic/defence-reform",
    "nonproliferation": "topic/non-proliferation",
    "arms control, disarmament and non-proliferation": "topic/arms-control-disarmament-and-non-proliferation",
    "Women, Peace and Security": "topic/women-peace-and-security",
    "counterterrorism": "topic/counter-terrorism",
    "standardization": "topic/standardisation",
    "rules-based international order": "value/rules-based-international-order",
    "rulesbased international order": "value/rules-based-international-order",  # as NATO's page prints it
    "human rights": "value/human-rights",
}

# Words that are too wide, that name something else, or that mean safety as well as security.
NEVER: Final = {
    "fr": (
        *(
            "espace",
            "dialogue",
            "consultations",
            "sécurité",
            "sûreté",
            "capacités",
            "innovation",
            "formation",
        ),
        *("sécurité maritime", "sécurité spatiale", "sécurité en mer", "renforcement des capacités"),
        *("maintien de la paix", "coopération pratique", "droit", "paix", "règles", "science", "technologie"),
    ),
    "en": (
        *("space", "dialogue", "consultation", "security", "maritime safety", "space safety", "capabilities"),
        *(
            "capacity building",
            "training",
            "education",
            "intelligence",
            "law",
            "peace",
            "EDT",
            "IT",
            "science",
        ),
    ),
}


@pytest.fixture(scope="module")
def holders() -> dict[tuple[str, str], set[str]]:
    """For each folded label and language, the concepts that have it; acronyms have no language."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in ("topic", "value"):
        graph = Graph().parse(FOLDER / f"{name}.ttl")
        for kind in LABELS:
            for concept, label in graph.subject_objects(kind):
                if isinstance(label, Literal) and str(concept) != VOCAB + name:
                    key = (fold(str(label)), label.language or "")
                    found[key].add(str(concept).removeprefix(VOCAB))
    return found


def texts() -> list[str]:
    """Every label of a topic or a value, as written."""
    graphs = [Graph().parse(FOLDER / f"{name}.ttl") for name in ("topic", "value")]
    return [str(label) for graph in graphs for kind in LABELS for label in graph.objects(None, kind)]


@pytest.mark.parametrize(
    ("language", "form", "concept"),
    [
        *(("fr", form, concept) for form, concept in {**TITLES, **WORDS}.items()),
        *(("en", form, concept) for form, concept in ENGLISH.items()),
        *(("ko", form, concept) for form, concept in AREAS.items()),
    ],
)
def test_a_form_names_one_concept(
    holders: dict[tuple[str, str], set[str]], language: str, form: str, concept: str | None
) -> None:
    """A title or a wording of a programme leads to one topic or value; one of two topics leads to none."""
    assert holders.get((fold(form), language), set()) == ({concept} if concept else set())


@pytest.mark.parametrize(
    ("language", "word"), [(lang, word) for lang, words in NEVER.items() for word in words]
)
def test_a_wide_word_names_nothing(
    holders: dict[tuple[str, str], set[str]], language: str, word: str
) -> None:
    """A word that may mean something else is no label, not even a hidden one."""
    assert holders.get((fold(word), language), set()) | holders.get((fold(word), ""), set()) == set()


def test_no_label_has_two_concepts(holders: dict[tuple[str, str], set[str]]) -> None:
    """One topic or value at most has a label in a language; an acronym counts in every language."""
    shared = {label: concepts for label, concepts in holders.items() if len(concepts) > 1}
    acronyms = {text for text, language in holders if not language}

    assert shared == {}
    assert acronyms == {"stratcom", "fimi"}
    assert [key for key in holders if key[1] and key[0] in acronyms] == []


def test_two_words_that_look_alike_are_kept_apart(holders: dict[tuple[str, str], set[str]]) -> None:
    """Where a French label says sûreté, none says sécurité in its place, nor the other way round."""
    french = {text for text, language in holders if language == "fr"}
    swapped = {
        text.replace(word, other)
        for word, other in (("sûreté", "sécurité"), ("sécurité", "sûreté"))
        for text in french
        if word in text
    }

    assert "sécurité maritime" in swapped
    assert french & swapped == set()


def test_labels_are_written_small() -> None:
    """A capital in a label asks for a capital in the text, so only acronyms have one."""
    assert {text for text in texts() if text != text.lower()} == WITH_CAPITALS


def test_labels_are_plain_words() -> None:
    """A label has single spaces, no quotation marks and no brackets: it is found word by word."""
    labels = texts()

    assert len(labels) > 250
    assert [text for text in labels if " ".join(text.split()) != text or set(text) & set("«»“”()[]…")] == []
