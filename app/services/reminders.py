"""Mail on the day that advisers chose to follow up, sent once: to who looks after the case, and to the owner."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.db import reminders
from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.db.follow_ups import find_actions_of_cases
from app.db.reminders import Recipient
from app.db.sharing_tables import CaseRow
from app.domain.case_event import CaseEventKind
from app.domain.dutch_days import day_of
from app.rendering.letters import follow_up_adviser_letter, follow_up_owner_letter
from app.services.case_events import add_event
from app.services.follow_up_rules import follow_up_rules
from app.services.mail import post_letter


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many letters were written: to each adviser or organisation one, whatever the cases, and to each owner one."""

    advisers: int
    owners: int


def remind(database: Database, link: str, *, can_mail: bool = False, now: datetime, dry_run: bool = False) -> Reminded:
    """Write to whom it concerns that the day to follow up has come, or only count the letters.

    `link` leads to the cases to follow up. A site that cannot mail writes to nobody; it does once it can.
    """
    with database.read() as session:
        recipients = reminders.find_recipients(session, today=day_of(now)) if can_mail else ()
    written: Counter[str] = Counter()
    for recipient in recipients:
        with database.read() if dry_run else database.write() as session:
            due = reminders.lock_due(session, recipient, today=day_of(now))
            written.update(_write(session, recipient, due, link, now=now, dry_run=dry_run))
    return Reminded(advisers=written["advisers"], owners=written["owners"])


def _write(
    session: Session, recipient: Recipient, due: Sequence[CaseRow], link: str, *, now: datetime, dry_run: bool
) -> dict[str, int]:
    organisation = session.get_one(OrganisationRow, recipient.organisation_id)
    account = session.get_one(AccountRow, recipient.account_id) if recipient.account_id else None
    address = account.email if account else organisation.email
    to_owners = [case for case in due if _may_write_to_owner(case, today=day_of(now))]
    if not dry_run:
        # Where there is no address at all, the case waits for one.
        _note(session, due if address else to_owners, now=now)
        _write_to_owners(session, to_owners, organisation, now=now)
        if due and address:
            letter = follow_up_adviser_letter(link, len(due), is_for_desk=account is None)
            post_letter(session, letter, recipient=address, account_id=recipient.account_id, now=now)
    return {"advisers": int(bool(due and address)), "owners": len(to_owners)}


def _may_write_to_owner(case: CaseRow, *, today: date) -> bool:
    latest = timedelta(follow_up_rules().owner_mail_days)
    return bool(case.contact_email and case.follow_up_on and today - case.follow_up_on <= latest)


def _note(session: Session, told: Sequence[CaseRow], *, now: datetime) -> None:
    for case in told:
        case.reminded_at = now
        add_event(session, case, CaseEventKind.REMINDED, now=now)


def _write_to_owners(session: Session, due: Sequence[CaseRow], organisation: OrganisationRow, *, now: datetime) -> None:
    agreed = {action.case_id for action in find_actions_of_cases(session, [case.id for case in due if case.id])}
    for case in due:
        assert case.contact_email
        assert case.follow_up_on
        letter = follow_up_owner_letter(organisation.name, case.follow_up_on, has_actions=case.id in agreed)
        post_letter(session, letter, recipient=case.contact_email, case_id=case.id, now=now)
