"""The parties of a programme, as its title names them: « between A and B », « A-B … », « of A with B »."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from partnergraph.build.cues import any_of
from partnergraph.build.dates import month_names
from partnergraph.build.document import Span
from partnergraph.build.elements import Finding, Party
from partnergraph.folding import fold_in_place

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Label
    from partnergraph.build.outline import Outline


def title_parties(outline: Outline, title: Label | None, cues: Cues) -> tuple[Party, ...]:
    """The two parties a title names, in its order, without their articles, acronyms and footnote marks."""
    if title is None:
        return ()
    words = outline.masked.quote(title.span)
    halves = _joined(words, cues) or _hyphenated(words, cues)
    if not halves:
        return ()
    spans = [_bare(half, words, cues) for half in halves]
    names = [" ".join(words[span.start : span.end].split()) for span in spans]
    if any("," in name or name == name.lower() for name in names):
        return ()
    offset = title.span.start
    return tuple(
        Party(name, role, Span(offset + span.start, offset + span.end))
        for name, role, span in zip(names, _roles(names, cues), spans, strict=True)
    )


def role_doubt(parties: tuple[Party, ...], cues: Cues) -> Finding | None:
    """The finding where nothing tells which of the two parties is the organisation, or where both are one."""
    known = [_rank(party.name, cues) for party in parties]
    if not parties or known[0] != known[1]:
        return None
    advice = "Give the parties in programme.toml if it is the other one."
    if known[0] == _KNOWN:
        message = "both parties are organisations: the first was taken for the counterpart"
        return Finding("counterpart-unclear", "info", message, parties[0].span, advice)
    message = "neither party is a known organisation: the first was taken for the counterpart"
    return Finding("counterpart-unclear", "warning", message, parties[0].span, advice)


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
    ends = _type_words(cues)
    name = _name_pattern(cues.party_inside)
    known = "|".join(map(re.escape, cues.counterparts))
    for found in re.finditer(rf"(?<!\w)(?:{known})(?!\w)", folded):
        if words[found.start() : found.end()] == found[0]:
            continue  # no capital: « au » is a word, and AU an organisation
        after = re.compile(rf"\s?[-–—]\s?(?P<name>{name})").match(words, found.end())
        if after and (side := _until(words, Span(*after.span("name")), ends, cues)):
            return Span(*found.span()), side
        before = re.search(rf"(?P<name>{name})\s?[-–—]\s?$", words[: found.start()])
        if before:
            typed = [end.end() for end in ends.finditer(folded, before.start("name"), before.end("name"))]
            start = max([before.start("name"), *typed])
            side = Span(start + len(words[start:]) - len(words[start:].lstrip()), before.end("name"))
            if _is_one_name(words[side.start : side.end], cues):
                return side, Span(*found.span())
    return None


def _until(words: str, name: Span, ends: re.Pattern[str], cues: Cues) -> Span | None:
    """A name as far as a word of a type of programme after it; None where its end is in doubt."""
    stop = ends.search(fold_in_place(words), name.start + 1)
    end = min(name.end, stop.start() if stop else name.end)
    side = Span(name.start, name.start + len(words[name.start : end].rstrip()))
    clear = bool(stop) and stop is not None and stop.start() <= name.end + 1
    return side if clear or _is_one_name(words[side.start : side.end], cues) else None


def _type_words(cues: Cues) -> re.Pattern[str]:
    return any_of(
        tuple({*cues.party_ends, *(word for each in cues.programme_types.values() for word in each)})
    )


@cache
def _name_pattern(inside: tuple[str, ...]) -> str:
    """Words with capitals, and up to two small ones before each of them but the first."""
    small = "|".join(rf"{re.escape(word)}{'' if word.endswith(_APOSTROPHE) else ' +'}" for word in inside)
    small = small.replace("'", "['’]")
    capital = r"[A-ZÀ-Þ][\w’'.]*(?:-[\w’'.]+)*"
    return rf"{capital}(?:\s+(?:(?:{small})){{0,2}}{capital})*"


_APOSTROPHE: Final = "'"


def _is_one_name(name: str, cues: Cues) -> bool:
    """Whether its capitals are joined by small words: « Republic of Korea »; one after another may be two."""
    inside = cues.party_inside
    words = fold_in_place(name).split()
    if " ".join(words) in cues.counterparts:
        return True
    starts = tuple(word for word in inside if word.endswith(_APOSTROPHE))
    joined = [word in inside or word.startswith(starts) for word in words]
    return all(one or two for one, two in pairwise(joined)) and bool(words)


def _halves(both: Span, words: str, cues: Cues) -> tuple[Span, Span] | None:
    """The two sides of the word between the parties; of several that beside an organisation."""
    folded = fold_in_place(words[: both.end])
    joints = [
        (found.start(), found.end())
        for word in cues.party_joints
        for found in re.compile(rf"\s+{re.escape(word)}\s+").finditer(folded, both.start)
    ]
    choices = [(Span(both.start, left), Span(right, both.end)) for left, right in joints]
    if len(choices) == 1:
        return choices[0]
    known = [each for each in choices if any(_rank_at(half, words, cues) == _KNOWN for half in each)]
    likely = [] if known else [each for each in choices if _begins_new(each[1], words, cues)]
    fitting = known or likely
    return fitting[0] if len(fitting) == 1 else None


def _begins_new(half: Span, words: str, cues: Cues) -> bool:
    """Whether the second side is an organisation's name with its article, and there is no joint in it."""
    name = fold_in_place(words[half.start : half.end])
    joined = any(f" {joint} " in name for joint in cues.party_joints)
    return name.startswith(cues.articles) and not joined and _rank_at(half, words, cues) == _LIKELY


