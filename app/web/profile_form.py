"""The form of a company: what was typed becomes a profile and a company, or a message per field says what to do."""

import re
from collections.abc import Mapping, Sequence

from app.domain.company import LONGEST_NAME, CompanyChanges
from app.domain.profile import Choice, Profile, ProfileChoices
from app.domain.scan import Scan
from app.municipalities import find_municipality, municipalities, similar_municipalities
from app.services.pseudonyms import pseudonym
from app.web.consent import current_consent
from app.web.forms import has_ink, one_line
from app.web.messages import message

_BETWEEN_DIGITS = re.compile(r"[\s.\-\u2010-\u2015]+")
_KVK_NUMBER = re.compile(r"[0-9]{8}")


def read_profile(form: Mapping[str, str], choices: ProfileChoices) -> tuple[Profile | None, dict[str, str]]:
    """Read what the scan goes by: the profile, or None and a message per field in the order of the page."""
    errors: dict[str, str] = {}
    for name, options in (("sector", choices.sectors), ("size", choices.sizes)):
        _check_choice(form, name, options, errors)
    typed = one_line(form, "municipality")
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


def _municipality_message(typed: str) -> str:
    if not typed:
        return message("profile", "municipality")
    if similar := [found.name for found in similar_municipalities(typed)]:
        return message("profile", "municipality_similar", typed=typed, similar=message("profile", "or").join(similar))
    return message("profile", "municipality_unknown", typed=typed)


def read_company(form: Mapping[str, str], secret_key: bytes) -> tuple[CompanyChanges | None, dict[str, str]]:
    """Read what an owner chose to tell, or a message per field. The KvK number itself goes no further than here."""
    errors: dict[str, str] = {}
    _check_consent(form, errors)
    name, number = one_line(form, "company_name"), _BETWEEN_DIGITS.sub("", form.get("kvk", ""))
    if len(name) > LONGEST_NAME:
        errors["company_name"] = message("profile", "company_name", length=str(len(name)), most=str(LONGEST_NAME))
    if number and not _KVK_NUMBER.fullmatch(number):
        errors["kvk"] = message("profile", "kvk", typed=form["kvk"])
    if errors:
        return None, errors
    changes = CompanyChanges(
        company_name=name if has_ink(name) else None,
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


def _check_consent(form: Mapping[str, str], errors: dict[str, str]) -> None:
    """Check the choice to count, which is only one on the text that the page showed."""
    if form.get("consent_version") == current_consent().version:
        _check_yes_or_no(form, "may_count", errors)
    else:
        errors["may_count"] = message("profile", "may_count_changed")


def _check_choice(form: Mapping[str, str], name: str, options: Sequence[Choice], errors: dict[str, str]) -> None:
    if form.get(name) not in {option.id for option in options}:
        errors[name] = message("profile", name)


def _check_yes_or_no(form: Mapping[str, str], name: str, errors: dict[str, str]) -> None:
    if form.get(name) not in ("yes", "no"):
        errors[name] = message("profile", name)


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
        "campaign": company.campaign or "",
        "seen": scan.profile_digest,
    }
