"""An adviser organisation with many cases, put into a database at once. Their companies are invented."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import SQLModel

from app.db.engine import Database
from app.domain.account import Account
from app.domain.case import CaseStatus
from app.domain.counting import Doubt
from app.domain.folding import folded
from app.domain.invented.companies import InventedCompany, invent_company
from app.domain.invented.people import InventedPerson, invent_person
from app.domain.questionnaire import Questionnaire
from app.municipalities import municipalities
from app.services.demo import invented_model
from app.services.questionnaires import publish
from tests.accounts import account, organisation

_ADVISERS = ("Anna de Boer", "Bert Bos", "Carla Kok", "Dirk Smit", "Els Visser")
_QUESTION = "Wij hebben veel werk en te weinig mensen. Waar beginnen we, en wie helpt ons?\nBel ons gerust na vieren."
_HOST = "bedrijf.example"
_MINUTES_SHARED = 300 * 24 * 60
_SEEN, _CHANGED_SINCE, _HAS_FOLLOW_UP = 0.9, 0.2, 0.4

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ManyCase:
    """One of many, with the moments at which things happened to it."""

    number: int
    company: InventedCompany
    owner: InventedPerson
    shared_at: datetime
    changed_at: datetime
    draw: random.Random

    @property
    def scan_hash(self) -> str:
        return f"{self.number:064x}"


def fill(database: Database, questionnaire: Questionnaire, count: int) -> Account:
    """Add an organisation with so many cases and return one of its advisers, who looked at most of them."""
    now, draw, advisers = datetime.now(UTC), random.Random(count), organisation(database)
    publish(database, questionnaire, now=now)
    people = [account(database, advisers, name=name) for name in _ADVISERS]
    cases = [_invent(number, now, draw) for number in range(1, count + 1)]
    rows: Mapping[str, Sequence[Row]] = {
        "scan": [_scan(case, questionnaire) for case in cases],
        "consent": [_consent(case, advisers.id) for case in cases],
        "adviser_case": [_case(case, people) for case in cases],
        "case_score": [score for case in cases for score in _scores(case, questionnaire)],
        "case_visit": [_visit(case, people[0]) for case in cases if draw.random() < _SEEN],
    }
    with database.write() as session:
        for table, added in rows.items():
            session.connection().execute(SQLModel.metadata.tables[table].insert(), added)
    return people[0]


def _invent(number: int, now: datetime, draw: random.Random) -> ManyCase:
    company = invent_company(invented_model(), number, draw)
    owner = invent_person(invented_model().names, _HOST, draw)
    shared_at = now - timedelta(minutes=draw.randrange(_MINUTES_SHARED))
    return ManyCase(number, company, owner, shared_at, shared_at + draw.random() * (now - shared_at), draw)


def _scan(case: ManyCase, questionnaire: Questionnaire) -> Row:
    choices = {"deepened": [], "targets": {}, "dropped": [], "mode": "alone", "may_count": case.company.may_count}
    moments = {"started_at": case.shared_at, "changed_at": case.changed_at, "finished_at": case.shared_at}
    marks = {"doubt": Doubt.TOO_FAST}
    names = {"company_name": case.company.name, "secret_hash": case.scan_hash, "questionnaire_hash": questionnaire.hash}
    return {"id": case.number, **case.company.profile.model_dump(), **names, **choices, **moments, **marks}


def _consent(case: ManyCase, organisation_id: int) -> Row:
    proof = {"scan_hash": case.scan_hash, "text_version": "2026.2", "scope": "case", "given_at": case.shared_at}
    return {"id": case.number, "key": f"{case.number:032x}", **proof, **_terms(case, organisation_id)}


def _terms(case: ManyCase, organisation_id: int) -> Row:
    return {"organisation_id": organisation_id, "ends_on": (case.shared_at + timedelta(days=365)).date()}


def _case(case: ManyCase, people: Sequence[Account]) -> Row:
    draw, profile = case.draw, case.company.profile
    name, place = case.company.name or "", municipalities()[profile.municipality or ""].name
    return {
        "key": f"{case.number:032x}",
        **dict.fromkeys(("id", "scan_id", "consent_id"), case.number),
        **_terms(case, people[0].organisation.id),
        **{"contact_name": case.owner.name, "contact_email": case.owner.email, "question": _QUESTION},
        **{"shared_at": case.shared_at, "changed_at": case.changed_at},
        "status": draw.choice(list(CaseStatus)),
        "assignee_id": draw.choice([None, *(person.id for person in people)]),
        "follow_up_on": case.changed_at.date() + timedelta(days=30) if draw.random() < _HAS_FOLLOW_UP else None,
        "sort_name": folded(name or case.owner.name),
        "found_by": folded(f"{name} {case.owner.name} {case.owner.email} {place}"),
        **{field: getattr(profile, field) for field in ("sector", "size", "municipality")},
    }


def _scores(case: ManyCase, questionnaire: Questionnaire) -> Sequence[Row]:
    found = [(name, min(100.0, max(0.0, 100 * value))) for name, value in case.company.strengths.items()]
    return [
        {
            "case_id": case.number,
            "element_id": name,
            "level": [level.id for level in questionnaire.levels if level.lower_bound <= value][-1],
            "score": value,
        }
        for name, value in found
    ]


def _visit(case: ManyCase, person: Account) -> Row:
    changed_since = case.draw.random() < _CHANGED_SINCE
    seen_at = case.changed_at + timedelta(hours=-1 if changed_since else 1)
    return {"case_id": case.number, "account_id": person.id, "seen_at": seen_at}
