"""What lists of cases know of a scan keeps step with it, and its advisers find it changed."""

from datetime import timedelta

from sqlmodel import col, select

from app.db.case_tables import CaseEventRow, CaseScoreRow
from app.db.engine import Database
from app.domain.case_event import CaseEventKind
from app.domain.company import CompanyChanges
from app.domain.scan import Scan
from app.domain.sharing import OwnerDetails
from app.services import plans, scans, sharing
from tests.accounts import organisation
from tests.conftest import NOW
from tests.db.rows import get_rows
from tests.services.shares import OWNER, cases, scan_to_share, share

LATER = NOW + timedelta(hours=1)


def shared(database: Database, *, details: OwnerDetails = OWNER) -> Scan:
    scan = scan_to_share(database)
    share(database, scan, organisation(database), details=details)
    return scan


def scores(database: Database) -> dict[str, float]:
    with database.read() as session:
        return {row.element_id: row.score for row in session.exec(select(CaseScoreRow))}


def events(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.exec(select(CaseEventRow.kind).order_by(col(CaseEventRow.id))))


def test_a_case_begins_with_the_scores_of_its_scan(content: Database) -> None:
    scan = shared(content)

    assert scores(content) == {name: float(value) for name, value in scan.report.scores.shown.items()}
    assert scores(content)


def test_another_answer_gives_other_scores(content: Database) -> None:
    scan = shared(content)
    before = scores(content)

    scans.save_answer(content, scan, question_id=next(iter(scan.answers)), code="d", now=LATER)

    assert scores(content) != before


def test_an_owner_who_goes_on_is_told_of_once_a_day(content: Database) -> None:
    scan = shared(content)

    for code in "cd":
        scans.save_answer(content, scan, question_id=next(iter(scan.answers)), code=code, now=LATER)

    assert events(content) == [CaseEventKind.SHARED, CaseEventKind.CHANGED_SCAN]
    assert [case.changed_at for case in cases(content)] == [LATER]


def test_another_goal_is_a_change_too(content: Database) -> None:
    scan = shared(content)
    goal = next(goal.id for goal in scan.questionnaire.profile.goals if goal.id != scan.profile.goal)

    plans.change_plan(content, scan, goal=goal, targets={}, now=LATER)

    assert events(content) == [CaseEventKind.SHARED, CaseEventKind.CHANGED_SCAN]


def test_another_campaign_is_nothing_to_an_adviser(content: Database) -> None:
    scan = shared(content)
    told = CompanyChanges(company_name=None, may_count=False, consent_version="2026-11", campaign="salland")
    scans.change_profile(content, scan, scan.profile, told, now=NOW)
    before = events(content), cases(content)[0].changed_at, get_rows(content.engine)["scan"][0]["changed_at"]

    scans.change_profile(content, scan, scan.profile, told | {"campaign": "deventer"}, now=LATER)

    (row,) = get_rows(content.engine)["scan"]
    assert row["campaign"] == "deventer"
    assert (events(content), cases(content)[0].changed_at, row["changed_at"]) == before


def test_whether_a_scan_may_count_is_nothing_to_an_adviser(content: Database) -> None:
    scan = shared(content)
    told = CompanyChanges(company_name=None, may_count=True, consent_version="2026-11", kvk_token="k")

    scans.change_profile(content, scan, scan.profile, told, now=LATER)

    (row,) = get_rows(content.engine)["scan"]
    assert (bool(row["may_count"]), row["kvk_token"]) == (True, "k")
    assert events(content) == [CaseEventKind.SHARED]


def test_a_case_is_found_by_company_and_contact_without_accents(content: Database) -> None:
    scan = shared(content, details=OwnerDetails("André Ünal", "andre@bedrijf.example"))
    changes = CompanyChanges(company_name="Café De Büren", may_count=False, consent_version="2026-11")

    scans.change_profile(content, scan, scan.profile, changes, now=LATER)

    (case,) = cases(content)
    assert case.sort_name == "cafe de buren"
    assert "andre unal" in case.found_by


def test_a_case_without_a_company_name_goes_by_its_contact_also_after_that_changed(content: Database) -> None:
    scan = shared(content)

    sharing.change_details(content, scan.id, OwnerDetails("Zoë Bos", phone="0570 12 34 56"), now=LATER)

    (case,) = cases(content)
    assert case.sort_name == "zoe bos"


def test_signs_that_become_many_letters_still_fit(content: Database) -> None:
    shared(content, details=OwnerDetails("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 80, "a@b.example"))

    assert len(cases(content)[0].sort_name) == 200


def test_a_scan_that_nobody_shares_tells_nobody(content: Database) -> None:
    scan = scan_to_share(content)

    scans.save_answer(content, scan, question_id=next(iter(scan.answers)), code="d", now=LATER)

    assert events(content) == []
