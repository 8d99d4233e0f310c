"""The command that makes a release: figures about a province that cannot expose a company."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings
from app.content import read_questionnaire, read_release_specification
from app.db import releases
from app.db.data_lock import use_data
from app.db.engine import Database
from app.db.urls import check_there
from app.domain.contribution import PARTS
from app.domain.dutch_days import day_of
from app.domain.errors import ScanError
from app.domain.guarantee import epsilon
from app.domain.query import Query, queries
from app.domain.release import CellStatus, Part, Statistic
from app.domain.release_period import period_of
from app.domain.release_plan import ReleasePlan
from app.domain.release_specification import ReleaseSpecification, table_name
from app.services import release_plans
from app.settings import Settings, secret_key

commands = typer.Typer()
_NEEDED = ("numpy", "opendp")
_UNITS = {Part.HISTOGRAM: (PARTS, "companies"), Part.COUNT: (1, "companies"), Part.SUM: (1, "points")}


class StatisticsMissingError(ScanError):
    def __init__(self) -> None:
        super().__init__("What makes the noise is not installed. Run script/setup release, and start again.")


@dataclass(frozen=True, slots=True)
class _Made:
    """A release that is planned, or made at `published_at` with so many cells shown in each table."""

    specification: ReleaseSpecification
    plan: ReleasePlan
    shown: Mapping[str, int]
    published_at: datetime | None = None

    @property
    def queries(self) -> Sequence[Query]:
        return queries(self.specification, self.plan.tier, rho=self.plan.rho)

    @property
    def epsilon(self) -> float:
        return round(epsilon(self.plan.rho / 1000, self.specification.budget.delta), 1)

    @property
    def tables(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield the published tables with how many cells they have and how many of them are shown, if that is known."""
        cube = release_plans.cube_of(self.specification, self.plan.province)
        for by in self.plan.tier.published:
            name = table_name(by)
            yield name, len(cube.keys(by)), self.shown.get(name, 0) if self.published_at else None


def is_noise_installed() -> bool:
    """Tell whether the packages are there that releases need and pages do not."""
    return all(map(find_spec, _NEEDED))


@commands.command()
def release(
    province: Annotated[str, typer.Argument(help="A province, such as Overijssel.")],
    period: Annotated[str, typer.Argument(help="A year that is over, such as 2025, or a quarter, such as 2025Q3.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be made, and what it costs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Publish the outcomes of a province over a period, once and for ever, with noise that hides every company."""
    settings, now = read_settings(), datetime.now(UTC)
    with explaining_errors():
        specification, of_period = read_release_specification(settings.release_specification), period_of(period)
        check_there(settings.database)
        with use_data(settings.data_dir), closing(Database(settings.database)) as database:
            release_plans.check_lists(specification, read_questionnaire())
            name = release_plans.province_named(province)
            plan = release_plans.plan(database, specification, province=name, period=of_period, today=day_of(now))
            made = _Made(specification, plan, {})
            if not dry_run:
                made = _make(settings, database, made, now=now, quiet=as_json)
    if as_json:
        print_json(_document(made))
    else:
        _print(made)


def _make(settings: Settings, database: Database, planned: _Made, *, now: datetime, quiet: bool) -> _Made:
    if not is_noise_installed():
        raise StatisticsMissingError
    from app.services.releasing import Terms, make_release

    terms, plan = Terms(planned.specification, read_questionnaire(), secret_key(settings)), planned.plan
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet) as progress:
        # A part, never a number: how many scans there are is not for whoever looks along.
        task = progress.add_task("Reading scans", total=1.0)
        follow = partial(progress.update, task)
        made = make_release(database, terms, province=plan.province, period=plan.period, now=now, follow=follow)
    with database.read() as session:
        cells = releases.cells_of(session, plan.id)
    counted = [cell for cell in cells if cell.statistic is Statistic.COMPANIES and cell.status is CellStatus.SHOWN]
    # Another release of the same year may have come first, and changed the plan.
    tier = next(tier for tier in planned.specification.tiers if tier.id == made.tier)
    as_made = replace(plan, rho=made.rho, tier=tier)
    return replace(planned, plan=as_made, shown=Counter(cell.table for cell in counted), published_at=now)


def _document(made: _Made) -> dict[str, object]:
    """Describe a release by what is public: how it is made, what it costs, and which cells are shown."""
    plan, specification = made.plan, made.specification
    return {
        "id": plan.id,
        "province": plan.province,
        "period": str(plan.period),
        "kind": plan.period.kind,
        "tier": plan.tier.id,
        "expected_scans": plan.expected,
        "rho": plan.rho / 1000,
        "rho_per_year": specification.budget.rho_per_year / 1000,
        "epsilon": made.epsilon,
        "delta": float(specification.budget.delta),
        "specification": {"version": specification.version, "hash": specification.hash},
        "measured": [
            {"table": query.table.name, "part": query.part, "rho": float(query.rho), "deviation": query.deviation}
            for query in made.queries
        ],
        "published": [{"table": name, "cells": cells, "shown": shown} for name, cells, shown in made.tables],
        "published_at": made.published_at and made.published_at.isoformat(),
    }


def _print(made: _Made) -> None:
    plan, budget = made.plan, made.specification.budget
    out.print(f"{plan.id}: {plan.province}, {plan.period}, tier {plan.tier.id} (about {plan.expected} scans expected)")
    out.print(
        f"Each company spends rho {plan.rho / 1000:g} of {budget.rho_per_year / 1000:g} for the year: "
        f"epsilon {made.epsilon:g} with delta {budget.delta}"
    )
    out.print(f"Specification {made.specification.version}, {made.specification.hash}", soft_wrap=True)
    measured = Table("measured", "rho", "noise (standard deviation)")
    for query in made.queries:
        parts, unit = _UNITS[query.part]
        noise = f"{query.deviation / parts:.1f} {unit}"
        measured.add_row(f"{query.table.name}: {query.part}", f"{float(query.rho):g}", noise)
    published = Table("published", "cells", "shown")
    for name, cells, shown in made.tables:
        published.add_row(name, str(cells), "" if shown is None else str(shown))
    out.print(measured, published)
    out.print("Published, for ever. Make a backup now: scan backup" if made.published_at else "Nothing was measured.")
