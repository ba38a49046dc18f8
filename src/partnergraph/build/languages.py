"""Which language a text is in: one that is read, one that is known and not read, or none that can be told."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Final
from unicodedata import name as name_of

from partnergraph.build.cues import OTHERS, Cues, all_cues, longest_first
from partnergraph.errors import DocumentError, Place
from partnergraph.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"[^\W\d_]+")
_RUNNING: Final = 0.15  # of a text's words; running text of a known language has twice that
_LEAST_SHARE: Final = 0.04  # with words of the trade besides: a text of lists and titles
_LEAST_DIFFERENT: Final = 2  # words of a language that is not read; one of them alone may be a name
_LEAST_OWN: Final = 3  # different words by which a running text is told
_SAMPLE: Final = 2000  # letters by which the script of a text is told


@cache
def other_languages() -> dict[str, frozenset[str]]:
    """The most frequent words of languages that are not read, by the English name of the language."""
    table = tomllib.loads((resources.files("partnergraph.build.cues") / OTHERS).read_text(encoding="utf-8"))
    return {
        row["name"]: frozenset(longest_first(row["words"]))
        for code, row in table.items()
        if code not in all_cues()
    }


def cues_for(text: str, name: str, language: str = "") -> Cues:
    """The cues of the given language, or of the one whose function words the text uses most.

    Where a text of titles and lists has hardly any, the words of the trade tell it. Raises DocumentError
    where the language is not supported, or not recognised.
    """
    known = all_cues()
    advice = f"Languages read: {', '.join(known)}; one more is one more file of cue words."
    if language and language not in known:
        raise DocumentError(f"the language {language!r} is not supported", place=Place(name), advice=advice)
    if language:
        return known[language]
    folded = fold(text)
    words = Counter(_WORD.findall(folded))
    foreign, most = max(
        (
            (other, _share(words, its))
            for other, its in other_languages().items()
            if sum(word in words for word in its) >= _LEAST_DIFFERENT
        ),
        key=lambda each: each[1],
        default=("", 0.0),
    )
    shares = {code: _share(words, small_words(code)) for code in known}
    found = max(shares, key=lambda code: shares[code])
    if most > max(shares[found], _LEAST_SHARE):
        problem = f"this text seems to be in {foreign}, which is not read"
    elif (script := script_of(text)) and not any(script == script_of_cues(cues) for cues in known.values()):
        problem = f"its language is not recognised; most of its letters are {script.title()}"
    elif shares[found] >= _RUNNING and sum(word in words for word in small_words(found)) >= _LEAST_OWN:
        return known[found]
    elif spoken := _by_the_trade(folded, known, shares):
        return known[spoken]
    else:
        problem = "its language is not recognised"
    raise DocumentError(problem, place=Place(name), advice=f"{advice} --language names one of them.")


@cache
def small_words(language: str) -> frozenset[str]:
    """The words of a language that are frequent in any text: articles, prepositions, conjunctions."""
    cues = all_cues()[language]
    others = (*cues.articles, *cues.conjunctions, *cues.lists.conjunctions, *cues.lists.breaks)
    return cues.function_words | {word for each in others for word in _WORD.findall(fold(each))}


def _share(words: Counter[str], its: Iterable[str]) -> float:
    return sum(words[word] for word in its) / max(words.total(), 1)


def _by_the_trade(folded: str, known: Mapping[str, Cues], shares: Mapping[str, float]) -> str:
    """The one language whose words for programmes, elements and months stand in a text; "" for none."""
    said = {
        code: sum(_stands_in(word, folded) for word in _trade(cues)) + (shares[code] >= _LEAST_SHARE)
        for code, cues in known.items()
    }
    most = max(said.values())
    best = [code for code, found in said.items() if found == most]
    return best[0] if most and len(best) == 1 else ""


def _stands_in(word: str, folded: str) -> bool:
    """Whether a word stands in a text by itself; most do not stand in it at all, which is quickly seen."""
    return word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) is not None


def _trade(cues: Cues) -> Iterable[str]:
    """Words that a title or a heading of a programme has, in a language of its own."""
    yield from (word for words in cues.programme_types.values() for word in words)
    for kind in cues.kinds.values():
        yield from (*kind.nouns, *kind.item)
    yield from cues.counterparts


def script_of(text: str) -> str:
    """The script of most of the letters of a text, as Unicode names it (LATIN, CYRILLIC, CJK)."""
    letters = (char for char in text if char.isalpha())
    scripts = Counter(map(_script, islice(letters, _SAMPLE)))
    return max(scripts, key=lambda script: scripts[script], default="")


def script_of_cues(cues: Cues) -> str:
    """The script of a language."""
    return script_of("".join(sorted(cues.function_words)))


@cache
def _script(letter: str) -> str:
    return name_of(letter, "").partition(" ")[0]
