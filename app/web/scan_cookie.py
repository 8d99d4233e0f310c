"""The cookie by which a browser keeps a scan open."""

from fastapi import Request
from starlette.responses import Response

from app.services.visit_tokens import is_visit_to, is_visit_token
from app.web.site import Site, current_site

COOKIE_DAYS = 90


def has_scan(request: Request) -> bool:
    return current_site(request).cookie in request.cookies


def has_own_scan(request: Request) -> bool:
    """Tell whether an owner has a scan open in this browser."""
    return has_scan(request) and not is_visit_token(request.cookies[current_site(request).cookie])


def has_visit_to(request: Request, secret: str) -> bool:
    """Tell whether an adviser has the scan of this secret open in this browser, for a visit."""
    site = current_site(request)
    return is_visit_to(secret, request.cookies.get(site.cookie, ""), secret_key=site.secret_key)


def forget_scan(response: Response, site: Site) -> Response:
    """Close the scan in this browser."""
    response.delete_cookie(site.cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def forget_dead_scan(request: Request, response: Response) -> Response:
    """Forget the cookie that opened nothing: it counts as a guess, and so it counts once."""
    return forget_scan(response, current_site(request)) if has_scan(request) else response


def remember_visit(response: Response, site: Site, token: str) -> Response:
    """Let this browser have the scan of a visit open, until it is closed."""
    response.set_cookie(site.cookie, token, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def remember_scan(response: Response, site: Site, secret: str) -> Response:
    """Let this browser keep the scan open."""
    response.set_cookie(
        site.cookie,
        secret,
        max_age=COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=site.settings.is_https,
    )
    return response
