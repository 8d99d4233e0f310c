"""Invented companies: who they are, and how strong on each element."""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from string import Template
from typing import TypeVar

from app.domain.invented.model import CompanyMix, InventedModel, Names, StrengthModel
from app.domain.profile import Profile

_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class InventedCompany:
    """A company with its strength on each element, about from 0 to 1; who `knows_little` often answers `unknown`."""

    profile: Profile
    name: str | None
    kvk_number: str | None
    may_count: bool
    returns: bool
    knows_little: bool
    strengths: Mapping[str, float]

    @property
    def strength(self) -> float:
        """The mean over the elements."""
        return sum(self.strengths.values()) / len(self.strengths)


def invent_company(model: InventedModel, number: int, draw: random.Random) -> InventedCompany:
    """Invent a company; its number makes a KvK number that is plainly made up."""
    mix, profile = model.companies, _profile(model, draw)
    may_count = draw.random() < mix.may_count
    tells_number = draw.random() < mix.tells_kvk_number
    return InventedCompany(
        profile=profile,
        name=_company_name(model.names, profile.sector, draw) if draw.random() < mix.has_name else None,
        kvk_number=f"00{number:06}" if may_count and tells_number else None,
        may_count=may_count,
        returns=draw.random() < mix.returns,
        knows_little=draw.random() < model.answers.unknown_to_some.share,
        strengths=_strengths(model.strengths, profile, draw),
    )


def counting_in(model: InventedModel, codes: Collection[str]) -> InventedModel:
    """Return a model of companies in these municipalities that all finish their scan once, and count."""
    weights = {code: weight for code, weight in model.municipalities.weights.items() if code in codes}
    parts = {
        "municipalities": model.municipalities.model_copy(update={"weights": weights}),
        "companies": model.companies.model_copy(update={"may_count": 1, "returns": 0}),
        "visits": model.visits.model_copy(update={"draft": 0}),
    }
    return model.model_copy(update=parts)


def one_of(weights: Mapping[_Choice, float], draw: random.Random) -> _Choice:
    return draw.choices(list(weights), list(weights.values()))[0]


def _profile(model: InventedModel, draw: random.Random) -> Profile:
    mix = model.companies
    sector = one_of(mix.sectors, draw)
    size = one_of(mix.sizes_in.get(sector, mix.sizes), draw)
    return Profile(
        sector=sector,
        size=size,
        goal=one_of(mix.goals_in.get(sector, mix.goals), draw),
        municipality=one_of(model.municipalities.weights, draw),
        family_business=draw.random() < _chance_of_family(mix, sector, size),
    )


def _chance_of_family(mix: CompanyMix, sector: str, size: str) -> float:
    return 0 if sector in mix.no_family_business_in else mix.family_business[size]


def _company_name(names: Names, sector: str, draw: random.Random) -> str:
    return Template(draw.choice(names.companies[sector])).substitute(surname=surname(names, draw))


def surname(names: Names, draw: random.Random) -> str:
    return draw.choice(names.surname_begins) + draw.choice(names.surname_ends)


def _strengths(model: StrengthModel, profile: Profile, draw: random.Random) -> dict[str, float]:
    """Draw strengths that go up and down together, for the share of their variance that is in common."""
    shared = draw.gauss(0, model.spread * sqrt(model.in_common))
    own = model.spread * sqrt(1 - model.in_common)
    return {
        element: model.expected(element, sector=profile.sector, size=profile.size) + shared + draw.gauss(0, own)
        for element in model.mean
    }


def as_of(model: StrengthModel, company: InventedCompany, *, years: float) -> InventedCompany:
    """Return the company as one of so many years from now."""
    return replace(
        company,
        strengths={name: value + years * model.each_year.get(name, 0) for name, value in company.strengths.items()},
    )


def a_year_later(model: StrengthModel, company: InventedCompany, draw: random.Random) -> InventedCompany:
    """Return the company as it is when it comes back."""
    gains = {element: draw.gauss(model.gain_on_return, model.spread_on_return) for element in company.strengths}
    return replace(company, strengths={name: value + gains[name] for name, value in company.strengths.items()})
