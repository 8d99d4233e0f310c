"""Which companies are asked a question, and in which words."""

from collections.abc import Iterator

from app.domain.content_check.ways import Wanted, Way, companies, ways_to_meet
from app.domain.errors import MISSING, Problem
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire


def audience_problems(questionnaire: Questionnaire, question: Question) -> Iterator[Problem]:
    """Yield that no company is asked the question, or else which of its variants and levels no company reads."""
    file = f"questions/{question.id}.yaml"
    read = _read(questionnaire, question)
    if not read:
        yield Problem(file, "show_if", MISSING, "conditions that some company meets")
        return
    for number, variant in enumerate(question.variants):
        if number not in read:
            expected = "a company that is asked this and that no earlier variant fits"
            yield Problem(file, f"variants[{number}].profile", dict(variant.profile), expected)
    replaced = [question.variants[number].levels if number is not None else {} for number in read]
    for code, level in question.levels.items():
        if all(code in levels for levels in replaced):
            yield Problem(file, f"levels.{code}", level.label, "a company for which no variant replaces it")


def _read(questionnaire: Questionnaire, question: Question) -> set[int | None]:
    """Return the numbers of the variants that some company reads; None stands for the question as it is."""
    read: set[int | None] = set()
    places = [place for variant in question.variants for place in variant.profile.get("municipality", ())]
    anywhere: Wanted = {"municipality": (None, *dict.fromkeys(places))}
    for way in ways_to_meet(questionnaire, question.show_if):
        for company in companies(questionnaire, {**anywhere, **way.profile}):
            variant = question.variant_for(company)
            number = next((n for n, other in enumerate(question.variants) if other is variant), None)
            if number not in read and _is_asked(questionnaire, question, company, way):
                read.add(number)
            if len(read) > len(question.variants):
                return read
    return read


def _is_asked(questionnaire: Questionnaire, question: Question, company: Profile, way: Way) -> bool:
    answers = {question_id: codes[0] for question_id, codes in way.answers.items()}
    return question in shown_questions(questionnaire, company, answers)
