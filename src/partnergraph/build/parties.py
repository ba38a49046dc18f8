"""The parties of a programme, as its title names them: « between A and B », « A-B … », « of A with B »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from partnergraph.build.document import Span
from partnergraph.build.elements import Party
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Label
    from partnergraph.build.outline import Outline


def title_parties(outline: Outline, title: Label | None, cues: Cues) -> tuple[Party, ...]:
    """The two parties a title names, in its order, without their articles."""
    if title is None:
        return ()
    words = outline.masked.quote(title.span)
    halves = _joined(words, cues) or _hyphenated(words, cues)
    if not halves:
        return ()
    spans = [_bare(half, words, cues) for half in halves]
    names = [" ".join(words[span.start : span.end].split()) for span in spans]
    if any(not name or "," in name for name in names):
        return ()
    offset = title.span.start
    return tuple(
        Party(name, role, Span(offset + span.start, offset + span.end))
        for name, role, span in zip(names, _roles(names, cues), spans, strict=True)
    )


def _joined(words: str, cues: Cues) -> tuple[Span, Span] | None:
    """The two sides of « between A and B »; of « of A with B » only where one is a known organisation."""
    folded = fold_in_place(words)
    for place, pattern in enumerate(cues.party_patterns):
        at = 0
        while found := pattern.search(folded, at):
            both = Span(found.start("first"), found.end("second"))
            halves = _halves(both, words, cues)
            if halves and (place == 0 or _are_names(halves, words, cues)):
                return halves
            if place == 0:
                return None
            at = found.start() + 1
    return None


def _hyphenated(words: str, cues: Cues) -> tuple[Span, Span] | None:
    """The two sides of « NATO-Ukraine » or « Australia – NATO », one of them a known organisation.

    Where a name ends is clear where a type of programme follows it, or nothing with a capital.
    """
    folded = fold_in_place(words)
    types = {*cues.party_ends, *(word for each in cues.programme_types.values() for word in each)}
    ends = {found.start() for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, types))})\b", folded)}
    small = "|".join(
        sorted(map(re.escape, {*cues.function_words, *cues.conjunctions}), key=len, reverse=True)
    )
    capital = r"[A-ZÀ-Þ][\w’'.]*"
    name = rf"(?:{capital})(?:\s+(?:(?:{small})\s+){{0,2}}{capital})*"
    known = "|".join(map(re.escape, cues.counterparts))
    for found in re.finditer(rf"(?<!\w)(?:{known})(?!\w)", folded):
        after = re.compile(rf"\s?[-–—]\s?(?P<name>{name})").match(words, found.end())
        if after:
            end = min([after.end("name"), *(at for at in ends if at > after.start("name"))])
            side = Span(
                after.start("name"), after.start("name") + len(words[after.start("name") : end].rstrip())
            )
            if end in ends or _is_one_name(words[side.start : side.end], small):
                return Span(*found.span()), side
        before = re.search(rf"(?P<name>{name})\s?[-–—]\s?$", words[: found.start()])
        if before and _is_one_name(before["name"], small):
            return Span(*before.span("name")), Span(*found.span())
    return None


def _is_one_name(name: str, small: str) -> bool:
    """Whether its capitals are joined by small words: « Republic of Korea »."""
    return len(re.sub(rf"\s+(?:{small})\b", "-", name, flags=re.IGNORECASE).replace("- ", "-").split()) == 1


def _halves(both: Span, words: str, cues: Cues) -> tuple[Span, Span] | None:
    """The two sides of the word between the parties; of several that beside a known organisation."""
    folded = fold_in_place(words[: both.end])
    joints = [
        (found.start(), found.end())
        for word in cues.party_joints
        for found in re.compile(rf"\s+{re.escape(word)}\s+").finditer(folded, both.start)
    ]
    choices = [(Span(both.start, left), Span(right, both.end)) for left, right in joints]
    fitting = [halves for halves in choices if any(_is_known(half, words, cues) for half in halves)]
    chosen = choices if len(choices) == 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _are_names(halves: tuple[Span, Span], words: str, cues: Cues) -> bool:
    """Whether one half is a known organisation, and the other can be a name: « Plan of Action » is none."""
    others = [half for half in halves if not _is_known(half, words, cues)]
    bare = [_bare(half, words, cues) for half in others]
    names = [words[half.start : half.end] for half in bare]
    return len(others) < len(halves) and all(
        name[:1].isupper() and fold_in_place(name).split()[0] not in cues.party_ends for name in names
    )


def _is_known(half: Span, words: str, cues: Cues) -> bool:
    bare = _bare(half, words, cues)
    return fold_in_place(words[bare.start : bare.end]) in cues.counterparts


def _roles(names: list[str], cues: Cues) -> list[Literal["counterpart", "partner"]]:
    """One counterpart: the first name that is a known organisation, else the first name."""
    known = [fold_in_place(name) in cues.counterparts for name in names]
    counterpart = known.index(True) if any(known) else 0
    return ["counterpart" if at == counterpart else "partner" for at in range(len(names))]


def _bare(span: Span, text: str, cues: Cues) -> Span:
    """The span without a leading article."""
    folded = fold_in_place(text[span.start : span.end])
    article = next((word for word in cues.articles if folded.startswith(word)), "")
    return Span(span.start + len(article), span.end)
