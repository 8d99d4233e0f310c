"""A question as parsed: its words, its levels and what it counts for."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.domain.conditions import Condition, Conditions, Facts
from app.domain.parsed import Code, Parsed, Share, Slug, Text
from app.domain.profile import Profile, ProfileField


class NoScore(StrEnum):
    """An answer that gives no score."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_NEEDED = "not_needed"


class Option(Parsed):
    code: Code
    value: Share


class AnswerSet(Parsed):
    id: Slug
    options: Annotated[tuple[Option, ...], Field(min_length=4, max_length=5)]


class DescribedLevel(Parsed):
    """What one would see in the company at this option."""

    label: Text
    text: Text | None = None


class Variant(Parsed):
    """Other words for companies of this kind; what it leaves out stays as it is."""

    profile: Annotated[dict[ProfileField, tuple[bool | str, ...]], Field(min_length=1)]
    text: Text | None = None
    help: Text | None = None
    evidence: Text | None = None
    levels: dict[Code, DescribedLevel] = {}
    strength: Text | None = None
    bottleneck: Text | None = None


class Wording(Parsed):
    """The words of a question for one company; `evidence` asks for what would show the level."""

    text: Text
    help: Text | None = None
    evidence: Text | None = None
    levels: dict[Code, DescribedLevel]
    strength: Text
    bottleneck: Text


class Question(Wording):
    """One question. `elements` maps the elements it counts for to its weight there."""

    id: Slug
    depth: Literal["core", "full"]
    topics: tuple[Slug, ...] = ()
    measures: Text
    source: Text
    answer_set: Slug
    elements: Annotated[dict[Slug, Annotated[int, Field(ge=1, le=5)]], Field(min_length=1)]
    allows: tuple[NoScore, ...] = (NoScore.UNKNOWN,)
    allows_reason: Text | None = None
    show_if: Conditions = ()
    variants: tuple[Variant, ...] = ()

    @model_validator(mode="after")
    def _gives_a_reason_for_no_score(self) -> Self:
        if set(self.allows) - {NoScore.UNKNOWN} and not self.allows_reason:
            raise ValueError("allows_reason is missing; say why not_applicable or not_needed is a fair answer")
        return self

    @property
    def is_core(self) -> bool:
        return self.depth == "core"

    def reason_for(self, answer: NoScore) -> str | None:
        """Return why an answer is a fair one; not to know needs no reason."""
        return None if answer is NoScore.UNKNOWN else self.allows_reason

    def variant_for(self, profile: Profile) -> Variant | None:
        """Return the first variant that fits the company."""
        fitting = (variant for variant in self.variants if Condition(profile=variant.profile).holds(Facts(profile)))
        return next(fitting, None)

    def wording_for(self, profile: Profile) -> Wording:
        """Return the question in the words for this company."""
        words = Wording.model_construct(**{name: getattr(self, name) for name in Wording.model_fields})
        variant = self.variant_for(profile)
        if variant is None:
            return words
        changed = {name: value for name in Wording.model_fields if (value := getattr(variant, name))}
        return words.model_copy(update=changed | {"levels": self.levels | variant.levels})
