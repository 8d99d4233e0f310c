"""Lists of cases: what a search finds, in which order, what is new to whom, and the file that the log tells of."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, delete, select, update

from app.db.audit_tables import AuditRow
from app.db.case_tables import CaseScoreRow
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account, Organisation
from app.domain.audit import AuditAction
from app.domain.case import CaseLine
from app.domain.case_search import PER_PAGE, CaseSort
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.domain.sharing import OwnerDetails
from app.services import case_lists, cases, sharing
from app.services.questionnaires import PublishedQuestionnaires
from benchmarks.many_cases import fill
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.listing import listed, names, page_of, search_of, somebody_of
from tests.services.shares import LAST_DAY, logged, scan_to_share, share
from tests.services.shares import cases as stored_cases
from tests.services.small_scans import SMALL

LATER = NOW + timedelta(hours=5)


@pytest.fixture
def anna(content: Database) -> Account:
    return account(content, organisation(content))


def share_as(database: Database, of: Organisation, *people: str, question: str = "") -> None:
    """Share a scan of each of these people, each an hour after the one before."""
    for number, name in enumerate(people):
        details = OwnerDetails(name, f"{name.split()[0].lower()}@bedrijf.example", question=question)
        share(database, scan_to_share(database), of, details=details, now=NOW + timedelta(hours=number))


def change(database: Database, contact: str, **values: object) -> None:
    with database.write() as session:
        session.exec(update(CaseRow).where(col(CaseRow.contact_name) == contact).values(**values))


def open_case(database: Database, contact: str, by: Account) -> None:
    (key,) = [row.key for row in stored_cases(database) if row.contact_name == contact]
    case = cases.get_case(
        database, PublishedQuestionnaires(database), key, organisation_id=by.organisation.id, today=day_of(NOW)
    )
    cases.log_look(database, case, AuditAction.OPENED, by=by, now=LATER)


def exported(database: Database, by: Account, **asked: str) -> Sequence[CaseLine] | None:
    published = PublishedQuestionnaires(database)
    return case_lists.export_cases(database, published, *search_of(**asked), by=by, now=LATER)


def test_a_list_has_a_case_in_words(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Jan", question="Eerst dit.\nDan dat.")
    change(content, "Jan", status="contacted", assignee_id=anna.id, follow_up_on=date(2026, 12, 1))

    (line,) = listed(content, anna)

    assert (line.name, line.sector, line.size, line.municipality) == ("Jan", "Handel", "2 tot 9 mensen", None)
    assert (line.first_line, line.shared_on, line.ends_on) == ("Eerst dit.", day_of(NOW), LAST_DAY)
    assert (line.status, line.assignee, line.follow_up_on) == ("contacted", "Anna de Boer", date(2026, 12, 1))


def test_a_list_is_sorted(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Ali", "Bas", "Zoë")
    change(content, "Ali", changed_at=LATER)
    change(content, "Bas", follow_up_on=date(2026, 12, 1))
    change(content, "Zoë", follow_up_on=date(2026, 12, 2))

    assert {sort: names(content, anna, sort=sort) for sort in CaseSort} == {
        "shared": ["Zoë", "Bas", "Ali"],
        "changed": ["Ali", "Zoë", "Bas"],
        "name": ["Ali", "Bas", "Zoë"],
        "follow_up": ["Bas", "Zoë", "Ali"],
    }


@pytest.mark.parametrize("sort", CaseSort)
def test_pages_follow_one_another_and_beyond_the_last_comes_the_last(
    database: Database, shipped: Questionnaire, sort: str
) -> None:
    reader = fill(database, shipped, 2 * PER_PAGE + 2)

    pages = [listed(database, reader, sort=sort, page=page) for page in ("1", "2", "3", "999")]

    assert [len(page) for page in pages] == [25, 25, 2, 2]
    assert [*pages[0], *pages[1], *pages[2]] == exported(database, reader, sort=sort)
    assert pages[3] == pages[2]


def test_a_search_finds_parts_of_words_as_they_are_typed(content: Database, anna: Account) -> None:
    jan, zoe = "Jan 100%_\\x/", "Zoë Bos"
    share_as(content, anna.organisation, jan, zoe)
    expected = {
        "zoe": [zoe],
        "BOS zoë": [zoe],
        "jan@bedrijf": [jan],
        "%": [jan],
        "_": [jan],
        "\\x/": [jan],
        "bos jan": [],
    }

    assert {text: names(content, anna, text=text) for text in expected} == expected


def test_filters_find_what_fits_all_of_them(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Ali", "Bas", "Cas", "Dirk")
    change(content, "Ali", status="contacted", assignee_id=anna.id, municipality="GM0150")
    change(content, "Bas", status="contacted", sector="zorg")
    change(content, "Dirk", status="closed", sector="zorg", size="1")
    expected = {
        "status": {"contacted": ["Bas", "Ali"], "closed": ["Dirk"], "following_up": []},
        "whose": {"mine": ["Ali"], "nobody": ["Cas", "Bas"]},
        "sector": {"handel": ["Cas", "Ali"]},
        "size": {"2-9": ["Cas", "Bas", "Ali"]},
        "municipality": {"GM0150": ["Ali"], "GM0200": []},
    }

    found = {name: {id: names(content, anna, **{name: id}) for id in by_id} for name, by_id in expected.items()}

    assert found == expected
    assert names(content, anna, status="contacted", whose="nobody", size="2-9", text="bas") == ["Bas"]


def test_an_element_below_a_level_finds_those_that_have_a_score_there(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Ali", "Bas", "Cas")
    levels = [level.id for level in SMALL.levels]
    element = SMALL.elements[0].id
    set_levels(content, element, {"Ali": levels[0], "Bas": levels[1]})

    found = {level: names(content, anna, element=element, below=level) for level in levels[1:3]}

    assert found == {levels[1]: ["Ali"], levels[2]: ["Bas", "Ali"]}


def set_levels(database: Database, element_id: str, levels: Mapping[str, str]) -> None:
    """Give cases this level of an element, by contact; the others have no score there."""
    ids = {row.contact_name: row.id for row in stored_cases(database)}
    with database.write() as session:
        session.exec(delete(CaseScoreRow))
        session.add_all(
            CaseScoreRow(case_id=ids[name] or 0, element_id=element_id, level=level, score=1)
            for name, level in levels.items()
        )


def test_a_case_is_new_to_who_never_opened_it_and_changed_when_something_happened_since(
    content: Database, anna: Account
) -> None:
    bert = account(content, anna.organisation, name="Bert Bos")
    share_as(content, anna.organisation, "Ali", "Bas")
    for name in ("Ali", "Bas"):
        open_case(content, name, anna)
    change(content, "Ali", changed_at=LATER + timedelta(seconds=1))

    def marks(who: Account) -> dict[str, tuple[bool, bool]]:
        return {line.name: (line.is_new, line.is_changed) for line in listed(content, who)}

    assert marks(anna) == {"Ali": (False, True), "Bas": (False, False)}
    assert marks(bert) == {"Ali": (True, False), "Bas": (True, False)}
    assert (names(content, anna, new="1"), page_of(content, anna, new="1").count) == (["Ali"], 1)
    assert (names(content, bert, new="1"), page_of(content, bert, new="1").count) == (["Bas", "Ali"], 2)


def test_only_municipalities_of_cases_that_may_be_seen_are_there_to_choose(content: Database, anna: Account) -> None:
    other = organisation(content, name="Kennispoort Zwolle")
    share_as(content, anna.organisation, "Ali", "Bas", "Cas")
    share_as(content, other, "Dirk")
    for name, code in (("Ali", "GM0200"), ("Bas", "GM0150"), ("Dirk", "GM0153")):
        change(content, name, municipality=code)

    assert list(page_of(content, anna).municipalities) == ["GM0150", "GM0200"]
    assert list(page_of(content, anna, days=1000).municipalities) == []


def test_a_list_without_a_result_tells_whether_there_are_cases_at_all(content: Database, anna: Account) -> None:
    other = organisation(content, name="Kennispoort Zwolle")
    share_as(content, anna.organisation, "Ali")

    assert page_of(content, anna, text="xyz").has_any
    assert not page_of(content, somebody_of(other), text="xyz").has_any


def test_a_list_takes_few_queries_however_long_it_is(database: Database, shipped: Questionnaire) -> None:
    reader, published = fill(database, shipped, PER_PAGE), PublishedQuestionnaires(database)
    published.get(shipped.hash)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    case_lists.list_cases(database, published, *search_of(), by=reader, today=day_of(NOW))

    assert (
        len([said for said in statements if "adviser_case" in said]) == len(statements) - statements.count("BEGIN") == 3
    )


def test_a_file_has_what_was_asked_for_and_each_owner_reads_of_it(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Ali", "Bas", "Cas")
    change(content, "Bas", status="contacted")

    cases_in_file = exported(content, anna, status="new")

    assert [line.name for line in cases_in_file or ()] == ["Cas", "Ali"]
    hashes = scan_hashes(content)
    assert exports(content) == [(hashes[name], "Anna de Boer", anna.organisation.name) for name in ("Cas", "Ali")]


def scan_hashes(database: Database) -> dict[str, str]:
    with database.read() as session:
        found = select(CaseRow.contact_name, ScanRow.secret_hash).join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
        return dict(session.exec(found).all())


def exports(database: Database) -> list[tuple[str | None, str | None, str | None]]:
    with database.read() as session:
        rows = session.exec(select(AuditRow).where(AuditRow.action == "exported").order_by(col(AuditRow.id)))
        return [(row.scan_hash, row.account_name, row.organisation_name) for row in rows]


def test_what_was_withdrawn_or_is_over_or_of_others_is_in_no_file(content: Database, anna: Account) -> None:
    other = organisation(content, name="Kennispoort Zwolle")
    scan = scan_to_share(content)
    share(content, scan, anna.organisation, details=OwnerDetails("Weg"))
    share(content, scan_to_share(content), anna.organisation, details=OwnerDetails("Oud"), ends_on=day_of(NOW))
    share_as(content, other, "Ander")
    share_as(content, anna.organisation, "Hier")
    sharing.withdraw(content, scan.id, now=NOW)
    change(content, "Oud", ends_on=day_of(NOW) - timedelta(1))

    assert [line.name for line in exported(content, anna) or ()] == ["Hier"]
    assert len(exports(content)) == 1


def test_an_empty_file_is_not_logged(content: Database, anna: Account) -> None:
    assert exported(content, anna) == []
    assert "exported" not in logged(content)


def test_a_list_or_a_file_is_no_visit(content: Database, anna: Account) -> None:
    share_as(content, anna.organisation, "Ali")

    listed(content, anna)
    exported(content, anna)

    assert [line.is_new for line in listed(content, anna)] == [True]


def test_too_many_for_a_file_are_refused_and_not_logged(
    content: Database, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_lists, "MOST_EXPORTED", 1)
    share_as(content, anna.organisation, "Ali", "Bas")

    assert exported(content, anna) is None
    assert exports(content) == []
