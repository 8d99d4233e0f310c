"""Tables of what is in the content, for who reviews it: a row of headings, then rows of cells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.content_check.plain_language import sentences, texts_for_visitors, word_count
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.questionnaire import Questionnaire
from app.domain.schemes import SchemeChecks, scheme_on

Rows = Sequence[Sequence[object]]
_LONGEST_SHOWN = 10


def content_tables(questionnaire: Questionnaire, reached: Mapping[str, str | None]) -> dict[str, Rows]:
    """Return tables by title, given by action id a scan that leads to it."""
    return {
        "Questions per theme": _theme_rows(questionnaire),
        "Questions per element": _element_rows(questionnaire),
        "Questions per sector and size": _company_rows(questionnaire),
        "Actions and what reaches them": _action_rows(questionnaire, reached),
        "Longest sentences": _sentence_rows(questionnaire),
    }


def scheme_rows(questionnaire: Questionnaire, checks: SchemeChecks | None, today: date) -> Rows:
    """List what can be said of each scheme today, so that one sees what is to be looked up again."""
    rows: list[Sequence[object]] = [("scheme", "name", "state today", "checked on")]
    for scheme in questionnaire.schemes:
        found = scheme_on(scheme, checks, today)
        checked_on = found.check.checked_on.isoformat() if found.check else "never"
        rows.append((scheme.id, scheme.name, found.state.value, checked_on))
    return rows


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


def _sentence_rows(questionnaire: Questionnaire) -> Rows:
    """List the longest sentences, one of each file."""
    longest: dict[str, str] = {}
    for found in texts_for_visitors(questionnaire):
        longest[found.file] = max((longest.get(found.file, ""), *sentences(found.text)), key=word_count)
    listed = sorted(longest.items(), key=lambda entry: -word_count(entry[1]))[:_LONGEST_SHOWN]
    return [("file", "words", "sentence"), *((file, word_count(text), text) for file, text in listed)]
