"""What must hold between the parts of a questionnaire: every name refers to something that is there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from string import Template

from app.domain.action import Action
from app.domain.conditions import OVERALL_SCORES, Conditions, flattened
from app.domain.errors import Problem
from app.domain.profile import ProfileField
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire

HEADLINE_NAMES = ("strongest", "weakest")


def inconsistencies(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield every reference that leads nowhere and every order that is broken."""
    yield from _manifest_problems(questionnaire)
    yield from _theme_problems(questionnaire)
    yield from _answer_set_problems(questionnaire)
    for question in questionnaire.questions:
        yield from _question_problems(questionnaire, question)
    for action in questionnaire.actions:
        yield from _action_problems(questionnaire, action)


def _manifest_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    element_ids = [element.id for element in questionnaire.elements]
    yield from _unknown("scan.yaml", "balance.element", [questionnaire.balance.element], element_ids)
    level_ids = [level.id for level in questionnaire.levels]
    yield from _unknown("scan.yaml", "plan.target", [questionnaire.plan.target], level_ids)
    for name, records in (
        ("elements", questionnaire.elements),
        ("levels", questionnaire.levels),
        ("themes", questionnaire.themes),
        ("headlines", questionnaire.headlines),
        ("topics", questionnaire.topics),
    ):
        yield from _repeated("scan.yaml", name, [record.id for record in records])
    yield from _repeated("doors.yaml", "doors", [door.id for door in questionnaire.doors])
    yield from _sector_problems(questionnaire)
    bounds = [level.lower_bound for level in questionnaire.levels]
    if bounds[0] != 0 or bounds != sorted(set(bounds)):
        yield Problem("scan.yaml", "levels", [float(bound) for bound in bounds], "lower bounds that rise from 0")
    yield from _number_problems(questionnaire)
    yield from _headline_problems(questionnaire)
    yield from _contradiction_problems(questionnaire)


def _sector_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    sectors = [sector.id for sector in questionnaire.profile.sectors]
    for index, door in enumerate(questionnaire.doors):
        yield from _unknown("doors.yaml", f"doors[{index}].sectors", door.sectors, sectors)
    for example in questionnaire.examples:
        yield from _unknown(f"examples/{example.id}.yaml", "sectors", example.sectors, sectors)
    for scheme in questionnaire.schemes:
        yield from _unknown(f"schemes/{scheme.id}.yaml", "sectors", scheme.sectors, sectors)


def _number_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    plan, j_curve = questionnaire.plan, questionnaire.j_curve
    by_size: dict[str, Collection[str]] = {"plan.effort": plan.effort, "plan.effect": plan.effect}
    if j_curve:
        by_size |= {"j_curve.gain": j_curve.gain, "j_curve.starts": j_curve.starts}
        if len(j_curve.depth) < 2:
            yield Problem("scan.yaml", "j_curve.depth", [*j_curve.depth], "a number for both light and marked")
    for path, numbers in by_size.items():
        if sorted(numbers) != ["L", "M", "S"]:
            yield Problem("scan.yaml", path, sorted(numbers), "a number for each of S, M, L")


def _headline_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    for index, headline in enumerate(questionnaire.headlines):
        path = f"headlines[{index}]"
        yield from _condition_problems(questionnaire, "scan.yaml", f"{path}.when", headline.when)
        if questionnaire.plan.order == "by_kind" and (headline.first_step or headline.most_steps):
            yield Problem("scan.yaml", path, headline.id, "no first_step or most_steps while plan.order is by_kind")
        first_step = [headline.first_step] if headline.first_step else []
        yield from _unknown("scan.yaml", f"{path}.first_step", first_step, questionnaire.action_by_id)
        text = Template(headline.text)
        if not text.is_valid():
            yield Problem(
                "scan.yaml", f"{path}.text", headline.text, f"no other $ than in {' and '.join(_PLACEHOLDERS)}"
            )
            continue
        names = [f"${{{name}}}" for name in text.get_identifiers()]
        yield from _unknown("scan.yaml", f"{path}.text", names, _PLACEHOLDERS)
        if names and not any(set(OVERALL_SCORES) & set(condition.score or ()) for condition in headline.when):
            expected = f"a score of {', '.join(OVERALL_SCORES)}, so that there is one to name"
            yield Problem("scan.yaml", f"{path}.when", names[0], expected)
    if questionnaire.headlines[-1].when:
        yield Problem("scan.yaml", "headlines[-1].when", questionnaire.headlines[-1].id, "none, for when no other fits")


def _contradiction_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    file = "contradictions.yaml"
    yield from _repeated(file, "contradictions", [found.id for found in questionnaire.contradictions])
    for index, contradiction in enumerate(questionnaire.contradictions):
        path = f"contradictions[{index}].when"
        yield from _condition_problems(questionnaire, file, path, contradiction.when, score_ids=())
        named = {question_id for condition in flattened(contradiction.when) for question_id in condition.answer or ()}
        if len(named) < 2:
            yield Problem(file, path, sorted(named), "answers to at least two questions")


_PLACEHOLDERS = [f"${{{name}}}" for name in HEADLINE_NAMES]


def _theme_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    asked = [question_id for theme in questionnaire.themes for question_id in theme.questions]
    known = questionnaire.question_by_id
    for index, theme in enumerate(questionnaire.themes):
        yield from _unknown("scan.yaml", f"themes[{index}].questions", theme.questions, known)
    yield from _repeated("scan.yaml", "themes[].questions", asked)
    for question_id in known.keys() - set(asked):
        yield Problem(_file(known[question_id]), "id", question_id, "a theme in scan.yaml that asks it")


