"""Fills an empty database with invented scans, to try the site with; nothing in them is of a real company."""

import random
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path

from app.content import read_yaml
from app.db import demo
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain import invented
from app.domain.counting import Doubt, doubt_in
from app.domain.dutch_days import day_of
from app.domain.errors import ScanError
from app.domain.figures import LabourUnit
from app.domain.invented.companies import counting_in
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan, invent_scans, invent_scans_of
from app.domain.productivity import hard_number
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import score
from app.municipalities import municipalities
from app.reference_figures import reference_figures
from app.services.figures import hard_number_rules
from app.services.pseudonyms import pseudonym
from app.services.sessions import hashed

# Enough to be quick, few enough that others who write need not wait long.
_BATCH = 100


class DataPresentError(ScanError):
    def __init__(self) -> None:
        super().__init__(
            "There are scans or accounts in this database. Invented ones only go in an empty one: "
            "set SCAN_DATA_DIR to a new folder, or SCAN_DATABASE_URL to a new database."
        )


@dataclass(frozen=True, slots=True)
class StoredScan:
    """An invented scan as it is stored, with the secret that opens it."""

    id: int
    secret: str
    invented: InventedScan

    @property
    def secret_hash(self) -> str:
        return hashed(self.secret)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scan is stored under: its questionnaire, the text on which owners chose, and the key behind tokens."""

    questionnaire: Questionnaire
    consent_version: str
    secret_key: bytes


@cache
def invented_model() -> InventedModel:
    path = Path(invented.__file__).parent / "invented.yaml"
    return InventedModel.model_validate(read_yaml(path, path.name))


def check_empty(database: Database) -> None:
    """Raise DataPresentError unless a database has no scans and no accounts."""
    with database.read() as session:
        if demo.holds_something(session):
            raise DataPresentError


def invent(questionnaire: Questionnaire, count: int, *, now: datetime, draw: random.Random) -> Iterator[InventedScan]:
    """Invent scans beside the public figures that come with the program."""
    return invent_scans(invented_model(), questionnaire, count, per_hour=_per_hour(), now=now, draw=draw)


def invent_earlier(
    questionnaire: Questionnaire, count: int, *, now: datetime, draw: random.Random
) -> Iterator[InventedScan]:
    """Invent the scans that counted in a year before those of `invent`, beside so many of those, by province."""
    model, year = invented_model(), day_of(now).year - 2
    for each in model.releases.provinces:
        counting = counting_in(
            model, [code for code, place in municipalities().items() if place.province == each.province]
        )
        of_year = partial(invent_scans_of, year=year, per_hour=_per_hour(), now=now, draw=draw)
        yield from of_year(counting, questionnaire, round(each.earlier * count))


def _per_hour() -> Mapping[str, float]:
    public = [figure for figure in reference_figures() if figure.unit is LabourUnit.HOUR_WORKED]
    return {figure.sector: float(figure.value) for figure in public}


def store_scans(database: Database, terms: Terms, scans: Iterable[InventedScan]) -> Sequence[StoredScan]:
    """Store scans, in one transaction for each batch."""
    stored: list[StoredScan] = []
    waiting = iter(scans)
    while batch := list(islice(waiting, _BATCH)):
        stored += _store_batch(database, terms, batch)
    return stored


def _store_batch(database: Database, terms: Terms, batch: Sequence[InventedScan]) -> Sequence[StoredScan]:
    opened = [secrets.token_urlsafe(32) for _ in batch]
    with database.write() as session:
        rows = [_scan_row(terms, scan, secret) for scan, secret in zip(batch, opened, strict=True)]
        ids = demo.add_scans(session, rows)
        stored = [StoredScan(*each) for each in zip(ids, opened, batch, strict=True)]
        demo.add_answers(session, [answer for scan in stored for answer in _answers(scan)])
        demo.add_figures(session, [_figures(scan) for scan in stored if not scan.invented.figures.is_empty])
    return stored


def _scan_row(terms: Terms, scan: InventedScan, secret: str) -> ScanRow:
    company = scan.company
    return ScanRow(
        secret_hash=hashed(secret),
        questionnaire_hash=terms.questionnaire.hash,
        company_name=company.name,
        kvk_token=pseudonym(terms.secret_key, "kvk", company.kvk_number) if company.kvk_number else None,
        may_count=company.may_count,
        consent_version=terms.consent_version,
        deepened=list(scan.deepened),
        started_at=scan.started_at,
        changed_at=scan.changed_at,
        finished_at=scan.finished_at,
        doubt=_doubt_about(terms.questionnaire, scan),
        **company.profile.model_dump(),
    )


def _doubt_about(questionnaire: Questionnaire, scan: InventedScan) -> Doubt | None:
    if scan.finished_at is None:
        return None
    answers = {question_id: code for question_id, (code, _) in scan.answers.items()}
    seconds = (scan.finished_at - scan.started_at).total_seconds()
    scores = score(questionnaire, scan.company.profile, answers)
    return doubt_in(questionnaire, answers, scores, seconds=seconds)


def _answers(scan: StoredScan) -> Iterator[dict[str, object]]:
    for question_id, (code, moment) in scan.invented.answers.items():
        yield {"scan_id": scan.id, "question_id": question_id, "code": code, "answered_at": moment}


def _figures(scan: StoredScan) -> dict[str, object]:
    """Return what was told as its owner would leave it: what is asked about was said to be right."""
    told, sector = scan.invented.figures, scan.invented.company.profile.sector
    asked = hard_number(told, sector, references=(), rules=hard_number_rules()).checks
    confirmed = [check.id for check in asked]
    return {
        "scan_id": scan.id,
        "told": told.as_text,
        "confirmed": confirmed,
        "told_at": scan.invented.changed_at,
    }
