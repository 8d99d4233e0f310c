"""Draws invented scans, and reads them as the scans that they become."""

import random
from collections.abc import Sequence
from datetime import datetime

from app.domain.choices import AS_ADVISED
from app.domain.company import Company
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan, invent_scans
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode, Scan
from tests.conftest import NOW

PER_HOUR = {
    "ict": 60.0,
    "maakindustrie": 60.0,
    "bouw_infra": 40.0,
    "installatietechniek": 40.0,
    "handel": 45.0,
    "horeca": 25.0,
    "transport_logistiek": 50.0,
    "zakelijke_dienstverlening": 40.0,
    "landbouw": 30.0,
}


def drawn(
    model: InventedModel, questionnaire: Questionnaire, count: int, *, seed: int = 1, now: datetime = NOW
) -> Sequence[InventedScan]:
    return list(invent_scans(model, questionnaire, count, per_hour=PER_HOUR, now=now, draw=random.Random(seed)))


def as_scan(questionnaire: Questionnaire, invented: InventedScan) -> Scan:
    return Scan(
        id=1,
        mark="",
        questionnaire=questionnaire,
        profile=invented.company.profile,
        company=Company(),
        answers={name: code for name, (code, _) in invented.answers.items()},
        deepened=invented.deepened,
        choices=AS_ADVISED,
        mode=Mode.ALONE,
        started_at=invented.started_at,
        changed_at=invented.changed_at,
        finished_at=invented.finished_at,
    )
