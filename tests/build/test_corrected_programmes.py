"""Texts of our own that cannot be published as they are: corrected, checked, and told in the graph."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.assembly import assemble
from partnergraph.build.checks import run_checks
from partnergraph.errors import CheckError, ProgrammeError
from partnergraph.iris import DCAT, DCT, PPROG, PROV, RDF, SKOS
from partnergraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergraph.build.assembly import Assembly

    Printed = dict[tuple[str, str], set[str]]

ROOT: Final = Path(__file__).parents[2]
BASE: Final = "https://w3id.org/pprog/"
REASON: Final = 'reason.fr = "Le texte le dit ainsi."\nreason.en = "So says the text."\n'

FRENCH: Final = """\
Programme de partenariat individualisé entre l’OTAN et la Suisse pour 2024-2027

Publié le 3 mai 2024

PARTIE 1 – BUTS

1. Le présent programme compte deux objectifs stratégiques :
   a) surveiller les cols ;
   b) former les guides.

2. Le travail porte sur cinq buts classés selon deux priorités : LES ALPES et LES LACS.

3. Les buts sont les suivants :

A. LES ALPES
   - VEILLE – Les parties surveillent les cols.
   - ABRIS – Les parties entretiennent des abris.
B. LES LACS
   - BACS – Les parties exploitent des bacs.
   - Liste établie par la commission mixte.
"""

ENGLISH: Final = """\
Individually Tailored Partnership Programme between NATO and Austria

Published: 3 May 2024

PART 1 - PURPOSE

1. The parties work together for four years from January 2024.

2. They have two strategic objectives:
   a) to keep the river open;
   b) to share what is learned.

PART 2 - GOALS

1. The work is arranged in five goals under two priorities: SAFE RIVERS and SHARED LEARNING.

2. The goals are the following:

A. SAFE RIVERS
   - Patrols: the parties patrol together.
   - Charts: the parties share charts of the river.
   - COMMON LEARNING
     - Schools: the parties open their schools.
     - Lessons: the parties write down what they learned.

