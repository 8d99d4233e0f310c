"""The numbers behind the invented companies, as parsed; `invented.yaml` explains each of them."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.figures import LabourUnit
from app.domain.invented.numbers import (
    Chance,
    Count,
    Counts,
    ExampleHost,
    Hours,
    MunicipalityCode,
    Positive,
    Range,
    Shifts,
    Texts,
    Weights,
    in_order,
)
from app.domain.invented.release_model import ReleasesModel
from app.domain.parsed import Code, Parsed, Slug, Text


class CompanyMix(Parsed):
    """Which companies there are; `sizes_in` and `goals_in` are for sectors that differ from the rest."""

    source: Text
    sectors: Weights
    sizes: Weights
    sizes_in: dict[Code, Weights]
    goals: Weights
    goals_in: dict[Code, Weights]
    family_business: dict[Code, Chance]
    no_family_business_in: tuple[Code, ...]
    has_name: Chance
    may_count: Chance
    tells_kvk_number: Chance
    returns: Chance


class MunicipalityMix(Parsed):
    source: Text
    weights: Annotated[dict[MunicipalityCode, Positive], Field(min_length=1)]


class StrengthModel(Parsed):
    """How strong companies are on each element, from 0 to 1, and how far they lie apart.

    `in_common` is the share of the variance that all elements of a company have together; `each_year` is how much
    stronger companies are than those of a year before.
    """

    source: Text
    mean: dict[Slug, Chance]
    by_sector: Shifts
    by_size: Shifts
    spread: Chance
    in_common: Chance
    each_year: dict[Slug, Annotated[float, Field(ge=-1, le=1)]]
    gain_on_return: Chance
    spread_on_return: Chance

    def expected(self, element: str, *, sector: str, size: str) -> float:
        """Return the mean strength of companies of this kind."""
        shifts = (self.by_sector.get(sector, {}), self.by_size.get(size, {}))
        return self.mean[element] + sum(shift.get(element, 0.0) for shift in shifts)


class UnknownToSome(Parsed):
    """Some companies know less: how many, and how often."""

    share: Chance
    unknown: Chance


class AnswerModel(Parsed):
    """How an answer follows from strength; `chance` is the spread that is left to it, `harder` lowers the outcome."""

    source: Text
    chance: Chance
    harder: dict[Slug, Annotated[float, Field(ge=-1, le=1)]]
    unknown: Chance
    unknown_to_some: UnknownToSome
    not_needed: Chance
    not_applicable: Chance


class VisitModel(Parsed):
    source: Text
    draft: Chance
    draft_days: Count
    deepens: Chance
    deepens_each_theme: Chance
    hasty: Chance
    same_level: Chance


class MomentModel(Parsed):
    source: Text
    months: Annotated[tuple[Positive, ...], Field(min_length=12, max_length=12)]
    growth: Positive
    weekend_day: Positive
    evening: Chance
    working_hours: Hours
    evening_hours: Hours
    weekend_hours: Hours
    latest_days_ago: Count
    days_between_visits: Count
    minutes: Range
    hasty_minutes: Range
    unevenness: Positive
    interrupted: Chance
    interruption_hours: Range


class PartShares(Parsed):
    """What value added goes to; interest is what is left."""

    staff_costs: Chance
    depreciation: Chance
    result: Chance


class FigureModel(Parsed):
    source: Text
    told: Chance
    per_hour_elsewhere: dict[Code, Positive]
    price_rise: Positive
    spread: Positive
    by_strength: Chance
    by_size: dict[Code, Positive]
    persons: dict[Code, Range]
    labour_years_per_person: dict[Code, Chance]
    fewest_labour_years: Positive
    unevenness: Chance
    hours_per_labour_year: Range
    share_of_turnover: dict[Code, Chance]
    units: dict[LabourUnit, Positive]
    without_purchases: Chance
    with_parts: Chance
    parts: PartShares
    mistaken: Chance


class Names(Parsed):
    """Parts of names; in those of companies `${surname}` stands for one."""

    source: Text
    first: tuple[Text, ...]
    surname_begins: tuple[Text, ...]
    surname_ends: tuple[Text, ...]
    companies: dict[Code, tuple[Text, ...]]


class InventedAdvisers(Parsed):
    """An adviser organisation, with the name and the area of a door of the questionnaire."""

    door: Slug
    host: ExampleHost
    people: Count


class InventedOrganisation(Parsed):
    name: Text
    host: ExampleHost
    people: Count
    province: Text | None = None


class Organisations(Parsed):
    source: Text
    advisers: tuple[InventedAdvisers, ...]
    provinces: tuple[InventedOrganisation, ...]
    admins: tuple[InventedOrganisation, ...]


class SharingModel(Parsed):
    """What owners share, of `at_most` so many scans."""

    source: Text
    at_most: Count
    shares: Chance
    at_once: Chance
    minutes_at_once: Range
    days_after: Range
    months: Weights
    with_figures: Chance
    withdrawn: Chance
    days_until_withdrawn: Range
    opened: Chance
    days_until_opened: Range
    tells_phone: Chance
    asks: Chance
    host: ExampleHost
    questions: tuple[Text, ...]


class CaseworkModel(Parsed):
    """What advisers add to a case. `action_statuses` are those halfway, `last_statuses` those of a closed case."""

    source: Text
    statuses: Annotated[dict[CaseStatus, Positive], Field(min_length=1)]
    assigned: Chance
    days_between: Range
    notes: Counts
    shares_note: Chance
    views: Chance
    views_each: Counts
    shares_views: Chance
    responds: Chance
    actions: Counts
    own_action: Chance
    due_days: Annotated[tuple[int, int], AfterValidator(in_order)]
    fewest_days_to_do: Count
    tells_progress: Chance
    follow_up_days: Annotated[tuple[int, ...], Field(min_length=1)]
    action_statuses: dict[ActionStatus, Positive]
    last_statuses: dict[ActionStatus, Positive]
    who: Texts
    note_texts: Texts
    shared_note_texts: Texts
    lower_reasons: Texts
    higher_reasons: Texts
    unknown_reasons: Texts
    responses: Texts
    own_actions: Texts
    follow_up_texts: Texts
    workshop_titles: tuple[Text, Text]
    workshop_size: Count
    workshop_days_ago: Count
    workshop_hours: Count


class InventedModel(Parsed):
    """All of `invented.yaml`."""

    companies: CompanyMix
    municipalities: MunicipalityMix
    strengths: StrengthModel
    answers: AnswerModel
    visits: VisitModel
    moments: MomentModel
    figures: FigureModel
    names: Names
    organisations: Organisations
    releases: ReleasesModel
    sharing: SharingModel
    casework: CaseworkModel
