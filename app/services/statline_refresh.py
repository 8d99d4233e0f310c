"""Newer public figures from StatLine, checked before they take the place of those that are shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from app.domain.errors import StatLineError
from app.domain.productivity import HardNumberRules, ReferenceFigure
from app.domain.statline_plan import Column, Source, StatLinePlan, derived_figures, problems_with_figures
from app.reference_figures import reference_figures, replace_figures
from app.statline import Row, StatLine

_WHOLE_YEAR = re.compile(r"([0-9]{4})JJ00")


def refresh(
    statline: StatLine, plan: StatLinePlan, rules: HardNumberRules, *, data_dir: Path
) -> Sequence[ReferenceFigure]:
    """Read the newest figures and keep them. Raises StatLineError, after which the last good ones are still there."""
    value_added = _column(statline, plan, plan.value_added)
    labour = {unit: _column(statline, plan, source) for unit, source in plan.labour.items()}
    figures = list(derived_figures(plan, value_added, labour, rules.not_years))
    problems = list(problems_with_figures(plan, figures, shown=reference_figures(data_dir)))
    if problems:
        raise StatLineError("\n".join(problems))
    replace_figures(figures, data_dir)
    return figures


def _column(statline: StatLine, plan: StatLinePlan, source: Source) -> Column:
    """Return the one measure of this name that has nearly the figure we know."""
    place = f"{source.table} {source.name}"
    found = statline.measures(source.table, source.name)
    factors = {measure.key: plan.units[measure.unit] for measure in found if measure.unit in plan.units}
    if not factors:
        units = ", ".join(sorted({measure.unit for measure in found})) or "none"
        raise StatLineError(f"{place}: no measure in a unit that we know; its units: {units}")
    keep = {name: {code} for name, code in source.keep.items()} | {plan.branch_dimension: set(plan.all_codes)}
    rows = list(statline.rows(source.table, factors, keep=keep, years=plan.year_dimension))
    columns = [Column(factor, _values(plan, rows, key=key, place=place)) for key, factor in factors.items()]
    fitting = [column for column in columns if column.fits(source.anchor)]
    if len(fitting) != 1:
        known = f"{source.anchor.branch} in {source.anchor.year}"
        raise StatLineError(f"{place}: {len(fitting)} measures have nearly the known figure of {known}; expected 1")
    return fitting[0]


def _values(
    plan: StatLinePlan, rows: Iterable[Row], *, key: str, place: str
) -> Mapping[tuple[str, int], Fraction | None]:
    values: dict[tuple[str, int], Fraction | None] = {}
    for row in rows:
        if year := _WHOLE_YEAR.fullmatch(str(row[plan.year_dimension])):
            cell = str(row[plan.branch_dimension]), int(year[1])
            if cell in values:
                raise StatLineError(f"{place}: two values for {cell[0]} in {cell[1]}")
            values[cell] = _number(row.get(key), place)
    return values


def _number(value: object, place: str) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise StatLineError(f"{place}: {str(value)[:20]!r} is no number")
    return Fraction(value)
