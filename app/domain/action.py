"""A piece of advice as parsed, the practice that shows it works, and who helps with it."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.conditions import Conditions
from app.domain.parsed import Parsed, Size, Slug, Text
from app.domain.profile import Profile

# How far the line of a plan goes.
MONTHS = 24


class Effort(Parsed):
    size: Size
    hours: Text
    cost: Text


DipDepth = Literal["light", "marked"]
ActionKind = Literal["improve", "foundation", "keep", "find_out"]


class JCurve(Parsed):
    """How deep results may dip after the start, and in which months."""

    depth: Literal["none"] | DipDepth
    from_month: Annotated[int, Field(ge=0, le=MONTHS)] = 0
    to_month: Annotated[int, Field(ge=0, le=MONTHS)] = 0

    @property
    def has_dip(self) -> bool:
        return self.depth != "none"

    @property
    def is_marked(self) -> bool:
        return self.depth == "marked"

    @property
    def duration(self) -> int:
        """How many months the dip takes; the first and the last both count."""
        return self.to_month - self.from_month + 1 if self.has_dip else 0


class Requirement(Parsed):
    """What must stand first; until then `foundation` is advised instead."""

    when: Annotated[Conditions, Field(min_length=1)]
    foundation: Slug


class Action(Parsed):
    """A piece of advice. Foundations come before what they carry; `keep` holds on to a top score;
    `find_out` is about questions answered with "weet ik niet". `alone` is the first step of who has no staff."""

    id: Slug
    title: Text
    kind: ActionKind = "improve"
    elements: Annotated[dict[Slug, Annotated[int, Field(ge=1, le=5)]], Field(min_length=1)]
    when: Conditions = ()
    requires: tuple[Requirement, ...] = ()
    goals: tuple[Slug, ...] = ()
    this_week: Text
    this_quarter: Text
    with_staff: Text
    alone: Text | None = None
    why: Text
    source: Text
    effort: Effort
    effect: Size
    j_curve: JCurve
    doors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    examples: tuple[Slug, ...] = ()
    schemes: tuple[Slug, ...] = ()

    @property
    def finds_out(self) -> bool:
        return self.kind == "find_out"


class Example(Parsed):
    """What others did and what came of it, with the figures of its source only. Without `sectors` it fits all."""

    id: Slug
    name: Text
    text: Text
    source: Text
    sectors: tuple[str, ...] = ()

    def fits(self, profile: Profile) -> bool:
        return not self.sectors or profile.sector in self.sectors


class Door(Parsed):
    """A person or place that helps. Without `municipalities` or `sectors` it is open to all of them."""

    id: Slug
    name: Text
    helps_with: Text
    source: Text
    municipalities: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    @property
    def is_open_to_all(self) -> bool:
        return not self.municipalities and not self.sectors

    def is_open_to(self, profile: Profile) -> bool:
        near = not self.municipalities or profile.municipality in self.municipalities
        return near and (not self.sectors or profile.sector in self.sectors)
