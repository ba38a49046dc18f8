"""Characters that a careful reader would like to know of: signs of a wrong encoding, and unseen ones."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from partnergraph.build.conversion import Notice

# Two or three characters that are one of UTF-8, read as windows-1252: « Ã© » for « é ».
_HIGH: Final = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TAKEN_FOR_WINDOWS: Final = re.compile(f"[Â-ß][{_HIGH}]|[à-ï][{_HIGH}][{_HIGH}]")
_EUROPEAN: Final = re.compile("[\u00a0-\u017f\u2010-\u203a€™]")  # « É » and a no-break space are no « ɠ »
_ANEW: Final = "Get the file again, or save it as UTF-8 from a program that shows it well."

_CLASSES: Final[tuple[tuple[str, Literal["warning", "info"], re.Pattern[str], str, str], ...]] = (
    (
        "suspicious-encoding",
        "warning",
        re.compile("\ufffd"),
        "characters were lost before the text came here",
        "Get the file again from where it was published.",
    ),
    (
        "suspicious-encoding",
        "warning",
        re.compile("[\u0080-\u0084\u0086-\u009f]"),
        "control characters stand where letters should: the encoding is probably another one",
        _ANEW,
    ),
    (
        "bidi-control",
        "warning",
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "characters that reverse the order of reading: what is shown may not be what is written",
        "Look at the text in an editor that shows them, and take them out.",
    ),
    (
        "control-characters",
        "warning",
        re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]"),
        "control characters that no text needs",
        "Take them out, and record the file's new hash.",
    ),
    (
        "private-characters",
        "warning",
        re.compile("[\ue000-\uf8ff]"),
        "characters that only one font knows",
        "Compare with the printed text, and put in their place what it shows.",
    ),
    (
        "invisible-characters",
        "info",
        re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"),
        "characters that are not seen",
        "Quote these words from the text as it was read: typed words do not have them.",
    ),
)


def suspicious_characters(text: str) -> list[Notice]:
    """One notice for each class of characters that is there, at the first, with the number of them."""
    notices = []
    for code, severity, pattern, meaning, advice in _CLASSES:
        found = pattern.findall(text)
        first = pattern.search(text)
        if first:
            name = unicodedata.name(first[0], "no name")
            message = f"{meaning} ({len(found)}; the first is U+{ord(first[0]):04X}, {name})"
            notices.append(Notice(code, severity, message, advice, first.start()))
    return [*_misread(text), *notices]


def _misread(text: str) -> list[Notice]:
    """A notice where pairs of characters make sense as UTF-8 and none as they stand."""
    found = [each for each in _TAKEN_FOR_WINDOWS.finditer(text) if _as_utf8(each[0])]
    if not found:
        return []
    first = found[0]
    message = (
        f"« {first[0]} » is what « {_as_utf8(first[0])} » looks like when UTF-8 is taken for windows-1252 "
        f"({len(found)} places)"
    )
    return [Notice("suspicious-encoding", "warning", message, _ANEW, first.start(), len(first[0]))]


def _as_utf8(characters: str) -> str:
    """What the characters were before, or "" where that is nothing that such a text has: « là », « »."""
    content = b"".join(
        char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252") for char in characters
    )
    try:
        character = content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return character if _EUROPEAN.fullmatch(character) else ""
