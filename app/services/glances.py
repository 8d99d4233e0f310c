"""Reads what a province sees of a release at a glance: its figures, those before it, and what stands out."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from app.content import read_yaml
from app.db.engine import Database
from app.domain.changes import releases_before
from app.domain.glance import Glance
from app.domain.outcomes import Outcomes
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.domain.standing_out import standing_out
from app.domain.standing_out_rules import StandingOutRules
from app.services.outcomes import read_outcomes
from app.services.published_releases import list_for_province

_TABLES = ("total", "main_group", "sector", "size", "region")


@cache
def standing_out_rules() -> StandingOutRules:
    return StandingOutRules.model_validate(read_yaml(Path(__file__).parent / "standing_out.yaml", "standing_out.yaml"))


def glance_of(database: Database, questionnaire: Questionnaire, release: Release, *, province: str | None) -> Glance:
    """Return a release at a glance, beside the last one before it that people of this province may see figures of."""
    outcomes = read_outcomes(database, questionnaire, release, _TABLES)
    earlier = releases_before(release, list_for_province(database, province=province))
    before = _last_shown(database, questionnaire, earlier)
    found = standing_out(standing_out_rules(), outcomes, before)
    return Glance(outcomes, before, found)


def _last_shown(database: Database, questionnaire: Questionnaire, latest_first: Sequence[Release]) -> Outcomes | None:
    totals = (read_outcomes(database, questionnaire, release, ["total"]) for release in latest_first)
    return next((each for each in totals if each.total.is_shown), None)
