"""The files of a release, and whether it is open data."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.release import Opening
from app.services import opening_releases
from app.services.open_data import open_dataset
from app.web.current_release import CurrentRelease, OwnRelease
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.release_files_page import ReleaseFilesPage
from app.web.release_page import release_page
from app.web.responses import download, page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


def files_page(
    request: Request, site: CurrentSite, release: CurrentRelease, account: CurrentAccount
) -> ReleaseFilesPage:
    openings: tuple[Opening, ...] = ()
    if release.province == account.organisation.province:
        openings = tuple(opening_releases.openings_of(site.database, release.id))
    about = release_page(request, release, account)
    done = (note for note in (Note.OPENED, Note.ENDED) if note in request.query_params)
    return ReleaseFilesPage(about, open_dataset().licence, openings, just_done=next(done, None))


FilesPage = Annotated[ReleaseFilesPage, Depends(files_page)]


@router.get("/provincie/{release_id}/downloads")
def show_release_files(request: Request, files: FilesPage) -> Response:
    return _shown(request, files)


def _shown(request: Request, files: ReleaseFilesPage, status: int = 200) -> Response:
    return page(request, "province/files.html", {"release_page": files.about, "page": files}, status)


@router.get("/provincie/{release_id}/cijfers.csv")
def download_figures_csv(site: CurrentSite, release: CurrentRelease) -> Response:
    return download(site.release_files.csv(release), "text/csv; charset=utf-8", f"{release.id}.csv")


@router.get("/provincie/{release_id}/cijfers.json")
def download_figures_json(site: CurrentSite, release: CurrentRelease) -> Response:
    return download(site.release_files.json(release), "application/json", f"{release.id}.json")


@router.post("/provincie/{release_id}/openbaar")
def open_release(
    request: Request,
    site: CurrentSite,
    release: OwnRelease,
    account: CurrentAccount,
    files: FilesPage,
    form: SubmittedForm,
    now: Now,
) -> Response:
    if "sure" not in form:
        return _shown(request, files.with_error(message("open_data", "not_sure_to_open")), 422)
    opening_releases.open_release(site.database, release.id, by=account, now=now)
    return see_other(request, "show_release_files", Note.OPENED, release_id=release.id)


@router.post("/provincie/{release_id}/niet-openbaar")
def end_open_data(
    request: Request,
    site: CurrentSite,
    release: OwnRelease,
    account: CurrentAccount,
    files: FilesPage,
    form: SubmittedForm,
    now: Now,
) -> Response:
    if "sure" not in form:
        return _shown(request, files.with_error(message("open_data", "not_sure_to_end")), 422)
    opening_releases.end_opening(site.database, release.id, by=account, now=now)
    return see_other(request, "show_release_files", Note.ENDED, release_id=release.id)
