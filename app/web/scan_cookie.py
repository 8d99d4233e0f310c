"""The cookie by which a browser keeps a scan open."""

from fastapi import Request
from starlette.responses import Response

from app.web.site import Site, current_site

COOKIE_DAYS = 90


def has_scan(request: Request) -> bool:
    return current_site(request).cookie in request.cookies


def forget_scan(response: Response, site: Site) -> Response:
    """Close the scan in this browser."""
    response.delete_cookie(site.cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def forget_dead_scan(request: Request, response: Response) -> Response:
    """Forget the cookie that opened nothing: it counts as a guess, and so it counts once."""
    return forget_scan(response, current_site(request)) if has_scan(request) else response


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
