"""Makes the report of a scan: chooses the advice and puts everything in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Template

from app.domain.action import Example
from app.domain.advice import advise
from app.domain.answers import Answers
from app.domain.candidates import Advice
from app.domain.choices import AS_ADVISED, Choices
from app.domain.explanation import Explainer
from app.domain.j_curve import plan_curve
from app.domain.profile import Profile
from app.domain.questionnaire import Element, Questionnaire
from app.domain.reading import Reading
from app.domain.report import BasisLine, ElementResult, PlanStep, Report, ThemeResult


def compose_report(
    questionnaire: Questionnaire, profile: Profile, answers: Answers, choices: Choices = AS_ADVISED
) -> Report:
    return compose(Reading(questionnaire, profile, answers, choices))


def compose(reading: Reading) -> Report:
    """Choose the advice and put what was read in words."""
    questionnaire, scores, composer = reading.questionnaire, reading.scores, _Composer(reading, Explainer(reading))
    plan, findings = composer.plan(), reading.findings
    return Report(
        questionnaire=questionnaire,
        profile=reading.profile,
        scores=scores,
        headline_id=reading.headline.id,
        headline=composer.headline_text(),
        elements=tuple(composer.element(element) for element in questionnaire.elements),
        themes=tuple(ThemeResult(theme, scores.themes[theme.id]) for theme in questionnaire.themes),
        balance_text=composer.balance_text(),
        strengths=findings.strengths(),
        bottlenecks=findings.bottlenecks(_questions_of(plan)),
        basis=tuple(composer.basis(plan)),
        plan=plan,
        j_curve=plan_curve(questionnaire.j_curve, [step.action for step in plan]),
        choices=reading.choices,
        dropped=tuple(questionnaire.action_by_id[action_id] for action_id in reading.choices.dropped),
        answers=tuple(composer.explainer.answered(question) for question in reading.counting),
    )


@dataclass(frozen=True, slots=True)
class _Composer:
    reading: Reading
    explainer: Explainer

    def headline_text(self) -> str:
        shown, template = self.reading.scores.shown, Template(self.reading.headline.text)
        ends = {"weakest": min(shown.values()), "strongest": max(shown.values())} if shown else {}
        return template.substitute({name: self._names_near(end) for name, end in ends.items()})

    def _names_near(self, end: Fraction) -> str:
        """Return the names of the elements whose score is close to the lowest or the highest, the closest first."""
        shown, close = self.reading.scores.shown, self.reading.questionnaire.scores.close
        near = sorted((abs(value - end), list(shown).index(name), name) for name, value in shown.items())
        ids = [name for distance, _, name in near if distance <= close] if close else [near[0][2]]
        *names, last = (self.reading.questionnaire.element_by_id[name].name for name in ids)
        return f"{', '.join(names)} en {last}" if names else last

    def element(self, element: Element) -> ElementResult:
        result = self.reading.scores.elements[element.id]
        level = self.reading.questionnaire.level_of(result.value) if result.is_shown else None
        return ElementResult(element, result, level)

    def balance_text(self) -> str | None:
        balance, rules = self.reading.scores.balance, self.reading.questionnaire.balance
        if balance is None:
            return None
        if balance >= rules.threshold:
            return rules.ahead
        return rules.behind if balance < -rules.threshold else rules.even

    def basis(self, plan: Sequence[PlanStep]) -> Iterator[BasisLine]:
        numbers = {step.action.id: number for number, step in enumerate(plan, start=1)}
        for action_id, waiting in self.reading.candidates.waiting().items():
            action = self.reading.questionnaire.action_by_id[action_id]
            yield BasisLine(action, tuple(waiting), numbers.get(action_id))

    def plan(self) -> tuple[PlanStep, ...]:
        """Return the plan; an example is told once."""
        steps: list[PlanStep] = []
        for advice in advise(self.reading):
            fitting = self.reading.questionnaire.examples_for(advice.action, self.reading.profile)
            told = [step.example for step in steps]
            steps.append(self._step(advice, next((example for example in fitting if example not in told), None)))
        return tuple(steps)

    def _step(self, advice: Advice, example: Example | None) -> PlanStep:
        action, explainer = advice.action, self.explainer
        questionnaire, profile = self.reading.questionnaire, self.reading.profile
        has_staff = questionnaire.profile.has_staff(profile)
        return PlanStep(
            action=action,
            elements=tuple(questionnaire.element_by_id[name] for name in action.elements),
            factors=advice.factors,
            because=tuple(explainer.because(advice)),
            gaps=tuple(explainer.gaps(advice.gap_of)),
            gap_of=advice.gap_of,
            rule=tuple(explainer.rule(action.when)),
            basis=tuple(line for need in action.requires for line in explainer.rule(need.when)),
            lacking=tuple(explainer.lacking(advice)),
            first_step=action.with_staff if has_staff else action.alone or action.with_staff,
            has_staff=has_staff,
            example=example,
            door=questionnaire.door_for(action, profile),
            schemes=tuple(questionnaire.schemes_for(action, profile)),
        )


def _questions_of(plan: Sequence[PlanStep]) -> list[set[str]]:
    """Return the questions whose answers led to each step."""
    return [{line.id for line in step.because if line.kind == "answer"} for step in plan]
