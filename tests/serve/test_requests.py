"""What the routes read from a request, and the frame of every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PATH = "/page/programme/nato-jpn/itpp-2023"


def test_lang_goes_before_accept_language(client: TestClient) -> None:
    """What stands in the address is what the reader chose."""
    response = client.get(f"{PATH}?lang=en", headers={"Accept-Language": "fr"})

    assert response.headers["content-language"] == "en"


def test_a_language_that_is_not_there_is_422(client: TestClient) -> None:
    """The answer names the languages there are."""
    response = client.get(f"{PATH}?lang=ja")

    assert response.status_code == 422
    assert "fr, en" in response.text


def test_the_other_language_is_one_link_away(client: TestClient) -> None:
    """The link keeps the address and its other parameters."""
    page = client.get("/queries/goals?priority=4&format=html&lang=fr").text
    link = re.search(r'href="([^"]*)" rel="alternate" hreflang="en"', page)
    assert link is not None

    response = client.get(link[1].replace("&amp;", "&"))

    assert response.headers["content-language"] == "en"
    assert "2 rows" in response.text


def test_a_browser_gets_an_error_as_a_page(client: TestClient) -> None:
    """What is wrong and what to do, in the frame of the site, with its status."""
    response = client.get("/page/nothing", headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "nothing is known under" in response.text
    assert "Traceback" not in response.text


def test_a_program_gets_an_error_as_problem_json(client: TestClient) -> None:
    """RFC 9457 for those who ask for JSON."""
    response = client.get("/page/nothing", headers={"Accept": "application/json"})

    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 404


def test_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    """No address of another host is loaded, and the browser is told to refuse it."""
    response = client.get(PATH)
    loaded = re.findall(r'(?:src|<link[^>]*rel="(?:stylesheet|icon)"[^>]*href)="([^"]+)"', response.text)

    assert [address for address in loaded if not address.startswith("/")] == []
    assert "default-src 'self'" in response.headers["content-security-policy"]
