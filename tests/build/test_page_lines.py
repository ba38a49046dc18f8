"""Page numbers and running headers, proved by the layout."""

from __future__ import annotations

import pytest

from partnergraph.build.cues import all_cues
from partnergraph.build.page_lines import furniture_lines, inside_lines

GOES = "The two sides will meet every year and talk about the"
ON = "state of the sea and of the ships."


@pytest.mark.parametrize(
    ("lines", "furniture"),
    [
        pytest.param(["Page 3"], {0}, id="it says so"),
        pytest.param(["- page 3 of 12 -", "3 / 12"], {0, 1}, id="with the last page"),
        pytest.param(["Page 3 of the text says more"], set(), id="a sentence about a page"),
        pytest.param([GOES, "3", ON], {1}, id="a number inside a sentence"),
        pytest.param(["Ships", "3", "Charts"], set(), id="a number between names"),
        pytest.param(
            [GOES, "", "NATO", ON, GOES[4:], "NATO", "", ON[:-1]], {2, 5}, id="a header inside two sentences"
        ),
        pytest.param([GOES, "NATO", ON], set(), id="a line that comes once"),
        pytest.param(["NATO", "Ships", "NATO", "Charts"], set(), id="no sentence goes on over it"),
        pytest.param([GOES, "NATO – 1", ON, "Ships.", "NATO – 2", "Charts."], {1, 4}, id="it counts"),
        pytest.param(
            ["RL 3/21     1", "Ships.", "RL 3/21     2", "Charts."], {0, 2}, id="a number far to the right"
        ),
        pytest.param(["Phase 1", "Ships.", "Phase 2", "Charts."], set(), id="headings that count"),
        pytest.param(["1", *["Ships."] * 7, "2", *["Ships."] * 7, "3"], {0, 8, 16}, id="numbers far apart"),
        pytest.param(["1", "Ships.", "2", "Charts.", "3", "Rescue."], set(), id="numbers of a list"),
    ],
)
def test_furniture_is_proved(lines: list[str], furniture: set[int]) -> None:
    """A line is no text of the document where it says so, interrupts a sentence, or counts the pages."""
    assert furniture_lines(lines, all_cues()["en"]) == furniture


def test_a_page_can_be_glued_into_a_sentence() -> None:
    """« Page 3: » between words, and no other."""
    text = "They watch the sea and Page 3: the coast; see page 4 there."

    assert [text[span.start : span.end] for span in inside_lines(text, all_cues()["en"])] == ["Page 3:"]
