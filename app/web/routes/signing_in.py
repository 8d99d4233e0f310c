"""Signing in with a password and a code, and signing out."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.services import sessions, signing_in
from app.services.sessions import SignIn, Stage
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.responses import clear_pages, page, see_other
from app.web.routing import page_router
from app.web.sign_in_pages import FormPage, read_code, read_sign_in
from app.web.signed_in import FoundSignIn, at_stage, forget_account, remember_account
from app.web.way_back import go_on, wanted_address

router = page_router()

HalfSignedIn = Annotated[SignIn, Depends(at_stage(Stage.PASSWORD_GIVEN))]


@router.get("/inloggen")
def show_sign_in(request: Request, sign_in: FoundSignIn) -> Response:
    wanted = wanted_address(request.app, request.query_params)
    if sign_in and sign_in.stage is Stage.VERIFIED:
        return go_on(request, sign_in.account, wanted)
    noted = request.query_params
    shown = FormPage(wanted, is_over=Note.STEP_OVER in noted, is_changed=Note.PASSWORD_CHANGED in noted)
    return page(request, "account/sign_in.html", {"page": shown})


@router.post("/inloggen")
def give_password(
    request: Request, site: CurrentSite, sign_in: FoundSignIn, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    wanted, errors, token = wanted_address(request.app, form), read_sign_in(form), None
    if not errors:
        told = {"email": form["email"], "password": form["password"]}
        token = signing_in.give_password(
            site.database, site.secret_key, **told, before=sign_in, visitor=visitor, now=now
        )
        errors = {} if token else {"email": message("sign_in", "wrong")}
    if token is None:
        shown = FormPage(wanted, form.get("email", ""), errors=errors)
        return page(request, "account/sign_in.html", {"page": shown}, 422)
    return remember_account(
        see_other(request, "show_code", Note.BACK_TO if wanted else None, about=wanted), site, token
    )


@router.get("/inloggen/code")
def show_code(request: Request, sign_in: HalfSignedIn) -> Response:
    return page(request, "account/code.html", {"page": FormPage(wanted_address(request.app, request.query_params))})


@router.post("/inloggen/code")
def give_code(
    request: Request, site: CurrentSite, sign_in: HalfSignedIn, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    wanted, errors, token = wanted_address(request.app, form), read_code(form, "code"), None
    if not errors:
        token = signing_in.give_code(site.database, site.secret_key, sign_in, form["code"], visitor=visitor, now=now)
        errors = {} if token else {"code": message("sign_in", "wrong_code")}
    if token is None:
        return page(request, "account/code.html", {"page": FormPage(wanted, errors=errors)}, 422)
    return remember_account(go_on(request, sign_in.account, wanted), site, token)


@router.get("/inloggen/herstelcode")
def show_recovery_code(request: Request, sign_in: HalfSignedIn) -> Response:
    shown = FormPage(wanted_address(request.app, request.query_params))
    return page(request, "account/recovery_code.html", {"page": shown})


@router.post("/inloggen/herstelcode")
def give_recovery_code(
    request: Request, site: CurrentSite, sign_in: HalfSignedIn, form: SubmittedForm, visitor: CurrentVisitor, now: Now
) -> Response:
    wanted, errors, token = wanted_address(request.app, form), read_code(form, "recovery_code"), None
    if not errors:
        token = signing_in.give_recovery_code(
            site.database, site.secret_key, sign_in, form["recovery_code"], visitor=visitor, now=now
        )
        errors = {} if token else {"recovery_code": message("sign_in", "wrong_recovery_code")}
    if token is None:
        return page(request, "account/recovery_code.html", {"page": FormPage(wanted, errors=errors)}, 422)
    return remember_account(go_on(request, sign_in.account, wanted), site, token)


@router.post("/uitloggen")
def sign_out(request: Request, site: CurrentSite) -> Response:
    token = request.cookies.get(site.account_cookie)
    if token:
        sessions.end_session(site.database, token)
    return clear_pages(forget_account(see_other(request, "show_signed_out"), site))


@router.get("/uitgelogd")
def show_signed_out(request: Request) -> Response:
    return page(request, "account/signed_out.html")