Locks: the parties repair the locks of the river.
"""


def entry(text: str, language: str, change: str, quote: str, more: str = "") -> str:
    """A table of corrections.toml on words that stand once in the text."""
    assert text.count(quote) == 1
    start = text.index(quote)
    return (
        f'[[corrections]]\nlanguage = "{language}"\nchange = "{change}"\nquote = "{quote}"\n'
        f"at = [{start}, {start + len(quote)}]\n{more}\n{REASON}\n"
    )


def write(data: Path, partner: str, language: str, text: str, corrections: str = "") -> Path:
    """Writes a programme folder of a text and its corrections.toml; the latter stays where none are given."""
    folder = data / "programmes" / f"nato-{partner}-itpp-2024"
    folder.mkdir(exist_ok=True)
    (folder / f"{language}.txt").write_bytes(text.encode())
    (folder / "programme.toml").write_text(
        f'id = "nato-{partner}/itpp-2024"\ncounterpart = "nato"\npartner = "{partner}"\n'
        f'source_confidence = "official-full"\n[[texts]]\nfile = "{language}.txt"\n'
        f'language = "{language}"\nsha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n'
        'publisher = "nato"\nsource = "A text of our own"\n',
        encoding="utf-8",
    )
    if corrections:
        (folder / "corrections.toml").write_text(corrections, encoding="utf-8")
    return folder


def french_corrections() -> str:
    """The fourth bullet is no goal, and the text counts two goals more than it sets out."""
    accept = entry(FRENCH, "fr", "accept", "cinq buts", 'finding = "count-mismatch"')
    return accept + entry(FRENCH, "fr", "not-an-element", "Liste établie par la commission mixte.")


def english_corrections() -> str:
    """A priority whose name is misprinted, a goal after the list, and a period told in words."""
    return "".join(
        (
            entry(ENGLISH, "en", "priority", "COMMON LEARNING"),
            entry(ENGLISH, "en", "accept", "COMMON LEARNING", 'finding = "list-without-name"'),
            entry(ENGLISH, "en", "accept", "SHARED LEARNING", 'finding = "name-without-list"'),
            entry(ENGLISH, "en", "goal", "Locks", "priority = 1"),
            entry(ENGLISH, "en", "period", "four years from January 2024", 'value = "2024-2027"'),
        )
    )


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """Both texts with their corrections, assembled and checked."""
    data = tmp_path_factory.mktemp("corrected") / "data"
    shutil.copytree(ROOT / "data", data)
    settings = replace(Settings(), data=data, ontology=ROOT / "ontology", queries=ROOT / "queries")
    folders = [
        write(data, "che", "fr", FRENCH, french_corrections()),
        write(data, "aut", "en", ENGLISH, english_corrections()),
    ]
    return assemble(settings, "9.9", folders)


@pytest.fixture(scope="module")
def graph(corrected: Assembly, printed: Callable[..., Printed]) -> Printed:
    """What they state."""
    return printed(corrected.quads)


def graph_of(assembly: Assembly, subject: str, predicate: str, value: str = "") -> set[str]:
    """The graphs in which a subject has a predicate, with that value or any."""
    return {
        quad.graph_name.value.removeprefix(f"{BASE}graph/")  # type: ignore[union-attr]
        for quad in assembly.quads
        if str(quad.subject) == f"<{subject}>"
        and quad.predicate.value == predicate
        and value in str(quad.object)
    }


def test_without_corrections_nothing_is_published(workshop: Settings) -> None:
    """The French text counts five goals; four bullets were read. What to write is printed below."""
    folder = write(workshop.data, "che", "fr", FRENCH)

    with pytest.raises(CheckError) as refused:
        assemble(workshop, "9.9", [folder])

    (failure,) = refused.value.failures
    assert failure.startswith(
        f"error: {folder / 'fr.txt'}:11:25: the text declares 5 buts de partenariat here"
    )
    assert f"    # to settle this, in {folder / 'corrections.toml'}:\n    [[corrections]]\n" in failure
    start = FRENCH.index("cinq buts")
    assert f'    quote = "cinq buts"\n    at = [{start}, {start + 9}]\n' in failure


def test_a_french_text_that_miscounts(corrected: Assembly, graph: Printed) -> None:
    """Three goals, five declared: both stand in the graph, an editor's decision says why, all checks pass."""
    node = f"{BASE}id/programme/nato-che/itpp-2024"
    accepted, removed = (f"{node}/decision/correction-fr-{number}" for number in (1, 2))
    declaration = f"{node}/declaration/goal-p1.2"
    capture = (
        f"{BASE}id/document/nato-che/itpp-2024/fr/capture/{hashlib.sha256(FRENCH.encode()).hexdigest()[:12]}"
    )
    start, listed = FRENCH.index("cinq buts"), FRENCH.index("Liste établie")

    assert graph[node, PPROG.hasGoal] == {f"<{node}/goal/0{number}>" for number in (1, 2, 3)}
    assert {
        int(each.partition('"')[2].partition('"')[0]) for each in graph[declaration, PPROG.declaredCount]
    } == {5}
    assert graph[accepted, RDF.type] == {f"<{PPROG.EditorialDecision}>"}
    assert graph[accepted, PPROG.decidesOn] == {f"<{declaration}>"}
    assert graph[accepted, PPROG.rationale] == {'"Le texte le dit ainsi."@fr', '"So says the text."@en'}
    assert graph[accepted, PPROG.hasEvidence] == {f"<{capture}#char={start},{start + 9}>"}
    assert graph[accepted, PROV.wasGeneratedBy] == {f"<{BASE}id/activity/edition/nato-che-itpp-2024>"}
    assert graph[removed, PPROG.decidesOn] == {f"<{node}>"}
    assert graph[removed, PPROG.hasEvidence] == {f"<{capture}#char={listed},{listed + 38}>"}
    assert graph[removed, PPROG.printedParent] == set()
    assert graph_of(corrected, accepted, PPROG.decidesOn) == {"interpreted/nato-che-itpp-2024"}
    assert any("an editor accepts this" in remark for remark in corrected.remarks)


