"""A case goes to another organisation when advisers ask, and only when the owner agrees."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.sharing_tables import PassOnRow
from app.domain.account import Account, Kind, Organisation
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.domain.errors import (
    CaseNotFoundError,
    OrganisationNotFoundError,
    PassOnNotFoundError,
    TooManyAttemptsError,
    TooManyWishesError,
)
from app.domain.pass_on import PassOnWish
from app.domain.scan import Scan
from app.domain.sharing import Scope, Terms
from app.rendering.letters import Letter
from app.services import cases, passing_on, sharing
from app.services.opening import MOST_FAILURES
from app.services.passing_on import MOST_QUESTIONS_A_DAY, Answered
from app.services.questionnaires import PublishedQuestionnaires
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.shares import LAST_DAY, OWNER, consents, letters, logged, scan_to_share, share
from tests.services.shares import cases as stored_cases

REASON = "Zij kennen uw vak.\nEn zij zitten dichtbij."
LETTERS = Answered(Letter("aan de eerste", "t", "h"), Letter("aan de ander", "t", "h"))


@dataclass
class Desk:
    """Advisers with a case, and another organisation that may get it; `tokens` are what owners were mailed."""

    database: Database
    holder: Organisation
    target: Organisation
    adviser: Account
    scan: Scan
    case: Case
    tokens: list[str] = field(default_factory=list)

    def ask(self, *, seen: str | None = None, now: datetime = NOW, reason: str = REASON) -> PassOnWish | None:
        return passing_on.ask(
            self.database, self.case, self.target, reason, by=self.adviser, seen=seen, write=self.write, now=now
        )

    def write(self, token: str, wish: PassOnWish) -> Letter:
        self.tokens.append(token)
        return Letter(f"Naar {wish.target.name}?", token, token)

    def waiting(self, now: datetime = NOW) -> PassOnWish | None:
        return passing_on.find_wish(self.database, self.scan.id, now=now)

    def asked(self) -> PassOnWish:
        self.ask()
        wish = self.waiting()
        assert wish is not None
        return wish

    def agree(self, wish: PassOnWish, *, now: datetime = NOW, version: str = "2026.2") -> None:
        passing_on.agree(self.database, wish, text_version=version, letters=LETTERS, now=now)

    def refuse(self, wish: PassOnWish) -> None:
        passing_on.refuse(self.database, wish, letters=Answered(LETTERS.to_holder), now=NOW)

    def opened(self, token: str, *, visitor: str = "v", now: datetime = NOW) -> PassOnWish:
        return passing_on.get_wish(self.database, token, visitor=visitor, now=now)


@pytest.fixture
def desk(content: Database) -> Desk:
    return make_desk(content)


def make_desk(database: Database, *, scope: Scope = Scope.CASE, ends_on: date = LAST_DAY, **told: str) -> Desk:
    holder, target = organisation(database), organisation(database, name="Kennispoort Zwolle")
    scan = scan_to_share(database)
    share(database, scan, holder, details=replace(OWNER, **told), scope=scope, ends_on=ends_on)
    (row,) = stored_cases(database)
    published = PublishedQuestionnaires(database)
    case = cases.get_case(database, published, row.key, organisation_id=holder.id, today=day_of(NOW))
    return Desk(database, holder, target, account(database, holder), scan, case)


def wishes(database: Database) -> list[PassOnRow]:
    with database.read() as session:
        return list(session.exec(select(PassOnRow)))


def close(database: Database, organisation_id: int) -> None:
    with database.write() as session:
        session.get_one(OrganisationRow, organisation_id).closed_at = NOW


def test_the_owner_reads_who_asks_what_and_why(desk: Desk) -> None:
    wish = desk.asked()

    assert (wish.holder, wish.asked_by, wish.target) == (desk.holder, "Anna de Boer", desk.target)
    assert (wish.reason, wish.asked_on, wish.terms.ends_on) == (REASON, day_of(NOW), LAST_DAY)


def test_the_owner_gets_a_letter_in_the_same_transaction(desk: Desk) -> None:
    desk.ask()

    assert letters(desk.database)[-1] == (OWNER.email, "Naar Kennispoort Zwolle?")
    assert logged(desk.database)[-1] == "asked_to_pass_on"


def test_a_letter_that_waits_goes_with_the_case(desk: Desk) -> None:
    desk.ask()

    sharing.withdraw(desk.database, desk.scan.id, now=NOW)

    assert letters(desk.database) == []


def test_without_an_address_there_is_a_wish_and_no_letter(content: Database) -> None:
    desk = make_desk(content, email="")
    before = letters(content)

    assert desk.asked()
    assert letters(content) == before


def test_only_the_hash_of_the_token_is_stored(desk: Desk) -> None:
    wish = desk.asked()

    (row,), (token,) = wishes(desk.database), desk.tokens
    assert token not in (row.token_hash, wish.mark)
    assert len(token) == 43
    assert desk.opened(token) == wish


def test_a_question_stands_for_fourteen_days(desk: Desk) -> None:
    wish = desk.asked()

    assert wish.answer_by == day_of(NOW) + timedelta(14)
    assert desk.waiting(NOW + timedelta(14, hours=10)) is not None
    assert desk.waiting(NOW + timedelta(15)) is None


def test_a_question_stands_no_longer_than_the_case(content: Database) -> None:
    desk = make_desk(content, ends_on=day_of(NOW) + timedelta(3))

    assert desk.asked().answer_by == day_of(NOW) + timedelta(3)
    assert desk.waiting(NOW + timedelta(4)) is None


def test_agreeing_moves_the_case_under_a_consent_of_its_own(desk: Desk) -> None:
    (before,) = stored_cases(desk.database)

    desk.agree(desk.asked(), now=NOW + timedelta(hours=1))

    (case,), (first, second) = stored_cases(desk.database), consents(desk.database)
    assert (case.organisation_id, case.consent_id, case.ends_on) == (desk.target.id, second.id, LAST_DAY)
    assert (case.contact_name, case.contact_email, case.question) == (OWNER.name, OWNER.email, OWNER.question)
    assert case.key != before.key
    assert case.shared_at == NOW + timedelta(hours=1)
    assert (first.ended_by, first.ended_at) == ("passed_on", NOW + timedelta(hours=1))
    assert (second.text_version, second.scope, second.ended_at) == ("2026.2", "case", None)
    assert len({first.key, second.key}) == 2
    assert wishes(desk.database) == []


def test_agreeing_passes_on_as_much_as_was_shared(content: Database) -> None:
    desk = make_desk(content, scope=Scope.CASE_AND_FIGURES)

    desk.agree(desk.asked())

    assert [consent.scope for consent in consents(content)] == ["case_and_figures"] * 2


def test_agreeing_writes_to_both_organisations(desk: Desk) -> None:
    desk.agree(desk.asked())

    at = "balie@ondernemershuis.example"
    assert letters(desk.database)[-2:] == [(at, "aan de eerste"), (at, "aan de ander")]
    assert logged(desk.database)[-1] == "agreed_to_pass_on"


def test_the_first_organisation_loses_the_case(desk: Desk) -> None:
    desk.agree(desk.asked())

    with pytest.raises(CaseNotFoundError):
        cases.log_look(desk.database, desk.case, AuditAction.OPENED, by=desk.adviser, now=NOW)
    with pytest.raises(CaseNotFoundError):
        desk.ask()


def test_refusing_leaves_the_case_where_it_is(desk: Desk) -> None:
    before = stored_cases(desk.database)

    desk.refuse(desk.asked())

    assert stored_cases(desk.database) == before
    assert wishes(desk.database) == []
    assert letters(desk.database)[-1][1] == "aan de eerste"
    assert logged(desk.database)[-1] == "refused_to_pass_on"
    assert len(consents(desk.database)) == 1


@pytest.mark.parametrize("second", [Desk.agree, Desk.refuse])
def test_an_answer_counts_once(desk: Desk, second: Callable[[Desk, PassOnWish], None]) -> None:
    wish = desk.asked()
    desk.agree(wish)
    before = (stored_cases(desk.database), consents(desk.database), logged(desk.database), letters(desk.database))

    with pytest.raises(PassOnNotFoundError):
        second(desk, wish)

    after = (stored_cases(desk.database), consents(desk.database), logged(desk.database), letters(desk.database))
    assert after == before
    with pytest.raises(PassOnNotFoundError):
        desk.opened(desk.tokens[0])


def _withdraw(desk: Desk) -> None:
    sharing.withdraw(desk.database, desk.scan.id, now=NOW)


def _close_target(desk: Desk) -> None:
    close(desk.database, desk.target.id)


def _cancel(desk: Desk) -> None:
    passing_on.cancel(desk.database, desk.case, by=desk.adviser, now=NOW)


def _share_more(desk: Desk) -> None:
    terms = Terms(Scope.CASE_AND_FIGURES, "2026.1", LAST_DAY)
    sharing.agree_anew(desk.database, desk.scan.id, terms, now=NOW)


@pytest.mark.parametrize("meanwhile", [_withdraw, _close_target, _cancel, _share_more])
def test_an_answer_to_what_changed_meanwhile_changes_nothing(desk: Desk, meanwhile: Callable[[Desk], None]) -> None:
    wish = desk.asked()
    meanwhile(desk)
    before = (stored_cases(desk.database), consents(desk.database), logged(desk.database), letters(desk.database))

    for answer in (Desk.agree, Desk.refuse):
        with pytest.raises(PassOnNotFoundError):
            answer(desk, wish)

    after = (stored_cases(desk.database), consents(desk.database), logged(desk.database), letters(desk.database))
    assert after == before


def test_asking_again_replaces_the_question_that_was_seen(desk: Desk) -> None:
    first = desk.asked()

    assert desk.ask(seen=first.mark, reason="Anders") is None

    second = desk.waiting()
    assert second is not None
    assert second.reason == "Anders"
    assert len(wishes(desk.database)) == 1
    with pytest.raises(PassOnNotFoundError):
        desk.opened(desk.tokens[0])
    with pytest.raises(PassOnNotFoundError):
        desk.agree(first)


def test_asking_without_having_seen_the_question_that_waits_shows_it(desk: Desk) -> None:
    first = desk.asked()
    before = letters(desk.database)

    assert desk.ask(seen="") == first
    assert letters(desk.database) == before
    assert desk.waiting() == first


def test_an_owner_is_asked_three_times_a_day_also_when_questions_are_taken_back(desk: Desk) -> None:
    for _ in range(MOST_QUESTIONS_A_DAY):
        desk.ask()
        _cancel(desk)
    before = letters(desk.database)

    with pytest.raises(TooManyWishesError):
        desk.ask()
    assert letters(desk.database) == before
    assert desk.ask(now=NOW + timedelta(days=1)) is None


@pytest.mark.parametrize("kind", [Kind.PROVINCE, Kind.ADMIN])
def test_a_case_goes_to_advisers_only(desk: Desk, kind: Kind) -> None:
    desk.target = organisation(desk.database, kind, name="Provincie")

    with pytest.raises(OrganisationNotFoundError):
        desk.ask()


def test_a_case_does_not_go_to_the_own_organisation_or_to_a_closed_one(desk: Desk) -> None:
    for wrong in (desk.holder, desk.target):
        close(desk.database, desk.target.id)
        desk.target = wrong
        with pytest.raises(OrganisationNotFoundError):
            desk.ask()

    assert wishes(desk.database) == []


def test_another_organisation_cannot_ask_or_cancel(desk: Desk) -> None:
    desk.asked()
    other = account(desk.database, desk.target, name="Bert Bos")

    with pytest.raises(CaseNotFoundError):
        passing_on.ask(desk.database, desk.case, desk.holder, REASON, by=other, now=NOW)
    with pytest.raises(CaseNotFoundError):
        passing_on.cancel(desk.database, desk.case, by=other, now=NOW)
    assert desk.waiting() is not None


def test_cancelling_is_logged_once(desk: Desk) -> None:
    desk.asked()

    for _ in range(2):
        _cancel(desk)

    assert logged(desk.database).count("cancelled_pass_on") == 1


def test_guessing_at_tokens_is_limited_per_visitor(desk: Desk) -> None:
    desk.asked()
    for _ in range(MOST_FAILURES - 1):
        with pytest.raises(PassOnNotFoundError):
            desk.opened("x" * 43)

    for token in ("x" * 43, desk.tokens[0]):
        with pytest.raises(TooManyAttemptsError):
            desk.opened(token)

    assert desk.opened(desk.tokens[0], visitor="another")


def test_two_answers_at_the_same_moment_count_once(desk: Desk) -> None:
    wish = desk.asked()

    def answer(number: int) -> None:
        with suppress(PassOnNotFoundError):
            (desk.agree if number % 2 else desk.refuse)(wish)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer, range(4)))

    answers = {"agreed_to_pass_on", "refused_to_pass_on"}
    assert len([action for action in logged(desk.database) if action in answers]) == 1
    assert len(stored_cases(desk.database)) == 1


def test_agreeing_and_withdrawing_at_the_same_moment_leave_one_story(desk: Desk) -> None:
    wish = desk.asked()

    def go(withdraws: bool) -> None:
        with suppress(PassOnNotFoundError):
            _withdraw(desk) if withdraws else desk.agree(wish)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, (True, False)))

    # Whoever came last: the owner withdrew, so nobody has it, from either organisation.
    assert stored_cases(desk.database) == []
    assert all(consent.ended_at for consent in consents(desk.database))
