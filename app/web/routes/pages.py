"""Pages for everybody."""

from fastapi import Request
from starlette.responses import Response

from app.web.dependencies import CurrentSite, HasScan, page
from app.web.routing import page_router

router = page_router()


@router.get("/")
def show_home(request: Request, site: CurrentSite, has_scan: HasScan) -> Response:
    core = [question for question in site.questionnaire.in_order if question.depth == "core"]
    themes = site.questionnaire.themes
    return page(
        request,
        "pages/home.html",
        {"question_count": len(core), "themes": themes, "has_scan": has_scan},
    )
