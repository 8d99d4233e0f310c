"""Which finished scans count in figures about many companies: the plausible ones, one per company and calendar year."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.answers import Answers
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.domain.scoring import Scores


class Doubt(StrEnum):
    """Why a scan would not count, though it was finished."""

    TOO_FAST = "too_fast"
    ONE_LEVEL = "one_level"
    NO_SCORE = "no_score"


class OfCompany(Protocol):
    """A finished scan; `company` is the same for all scans of one company, and `id` is of this scan alone."""

    @property
    def id(self) -> int: ...
    @property
    def company(self) -> str: ...
    @property
    def finished_at(self) -> datetime: ...


_Scan = TypeVar("_Scan", bound=OfCompany)


def doubt_about(scan: Scan) -> Doubt | None:
    """Return why a finished scan is not plausible, None if it is."""
    seconds = (scan.finished_at - scan.started_at).total_seconds() if scan.finished_at else None
    return doubt_in(scan.questionnaire, scan.answers, scan.scores, seconds=seconds)


def doubt_in(questionnaire: Questionnaire, answers: Answers, scores: Scores, *, seconds: float | None) -> Doubt | None:
    """Return why answers that took this long are not plausible, None if they are; the first reason that holds.

    Content from before there was a rule about time has no scans that were finished too fast.
    """
    rules = questionnaire.counting
    if rules and seconds is not None and seconds < rules.least_seconds:
        return Doubt.TOO_FAST
    if scores.index is None:
        return Doubt.NO_SCORE
    counted = {question_id: code for question_id, code in answers.items() if question_id not in scores.ignored}
    return Doubt.ONE_LEVEL if _is_one_level(questionnaire, counted) else None


def _is_one_level(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Tell whether every answer that has a value has the same one."""
    options = {
        question_id: questionnaire.values_of(questionnaire.question_by_id[question_id]) for question_id in answers
    }
    return len({options[name][code] for name, code in answers.items() if code in options[name]}) == 1


def first_of_each(finished: Iterable[_Scan]) -> Sequence[_Scan]:
    """Return exactly one scan per company and calendar year in the Netherlands: the one that was finished first.

    They come in the order in which they were finished, whatever the order in which they are given.
    """
    first: dict[tuple[str, int], _Scan] = {}
    for scan in sorted(finished, key=lambda each: (each.finished_at, each.id)):
        first.setdefault((scan.company, day_of(scan.finished_at).year), scan)
    return list(first.values())
