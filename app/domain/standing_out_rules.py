"""The document that says what stands out in a release: rules of a few kinds, when they apply, and their sentences."""

from string import Template
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.domain.parsed import Number, Parsed, Points, Text, Weight

Count = Annotated[int, Field(ge=1)]
Least = Annotated[Number, Field(gt=0, le=100)]
OneDimension = Literal["main_group", "sector", "size", "region"]

# What a sentence of each kind may have a place for.
_PLACES = {
    "lowest_element": {"element", "value", "points"},
    "highest_element": {"element", "value", "points"},
    "technology_ahead": {"points"},
    "technology_behind": {"points"},
    "group_below": {"group", "element", "value", "total", "points"},
    "group_above": {"group", "element", "value", "total", "points"},
    "rise": {"element", "value", "earlier", "points"},
    "fall": {"element", "value", "earlier", "points"},
    "many_on_lowest_steps": {"element", "percent"},
}


class _Rule(Parsed):
    sentence: Text


class ExtremeRule(_Rule):
    """An element is the lowest or the highest, by at least so many points from the next."""

    kind: Literal["lowest_element", "highest_element"]
    least: Least


class BalanceRule(_Rule):
    """Technology is `balance_from` points ahead of the other elements or behind them."""

    kind: Literal["technology_ahead", "technology_behind"]


class GroupRule(_Rule):
    """A group is at least so many points below or above the whole province, and so many times the margin.

    Of `tables` the first counts that shows anything, and of that table at most so many groups. Who compares many groups
    finds some that differ by noise alone; hence more than once the margin.
    """

    kind: Literal["group_below", "group_above"]
    tables: Annotated[tuple[OneDimension, ...], Field(min_length=1)]
    least: Least
    margins: Weight
    at_most: Count


class ChangeRule(_Rule):
    """An element or the index went up or down by at least so many points since the release before."""

    kind: Literal["rise", "fall"]
    least: Least
    at_most: Count


class StepsRule(_Rule):
    """At least so many percent of companies are on the lowest steps of the scale on an element."""

    kind: Literal["many_on_lowest_steps"]
    steps: Annotated[int, Field(ge=1, le=4)]
    least: Least
    at_most: Count


Rule = ExtremeRule | BalanceRule | GroupRule | ChangeRule | StepsRule


class StandingOutRules(Parsed):
    """At most `most` sentences; `index` is their word for the index. Technology is ahead from `balance_from` points."""

    most: Count
    balance_from: Annotated[Points, Field(gt=0)]
    index: Text
    rules: tuple[Annotated[Rule, Field(discriminator="kind")], ...]
    source: Text

    @model_validator(mode="after")
    def _check_sentences(self) -> Self:
        for rule in self.rules:
            sentence = Template(rule.sentence)
            unknown = set(sentence.get_identifiers()) - _PLACES[rule.kind]
            if unknown or not sentence.is_valid():
                raise ValueError(f"A sentence of {rule.kind} has no place for {', '.join(sorted(unknown)) or '$'}")
        return self
