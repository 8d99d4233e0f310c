"""Whether the content does its work: enough questions everywhere, every action within reach, short sentences."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.action import Action
from app.domain.errors import MISSING, Problem
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire

_CORE_QUESTIONS_PER_ELEMENT = 4
_LONGEST_SENTENCE = 20

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class ContentCheck:
    """The problems of a questionnaire, and tables by title: a row of headings, then rows of cells."""

    problems: tuple[Problem, ...]
    tables: Mapping[str, Rows]


def check_content(
    questionnaire: Questionnaire, reached: Mapping[str, str | None], headlines: Collection[str]
) -> ContentCheck:
    """Check a questionnaire, given what its reachability showed: by action id a scan that leads to it, and the
    headlines that some company gets."""
    lengths = {file: _longest(texts) for file, texts in _texts(questionnaire)}
    problems = [
        *_element_problems(questionnaire),
        *_unused_problems(questionnaire, headlines),
        *(_unreached(questionnaire.action_by_id[action_id]) for action_id, found in reached.items() if found is None),
        *(_too_long(file, sentence) for file, sentence in lengths.items() if _words(sentence) > _LONGEST_SENTENCE),
    ]
    tables = {
        "Questions per theme": _theme_rows(questionnaire),
        "Questions per element": _element_rows(questionnaire),
        "Questions per sector and size": _company_rows(questionnaire),
        "Actions and what reaches them": _action_rows(questionnaire, reached),
        "Longest sentences": _sentence_rows(lengths),
    }
    return ContentCheck(tuple(problems), tables)


def _element_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    for element in questionnaire.elements:
        loading = [q for q in questionnaire.in_order if q.is_core and element.id in q.elements]
        if len(loading) < _CORE_QUESTIONS_PER_ELEMENT:
            expected = f"at least {_CORE_QUESTIONS_PER_ELEMENT} core questions"
            yield Problem("scan.yaml", f"elements.{element.id}", len(loading), expected)
        if (share := _excusable(loading, element.id)) > questionnaire.scores.maximum_excused:
            expected = (
                f"at most {questionnaire.scores.maximum_excused} of its weight in questions that can be set aside"
            )
            yield Problem("scan.yaml", f"elements.{element.id}", str(share), expected)


def _unused_problems(questionnaire: Questionnaire, headlines: Collection[str]) -> Iterator[Problem]:
    used_sets = {question.answer_set for question in questionnaire.questions}
    used_doors = {door_id for action in questionnaire.actions for door_id in action.doors}
    for group in questionnaire.answer_sets:
        if group.id not in used_sets:
            yield Problem("answer_sets.yaml", "answer_sets", group.id, "a question that uses it")
    for door in questionnaire.doors:
        if door.id not in used_doors:
            yield Problem("doors.yaml", "doors", door.id, "an action that leads to it")
    for headline in questionnaire.headlines:
        if headline.id not in headlines:
            yield Problem("scan.yaml", "headlines", headline.id, "answers that lead to it before another fits")


def _excusable(questions: Sequence[Question], element_id: str) -> Fraction:
    weights = [(q.elements[element_id], bool(set(q.allows) - {NoScore.UNKNOWN})) for q in questions]
    total = sum(weight for weight, _ in weights)
    return Fraction(sum(weight for weight, can_be_set_aside in weights if can_be_set_aside), total or 1)


def _unreached(action: Action) -> Problem:
    return Problem(f"actions/{action.id}.yaml", "when", MISSING, "conditions that some answers meet")


def _too_long(file: str, sentence: str) -> Problem:
    return Problem(file, "", sentence, f"sentences of at most {_LONGEST_SENTENCE} words")


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    """Yield by file the texts that visitors read; sources and what a question measures are for reviewers."""
    for question in questionnaire.questions:
        yield f"questions/{question.id}.yaml", list(_strings(question.model_dump(exclude=_FOR_REVIEWERS)))
    for action in questionnaire.actions:
        yield f"actions/{action.id}.yaml", list(_strings(action.model_dump(exclude=_FOR_REVIEWERS)))
    parts = {"themes", "elements", "levels", "headlines"}
    balance = questionnaire.balance.model_dump(exclude=_FOR_REVIEWERS)
    yield "scan.yaml", [*_strings(questionnaire.model_dump(include=parts)), *_strings(balance)]
    yield "doors.yaml", [door.helps_with for door in questionnaire.doors]


_FOR_REVIEWERS = {"measures", "source"}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _strings(part)


def _longest(texts: Sequence[str]) -> str:
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?:])[”’]?\s+", text)]
    return max(sentences, key=_words, default="")


def _words(sentence: str) -> int:
    return len(sentence.split())


def _theme_rows(questionnaire: Questionnaire) -> Rows:
    depths = {
        theme.id: Counter(questionnaire.question_by_id[q].depth for q in theme.questions)
        for theme in questionnaire.themes
    }
    return [("theme", "core", "full"), *((theme, count["core"], count["full"]) for theme, count in depths.items())]


def _element_rows(questionnaire: Questionnaire) -> Rows:
    rows: list[Sequence[object]] = [("element", "core", "full", "weight in core")]
    for element in questionnaire.elements:
        loading = [question for question in questionnaire.in_order if element.id in question.elements]
        core = [question for question in loading if question.is_core]
        rows.append((element.id, len(core), len(loading) - len(core), sum(q.elements[element.id] for q in core)))
    return rows


def _company_rows(questionnaire: Questionnaire) -> Rows:
    """Count for each sector and size what it is asked, and how much of that in words of its own."""
    choices = questionnaire.profile
    sector, size, goal = choices.sectors[-1].id, choices.sizes[-1].id, choices.goals[0].id
    companies = [Profile(sector=choice.id, size=size, goal=goal) for choice in choices.sectors]
    companies += [Profile(sector=sector, size=choice.id, goal=goal) for choice in choices.sizes]
    rows: list[Sequence[object]] = [("sector", "size", "questions", "in own words")]
    for company in companies:
        asked = shown_questions(questionnaire, company, {})
        own = [question for question in asked if question.variant_for(company)]
        rows.append((company.sector, company.size, len(asked), len(own)))
    return rows


def _action_rows(questionnaire: Questionnaire, reached: Mapping[str, str | None]) -> Rows:
    rows: list[Sequence[object]] = [("action", "kind", "elements", "reached by, for instance")]
    for action in questionnaire.actions:
        rows.append((action.id, action.kind, ", ".join(action.elements), reached[action.id] or "nothing"))
    return rows


def _sentence_rows(lengths: Mapping[str, str]) -> Rows:
    longest = sorted(lengths.items(), key=lambda entry: -_words(entry[1]))[:10]
    return [("file", "words", "sentence"), *((file, _words(sentence), sentence) for file, sentence in longest)]
