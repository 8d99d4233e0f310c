"""Plans releases from what was published and from the specification; looks at no scan."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.db import releases
from app.db.engine import Database
from app.domain.cube import Cube
from app.domain.folding import folded
from app.domain.release import Kind, Release, Statistic
from app.domain.release_errors import ProvinceError, SpecificationError
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
    for named in specification.expected.provinces:
        if province_named(named) != named:
            raise SpecificationError(f"expected.provinces has {named!r}, which is written {province_named(named)!r}")
    released = releases.list_releases(session)
    before = _counted_before(session, released, province, period)
    return plan_release(specification, released, province=province, period=period, counted_before=before, today=today)


def province_named(written: str) -> str:
    """Return the name of a province as it is written officially. Raises ProvinceError."""
    names = {folded(each.province): each.province for each in municipalities().values()}
    if folded(written) not in names:
        raise ProvinceError(written, sorted(names.values()))
    return names[folded(written)]


def _counted_before(session: Session, released: Sequence[Release], province: str, period: Period) -> int | None:
    """Return the noisy number of companies in the latest release of an earlier year, if it was shown."""
    earlier = [
        each
        for each in released
        if each.province == province and each.kind is Kind.YEAR and period_of(each.period).year < period.year
    ]
    if not earlier:
        return None
    latest = max(earlier, key=lambda each: each.period)
    cells = releases.cells_of(session, latest.id, table=_TOTAL)
    return next((cell.companies for cell in cells if cell.statistic is Statistic.COMPANIES), None)


def cube_of(specification: ReleaseSpecification, province: str) -> Cube:
    """Return the cells of a province. Raises SpecificationError when its lists are of another year."""
    inside = [each for each in municipalities().values() if each.province == province]
    for municipality in inside:
        if municipality.division_year != specification.dimensions.division_year:
            raise SpecificationError(f"reference/municipalities.csv has the division of {municipality.division_year}")
    return Cube({each.code: each.region for each in inside}, specification.dimensions)