def _are_names(halves: tuple[Span, Span], words: str, cues: Cues) -> bool:
    """Whether one half is a known organisation, and the other can be a name: « Plan of Action » is none."""
    others = [half for half in halves if _rank_at(half, words, cues) < _KNOWN]
    bare = [_bare(half, words, cues) for half in others]
    names = [words[half.start : half.end] for half in bare]
    return len(others) < len(halves) and all(
        name[:1].isupper() and fold_in_place(name).split()[0] not in cues.party_ends for name in names
    )


def _rank_at(half: Span, words: str, cues: Cues) -> int:
    bare = _bare(half, words, cues)
    return _rank(words[bare.start : bare.end], cues)


def _rank(name: str, cues: Cues) -> int:
    """How sure it is that a name is an organisation's: it is known, or has a word such as « Council »."""
    folded = " ".join(fold_in_place(name).split())
    if folded in cues.counterparts:
        return _KNOWN
    return _LIKELY if any_of(cues.organisation_words).search(folded) else 0


def _roles(names: list[str], cues: Cues) -> list[Literal["counterpart", "partner"]]:
    """One counterpart: the name that is most surely an organisation's, else the first name."""
    ranks = [_rank(name, cues) for name in names]
    counterpart = ranks.index(max(ranks))
    return ["counterpart" if at == counterpart else "partner" for at in range(len(names))]


def _bare(span: Span, text: str, cues: Cues) -> Span:
    """The span without a leading article, and what is no name at its end: an acronym, a mark, a month."""
    folded = fold_in_place(text[span.start : span.end])
    article = next((word for word in cues.articles if folded.startswith(word)), "")
    after = _AFTER.search(folded)
    month = re.search(rf"\s+(?:{month_names()})\.?$", folded[: after.start()] if after else folded)
    end = month or after
    bare = Span(span.start + len(article), span.start + end.start() if end else span.end)
    return bare if bare.start < bare.end else span


_AFTER: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*\[\w{1,3}\]|[\s*†‡¹²³⁴⁵⁶⁷⁸⁹»”.–—-])*$")
_KNOWN: Final = 2
_LIKELY: Final = 1
