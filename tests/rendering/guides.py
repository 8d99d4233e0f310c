"""Guides to a talk on paper: of companies, and of what stretches the paper most."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from app.domain.composing import compose_report
from app.domain.conversation import prepare_guide
from app.domain.operator import Operator
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report
from app.domain.sharing import OwnerDetails
from app.rendering.guide_page import GuidePage, guide_html, guide_page
from app.services.guides import conversation_rules
from tests.rendering import samples
from tests.rendering.paper_set import LONG_NAME, helpful_organisation

DETAILS = OwnerDetails("Jan de Vries", question="Ik zoek twee monteurs en vind ze niet.\nWaar begin ik?")
ENDS_ON = date(2027, 11, 22)
_LONG_QUESTION = "Hoe krijgen wij ons werk af nu er zo weinig nieuwe mensen te vinden zijn? " * 14


def page_of(
    report: Report,
    *,
    company: str = "Bakkerij Jansen",
    details: OwnerDetails = DETAILS,
    operator: Operator | None = None,
    views: Mapping[str, str] | None = None,
) -> GuidePage:
    who = operator or with_open_schemes()
    guide = prepare_guide(report, conversation_rules(), checks=who.schemes, today=samples.TODAY, views=views)
    return guide_page(guide, who, company=company, details=details, made_on=samples.TODAY, ends_on=ENDS_ON)


@cache
def with_open_schemes() -> Operator:
    """Return an operator that tells how to reach every door, and that every scheme is open."""
    helpful = helpful_organisation()
    assert helpful.schemes
    checks = helpful.schemes.checks
    found = {name: check.model_copy(update={"opens_on": samples.TODAY}) for name, check in checks.items()}
    return helpful.model_copy(update={"schemes": helpful.schemes.model_copy(update={"checks": found})})


def document(report: Report, **told: Any) -> str:
    return guide_html(page_of(report, **told))


def extremes() -> dict[str, Callable[[], str]]:
    """Return what there is least and most to tell of."""
    views = dict.fromkeys(samples.questionnaire().question_by_id, "b")
    long = {"company": LONG_NAME, "details": OwnerDetails("W" * 80, question=_LONG_QUESTION)}
    return {
        "all unknown": lambda: document(samples.deepened(default="unknown"), **long),
        "all worst": lambda: document(samples.deepened(default="a"), **long),
        "one answer and no question": lambda: document(few_answers(), details=OwnerDetails("Jan")),
        "no plan": lambda: document(samples.without_plan()),
        "one long word": lambda: document(samples.mixed(), details=OwnerDetails("Jan", question="W" * 1000)),
        "every contradiction at its longest": lambda: document(contradicting(), **long),
        "other views": lambda: document(contradicting(), views=views),
        "longest shipped texts": lambda: document(samples.with_longest_shipped_texts(), **long),
    }


def few_answers() -> Report:
    """Return a report on two answers; nobody has so few, but a later questionnaire may ask less."""
    return compose_report(samples.questionnaire(), samples.FACTORY, {"planning": "a", "fouten": "b"})


def contradicting() -> Report:
    """Return a report on content of which every rule is as long as the longest, and holds with five answers."""
    content = samples.questionnaire().model_dump(mode="json", exclude_defaults=True)
    named = [question.id for question in samples.questionnaire().in_order if question.is_core]
    text, ask = (max((rule[key] for rule in content["contradictions"]), key=len) for key in ("text", "ask"))
    for number, rule in enumerate(content["contradictions"][:4]):
        five = named[5 * number : 5 * number + 5]
        rule |= {"text": text, "ask": f"{ask} {number}", "when": [{"answer": {one: ["c"] for one in five}}]}
    content["contradictions"] = content["contradictions"][:4]
    answers = dict.fromkeys(samples.questionnaire().question_by_id, "c")
    return compose_report(Questionnaire.model_validate(content), samples.FACTORY, answers)
