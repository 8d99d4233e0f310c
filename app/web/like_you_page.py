"""Companies like that of the owner, as the result page shows them: an own bar each, with the mean of others on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.comparison import Compared, ComparisonRules, Group, compare, own_scores
from app.domain.dutch_days import day_of
from app.domain.release_period import Period, period_of
from app.domain.scan import Scan
from app.rendering.charts import Wheel
from app.rendering.outcome_charts import LENGTH, POINTS
from app.web.messages import message

_COLOUR = "#0f4c5c"


@dataclass(frozen=True, slots=True)
class MeanOnBar:
    """An own score as a bar, or None without one, with the mean of others at `mean` and its margin around it."""

    length: int
    colour: str
    filled: str | None
    mean: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class LikeYouRow:
    """A line of the table: of an element with its number and colour in the wheel, or of the index without a number."""

    number: int | None
    name: str
    compared: Compared
    bar: MeanOnBar

    @property
    def words(self) -> str | None:
        """Where the own score is, as far as that is sure."""
        if self.compared.standing is None:
            return None
        standing, place = message("standing", self.compared.standing), self.compared.place
        return f"{standing}, {message('place', place)}" if place else standing


@dataclass(frozen=True, slots=True)
class LikeYouPage:
    group: Group
    rules: ComparisonRules
    works_alone: bool
    rows: Sequence[LikeYouRow]

    @property
    def period(self) -> Period:
        return period_of(self.group.release.period)

    @property
    def published_on(self) -> date:
        return day_of(self.group.release.published_at)

    @property
    def has_places(self) -> bool:
        return any(row.compared.place for row in self.rows)


def like_you_page(scan: Scan, group: Group, rules: ComparisonRules, wheel: Wheel) -> LikeYouPage | None:
    """Put the scores of a scan beside those of a group, in the colours of the wheel; without a score there is none."""
    questionnaire = scan.questionnaire
    if not scan.report.has_scores:
        return None
    compared = compare(group, own_scores(questionnaire, scan.report.scores), rules)
    works_alone = group.size is not None and not questionnaire.profile.has_staff(scan.profile)
    return LikeYouPage(group, rules, works_alone, list(_rows(compared, wheel)))


def _rows(compared: Sequence[Compared], wheel: Wheel) -> Iterator[LikeYouRow]:
    slices = {each.result.element.id: each for each in wheel.slices}
    for each in compared:
        found = slices.get(each.id)
        name = found.result.element.name if found else message("standing", "index")
        yield LikeYouRow(found.number if found else None, name, each, _bar(each, found.colour if found else _COLOUR))


def _bar(compared: Compared, colour: str) -> MeanOnBar:
    own, mean = compared.own, compared.mean
    return MeanOnBar(
        length=LENGTH,
        colour=colour,
        filled=POINTS.along(own.value) if own else None,
        mean=POINTS.along(mean.value),
        low=POINTS.along(mean.value - mean.margin),
        high=POINTS.along(mean.value + mean.margin),
    )
