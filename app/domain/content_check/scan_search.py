"""Looks for scans of which the result shows one part of the content: an action, an example, a headline and so on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Literal, NamedTuple

from app.domain.composing import compose
from app.domain.conditions import Conditions, all_hold, flattened
from app.domain.content_check import leads
from app.domain.content_check.trial_scans import TrialScan, contrasting_scans, drawn_scans, likely_scans, without_rivals
from app.domain.content_check.ways import ways_to_meet
from app.domain.contradictions import contradictions_of
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading
from app.domain.report import PlanStep

Kind = Literal["action", "example", "door", "scheme", "topic", "headline", "level", "contradiction"]
_MOST_TRIED = 300


class Part(NamedTuple):
    """A part of the content; of a level, `id` is the element too: `technologie.sterk`."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class ScanSearch:
    """Keeps what the scans that were tried show: each part with the first scan that shows it."""

    questionnaire: Questionnaire
    shown: dict[Part, str] = field(default_factory=dict)

    def finds(self, part: Part) -> bool:
        """Tell whether the result of some scan has the part."""
        if part in self.shown:
            return True
        trials, trial = self._trials(part), None
        for _ in range(_MOST_TRIED):
            trial = trial or next(trials, None)
            if trial is None:
                return False
            trial = self._look_at(trial)
            if part in self.shown:
                return True
        return False

    def _trials(self, part: Part) -> Iterator[TrialScan]:
        if part.kind not in _LEADS:
            ways = ways_to_meet(self.questionnaire, self._whens.get(part, ()))
            return _in_turn(contrasting_scans(self.questionnaire, way) for way in ways)
        found = [(action, ways) for action, ways in _LEADS[part.kind](self.questionnaire, part.id) if ways]
        likely = _in_turn(likely_scans(self.questionnaire, action, ways) for action, ways in found)
        return chain(likely, _in_turn(drawn_scans(self.questionnaire, action, ways) for action, ways in found))

    @property
    def _whens(self) -> Mapping[Part, Conditions]:
        whens = {Part("headline", headline.id): headline.when for headline in self.questionnaire.headlines}
        return whens | {Part("contradiction", rule.id): rule.when for rule in self.questionnaire.contradictions}

    def _look_at(self, trial: TrialScan) -> TrialScan | None:
        """Keep what the result shows; return a scan that is nearer if others took the place of the action sought."""
        reading = Reading(self.questionnaire, trial.profile, trial.answers)
        report = compose(reading)
        self._keep("headline", report.headline_id, trial)
        for found in contradictions_of(report):
            self._keep("contradiction", found.rule.id, trial)
        for result in report.elements:
            if result.level:
                self._keep("level", f"{result.element.id}.{result.level.id}", trial)
        if trial.action is None:
            return None
        if trial.action not in [step.action for step in report.plan]:
            may_fit = trial.action.kind == "foundation" or all_hold(trial.action.when, reading.facts)
            return without_rivals(self.questionnaire, trial, report.plan) if may_fit else None
        for step in report.plan:
            self._keep("action", step.action.id, trial, _reason(step, reading))
            self._keep_others(step, trial)
        return None

    def _keep_others(self, step: PlanStep, trial: TrialScan) -> None:
        self._keep("door", step.door.id, trial)
        if step.example:
            self._keep("example", step.example.id, trial)
        for scheme in step.schemes:
            self._keep("scheme", scheme.id, trial)
        named = leads.questions_in(step.action.when)
        for line in step.because:
            if line.kind == "answer" and line.id in named:
                for topic in self.questionnaire.question_by_id[line.id].topics:
                    self._keep("topic", topic, trial)

    def _keep(self, kind: Kind, part_id: str, trial: TrialScan, reason: str = "") -> None:
        company = trial.profile
        self.shown.setdefault(Part(kind, part_id), f"{company.sector}, {company.size}, {company.goal}: {reason}")


_LEADS: Mapping[Kind, Callable[[Questionnaire, str], Iterable[leads.Lead]]] = {
    "action": leads.action_leads,
    "example": leads.example_leads,
    "door": leads.door_leads,
    "scheme": leads.scheme_leads,
    "topic": leads.topic_leads,
}


def _in_turn(series: Iterable[Iterator[TrialScan]]) -> Iterator[TrialScan]:
    """Yield one of each, then the next of each, until all are through."""
    return (trial for turn in zip_longest(*series) for trial in turn if trial)


def _reason(step: PlanStep, reading: Reading) -> str:
    """Return the answers for which the rules of the action hold, or else what scored lowest."""
    known, elements = reading.facts, reading.scores.elements
    conditions = (*step.action.when, *(condition for need in step.action.requires for condition in need.when))
    holding = (condition.answer for condition in flattened(conditions) if condition.answer and condition.holds(known))
    named = dict.fromkeys(chain.from_iterable(holding))
    lowest = min(elements, key=lambda name: elements[name].value)
    return ", ".join(f"{name} {known.answers[name]}" for name in named) or f"{lowest} low"
