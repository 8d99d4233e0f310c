"""What owners of invented companies share with advisers."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.dutch_days import NETHERLANDS, day_of
from app.domain.email_address import email_address
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan
from app.domain.invented.sharing import InventedShare, invent_share
from app.domain.sharing import Scope, months_after
from app.services.sharing_rules import sharing_rules
from tests.conftest import NOW

Shares = Sequence[InventedShare]


@pytest.fixture(scope="module")
def generous(model: InventedModel) -> InventedModel:
    """Everybody shares."""
    return model.model_copy(update={"sharing": model.sharing.model_copy(update={"shares": 1})})


@pytest.fixture(scope="module")
def shares(generous: InventedModel, finished: Sequence[InventedScan]) -> Shares:
    draw = random.Random(1)
    found = (invent_share(generous, scan, now=NOW, draw=draw) for scan in finished)
    return [share for share in found if share]


def share_of(part: Sequence[object], whole: Sequence[object]) -> float:
    return len(part) / len(whole)


def test_some_owners_share_their_scan(model: InventedModel, finished: Sequence[InventedScan]) -> None:
    draw = random.Random(1)
    shared = [scan for scan in finished if invent_share(model, scan, now=NOW, draw=draw)]

    assert 0.25 < share_of(shared, finished) < 0.45


def test_a_draft_is_not_shared(generous: InventedModel, finished: Sequence[InventedScan]) -> None:
    draft = replace(finished[0], finished_at=None)

    assert invent_share(generous, draft, now=NOW, draw=random.Random(1)) is None
    assert invent_share(generous, finished[0], now=NOW, draw=random.Random(1))


def test_owners_choose_from_the_months_of_the_form(model: InventedModel) -> None:
    assert {int(months) for months in model.sharing.months} == set(sharing_rules().months)


def test_sharing_lasts_so_many_months(shares: Shares) -> None:
    for share in shares:
        assert share.ends_on in [months_after(day_of(share.shared_at), months) for months in (3, 6, 12)]


def test_nothing_happens_in_the_future(shares: Shares) -> None:
    for share in shares:
        assert share.shared_at <= NOW
        moments = (share.opened_at, share.withdrawn_at, share.expired_at)
        assert all(share.shared_at < moment <= NOW for moment in moments if moment)


def test_advisers_open_what_they_may_see(shares: Shares) -> None:
    opened = [share for share in shares if share.opened_at]

    assert 0.5 < share_of(opened, shares) < 0.95
    for share in opened:
        assert share.opened_at
        assert share.opened_at < (share.withdrawn_at or share.expired_at or NOW)


def test_advisers_open_it_in_working_hours(shares: Shares) -> None:
    opened = [share.opened_at.astimezone(NETHERLANDS) for share in shares if share.opened_at]

    assert all(moment.weekday() < 5 and 8 <= moment.hour < 17 for moment in opened)


def test_some_owners_share_with_the_result_on_the_screen(
    generous: InventedModel, finished: Sequence[InventedScan]
) -> None:
    draw = random.Random(1)
    shared = [(scan, invent_share(generous, scan, now=NOW, draw=draw)) for scan in finished]
    waits = [share.shared_at - scan.finished_at for scan, share in shared if share and scan.finished_at]

    assert 0.4 < share_of([wait for wait in waits if wait < timedelta(minutes=16)], waits) < 0.8


def test_what_would_be_shared_later_is_not_shared_yet(
    generous: InventedModel, finished: Sequence[InventedScan]
) -> None:
    scan = finished[0]
    assert scan.finished_at

    assert invent_share(generous, scan, now=scan.finished_at, draw=random.Random(1)) is None


def test_a_share_ends_once(shares: Shares) -> None:
    withdrawn = [share for share in shares if share.withdrawn_at]
    expired = [share for share in shares if share.expired_at]

    assert withdrawn
    assert expired
    assert not any(share.expired_at for share in withdrawn)
    assert [share for share in shares if share.is_over] == [
        share for share in shares if share in withdrawn or share in expired
    ]


def test_a_share_expires_in_the_night_after_its_last_day(shares: Shares) -> None:
    for share in shares:
        is_due = share.ends_on < day_of(NOW) and not share.withdrawn_at
        assert (share.expired_at is not None) == is_due
        if share.expired_at:
            assert day_of(share.expired_at) == share.ends_on + timedelta(1)


def test_figures_are_shared_by_some_who_told_them(generous: InventedModel, finished: Sequence[InventedScan]) -> None:
    draw = random.Random(1)
    shared = [(scan, invent_share(generous, scan, now=NOW, draw=draw)) for scan in finished]
    with_figures = [scan for scan, share in shared if share and share.scope is Scope.CASE_AND_FIGURES]
    told = [scan for scan in finished if not scan.figures.is_empty]

    assert 0.3 < share_of(with_figures, told) < 0.7
    assert not any(scan.figures.is_empty for scan in with_figures)


def test_some_owners_ask_something(shares: Shares) -> None:
    assert 0.3 < share_of([share for share in shares if share.owner.question], shares) < 0.8


def test_some_owners_give_a_telephone_number_that_nobody_has(shares: Shares) -> None:
    told = [share.owner.phone for share in shares if share.owner.phone]

    assert 0.3 < share_of(told, shares) < 0.7
    assert all(phone.startswith("06-00") for phone in told)


def test_every_owner_has_an_address_that_cannot_exist(shares: Shares) -> None:
    assert all(email_address(share.owner.email).endswith(".example") for share in shares)
