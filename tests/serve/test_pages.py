"""What the pages say, in both languages; expected words are read off the founding text."""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from partnergraph.build.release import build_release
from partnergraph.serve.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.settings import Settings

PROGRAMME = "/page/programme/nato-jpn/itpp-2023"
FIRST_AND_LAST = ["Cyberdéfense", "Sécurité humaine"]


def words(markup: str) -> str:
    """The visible words of a page, white space folded."""
    main = markup[markup.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_start_page_lists_the_programme(client: TestClient) -> None:
    """Title, period and parties stand on the first page."""
    text = words(client.get("/?lang=fr").text)

    assert "Programme de partenariat individualisé entre l’OTAN et le Japon pour 2023-2026" in text
    assert "2023–2026" in text
    assert "OTAN , Japon" in text


def test_the_programme_page_shows_its_structure_in_order(client: TestClient) -> None:
    """Objectives, the four priorities with 5, 3, 6 and 2 goals, the counts and the decision."""
    markup = client.get(f"{PROGRAMME}?lang=fr").text
    goals = re.findall(r'<li value="(\d+)"><a href="[^"]*/goal/\d\d"[^>]*>([^<]+)</a>', markup)

    assert [int(number) for number, _ in goals] == list(range(1, 17))
    assert [goals[0][1], goals[-1][1]] == FIRST_AND_LAST
    sections = re.split(r"<h3>", markup)[1:]
    assert [section.count("/goal/") for section in sections] == [5, 3, 6, 2]
    assert "Promotion des valeurs fondamentales" in sections[3]
    assert "quatre priorités" in words(markup)
    assert "Le paragraphe 3.3 déclare « quatre priorités »" in words(markup)


def test_a_goal_page_quotes_the_source(client: TestClient) -> None:
    """The quote, its offsets and its place in the text."""
    markup = client.get(f"{PROGRAMME}/goal/06?lang=en").text
    text = words(markup)

    assert "SÛRETÉ MARITIME – Le Japon et l’OTAN approfondissent leur coopération dans ce domaine." in text
    assert "these words stand at this place in the source" in text
    assert "Questions de sécurité de longue date" in text
    assert 'href="/page/document/nato-jpn/itpp-2023/fr#p-3.g06"' in markup


def test_the_fourth_priority_tells_its_story(client: TestClient) -> None:
    """Printed under the third, placed by the declaration, with its two goals."""
    text = words(client.get(f"{PROGRAMME}/priority/4?lang=en").text)

    assert "Printed under Développement des activités de coopération" in text
    assert "Paragraph 3.3 declares “quatre priorités” and names this one" in text
    assert "Programme femmes, paix et sécurité (FPS)" in text
    assert "Sécurité humaine" in text


def test_an_objective_page_quotes_the_source(client: TestClient) -> None:
    """The third objective with its words."""
    text = words(client.get(f"{PROGRAMME}/objective/3?lang=fr").text)

    assert text.startswith(
        "Objectif stratégique 3 accroître la résilience individuelle du Japon et de l’OTAN"
    )


@pytest.mark.parametrize(
    "path", ["/page/document/nato-jpn/itpp-2023", "/page/document/nato-jpn/itpp-2023/fr"]
)
def test_the_document_page_shows_every_unit(client: TestClient, path: str) -> None:
    """All 42 units in order, each with an anchor, and the fingerprint of the source."""
    markup = client.get(path).text
    anchors = re.findall(r'<div id="p-([^"]+)"', markup)

    assert len(anchors) == 42
    assert anchors[4:6] == ["1", "1.1"]
    assert anchors[-1] == "3.g16"
    assert "4fac74b22fed7aab6a07f09a9dcaa8dc92f40a22fcd2c35fa2b3ad44ad7431f8" in markup
    assert "Format text/plain" in words(markup)
    assert "file/" not in markup


def test_other_things_show_their_statements(client: TestClient) -> None:
    """An actor has no page of its own kind: what is stated about it is shown, with the graph."""
    text = words(client.get("/page/actor/jpn?lang=en").text)

    assert text.startswith("Japan https://w3id.org/pprog/id/actor/jpn")
    assert "Actors, regions, instruments and languages" in text
    assert "has partner" in text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("en-GB", "en"),
        ("ja", "fr"),
        ("", "fr"),
        ("en;q=0.2, fr;q=0.1", "en"),
    ],
)
def test_the_language_of_a_page_is_the_reader_s(client: TestClient, header: str, language: str) -> None:
    """Accept-Language decides, and the page says what it chose."""
    response = client.get(PROGRAMME, headers={"Accept-Language": header})

    assert response.headers["content-language"] == language
    assert f'<html lang="{language}">' in response.text
    assert "Accept-Language" in response.headers["vary"]


