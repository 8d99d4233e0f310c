"""Restore and campaigns: a code that is on paper stays, and so does that a campaign ended."""

from contextlib import closing
from datetime import datetime, timedelta

from alembic import command
from sqlmodel import col, select

from app.db.audit_tables import AuditRow
from app.db.campaign_tables import CampaignRow
from app.db.engine import Database
from app.db.migrations import alembic_config
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.services.audit import add_line
from tests.backups.commands import backup, run
from tests.backups.people import lines, log, put
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


def campaign(code: str, closed_at: datetime | None = None) -> CampaignRow:
    return CampaignRow(code=code, letters=code, kind="other", name="Zwolle", added_at=NOW, closed_at=closed_at)


def stored(url: str) -> dict[str, datetime | None]:
    with closing(Database(url)) as database, database.read() as session:
        return dict(session.exec(select(CampaignRow.code, CampaignRow.closed_at)).all())


def end(url: str, code: str) -> None:
    with closing(Database(url)) as database, database.write() as session:
        session.get_one(CampaignRow, code).closed_at = LATER


def test_campaigns_added_since_the_backup_stay(adviser: Account, database_url: str) -> None:
    put(database_url, campaign("before"))
    file = backup()
    put(database_url, campaign("since"), campaign("ended", LATER))

    run("restore", str(file), "--yes")

    assert stored(database_url) == {"before": None, "since": None, "ended": LATER}


def test_a_campaign_that_ended_since_the_backup_stays_so(adviser: Account, database_url: str) -> None:
    put(database_url, campaign("before"))
    file = backup()
    end(database_url, "before")

    for _ in range(2):
        run("restore", str(file), "--yes")

    assert stored(database_url) == {"before": LATER}


def test_a_line_on_a_campaign_still_says_which_one(adviser: Account, database_url: str) -> None:
    file = backup()
    with closing(Database(database_url)) as database, database.write() as session:
        add_line(session, AuditAction.ADDED_CAMPAIGN, by=adviser, about_campaign="since", now=LATER)

    run("restore", str(file), "--yes")

    with closing(Database(database_url)) as database, database.read() as session:
        assert list(session.exec(select(col(AuditRow.about_campaign)))) == ["since"]


def test_the_log_of_a_database_from_before_there_were_campaigns_stays(adviser: Account, database_url: str) -> None:
    put(database_url, campaign("before"))
    file = backup()
    log(database_url, adviser, minute=1)
    before = lines(database_url)
    command.downgrade(alembic_config(database_url), "0016")

    output = run("restore", str(file), "--yes")

    assert lines(database_url) == before
    assert stored(database_url) == {"before": None}
    assert "Could not read" not in output
