"""A new password for who forgot it, or who did not finish with the invitation."""

from fastapi import Request
from starlette.responses import Response

from app.services import password_resets
from app.web.dependencies import CurrentLinkTo, CurrentPostman, CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.saved_page import read_email
from app.web.sign_in_pages import FormPage

router = page_router()


@router.get("/inloggen/vergeten")
def show_forgotten(request: Request, site: CurrentSite) -> Response:
    return page(request, "account/forgotten.html", {"page": FormPage(), "can_mail": site.postman is not None})


@router.post("/inloggen/vergeten")
def ask_reset(
    request: Request,
    site: CurrentSite,
    postman: CurrentPostman,
    link_to: CurrentLinkTo,
    form: SubmittedForm,
    visitor: CurrentVisitor,
    now: Now,
) -> Response:
    email, errors = read_email(form)
    if email is None:
        shown = FormPage(email=form.get("email", ""), errors=errors)
        return page(request, "account/forgotten.html", {"page": shown, "can_mail": True}, 422)
    password_resets.ask_reset(site.database, site.secret_key, email, link_to, visitor=visitor, now=now)
    postman.wake()
    return see_other(request, "show_reset_asked")


@router.get("/inloggen/vergeten/gevraagd")
def show_reset_asked(request: Request) -> Response:
    return page(request, "account/reset_asked.html")
