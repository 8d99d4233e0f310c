"""A case for advisers: how it is handled, what to look at first, what its owner asks and who looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.domain.audit import AuditAction, AuditLine
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.web.case_work import CaseWork
from app.web.first_look import FirstLook
from app.web.handling_page import HandlingInWords

_MOST_LOOKS = 10


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody opened a case on a day, or downloaded its report."""

    day: date
    name: str
    is_download: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """`lines` are those of the log on the own organisation, the latest first; `first` is None while there is no result.

    With `was_handled` somebody just changed how the case is handled.
    """

    case: Case
    lines: Sequence[AuditLine]
    handling: HandlingInWords
    first: FirstLook | None
    work: CaseWork
    was_handled: bool = False

    @property
    def mail_link(self) -> str:
        """An address may have signs that mean something else in a link."""
        return "mailto:" + quote(self.case.details.email, safe="@")

    @property
    def phone_link(self) -> str:
        return "tel:" + "".join(sign for sign in self.case.details.phone if sign in "+0123456789")

    @property
    def looks(self) -> Sequence[Look]:
        """Who looked lately, each once a day."""
        found = (
            Look(day_of(line.at), line.account_name or "", line.action is AuditAction.DOWNLOADED) for line in self.lines
        )
        return list(dict.fromkeys(found))[:_MOST_LOOKS]
