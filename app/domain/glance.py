"""A release at a glance: its figures, those of a release before it, and what stands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.domain.outcomes import Outcomes
from app.domain.sampling import sampling_margin
from app.domain.standing_out import StandingOut


@dataclass(frozen=True, slots=True)
class Glance:
    """`before` is the last one of the same province and kind that shows figures, or None where there is none."""

    outcomes: Outcomes
    before: Outcomes | None
    standing_out: StandingOut

    @property
    def sampling_margins(self) -> Mapping[str, Fraction]:
        """The margin of each element whose distribution is told, had participants been drawn by lot."""
        total = self.outcomes.total
        if total.companies is None:
            return {}
        companies, rules = total.companies.value, self.outcomes.display
        return {element: sampling_margin(shares, companies, rules) for element, shares in total.shares.items()}
