"""Writes down the database of this release with scans in it, and what each scored: see README.md beside this file."""

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.content import read_questionnaire
from app.db.engine import Database
from app.db.migrations import upgrade
from app.db.scans import put_report
from app.domain.company import Company
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.rendering.json_documents import report_json
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires, publish
from app.services.reports import report_of

FOLDER = Path(__file__).parent
START = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
FACTORY = Profile(sector="maakindustrie", size="10-49", goal="krapte", municipality="GM0150", family_business=True)
CARE = Profile(sector="zorg", size="50-249", goal="werkplezier", municipality="GM0153")
ALONE = Profile(sector="zakelijke_dienstverlening", size="1", goal="groei")
QUIET = Company()
NAMED = Company(
    company_name="Café “’t Hoekje” <b>& Zn</b> 株式会社 🍞",
    kvk_token="0f" * 32,
    may_count=True,
    consent_version="2026.1",
)
Plan = tuple[str, Profile, Company, str, int | None]
# Name, profile, company, the codes to answer with in turn, how many questions to answer (None: all, and finish).
SCANS: Sequence[Plan] = (
    ("empty", FACTORY, QUIET, "a", 0),
    ("draft", CARE, NAMED, "ab", 7),
    ("low", FACTORY, QUIET, "a", None),
    ("high", CARE, QUIET, "d", None),
    ("mixed", FACTORY, NAMED, "abcd", None),
    ("alone", ALONE, QUIET, "dcba", None),
    ("unknown", CARE, QUIET, "?", None),
)


def make(release: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scan.db"
        upgrade(f"sqlite:///{path}")
        database = Database(f"sqlite:///{path}")
        expected = fill(database, read_questionnaire())
        database.engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            dump = "\n".join(connection.iterdump())
    (FOLDER / f"{release}.sql").write_text(dump + "\n", encoding="utf-8")
    (FOLDER / f"{release}.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")


def fill(database: Database, questionnaire: Questionnaire, chosen: Sequence[Plan] = SCANS) -> dict[str, Any]:
    """Store a few scans as owners would, and return what is expected of each."""
    publish(database, questionnaire, now=START)
    return {
        name: _fill_in(database, questionnaire, profile, company, codes, count, now=START + timedelta(hours=number))
        for number, (name, profile, company, codes, count) in enumerate(chosen)
    }


def _fill_in(
    database: Database,
    questionnaire: Questionnaire,
    profile: Profile,
    company: Company,
    codes: str,
    count: int | None,
    *,
    now: datetime,
) -> dict[str, Any]:
    secret = scans.start_scan(database, questionnaire, profile, company, now=now)
    published = PublishedQuestionnaires(database)
    scan, answered = scans.get_scan(database, published, secret), 0
    while (question := scan.next_question) and answered != count:
        wanted = codes[answered % len(codes)]
        allowed = (*questionnaire.values_of(question), *question.allows)
        code = "unknown" if wanted == "?" and "unknown" in allowed else wanted if wanted in allowed else allowed[0]
        scan = scans.save_answer(database, scan, question_id=question.id, code=code, now=now)
        answered += 1
    if count is None:
        scans.finish_scan(database, scan, now=now)
        with database.write() as session:
            put_report(session, scan.id, content_hash="0" * 64, pdf=b"%PDF-1.7 \x00\xff", now=now)
    return {"secret": secret} | outcome(scans.get_scan(database, published, secret))


def outcome(scan: scans.Scan) -> dict[str, Any]:
    """Return what must never change for a scan that was filled in."""
    report = report_json(report_of(scan))
    return {
        "is_finished": scan.is_finished,
        "company": scan.company.model_dump(),
        "answers": dict(sorted(scan.answers.items())),
        "index": report["index"],
        "balance": report["balance"],
        "elements": {name: result["score"] for name, result in report["elements"].items()},
        "themes": {name: result["score"] for name, result in report["themes"].items()},
        "actions": [[action["id"], action["priority"]] for action in report["actions"]],
    }


if __name__ == "__main__":
    make(sys.argv[1])
