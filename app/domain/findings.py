"""What stands out in the answers: what goes well and what holds a company back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import PlanRules


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or a bottleneck, the question that shows it, and the number of the step that tackles it, if any."""

    question_id: str
    text: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """`judged` are the questions that count, with the values from 0 to 1 of their answers."""

    rules: PlanRules
    profile: Profile
    judged: Sequence[tuple[Fraction, Question]]

    def strengths(self) -> tuple[Finding, ...]:
        high = [(value, question) for value, question in self.judged if value >= self.rules.strength_from]
        best = sorted(high, key=lambda entry: -entry[0] * sum(entry[1].elements.values()))
        found = [Finding(question.id, question.wording_for(self.profile).strength) for _, question in best]
        return tuple(found[: self.rules.strengths])

    def bottlenecks(self, led_to: Sequence[Collection[str]]) -> tuple[Finding, ...]:
        """Return what costs most, and of equals and in order first what the plan tackles.

        `led_to` are the questions behind each step.
        """
        found = [(cost, self._bottleneck(question, led_to)) for cost, question in self._low]
        worst = sorted(found, key=lambda entry: (-entry[0], entry[1].step is None))[: self.rules.strengths]
        return tuple(sorted((finding for _, finding in worst), key=lambda finding: finding.step is None))

    @property
    def costliest(self) -> Collection[str]:
        """The questions whose answers cost most."""
        most = max((cost for cost, _ in self._low), default=None)
        return [question.id for cost, question in self._low if cost == most]

    @property
    def _low(self) -> Sequence[tuple[Fraction, Question]]:
        """What holds a company back, with the points that it costs."""
        low = [(value, question) for value, question in self.judged if value <= self.rules.bottleneck_to]
        return [((1 - value) * sum(question.elements.values()), question) for value, question in low]

    def _bottleneck(self, question: Question, led_to: Sequence[Collection[str]]) -> Finding:
        text = question.wording_for(self.profile).bottleneck
        return Finding(question.id, text, _step_against(question.id, led_to))


def _step_against(question_id: str, led_to: Sequence[Collection[str]]) -> int | None:
    return next((number for number, questions in enumerate(led_to, start=1) if question_id in questions), None)