def _answer_set_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _repeated("answer_sets.yaml", "answer_sets", [group.id for group in questionnaire.answer_sets])
    for group in questionnaire.answer_sets:
        values = [option.value for option in group.options]
        if values != sorted(set(values)):
            found = [float(value) for value in values]
            yield Problem("answer_sets.yaml", f"{group.id}.options", found, "values that rise")
        yield from _repeated("answer_sets.yaml", f"{group.id}.options", [option.code for option in group.options])


def _question_problems(questionnaire: Questionnaire, question: Question) -> Iterator[Problem]:
    file = _file(question)
    yield from _unknown(file, "elements", question.elements, questionnaire.element_by_id)
    yield from _unknown(file, "topics", question.topics, [topic.id for topic in questionnaire.topics])
    sets = [group.id for group in questionnaire.answer_sets]
    if question.answer_set not in sets:
        yield from _unknown(file, "answer_set", [question.answer_set], sets)
        return
    codes = list(questionnaire.values_of(question))
    if sorted(question.levels) != sorted(codes):
        yield Problem(file, "levels", sorted(question.levels), f"one for each of {', '.join(codes)}")
    for index, variant in enumerate(question.variants):
        yield from _unknown(file, f"variants[{index}].levels", variant.levels, codes)
        yield from _profile_problems(questionnaire, file, f"variants[{index}].profile", variant.profile)
    order = [question_id for theme in questionnaire.themes for question_id in theme.questions]
    earlier_ids = order[: order.index(question.id)] if question.id in order else []
    yield from _condition_problems(questionnaire, file, "show_if", question.show_if, earlier_ids, score_ids=())


def _action_problems(questionnaire: Questionnaire, action: Action) -> Iterator[Problem]:
    file = f"actions/{action.id}.yaml"
    yield from _unknown(file, "elements", action.elements, questionnaire.element_by_id)
    yield from _unknown(file, "goals", action.goals, [goal.id for goal in questionnaire.profile.goals])
    doors = {door.id: door for door in questionnaire.doors}
    yield from _unknown(file, "doors", action.doors, doors)
    if action.doors[-1] in doors and not doors[action.doors[-1]].is_open_to_all:
        yield Problem(file, "doors", action.doors[-1], "a door open to all at the end: no municipalities, no sectors")
    yield from _unknown(file, "examples", action.examples, [example.id for example in questionnaire.examples])
    yield from _unknown(file, "schemes", action.schemes, [scheme.id for scheme in questionnaire.schemes])
    yield from _condition_problems(questionnaire, file, "when", action.when)
    foundations = [other.id for other in questionnaire.actions if other.kind == "foundation"]
    for index, requirement in enumerate(action.requires):
        path = f"requires[{index}]"
        yield from _condition_problems(questionnaire, file, f"{path}.when", requirement.when)
        yield from _unknown(file, f"{path}.foundation", [requirement.foundation], foundations)
    if action.requires and action.kind == "foundation":
        yield Problem(file, "requires", action.kind, "nothing: a foundation stands on the ground")
    if action.j_curve.to_month < action.j_curve.from_month:
        yield Problem(file, "j_curve.to_month", action.j_curve.to_month, "no earlier than from_month")


def _condition_problems(
    questionnaire: Questionnaire,
    file: str,
    path: str,
    conditions: Conditions,
    question_ids: Collection[str] | None = None,
    *,
    score_ids: Collection[str] | None = None,
) -> Iterator[Problem]:
    known = questionnaire.question_by_id
    askable = known if question_ids is None else question_ids
    scores = [*questionnaire.element_by_id, *OVERALL_SCORES] if score_ids is None else score_ids
    for condition in flattened(conditions):
        yield from _profile_problems(questionnaire, file, path, condition.profile or {})
        yield from _unknown(file, f"{path}.score", condition.score or {}, scores)
        for question_id, codes in (condition.answer or {}).items():
            yield from _unknown(file, f"{path}.answer", [question_id], askable)
            if question_id in known:
                question = known[question_id]
                allowed = [*question.levels, *question.allows]
                yield from _unknown(file, f"{path}.answer.{question_id}", codes, allowed)


def _profile_problems(
    questionnaire: Questionnaire, file: str, path: str, wanted: Mapping[ProfileField, tuple[bool | str, ...]]
) -> Iterator[Problem]:
    choices: dict[str, list[bool | str]] = {
        "sector": [choice.id for choice in questionnaire.profile.sectors],
        "size": [choice.id for choice in questionnaire.profile.sizes],
        "goal": [choice.id for choice in questionnaire.profile.goals],
        "family_business": [True, False],
    }
    for key, values in wanted.items():
        yield from _unknown(file, f"{path}.{key}", values, choices.get(key, values))


def _unknown(file: str, path: str, names: Iterable[object], allowed: Collection[object]) -> Iterator[Problem]:
    for name in names:
        if name not in allowed:
            options = ", ".join(str(option) for option in allowed) or "nothing here"
            yield Problem(file, path, str(name) if isinstance(name, NoScore) else name, f"one of: {options}")


def _repeated(file: str, path: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem(file, path, name, "a name that stands there once")
        seen.add(name)


def _file(question: Question) -> str:
    return f"questions/{question.id}.yaml"
