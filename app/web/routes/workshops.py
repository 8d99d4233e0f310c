"""Advisers hold workshops, in which owners fill in their own scan."""

from fastapi import Request
from starlette.responses import Response

from app.services import workshops
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.workshop_page import WorkshopPage, WorkshopsPage, read_title

router = page_router()


@router.get("/adviseur/workshops")
def show_workshops(request: Request, site: CurrentSite, account: CurrentAccount, now: Now) -> Response:
    held = workshops.list_workshops(site.database, organisation_id=account.organisation.id, now=now)
    return page(request, "adviser/workshops.html", {"page": WorkshopsPage(held)})


@router.post("/adviseur/workshops")
def open_workshop(
    request: Request, site: CurrentSite, account: CurrentAccount, form: SubmittedForm, now: Now
) -> Response:
    title, errors = read_title(form)
    if errors:
        held = workshops.list_workshops(site.database, organisation_id=account.organisation.id, now=now)
        return page(request, "adviser/workshops.html", {"page": WorkshopsPage(held, title, errors)}, 422)
    key = workshops.open_workshop(site.database, title, by=account, now=now)
    return see_other(request, "show_workshop", workshop_key=key)


@router.get("/adviseur/workshops/{workshop_key}")
def show_workshop(
    request: Request, site: CurrentSite, account: CurrentAccount, workshop_key: str, now: Now
) -> Response:
    organisation_id, origin, path_of = account.organisation.id, site.settings.origin, request.app.url_path_for
    workshop = workshops.get_workshop(site.database, workshop_key, organisation_id=organisation_id, now=now)
    shown = WorkshopPage(
        workshop,
        address=origin + path_of("show_joining"),
        link=origin + path_of("show_invitation", code=workshop.code),
        now=now,
    )
    return page(request, "adviser/workshop.html", {"page": shown})


@router.post("/adviseur/workshops/{workshop_key}/sluiten")
def close_workshop(
    request: Request, site: CurrentSite, account: CurrentAccount, workshop_key: str, now: Now
) -> Response:
    workshops.close_workshop(site.database, workshop_key, organisation_id=account.organisation.id, now=now)
    return see_other(request, "show_workshop", workshop_key=workshop_key)
