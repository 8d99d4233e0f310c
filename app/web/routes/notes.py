"""Advisers write notes at a case, change and remove them."""

from collections.abc import Mapping
from dataclasses import replace

from fastapi import Request
from starlette.responses import Response

from app.domain.account import Account
from app.domain.case import Case
from app.domain.note import CaseNote
from app.rendering.letters import Letter, from_adviser_letter
from app.services import notes
from app.web.case_parts import NamedNote, OwnNote
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.note_form import filled_note, read_note
from app.web.notes_page import NotePage, NotesPage
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/adviseur/dossiers/{key}/notities")
def show_notes(request: Request, site: CurrentSite, case: CurrentCase) -> Response:
    return _all(request, _all_of(site, case))


@router.post("/adviseur/dossiers/{key}/notities")
def write_note(
    request: Request, site: CurrentSite, account: CurrentAccount, form: SubmittedForm, case: CurrentCase, now: Now
) -> Response:
    typed, errors = read_note(form)
    if errors:
        return _all(request, replace(_all_of(site, case), values=form, errors=errors), 422)
    notes.write_note(
        site.database,
        case,
        typed.text,
        is_shared=typed.is_shared,
        letter=_letter(site, account),
        by=account,
        now=now,
    )
    _wake(site)
    return see_other(request, "show_notes", key=case.key)


def _letter(site: Site, account: Account) -> Letter | None:
    return from_adviser_letter(account.organisation.name) if site.postman else None


def _wake(site: Site) -> None:
    if site.postman:
        site.postman.wake()


def _all_of(site: Site, case: Case) -> NotesPage:
    return NotesPage(case, notes.notes_of(site.database, case.id), can_mail=site.postman is not None)


def _all(request: Request, shown: NotesPage, status: int = 200) -> Response:
    return page(request, "adviser/notes.html", {"case": shown.case, "page": shown}, status)


@router.get("/adviseur/dossiers/{key}/notities/{note_id}")
def show_note(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, note: NamedNote
) -> Response:
    return _one(request, _page(site, account, case, note))


@router.post("/adviseur/dossiers/{key}/notities/{note_id}")
def change_note(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    form: SubmittedForm,
    case: CurrentCase,
    note: OwnNote,
    now: Now,
) -> Response:
    typed, errors = read_note(form)
    if errors:
        return _one(request, _page(site, account, case, note, values=form, errors=errors), 422)
    there = notes.change_note(
        site.database,
        case,
        note.id,
        typed.text,
        is_shared=typed.is_shared,
        seen=form.get("seen"),
        letter=_letter(site, account),
        by=account,
        now=now,
    )
    if there:
        return _one(request, _page(site, account, case, there, values=form, is_changed=True), 409)
    _wake(site)
    return see_other(request, "show_notes", key=case.key, at=f"notitie-{note.id}")


@router.post("/adviseur/dossiers/{key}/notities/{note_id}/verwijderen")
def remove_note(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    form: SubmittedForm,
    case: CurrentCase,
    note: NamedNote,
    now: Now,
) -> Response:
    if "sure" not in form:
        errors = {"sure": message("note", "sure")}
        return _one(request, _page(site, account, case, note, errors=errors), 422)
    there = notes.remove_note(site.database, case, note.id, seen=form.get("seen"), by=account, now=now)
    if there:
        return _one(request, _page(site, account, case, there, is_changed=True), 409)
    return see_other(request, "show_notes", key=case.key)


def _page(
    site: Site,
    account: Account,
    case: Case,
    note: CaseNote,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    is_changed: bool = False,
) -> NotePage:
    return NotePage(
        case,
        note,
        is_own=note.author_id == account.id,
        can_mail=site.postman is not None,
        earlier=notes.earlier_texts(site.database, case.id, note),
        values=values or filled_note(note),
        errors=errors or {},
        is_changed=is_changed,
    )


def _one(request: Request, shown: NotePage, status: int = 200) -> Response:
    return page(request, "adviser/note.html", {"case": shown.case, "page": shown}, status)
