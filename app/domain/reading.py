"""A scan as it is read: what was chosen and answered, with the scores, the headline and the advice that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.answers import Answers
from app.domain.candidates import Candidates
from app.domain.choices import AS_ADVISED, Choices
from app.domain.conditions import OVERALL_SCORES, Facts
from app.domain.findings import Findings
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Headline, Questionnaire
from app.domain.scoring import Scores, score


@dataclass(frozen=True)
class Reading:
    """What follows from the fields is worked out when it is first asked for, and once."""

    questionnaire: Questionnaire
    profile: Profile
    answers: Answers
    choices: Choices = AS_ADVISED

    @cached_property
    def scores(self) -> Scores:
        return score(self.questionnaire, self.profile, self.answers)

    @cached_property
    def facts(self) -> Facts:
        """What conditions are held against: only shown questions and scores count."""
        overall = {name: getattr(self.scores, name) for name in OVERALL_SCORES}
        known = {name: value for name, value in overall.items() if value is not None}
        counting = {name: code for name, code in self.answers.items() if name not in self.scores.ignored}
        return Facts(self.profile, counting, {**self.scores.shown, **known})

    @cached_property
    def counting(self) -> Sequence[Question]:
        """The questions that are asked and were answered."""
        ignored = set(self.scores.ignored)
        return [q for q in self.questionnaire.in_order if q.id in self.answers and q.id not in ignored]

    @cached_property
    def findings(self) -> Findings:
        values = ((self.questionnaire.values_of(q).get(self.answers[q.id]), q) for q in self.counting)
        judged = [(value, question) for value, question in values if value is not None]
        return Findings(self.questionnaire.plan, self.profile, judged)

    @cached_property
    def headline(self) -> Headline:
        return self.questionnaire.headline_for(self.facts)

    @cached_property
    def candidates(self) -> Candidates:
        return Candidates(self.questionnaire, self.facts, self.scores, self.choices)
