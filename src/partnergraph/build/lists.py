"""Which lists a text introduces: by a sentence that ends with a colon, or by a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, permutations, takewhile
from typing import TYPE_CHECKING, Final

from partnergraph.build.document import Span
from partnergraph.build.elements import GOAL, KINDS, PRIORITY, Finding
from partnergraph.build.introductions import depends, introduces, is_past, named_own
from partnergraph.build.labels import comparable, split_item
from partnergraph.build.markers import label_number, prefix_pattern
from partnergraph.build.shapes import has_verb, in_capitals, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergraph.build.cues import Cues
    from partnergraph.build.elements import Declaration, ElementKind
    from partnergraph.build.outline import Outline, Unit
    from partnergraph.build.shapes import Shape

ITEMS: Final = ("numbered-item", "bullet-item")
_WORD: Final = re.compile(r"[^\W_]")
_HEADING_WORDS: Final = 8  # of a heading that says what stands under it
_LABEL_WORDS: Final = 5  # with the colon
_SENTENCE: Final = (
    40  # code points: what ends with a full stop after more than these, and has a verb, is prose
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the search for elements reads.

    `names` are the priorities that the text enumerates, `counted` how many of a kind the unit of an order
    declares.
    """

    outline: Outline
    cues: Cues
    names: dict[str, tuple[Declaration, Span]]
    counted: dict[tuple[ElementKind, int], int]
    _shapes: dict[int, Shape] = field(default_factory=dict, repr=False)

    @property
    def speaks_of_priorities(self) -> bool:
        """Whether the text says how many priorities there are."""
        return any(kind == PRIORITY for kind, _ in self.counted)

    def prefix(self, unit: Unit, kind: ElementKind) -> re.Match[str] | None:
        """The words « objectif stratégique 1 – » at the beginning of an item."""
        return self._labelled(unit, self.cues.kinds[kind].item)

    def group_prefix(self, unit: Unit) -> re.Match[str] | None:
        """The words « Pillar 1: » at the beginning of an item, by which some texts call their priorities."""
        return self._labelled(unit, self.cues.kinds[PRIORITY].group)

    def _labelled(self, unit: Unit, words: tuple[str, ...]) -> re.Match[str] | None:
        if unit.kind not in ITEMS or not words:
            return None
        folded, line = self.outline.folded(unit), self.outline.words(unit).partition("\n")[0]
        lines = f"{folded[: len(line)]}\n{folded[len(line) + 1 :]}"
        return prefix_pattern(words, self.cues).match(lines)

    def words(self, unit: Unit, kind: ElementKind) -> tuple[str, Span]:
        """The printed number of an element, and its words without such a prefix."""
        prefix = self.prefix(unit, kind) or (self.group_prefix(unit) if kind == PRIORITY else None)
        if prefix and _WORD.search(self.outline.folded(unit), prefix.end()):
            printed = prefix["number"] or prefix["ordinal"]
            number = label_number(printed, self.cues) if printed else unit.number
            return number, Span(unit.words.start + prefix.end(), unit.words.end)
        return unit.number, unit.words

    def declared(self, unit: Unit) -> tuple[Declaration, Span] | None:
        """The declaration and the place in it that enumerate this unit's label among the priorities."""
        if not self.names:
            return None
        label = split_item(self.outline.masked, self.words(unit, PRIORITY)[1])[0].text
        found = self.names.get(comparable(label, self.cues))
        return found if found and found[0].unit != unit else None

    def items_under(self, unit: Unit) -> list[Unit]:
        """The items directly under a unit; under a heading, names with sentences without markers too."""
        items = [child for child in self.outline.children(unit) if _is_item(child)]
        if not items and unit.kind == "heading":
            return titled_paragraphs(self, unit)
        return items

    def nodes_under(self, unit: Unit) -> list[Unit]:
        """The items under a unit, else the headings without number that have something under them."""
        items = self.items_under(unit)
        return items or [child for child in self.outline.children(unit) if self.is_node(child)]

    def is_node(self, unit: Unit) -> bool:
        """Whether a unit can be an element of a list: an item, or a heading without number with a text."""
        free = unit.kind == "heading" and not unit.number
        return _is_item(unit) or (free and bool(self.outline.children(unit)))

    def shape(self, unit: Unit, kind: ElementKind) -> Shape:
        """The shape of the words of an item."""
        if unit.order not in self._shapes:
            words = self.outline.masked.quote(self.words(unit, kind)[1])
            self._shapes[unit.order] = shape(words, self.cues)
        return self._shapes[unit.order]

    def goals_under(self, unit: Unit) -> list[Unit]:
        """The items printed under a unit, but those that a label before them calls something else."""
        labels = [child for child in self.outline.children(unit) if self._is_label(child)]
        others = {item.order for label in labels for item in self._labelled_items(label)}
        return [item for item in self.items_under(unit) if item.order not in others]

    def _labelled_items(self, label: Unit) -> Iterator[Unit]:
        """The items right after a label such as « Activities: », up to what is none."""
        return takewhile(lambda unit: unit.kind in ITEMS, self.outline.following(label))

    def _is_label(self, unit: Unit) -> bool:
        """« Activities: », « Expected results: »: a few words before a list, which are no goals."""
        folded = self.outline.folded(unit).rstrip()
        if unit.kind != "paragraph" or not folded.endswith(":") or len(folded.split()) > _LABEL_WORDS:
            return False
        nouns = {noun for kind in self.cues.kinds.values() for noun in kind.nouns}
        said = {*folded.rstrip(" :").split()} & {*self.cues.introducing}
        return not (said or any(noun in folded for noun in nouns) or has_verb(folded, self.cues))

    def groups(self, unit: Unit) -> bool:
        """Whether an item with items under it is their heading, and not a goal that is set out in points."""
        if not self.goals_under(unit):
            return False
        named = self.prefix(unit, PRIORITY) or self.group_prefix(unit)
        if self.declared(unit) or named or self.speaks_of_priorities:
            return True
        return split_item(self.outline.masked, unit.words)[1] is None

    def descendants(self, unit: Unit) -> Iterator[int]:
        """The order of a unit and of all under it."""
        waiting = [unit]
        while waiting:
            last = waiting.pop()
            yield last.order
            waiting.extend(self.outline.children(last))