def test_links_inside_pages_lead_somewhere(client: TestClient) -> None:
    """Every local link of every page that is reached from the start answers, and no page is a dead end."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 200, path
        seen.add(path)
        found = {
            html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', response.text)
        }
        found = {link for link in found if link.startswith("/page/") and "lang=" not in link}
        waiting += sorted(found - seen - set(waiting))

    assert len(seen) > 100


TWIN = "/page/programme/nato-rur/itpp-2024"
TWIN_TEXT = "/page/document/nato-rur/itpp-2024"


@pytest.mark.parametrize(
    ("language", "title", "date", "priority", "goal"),
    [
        ("fr", "Programme de partenariat individualisé entre l’OTAN et la Ruritanie pour 2024-2027",
         "2024-05-03", "Savoir partagé", "Diplomatie publique"),
        ("en", "Individually Tailored Partnership Programme between NATO and Ruritania for 2024-2027",
         "2024-05-07", "Shared learning", "Public diplomacy"),
    ],
)  # fmt: skip
def test_a_programme_in_two_languages_speaks_the_page_s(
    twin_client: TestClient, language: str, title: str, date: str, priority: str, goal: str
) -> None:
    """Labels and dates are those of one text; every goal and count stands there once."""
    markup = twin_client.get(f"{TWIN}?lang={language}").text
    text = words(markup)

    assert re.search(r"<h1[^>]*>([^<]+)</h1>", markup)[1] == title  # type: ignore[index]
    assert date in text
    assert f"2. {priority}" in text
    assert text.count(goal) == 1
    assert [int(number) for number in re.findall(r'<li value="(\d+)"><a href="[^"]*/goal/\d\d"', markup)] == [
        1, 2, 3, 4, 5
    ]  # fmt: skip
    assert text.count("cinq buts de partenariat") == 1


@pytest.mark.parametrize(
    ("language", "own", "other"),
    [
        ("fr", "SAUVETAGE – Les parties aident les navires en détresse.",
         "RESCUE – The parties help ships in distress."),
        ("en", "RESCUE – The parties help ships in distress.",
         "SAUVETAGE – Les parties aident les navires en détresse."),
    ],
)  # fmt: skip
def test_a_goal_in_two_languages_quotes_both(
    twin_client: TestClient, language: str, own: str, other: str
) -> None:
    """The words of the page's language come first and describe the goal; each quote says its language."""
    markup = twin_client.get(f"{TWIN}/goal/03?lang={language}").text
    text = words(markup)
    quotes = re.findall(r'<blockquote lang="(\w\w)">([^<]+)</blockquote>', markup)

    assert [quote for _, quote in quotes] == [own, other]
    assert quotes[0][0] == language
    assert own.partition(" – ")[2] in text.partition(own)[0]
    assert other.partition(" – ")[2] not in text.partition(own)[0]


@pytest.mark.parametrize(("language", "other", "name"), [("fr", "en", "French"), ("en", "fr", "English")])
def test_a_text_leads_to_its_other_version(
    twin_client: TestClient, language: str, other: str, name: str
) -> None:
    """From the head of the page, and from each of its 19 units to the same unit there."""
    markup = twin_client.get(f"{TWIN_TEXT}/{other}?lang=en").text
    there = twin_client.get(f"{TWIN_TEXT}/{language}?lang=en").text

    assert "Other language versions" in words(markup)
    assert f'href="{TWIN_TEXT}/{language}"' in markup
    anchors = re.findall(rf'↔ <a href="{TWIN_TEXT}/{language}#([^"]+)">{name}</a>', markup)
    assert len(anchors) == 19
    assert all(f'id="{anchor}"' in there for anchor in anchors)
    assert "Only in another language version" not in words(markup)


def test_one_language_has_no_other_version(client: TestClient) -> None:
    """Where there is one text, nothing is said of others."""
    text = words(client.get("/page/document/nato-jpn/itpp-2023?lang=en").text)

    assert "↔" not in text
    assert "Other language versions" not in text


def test_a_unit_of_the_other_version_alone_is_shown(
    make_twin: Callable[..., Settings], twin_texts: dict[str, str], twin_topics: str
) -> None:
    """What a version lacks is said at its end, with the way there."""
    english = twin_texts["en"].replace("\nPART 2", "\n4. The parties meet each year.\n\nPART 2")
    settings = make_twin({**twin_texts, "en": english}, twin_topics)
    build_release(settings)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        french = client.get(f"{TWIN_TEXT}/fr?lang=fr").text
        there = client.get(f"{TWIN_TEXT}/en?lang=fr").text

    assert "Seulement dans une autre version linguistique 1.4" in words(french)
    assert f'href="{TWIN_TEXT}/en#p-1.4"' in french
    assert 'id="p-1.4"' in there


def test_the_page_of_a_converted_document_leads_to_its_file(
    convert_twin: Callable[[str], tuple[Settings, bytes]],
) -> None:
    """Its format and size are those of the file, its fingerprint that of the text; a PDF has no encoding."""
    settings, content = convert_twin("pdf")
    build_release(settings)
    digest = hashlib.sha256(content).hexdigest()
    with TestClient(create_app(settings)) as client:
        markup = client.get("/page/document/nato-rur/itpp-2024/en?lang=en").text
        file = re.search(r'href="([^"]*/file/[0-9a-f]{12})"', markup)
        assert file is not None
        about = words(client.get(f"{file[1]}?lang=en").text)

    assert f"Format application/pdf Original file {digest} , {len(content)} bytes" in words(markup)
    assert "Encoding" not in words(markup)
    assert digest in about
