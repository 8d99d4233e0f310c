"""The forms of a share: what was typed becomes details and terms, or a message per field says what to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.account import Organisation
from app.domain.email_address import is_email_address
from app.domain.phone_number import is_phone_number, with_plain_dashes
from app.domain.sharing import Advisers, OwnerDetails, Scope, Share, Terms
from app.web.forms import has_ink, one_line
from app.web.messages import message
from app.web.sharing_consent import current_sharing_text

_FIELDS = ("organisation", "ends_on", "contact_name", "contact_email", "contact_phone", "question", "consent")
_LONGEST_NAME = 80
_LONGEST_QUESTION = 1000
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AskedShare:
    """With whom an owner asks to share a scan, what the owner tells, and what the owner agrees to."""

    organisation: Organisation
    details: OwnerDetails
    terms: Terms


def read_share(
    form: Mapping[str, str], advisers: Advisers, *, today: date, last_day: date, has_figures: bool
) -> tuple[AskedShare | None, dict[str, str]]:
    """Read the whole form, or a message per field in the order of the page."""
    organisation, errors = read_adviser(form, advisers)
    details, more_errors = read_details(form)
    terms, last_errors = read_terms(form, today=today, last_day=last_day, has_figures=has_figures)
    if organisation is None or terms is None or more_errors:
        found = errors | more_errors | last_errors
        return None, {name: found[name] for name in _FIELDS if name in found}
    return AskedShare(organisation, details, terms), {}


def read_adviser(form: Mapping[str, str], advisers: Advisers) -> tuple[Organisation | None, dict[str, str]]:
    """Read with whom a scan is shared, or a message for the field."""
    chosen = form.get("organisation", "")
    found = next((organisation for organisation in advisers.all if str(organisation.id) == chosen), None)
    if found is None:
        return None, {"organisation": message("sharing", "organisation_gone" if chosen else "organisation")}
    return found, {}


def read_details(form: Mapping[str, str]) -> tuple[OwnerDetails, dict[str, str]]:
    """Read how advisers reach the owner and what they are asked, with a message per field that is wrong."""
    name, email, phone = (one_line(form, f"contact_{name}") for name in ("name", "email", "phone"))
    phone, question = with_plain_dashes(phone), form.get("question", "")
    errors: dict[str, str] = {}
    if not has_ink(name):
        errors["contact_name"] = message("sharing", "contact_name")
    elif len(name) > _LONGEST_NAME:
        errors["contact_name"] = message("sharing", "contact_name_long", length=str(len(name)), most=str(_LONGEST_NAME))
    if not email and not phone:
        errors["contact_email"] = message("sharing", "contact_email")
    elif email and not is_email_address(email):
        errors["contact_email"] = message("sharing", "contact_email_unknown")
    if phone and not is_phone_number(phone):
        errors["contact_phone"] = message("sharing", "contact_phone", typed=phone)
    if len(question) > _LONGEST_QUESTION:
        errors["question"] = message("sharing", "question", length=str(len(question)), most=str(_LONGEST_QUESTION))
    return OwnerDetails(name, email, phone, question if has_ink(question) else ""), errors


def read_terms(
    form: Mapping[str, str], *, today: date, last_day: date, has_figures: bool
) -> tuple[Terms | None, dict[str, str]]:
    """Read until when and how much is shared, on the text that the page showed, or a message per field."""
    ends_on = _day(form.get("ends_on", ""))
    errors: dict[str, str] = {}
    if ends_on is None or not today <= ends_on <= last_day:
        errors["ends_on"] = message("sharing", "ends_on")
    if form.get("consent_version") != current_sharing_text().version:
        errors["consent"] = message("sharing", "consent_changed")
    elif "consent" not in form:
        errors["consent"] = message("sharing", "consent")
    if errors or ends_on is None:
        return None, errors
    scope = Scope.CASE_AND_FIGURES if has_figures and "figures" in form else Scope.CASE
    return Terms(scope, current_sharing_text().version, ends_on), {}


def _day(typed: str) -> date | None:
    if not _DAY.fullmatch(typed):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:  # no such day in that month
        return None


def typed_details(details: OwnerDetails) -> dict[str, str]:
    """Return what an owner told as it would be typed in a form."""
    return {
        "contact_name": details.name,
        "contact_email": details.email,
        "contact_phone": details.phone,
        "question": details.question,
    }


def typed_share(share: Share) -> dict[str, str]:
    """Return a share as it would be typed in the forms that change it."""
    figures = {"figures": "1"} if share.terms.has_figures else {}
    return typed_details(share.details) | {"ends_on": share.terms.ends_on.isoformat()} | figures
