"""The list of cases for advisers, and the file of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from app.domain.account import Organisation
from app.domain.case import CaseLine
from app.domain.case_search import OTHER, CaseList, CaseSearch
from app.municipalities import municipalities
from app.rendering.csv_documents import csv_table
from app.services.case_lists import MOST_EXPORTED
from app.web.case_filters import AskedSearch, CaseFilters
from app.web.messages import message

# What is not called by the label of its field when it could not be used.
_SAID_OTHERWISE = ("text", "element", "below", OTHER)


@dataclass(frozen=True, slots=True)
class CasesPage:
    organisation: Organisation
    asked: AskedSearch
    filters: CaseFilters
    found: CaseList
    most_exported: int = MOST_EXPORTED

    @property
    def area(self) -> Sequence[str]:
        """The names of the municipalities in which the organisation works; none is all."""
        return sorted(municipalities()[code].name for code in self.organisation.municipalities)

    @property
    def search(self) -> CaseSearch:
        return replace(self.asked.search, page=self.found.page)

    @property
    def words_for_search(self) -> str:
        return message("case_filters", "text")

    @property
    def cases(self) -> Sequence["ListedCase"]:
        return [ListedCase(line) for line in self.found.lines]

    @property
    def ignored(self) -> Sequence[str]:
        return [
            message("case_ignored" if name in _SAID_OTHERWISE else "case_filters", name) for name in self.asked.ignored
        ]

    @property
    def is_filtered(self) -> bool:
        """Tell whether filters are in use that are folded away otherwise."""
        return any(name != "text" for name in self.search.chosen)

    @property
    def found_nothing_new(self) -> bool:
        return list(self.search.chosen) == ["new"] and not self.found.count

    @property
    def order(self) -> str:
        return message("case_order", self.search.sort)

    @property
    def where(self) -> str:
        """Which page this is, for the title."""
        page, pages = self.found.page, self.found.pages
        return message("case_list", "page", number=str(page), pages=str(pages)) if pages > 1 else ""

    @property
    def previous(self) -> str:
        return self._to_page(self.found.page - 1) if self.found.page > 1 else ""

    @property
    def next(self) -> str:
        return self._to_page(self.found.page + 1) if self.found.page < self.found.pages else ""

    def _to_page(self, page: int) -> str:
        return query_of(replace(self.search, page=page)) or "?"

    @property
    def query(self) -> str:
        """What the address of the file has of this search."""
        return query_of(replace(self.search, page=1))

    @property
    def may_export(self) -> bool:
        return self.found.count <= MOST_EXPORTED


@dataclass(frozen=True, slots=True)
class ListedCase:
    line: CaseLine

    @property
    def status(self) -> str:
        return message("case_status", self.line.status)

    @property
    def follow_up_on(self) -> str:
        return _short_date(self.line.follow_up_on) if self.line.follow_up_on else ""

    @property
    def shared_on(self) -> str:
        return _short_date(self.line.shared_on)

    @property
    def ends_on(self) -> str:
        return _short_date(self.line.ends_on)


def _short_date(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def query_of(search: CaseSearch) -> str:
    return f"?{urlencode(search.parameters)}" if search.parameters else ""


_COLUMNS = (
    "name",
    "contact",
    "sector",
    "size",
    "municipality",
    "status",
    "assignee",
    "follow_up_on",
    "shared_on",
    "ends_on",
    "question",
)


def case_table(cases: Sequence[CaseLine]) -> bytes:
    """Write the file of a list."""
    return csv_table([message("case_export", name) for name in _COLUMNS], [_cells(case) for case in cases])


def _cells(case: CaseLine) -> Sequence[str]:
    return (
        case.name,
        case.contact_name,
        case.sector,
        case.size,
        case.municipality or "",
        message("case_status", case.status),
        case.assignee or "",
        case.follow_up_on.isoformat() if case.follow_up_on else "",
        case.shared_on.isoformat(),
        case.ends_on.isoformat(),
        case.question,
    )
