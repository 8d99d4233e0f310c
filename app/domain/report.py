"""Everything a result tells an owner, in order; the page, the PDF and the command line all show this."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Template

from app.domain.action import Action, Door
from app.domain.advice import Advice, Factors, ReasonKind, advise
from app.domain.answers import Answers
from app.domain.conditions import all_hold
from app.domain.profile import Profile
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Element, Headline, Level, Questionnaire, Theme
from app.domain.scoring import Score, Scores, facts, score


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
class AnsweredQuestion:
    """A question in the words for this company. `answer` is None for an answer without a score."""

    id: str
    text: str
    code: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or a bottleneck, the question that shows it, and the number of the step that tackles it, if any."""

    question_id: str
    text: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of "waarom dit advies?". What the fields hold goes by `kind`:

    answer: an answered question; score: an element and its score; goal: its label; instead_of: an action's title.
    """

    kind: ReasonKind
    id: str
    name: str
    answered: AnsweredQuestion | None = None
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PlanStep:
    action: Action
    elements: tuple[Element, ...]
    factors: Factors
    because: tuple[Explanation, ...]
    first_step: str
    door: Door


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
    plan: tuple[PlanStep, ...]
    answers: tuple[AnsweredQuestion, ...]

    @property
    def strongest(self) -> Element | None:
        """The element with the highest score; of equals the one that the content names first."""
        strongest = self.scores.strongest
        return self.questionnaire.element_by_id[strongest] if strongest else None

    @property
    def unknown(self) -> tuple[AnsweredQuestion, ...]:
        return tuple(answered for answered in self.answers if answered.code == NoScore.UNKNOWN)

    @property
    def excused(self) -> tuple[AnsweredQuestion, ...]:
        return tuple(a for a in self.answers if a.code in (NoScore.NOT_APPLICABLE, NoScore.NOT_NEEDED))


def compose_report(questionnaire: Questionnaire, profile: Profile, answers: Answers) -> Report:
    """Score the answers, choose the advice and put it all in words."""
    scores = score(questionnaire, profile, answers)
    composer = _Composer(questionnaire, profile, answers, scores)
    headline = composer.headline()
    plan = tuple(composer.step(advice) for advice in advise(questionnaire, profile, answers, scores))
    return Report(
        questionnaire=questionnaire,
        profile=profile,
        scores=scores,
        headline_id=headline.id,
        headline=composer.headline_text(headline),
        elements=tuple(composer.element(element) for element in questionnaire.elements),
        themes=tuple(ThemeResult(theme, scores.themes[theme.id]) for theme in questionnaire.themes),
        balance_text=composer.balance_text(),
        strengths=composer.strengths(),
        bottlenecks=composer.bottlenecks(plan),
        plan=plan,
        answers=tuple(composer.answered(question) for question in composer.counting()),
    )


@dataclass(frozen=True, slots=True)
class _Composer:
    questionnaire: Questionnaire
    profile: Profile
    answers: Answers
    scores: Scores

    def headline(self) -> Headline:
        known = facts(self.questionnaire, self.profile, self.answers, self.scores)
        return next(line for line in self.questionnaire.headlines if all_hold(line.when, known))

    def headline_text(self, headline: Headline) -> str:
        ends = {"strongest": self.scores.strongest, "weakest": self.scores.weakest}
        names = {
            key: self.questionnaire.element_by_id[element_id].name for key, element_id in ends.items() if element_id
        }
        return Template(headline.text).substitute(names)

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

    def answered(self, question: Question) -> AnsweredQuestion:
        words, code = question.wording_for(self.profile), self.answers.get(question.id, NoScore.UNKNOWN.value)
        level = words.levels.get(code)
        return AnsweredQuestion(question.id, words.text, code, level.label if level else None)

    def strengths(self) -> tuple[Finding, ...]:
        rules = self.questionnaire.plan
        high = [(value, question) for value, question in self._valued() if value >= rules.strength_from]
        best = sorted(high, key=lambda entry: -entry[0] * sum(entry[1].elements.values()))
        found = [Finding(question.id, question.wording_for(self.profile).strength) for _, question in best]
        return tuple(found[: rules.strengths])

    def bottlenecks(self, plan: Sequence[PlanStep]) -> tuple[Finding, ...]:
        """Return what costs most, first what the plan tackles."""
        rules = self.questionnaire.plan
        low = [(value, question) for value, question in self._valued() if value <= rules.bottleneck_to]
        worst = sorted(low, key=lambda entry: -(1 - entry[0]) * sum(entry[1].elements.values()))
        found = [
            Finding(question.id, question.wording_for(self.profile).bottleneck, _step_against(question.id, plan))
            for _, question in worst
        ]
        return tuple(sorted(found, key=lambda finding: finding.step is None)[: rules.strengths])

    def _valued(self) -> list[tuple[Fraction, Question]]:
        counting = [(self.questionnaire.values_of(q).get(self.answers[q.id]), q) for q in self.counting()]
        return [(value, question) for value, question in counting if value is not None]

    def step(self, advice: Advice) -> PlanStep:
        return PlanStep(
            action=advice.action,
            elements=tuple(self.questionnaire.element_by_id[name] for name in advice.action.elements),
            factors=advice.factors,
            because=tuple(self._explanation(reason.kind, reason.id) for reason in advice.because),
            first_step=self._first_step(advice.action),
            door=self.questionnaire.door_for(advice.action, self.profile),
        )

    def _first_step(self, action: Action) -> str:
        size = next(size for size in self.questionnaire.profile.sizes if size.id == self.profile.size)
        return action.with_staff if size.has_staff else action.alone or action.with_staff

    def _explanation(self, kind: ReasonKind, subject: str) -> Explanation:
        if kind == "answer":
            answered = self.answered(self.questionnaire.question_by_id[subject])
            return Explanation(kind, subject, answered.text, answered=answered)
        if kind == "score":
            value = self.scores.elements[subject].value
            return Explanation(kind, subject, self.questionnaire.element_by_id[subject].name, score=value)
        if kind == "goal":
            label = next(goal.label for goal in self.questionnaire.profile.goals if goal.id == subject)
            return Explanation(kind, subject, label)
        return Explanation(kind, subject, self.questionnaire.action_by_id[subject].title)


def _step_against(question_id: str, plan: Sequence[PlanStep]) -> int | None:
    for number, step in enumerate(plan, start=1):
        if any(line.kind == "answer" and line.id == question_id for line in step.because):
            return number
    return None
