"""Reports on the shipped content, for the tests of what is made of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from app.content import read_hard_number_rules, read_operator, read_questionnaire, read_style
from app.domain.choices import Choices
from app.domain.composing import compose_report
from app.domain.figures import Figures
from app.domain.operator import Operator
from app.domain.productivity import hard_number
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report
from app.reference_figures import reference_figures
from app.rendering.hard_number import HardNumberCard, hard_number_card
from app.rendering.html import Edition, report_html

TODAY = date(2026, 11, 22)
FACTORY = Profile(sector="maakindustrie", size="10-49", goal="krapte", municipality="GM0150", family_business=True)
CARE = Profile(sector="zorg", size="50-249", goal="werkplezier", municipality="GM0153")
ALONE = Profile(sector="zakelijke_dienstverlening", size="1", goal="groei")

_KINDS = ("actions", "questions", "doors", "examples", "schemes", "elements", "headlines")
_STEP_WORDS = ("title", "this_week", "this_quarter", "with_staff", "alone", "why", "hours", "cost")
_WORDS = (*_STEP_WORDS, "text", "label", "strength", "bottleneck", "helps_with", "meaning", "source")
_LONG_TEXT = "Zet het op papier en bespreek het met iedereen die dit werk elke dag doet. " * 8
_LONG_KEYS = ("this_week", "this_quarter", "with_staff", "alone", "why", "source")
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
    longest = read_style().rules.longest_in_action
    texts = {key: _LONG_TEXT[: longest[key]] for key in _LONG_KEYS}
    longer = content.model_dump(mode="json", exclude_defaults=True)
    for action in longer["actions"]:
        action |= texts | {"title": f"{_LONG_TITLE[:50]} {action['id']}"}
    return compose_report(Questionnaire.model_validate(longer), FACTORY, _uneven_answers())


def with_longest_shipped_texts() -> Report:
    """Return a report in which each text is as long as the longest of its kind in the shipped content."""
    content = questionnaire()
    longer = content.model_dump(mode="json", exclude_defaults=True)
    for question in longer["questions"]:
        question.pop("variants", None)
    levels = [level for question in longer["questions"] for level in question["levels"].values()]
    for items in (*(longer[kind] for kind in _KINDS), [action["effort"] for action in longer["actions"]], levels):
        _lengthen(items)
    return compose_report(Questionnaire.model_validate(longer), FACTORY, _uneven_answers())


def _uneven_answers() -> dict[str, str]:
    """Return answers to every question that lead to a plan with as many steps as it may have."""
    return {question.id: "adb"[number % 3] for number, question in enumerate(questionnaire().in_order)}


def _lengthen(items: Sequence[dict[str, Any]]) -> None:
    for name in _WORDS:
        having = [item for item in items if item.get(name)]
        longest = max((item[name] for item in having), key=len, default="")
        for number, item in enumerate(having):
            item[name] = f"{longest} {number}" if name == "title" else longest


def with_overlapping_dips() -> Report:
    """Return a report that warns: every step of its plan has a long marked dip."""
    content = questionnaire().model_dump(mode="json", exclude_defaults=True)
    for action in content["actions"]:
        action["j_curve"] = {"depth": "marked", "to_month": 12}
    return compose_report(
        Questionnaire.model_validate(content), FACTORY, dict.fromkeys(questionnaire().question_by_id, "b")
    )


def with_one_score(element_id: str = "zelforganisatie") -> Report:
    """Return a report on answers that are unknown, but for all questions of one element."""
    content = questionnaire()
    known = {question.id: "b" for question in content.questions if element_id in question.elements}
    return compose_report(content, FACTORY, _answered(content.questions, "unknown") | known)


def with_one_answer() -> Report:
    """Return a report on one answer: no element has a score."""
    return report(default="unknown", planning="b")


def adjusted() -> Report:
    """Return a report with a plan that the owner changed."""
    content = questionnaire()
    answers = _answered(content.questions, "b")
    dropped = tuple(step.action.id for step in compose_report(content, FACTORY, answers).plan[:2])
    choices = Choices(targets={"co_creatie": "goed_op_weg"}, dropped=dropped)
    return compose_report(content, FACTORY, answers, choices)


def much_adjusted() -> Report:
    """Return a report with another target for every element and a plan that the owner emptied twice."""
    content = questionnaire()
    answers = _answered(content.questions, "b")
    dropped: tuple[str, ...] = ()
    for _ in range(2):
        plan = compose_report(content, FACTORY, answers, Choices(dropped=dropped)).plan
        dropped += tuple(step.action.id for step in plan)
    targets = dict.fromkeys(content.element_by_id, content.levels[-1].id)
    return compose_report(content, FACTORY, answers, Choices(targets=targets, dropped=dropped))


def without_plan() -> Report:
    """Return a report whose owner aims no higher than the scores are."""
    content = questionnaire()
    answers = _answered(content.questions, "c")
    return compose_report(content, FACTORY, answers, Choices(targets=dict.fromkeys(content.element_by_id, "onderweg")))


def document(
    report: Report,
    *,
    company: str | None = None,
    hard_number: HardNumberCard | None = None,
    back: str | None = None,
    edition: Edition = Edition.FULL,
    operator: Operator | None = None,
) -> str:
    """Return the report on paper, as on TODAY, from the operator of this site unless another is told."""
    return report_html(
        report,
        operator or read_operator(),
        made_on=TODAY,
        today=TODAY,
        company=company,
        hard_number=hard_number,
        back=back,
        edition=edition,
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
