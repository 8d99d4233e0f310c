"""What an adviser wrote down at a case."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.dutch_days import day_of
from app.domain.scan import digest_of


@dataclass(frozen=True, slots=True)
class CaseNote:
    """For the own organisation or, if it is shared, for the owner too."""

    id: int
    text: str
    is_shared: bool
    author_id: int
    author: str
    written_at: datetime
    changed_at: datetime | None = None

    @property
    def written_on(self) -> date:
        return day_of(self.written_at)

    @property
    def changed_on(self) -> date | None:
        return day_of(self.changed_at) if self.changed_at else None

    @property
    def stored_at(self) -> datetime:
        """When it came to read as it does."""
        return self.changed_at or self.written_at

    @property
    def digest(self) -> str:
        """Tells whether the note changed."""
        return digest_of({"text": self.text, "is_shared": self.is_shared})


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What a note said until it was changed."""

    text: str
    until: datetime
