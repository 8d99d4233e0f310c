"""Everything a result tells an owner, in order; the page, the PDF and the command line all show this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Template

from app.domain.action import Action, Door, Example
from app.domain.advice import advise
from app.domain.answers import Answers
from app.domain.candidates import Advice, Candidates, Factors
from app.domain.choices import AS_ADVISED, Choices
from app.domain.conditions import Facts
from app.domain.explanation import AnsweredQuestion, Explainer, Explanation, GapLine, RuleLine
from app.domain.findings import Finding, Findings
from app.domain.j_curve import PlanCurve, plan_curve
from app.domain.profile import Profile
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Element, Headline, Level, Questionnaire, Theme
from app.domain.schemes import Scheme
from app.domain.scoring import Score, Scores, ScoreStatus, facts, score


@dataclass(frozen=True, slots=True)
class ElementResult:
    element: Element
    score: Score
    level: Level | None


@dataclass(frozen=True, slots=True)
class ThemeResult:
    theme: Theme
    score: Score


@dataclass(frozen=True, slots=True)
class PlanStep:
    """An action with why it is advised: what led to it, the points to win, its conditions and those of its basis.

    The points are those of `gap_of`: the action itself, or one that waits for it. `lacking` are the conditions that
    such an action waits for. With `has_staff` the first step is one to take with others.
    """

    action: Action
    elements: tuple[Element, ...]
    factors: Factors
    because: tuple[Explanation, ...]
    gaps: tuple[GapLine, ...]
    gap_of: Action
    rule: tuple[RuleLine, ...]
    basis: tuple[RuleLine, ...]
    lacking: tuple[RuleLine, ...]
    first_step: str
    has_staff: bool
    example: Example | None
    door: Door
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True, slots=True)
class BasisLine:
    """What is to be in order first, the actions that wait for it, and the number of its step, if it is in the plan."""

    foundation: Action
    waiting: tuple[Action, ...]
    step: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a scan says. `balance_text` is None when the balance is not known."""

    questionnaire: Questionnaire
    profile: Profile
    scores: Scores
    headline_id: str
    headline: str
    elements: tuple[ElementResult, ...]
    themes: tuple[ThemeResult, ...]
    balance_text: str | None
    strengths: tuple[Finding, ...]
    bottlenecks: tuple[Finding, ...]
    basis: tuple[BasisLine, ...]
    plan: tuple[PlanStep, ...]
    j_curve: PlanCurve | None
    choices: Choices
    dropped: tuple[Action, ...]
    answers: tuple[AnsweredQuestion, ...]

    @property
    def strongest(self) -> Element | None:
        """The element with the highest score, if there is one that stands out."""
        shown = self.scores.shown.values()
        strongest = self.scores.strongest if len(set(shown)) > 1 else None
        return self.questionnaire.element_by_id[strongest] if strongest else None

    @property
    def has_scores(self) -> bool:
        return bool(self.scores.shown)

    @property
    def has_one_step(self) -> bool:
        return len(self.plan) == 1

    @property
    def basis_of_plan(self) -> tuple[BasisLine, ...]:
        """What is to be in order first, as far as the plan has it."""
        return tuple(line for line in self.basis if line.step)

    @property
    def too_little_known(self) -> tuple[ElementResult, ...]:
        """The elements that have no score as long as their open questions are."""
        return tuple(result for result in self.elements if result.score.status == ScoreStatus.TOO_FEW_ANSWERS)

    @property
    def own_targets(self) -> tuple[tuple[Element, Level], ...]:
        """The elements for which the owner aims at another level than the content does, with that level."""
        chosen = self.choices.targets
        aimed = [element for element in self.questionnaire.elements if element.id in chosen]
        return tuple((element, self.questionnaire.target_of(element.id, self.choices)) for element in aimed)

    @property
    def unknown(self) -> tuple[AnsweredQuestion, ...]:
        return tuple(answered for answered in self.answers if answered.code == NoScore.UNKNOWN)

    @property
    def excused(self) -> tuple[AnsweredQuestion, ...]:
        return tuple(a for a in self.answers if a.code in (NoScore.NOT_APPLICABLE, NoScore.NOT_NEEDED))


