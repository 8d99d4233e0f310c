"""What owners of invented companies share with the advisers of their area, for how long, and what they ask."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.dutch_days import begin_of, day_of
from app.domain.invented.companies import one_of
from app.domain.invented.model import InventedModel, SharingModel
from app.domain.invented.moments import at_work_after, start_on
from app.domain.invented.people import invent_person
from app.domain.invented.scans import InventedScan
from app.domain.sharing import OwnerDetails, Scope, months_after


@dataclass(frozen=True, slots=True)
class InventedShare:
    """A scan as its owner shares it, up to and including a day; moments that have not come yet are None."""

    owner: OwnerDetails
    scope: Scope
    shared_at: datetime
    ends_on: date
    opened_at: datetime | None
    withdrawn_at: datetime | None
    expired_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.withdrawn_at is not None or self.expired_at is not None


def invent_share(
    model: InventedModel, scan: InventedScan, *, now: datetime, draw: random.Random
) -> InventedShare | None:
    """Invent what the owner of a finished scan shares, or None for who keeps it to oneself."""
    rules = model.sharing
    if scan.finished_at is None or draw.random() >= rules.shares:
        return None
    shared_at = _shared_at(model, scan.finished_at, draw)
    if shared_at > now:
        return None
    ends_on = months_after(day_of(shared_at), int(one_of(rules.months, draw)))
    withdrawn_at = _withdrawn_at(model, shared_at, now, draw)
    night_after = begin_of(ends_on + timedelta(1))
    return InventedShare(
        owner=_owner(model, draw),
        scope=_scope(rules, scan, draw),
        shared_at=shared_at,
        ends_on=ends_on,
        opened_at=_opened_at(model, shared_at, withdrawn_at or now, draw),
        withdrawn_at=withdrawn_at,
        expired_at=night_after if night_after <= now and not withdrawn_at else None,
    )


def _owner(model: InventedModel, draw: random.Random) -> OwnerDetails:
    rules = model.sharing
    person = invent_person(model.names, rules.host, draw)
    return OwnerDetails(
        name=person.name,
        email=person.email,
        phone=f"06-00{draw.randrange(10**6):06}" if draw.random() < rules.tells_phone else "",
        question=draw.choice(rules.questions) if draw.random() < rules.asks else "",
    )


def _scope(rules: SharingModel, scan: InventedScan, draw: random.Random) -> Scope:
    has_figures = not scan.figures.is_empty and draw.random() < rules.with_figures
    return Scope.CASE_AND_FIGURES if has_figures else Scope.CASE


def _shared_at(model: InventedModel, finished_at: datetime, draw: random.Random) -> datetime:
    """Share with the result still on the screen, or on a later day."""
    rules = model.sharing
    if draw.random() < rules.at_once:
        return finished_at + timedelta(minutes=draw.uniform(*rules.minutes_at_once))
    return _days_later(model, finished_at, rules.days_after, draw)


def _withdrawn_at(model: InventedModel, shared_at: datetime, now: datetime, draw: random.Random) -> datetime | None:
    if draw.random() >= model.sharing.withdrawn:
        return None
    moment = _days_later(model, shared_at, model.sharing.days_until_withdrawn, draw)
    return moment if moment < now else None


def _opened_at(model: InventedModel, shared_at: datetime, before: datetime, draw: random.Random) -> datetime | None:
    if draw.random() >= model.sharing.opened:
        return None
    waited = timedelta(draw.uniform(*model.sharing.days_until_opened))
    moment = at_work_after(model.moments, shared_at + waited, draw)
    return moment if moment < before else None


def _days_later(model: InventedModel, moment: datetime, days: tuple[float, float], draw: random.Random) -> datetime:
    return start_on(model.moments, day_of(moment) + timedelta(round(draw.uniform(*days))), draw)
