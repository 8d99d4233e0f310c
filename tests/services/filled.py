"""A database filled as `scan demo` does."""

import random
from collections.abc import Sequence
from typing import NamedTuple

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.demo import StoredScan, Terms, invent, store_scans
from app.services.demo_casework import work_on_cases
from app.services.demo_organisations import Login, add_organisations
from app.services.demo_shares import share_scans
from app.services.demo_workshops import hold_workshops
from app.services.questionnaires import publish
from tests.conftest import NOW

KEY = b"a key of at least thirty-two bytes"


class Filled(NamedTuple):
    database: Database
    stored: Sequence[StoredScan]
    logins: Sequence[Login]


def fill(database: Database, questionnaire: Questionnaire, count: int) -> Filled:
    publish(database, questionnaire, now=NOW)
    draw, terms = random.Random(1), Terms(questionnaire, consent_version="2026.1", secret_key=KEY)
    stored = store_scans(database, terms, invent(questionnaire, count, now=NOW, draw=draw))
    logins = add_organisations(database, questionnaire, KEY, now=NOW, draw=draw)
    accounts = [login.account for login in logins]
    shares = share_scans(database, stored, accounts, consent_version="2026.1", now=NOW, draw=draw)
    work_on_cases(database, shares, accounts, now=NOW, draw=draw)
    hold_workshops(database, stored, accounts, now=NOW, draw=draw)
    return Filled(database, stored, logins)
