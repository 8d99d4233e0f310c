"""The amounts and hours that an invented company tells of its last year."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from app.domain.figures import Figures, LabourUnit
from app.domain.invented.companies import InventedCompany, one_of
from app.domain.invented.model import FigureModel

_DIGITS_TOLD = 3
_LABOUR_FIELDS: Mapping[LabourUnit, str] = {
    LabourUnit.HOUR_WORKED: "hours_worked",
    LabourUnit.LABOUR_YEAR: "labour_years",
    LabourUnit.PERSON_EMPLOYED: "persons",
}


@dataclass(frozen=True, slots=True)
class _Labour:
    persons: int
    years: float
    hours: float

    def told_in(self, unit: LabourUnit) -> float:
        return {
            LabourUnit.HOUR_WORKED: _rounded(self.hours),
            LabourUnit.LABOUR_YEAR: round(self.years, 1),
            LabourUnit.PERSON_EMPLOYED: self.persons,
        }[unit]


def invent_figures(
    model: FigureModel, company: InventedCompany, *, year: int, per_hour: Mapping[str, float], draw: random.Random
) -> Figures:
    """Invent what was told about a year; `per_hour` is the value added per hour worked by sector, where it is known."""
    sector = company.profile.sector
    labour = _labour(model, company, draw)
    value_added = labour.hours * _value_per_hour(model, company, per_hour, draw)
    turnover = value_added / (model.share_of_turnover[sector] * _about_one(model, draw))
    unit = one_of(model.units, draw)
    told: dict[str, float] = {"turnover": _rounded(turnover), _LABOUR_FIELDS[unit]: labour.told_in(unit)}
    if draw.random() < model.mistaken:
        told = {**told, "hours_worked": _rounded(labour.hours / labour.persons), "persons": labour.persons}
    if draw.random() >= model.without_purchases:
        told["purchases"] = _rounded(turnover - value_added)
    if draw.random() < model.with_parts:
        told |= _parts(model, value_added)
    return Figures.model_validate({"year": year, **{name: _exact(amount) for name, amount in told.items()}})


def _labour(model: FigureModel, company: InventedCompany, draw: random.Random) -> _Labour:
    fewest, most = model.persons[company.profile.size]
    persons = round(fewest * (most / fewest) ** draw.random())
    usual = persons * model.labour_years_per_person[company.profile.sector]
    years = max(usual * _about_one(model, draw), model.fewest_labour_years)
    return _Labour(persons, years, years * draw.uniform(*model.hours_per_labour_year))


def _about_one(model: FigureModel, draw: random.Random) -> float:
    return draw.uniform(1 - model.unevenness, 1 + model.unevenness)


def _value_per_hour(
    model: FigureModel, company: InventedCompany, per_hour: Mapping[str, float], draw: random.Random
) -> float:
    known = {**model.per_hour_elsewhere, **per_hour}[company.profile.sector]
    stronger = 1 + model.by_strength * (company.strength - 0.5)
    return (
        known * model.price_rise * model.by_size[company.profile.size] * stronger * draw.lognormvariate(0, model.spread)
    )


def _parts(model: FigureModel, value_added: float) -> dict[str, float]:
    """Return what the value added went to; rounding keeps the sum near."""
    shares = dict(model.parts)
    return {
        **{name: _rounded(value_added * share) for name, share in shares.items()},
        "interest": _rounded(value_added * (1 - sum(shares.values()))),
    }


def _rounded(amount: float) -> float:
    """Round as people tell amounts: to a few digits."""
    return round(amount, _DIGITS_TOLD - 1 - int(log10(max(amount, 1))))


def _exact(amount: float) -> Decimal:
    return Decimal(str(amount))
