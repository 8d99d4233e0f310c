"""The forms of an organisation and of who is invited to it: what was typed is read, or a message per field says what
to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.account import Kind, Organisation
from app.domain.action import Door
from app.domain.administration import LONGEST_ORGANISATION_NAME, LONGEST_PERSON_NAME, Member, OrganisationDetails
from app.domain.email_address import is_email_address
from app.domain.phone_number import is_phone_number, with_plain_dashes
from app.domain.questionnaire import Questionnaire
from app.municipalities import find_municipality, municipalities, similar_municipalities
from app.web.forms import has_ink, one_line
from app.web.messages import message

_MOST_UNKNOWN_SHOWN = 3


def regional_doors(questionnaire: Questionnaire) -> Sequence[Door]:
    """Return the doors that an adviser organisation may be: those for an area."""
    return [door for door in questionnaire.doors if door.municipalities]


def provinces() -> Sequence[str]:
    return sorted({municipality.province for municipality in municipalities().values()})


def read_organisation(
    form: Mapping[str, str], kind: Kind, doors: Sequence[Door]
) -> tuple[OrganisationDetails | None, dict[str, str]]:
    """Read what is told of an organisation, or None and a message per field in the order of the page."""
    errors: dict[str, str] = {}
    is_adviser = kind is Kind.ADVISER
    name = _name(form, "name", LONGEST_ORGANISATION_NAME, errors)
    email, phone = _email(form, errors, is_needed=is_adviser), _phone(form, errors)
    province = "" if kind is Kind.ADMIN else _province(form, errors, is_needed=kind is Kind.PROVINCE)
    door = _door(form, doors, errors) if is_adviser else None
    area = _area(form, errors) if is_adviser else ()
    if errors:
        return None, errors
    return OrganisationDetails(
        name=name,
        email=email or None,
        phone=phone or None,
        province=province or None,
        municipalities=area or (door.municipalities if door else ()),
        door=door.id if door else None,
    ), {}


def _name(form: Mapping[str, str], field: str, most: int, errors: dict[str, str]) -> str:
    name = one_line(form, field)
    if not has_ink(name):
        errors[field] = message("administration", field)
    elif len(name) > most:
        errors[field] = message("administration", "name_long", length=str(len(name)), most=str(most))
    return name


def _email(form: Mapping[str, str], errors: dict[str, str], *, is_needed: bool) -> str:
    typed = form.get("email", "")
    if not typed and is_needed:
        errors["email"] = message("administration", "email")
    elif typed and not is_email_address(typed):
        errors["email"] = message("saved", "email_unknown")
    return typed


def _phone(form: Mapping[str, str], errors: dict[str, str]) -> str:
    typed = with_plain_dashes(one_line(form, "phone"))
    if typed and not is_phone_number(typed):
        errors["phone"] = message("administration", "phone", typed=typed)
    return typed


def _province(form: Mapping[str, str], errors: dict[str, str], *, is_needed: bool) -> str:
    chosen = form.get("province", "")
    if (chosen or is_needed) and chosen not in provinces():
        errors["province"] = message("administration", "province")
    return chosen


def _door(form: Mapping[str, str], doors: Sequence[Door], errors: dict[str, str]) -> Door | None:
    chosen = form.get("door", "")
    found = next((door for door in doors if door.id == chosen), None)
    if chosen and found is None:
        errors["door"] = message("administration", "door")
    return found


def _area(form: Mapping[str, str], errors: dict[str, str]) -> Sequence[str]:
    """Read the codes of municipalities that are typed below one another, by name or by postcode."""
    typed = [" ".join(line.split()) for line in form.get("municipalities", "").splitlines() if has_ink(line)]
    found = {line: find_municipality(line) for line in typed}
    unknown = [line for line, municipality in found.items() if municipality is None]
    if unknown:
        errors["municipalities"] = " ".join(_unknown(line) for line in unknown[:_MOST_UNKNOWN_SHOWN])
    return list(dict.fromkeys(municipality.code for municipality in found.values() if municipality))


def _unknown(line: str) -> str:
    if similar := [found.name for found in similar_municipalities(line)]:
        meant = message("profile", "or").join(similar)
        return message("administration", "municipality_similar", typed=line, similar=meant)
    return message("administration", "municipality_unknown", typed=line)


def typed_organisation(organisation: Organisation) -> dict[str, str]:
    """Return what is known of an organisation as it would be typed in the form."""
    return {
        "name": organisation.name,
        "email": organisation.email or "",
        "phone": organisation.phone or "",
        "province": organisation.province or "",
        "door": organisation.door or "",
        "municipalities": "\n".join(municipalities()[code].name for code in organisation.municipalities),
    }


@dataclass(frozen=True, slots=True)
class Invited:
    name: str
    email: str


def read_invitation(form: Mapping[str, str]) -> tuple[Invited | None, dict[str, str]]:
    """Read who is invited, or None and a message per field."""
    errors: dict[str, str] = {}
    name, email = _name(form, "person", LONGEST_PERSON_NAME, errors), form.get("email", "")
    if not email:
        errors["email"] = message("administration", "person_email")
    elif not is_email_address(email):
        errors["email"] = message("saved", "email_unknown")
    return (None, errors) if errors else (Invited(name, email), {})


def taken_message(member: Member) -> dict[str, str]:
    """Say whose account has this address, which only administrators may know."""
    account = member.account
    return {"email": message("administration", "taken", person=account.name, organisation=account.organisation.name)}
