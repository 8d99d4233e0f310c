"""Schemes: what can be said of one today, and from when on it is not shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.schemes import Scheme, SchemeCheck, SchemeChecks, SchemeState, scheme_on

TODAY = date(2026, 6, 15)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def scheme(**changes: Any) -> Scheme:
    defaults = {"id": "slim", "name": "SLIM", "helps_with": "Leren.", "source": "redactioneel"}
    return Scheme.model_validate(defaults | changes)


def checks(**found: Any) -> SchemeChecks:
    """Return a check of `slim`, made today, that counts for ten days."""
    check = {"checked_on": TODAY} | found
    return SchemeChecks.model_validate({"valid_days": 10, "source": "redactioneel", "checks": {"slim": check}})


def state(asked: Scheme, known: SchemeChecks | None) -> SchemeState:
    return scheme_on(asked, known, TODAY).state


@pytest.mark.parametrize("known", [None, SchemeChecks(valid_days=10, source="redactioneel")])
def test_a_scheme_that_nobody_looked_up_is_a_name_to_ask_about(known: SchemeChecks | None) -> None:
    assert state(scheme(), known) is SchemeState.TO_ASK


def test_a_check_of_another_scheme_says_nothing() -> None:
    assert state(scheme(id="wbso"), checks()) is SchemeState.TO_ASK


@pytest.mark.parametrize("found", [{"opens_on": TODAY}, {"opens_on": YESTERDAY, "closes_on": TODAY}])
def test_a_scheme_is_open_from_the_first_day_to_the_last(found: dict[str, date]) -> None:
    assert state(scheme(), checks(**found)) is SchemeState.OPEN


@pytest.mark.parametrize("found", [{}, {"closes_on": TOMORROW}])
def test_a_scheme_of_which_no_window_was_found_stays_a_name(found: dict[str, date]) -> None:
    assert state(scheme(), checks(**found)) is SchemeState.TO_ASK


def test_a_scheme_may_open_later() -> None:
    assert state(scheme(), checks(opens_on=TOMORROW)) is SchemeState.OPENS_LATER


def test_a_scheme_is_closed_the_day_after_the_last() -> None:
    assert state(scheme(), checks(closes_on=YESTERDAY)) is SchemeState.CLOSED


def test_a_scheme_that_ended_is_closed_without_a_check() -> None:
    assert state(scheme(ends_on=YESTERDAY), None) is SchemeState.CLOSED


def test_a_scheme_that_ended_is_closed_whatever_a_check_says() -> None:
    assert state(scheme(ends_on=YESTERDAY), checks(closes_on=TOMORROW)) is SchemeState.CLOSED


def test_a_scheme_lasts_through_its_last_day() -> None:
    assert state(scheme(ends_on=TODAY), None) is SchemeState.TO_ASK


@pytest.mark.parametrize(
    ("age", "expected"), [(10, SchemeState.TO_ASK), (11, SchemeState.OUTDATED), (-1, SchemeState.OUTDATED)]
)
def test_a_check_counts_for_so_many_days(age: int, expected: SchemeState) -> None:
    assert state(scheme(), checks(checked_on=TODAY - timedelta(days=age))) is expected


def test_what_closed_stays_closed_when_the_check_is_old() -> None:
    old = TODAY - timedelta(days=400)

    assert state(scheme(), checks(checked_on=old, closes_on=old)) is SchemeState.CLOSED


@pytest.mark.parametrize(
    ("known", "is_to_ask", "opens_later"),
    [(None, True, False), (checks(opens_on=TOMORROW), False, True), (checks(opens_on=TODAY), False, False)],
)
def test_a_scheme_is_a_name_to_ask_about_or_opens_later(
    known: SchemeChecks | None, is_to_ask: bool, opens_later: bool
) -> None:
    today = scheme_on(scheme(), known, TODAY)

    assert (today.is_to_ask, today.opens_later) == (is_to_ask, opens_later)


def test_the_check_comes_with_what_is_said() -> None:
    today = scheme_on(scheme(), checks(closes_on=TOMORROW), TODAY)

    assert today.check == SchemeCheck(checked_on=TODAY, closes_on=TOMORROW)


@pytest.mark.parametrize(
    ("asked", "known", "is_shown"),
    [
        (scheme(), None, True),
        (scheme(), checks(), True),
        (scheme(), checks(opens_on=TOMORROW), True),
        (scheme(), checks(closes_on=YESTERDAY), False),
        (scheme(), checks(checked_on=TODAY - timedelta(days=11)), False),
        (scheme(ends_on=YESTERDAY), None, False),
    ],
)
def test_what_is_over_or_checked_long_ago_is_not_shown(
    asked: Scheme, known: SchemeChecks | None, is_shown: bool
) -> None:
    assert scheme_on(asked, known, TODAY).is_shown is is_shown


def test_a_scheme_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValidationError, match="expected closes_on on or after opens_on"):
        SchemeCheck(checked_on=TODAY, opens_on=TODAY, closes_on=YESTERDAY)


def test_a_scheme_may_be_open_for_a_day() -> None:
    assert SchemeCheck(checked_on=TODAY, opens_on=TODAY, closes_on=TODAY).closes_on == TODAY
