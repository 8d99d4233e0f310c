"""Which finished scans count in figures about many companies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import AS_ADVISED
from app.domain.company import Company
from app.domain.counting import Doubt, doubt_about, first_of_each
from app.domain.dutch_days import day_of
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode, Scan
from tests.builders import CODES, both_elements, profile, question, questionnaire, technology

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULES: dict[str, Any] = {"counting": {"least_seconds": 120, "source": "redactioneel"}}
PLAUSIBLE = {"t1": "a", "t2": "b", "t3": "b", "s1": "b", "s2": "b", "s3": "b"}
NO_SCORES: dict[str, Any] = {"allows": [code.value for code in NoScore], "allows_reason": "Mag."}


def content(**manifest: Any) -> Questionnaire:
    smart = [question(name, elements={"slimmer_werken": 1}, **NO_SCORES) for name in ("s1", "s2", "s3")]
    return questionnaire([*technology("t1", "t2", "t3", **NO_SCORES), *smart], **manifest)


def finished(
    answers: Mapping[str, str], *, seconds: float = 600, of: Questionnaire | None = None, size: str = "2-9"
) -> Scan:
    return Scan(
        id=1,
        mark="m",
        questionnaire=of or content(**RULES),
        profile=profile(size=size),
        company=Company(),
        answers=answers,
        deepened=(),
        choices=AS_ADVISED,
        mode=Mode.ALONE,
        started_at=NOON,
        changed_at=NOON,
        finished_at=NOON + timedelta(seconds=seconds),
    )


def test_a_scan_with_all_scores_that_took_its_time_is_plausible() -> None:
    assert doubt_about(finished(PLAUSIBLE)) is None


@pytest.mark.parametrize(("seconds", "found"), [(0, Doubt.TOO_FAST), (119.9, Doubt.TOO_FAST), (120, None)])
def test_a_scan_takes_at_least_so_many_seconds(seconds: float, found: Doubt | None) -> None:
    assert doubt_about(finished(PLAUSIBLE, seconds=seconds)) is found


def test_content_from_before_the_rule_has_no_scans_that_were_too_fast() -> None:
    assert doubt_about(finished(PLAUSIBLE, seconds=0, of=both_elements())) is None


def test_a_scan_that_is_not_finished_was_not_too_fast() -> None:
    assert doubt_about(replace(finished(PLAUSIBLE), finished_at=None)) is None


def test_one_level_everywhere_is_not_plausible() -> None:
    assert doubt_about(finished(dict.fromkeys(PLAUSIBLE, "c"))) is Doubt.ONE_LEVEL


def test_an_answer_without_a_score_is_no_other_level() -> None:
    of = questionnaire(
        [*technology("t1", "t2", "t3", "t4", elements={"technologie": 1, "slimmer_werken": 1}, **NO_SCORES)], **RULES
    )

    answers = {"t1": "unknown", "t2": "c", "t3": "c", "t4": "c"}

    assert doubt_about(finished(answers, of=of)) is Doubt.ONE_LEVEL


def test_an_answer_to_a_question_that_is_not_shown_is_no_other_level() -> None:
    not_alone = question("t4", show_if=[{"profile": {"size": ["1"]}}])
    smart = [question(name, elements={"slimmer_werken": 1}) for name in ("s1", "s2", "s3")]
    of = questionnaire([*technology("t1", "t2", "t3", "t5"), *smart, not_alone], **RULES)
    answers = dict.fromkeys((*PLAUSIBLE, "t5"), "c") | {"t4": "a"}

    assert doubt_about(finished(answers, of=of)) is Doubt.ONE_LEVEL
    assert doubt_about(finished(answers, of=of, size="1")) is None


def test_without_a_score_for_each_element_it_does_not_count() -> None:
    assert doubt_about(finished(PLAUSIBLE | {"t1": "unknown", "t2": "unknown"})) is Doubt.NO_SCORE


@given(st.fixed_dictionaries({name: st.sampled_from([*CODES, *NoScore]) for name in PLAUSIBLE}))
def test_plausible_answers_have_every_score_and_two_levels(answers: dict[str, str]) -> None:
    scan = finished(answers)
    levels = {code for code in answers.values() if code in CODES}

    is_plausible = doubt_about(scan) is None

    assert is_plausible == (scan.report.scores.index is not None and len(levels) > 1)


class Finished(NamedTuple):
    id: int
    company: str
    finished_at: datetime


MOMENTS = st.integers(0, 2 * 366 * 24).map(lambda hours: datetime(2024, 12, 30, tzinfo=UTC) + timedelta(hours=hours))
FINISHED = st.lists(st.tuples(st.sampled_from("abc"), MOMENTS)).map(
    lambda drawn: [Finished(number, company, at) for number, (company, at) in enumerate(drawn)]
)


def test_the_year_is_that_of_the_netherlands() -> None:
    last_year = Finished(1, "a", datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    this_year = Finished(2, "a", datetime(2025, 12, 31, 23, 0, tzinfo=UTC))
    again = Finished(3, "a", datetime(2026, 12, 31, 22, 59, tzinfo=UTC))

    assert first_of_each([again, this_year, last_year]) == [last_year, this_year]


@given(FINISHED)
def test_each_company_counts_exactly_once_a_year(scans: Sequence[Finished]) -> None:
    first = [(scan.company, day_of(scan.finished_at).year) for scan in first_of_each(scans)]

    assert len(first) == len(set(first))
    assert set(first) == {(scan.company, day_of(scan.finished_at).year) for scan in scans}


@given(FINISHED)
def test_no_scan_of_the_same_company_and_year_was_finished_earlier(scans: Sequence[Finished]) -> None:
    for first in first_of_each(scans):
        for other in scans:
            if (other.company, day_of(other.finished_at).year) == (first.company, day_of(first.finished_at).year):
                assert (first.finished_at, first.id) <= (other.finished_at, other.id)


@given(FINISHED, st.randoms())
def test_the_order_in_which_scans_are_given_does_not_matter(scans: list[Finished], draw: Random) -> None:
    mixed = list(scans)
    draw.shuffle(mixed)

    assert first_of_each(mixed) == first_of_each(scans)
