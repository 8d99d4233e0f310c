"""What is known about a company before the first question, and what it can choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.domain.parsed import Code, Parsed, Text

ProfileField = Literal["sector", "size", "goal", "municipality", "family_business"]


class Profile(Parsed):
    """What is known about a company before the first question."""

    sector: str
    size: str
    goal: str
    municipality: str | None = None
    family_business: bool = False


class Choice(Parsed):
    """One thing to choose in the profile."""

    id: Code
    label: Text


class CompanySize(Choice):
    """A number of people; others than the owner read `label_for_others` where the label is the owner speaking."""

    has_staff: bool = True
    label_for_others: Text | None = None

    @property
    def plain_label(self) -> str:
        return self.label_for_others or self.label


@dataclass(frozen=True, slots=True)
class ProfileLabels:
    """What was chosen in a profile, in words."""

    sector: str
    size: str
    goal: str


class ProfileChoices(Parsed):
    sectors: tuple[Choice, ...]
    sizes: tuple[CompanySize, ...]
    goals: tuple[Choice, ...]

    def has_staff(self, profile: Profile) -> bool:
        return next(size.has_staff for size in self.sizes if size.id == profile.size)

    def labels_of(self, profile: Profile) -> ProfileLabels:
        return ProfileLabels(
            sector=labelled(self.sectors, profile.sector),
            size=labelled(self.sizes, profile.size),
            goal=labelled(self.goals, profile.goal),
        )


def labelled(choices: Iterable[Choice], choice_id: str) -> str:
    """Return the label of the choice with this id."""
    return next(choice.label for choice in choices if choice.id == choice_id)
