"""Invented scans as a whole: complete where finished, and spread as those of companies are."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import correlation, mean

import pytest

from app.domain.dutch_days import day_of
from app.domain.invented.companies import counting_in
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan, invent_scans_of
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import score
from tests.conftest import NOW
from tests.domain.invented.drawing import PER_HOUR, as_scan, drawn

Scans = Sequence[InventedScan]


def codes(scan: InventedScan) -> list[str]:
    return [code for code, _ in scan.answers.values()]


def element_scores(questionnaire: Questionnaire, scans: Scans, element: str, **kind: str) -> list[float]:
    found = []
    for scan in scans:
        profile = scan.company.profile
        if all(getattr(profile, name) == value for name, value in kind.items()):
            result = score(questionnaire, profile, as_scan(questionnaire, scan).answers).elements[element]
            found += [float(result.value)] if result.is_shown else []
    return found


def values(questionnaire: Questionnaire, scans: Scans, *question_ids: str) -> list[tuple[Fraction, ...]]:
    """Return the values that these questions have in each scan in which all have one."""
    rows = []
    for scan in scans:
        given = [
            questionnaire.values_of(questionnaire.question_by_id[name]).get(scan.answers.get(name, ("", NOW))[0])
            for name in question_ids
        ]
        rows.append(tuple(value for value in given if value is not None))
    return [row for row in rows if len(row) == len(question_ids)]


def test_there_are_as_many_as_asked(model: InventedModel, shipped: Questionnaire) -> None:
    assert [len(drawn(model, shipped, count)) for count in (0, 1, 2, 7)] == [0, 1, 2, 7]


def test_scans_of_one_year_are_finished_and_count(model: InventedModel, shipped: Questionnaire) -> None:
    zwolle = counting_in(model, ["GM0193"])

    scans = list(invent_scans_of(zwolle, shipped, 30, year=2024, per_hour=PER_HOUR, now=NOW, draw=random.Random(1)))

    assert len(scans) == 30
    assert {scan.company.profile.municipality for scan in scans} == {"GM0193"}
    assert all(scan.company.may_count and scan.finished_at for scan in scans)
    assert {day_of(scan.finished_at or NOW).year for scan in scans} == {2024}


def test_scans_of_another_year_are_of_other_companies(model: InventedModel, shipped: Questionnaire) -> None:
    before = invent_scans_of(model, shipped, 60, year=2024, per_hour=PER_HOUR, now=NOW, draw=random.Random(1))

    numbers = [{scan.company.kvk_number for scan in scans} for scans in (before, drawn(model, shipped, 60))]

    assert numbers[0] & numbers[1] == {None}


def test_the_same_seed_gives_the_same_scans(model: InventedModel, shipped: Questionnaire) -> None:
    assert drawn(model, shipped, 20) == drawn(model, shipped, 20)


def test_another_seed_gives_other_scans(model: InventedModel, shipped: Questionnaire) -> None:
    assert drawn(model, shipped, 20) != drawn(model, shipped, 20, seed=2)


def test_a_finished_scan_is_complete(shipped: Questionnaire, finished: Scans) -> None:
    assert all(as_scan(shipped, scan).is_finished for scan in finished)


def test_a_finished_scan_answers_all_that_it_is_asked(shipped: Questionnaire, finished: Scans) -> None:
    assert all(as_scan(shipped, scan).next_question is None for scan in finished)


def test_nothing_is_answered_that_is_not_asked(shipped: Questionnaire, scans: Scans) -> None:
    for scan in scans:
        asked = {question.id for question in as_scan(shipped, scan).asked}
        assert scan.answers.keys() <= asked


def test_a_draft_is_unfinished(shipped: Questionnaire, scans: Scans) -> None:
    drafts = [scan for scan in scans if scan.finished_at is None]

    assert 0.05 < len(drafts) / len(scans) < 0.2
    assert all(as_scan(shipped, draft).open_core for draft in drafts)


def test_drafts_are_recent_since_older_ones_are_removed(scans: Scans) -> None:
    drafts = [scan for scan in scans if scan.finished_at is None]

    assert all(NOW - draft.changed_at < timedelta(days=90) for draft in drafts)


def test_a_draft_tells_no_figures(scans: Scans) -> None:
    assert all(scan.figures.is_empty for scan in scans if scan.finished_at is None)


def test_scans_are_spread_over_two_years(scans: Scans) -> None:
    months = Counter((scan.started_at.year, scan.started_at.month) for scan in scans)

    assert {year for year, _ in months} == {2025, 2026}
    assert len(months) >= 20


def test_scans_come_in_order(scans: Scans) -> None:
    assert all(before.started_at <= after.started_at for before, after in pairwise(scans))


def test_moments_follow_one_another_and_lie_in_the_past(scans: Scans) -> None:
    for scan in scans:
        moments = [scan.started_at, *(moment for _, moment in scan.answers.values())]
        assert moments == sorted(moments)
        assert scan.changed_at == max([*moments, scan.finished_at or scan.started_at])
        assert scan.changed_at <= NOW


def test_a_scan_is_finished_after_its_core(shipped: Questionnaire, finished: Scans) -> None:
    for scan in finished:
        core = [moment for name, (_, moment) in scan.answers.items() if shipped.question_by_id[name].is_core]
        assert scan.finished_at
        assert max(core) < scan.finished_at


def test_some_companies_return_a_year_later(finished: Scans) -> None:
    visits: dict[str, list[InventedScan]] = {}
    for scan in finished:
        visits.setdefault(scan.company.kvk_number or "", []).append(scan)
    twice = [both for number, both in visits.items() if number and len(both) > 1]

    assert len(twice) > 5
    for first, second in twice:
        assert (day_of(first.started_at).year, day_of(second.started_at).year) == (2025, 2026)
        assert first.company.profile == second.company.profile
        assert first.company.name == second.company.name


@pytest.mark.parametrize("element", ["technologie", "zelforganisatie", "dienend_leiderschap", "co_creatie"])
def test_questions_of_one_element_go_together(shipped: Questionnaire, finished: Scans, element: str) -> None:
    asked = [question.id for question in shipped.questions if question.is_core and set(question.elements) == {element}]
    pairs = [values(shipped, finished, one, other) for one, other in combinations(asked, 2)]

    assert pairs
    assert all(correlation(*zip(*pair, strict=True)) > 0.15 for pair in pairs)


def test_questions_of_one_element_go_together_more_than_others(shipped: Questionnaire, finished: Scans) -> None:
    core = [question for question in shipped.questions if question.is_core and len(question.elements) == 1]
    same: list[float] = []
    other: list[float] = []
    for one, two in combinations(core, 2):
        together = correlation(*zip(*values(shipped, finished, one.id, two.id), strict=True))
        (same if one.elements.keys() == two.elements.keys() else other).append(together)

    assert mean(same) > mean(other) + 0.1


def test_answers_of_two_companies_do_not_go_together(shipped: Questionnaire, finished: Scans) -> None:
    leading = [row[0] for row in values(shipped, finished, "leiding")]

    assert abs(correlation(leading[:-1], leading[1:])) < 0.15


def test_it_companies_have_more_technology_than_care(shipped: Questionnaire, finished: Scans) -> None:
    ict, care = (element_scores(shipped, finished, "technologie", sector=sector) for sector in ("ict", "zorg"))

    assert mean(ict) > mean(care) + 5


def test_small_companies_organise_themselves_more(shipped: Questionnaire, finished: Scans) -> None:
    alone, large = (element_scores(shipped, finished, "zelforganisatie", size=size) for size in ("1", "50-249"))

    assert mean(alone) > mean(large)


def test_some_answers_give_no_score(scans: Scans) -> None:
    given = Counter(code for scan in scans for code in codes(scan))

    assert all(given[no_score.value] for no_score in NoScore)
    assert 0.01 < given[NoScore.UNKNOWN.value] / given.total() < 0.06


def test_a_few_scans_are_on_one_level(finished: Scans) -> None:
    flat = [scan for scan in finished if len(set(codes(scan))) == 1]

    assert 0 < len(flat) / len(finished) < 0.04


def test_a_few_scans_are_filled_in_too_fast(finished: Scans) -> None:
    fast = [scan for scan in finished if scan.changed_at - scan.started_at < timedelta(minutes=3)]

    assert 0 < len(fast) / len(finished) < 0.04
    assert all(scan.figures.is_empty for scan in fast)


def test_some_scans_go_deeper(finished: Scans) -> None:
    assert 0.1 < mean(bool(scan.deepened) for scan in finished) < 0.4


def test_some_companies_tell_figures_of_the_year_before(finished: Scans) -> None:
    told = [scan for scan in finished if not scan.figures.is_empty]

    assert 0.2 < len(told) / len(finished) < 0.4
    assert all(scan.figures.year == day_of(scan.started_at).year - 1 for scan in told)