def test_the_edition_is_an_activity_that_used_the_text(graph: Printed) -> None:
    """The catalogue says that the interpreted graph was made by it, too."""
    edition = f"{BASE}id/activity/edition/nato-che-itpp-2024"

    assert f"<{edition}>" in graph[f"{BASE}graph/interpreted/nato-che-itpp-2024", PROV.wasGeneratedBy]
    assert len(graph[edition, PROV.used]) == 1


def test_an_english_text_that_is_misread(graph: Printed) -> None:
    """Two priorities, five goals, a period: read by an editor, checked, and each told as a decision."""
    node = f"{BASE}id/programme/nato-aut/itpp-2024"
    period, name, priority, heading, locks = (
        f"{node}/decision/correction-en-{number}" for number in range(1, 6)
    )

    assert [graph[f"{node}/goal/0{number}", PPROG.inPriority] for number in range(1, 6)] == [
        {f"<{node}/priority/{number}>"} for number in (1, 1, 2, 2, 1)
    ]
    assert graph[f"{node}/goal/05", SKOS.prefLabel] == {'"Locks"@en'}
    assert graph[f"{node}/period", DCAT.endDate] == {'"2027"^^<http://www.w3.org/2001/XMLSchema#gYear>'}
    assert graph[period, PPROG.decidesOn] == graph[name, PPROG.decidesOn] == {f"<{node}>"}
    assert graph[priority, PPROG.decidesOn] == {
        f"<{node}/priority/2>",
        f"<{node}/goal/03>",
        f"<{node}/goal/04>",
    }
    assert graph[priority, PPROG.printedParent] == {f"<{node}/priority/1>"}
    assert graph[priority, PPROG.chosenParent] == {f"<{node}>"}
    assert graph[heading, PPROG.decidesOn] == {f"<{node}/priority/2>"}
    assert graph[locks, PPROG.decidesOn] == {f"<{node}/goal/05>"}
    assert graph[locks, PPROG.printedParent] == {f"<{node}>"}
    assert graph[locks, PPROG.chosenParent] == {f"<{node}/priority/1>"}


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "where"),
    [
        ("/goal/01", RDF.type, "PartnershipGoal", "asserted"),
        ("/goal/01", PPROG.inPriority, "", "asserted"),
        ("/goal/01", PPROG.hasEvidence, "", "asserted"),
        ("/goal/03", RDF.type, "PartnershipGoal", "interpreted"),
        ("/goal/03", PPROG.inPriority, "", "interpreted"),
        ("/goal/05", DCT.description, "", "interpreted"),
        ("/goal/05", PPROG.hasEvidence, "", "interpreted"),
        ("/priority/1", RDF.type, "Priority", "asserted"),
        ("/priority/2", RDF.type, "Priority", "interpreted"),
        ("/priority/2", PPROG.ordinal, "", "interpreted"),
        ("", PPROG.inPeriod, "", "interpreted"),
        ("/period", DCAT.startDate, "", "interpreted"),
        ("", DCT.title, "", "asserted"),
        ("", PPROG.programmeType, "", "asserted"),
    ],
)
def test_what_an_editor_made_is_not_what_the_text_says(
    corrected: Assembly, subject: str, predicate: str, value: str, where: str
) -> None:
    """What an editor made stands in the interpreted graph alone; what was read, in the asserted one alone."""
    names = {"asserted": "asserted/nato-aut-itpp-2024-en", "interpreted": "interpreted/nato-aut-itpp-2024"}

    found = graph_of(corrected, f"{BASE}id/programme/nato-aut/itpp-2024{subject}", predicate, value)

    assert found == {names[where]}


