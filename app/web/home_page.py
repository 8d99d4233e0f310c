"""The home page, for who comes straight to it or by a campaign."""

from fastapi import Request
from starlette.responses import Response

from app.domain.campaign import Campaign
from app.web.responses import page
from app.web.site import Site


def home_page(request: Request, site: Site, *, via: Campaign | None = None) -> Response:
    core = [question for question in site.questionnaire.in_order if question.is_core]
    start = request.app.url_path_for("show_start") + (f"?via={via.code}" if via else "")
    shown = {"question_count": len(core), "themes": site.questionnaire.themes, "via": via, "start": start}
    return page(request, "pages/home.html", shown)
