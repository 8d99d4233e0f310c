"""A tracker pads a question about one company, which is refused, with others that are answered (Denning, 1979)."""

import inspect
from collections.abc import Callable

import pytest
from sqlmodel import SQLModel

from app.db.engine import Database
from app.db.release_tables import ReleaseCellRow, ReleaseMeasurementRow, ReleaseRow
from app.domain.contribution import Base, Contribution
from app.services import published_releases
from tests.redteam.naive_site import Levels, NaiveSite, Wanted, but_not, combined, inside, invented, levels, only_one_in

SITE = NaiveSite(invented(200), k=10, keeps_rest_hidden=True)
ALONE = [each for each in SITE.companies if [other.base for other in SITE.companies].count(each.base) == 1]


def only(target: Contribution) -> Wanted:
    return lambda base: base == target.base


def individual_tracker(site: NaiveSite, target: Contribution) -> Levels | None:
    """Take from a group of the target the same group without it."""
    for wider in (Base("", *target.base[1:]), Base("", target.base.sector, ""), Base("", "", target.base.size)):
        group, others = site.ask(inside(wider)), site.ask(but_not(inside(wider), only(target)))
        if group and others:
            return only_one_in(combined((1, group), (-1, others)))
    return None


def half(base: Base) -> bool:
    return base.municipality < "GM0160"


def everybody(_base: Base) -> bool:
    return True


def general_tracker(site: NaiveSite, target: Contribution) -> Levels | None:
    """Add the target to any half of all companies, and to the other half: together it is in there once too often."""
    asked: list[tuple[int, Wanted]] = [
        (1, lambda base: half(base) or base == target.base),
        (1, lambda base: not half(base) or base == target.base),
        (-1, half),
        (-1, but_not(everybody, half)),
    ]
    answers = [(times, site.ask(wanted)) for times, wanted in asked]
    return only_one_in(combined(*((times, cell) for times, cell in answers if cell)))


def test_a_naive_site_refuses_to_answer_about_one_company() -> None:
    assert [SITE.ask(only(target)) for target in ALONE] == [None] * len(ALONE)


def test_an_individual_tracker_gets_the_answers_of_a_naive_site() -> None:
    found = {target: individual_tracker(SITE, target) for target in ALONE}

    assert all(found[target] in (None, levels(target)) for target in ALONE)
    assert sum(each is not None for each in found.values()) > len(ALONE) / 2


def test_a_general_tracker_gets_all_answers_of_a_naive_site() -> None:
    assert [general_tracker(SITE, target) for target in ALONE] == [levels(target) for target in ALONE]


def test_there_is_no_question_about_a_group_to_ask() -> None:
    """A reader names a release and a table, or a province: there is no way to write and, or, not, or a list."""
    readers = [each for _, each in inspect.getmembers(published_releases, inspect.isfunction) if _is_offered(each)]

    taken = {(name, taken.annotation) for each in readers for name, taken in inspect.signature(each).parameters.items()}

    assert readers
    assert {name for name, _ in taken} == {"database", "release_id", "name", "province"}
    assert {kind for _, kind in taken} == {Database, str, str | None}


def _is_offered(function: Callable[..., object]) -> bool:
    return function.__module__ == published_releases.__name__ and not function.__name__.startswith("_")


@pytest.mark.parametrize("table", [ReleaseRow, ReleaseCellRow, ReleaseMeasurementRow])
def test_no_stored_figure_leads_to_a_scan(table: type[SQLModel]) -> None:
    points_at = {key.column.table.name for key in SQLModel.metadata.tables[str(table.__tablename__)].foreign_keys}

    assert points_at <= {"release"}
