"""What is known about a company before the first question, and what it can choose from."""

from collections.abc import Iterable
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
    has_staff: bool = True


class ProfileChoices(Parsed):
    sectors: tuple[Choice, ...]
    sizes: tuple[CompanySize, ...]
    goals: tuple[Choice, ...]

    def has_staff(self, profile: Profile) -> bool:
        return next(size.has_staff for size in self.sizes if size.id == profile.size)


def labelled(choices: Iterable[Choice], choice_id: str) -> str:
    """Return the label of the choice with this id."""
    return next(choice.label for choice in choices if choice.id == choice_id)