def _is_item(unit: Unit) -> bool:
    """Whether it is an item with words; a marker alone is none."""
    return unit.kind in ITEMS and unit.words.start < unit.words.end


def introductions(source: Source, kind: ElementKind) -> Iterator[Unit]:
    """Units that say at their end that such elements follow."""
    cues = source.cues
    for unit in source.outline.units:
        if unit.kind == "page-furniture":
            continue
        counted = (kind, unit.order) in source.counted
        if introduces(source.outline.folded(unit), cues.kinds[kind], cues, counted=counted):
            yield unit


_TAIL: Final = 600  # code points; a heading is shorter


def introduced(source: Source, introduction: Unit, kind: ElementKind, findings: list[Finding]) -> list[Unit]:
    """The items a unit introduces: those under it, else those that follow it as another list.

    A following item that continues the introduction's own list counts only if the text enumerates it, or
    if the introduction is a bullet too, for as many as it counts.
    """
    under = source.nodes_under(introduction)
    if under or introduction.kind == "bullet-item":
        return under or _on_one_level(source, introduction, kind, findings)
    items: list[Unit] = []
    waiting: list[Unit] = []  # what stands between the last item and the next one
    for unit in source.outline.following(introduction):
        own_list = unit.run == introduction.run and unit.kind == introduction.kind
        if own_list and unit.kind in ITEMS and not source.declared(unit):
            break
        if unit.kind == "page-furniture":
            continue
        if source.is_node(unit):
            if items and not _one_list(source, items, unit, interrupted=bool(waiting)):
                break
            findings.extend(map(interruption, waiting))
            waiting.clear()
            items.append(unit)
        elif (
            not items or source.outline.words(unit).rstrip().endswith((":", "?")) or len(waiting) >= _BETWEEN
        ):
            break
        else:
            waiting.append(unit)
    return items


def _on_one_level(
    source: Source, introduction: Unit, kind: ElementKind, findings: list[Finding]
) -> list[Unit]:
    """The bullets after a bullet that counts them: a list that has lost its indentation."""
    count = source.counted.get((kind, introduction.order), 0)
    following = list(islice(source.outline.following(introduction), count))
    if not count or len(following) < count or any(unit.kind != "bullet-item" for unit in following):
        return []
    message = f"the list after this stands on its own level; the next {count} items were read, as it counts"
    advice = "See whether the list ends there."
    findings.append(Finding("list-on-one-level", "warning", message, introduction.words, advice))
    return following


_BETWEEN: Final = 3  # paragraphs between two items of one list


def interruption(unit: Unit) -> Finding:
    """The finding on a paragraph in a list."""
    message = "this stands between the items of a list, which is read on after it"
    advice = "See whether the list ends here."
    return Finding("list-interrupted", "warning", message, unit.words, advice)


def _one_list(source: Source, items: list[Unit], unit: Unit, *, interrupted: bool) -> bool:
    """Whether a unit goes on a list: headings go on headings that look like them, and hold what they hold."""
    if "heading" not in {items[0].kind, unit.kind}:
        return not interrupted or _alike(items[-1], unit)
    texts = [source.outline.words(each) for each in (items[0], unit)]
    holds = [bool(source.items_under(each)) for each in (items[0], unit)]
    return (
        items[0].kind == unit.kind and in_capitals(texts[0]) == in_capitals(texts[1]) and holds[0] == holds[1]
    )


