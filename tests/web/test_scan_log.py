"""The owner reads who opened a scan."""

from datetime import UTC, datetime, timedelta

import pytest

from app.db import scans
from app.db.engine import Database
from app.domain.audit import AuditAction, AuditLine
from app.services import audit
from app.web.audit_words import audit_words
from app.web.log_page import MOST_LINES
from tests.accounts import account, organisation
from tests.visitor import Visitor
from tests.web.sharing import share
from tests.web.whole_site import scan_of


def log_opened(visitor: Visitor, database: Database, *, times: int = 1) -> None:
    """Write that an adviser opened this scan, a minute after the other."""
    adviser, now = account(database, organisation(database)), datetime.now(UTC)
    with database.write() as session:
        scan_hash = scans.secret_hash_of(session, scan_of(visitor).id)
        for number in range(times):
            moment = now - timedelta(minutes=times - number)
            audit.add_line(session, AuditAction.OPENED, by=adviser, scan_hash=scan_hash, now=moment)


def test_without_lines_it_says_that_nobody_looked(visitor: Visitor) -> None:
    visitor.start()

    assert "geen organisatie heeft hem bekeken" in visitor.get("/scan/logboek").text


def test_it_names_who_opened_the_scan_and_for_whom(visitor: Visitor, database: Database) -> None:
    visitor.start()
    log_opened(visitor, database)

    text = visitor.get("/scan/logboek").text

    assert "Anna de Boer (Ondernemershuis Regio Stedendriehoek) bekeek uw scan." in text


def test_what_the_owner_did_is_said_to_the_owner(owner: Visitor, database: Database) -> None:
    share(owner, organisation(database))
    owner.post("/scan/delen/intrekken", {})

    text = owner.get("/scan/logboek").text

    stopped, shared = (
        f"U {did} Ondernemershuis Regio Stedendriehoek." for did in ("stopte met delen met", "deelde uw scan met")
    )
    assert text.index(stopped) < text.index(shared)


def test_a_long_log_shows_the_latest_and_says_so(visitor: Visitor, database: Database) -> None:
    visitor.start()
    log_opened(visitor, database, times=MOST_LINES + 1)

    page = visitor.get("/scan/logboek")

    assert page.text.count("bekeek uw scan.") == MOST_LINES
    assert "Dit zijn de laatste 200 regels." in page.text


def test_it_is_kept_when_the_share_is_over_and_others_do_not_see_it(owner: Visitor, database: Database) -> None:
    log_opened(owner, database)
    owner.start()

    assert "bekeek uw scan" not in owner.get("/scan/logboek").text


@pytest.mark.parametrize("action", list(AuditAction)[: list(AuditAction).index(AuditAction.ADDED_ORGANISATION)])
@pytest.mark.parametrize("name", ["Anna de Boer", None])
def test_every_action_with_a_scan_has_words(action: AuditAction, name: str | None) -> None:
    words = audit_words(AuditLine(datetime.now(UTC), action, name, "Ondernemershuis"))

    assert words.endswith(".")
    assert "$" not in words
