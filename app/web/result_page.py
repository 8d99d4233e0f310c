"""The result on a page: what the scan says, its charts, and what the owner just changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.account import Organisation
from app.domain.comparison import Group
from app.domain.operator import Operator
from app.domain.report import Report
from app.domain.scan import Scan
from app.domain.sharing import Share
from app.rendering.charts import Wheel, wheel
from app.rendering.hard_number import HardNumberCard
from app.rendering.j_curve_chart import JCurveChart, j_curve_chart
from app.rendering.plan_cards import PlanCard, plan_cards
from app.services.comparison import comparison_rules
from app.services.figures import hard_number_rules
from app.web.like_you_page import LikeYouPage, like_you_page
from app.web.plan_changes import NOTICE, PlanChange, plan_change


@dataclass(frozen=True, slots=True)
class ResultPage:
    """`share` is with whom the scan is shared now and `from_adviser` how many things they share in return; `advisers`
    are those with whom it can be. Where no release tells of companies like this one, `like_you` is None.
    """

    scan: Scan
    plan: tuple[PlanCard, ...]
    wheel: Wheel
    like_you: LikeYouPage | None
    j_curve: JCurveChart | None
    hard_number: HardNumberCard | None
    change: PlanChange | None
    share: Share | None
    from_adviser: int
    advisers: Sequence[Organisation]
    notice_id: ClassVar[str] = NOTICE

    @property
    def report(self) -> Report:
        return self.scan.report

    @property
    def no_reference(self) -> str | None:
        """Why nothing will stand beside the hard number, to know before telling any figures."""
        return hard_number_rules().reason_without_reference(self.scan.profile.sector)

    def adviser_at(self, card: PlanCard) -> Organisation | None:
        """The organisation behind the door of a step, where the plan names it first, while the scan is not shared."""
        if self.share or card.told_at:
            return None
        return next((adviser for adviser in self.advisers if adviser.door == card.step.door.id), None)


def result_page(
    scan: Scan,
    operator: Operator,
    *,
    like_you: Group | None,
    hard_number: HardNumberCard | None,
    share: Share | None,
    from_adviser: int,
    advisers: Sequence[Organisation],
    query: Mapping[str, str],
    today: date,
) -> ResultPage:
    """Work out the result as it is today; `query` says what the owner just changed."""
    report = scan.report
    drawn = wheel(report.elements)
    return ResultPage(
        scan=scan,
        plan=tuple(plan_cards(report, operator, today=today)),
        wheel=drawn,
        like_you=like_you_page(scan, like_you, comparison_rules(), drawn) if like_you else None,
        j_curve=j_curve_chart(report.j_curve),
        hard_number=hard_number,
        change=plan_change(report, query),
        share=share,
        from_adviser=from_adviser,
        advisers=advisers,
    )
