"""Sentences that introduce a list: « The goals are the following: », « les buts suivants ont été arrêtés : ».

What a sentence introduces is what it says of its own end. « To reach these goals, the
parties will use the following means: » speaks of goals, and introduces means.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from partnergraph.build.shapes import has_verb

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues, Kind

_TAIL: Final = 600  # code points at the end of a unit in which it says what it introduces
_ENOUGH: Final = 4  # words from a noun to « suivants » that can be its adjectives
_FEW: Final = 6  # words after a noun in a title
_PAIR: Final = 2  # words: a noun, and the one by which another depends on it
_NEAR: Final = 3  # words from « sont » to « ci-après »
_SENTENCE: Final = re.compile(r"[.;!?]\s+")
_WORD: Final = re.compile(r"[^\W\d_]+'|[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def introduces(folded: str, kind: Kind, cues: Cues, *, counted: bool) -> bool:
    """Whether folded words, up to their end, introduce a list of what the nouns of a kind name.

    `counted` says that they count it: that does where the words end with a colon.
    """
    sentence = _SENTENCE.split(folded[-_TAIL:].rstrip())[-1]
    if not sentence.endswith((":", ".", "?")):
        return False
    named = named_own(sentence, kind)
    if sentence.endswith("?"):
        return any(_is_asked(sentence[: noun.start()], cues) for noun in named)
    found = [noun for noun in named if not _is_fronted(sentence, noun, cues)]
    if counted and sentence.endswith(":") and (found or not named):
        return True
    return any(_introduced(sentence, noun, kind.nouns, cues) for noun in found)


def named_own(folded: str, kind: Kind) -> list[re.Match[str]]:
    """Where words name elements of a kind; « Sustainable Development Goals » are somebody else’s."""
    foreign = [found.span() for found in _any(kind.foreign).finditer(folded)] if kind.foreign else []
    found = _any(kind.nouns).finditer(folded)
    return [noun for noun in found if not any(start <= noun.start() < end for start, end in foreign)]


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def _is_fronted(sentence: str, noun: re.Match[str], cues: Cues) -> bool:
    """Whether a noun stands in a phrase before the sentence proper: « Under these goals, … »."""
    before, after = sentence[: noun.start()], sentence[noun.end() :]
    first = _WORD.match(before)
    adverbial = first is not None and first[0] in {*cues.lists.breaks, *cues.introductions.purpose}
    fronted = adverbial and "," not in before and not has_verb(before, cues)
    return fronted and ("," in after or _is_bare(sentence, noun, cues))


def _is_bare(sentence: str, noun: re.Match[str], cues: Cues) -> bool:
    """« To reach these goals: », where nothing says that the goals follow."""
    return sentence[noun.end() :].strip() == ":" and not _any(cues.following).search(sentence)


def _is_asked(before: str, cues: Cues) -> bool:
    """Whether a question asks for them: « What are the goals …? »."""
    first, *rest = _WORD.findall(before) or [""]
    return first in cues.introductions.asking and set(rest) <= {*cues.introducing, *_articles(cues.articles)}


@cache
def _articles(articles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.strip() for word in articles)


def _introduced(sentence: str, noun: re.Match[str], nouns: tuple[str, ...], cues: Cues) -> bool:
    """Whether a sentence says that what this noun names follows."""
    before, after = sentence[: noun.start()], sentence[noun.end() : -1].rstrip()
    after = _BRACKETS.sub(" ", after)
    colon = sentence.endswith(":")
    if colon and _points(before, after, cues):
        return True
    if not cues.introductions.attributive.isdisjoint(_WORD.findall(before)) or _has_other_subject(
        after, cues
    ):
        return False
    if colon and (not after.strip() or _is_title(before, after, cues)):
        return True
    if not after.strip() or depends(before, cues) or is_past(after, cues):
        return False
    return _predicated(after, nouns, cues) if colon else _WORD.findall(after)[-1] in cues.following


def _predicated(after: str, nouns: tuple[str, ...], cues: Cues) -> bool:
    """Whether the words between a noun and a colon end with « are », « sont les suivants », « such as »."""
    words = _WORD.findall(after)
    own = {*_articles(cues.articles), *cues.number_words, *" ".join(nouns).split()}
    harmless = own.union(cues.introducing, cues.introductions.purpose, cues.introductions.genitives)
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] not in harmless), -1)
    closing = words[last + 1 :]
    if _any(cues.open_list).search(" ".join(words[-_NEAR:])):
        return _ends_open(after, cues)
    return bool(set(closing) & set(cues.introducing)) and _is_predicate(words, closing, cues)


def _is_title(before: str, after: str, cues: Cues) -> bool:
    """« Goals under this priority: »: a noun at the beginning with a few words, and no verb."""
    words = _WORD.findall(after)
    if len(words) > _FEW or re.search(r"[,;.(]", after) or is_past(after, cues) or has_verb(after, cues):
        return False
    joined = set(words) & set(cues.conjunctions)
    led = (
        words[0] in {*cues.lists.breaks, *cues.introductions.genitives}
        or words[0] in cues.introductions.relating
    )
    return (
        not joined and led and set(_WORD.findall(before)) <= {*_articles(cues.articles), *cues.number_words}
    )


def _points(before: str, after: str, cues: Cues) -> bool:
    """« the following (two) goals … », « buts (de partenariat) suivants … »."""
    articles = _articles(cues.articles)
    own, _, rest = after.partition(",")
    if re.search(r"[;.]", after) or has_verb(rest, cues):
        return False
    ahead = _WORD.findall(before)
    first = len(ahead) - _NEAR
    last = next(
        (at for at in range(len(ahead) - 1, -1, -1) if ahead[at] in cues.introductions.attributive), -1
    )
    leads = last == 0 or (last > 0 and ahead[last - 1] in articles)
    if last >= first and leads and articles.isdisjoint(ahead[last:]):
        return True
    behind = _WORD.findall(own)
    at = next((at for at, word in enumerate(behind) if word in cues.introductions.attributive), _ENOUGH)
    before_it = behind[:at]
    plain = not (set(before_it) & {*cues.introducing, *articles}) and not has_verb(" ".join(before_it), cues)
    return at < _ENOUGH and plain


def _has_other_subject(after: str, cues: Cues) -> bool:
    """« … their goals and agree that the means are »."""
    words = _WORD.findall(after)
    joined = next((at for at, word in enumerate(words) if word in cues.conjunctions), len(words))
    return not (set(cues.lists.ends) | cues.finite_verbs).isdisjoint(words[joined : joined + _NEAR])


def depends(before: str, cues: Cues) -> bool:
    """Whether a noun depends on another one before any verb: « Progress towards the goals is … »."""
    articles = _articles(cues.articles)
    words = _WORD.findall(before)
    while words and (words[-1] in articles or words[-1].isdigit() or words[-1] in cues.number_words):
        if words[-1] in cues.introductions.genitives:
            break
        words.pop()
    if len(words) < _PAIR or has_verb(before, cues):
        return False
    binding = {*cues.lists.breaks, *cues.introductions.purpose, *cues.introductions.genitives}
    relative = {
        *cues.lists.ends,
        *cues.introductions.purpose,
        *cues.introductions.genitives,
    }  # « means to reach », « principles that guide »
    bound = words[-1] in binding or words[-2] in relative
    return bound and words[-2] not in cues.introductions.enumerating


def is_past(folded: str, cues: Cues) -> bool:
    """Whether words speak of an earlier programme."""
    return not cues.introductions.past.isdisjoint(_WORD.findall(folded))


def _ends_open(after: str, cues: Cues) -> bool:
    """« … such as: », « … including the following: »."""
    articles = _articles(cues.articles)
    opened = list(_any(tuple(cues.open_list)).finditer(after))
    rest = _WORD.findall(after[opened[-1].end() :]) if opened else [""]
    return all(word in {*cues.introducing, *articles} for word in rest)


def _is_predicate(words: list[str], closing: list[str], cues: Cues) -> bool:
    """Whether « suivants », « below » say it of the noun, and not of another one before them."""
    if not set(closing) <= {*cues.following}:
        return True
    near = words[-len(closing) - _NEAR : -len(closing)]
    return len(words) <= _ENOUGH or bool(set(near) & set(cues.introducing))
