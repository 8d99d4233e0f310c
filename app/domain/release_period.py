"""The periods of releases: a calendar year or a quarter of one, in days as they pass in the Netherlands."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.dutch_days import begin_of
from app.domain.release import Kind
from app.domain.release_errors import PeriodError

_WRITTEN = re.compile(r"(20[0-9]{2})(?:Q([1-4]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    year: int
    quarter: int | None = None

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def kind(self) -> Kind:
        return Kind.QUARTER if self.quarter else Kind.YEAR

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def day_after(self) -> date:
        """The first day on which it is over."""
        return self.following.first_day

    @property
    def following(self) -> "Period":
        if self.quarter is None:
            return Period(self.year + 1)
        return Period(self.year, self.quarter + 1) if self.quarter < 4 else Period(self.year + 1, 1)

    @property
    def begin(self) -> datetime:
        return begin_of(self.first_day)

    @property
    def end(self) -> datetime:
        return begin_of(self.day_after)

    def __contains__(self, moment: datetime) -> bool:
        return self.begin <= moment < self.end


def period_of(written: str) -> Period:
    """Read a period such as 2025 or 2025Q3. Raises PeriodError."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise PeriodError(written)
    return Period(int(found[1]), int(found[2]) if found[2] else None)
