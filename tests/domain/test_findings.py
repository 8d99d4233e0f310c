"""What stands out in the answers: what costs most, and of equals what the plan tackles."""

from fractions import Fraction

import pytest

from app.domain.findings import Findings
from tests.builders import profile, question, questionnaire, technology

CONTENT = questionnaire(
    [
        *technology("t1", "t2", "t3", "t4"),
        question("heavy", elements={"technologie": 3}),
    ]
)
FINDINGS = Findings(
    CONTENT.plan, profile(), [(Fraction(0), CONTENT.question_by_id[name]) for name in ("t1", "t2", "t3", "t4")]
)


def tackled_by(*steps: set[str]) -> list[tuple[str, int | None]]:
    return [(finding.question_id, finding.step) for finding in FINDINGS.bottlenecks(steps)]


def test_without_a_step_equals_keep_the_order_of_the_questions() -> None:
    assert tackled_by() == [("t1", None), ("t2", None), ("t3", None)]


@pytest.mark.parametrize("tackled", ["t1", "t4"])
def test_of_equals_one_that_the_plan_tackles_is_among_those_shown(tackled: str) -> None:
    assert (tackled, 1) in tackled_by({tackled})


def test_what_costs_more_is_shown_whatever_the_plan_tackles() -> None:
    judged = [*FINDINGS.judged, (Fraction(0), CONTENT.question_by_id["heavy"])]

    shown = Findings(CONTENT.plan, profile(), judged).bottlenecks([{"t3"}, {"t4"}])

    assert {finding.question_id for finding in shown} == {"t3", "t4", "heavy"}
