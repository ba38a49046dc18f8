"""Text to Programme: the stages of a reading, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnergraph.build.agreement import disagreements, list_status
from partnergraph.build.declarations import read_declarations, read_weak_declarations
from partnergraph.build.edition import Edition
from partnergraph.build.elements import Finding, Programme
from partnergraph.build.enumerations import read_assignments, read_enumerations
from partnergraph.build.intake import intake_findings
from partnergraph.build.languages import cues_for
from partnergraph.build.layout import layout_doubts
from partnergraph.build.outline import read_outline
from partnergraph.build.structure import read_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergraph.build.corrections import Correction
    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document
    from partnergraph.build.elements import Declaration, Label
    from partnergraph.build.outline import Outline
    from partnergraph.build.structure import Structure


def read_programme(
    document: Document, language: str = "", corrections: Sequence[Correction] = ()
) -> Programme:
    """The programme that a document sets out, with every doubt about the reading as a Finding.

    The corrections are those of this text; one that does not fit it is a Finding, too. The language is
    recognised where none is given. Raises DocumentError where it is not supported.
    """
    cues = cues_for(document.text, document.name, language)
    outline = read_outline(document, cues)
    return _programme(outline, Edition.of(corrections, outline, cues), cues)


def _programme(outline: Outline, edition: Edition, cues: Cues) -> Programme:
    front = edition.front()
    declarations, structure = _read_structure(outline, cues, front.title)
    structure = edition.structure(structure)
    listed = (*structure.objectives, *structure.priorities, *structure.goals)
    enumerated = read_enumerations(outline, listed, front.parties, cues)
    findings = (
        *intake_findings(outline.document),
        *layout_doubts(outline, cues),
        *front.findings,
        *structure.findings,
        *disagreements(outline, structure, declarations, cues),
        *enumerated.findings,
    )
    return Programme(
        outline.document,
        outline,
        cues.language,
        front.title,
        front.type,
        front.period,
        front.parties,
        front.published,
        front.updated,
        tuple(structure.objectives),
        tuple(structure.priorities),
        tuple(structure.goals),
        enumerated.activity_kinds,
        enumerated.challenges,
        read_assignments(outline, listed, front.parties, cues),
        declarations,
        list_status(outline, structure, declarations, cues),
        tuple(structure.decisions),
        _in_text_order(edition.accepted(findings, declarations, listed)),
        edition.applied,
    )


def _read_structure(
    outline: Outline, cues: Cues, label: Label | None
) -> tuple[tuple[Declaration, ...], Structure]:
    """The structure; where a text names no priorities and no goals, by the count of its areas or chapters."""
    declarations, title = read_declarations(outline, cues), label.span if label else None
    structure = read_structure(outline, declarations, cues, title)
    if structure.priorities or structure.goals:
        return declarations, structure
    weak = read_weak_declarations(outline, cues)
    if not weak:
        return declarations, structure
    counted = tuple(sorted((*declarations, weak[0]), key=lambda each: each.span))
    other = read_structure(outline, counted, cues, title)
    if not other.priorities:
        return declarations, structure
    words = outline.document.quote(weak[0].span)
    message = f"the text names no priorities; what it calls « {words} » was read as its priorities"
    advice = (
        "See whether they are." if len(weak) == 1 else "It counts more such lists: see which one is meant."
    )
    other.findings.append(Finding("priorities-not-named", "warning", message, weak[0].span, advice))
    return counted, other


def _in_text_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings by their place, those on the text as a whole last; what is said twice is said once."""
    once = {(finding.code, finding.span, finding.message): finding for finding in findings}
    return tuple(
        sorted(once.values(), key=lambda finding: (finding.span is None, finding.span and finding.span.start))
    )
