"""What a question says of its answers."""

from app.domain.answers import allowed_answers
from app.domain.question import NoScore
from tests.builders import both_elements, question, questionnaire


def test_the_answers_of_a_question_are_its_options_and_what_it_allows() -> None:
    content = both_elements()

    assert allowed_answers(content, content.question_by_id["t1"]) == ("a", "b", "c", "d", "e", "unknown")


def test_only_an_answer_that_claims_something_needs_a_reason() -> None:
    (asked,) = questionnaire(
        [question("t1", allows=["unknown", "not_needed"], allows_reason="Wie alleen werkt, heeft geen team.")]
    ).questions

    assert asked.reason_for(NoScore.UNKNOWN) is None
    assert asked.reason_for(NoScore.NOT_NEEDED) == "Wie alleen werkt, heeft geen team."
