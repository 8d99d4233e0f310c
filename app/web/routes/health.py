"""What a monitor asks: does the program answer, and can it serve visitors?"""

from starlette.responses import PlainTextResponse, Response

from app.web.dependencies import CurrentSite
from app.web.routing import page_router

router = page_router()


@router.get("/healthz")
def show_health() -> Response:
    return PlainTextResponse("ok")


@router.get("/readyz")
def show_readiness(site: CurrentSite) -> Response:
    site.database.check()
    if site.postman and site.postman.has_died:
        return PlainTextResponse("mail is not sent: start the program again", 503)
    return PlainTextResponse("ok")
