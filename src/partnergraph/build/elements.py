"""What a reading of a programme consists of: frozen values, each with the span it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergraph.build.document import Document, Span
    from partnergraph.build.outline import Outline, Unit

ElementKind = Literal["strategic-objective", "priority", "goal", "area", "activity-kind", "challenge"]
ListStatus = Literal["open", "closed", "unknown"]
Severity = Literal["error", "warning", "info"]
OBJECTIVE: Final = "strategic-objective"
PRIORITY: Final = "priority"
GOAL: Final = "goal"
KINDS: Final[tuple[ElementKind, ...]] = (OBJECTIVE, PRIORITY, GOAL)  # those that lists print
ACTIVITY_KIND: Final = "activity-kind"
CHALLENGE: Final = "challenge"


def kind_named(name: str) -> ElementKind:
    """The kind of the elements that lists print with this name, as files of cues have it."""
    return KINDS[KINDS.index(name)]


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about a reading: `span` is where in the text, None for the text as a whole."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the text names it; `role` is counterpart (an organisation) or partner."""

    name: str
    role: Literal["counterpart", "partner"]
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year; the text gives no days."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date printed on the page: ISO 8601, with the time of day where it is printed, without a zone."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Declaration:
    """The text's own count of its elements; `names` are the elements it enumerates there, as spans."""

    kind: ElementKind
    count: int
    span: Span
    unit: Unit
    names: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """The words an element is known by, as printed."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a programme: `ordinal` counts its kind through the programme, `number` is as printed.

    `span` is the whole item without its marker, with its article where a sentence enumerates it;
    `description` what follows the label, if anything.
    `priority` is the ordinal of the priority a goal belongs to, `printed_under` that of the priority
    under which the page prints the element; 0 for none. `also` are further places that speak of it.
    """

    kind: ElementKind
    ordinal: int
    number: str
    label: Label
    unit: Unit
    span: Span
    description: Span | None = None
    priority: int = 0
    ordinal_in_parent: int = 0
    printed_under: int = 0
    also: tuple[Span, ...] = ()

    @property
    def fills_unit(self) -> bool:
        """Whether the element is all of its unit, and not a part of a sentence in it."""
        return self.span == self.unit.words


@dataclass(frozen=True, slots=True)
class Decision:
    """A place chosen against the printed one: `element` moves from under `printed_under` to the programme.

    `reason` names an entry of the reasons that are written out per language, `because` the declaration
    that decided it, `name` the words of that declaration which name the element.
    """

    reason: str
    element: Element
    printed_under: int
    because: Declaration
    name: Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """The text says that its elements of a kind are assigned to a party, whose `name` is as in the title."""

    kind: ElementKind
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editor's correction as it was applied: `about` nothing where it is about the programme as a whole.

    `made` are the elements that are such by this judgement alone; `moved` the ordinals of the priorities from
    which and to which the first element was moved, 0 for the programme itself, None where it was not.
    """

    change: str
    span: Span
    reason: Mapping[str, str]
    about: tuple[Element | Declaration, ...] = ()
    made: tuple[Element, ...] = ()
    moved: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as read from one document."""

    document: Document
    outline: Outline
    language: str
    title: Label | None
    type: str
    period: Period | None
    parties: tuple[Party, ...]
    published: PageDate | None
    updated: PageDate | None
    objectives: tuple[Element, ...]
    priorities: tuple[Element, ...]
    goals: tuple[Element, ...]
    activity_kinds: tuple[Element, ...]
    challenges: tuple[Element, ...]
    assignments: tuple[Assignment, ...]
    declarations: tuple[Declaration, ...]
    list_status: ListStatus
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...] = ()

    def elements(self) -> tuple[Element, ...]:
        """Objectives, priorities, goals, kinds of activity and challenges, each in order."""
        return (*self.listed(), *self.activity_kinds, *self.challenges)

    def listed(self) -> tuple[Element, ...]:
        """The elements that are items of a printed list: objectives, priorities and goals."""
        return (*self.objectives, *self.priorities, *self.goals)

    def goals_of(self, priority: int) -> tuple[Element, ...]:
        """The goals under a priority, in order; 0 asks for those under none."""
        return tuple(goal for goal in self.goals if goal.priority == priority)
