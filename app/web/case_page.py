"""The pages of cases for advisers: the list, and one case with what its owner asks and who looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.domain.account import Organisation
from app.domain.audit import AuditAction, AuditLine
from app.domain.case import Case, CaseLine
from app.domain.dutch_days import day_of
from app.municipalities import municipalities

_MOST_LOOKS = 10


@dataclass(frozen=True, slots=True)
class CasesPage:
    organisation: Organisation
    cases: Sequence[CaseLine]

    @property
    def area(self) -> Sequence[str]:
        """The names of the municipalities in which the organisation works; none is all."""
        return sorted(municipalities()[code].name for code in self.organisation.municipalities)


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody opened a case on a day, or downloaded its report."""

    day: date
    name: str
    is_download: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """`lines` are those of the log on the own organisation, the latest first."""

    case: Case
    lines: Sequence[AuditLine]

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
