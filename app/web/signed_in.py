"""Who is signed in, in this browser: the cookie, and what handlers ask for."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.account import Account, Kind
from app.domain.errors import NotSignedInError, OtherKindError, StepNotOpenError
from app.services import sessions
from app.services.sessions import SignIn, Stage
from app.web.dependencies import current_time
from app.web.site import Site, current_site

# The first page of each kind of people.
HOMES = {Kind.ADVISER: "show_cases", Kind.PROVINCE: "show_province", Kind.ADMIN: "show_admin"}


def has_account(request: Request) -> bool:
    """Tell whether somebody seems to be signed in in this browser, but not to who is busy with that."""
    is_busy = request.url.path.startswith("/inloggen")
    return not is_busy and current_site(request).account_cookie in request.cookies


def find_sign_in(request: Request) -> SignIn | None:
    """Find the session in this browser, however far it is."""
    site = current_site(request)
    token = request.cookies.get(site.account_cookie)
    return sessions.find_sign_in(site.database, token, now=current_time(request)) if token else None


FoundSignIn = Annotated[SignIn | None, Depends(find_sign_in)]


def current_sign_in(request: Request, sign_in: FoundSignIn) -> SignIn:
    """Return the session of who is signed in. Raises NotSignedInError."""
    if sign_in is None or sign_in.stage is not Stage.VERIFIED:
        raise NotSignedInError
    request.state.account = sign_in.account
    return sign_in


CurrentSignIn = Annotated[SignIn, Depends(current_sign_in)]


def current_account(sign_in: CurrentSignIn) -> Account:
    """Return who is signed in. Raises NotSignedInError."""
    return sign_in.account


CurrentAccount = Annotated[Account, Depends(current_account)]


def at_stage(stage: Stage) -> Callable[[SignIn | None], SignIn]:
    """Make a dependency that returns the session of who is this far with signing in. It raises StepNotOpenError."""

    def sign_in_at_stage(sign_in: FoundSignIn) -> SignIn:
        if sign_in is None or sign_in.stage is not stage:
            raise StepNotOpenError
        return sign_in

    return sign_in_at_stage


def only(kind: Kind) -> Callable[[Account], Account]:
    """Make the guard of pages for people of one kind of organisation. It raises NotSignedInError or OtherKindError."""

    def guard(account: CurrentAccount) -> Account:
        if account.kind is not kind:
            raise OtherKindError
        return account

    return guard


def remember_account(response: Response, site: Site, token: str) -> Response:
    """Let this browser keep the session, until it is closed."""
    response.set_cookie(site.account_cookie, token, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def forget_account(response: Response, site: Site) -> Response:
    response.delete_cookie(site.account_cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response