def compose_report(
    questionnaire: Questionnaire, profile: Profile, answers: Answers, choices: Choices = AS_ADVISED
) -> Report:
    """Score the answers, choose the advice and put it all in words."""
    scores = score(questionnaire, profile, answers)
    known = facts(questionnaire, profile, answers, scores)
    composer = _Composer(questionnaire, profile, answers, scores, choices, known)
    headline = questionnaire.headline_for(known)
    plan, findings = composer.plan(), composer.findings()
    return Report(
        questionnaire=questionnaire,
        profile=profile,
        scores=scores,
        headline_id=headline.id,
        headline=composer.headline_text(headline),
        elements=tuple(composer.element(element) for element in questionnaire.elements),
        themes=tuple(ThemeResult(theme, scores.themes[theme.id]) for theme in questionnaire.themes),
        balance_text=composer.balance_text(),
        strengths=findings.strengths(),
        bottlenecks=findings.bottlenecks(_questions_of(plan)),
        basis=tuple(composer.basis(plan)),
        plan=plan,
        j_curve=plan_curve(questionnaire.j_curve, [step.action for step in plan]),
        choices=choices,
        dropped=tuple(questionnaire.action_by_id[action_id] for action_id in choices.dropped),
        answers=tuple(composer.explainer.answered(question) for question in composer.counting()),
    )


@dataclass(frozen=True, slots=True)
class _Composer:
    questionnaire: Questionnaire
    profile: Profile
    answers: Answers
    scores: Scores
    choices: Choices
    facts: Facts

    @property
    def explainer(self) -> Explainer:
        return Explainer(self.questionnaire, self.profile, self.answers, self.scores, self.choices)

    def headline_text(self, headline: Headline) -> str:
        shown = self.scores.shown
        ends = {"weakest": min(shown.values()), "strongest": max(shown.values())} if shown else {}
        return Template(headline.text).substitute({name: self._names_near(end) for name, end in ends.items()})

    def _names_near(self, end: Fraction) -> str:
        """Return the names of the elements whose score is close to the lowest or the highest, the closest first."""
        shown, close = self.scores.shown, self.questionnaire.scores.close
        near = sorted((abs(value - end), list(shown).index(name), name) for name, value in shown.items())
        ids = [name for distance, _, name in near if distance <= close] if close else [near[0][2]]
        *names, last = (self.questionnaire.element_by_id[name].name for name in ids)
        return f"{', '.join(names)} en {last}" if names else last

    def element(self, element: Element) -> ElementResult:
        result = self.scores.elements[element.id]
        return ElementResult(element, result, self.questionnaire.level_of(result.value) if result.is_shown else None)

    def balance_text(self) -> str | None:
        balance, rules = self.scores.balance, self.questionnaire.balance
        if balance is None:
            return None
        if balance >= rules.threshold:
            return rules.ahead
        return rules.behind if balance < -rules.threshold else rules.even

    def counting(self) -> Sequence[Question]:
        ignored = set(self.scores.ignored)
        return [q for q in self.questionnaire.in_order if q.id in self.answers and q.id not in ignored]

    def findings(self) -> Findings:
        counting = ((self.questionnaire.values_of(q).get(self.answers[q.id]), q) for q in self.counting())
        judged = [(value, question) for value, question in counting if value is not None]
        return Findings(self.questionnaire.plan, self.profile, judged)

    def basis(self, plan: Sequence[PlanStep]) -> Iterator[BasisLine]:
        numbers = {step.action.id: number for number, step in enumerate(plan, start=1)}
        candidates = Candidates(self.questionnaire, self.facts, self.scores, self.choices)
        for action_id, waiting in candidates.waiting().items():
            action = self.questionnaire.action_by_id[action_id]
            yield BasisLine(action, tuple(waiting), numbers.get(action_id))

    def plan(self) -> tuple[PlanStep, ...]:
        """Return the plan; an example is told once."""
        steps: list[PlanStep] = []
        for advice in advise(self.questionnaire, self.profile, self.answers, self.scores, self.choices):
            fitting = self.questionnaire.examples_for(advice.action, self.profile)
            told = [step.example for step in steps]
            steps.append(self._step(advice, next((example for example in fitting if example not in told), None)))
        return tuple(steps)

    def _step(self, advice: Advice, example: Example | None) -> PlanStep:
        action, explainer = advice.action, self.explainer
        has_staff = self.questionnaire.profile.has_staff(self.profile)
        return PlanStep(
            action=action,
            elements=tuple(self.questionnaire.element_by_id[name] for name in action.elements),
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
            door=self.questionnaire.door_for(action, self.profile),
            schemes=tuple(self.questionnaire.schemes_for(action, self.profile)),
        )


def _questions_of(plan: Sequence[PlanStep]) -> list[set[str]]:
    """Return the questions whose answers led to each step."""
    return [{line.id for line in step.because if line.kind == "answer"} for step in plan]
