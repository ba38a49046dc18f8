"""Text to Programme: the stages of a reading, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnergraph.build.agreement import disagreements, list_status
from partnergraph.build.cues import cues_for
from partnergraph.build.declarations import read_declarations
from partnergraph.build.edition import Edition
from partnergraph.build.elements import Finding, Programme
from partnergraph.build.enumerations import read_assignments, read_enumerations
from partnergraph.build.intake import intake_findings
from partnergraph.build.outline import read_outline
from partnergraph.build.structure import in_text_order, read_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergraph.build.corrections import Correction
    from partnergraph.build.document import Document


def read_programme(
    document: Document, language: str = "", corrections: Sequence[Correction] = ()
) -> Programme:
    """The programme that a document sets out, with every doubt about the reading as a Finding.

    The corrections are those of this text; one that does not fit it is a Finding, too. The language is
    recognised where none is given. Raises DocumentError where it is not supported.
    """
    cues = cues_for(document.text, document.name, language)
    outline = read_outline(document, cues)
    edition = Edition.of(corrections, outline, cues)
    front = edition.front()
    declarations = read_declarations(outline, cues)
    structure = in_text_order(edition.structure(read_structure(outline, declarations, cues)))
    listed = (*structure.objectives, *structure.priorities, *structure.goals)
    enumerated = read_enumerations(outline, listed, front.parties, cues)
    disagreeing = disagreements(outline, structure, declarations, cues)
    findings = (*front.findings, *structure.findings, *disagreeing, *enumerated.findings)
    return Programme(
        document,
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
        _in_text_order((*intake_findings(document), *edition.accepted(findings, declarations, listed))),
        edition.applied,
    )


def _in_text_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        sorted(findings, key=lambda finding: (finding.span is None, finding.span and finding.span.start))
    )