def _alike(last: Unit, unit: Unit) -> bool:
    """Whether a list goes on with this item after a paragraph that introduces nothing itself."""
    alike = unit.kind == last.kind and unit.indent == last.indent
    if unit.number.isdigit() and last.number.isdigit():
        return alike and int(unit.number) == int(last.number) + 1
    return alike


def unmarked(source: Source, introduction: Unit) -> list[Unit]:
    """The lines right after an introduction that are names, or names with sentences, and have no marker."""
    found: list[Unit] = []
    if source.nodes_under(introduction):
        return found
    for unit in source.outline.following(introduction):
        if unit.kind == "page-furniture":
            continue
        words = source.outline.words(unit).rstrip()
        if unit.kind != "paragraph" or words.endswith(":") or _is_prose(source, unit):
            break
        found.append(unit)
    return found if len(found) > 1 else []


def titled_paragraphs(source: Source, heading: Unit) -> list[Unit]:
    """The paragraphs under a heading that are names with sentences, if there are several and no items."""
    children = [unit for unit in source.outline.children(heading) if unit.kind == "paragraph"]
    texts = [source.outline.words(unit) for unit in children]
    first = next((at for at, text in enumerate(texts) if shape(text, source.cues) == "titled"), len(texts))
    found = children[first:]
    titled = all(shape(text, source.cues) == "titled" for text in texts[first:])
    return found if titled and len(found) > 1 else []


def _is_prose(source: Source, unit: Unit) -> bool:
    text = source.outline.words(unit)
    form = shape(text, source.cues)
    return form == "prose" or (form == "name" and len(text) > _SENTENCE and text.rstrip().endswith("."))


def headings(source: Source, kind: ElementKind, title: Span | None) -> Iterator[Unit]:
    """Headings, and numbered titles, that are about such elements and nothing else: « Strategic objectives ».

    The title of the document, or of a document annexed to it, is none.
    """
    own = source.cues.kinds[kind]
    nouns = re.compile(rf"\b(?:{'|'.join(map(re.escape, own.nouns))})\b")
    others = {word for name, words in source.cues.kinds.items() if name != kind for word in words.nouns}
    types = {word for words in source.cues.programme_types.values() for word in words}
    barring = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*others, *source.cues.conjunctions)))})\b")
    for unit in source.outline.units:
        if unit.kind not in ("heading", "numbered-item") or unit.words.end - unit.words.start > _TAIL:
            continue
        text = source.outline.folded(unit).rstrip(" :")
        if kind == GOAL and _paired(source.cues).search(text) and _two_levels(source, unit):
            text = _paired(source.cues).sub(own.many, text)
        named = named_own(text, own)
        if not named or depends(text[: named[0].start()], source.cues) or is_past(text, source.cues):
            continue
        if unit.words == title or len(text.split()) > _HEADING_WORDS:
            continue
        typed = text not in types and any(word in text for word in types)
        if not (typed or has_verb(text, source.cues) or barring.search(nouns.sub(" ", text))):
            yield unit


def _two_levels(source: Source, heading: Unit) -> bool:
    """Whether the items under a heading group others."""
    nodes = source.nodes_under(heading)
    return len(nodes) > 1 and all(source.groups(node) for node in nodes)


def _paired(cues: Cues, *kinds: ElementKind) -> re.Pattern[str]:
    """« Priorities and goals »: over a list of two levels that names what stands on each."""
    first, second = ("|".join(map(re.escape, cues.kinds[kind].nouns)) for kind in kinds or (PRIORITY, GOAL))
    joint = "|".join(map(re.escape, cues.conjunctions))
    return re.compile(rf"\b(?:{first})\s+(?:{joint})\s+(?:[^\W\d_]+\s+)?(?:{second})\b")


def names_two(source: Source, introduction: Unit, items: list[Unit]) -> bool:
    """Whether an introduction names two kinds at once, and the list does not show which is which."""
    folded = source.outline.folded(introduction)
    pairs = [pair for pair in permutations(KINDS, 2) if _paired(source.cues, *pair).search(folded)]
    levels = len(items) > 1 and all(source.groups(item) for item in items)
    return bool(pairs) and not (levels and (PRIORITY, GOAL) in pairs)


def named_lists(source: Source, heading: Unit, kind: ElementKind) -> list[list[Unit]]:
    """The lists under a heading of which every item has the form of a name; prose is none."""
    runs: dict[int, list[Unit]] = {}
    for unit in source.nodes_under(heading):
        items = runs.setdefault(unit.run, [])
        if not items or unit.run or _one_list(source, items, unit, interrupted=False):
            items.append(unit)
    return [items for items in runs.values() if all(source.shape(unit, kind) != "prose" for unit in items)]
