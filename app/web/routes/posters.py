"""Posters, flyers and cards of a campaign, to print."""

from fastapi import Request
from starlette.responses import Response

from app.rendering.posters import PosterPage, poster_html
from app.web.administered import RunningCampaign
from app.web.dependencies import CurrentSite
from app.web.poster_sheet import NamedSheet
from app.web.responses import download
from app.web.routing import page_router

router = page_router()


@router.get("/beheer/campagnes/{campaign_code}/{sheet}.pdf")
def download_poster(request: Request, site: CurrentSite, campaign: RunningCampaign, sheet: NamedSheet) -> Response:
    link = site.settings.origin + request.app.url_path_for("show_via", campaign_code=campaign.code)
    pdf = site.renderer.render(poster_html(PosterPage(sheet, campaign, site.operator, link)))
    return download(pdf, "application/pdf", f"{sheet}-{campaign.code}.pdf")
