"""What is shared, with whom it can be, and until when."""

from datetime import date

import pytest

from app.domain.account import Kind, Organisation
from app.domain.sharing import OwnerDetails, Scope, Terms, advisers_for, months_after

TERMS = Terms(Scope.CASE, "2026.1", date(2027, 2, 20))


def advisers(number: int, *municipalities: str) -> Organisation:
    return Organisation(number, Kind.ADVISER, f"Huis {number}", None, None, None, municipalities, None)


def test_organisations_are_sorted_by_whether_they_help_here() -> None:
    found = advisers_for("GM0150", [advisers(1, "GM0193"), advisers(2), advisers(3, "GM0150", "GM0200")])

    assert [one.id for one in found.all] == [3, 2, 1]
    assert ([one.id for one in found.near], [one.id for one in found.elsewhere]) == ([3], [1])


def test_without_a_municipality_nobody_is_near() -> None:
    assert advisers_for(None, [advisers(1, "GM0193"), advisers(2)]).near == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 3, date(2027, 2, 20)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
    ],
)
def test_months_after_a_day_end_on_the_same_day_if_there_is_one(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    "other",
    [
        Terms(Scope.CASE_AND_FIGURES, "2026.1", date(2027, 2, 20)),
        Terms(Scope.CASE, "2026.2", date(2027, 2, 20)),
        Terms(Scope.CASE, "2026.1", date(2027, 2, 21)),
    ],
)
def test_a_digest_tells_other_terms_apart(other: Terms) -> None:
    assert TERMS.digest == Terms(TERMS.scope, TERMS.text_version, TERMS.ends_on).digest != other.digest


def test_figures_are_shared_in_one_scope_only() -> None:
    assert [Terms(scope, "2026.1", TERMS.ends_on).has_figures for scope in Scope] == [False, True]


def test_a_digest_tells_other_details_apart() -> None:
    assert OwnerDetails("Jan").digest != OwnerDetails("Jan", question="Hoe?").digest
