"""The outcomes of a release on paper, for a meeting: to print from the browser and as a PDF."""

from fastapi import Request
from starlette.responses import Response

from app.domain.release import Release
from app.rendering.outcomes_paper import OutcomesPaperPage, outcomes_html
from app.web.current_release import CurrentRelease
from app.web.dependencies import CurrentSite
from app.web.prepared_outcomes_paper import prepared_outcomes_paper
from app.web.responses import download
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/provincie/{release_id}/afdrukken")
def show_outcomes_paper(
    request: Request, site: CurrentSite, account: CurrentAccount, release: CurrentRelease
) -> Response:
    back = request.app.url_path_for("show_outcomes", release_id=release.id)
    document = outcomes_html(_paper(request, site, release, account.organisation.province), back=back)
    return Response(document, media_type="text/html", headers={"Cache-Control": "no-store"})


@router.get("/provincie/{release_id}/uitkomsten.pdf")
def download_outcomes(
    request: Request, site: CurrentSite, account: CurrentAccount, release: CurrentRelease
) -> Response:
    pdf = site.renderer.render(outcomes_html(_paper(request, site, release, account.organisation.province)))
    return download(pdf, "application/pdf", f"uitkomsten-{release.id}.pdf")


def _paper(request: Request, site: Site, release: Release, province: str | None) -> OutcomesPaperPage:
    method = site.settings.origin + request.app.url_path_for("show_outcomes_method")
    return prepared_outcomes_paper(site.database, site.questionnaire, release, province=province, method=method)
