"""What happens to scans and releases while a release is made."""

from collections.abc import Callable

from sqlmodel import select

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.scans import put_answer
from app.domain.questionnaire import Questionnaire
from app.domain.release_errors import ScansChangingError
from app.services.freezing import Follow
from app.services.releasing import Terms
from tests.databases import on_both, on_sqlite
from tests.finished_scans import ALMERE, ELSEWHERE, LATER, ZWOLLE, finish, release
from tests.services.made_releases import by_quarters, change, made_by, refused, spent

__all__ = ["by_quarters", "made_by"]


def at_each_reading(do: Callable[[], object]) -> tuple[list[float], Follow]:
    """Return a follower that does something while scans are read, and how often it did."""
    heard: list[float] = []

    def follow(*, completed: float) -> None:
        heard.append(completed)
        do()

    return heard, follow


@on_both
def test_a_scan_that_comes_meanwhile_counts(database: Database, shipped: Questionnaire, made_by: Terms) -> None:
    finish(database, shipped)
    coming = iter([1])
    heard, follow = at_each_reading(lambda: [finish(database, shipped) for _ in coming])

    release(database, made_by, follow=follow)

    assert (len(heard), spent(database)) == (2, [1000, 1000])


@on_sqlite
def test_a_scan_that_is_taken_away_meanwhile_does_not_count(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)
    heard, follow = at_each_reading(lambda: change(database, may_count=False))

    release(database, made_by, follow=follow)

    assert (len(heard), spent(database)) == (1, [])


@on_sqlite
def test_an_answer_that_changes_meanwhile_makes_it_start_again(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)

    def answer() -> None:
        with database.write() as session:
            (scan_id,) = session.exec(select(ScanRow.id))
            put_answer(session, scan_id or 0, question_id="planning", code="a", now=LATER)

    heard, follow = at_each_reading(answer)

    release(database, made_by, follow=follow)

    assert (len(heard), spent(database)) == (2, [1000])


@on_both
def test_scans_that_keep_changing_stop_it_after_three_times(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)
    heard, follow = at_each_reading(lambda: finish(database, shipped))

    refused(ScansChangingError, database, made_by, follow=follow)

    assert len(heard) == 3


@on_sqlite
def test_a_company_that_another_province_measures_meanwhile_is_left_out(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)

    def measure_elsewhere() -> None:
        change(database, municipality=ZWOLLE)
        release(database, made_by, province=ELSEWHERE)
        change(database, municipality=ALMERE)

    heard, follow = at_each_reading(measure_elsewhere)

    release(database, made_by, follow=follow)

    assert (len(heard), spent(database)) == (1, [1000])


@on_sqlite
def test_a_quarter_that_comes_meanwhile_leaves_the_year_the_rest(
    database: Database, shipped: Questionnaire, by_quarters: Terms
) -> None:
    finish(database, shipped)
    others = iter([1])
    heard, follow = at_each_reading(lambda: [release(database, by_quarters, "2025Q2") for _ in others])

    made = release(database, by_quarters, follow=follow)

    assert (len(heard), made.rho, spent(database)) == (2, 500, [1000])
