"""The form with the code of a workshop, and that of a company which starts a scan there."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.workshop import Invitation, spelled
from app.services.workshop_rules import WorkshopRules, workshop_rules
from app.web.forms import clean_text
from app.web.messages import message

_MARK = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class JoinPage:
    """`typed` is the code as somebody wrote it."""

    typed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def wrong_code(typed: str) -> JoinPage:
    shown = " ".join(clean_text(typed).split())[:_LONGEST_SHOWN]
    return JoinPage(shown, {"workshop": message("joining", "code_unknown" if shown else "code")})


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What an owner reads before joining. With `has_own_scan` one is open in this browser, which can take part."""

    invitation: Invitation
    has_own_scan: bool
    rules: WorkshopRules = field(default_factory=workshop_rules)

    @property
    def code(self) -> str:
        return spelled(self.invitation.code)


def mark_of(form: Mapping[str, str]) -> str:
    """Return what tells this form from all others, so that it starts one scan however often it is sent."""
    mark = form.get("mark", "")
    return mark if _MARK.fullmatch(mark) else new_mark()


def new_mark() -> str:
    return secrets.token_urlsafe(32)
