"""What a case says of itself, in a list and on its page."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.case import Assignee, Case, CaseLine, CaseStatus, Handling
from app.domain.company import Company
from app.domain.sharing import OwnerDetails, Scope
from tests.domain.test_scan import NOON, scan

SHARED_ON, ENDS_ON = date(2026, 3, 2), date(2027, 3, 2)


def line(**changes: Any) -> CaseLine:
    told: dict[str, Any] = {"company_name": None, "contact_name": "Jan de Vries", "question": "", **changes}
    where: dict[str, Any] = {"sector": "Zorg", "size": "2 tot en met 9 mensen", "municipality": "Deventer"}
    return CaseLine(key="k", **where, shared_on=SHARED_ON, ends_on=ENDS_ON, **told)


def case(*, scope: Scope = Scope.CASE, company: Company | None = None) -> Case:
    return Case(
        id=1,
        key="k",
        scan=scan(company=company or Company()),
        scan_hash="h",
        scope=scope,
        details=OwnerDetails("Jan de Vries"),
        shared_at=NOON,
        shared_on=SHARED_ON,
        ends_on=ENDS_ON,
    )


def test_a_case_has_the_name_of_the_company() -> None:
    assert line(company_name="Jansen & zonen").name == "Jansen & zonen"
    assert case(company=Company(company_name="Jansen & zonen")).name == "Jansen & zonen"


def test_a_case_without_a_company_name_has_that_of_the_owner() -> None:
    assert line().name == "Jan de Vries"
    assert case().name == "Jan de Vries"


@pytest.mark.parametrize(("question", "expected"), [("", ""), ("Hoe?", "Hoe?"), ("Hoe?\nEn wanneer?", "Hoe?")])
def test_a_list_has_the_first_line_of_the_question(question: str, expected: str) -> None:
    assert line(question=question).first_line == expected


@pytest.mark.parametrize(("scope", "expected"), [(Scope.CASE, False), (Scope.CASE_AND_FIGURES, True)])
def test_figures_go_along_only_where_the_owner_agreed(scope: Scope, expected: bool) -> None:
    assert case(scope=scope).has_figures is expected


def test_what_is_agreed_on_a_case_has_the_id_of_who_looks_after_it() -> None:
    taken = replace(case(), assignee=Assignee(7, "Anna"), follow_up_on=ENDS_ON)

    assert case().handling == Handling(CaseStatus.NEW, None, None)
    assert taken.handling == Handling(CaseStatus.NEW, 7, ENDS_ON)


def test_each_change_of_what_is_agreed_gives_another_digest() -> None:
    agreed = Handling(CaseStatus.NEW, 7, ENDS_ON)
    others = (
        replace(agreed, status=CaseStatus.CLOSED),
        replace(agreed, assignee_id=None),
        replace(agreed, follow_up_on=None),
    )

    assert agreed.digest == replace(agreed).digest
    assert len({agreed.digest, *(other.digest for other in others)}) == 4
