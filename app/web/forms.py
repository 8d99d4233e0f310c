"""Reads forms: what was typed becomes a value, or stays as it is beside a message that says what to do."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from app.domain.answers import allowed_answers
from app.domain.company import LONGEST_NAME, CompanyChanges
from app.domain.email_address import is_email_address
from app.domain.profile import Choice, Profile, ProfileChoices
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.municipalities import find_municipality, municipalities, similar_municipalities
from app.services.pseudonyms import pseudonym
from app.web.consent import current_consent
from app.web.messages import message

_FORM = "application/x-www-form-urlencoded"
_LONGEST_FIELD = 2000
_MOST_FIELDS = 50
_BETWEEN_DIGITS = re.compile(r"[\s.\-\u2010-\u2015]+")
_KVK_NUMBER = re.compile(r"[0-9]{8}")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadFormError(Exception):
    """A form that no page of this site sends: a file, a field twice, a text beyond measure."""


async def read_form(request: Request) -> Mapping[str, str]:
    """Read a submitted form as clean text by field name. Raises BadFormError."""
    form: dict[str, str] = {}
    request.state.form = form
    if request.method != "POST":
        return form
    # Starlette's reader of the other kind trips over some of the character sets that a request may name.
    if request.headers.get("content-type", _FORM).partition(";")[0].strip().lower() != _FORM:
        raise BadFormError
    async with request.form(max_fields=_MOST_FIELDS) as submitted:
        for name, value in submitted.multi_items():
            if name in form or name != clean_text(name) or not isinstance(value, str) or len(value) > _LONGEST_FIELD:
                raise BadFormError
            form[name] = clean_text(value)
    return form


SubmittedForm = Annotated[Mapping[str, str], Depends(read_form)]


def clean_text(text: str) -> str:
    """Return the text in one Unicode form, without outer spaces and without what no page can show.

    That is: control characters, half characters, code points that are none, and marks that turn the text around them.
    """
    shown = "".join(sign for sign in text if sign in "\n\t" or _can_be_shown(sign))
    # After that, since what is left out may stand between a letter and its accent.
    return unicodedata.normalize("NFC", shown).strip()


def _can_be_shown(sign: str) -> bool:
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _OVERRIDES and not is_noncharacter


def read_profile(form: Mapping[str, str], choices: ProfileChoices) -> tuple[Profile | None, dict[str, str]]:
    """Read what the scan goes by: the profile, or None and a message per field in the order of the page."""
    errors: dict[str, str] = {}
    for name, options in (("sector", choices.sectors), ("size", choices.sizes)):
        _check_choice(form, name, options, errors)
    typed = _one_line(form, "municipality")
    municipality = find_municipality(typed) or municipalities().get(form.get("similar_municipality", ""))
    if municipality is None:
        errors["municipality"] = _municipality_message(typed)
    _check_yes_or_no(form, "family_business", errors)
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


def read_company(form: Mapping[str, str], secret_key: bytes) -> tuple[CompanyChanges | None, dict[str, str]]:
    """Read what an owner chose to tell, or a message per field. The KvK number itself goes no further than here."""
    errors: dict[str, str] = {}
    name, number = _one_line(form, "company_name"), _BETWEEN_DIGITS.sub("", form.get("kvk", ""))
    if len(name) > LONGEST_NAME:
        errors["company_name"] = message("profile", "company_name", length=str(len(name)), most=str(LONGEST_NAME))
    if number and not _KVK_NUMBER.fullmatch(number):
        errors["kvk"] = message("profile", "kvk", typed=form["kvk"])
    _check_consent(form, errors)
    if errors:
        return None, errors
    changes = CompanyChanges(
        company_name=name if _has_ink(name) else None,
        may_count=form["may_count"] == "yes",
        consent_version=current_consent().version,
    )
    if form["may_count"] == "no":
        changes["kvk_token"] = None  # it only serves to count a company once
    elif number:
        changes["kvk_token"] = pseudonym(secret_key, "kvk", number)
    elif "forget_kvk" in form:
        changes["kvk_token"] = None
    return changes, {}


def typed_profile(scan: Scan) -> dict[str, str]:
    """Return what is known about the company as it would be typed in the form; the KvK number is not known."""
    profile, company = scan.profile, scan.company
    return {
        "sector": profile.sector,
        "size": profile.size,
        "goal": profile.goal,
        "municipality": municipalities()[profile.municipality].name if profile.municipality else "",
        "family_business": "yes" if profile.family_business else "no",
        "company_name": company.company_name or "",
        "may_count": "yes" if company.may_count else "no",
        "consent_version": company.consent_version or "",
        "seen": scan.profile_digest,
    }


def read_answer(form: Mapping[str, str], questionnaire: Questionnaire, question: Question) -> str | None:
    """Read the chosen answer, or None when none of this question's answers was chosen."""
    chosen = form.get("answer")
    return chosen if chosen in allowed_answers(questionnaire, question) else None


def read_targets(form: Mapping[str, str], questionnaire: Questionnaire) -> tuple[dict[str, str], dict[str, str]]:
    """Read by element the level that a plan aims at, and a message per field without one."""
    levels = {level.id for level in questionnaire.levels[1:]}
    chosen = {element.id: form.get(target_field(element.id), "") for element in questionnaire.elements}
    errors = {
        target_field(element.id): message("plan", "target", element=element.name)
        for element in questionnaire.elements
        if chosen[element.id] not in levels
    }
    return chosen, errors


def read_goal(form: Mapping[str, str], choices: ProfileChoices) -> tuple[str, dict[str, str]]:
    errors: dict[str, str] = {}
    _check_choice(form, "goal", choices.goals, errors)
    return form.get("goal", ""), errors


def target_field(element_id: str) -> str:
    return f"target_{element_id}"


def typed_plan(scan: Scan) -> dict[str, str]:
    """Return what a plan aims at as it would be chosen in the form."""
    aims = {
        target_field(element.id): scan.questionnaire.target_of(element.id, scan.choices).id
        for element in scan.questionnaire.elements
    }
    return {"goal": scan.profile.goal, **aims, "seen": scan.plan_digest}


def read_email(form: Mapping[str, str]) -> tuple[str | None, dict[str, str]]:
    """Read one e-mail address, or a message for its field."""
    typed = form.get("email", "")
    if not typed:
        return None, {"email": message("saved", "email")}
    if not is_email_address(typed):
        return None, {"email": message("saved", "email_unknown")}
    return typed, {}


def _check_choice(form: Mapping[str, str], name: str, options: Sequence[Choice], errors: dict[str, str]) -> None:
    if form.get(name) not in {option.id for option in options}:
        errors[name] = message("profile", name)


def _check_yes_or_no(form: Mapping[str, str], name: str, errors: dict[str, str]) -> None:
    if form.get(name) not in ("yes", "no"):
        errors[name] = message("profile", name)


def _check_consent(form: Mapping[str, str], errors: dict[str, str]) -> None:
    """Check the choice to count, which is only one on the text that the page showed."""
    if form.get("consent_version") == current_consent().version:
        _check_yes_or_no(form, "may_count", errors)
    else:
        errors["may_count"] = message("profile", "may_count_changed")


def _one_line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def _has_ink(text: str) -> bool:
    """Tell whether a reader sees anything: spaces, joiners and loose accents alone leave nothing."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def _municipality_message(typed: str) -> str:
    if not typed:
        return message("profile", "municipality")
    if similar := [found.name for found in similar_municipalities(typed)]:
        return message("profile", "municipality_similar", typed=typed, similar=message("profile", "or").join(similar))
    return message("profile", "municipality_unknown", typed=typed)
