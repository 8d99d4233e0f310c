"""The pages on which advisers work on cases and hold workshops, and what owners see of that."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from fastapi import FastAPI
from sqlmodel import col, update

from app.db.sharing_tables import CaseRow
from tests.page import Page
from tests.web.cast import Cast, make_cast
from tests.web.desk import in_days
from tests.web.whole_site import scan_of, stranger

_LONG = "x" * 2001


@lru_cache(maxsize=1)
def _cast(site: FastAPI) -> Cast:
    """Return people of whom the case is at work, about whom pages that change nothing can be shown."""
    cast = make_cast(site)
    case = _case(cast)
    cast.adviser.post(f"{case}/oppakken", {"seen": ""})
    cast.adviser.post(f"{case}/blik/ai", {"answer": "d", "reason": "Dat zag ik in de hal.", "owner_answer": "a"})
    cast.adviser.post(f"{case}/notities", {"text": "Jan wil eerst\neen planbord.", "readers": "organisation"})
    cast.adviser.post(f"{case}/opvolging", {"further": "some_day", "note": "Het loopt."})
    with cast.owner.site.database.write() as session:
        session.exec(update(CaseRow).where(col(CaseRow.key) == cast.places["key"]).values(follow_up_on=in_days(-3)))
    return cast


def _case(cast: Cast) -> str:
    return f"/adviseur/dossiers/{cast.places['key']}"


def _of_case(site: FastAPI, path: str, form: Mapping[str, str] | None = None) -> Page:
    """Return a page of the case, or what comes of a form; `{note_id}` and such are filled in."""
    cast = _cast(site)
    address = _case(cast) + path.format_map(cast.places)
    return cast.adviser.get(address) if form is None else cast.adviser.post(address, form)


def _meanwhile(site: FastAPI, path: str, first: Mapping[str, str], second: Mapping[str, str]) -> Page:
    """Send a form of a case twice as it stood before the first."""
    cast = make_cast(site)
    address = _case(cast) + path.format_map(cast.places)
    seen = {"seen": ([*cast.adviser.get(address).values("seen"), ""])[0]}
    cast.adviser.post(address, {**first, **seen})
    return cast.adviser.post(address, {**second, **seen})


def _view(answer: str, reason: str) -> dict[str, str]:
    return {"answer": answer, "reason": reason, "owner_answer": "a"}


def _handling(status: str) -> dict[str, str]:
    return {"status": status, "assignee": "", "follow_up_on": "", "message": ""}


def _agreement(title: str) -> dict[str, str]:
    return {"title": title, "who": "Jan", "status": "started"}


def _workshop_over(site: FastAPI) -> Page:
    adviser = make_cast(site).adviser
    page = adviser.post("/adviseur/workshops", {"title": "Slimmer plannen"})
    return adviser.post(f"{page.path}/sluiten", {})


def _joining(site: FastAPI, path: str = "", form: Mapping[str, str] | None = None) -> Page:
    address = f"/workshop/{_cast(site).places['code']}{path}"
    return stranger(site).get(address) if form is None else stranger(site).post(address, form)


def _own_action_meanwhile(site: FastAPI) -> Page:
    cast = make_cast(site)
    form, places = cast.forms["/scan/adviseur/afspraken/{agreed_id}"], cast.places
    cast.adviser.post(f"{_case(cast)}/afspraken/{places['agreed_id']}", _agreement("Offertes"))
    stale = dict.fromkeys(form, "done") | {"seen": "x", "scan": scan_of(cast.owner).mark}
    return cast.owner.post(f"/scan/adviseur/afspraken/{places['agreed_id']}", stale)


def _response_meanwhile(site: FastAPI) -> Page:
    owner = make_cast(site).owner
    sent = {"reactie-planning": "Dat klopt.", "scan": scan_of(owner).mark}
    return owner.post("/scan/adviseur/blik/planning", sent | {"seen": "x"})


DESK: dict[str, Callable[[FastAPI], Page]] = {
    "cases_with_filters": lambda site: _cast(site).adviser.get("/adviseur?text=jansen&whose=mine&bestaat=niet"),
    "cases_without_any_found": lambda site: _cast(site).adviser.get("/adviseur?text=bestaatniet"),
    "case_at_work": lambda site: _of_case(site, ""),
    "handling_with_errors": lambda site: _of_case(
        site, "/behandeling", {"status": "x", "assignee": "x", "follow_up_on": "ooit", "message": _LONG}
    ),
    "handling_meanwhile": lambda site: _meanwhile(site, "/behandeling", _handling("contacted"), _handling("closed")),
    "views": lambda site: _of_case(site, "/blik"),
    "viewform_with_errors": lambda site: _of_case(site, "/blik/{question_id}", {"reason": _LONG}),
    "viewform_meanwhile": lambda site: _meanwhile(site, "/blik/ai", _view("b", "Eerst."), _view("c", "Daarna.")),
    "viewsharing": lambda site: _of_case(site, "/blik-delen"),
    "guide": lambda site: _of_case(site, "/gespreksgids"),
    "notes_with_errors": lambda site: _of_case(site, "/notities", {"text": _LONG}),
    "note_meanwhile": lambda site: _meanwhile(
        site, "/notities/{note_id}", {"text": "Eerst.", "readers": "owner"}, {"text": "Daarna.", "readers": "owner"}
    ),
    "agreements_with_errors": lambda site: _of_case(site, "/afspraken", {"due_on": "ooit"}),
    "agreement_meanwhile": lambda site: _meanwhile(
        site, "/afspraken/{agreed_id}", _agreement("Eerst"), _agreement("Daarna")
    ),
    "followup_with_errors": lambda site: _of_case(site, "/opvolging", {"next_on": "ooit", "note": _LONG}),
    "followup_meanwhile": lambda site: _meanwhile(
        site, "/opvolging", {"further": "some_day", "note": "Eerst."}, {"further": "closed", "note": "Daarna."}
    ),
    "timeline": lambda site: _of_case(site, "/tijdlijn"),
    "no_part_404": lambda site: _of_case(site, "/notities/999"),
    "due": lambda site: _cast(site).adviser.get("/adviseur/opvolgen"),
    "due_without_any": lambda site: _cast(site).other.get("/adviseur/opvolgen"),
    "portfolio": lambda site: _cast(site).adviser.get("/adviseur/portefeuille"),
    "portfolio_without_any": lambda site: _cast(site).other.get("/adviseur/portefeuille"),
    "workshops_with_errors": lambda site: _cast(site).adviser.post("/adviseur/workshops", {"title": ""}),
    "workshop": lambda site: _cast(site).adviser.get(f"/adviseur/workshops/{_cast(site).places['workshop_key']}"),
    "workshopover": _workshop_over,
    "join_with_an_error": lambda site: stranger(site).post("/workshop", {"workshop": "xx"}),
    "joininvitation": _joining,
    "joinbegin_with_errors": lambda site: _joining(site, "/begin", {"municipality": "Devnter"}),
    "fromadviser": lambda site: _cast(site).owner.get("/scan/adviseur"),
    "fromadviser_meanwhile": _response_meanwhile,
    "ownaction_meanwhile": _own_action_meanwhile,
}
