"""The paper about a release, as people of a province may see it."""

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.domain.release_period import period_of
from app.rendering.outcomes_page import distribution_page, glance_page
from app.rendering.outcomes_paper import TABLES, OutcomesPaperPage, outcomes_paper_page
from app.rendering.trend_page import trend_page
from app.services.glances import glance_of
from app.services.open_data import open_dataset
from app.services.outcomes import read_outcomes, specification_of
from app.services.published_releases import list_open
from app.services.released_series import read_series


def prepared_outcomes_paper(
    database: Database, questionnaire: Questionnaire, release: Release, *, province: str | None, method: str
) -> OutcomesPaperPage:
    """Show a release beside those before it that people of `province` may see.

    `method` is the address of the page on how figures are made.
    """
    glance = glance_of(database, questionnaire, release, province=province)
    series = read_series(database, questionnaire, release, province=province)
    until_now = [each for each in series if each.period.begin <= period_of(release.period).begin]
    outcomes = read_outcomes(database, questionnaire, release, TABLES)
    is_open = release.id in {each.id for each in list_open(database)}
    return outcomes_paper_page(
        glance_page(outcomes, glance.before, glance.standing_out),
        distribution_page(glance),
        trend_page(until_now, release),
        specification_of(release),
        licence=open_dataset().licence if is_open else None,
        method=method,
    )
