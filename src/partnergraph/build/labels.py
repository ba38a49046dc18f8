"""Labels of list items: where the name ends and the sentence begins, and how names are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import Label
from partnergraph.build.shapes import name_end, without_joint
from partnergraph.folding import fold

if TYPE_CHECKING:
    from partnergraph.build.cues import Cues
    from partnergraph.build.document import Document

_CLOSING: Final = " \t\n\r\u00a0\u202f;:,."
_WRAPPED: Final = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")  # a line ended in a hyphen
_UPPER_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def split_item(document: Document, words: Span) -> tuple[Label, Span | None]:
    """The label of « NAME – sentence », « Name: … », « Name; … » or « Name. Sentence », and the sentence.

    An item without separator is all label; one whose separator comes late is a sentence without a name.
    """
    parted = name_end(document.quote(words))
    if parted is None or not document.quote(Span(words.start, words.start + parted[0])).strip(_CLOSING):
        return _label(document, words), None
    label = _label(document, Span(words.start, words.start + parted[0]))
    rest = Span(words.start + parted[1], words.end)
    return label, rest if rest.start < rest.end else None


def whole_label(document: Document, words: Span) -> Label:
    """All the words as a label, without closing punctuation."""
    return _label(document, words)


def _label(document: Document, words: Span) -> Label:
    text = without_joint(document.quote(words)).rstrip(_CLOSING) or document.quote(words).rstrip()
    return Label(_WRAPPED.sub("-", " ".join(text.split())), Span(words.start, words.start + len(text)))


def comparable(name: str, cues: Cues) -> str:
    """A name for comparison: folded, without leading article and closing punctuation."""
    folded = " ".join(fold(name).split()).rstrip(_CLOSING)
    article = next((word for word in cues.articles if folded.startswith(word)), "")
    return folded[len(article) :]


def sentence_case(label: str, keep: tuple[str, ...]) -> str:
    """A label printed in capitals in sentence case; names in `keep` and acronyms in brackets stay."""
    if label != label.upper() or not any(char.isalpha() for char in label):
        return label
    kept = {name.upper(): name for name in keep}
    in_brackets = {
        word.span() for group in re.finditer(r"\([^()]*\)", label) for word in _words(label, group.span())
    }

    def lower(word: re.Match[str]) -> str:
        if word.span() in in_brackets:
            return word[0]
        return kept.get(word[0]) or _with_elision(word[0], kept)

    lowered = _UPPER_WORD.sub(lower, label)
    return lowered[:1].upper() + lowered[1:]


def _words(label: str, within: tuple[int, int]) -> list[re.Match[str]]:
    """The word in a pair of brackets, if it stands there alone."""
    words = list(_UPPER_WORD.finditer(label, *within))
    return words if len(words) == 1 else []


def _with_elision(word: str, kept: dict[str, str]) -> str:
    """`L’OTAN` keeps its name, `D’URGENCE` is lowered whole."""
    parts = re.split(r"(['’])", word, maxsplit=1)
    return "".join(kept.get(part) or part.lower() for part in parts)
