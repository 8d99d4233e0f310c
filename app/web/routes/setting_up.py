"""What comes after a mailed link: choosing a password, and adding an authenticator app."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.services import account_links, second_factor, setting_up
from app.services.account_links import Purpose
from app.services.sessions import SignIn, Stage
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.sign_in_pages import AppPage, FormPage, changed_letter, read_code, read_new_password
from app.web.signed_in import FoundSignIn, at_stage, forget_account, remember_account
from app.web.site import Site
from app.web.way_back import home_of

router = page_router()

Choosing = Annotated[SignIn, Depends(at_stage(Stage.CHOOSING_PASSWORD))]
AddingApp = Annotated[SignIn, Depends(at_stage(Stage.ADDING_APP))]


@router.get("/inloggen/link/{token}")
def show_account_link(request: Request, site: CurrentSite, token: str, now: Now) -> Response:
    purpose = account_links.find_purpose(site.database, token, now=now)
    return page(request, "account/link.html", {"is_invitation": purpose is Purpose.INVITATION})


@router.post("/inloggen/link/{token}")
def use_account_link(request: Request, site: CurrentSite, sign_in: FoundSignIn, token: str, now: Now) -> Response:
    begun = account_links.use_link(site.database, token, before=sign_in, now=now)
    return remember_account(see_other(request, "show_password_choice"), site, begun)


@router.get("/inloggen/wachtwoord")
def show_password_choice(request: Request, sign_in: Choosing) -> Response:
    return page(request, "account/choose_password.html", {"page": FormPage(email=sign_in.account.email)})


@router.post("/inloggen/wachtwoord")
def choose_password(request: Request, site: CurrentSite, sign_in: Choosing, form: SubmittedForm, now: Now) -> Response:
    errors = read_new_password(form, sign_in.account)
    if errors:
        shown = FormPage(email=sign_in.account.email, errors=errors)
        return page(request, "account/choose_password.html", {"page": shown}, 422)
    letter = changed_letter(request)
    token = setting_up.choose_password(site.database, sign_in, form["new_password"], letter=letter, now=now)
    if site.postman:
        site.postman.wake()
    if token is None:
        return forget_account(see_other(request, "show_sign_in", Note.PASSWORD_CHANGED), site)
    return remember_account(see_other(request, "show_app"), site, token)


@router.get("/inloggen/app")
def show_app(request: Request, site: CurrentSite, sign_in: AddingApp) -> Response:
    return page(request, "account/add_app.html", {"page": _app_page(site, sign_in)})


@router.post("/inloggen/app")
def add_app(
    request: Request, site: CurrentSite, sign_in: AddingApp, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    errors, added = read_code(form, "code"), None
    if not errors:
        added = setting_up.add_app(site.database, site.secret_key, sign_in, form["code"], visitor=visitor, now=now)
        errors = {} if added else {"code": message("sign_in", "wrong_code")}
    if added is None:
        return page(request, "account/add_app.html", {"page": _app_page(site, sign_in, **errors)}, 422)
    request.state.account = sign_in.account
    shown = {"codes": added.recovery_codes, "onward": home_of(request, sign_in.account)}
    # Not on a page of its own: nothing that is kept tells these codes, so they can be shown but now.
    return remember_account(page(request, "account/recovery_codes.html", shown), site, added.token)


def _app_page(site: Site, sign_in: SignIn, **errors: str) -> AppPage:
    secret = setting_up.app_secret(site.database, site.secret_key, sign_in.account.id)
    address = second_factor.app_address(secret, email=sign_in.account.email, site_name=message("site", "name"))
    return AppPage(address, secret, errors)
