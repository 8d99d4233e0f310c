"""The pages of signing in and of one's own account: what they show, and the readers of their forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import Request
from markupsafe import Markup

from app.db.account_tables import SessionRow
from app.domain.account import Account
from app.domain.email_address import is_email_address
from app.rendering.letters import Letter, password_changed_letter
from app.rendering.qr import qr_code
from app.services import passwords
from app.services.sessions import SignIn
from app.web.messages import message
from app.web.site import current_site

_GROUP = re.compile(r".{1,4}")


@dataclass(frozen=True, slots=True)
class FormPage:
    """`wanted` is where one goes afterwards, `email` what was typed; `errors` are by form field.

    The notes: a step of signing in is over, a password was changed.
    """

    wanted: str = ""
    email: str = ""
    is_over: bool = False
    is_changed: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppPage:
    """The key of an authenticator app, of which `address` tells an app everything."""

    address: str
    secret: str
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def qr_code(self) -> Markup:
        return qr_code(self.address)

    @property
    def groups(self) -> Sequence[str]:
        return _GROUP.findall(self.secret)


@dataclass(frozen=True, slots=True)
class AccountPage:
    sign_in: SignIn
    sessions: Sequence[SessionRow]
    recovery_codes: int

    @property
    def account(self) -> Account:
        return self.sign_in.account

    @property
    def here(self) -> SessionRow | None:
        """The session of this browser, which may have been ended elsewhere a moment ago."""
        return next((row for row in self.sessions if row.token_hash == self.sign_in.token_hash), None)

    @property
    def elsewhere(self) -> Sequence[SessionRow]:
        return [row for row in self.sessions if row.token_hash != self.sign_in.token_hash]

    @property
    def is_low_on_codes(self) -> bool:
        return self.recovery_codes <= 3


def read_sign_in(form: Mapping[str, str]) -> dict[str, str]:
    """Return a message for each field that says too little to try."""
    errors = {name: message("sign_in", name) for name in ("email", "password") if not form.get(name)}
    if form.get("email") and not is_email_address(form["email"]):
        errors["email"] = message("sign_in", "email_unknown")
    return errors


def read_code(form: Mapping[str, str], name: str) -> dict[str, str]:
    """Return a message if the field of this name says no code."""
    return {} if form.get(name) else {name: message("sign_in", name)}


def read_current_password(form: Mapping[str, str]) -> dict[str, str]:
    return {} if form.get("password") else {"password": message("sign_in", "password")}


def read_new_password(form: Mapping[str, str], account: Account) -> dict[str, str]:
    """Return a message if the new password will not do, or is not the same when it is typed again."""
    typed, again = form.get("new_password", ""), form.get("new_password_again", "")
    if not typed:
        return {"new_password": message("new_password", "missing")}
    weakness = passwords.find_weakness(typed, account, site_name=message("site", "name"))
    if weakness is None:
        slip = "differs" if again else "not_again"
        return {} if typed == again else {"new_password_again": message("new_password", slip)}
    told = message(
        "new_password",
        weakness,
        length=str(len(typed)),
        shortest=str(passwords.SHORTEST),
        longest=str(passwords.LONGEST),
    )
    return {"new_password": told}


def changed_letter(request: Request) -> Letter | None:
    """Write that a password changed, if there is mail."""
    site = current_site(request)
    if site.postman is None:
        return None
    return password_changed_letter(site.settings.origin + request.app.url_path_for("show_forgotten"))
