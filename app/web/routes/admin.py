"""Organisations: all of them, one, and the forms to add, change, close and reopen one."""

from dataclasses import replace
from datetime import datetime

from fastapi import HTTPException, Request
from starlette.responses import Response

from app.domain.account import Account
from app.domain.administration import ListedOrganisation
from app.domain.dutch_days import day_of
from app.services import audit, members, organisations
from app.web.admin_page import AdminPage, OrganisationForm, OrganisationPage, log_lines
from app.web.administered import NamedKind, NamedOrganisation
from app.web.dependencies import CurrentLinkTo, CurrentPostman, CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.organisation_form import (
    read_invitation,
    read_organisation,
    regional_doors,
    taken_message,
    typed_organisation,
)
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/beheer")
def show_admin(request: Request, site: CurrentSite, now: Now) -> Response:
    found = organisations.list_organisations(site.database, today=day_of(now))
    return page(request, "admin/home.html", {"page": AdminPage(found)})


@router.get("/beheer/organisaties/nieuw/{kind}")
def show_new_organisation(request: Request, site: CurrentSite, kind: NamedKind) -> Response:
    empty = OrganisationForm(kind, regional_doors(site.questionnaire), values={})
    return page(request, "admin/organisation_form.html", {"page": empty})


@router.post("/beheer/organisaties/nieuw/{kind}")
def add_organisation(
    request: Request, site: CurrentSite, kind: NamedKind, form: SubmittedForm, account: CurrentAccount, now: Now
) -> Response:
    doors = regional_doors(site.questionnaire)
    details, errors = read_organisation(form, kind, doors)
    if details is not None:
        added = organisations.register_organisation(site.database, kind, details, by=account, now=now)
        if added is not None:
            return see_other(request, "show_organisation", organisation_id=str(added.id))
        errors = {"name": message("administration", "name_taken", typed=details.name)}
    wrong = OrganisationForm(kind, doors, form, errors=errors)
    return page(request, "admin/organisation_form.html", {"page": wrong}, 422)


@router.get("/beheer/organisaties/{organisation_id}")
def show_organisation(
    request: Request, site: CurrentSite, listed: NamedOrganisation, account: CurrentAccount, now: Now
) -> Response:
    return page(request, "admin/organisation.html", {"page": _organisation_page(site, listed, account, now)})


@router.post("/beheer/organisaties/{organisation_id}/uitnodigen")
def invite_person(
    request: Request,
    site: CurrentSite,
    listed: NamedOrganisation,
    form: SubmittedForm,
    link_to: CurrentLinkTo,
    postman: CurrentPostman,
    account: CurrentAccount,
    now: Now,
) -> Response:
    if listed.is_closed:
        raise HTTPException(404)
    invited, errors = read_invitation(form)
    if invited is not None:
        person = members.invite_person(
            site.database, listed.organisation.id, link_to, name=invited.name, email=invited.email, by=account, now=now
        )
        if person is not None:
            postman.wake()
            return see_other(request, "show_person", Note.INVITED, account_id=str(person.id))
    taken_by = members.find_member_at(site.database, invited.email, now=now) if invited else None
    errors = taken_message(taken_by) if taken_by else errors
    shown = replace(_organisation_page(site, listed, account, now), values=form, errors=errors, taken_by=taken_by)
    return page(request, "admin/organisation.html", {"page": shown}, 422)


def _organisation_page(site: Site, listed: ListedOrganisation, account: Account, now: datetime) -> OrganisationPage:
    organisation = listed.organisation
    return OrganisationPage(
        listed=listed,
        members=members.list_members(site.database, organisation.id, now=now),
        log=log_lines(audit.log_of_organisation(site.database, organisation.id)),
        door_names={door.id: door.name for door in site.questionnaire.doors},
        can_mail=site.postman is not None,
        is_own=organisation.id == account.organisation.id,
    )


@router.get("/beheer/organisaties/{organisation_id}/wijzigen")
def show_organisation_form(request: Request, site: CurrentSite, listed: NamedOrganisation) -> Response:
    typed, doors = typed_organisation(listed.organisation), regional_doors(site.questionnaire)
    form = OrganisationForm(listed.organisation.kind, doors, typed, listed)
    return page(request, "admin/organisation_form.html", {"page": form})


@router.post("/beheer/organisaties/{organisation_id}/wijzigen")
def change_organisation(
    request: Request,
    site: CurrentSite,
    listed: NamedOrganisation,
    form: SubmittedForm,
    account: CurrentAccount,
    now: Now,
) -> Response:
    organisation, doors = listed.organisation, regional_doors(site.questionnaire)
    details, errors = read_organisation(form, organisation.kind, doors)
    if details is not None:
        if organisations.change_organisation(site.database, organisation.id, details, by=account, now=now):
            return see_other(request, "show_organisation", organisation_id=str(organisation.id))
        errors = {"name": message("administration", "name_taken", typed=details.name)}
    wrong = OrganisationForm(organisation.kind, doors, form, listed, errors)
    return page(request, "admin/organisation_form.html", {"page": wrong}, 422)


@router.get("/beheer/organisaties/{organisation_id}/sluiten")
def show_closing_organisation(request: Request, listed: NamedOrganisation) -> Response:
    return page(request, "admin/close.html", {"listed": listed})


@router.post("/beheer/organisaties/{organisation_id}/sluiten")
def close_organisation(
    request: Request, site: CurrentSite, listed: NamedOrganisation, account: CurrentAccount, now: Now
) -> Response:
    organisations.close_organisation(site.database, listed.organisation.id, by=account, now=now)
    return see_other(request, "show_organisation", organisation_id=str(listed.organisation.id))


@router.post("/beheer/organisaties/{organisation_id}/heropenen")
def reopen_organisation(
    request: Request, site: CurrentSite, listed: NamedOrganisation, account: CurrentAccount, now: Now
) -> Response:
    organisations.reopen_organisation(site.database, listed.organisation.id, by=account, now=now)
    return see_other(request, "show_organisation", organisation_id=str(listed.organisation.id))
