"""What an adviser sees of a scan that is shared; its owner sees the same before sharing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.explanation import AnsweredQuestion
from app.domain.operator import Operator
from app.domain.profile import ProfileLabels
from app.domain.question import NoScore
from app.domain.report import Report
from app.domain.scan import Scan
from app.municipalities import municipalities
from app.rendering.charts import Wheel, wheel
from app.rendering.hard_number import HardNumberCard
from app.rendering.plan_cards import PlanCard, plan_cards
from app.rendering.report_page import answers_by_theme


@dataclass(frozen=True, slots=True)
class SharedTheme:
    """What was answered in a theme, apart from what the owner does not know."""

    name: str
    unknown: tuple[AnsweredQuestion, ...]
    known: tuple[AnsweredQuestion, ...]


@dataclass(frozen=True, slots=True)
class SharedScan:
    """`hard_number` is None when it was not told or is not shared."""

    scan: Scan
    labels: ProfileLabels
    municipality: str | None
    wheel: Wheel
    plan: tuple[PlanCard, ...]
    themes: tuple[SharedTheme, ...]
    hard_number: HardNumberCard | None

    @property
    def report(self) -> Report:
        return self.scan.report


def shared_scan(scan: Scan, operator: Operator, *, hard_number: HardNumberCard | None, today: date) -> SharedScan:
    """Work out what a scan shows today to whom it is shared with."""
    code = scan.profile.municipality
    return SharedScan(
        scan=scan,
        labels=scan.questionnaire.profile.labels_of(scan.profile),
        municipality=municipalities()[code].name if code else None,
        wheel=wheel(scan.report.elements),
        plan=tuple(plan_cards(scan.report, operator, today=today)),
        themes=tuple(_themes(scan.report)),
        hard_number=hard_number,
    )


def _themes(report: Report) -> Iterator[SharedTheme]:
    for theme in answers_by_theme(report):
        unknown = tuple(answered for answered in theme.answers if answered.code == NoScore.UNKNOWN)
        yield SharedTheme(theme.name, unknown, tuple(one for one in theme.answers if one not in unknown))
