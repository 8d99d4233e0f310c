"""A release: figures about the companies of a province in a period, with noise, as everybody may read them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    QUARTER = "quarter"
    YEAR = "year"


class Statistic(StrEnum):
    """What a figure is, by its name in open data. Shares are of five equal steps from 0 to 100."""

    COMPANIES = "deelnemers"
    MEAN = "gemiddelde"
    SHARE_1 = "aandeel_1"
    SHARE_2 = "aandeel_2"
    SHARE_3 = "aandeel_3"
    SHARE_4 = "aandeel_4"
    SHARE_5 = "aandeel_5"


SHARES = (Statistic.SHARE_1, Statistic.SHARE_2, Statistic.SHARE_3, Statistic.SHARE_4, Statistic.SHARE_5)


class CellStatus(StrEnum):
    """Whether a figure is shown, by its name in open data; of shares near 0 or 100 only that they are so."""

    SHOWN = "getoond"
    TOO_IMPRECISE = "te_onnauwkeurig"
    BELOW = "onder_grens"
    ABOVE = "boven_grens"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a release. `""` stands for all regions, sectors or sizes, or for no element.

    `value` is a mean from 0 to 100 in tenths, a share in whole percents, or a number of companies rounded to fives;
    `margin` is what the noise makes of it, in the same unit, with 90% certainty; `companies` is how many it is about,
    with noise and rounded to fives. All three are None unless shown; a share near 0 or 100 does say of how many it is.
    """

    table: str
    region: str
    sector: str
    size: str
    element: str
    statistic: Statistic
    value: float | None
    margin: float | None
    companies: int | None
    status: CellStatus


class Part(StrEnum):
    """What was measured of a cell: five histograms in 25ths of a company, or a count and five sums around 50."""

    HISTOGRAM = "histogram"
    COUNT = "count"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number as it was drawn: the true one with noise, before all were made to fit one another."""

    table: str
    region: str
    sector: str
    size: str
    part: Part
    element: str
    bin: int
    value: int


@dataclass(frozen=True, slots=True)
class Release:
    """What is known of a release beside its figures.

    `rho` is what each company in it spent of its budget, in thousandths; `specification` is the document it was made
    by, as JSON; the questionnaire is the one whose names and weights it uses.
    """

    id: str
    province: str
    period: str
    kind: Kind
    tier: str
    rho: int
    specification_version: str
    specification_hash: str
    specification: str
    questionnaire_hash: str
    program_version: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody of a province made a release open data, or ended that."""

    at: datetime
    is_open: bool
    account_name: str
