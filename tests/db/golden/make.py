"""Writes down the database of this release with scans in it, and what each scored: see README.md beside this file."""

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from app.content import read_questionnaire
from app.db.engine import Database
from app.db.migrations import upgrade
from app.db.scans import put_report
from app.domain.company import Company
from app.domain.figures import Figures
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.domain.sharing import OwnerDetails
from app.rendering.json_documents import report_json
from app.services import figures, plans, scans, sharing
from app.services.questionnaires import PublishedQuestionnaires, publish
from tests.accounts import organisation

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
INVITED = Company(may_count=True, consent_version="2026.2", campaign="ring-7")
FIGURES = Figures(year=2025, turnover=780_000, purchases=Decimal("210000.50"), hours_worked=8_900)
OWNER = OwnerDetails("Truus Overbeek", "truus@overbeek.example", "0570 12 34 56", "Waar beginnen wij?")


class Filled(NamedTuple):
    """How a scan is filled in: the codes to answer with in turn, and how many questions (None: all, and finish).

    `deepened` is a theme to deepen; the plan of one that is `adjusted` has a target and a dropped step of the owner;
    one that is `shared` advisers see.
    """

    name: str
    profile: Profile
    company: Company
    codes: str
    questions: int | None = None
    deepened: str | None = None
    is_adjusted: bool = False
    figures: Figures | None = None
    is_shared: bool = False


SCANS: Sequence[Filled] = (
    Filled("empty", FACTORY, QUIET, "a", 0),
    Filled("draft", CARE, NAMED, "ab", 7),
    Filled("low", FACTORY, QUIET, "a"),
    Filled("high", CARE, QUIET, "d"),
    Filled("mixed", FACTORY, NAMED, "abcd"),
    Filled("alone", ALONE, QUIET, "dcba"),
    Filled("unknown", CARE, QUIET, "?"),
    Filled("deepened", FACTORY, QUIET, "cb", deepened="mensen"),
    Filled("adjusted", CARE, QUIET, "b", is_adjusted=True),
    Filled("shared", FACTORY, INVITED, "bc", figures=FIGURES, is_shared=True),
)


def make(release: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scan.db"
        upgrade(f"sqlite:///{path}")
        database = Database(f"sqlite:///{path}")
        expected = fill(database, read_questionnaire())
        database.close()
        with closing(sqlite3.connect(path)) as connection:
            dump = "\n".join(connection.iterdump())
    (FOLDER / f"{release}.sql").write_text(dump + "\n", encoding="utf-8")
    (FOLDER / f"{release}.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")


def fill(database: Database, questionnaire: Questionnaire, chosen: Sequence[Filled] = SCANS) -> dict[str, Any]:
    """Store a few scans as owners would, and return what is expected of each."""
    publish(database, questionnaire, now=START)
    return {
        filled.name: _fill_in(database, questionnaire, filled, now=START + timedelta(hours=number))
        for number, filled in enumerate(chosen)
    }


def _fill_in(database: Database, questionnaire: Questionnaire, filled: Filled, *, now: datetime) -> dict[str, Any]:
    secret = scans.start_scan(database, questionnaire, filled.profile, filled.company, now=now)
    published = PublishedQuestionnaires(database)
    scan = scans.get_scan(database, published, secret)
    if filled.deepened:
        scan = scans.deepen_theme(database, scan, filled.deepened, now=now)
    scan = _answer(database, scan, filled, now=now)
    if filled.questions is None:
        scans.finish_scan(database, scan, now=now)
        with database.write() as session:
            for edition in ("full", "short"):
                put_report(session, scan.id, edition=edition, content_hash="0" * 64, pdf=b"%PDF-1.7 \x00\xff", now=now)
    if filled.is_adjusted:
        first = scan.report.plan[0].action
        plans.change_plan(database, scan, goal="groei", targets={"technologie": "goed_op_weg"}, now=now)
        plans.drop_action(database, scan, first.id, now=now)
    if filled.figures:
        figures.keep_figures(database, scan, filled.figures, confirmed=["hours"], now=now)
    if filled.is_shared:
        with_whom, until = organisation(database), now.date() + timedelta(days=300)
        sharing.share_scan(database, scan.id, with_whom.id, OWNER, consent_version="2026.1", ends_on=until, now=now)
    return {"secret": secret} | outcome(database, scans.get_scan(database, published, secret))


def _answer(database: Database, scan: Scan, filled: Filled, *, now: datetime) -> Scan:
    answered = 0
    while (question := scan.next_question) and answered != filled.questions:
        wanted = filled.codes[answered % len(filled.codes)]
        allowed = (*scan.questionnaire.values_of(question), *question.allows)
        code = "unknown" if wanted == "?" and "unknown" in allowed else wanted if wanted in allowed else allowed[0]
        scan = scans.save_answer(database, scan, question_id=question.id, code=code, now=now)
        answered += 1
    return scan


def outcome(database: Database, scan: Scan) -> dict[str, Any]:
    """Return what must never change for a scan that was filled in."""
    report, told = report_json(scan.report), figures.figures_of(database, scan)
    share = sharing.find_share(database, scan.id, today=START.date())
    return {
        "is_finished": scan.is_finished,
        "company": scan.company.model_dump(),
        "answers": dict(sorted(scan.answers.items())),
        "index": report["index"],
        "balance": report["balance"],
        "elements": {name: result["score"] for name, result in report["elements"].items()},
        "themes": {name: result["score"] for name, result in report["themes"].items()},
        "choices": scan.choices.model_dump(mode="json"),
        "actions": [[action["id"], action["priority"]] for action in report["actions"]],
        "figures": told.figures.as_text,
        "confirmed": list(told.confirmed),
        "shared_with": share and share.organisation.name,
        "told_to_advisers": share and asdict(share.details),
    }


if __name__ == "__main__":
    make(sys.argv[1])
