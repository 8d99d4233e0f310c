"""Reports on the shipped content, for the tests of what is made of them."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from app.content import read_hard_number_rules, read_organisation, read_questionnaire
from app.domain.choices import Choices
from app.domain.figures import Figures
from app.domain.productivity import hard_number
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report, compose_report
from app.reference_figures import reference_figures
from app.rendering.hard_number import HardNumberCard, hard_number_card
from app.rendering.html import report_html

TODAY = date(2026, 11, 22)
FACTORY = Profile(sector="maakindustrie", size="10-49", goal="krapte", municipality="GM0150", family_business=True)
CARE = Profile(sector="zorg", size="50-249", goal="werkplezier", municipality="GM0153")
ALONE = Profile(sector="zakelijke_dienstverlening", size="1", goal="groei")

_LONG_TEXT = "Zet het op papier en bespreek het met iedereen die dit werk elke dag doet. " * 8
_LONG_TITLE = "Laat iedereen die dit werk elke dag doet meedenken over wat er anders en beter kan dan nu"


@cache
def questionnaire() -> Questionnaire:
    return read_questionnaire()


def report(profile: Profile = FACTORY, *, default: str = "b", **answers: str) -> Report:
    """Return the report on these answers; every other question of the core has `default`, if it allows that."""
    content = questionnaire()
    core = [question for question in content.questions if question.is_core]
    return compose_report(content, profile, _answered(core, default) | answers)


def deepened(profile: Profile = FACTORY, *, default: str = "b", **answers: str) -> Report:
    """Return the report on answers to every question there is."""
    content = questionnaire()
    return compose_report(content, profile, _answered(content.questions, default) | answers)


def _answered(questions: Iterable[Question], code: str) -> dict[str, str]:
    values = questionnaire().values_of
    return {question.id: code for question in questions if code in (*values(question), *question.allows)}


def mixed() -> Report:
    """Return a report with a score on every element, a range on some, a bottleneck, a strength and a choice not to."""
    return report(planning="a", fouten="d", ruimte="d", team="c", klanten="unknown", ai="not_needed", systemen="d")


def without_index() -> Report:
    """Return a report in which some elements have a score and others have too few answers for one."""
    return report(klanten="unknown", kennis="unknown", ideeen="unknown", talent="unknown")


def with_too_little_basis() -> Report:
    """Return a report on content that lets no question of an element go without an answer, and answers that do."""
    content = questionnaire()
    stricter = content.model_dump(mode="json", exclude_defaults=True)
    stricter["scores"] |= {"maximum_excused": "0"}
    answers = dict.fromkeys(content.question_by_id, "b") | {"ai": "not_needed"}
    return compose_report(Questionnaire.model_validate(stricter), FACTORY, answers)


def with_long_texts() -> Report:
    """Return a report in which each text of the plan is as long as the content may make it."""
    content = questionnaire()
    texts = dict.fromkeys(("this_week", "this_quarter", "with_staff", "alone", "why", "source"), _LONG_TEXT[:600])
    longer = content.model_dump(mode="json", exclude_defaults=True)
    for action in longer["actions"]:
        action |= texts | {"title": f"{_LONG_TITLE}: {action['id']}"}
    return compose_report(Questionnaire.model_validate(longer), FACTORY, dict.fromkeys(content.question_by_id, "b"))


def adjusted() -> Report:
    """Return a report with a plan that the owner changed."""
    content = questionnaire()
    answers = _answered(content.questions, "b")
    dropped = tuple(step.action.id for step in compose_report(content, FACTORY, answers).plan[:2])
    choices = Choices(targets={"co_creatie": "goed_op_weg"}, dropped=dropped)
    return compose_report(content, FACTORY, answers, choices)


def without_plan() -> Report:
    """Return a report whose owner aims no higher than the scores are."""
    content = questionnaire()
    answers = _answered(content.questions, "c")
    return compose_report(content, FACTORY, answers, Choices(targets=dict.fromkeys(content.element_by_id, "onderweg")))


def document(
    report: Report, *, company: str | None = None, hard_number: HardNumberCard | None = None, back: str | None = None
) -> str:
    """Return the report on paper, as on TODAY."""
    return report_html(
        report,
        read_organisation(),
        made_on=TODAY,
        today=TODAY,
        company=company,
        hard_number=hard_number,
        back=back,
    )


def number_card(sector: str = "bouw_infra", **told: object) -> HardNumberCard:
    """Return the hard number of a company of this sector that told a turnover, and more."""
    rules = read_hard_number_rules()
    figures = Figures.model_validate({"year": 2025, "turnover": 1_250_000, "purchases": 500_000} | told)
    return hard_number_card(hard_number(figures, sector, references=reference_figures(), rules=rules), rules)


def varied() -> dict[str, Report]:
    """Return one report of each kind, by name."""
    return {
        "mixed": mixed(),
        "care": report(CARE, default="c", planning="unknown", leren="a"),
        "alone": report(ALONE, default="a"),
        "top": report(default="d"),
        "all unknown": report(default="unknown"),
        "without index": without_index(),
        "adjusted": adjusted(),
        "deepened": deepened(drukte="a", meedelen="not_needed", werven="not_applicable"),
    }
