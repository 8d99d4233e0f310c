"""Everything a result tells an owner, in order; the page, the PDF and the command line all show this."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.action import Action, Door, Example
from app.domain.candidates import Factors
from app.domain.choices import Choices
from app.domain.explanation import AnsweredQuestion, Explanation, GapLine, RuleLine
from app.domain.findings import Finding
from app.domain.j_curve import PlanCurve
from app.domain.profile import Profile
from app.domain.question import NoScore
from app.domain.questionnaire import Element, Level, Questionnaire, Theme
from app.domain.schemes import Scheme
from app.domain.scoring import Score, Scores, ScoreStatus


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

    @property
    def is_for_another(self) -> bool:
        """Whether the points to win are those of an action that waits for this one."""
        return self.gap_of != self.action

    @property
    def has_several_gaps(self) -> bool:
        return len(self.gaps) > 1


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """A question answered with `unknown`, and the elements that have no score as long as it is open."""

    answered: AnsweredQuestion
    needed_for: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class ExcusedQuestions:
    """The questions that got this answer, which counts for nothing."""

    code: NoScore
    questions: tuple[AnsweredQuestion, ...]


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
    def has_ranges(self) -> bool:
        return any(result.score.has_range for result in self.elements)

    @property
    def unknown(self) -> tuple[UnknownAnswer, ...]:
        unknown = (answered for answered in self.answers if answered.code == NoScore.UNKNOWN)
        return tuple(UnknownAnswer(answered, tuple(self._needing(answered.id))) for answered in unknown)

    def _needing(self, question_id: str) -> Iterator[Element]:
        for result in self.too_little_known:
            if question_id in result.score.open_questions:
                yield result.element

    @property
    def excused(self) -> tuple[ExcusedQuestions, ...]:
        given = {
            code: tuple(answered for answered in self.answers if answered.code == code)
            for code in (NoScore.NOT_APPLICABLE, NoScore.NOT_NEEDED)
        }
        return tuple(ExcusedQuestions(code, questions) for code, questions in given.items() if questions)