def test_a_moved_goal_is_read_and_its_place_is_not(workshop: Settings) -> None:
    """The text sets it out under its first priority; that it belongs to the second, an editor says."""
    move = entry(ENGLISH, "en", "goal", "Charts", "priority = 2")
    assembly = assemble(
        workshop, "9.9", [write(workshop.data, "aut", "en", ENGLISH, english_corrections() + move)]
    )
    goal = f"{BASE}id/programme/nato-aut/itpp-2024/goal/02"

    assert graph_of(assembly, goal, RDF.type, "PartnershipGoal") == {"asserted/nato-aut-itpp-2024-en"}
    assert graph_of(assembly, goal, PPROG.printedUnder, "priority/1") == {"asserted/nato-aut-itpp-2024-en"}
    assert graph_of(assembly, goal, PPROG.inPriority, "priority/2") == {"interpreted/nato-aut-itpp-2024"}


def test_a_title_that_an_editor_gives(workshop: Settings) -> None:
    """That these words stand there is asserted, that they are the title is not; type and parties are read."""
    text = f"Après le Plan d’action individuel entre l’OTAN et la Suisse pour 2019-2021\n\n{FRENCH}"
    title = FRENCH.partition("\n")[0]
    corrections = (
        entry(text, "fr", "title", title)
        + entry(text, "fr", "accept", "cinq buts", 'finding = "count-mismatch"')
        + entry(text, "fr", "published", "3 mai 2024", 'value = "2024-05-04"')
    )
    assembly = assemble(workshop, "9.9", [write(workshop.data, "che", "fr", text, corrections)])
    node, document = (f"{BASE}id/{kind}/nato-che/itpp-2024" for kind in ("programme", "document"))
    asserted, interpreted = "asserted/nato-che-itpp-2024-fr", "interpreted/nato-che-itpp-2024"

    assert graph_of(assembly, node, DCT.title, title) == {interpreted}
    assert graph_of(assembly, document, DCT.title, title) == {interpreted}
    assert graph_of(assembly, node, PPROG.hasEvidence) == {asserted}
    assert graph_of(assembly, node, PPROG.programmeType) == {asserted}
    assert graph_of(assembly, f"{document}/fr", DCT.issued, "2024-05-04") == {interpreted}


def test_corrections_out_of_date_refuse_the_build(workshop: Settings) -> None:
    """A line was added to the text: both are named with their new offsets, beside what they settled."""
    folder = write(workshop.data, "che", "fr", FRENCH, french_corrections())
    text = FRENCH.replace("PARTIE 1", "Une ligne.\n\nPARTIE 1")
    write(workshop.data, "che", "fr", text)

    with pytest.raises(CheckError) as refused:
        assemble(workshop, "9.9", [folder])

    stale = [each for each in refused.value.failures if "[correction-out-of-date]" in each]
    assert len(stale) == 2
    for failure, words, line, entry_line in zip(
        stale, ("cinq buts", "Liste établie"), (13, 22), (1, 10), strict=True
    ):
        start = text.index(words)
        assert failure.startswith(f"error: {folder / 'fr.txt'}:{line}:")
        assert f"the correction at {folder / 'corrections.toml'}:{entry_line} is out of date" in failure
        assert f"They stand once: line {line}: at = [{start}, " in failure
    assert any("[count-mismatch]" in each for each in refused.value.failures)


def test_a_correction_in_a_language_without_text_is_refused(workshop: Settings) -> None:
    """With the file and the line of the entry."""
    corrections = french_corrections().replace('language = "fr"', 'language = "en"', 1)
    folder = write(workshop.data, "che", "fr", FRENCH, corrections)

    with pytest.raises(ProgrammeError, match=r"corrections\.toml:1: .* language = 'en'\. It may be: fr\."):
        assemble(workshop, "9.9", [folder])


def test_a_count_that_nobody_accepted_is_refused_by_the_checks(corrected: Assembly) -> None:
    """The graph says itself why it may stand: without the decision, the check refuses it."""
    quads = frozenset(
        quad for quad in corrected.quads if "decision/correction-fr-1>" not in str(quad.subject)
    )

    failures = [str(failure) for failure in run_checks(quads, ROOT / "ontology") if failure.refuses]

    assert len(failures) == 1
    assert "declares 5 elements of the kind goal, but 3 are found" in failures[0]
