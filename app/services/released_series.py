"""Reads what stands beside a release: earlier and later ones of its province, and those of others in its period."""

from collections.abc import Sequence
from dataclasses import replace

from app.db.engine import Database
from app.domain.changes import newest_first, series_of
from app.domain.other_provinces import of_same_period
from app.domain.outcomes import Outcomes
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.services.outcomes import read_outcomes, specification_of
from app.services.published_releases import list_for_province


def read_series(
    database: Database, questionnaire: Questionnaire, release: Release, *, province: str | None
) -> Sequence[Outcomes]:
    """Return the totals of this release and of those like it that people of this province may see, the earliest first.

    Those are of the same province, and all of years or all of quarters.
    """
    series = series_of(release, list_for_province(database, province=province))
    return [read_outcomes(database, questionnaire, each, ("total",)) for each in series]


def find_other_kind(database: Database, release: Release, *, province: str | None) -> Release | None:
    """Return the newest release of quarters of the same province, or of years if this one is of a quarter itself."""
    found = newest_first(list_for_province(database, province=province))
    return next((each for each in found if each.province == release.province and each.kind != release.kind), None)


def read_provinces(
    database: Database, questionnaire: Questionnaire, release: Release, *, province: str | None
) -> Sequence[Outcomes]:
    """Return this release and those of its period that people of this province may see, their own first.

    Each has its total, and its main groups where these are what they are in the first one.
    """
    found = of_same_period(release, list_for_province(database, province=province), own=province)
    groups = specification_of(found[0]).dimensions.main_groups
    return [
        outcomes
        if specification_of(outcomes.release).dimensions.main_groups == groups
        else replace(outcomes, tables={"total": outcomes.tables["total"]})
        for outcomes in (read_outcomes(database, questionnaire, each, ("total", "main_group")) for each in found)
    ]
