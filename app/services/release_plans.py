"""Plans releases from the specification, from what was published and from the years of the ledger; looks at no scan."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.db import releases
from app.db.engine import Database
from app.db.release_tables import LedgerYearRow
from app.domain.cube import Cube
from app.domain.folding import folded
from app.domain.questionnaire import Questionnaire
from app.domain.release import Kind, Release, Statistic
from app.domain.release_errors import LedgerBudgetError, LedgerClosedError, ProvinceError, SpecificationError
from app.domain.release_period import Period, period_of
from app.domain.release_plan import ReleasePlan, plan_release
from app.domain.release_specification import ReleaseSpecification, table_name
from app.municipalities import municipalities

_TOTAL = table_name(())


def plan(
    database: Database, specification: ReleaseSpecification, *, province: str, period: Period, today: date
) -> ReleasePlan:
    """Plan a release. Raises ReleaseError with the reason why there can be none."""
    with database.read() as session:
        return plan_in(session, specification, province=province, period=period, today=today)


def plan_in(
    session: Session, specification: ReleaseSpecification, *, province: str, period: Period, today: date
) -> ReleasePlan:
    """Plan a release by what the transaction sees. Raises ReleaseError."""
    unknown = specification.expected.provinces.keys() - {each.province for each in municipalities().values()}
    if unknown:
        raise SpecificationError(f"expected.provinces has {', '.join(sorted(unknown))}, which is no province")
    released = releases.list_releases(session)
    before = _counted_before(session, released, province, period)
    planned = plan_release(
        specification, released, province=province, period=period, counted_before=before, today=today
    )
    opened = session.get(LedgerYearRow, period.year)
    if opened:
        nonce_of(opened, budget=specification.budget.rho_per_year)
    return planned


def nonce_of(year: LedgerYearRow, *, budget: int) -> str:
    """Return what the tokens of a year are made with, if this budget may be spent in it. Raises ReleaseError."""
    if year.nonce is None:
        raise LedgerClosedError(year.year)
    if year.budget != budget:
        raise LedgerBudgetError(year.year, budget=year.budget)
    return year.nonce


def check_lists(specification: ReleaseSpecification, questionnaire: Questionnaire) -> None:
    """Raise SpecificationError unless the specification and the questionnaire have the same lists."""
    lists = specification.dimensions
    for name, theirs, ours in (
        ("sectors", questionnaire.profile.sectors, lists.sectors),
        ("sizes", questionnaire.profile.sizes, lists.sizes),
        ("elements", questionnaire.elements, lists.elements),
    ):
        if {each.id for each in theirs} != set(ours):
            raise SpecificationError(f"its {name} are not those of the questionnaire")


def province_named(written: str) -> str:
    """Return the name of a province as it is written officially. Raises ProvinceError."""
    names = {folded(each.province): each.province for each in municipalities().values()}
    if folded(written) not in names:
        raise ProvinceError(written, sorted(names.values()))
    return names[folded(written)]


def _counted_before(session: Session, released: Sequence[Release], province: str, period: Period) -> int | None:
    """Return the noisy number of companies in the latest year before; 0 where it was too small to show."""
    earlier = [
        each
        for each in released
        if each.province == province and each.kind is Kind.YEAR and period_of(each.period).year < period.year
    ]
    if not earlier:
        return None
    latest = max(earlier, key=lambda each: each.period)
    cells = releases.cells_of(session, latest.id, table=_TOTAL)
    return next(cell.companies or 0 for cell in cells if cell.statistic is Statistic.COMPANIES)


def cube_of(specification: ReleaseSpecification, province: str) -> Cube:
    """Return the cells of a province. Raises SpecificationError when its lists are of another year."""
    inside = [each for each in municipalities().values() if each.province == province]
    for municipality in inside:
        if municipality.division_year != specification.dimensions.division_year:
            raise SpecificationError(f"reference/municipalities.csv has the division of {municipality.division_year}")
    return Cube({each.code: each.region for each in inside}, specification.dimensions)
