"""From scores to a plan: which actions fit, in which order and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.action import Action
from app.domain.candidates import Advice, Reason
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading


def advise(reading: Reading) -> tuple[Advice, ...]:
    """Return the plan, begun with the first step of the headline; ties break on id.

    Never missing, if they fit: that first step, an action for the weakest element and for as many elements as the
    content asks, and one against an answer that costs most, if the content asks that.
    """
    rules, dropped = reading.questionnaire.plan, reading.choices.dropped
    fitting = [advice for advice in reading.candidates.advised() if advice.action.id not in dropped]
    ranked = sorted(fitting, key=lambda advice: (-advice.factors.priority, advice.action.id))
    if rules.order == "by_kind":
        return tuple(sorted(_with_a_foundation(ranked, reading), key=_kind_first))
    headline = reading.headline
    led = Reason("headline", headline.id)
    ranked = [_led_by(led, advice) if advice.action.id == headline.first_step else advice for advice in ranked]
    leading = [advice for advice in ranked if led in advice.because]
    chosen = _chosen(ranked, reading, leading, most=headline.most_steps or rules.actions)
    return tuple(sorted(chosen, key=lambda advice: advice not in leading))


def _led_by(headline: Reason, advice: Advice) -> Advice:
    return replace(advice, because=(headline, *advice.because))


def _with_a_foundation(ranked: Sequence[Advice], reading: Reading) -> list[Advice]:
    """Choose with one foundation always, and with finding out when there is no index."""
    finding_out = [advice for advice in ranked if advice.action.finds_out and reading.scores.index is None]
    foundations = [advice for advice in ranked if advice.action.kind == "foundation"]
    leading = [*finding_out, *foundations[:1]]
    return _chosen(ranked, reading, leading, most=reading.questionnaire.plan.actions)


def _kind_first(advice: Advice) -> int:
    return 0 if advice.action.kind == "foundation" else 1 if advice.action.effort.size == "S" else 2


def _chosen(ranked: Sequence[Advice], reading: Reading, leading: Sequence[Advice], *, most: int) -> list[Advice]:
    """Take what may not be missing and then the best of the rest, in the order of the ranking."""
    questionnaire = reading.questionnaire
    best: dict[str, Advice] = {}
    for advice in ranked:
        if not advice.action.finds_out:
            best.setdefault(_main_element(advice.action, questionnaire), advice)
    by_need = [best[name] for name in sorted(best, key=lambda name: name != reading.scores.weakest)]
    tackling = _against_costliest(ranked, reading) if questionnaire.plan.tackles_costliest else []
    needed = [*leading, *by_need[: questionnaire.plan.elements], *tackling]
    first = [*needed, *_varied(ranked, questionnaire), *ranked]
    chosen = list({advice.action.id: advice for advice in first}.values())[:most]
    return sorted(chosen, key=ranked.index)


def _against_costliest(ranked: Sequence[Advice], reading: Reading) -> list[Advice]:
    """Return the best of what the answers that cost most led to."""
    costliest = {Reason("answer", question_id) for question_id in reading.findings.costliest}
    return [advice for advice in ranked if costliest.intersection(advice.because)][:1]


def _varied(ranked: Sequence[Advice], questionnaire: Questionnaire) -> Iterator[Advice]:
    """Yield the best of each element, no more of one than the content asks."""
    taken = Counter[str]()
    for advice in ranked:
        element_id = _main_element(advice.action, questionnaire)
        taken[element_id] += 1
        if taken[element_id] <= (questionnaire.plan.per_element or len(ranked)):
            yield advice


def _main_element(action: Action, questionnaire: Questionnaire) -> str:
    """Return the element with the largest weight; of equals the one that the content names first."""
    return max((element.id for element in questionnaire.elements), key=lambda name: action.elements.get(name, 0))
