"""Reads forms: what was typed becomes a value, or stays as it is beside a message that says what to do."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from app.domain.answers import allowed_answers
from app.domain.profile import Choice, Profile, ProfileChoices
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.municipalities import find_municipality, municipalities, similar_names
from app.web.messages import message

_LONGEST_FIELD = 2000
_MOST_FIELDS = 50


class BadFormError(Exception):
    """A form that no page of this site sends: a file, a field twice, a text beyond measure."""


async def read_form(request: Request) -> Mapping[str, str]:
    """Read a submitted form as clean text by field name. Raises BadFormError."""
    form: dict[str, str] = {}
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as submitted:
        for name, value in submitted.multi_items():
            if name in form or not isinstance(value, str) or len(value) > _LONGEST_FIELD:
                raise BadFormError
            form[name] = clean_text(value)
    request.state.form = form
    return form


SubmittedForm = Annotated[Mapping[str, str], Depends(read_form)]


def clean_text(text: str) -> str:
    """Return the text in one Unicode form, without control characters and outer spaces."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in normal if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def read_profile(form: Mapping[str, str], choices: ProfileChoices) -> tuple[Profile | None, dict[str, str]]:
    """Read the company profile: the profile, or None and a message per field in the order of the page."""
    errors: dict[str, str] = {}
    for name, options in (("sector", choices.sectors), ("size", choices.sizes)):
        _check_choice(form, name, options, errors)
    municipality = find_municipality(form.get("municipality", ""))
    if municipality is None:
        errors["municipality"] = _municipality_message(form.get("municipality", ""))
    if form.get("family_business") not in ("yes", "no"):
        errors["family_business"] = message("profile", "family_business")
    _check_choice(form, "goal", choices.goals, errors)
    if errors or municipality is None:
        return None, errors
    return Profile(
        sector=form["sector"],
        size=form["size"],
        goal=form["goal"],
        municipality=municipality.code,
        family_business=form["family_business"] == "yes",
    ), {}


def typed_profile(profile: Profile) -> dict[str, str]:
    """Return the profile as it would be typed in the form."""
    return {
        "sector": profile.sector,
        "size": profile.size,
        "goal": profile.goal,
        "municipality": municipalities()[profile.municipality].name if profile.municipality else "",
        "family_business": "yes" if profile.family_business else "no",
    }


def read_answer(form: Mapping[str, str], questionnaire: Questionnaire, question: Question) -> str | None:
    """Read the chosen answer, or None when none of this question's answers was chosen."""
    chosen = form.get("answer")
    return chosen if chosen in allowed_answers(questionnaire, question) else None


def _check_choice(form: Mapping[str, str], name: str, options: Sequence[Choice], errors: dict[str, str]) -> None:
    if form.get(name) not in {option.id for option in options}:
        errors[name] = message("profile", name)


def _municipality_message(typed: str) -> str:
    if not typed:
        return message("profile", "municipality")
    if similar := similar_names(typed):
        return message("profile", "municipality_similar", typed=typed, similar=message("profile", "or").join(similar))
    return message("profile", "municipality_unknown", typed=typed)
