"""The page with the files of a release: whether it is open data, since when, and what was done to that before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.dutch_days import day_of
from app.domain.open_data import Licence
from app.domain.release import Opening
from app.web.notes import Note
from app.web.release_page import ReleasePage


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A line of the history."""

    day: date
    is_open: bool
    account_name: str


@dataclass(frozen=True, slots=True)
class ReleaseFilesPage:
    """`openings` are those of an own release, the latest first; `just_done` is what the form that led here did."""

    about: ReleasePage
    licence: Licence
    openings: Sequence[Opening]
    just_done: Note | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it is open data: that of another province is, or it would not be shown."""
        return not self.about.is_own or bool(self.openings and self.openings[0].is_open)

    @property
    def is_just_opened(self) -> bool:
        return self.is_open and self.just_done is Note.OPENED

    @property
    def is_just_ended(self) -> bool:
        return not self.is_open and self.just_done is Note.ENDED

    @property
    def history(self) -> Sequence[OpeningRow]:
        return [OpeningRow(day_of(each.at), each.is_open, each.account_name) for each in self.openings]

    @property
    def last(self) -> OpeningRow:
        """What was done last, of a release that is or was open data."""
        return self.history[0]

    def with_error(self, sentence: str) -> "ReleaseFilesPage":
        return replace(self, errors={"sure": sentence})
