"""Why a step is advised, in the words of the result page."""

from dataclasses import replace
from fractions import Fraction

import pytest
from markupsafe import Markup

from app.content import read_operator
from app.domain.explanation import AnsweredQuestion, Explanation
from app.rendering.plan_cards import plan_cards
from app.web.templating import page_environment
from tests.rendering import samples

ANSWERED = AnsweredQuestion("t1", "Vraag t1?", "b", "Niveau b", None)
ELEMENTS = samples.questionnaire().elements


def said(kind: str, **shown: object) -> str:
    html = page_environment().get_template(f"owner/result/because/{kind}.html").render(shown)
    return " ".join(Markup(html).striptags().split())


@pytest.mark.parametrize(
    ("number", "counted"),
    [
        (1, "1 keer voor Technologie."),
        (2, "1 keer voor Technologie en 2 keer voor Zelforganisatie."),
        (3, "1 keer voor Technologie, 2 keer voor Zelforganisatie en 3 keer voor Dienend leiderschap."),
    ],
)
def test_an_answer_tells_how_often_it_counts_for_each_element(number: int, counted: str) -> None:
    weights = tuple((element, place) for place, element in enumerate(ELEMENTS[:number], start=1))
    line = Explanation("answer", "t1", "", answered=replace(ANSWERED, value=Fraction(1, 3)), weights=weights)

    assert said("answer", line=line).endswith(f"Het telt {counted}")


def test_the_first_step_of_the_headline_tells_when_another_has_more_priority() -> None:
    card = next(plan_cards(samples.report(), read_operator(), today=samples.TODAY))

    assert said("headline", card=replace(card, has_less_priority=False)).endswith("Daarom staat hij vooraan.")
    assert said("headline", card=replace(card, has_less_priority=True)).endswith("ook al heeft hij minder voorrang.")
