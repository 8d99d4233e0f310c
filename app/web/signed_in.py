"""Who is signed in, in this browser: the cookie, and what handlers ask for."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.account import Account, Kind
from app.domain.errors import NotSignedInError, OtherKindError
from app.services import sessions
from app.services.sessions import SignIn, Stage
from app.web.dependencies import current_time
from app.web.site import Site, current_site


def find_sign_in(request: Request) -> SignIn | None:
    """Find the session in this browser, however far it is."""
    site = current_site(request)
    token = request.cookies.get(site.account_cookie)
    return sessions.find_sign_in(site.database, token, now=current_time(request)) if token else None


FoundSignIn = Annotated[SignIn | None, Depends(find_sign_in)]


def current_account(request: Request, sign_in: FoundSignIn) -> Account:
    """Return who is signed in. Raises NotSignedInError."""
    if sign_in is None or sign_in.stage is not Stage.VERIFIED:
        raise NotSignedInError
    request.state.account = sign_in.account
    return sign_in.account


CurrentAccount = Annotated[Account, Depends(current_account)]


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
