"""Companies that count, as invented ones fill in the scan: their sectors, sizes, answers and scores.

A few are invented and scored, and many are drawn from those. Each drawn company gets a municipality of its own, by the
weights of the invented companies: made up, larger towns more, as no public list of companies comes with the program.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.contribution import Base, Contribution, contribution
from app.domain.counting import doubt_in
from app.domain.cube import Cube
from app.domain.invented.scans import InventedScan
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import score
from app.services.demo import invent, invented_model
from benchmarks.results import Follow

PROVINCE = "Overijssel"
_INVENTED = 2000
_NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CountingCompany:
    """A plausible scan of a company, and what it contributes to a release."""

    scan: InventedScan
    contribution: Contribution

    def in_municipality(self, code: str) -> Contribution:
        return Contribution(self.contribution.base._replace(municipality=code), self.contribution.scores)


def invent_companies(
    questionnaire: Questionnaire, elements: Sequence[str], *, follow: Follow
) -> Sequence[CountingCompany]:
    """Invent scans, always the same, and return those that count."""
    scans = invent(questionnaire, _INVENTED, now=_NOW, draw=random.Random(_INVENTED))
    return [company for _ in follow(range(_INVENTED)) for company in _plausible(questionnaire, elements, next(scans))]


def _plausible(questionnaire: Questionnaire, elements: Sequence[str], scan: InventedScan) -> Iterator[CountingCompany]:
    if scan.finished_at is None:
        return
    answers = {question_id: code for question_id, (code, _) in scan.answers.items()}
    profile = scan.company.profile
    scores = score(questionnaire, profile, answers)
    seconds = (scan.finished_at - scan.started_at).total_seconds()
    if doubt_in(questionnaire, answers, scores, seconds=seconds) is None:
        base = Base(profile.municipality or "", profile.sector, profile.size)
        yield CountingCompany(scan, contribution(base, scores.shown, elements))


def draw_municipalities(cube: Cube, count: int, draw: random.Random) -> Sequence[str]:
    """Draw so many municipalities of a province."""
    model = invented_model().municipalities
    weights = {code: weight for code, weight in model.weights.items() if code in cube.region_of}
    return draw.choices(list(weights), list(weights.values()), k=count)
