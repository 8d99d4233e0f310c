"""One's own account: where one is signed in, the password and the recovery codes."""

from fastapi import Request
from starlette.responses import Response

from app.services import own_account, sessions
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.responses import clear_pages, page, see_other
from app.web.routing import page_router
from app.web.sign_in_pages import (
    AccountPage,
    FormPage,
    changed_letter,
    read_code,
    read_current_password,
    read_new_password,
)
from app.web.signed_in import CurrentSignIn, forget_account

router = page_router()


@router.get("/account")
def show_account(request: Request, site: CurrentSite, sign_in: CurrentSignIn, now: Now) -> Response:
    shown = AccountPage(
        sign_in,
        sessions.list_sessions(site.database, sign_in.account.id, now=now),
        own_account.count_recovery_codes(site.database, sign_in.account.id),
    )
    is_changed = Note.PASSWORD_CHANGED in request.query_params
    return page(request, "account/account.html", {"page": shown, "is_changed": is_changed})


@router.post("/account/overal-uitloggen")
def sign_out_everywhere(request: Request, site: CurrentSite, sign_in: CurrentSignIn, now: Now) -> Response:
    own_account.sign_out_everywhere(site.database, sign_in, now=now)
    return clear_pages(forget_account(see_other(request, "show_signed_out"), site))


@router.get("/account/wachtwoord")
def show_password_change(request: Request, sign_in: CurrentSignIn) -> Response:
    return page(request, "account/change_password.html", {"page": FormPage(email=sign_in.account.email)})


@router.post("/account/wachtwoord")
def change_password(
    request: Request, site: CurrentSite, sign_in: CurrentSignIn, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    errors = read_current_password(form) | read_new_password(form, sign_in.account)
    if not errors:
        told = {"current": form["password"], "new": form["new_password"]}
        letter = changed_letter(request)
        is_changed = own_account.change_password(
            site.database, site.secret_key, sign_in, **told, letter=letter, visitor=visitor, now=now
        )
        errors = {} if is_changed else {"password": message("sign_in", "wrong_password")}
    if errors:
        shown = FormPage(email=sign_in.account.email, errors=errors)
        return page(request, "account/change_password.html", {"page": shown}, 422)
    if site.postman:
        site.postman.wake()
    return see_other(request, "show_account", Note.PASSWORD_CHANGED)


@router.get("/account/herstelcodes")
def show_renewal(request: Request) -> Response:
    return page(request, "account/renew_codes.html", {"page": FormPage()})


@router.post("/account/herstelcodes")
def renew_recovery_codes(
    request: Request, site: CurrentSite, sign_in: CurrentSignIn, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    errors, codes = read_code(form, "code"), None
    if not errors:
        codes = own_account.renew_recovery_codes(
            site.database, site.secret_key, sign_in, form["code"], visitor=visitor, now=now
        )
        errors = {} if codes else {"code": message("sign_in", "wrong_code")}
    if codes is None:
        return page(request, "account/renew_codes.html", {"page": FormPage(errors=errors)}, 422)
    shown = {"codes": codes, "onward": request.app.url_path_for("show_account")}
    return page(request, "account/recovery_codes.html", shown)
