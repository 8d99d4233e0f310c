"""An account in the hands of an administrator: its state and log, and what can be done with it."""

from fastapi import Request
from starlette.responses import Response

from app.services import audit, members
from app.web.admin_page import PersonPage, log_lines
from app.web.administered import NamedMember
from app.web.dependencies import CurrentLinkTo, CurrentPostman, CurrentSite, Now
from app.web.notes import Note
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/beheer/accounts/{account_id}")
def show_person(request: Request, site: CurrentSite, member: NamedMember, account: CurrentAccount) -> Response:
    shown = PersonPage(
        member,
        log=log_lines(audit.log_of_account(site.database, member.account.id)),
        can_mail=site.postman is not None,
        is_own=member.account.id == account.id,
        is_just_invited=Note.INVITED in request.query_params,
        is_just_signed_out=Note.SIGNED_OUT in request.query_params,
    )
    return page(request, "admin/person.html", {"page": shown})


@router.post("/beheer/accounts/{account_id}/uitnodigen")
def invite_person_again(
    request: Request,
    site: CurrentSite,
    member: NamedMember,
    link_to: CurrentLinkTo,
    postman: CurrentPostman,
    account: CurrentAccount,
    now: Now,
) -> Response:
    is_invited = members.invite_again(site.database, member.account.id, link_to, by=account, now=now)
    postman.wake()
    return _to_person(request, member, Note.INVITED if is_invited else None)


@router.get("/beheer/accounts/{account_id}/app")
def show_app_reset(request: Request, site: CurrentSite, member: NamedMember) -> Response:
    return page(request, "admin/reset_app.html", {"page": PersonPage(member, can_mail=site.postman is not None)})


@router.post("/beheer/accounts/{account_id}/app")
def reset_app(
    request: Request,
    site: CurrentSite,
    member: NamedMember,
    link_to: CurrentLinkTo,
    postman: CurrentPostman,
    account: CurrentAccount,
    now: Now,
) -> Response:
    is_reset = members.reset_app(site.database, member.account.id, link_to, by=account, now=now)
    postman.wake()
    return _to_person(request, member, Note.INVITED if is_reset else None)


@router.post("/beheer/accounts/{account_id}/uitloggen")
def sign_person_out(
    request: Request, site: CurrentSite, member: NamedMember, account: CurrentAccount, now: Now
) -> Response:
    members.sign_out_everywhere(site.database, member.account.id, by=account, now=now)
    return _to_person(request, member, Note.SIGNED_OUT)


@router.post("/beheer/accounts/{account_id}/blokkeren")
def block_person(
    request: Request, site: CurrentSite, member: NamedMember, account: CurrentAccount, now: Now
) -> Response:
    members.block(site.database, member.account.id, by=account, now=now)
    return _to_person(request, member)


@router.post("/beheer/accounts/{account_id}/deblokkeren")
def unblock_person(
    request: Request, site: CurrentSite, member: NamedMember, account: CurrentAccount, now: Now
) -> Response:
    members.unblock(site.database, member.account.id, by=account, now=now)
    return _to_person(request, member)


def _to_person(request: Request, member: NamedMember, note: Note | None = None) -> Response:
    return see_other(request, "show_person", note, account_id=str(member.account.id))
