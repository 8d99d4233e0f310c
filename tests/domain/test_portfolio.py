"""What the cases of an organisation come to together."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.portfolio import ActionGroup, CaseGroup, Portfolio, ScoreGroup, portfolio
from tests.builders import both_elements

TODAY = date(2026, 11, 20)
LEVELS = [level.id for level in both_elements().levels]


def group(count: int = 1, *, status: CaseStatus = CaseStatus.NEW, **changes: object) -> CaseGroup:
    alike = {"sector": "ict", "size": "1", "municipality": "GM0150", "has_assignee": True, "due_on": None} | changes
    return CaseGroup(status=status, count=count, **alike)  # type: ignore[arg-type]  # each test changes one


def score_group(element: str, level: str, count: int, total: int) -> ScoreGroup:
    return ScoreGroup(element, level, count, Fraction(total))


def of_cases(*groups: CaseGroup) -> Portfolio:
    return portfolio(both_elements(), groups, (), (), today=TODAY)


def of_scores(*groups: ScoreGroup) -> Portfolio:
    return portfolio(both_elements(), (), groups, (), today=TODAY)


def means(found: Portfolio) -> Mapping[str, tuple[int, Fraction | None]]:
    return {outcome.element.id: (outcome.count, outcome.mean) for outcome in found.elements}


def test_every_status_is_counted_in_order_also_without_cases() -> None:
    found = of_cases(group(2, status=CaseStatus.CLOSED), group(3), group(4, sector="zorg"))

    assert list(found.by_status) == list(CaseStatus)
    assert (found.by_status[CaseStatus.NEW], found.by_status[CaseStatus.CONTACTED], found.count) == (7, 0, 9)


def test_companies_are_counted_with_the_most_first() -> None:
    found = of_cases(group(2), group(1, size="2-9"), group(4, sector="zorg", municipality=""))

    assert list(found.by_sector.items()) == [("zorg", 4), ("ict", 3)]
    assert (found.by_size, found.by_municipality) == ({"1": 6, "2-9": 1}, {"": 4, "GM0150": 3})


def test_a_closed_case_waits_for_nobody() -> None:
    closed = group(8, status=CaseStatus.CLOSED, has_assignee=False, due_on=TODAY)

    found = of_cases(closed, group(2, has_assignee=False), group(1, due_on=TODAY), group(4, due_on=date(2026, 11, 19)))

    assert (found.without_assignee, found.due_today, found.overdue) == (2, 1, 4)


def test_a_mean_is_that_of_cases_and_not_of_levels() -> None:
    found = of_scores(score_group("technologie", LEVELS[0], 3, 60), score_group("technologie", LEVELS[-1], 1, 100))

    assert means(found)["technologie"] == (4, Fraction(40))


def test_an_element_without_scores_has_no_mean() -> None:
    found = of_scores(score_group("technologie", LEVELS[0], 1, 20))

    assert means(found)["slimmer_werken"] == (0, None)


def test_cases_are_counted_on_every_level() -> None:
    found = of_scores(score_group("technologie", LEVELS[0], 3, 60), score_group("technologie", LEVELS[-1], 1, 100))

    counts = [count for _, count in found.elements[0].levels]
    assert (counts[0], counts[-1], sum(counts)) == (3, 1, 4)


def test_what_the_questionnaire_does_not_know_is_left_out_and_told() -> None:
    known = score_group("technologie", LEVELS[0], 1, 20)

    found = of_scores(known, score_group("verdwenen", LEVELS[0], 5, 400), score_group("technologie", "oud", 2, 120))

    assert (found.leaves_out, means(found)["technologie"]) == (True, (1, Fraction(20)))
    assert not of_scores(known).leaves_out


def test_agreed_actions_are_counted_by_how_they_go() -> None:
    groups = (
        ActionGroup(ActionStatus.STARTED, is_overdue=True, count=2),
        ActionGroup(ActionStatus.STARTED, is_overdue=False, count=1),
        ActionGroup(ActionStatus.DONE, is_overdue=False, count=5),
    )

    found = portfolio(both_elements(), (), (), groups, today=TODAY)

    assert list(found.actions_by_status.items()) == [("planned", 0), ("started", 3), ("stopped", 0), ("done", 5)]
    assert found.overdue_actions == 2
