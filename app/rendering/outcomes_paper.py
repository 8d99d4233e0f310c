"""The paper for a meeting: all that a release tells, as one document for the printer of a browser and for the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.dutch_days import day_of
from app.domain.open_data import Licence
from app.domain.outcomes import Outcomes
from app.domain.release_period import Period
from app.domain.release_specification import Display, ReleaseSpecification
from app.rendering.outcomes_page import DistributionPage, GlancePage
from app.rendering.parts_table import PartsTable, parts_table, sectors_table
from app.rendering.stylesheets import style_source, stylesheet
from app.rendering.templates import REPORT_TEMPLATES, report_environment
from app.rendering.trend_page import PointRow, TrendPage, TrendRow

TABLES = ("total", "main_group", "sector", "size", "region", "municipality")
_MOST_PERIODS = 4
_SIGNS_OF_HASH = 12
_STYLES = ("report.css", "outcomes.css")


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A measure over time, with the latest of its periods, the earliest first."""

    trend: TrendRow

    @property
    def rows(self) -> Sequence[PointRow]:
        return self.trend.rows[:_MOST_PERIODS][::-1]


@dataclass(frozen=True, slots=True)
class OutcomesPaperPage:
    """Tables are None where the release does not have them; `licence` is None unless it is open data.

    `method` is the address of the page on how figures are made.
    """

    glance: GlancePage
    distribution: DistributionPage
    trend: TrendPage
    published: date
    specification: ReleaseSpecification
    licence: Licence | None
    method: str
    sectors: PartsTable | None
    sizes: PartsTable | None
    regions: PartsTable | None
    municipalities: PartsTable | None

    @property
    def outcomes(self) -> Outcomes:
        return self.glance.outcomes

    @property
    def display(self) -> Display:
        return self.outcomes.display

    @property
    def rho(self) -> Fraction:
        return Fraction(self.outcomes.release.rho, 1000)

    @property
    def rules(self) -> str:
        """The begin of the hash of the document by which it was made."""
        return self.outcomes.release.specification_hash[:_SIGNS_OF_HASH]

    @property
    def rho_per_year(self) -> Fraction:
        return Fraction(self.specification.budget.rho_per_year, 1000)

    @property
    def has_parts(self) -> bool:
        """Whether any part of the province has a figure."""
        return any(table.is_shown for table in (self.sectors, self.sizes, self.regions, self.municipalities) if table)

    @property
    def trend_lines(self) -> Sequence[TrendLine]:
        return [TrendLine(each) for each in self.trend.trends]

    @property
    def index_trend(self) -> TrendRow:
        return self.trend.trends[0]

    @property
    def periods(self) -> Sequence[Period]:
        return [row.point.period for row in self.trend_lines[0].rows]


def outcomes_paper_page(
    glance: GlancePage,
    distribution: DistributionPage,
    trend: TrendPage,
    specification: ReleaseSpecification,
    *,
    licence: Licence | None,
    method: str,
) -> OutcomesPaperPage:
    """Put a release on paper. Its outcomes at a glance have all `TABLES` that the release has."""
    outcomes = glance.outcomes
    municipalities = parts_table(outcomes, "municipality")
    return OutcomesPaperPage(
        glance=glance,
        distribution=distribution,
        trend=trend,
        published=day_of(outcomes.release.published_at),
        specification=specification,
        licence=licence,
        method=method,
        sectors=sectors_table(outcomes, specification.dimensions.main_groups),
        sizes=parts_table(outcomes, "size"),
        regions=parts_table(outcomes, "region"),
        municipalities=municipalities.folded if municipalities else None,
    )


def outcomes_html(page: OutcomesPaperPage, *, back: str | None = None) -> str:
    """Return the paper as a complete document that asks nothing of any address.

    `back` is the path of the page to return to, which a screen shows and paper does not.
    """
    template = report_environment().get_template(f"{REPORT_TEMPLATES.name}/outcomes.html")
    return template.render(page=page, back=back, stylesheet=stylesheet(*_STYLES))


def outcomes_style_source() -> str:
    """Return the source expression that lets a Content-Security-Policy allow the stylesheet in the paper."""
    return style_source(*_STYLES)
