"""Subsidies and the like as parsed, and what can be said of one today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.domain.parsed import Parsed, Slug, Text
from app.domain.profile import Profile


class Scheme(Parsed):
    """A subsidy or the like as its source describes it; `ends_on` is the last day that is known.

    Without `sectors` it is for all of them.
    """

    id: Slug
    name: Text
    helps_with: Text
    source: Text
    ends_on: date | None = None
    sectors: tuple[str, ...] = ()

    def fits(self, profile: Profile) -> bool:
        return not self.sectors or profile.sector in self.sectors


class SchemeCheck(Parsed):
    """What was found when someone looked a scheme up. Without `opens_on` no window was found, so it stays a name."""

    checked_on: date
    opens_on: date | None = None
    closes_on: date | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValueError("expected closes_on on or after opens_on")
        return self


class SchemeChecks(Parsed):
    """The checks by scheme id; after `valid_days` a check is too old to show."""

    valid_days: Annotated[int, Field(ge=1, le=3650)]
    source: Text
    checks: dict[Slug, SchemeCheck] = {}


class SchemeState(StrEnum):
    """What can be said of a scheme; the last two are not shown to owners."""

    TO_ASK = "to_ask"
    OPEN = "open"
    OPENS_LATER = "opens_later"
    OUTDATED = "outdated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SchemeToday:
    scheme: Scheme
    state: SchemeState
    check: SchemeCheck | None

    @property
    def is_to_ask(self) -> bool:
        return self.state is SchemeState.TO_ASK

    @property
    def opens_later(self) -> bool:
        return self.state is SchemeState.OPENS_LATER

    @property
    def is_shown(self) -> bool:
        return self.state not in (SchemeState.OUTDATED, SchemeState.CLOSED)


def scheme_on(scheme: Scheme, checks: SchemeChecks | None, today: date) -> SchemeToday:
    """Return what can be said of a scheme. One that nobody looked up is a name to ask about, never an offer."""
    check = checks.checks.get(scheme.id) if checks else None
    return SchemeToday(scheme, _state(scheme, check, checks, today), check)


def _state(scheme: Scheme, check: SchemeCheck | None, checks: SchemeChecks | None, today: date) -> SchemeState:
    ends = [day for day in (scheme.ends_on, check.closes_on if check else None) if day is not None]
    if any(day < today for day in ends):
        return SchemeState.CLOSED
    if check is None or checks is None:
        return SchemeState.TO_ASK
    if not timedelta() <= today - check.checked_on <= timedelta(days=checks.valid_days):
        return SchemeState.OUTDATED
    if check.opens_on is None:
        return SchemeState.TO_ASK
    return SchemeState.OPENS_LATER if check.opens_on > today else SchemeState.OPEN
