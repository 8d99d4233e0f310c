"""A visitor who saves an answer every so often, and how long that takes while something else goes on."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle

from app.db.engine import Database
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import get_scan, save_answer, start_scan

_EVERY = 0.05


class Visitor:
    """Somebody with a scan that is not finished."""

    def __init__(self, database: Database, questionnaire: Questionnaire, profile: Profile) -> None:
        secret = start_scan(database, questionnaire, profile, now=datetime.now(UTC))
        self._database = database
        self._scan = get_scan(database, PublishedQuestionnaires(database), secret)
        self._codes = cycle(questionnaire.values_of(self._scan.asked[0]))

    def save(self) -> float:
        """Save an answer and return how many seconds that took."""
        begun, question = time.perf_counter(), self._scan.asked[0]
        save_answer(self._database, self._scan, question_id=question.id, code=next(self._codes), now=datetime.now(UTC))
        return time.perf_counter() - begun


@contextmanager
def saving(visitor: Visitor) -> Iterator[Sequence[float]]:
    """Let a visitor save meanwhile, and give the seconds that each save took."""
    seconds: list[float] = []
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(_EVERY):
            seconds.append(visitor.save())

    going = threading.Thread(target=go_on)
    going.start()
    try:
        yield seconds
    finally:
        stop.set()
        going.join()
