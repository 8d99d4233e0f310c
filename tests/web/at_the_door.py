"""Somebody at the door: an invited person, or one with a password and an app, and the steps of signing in."""

import re

from app.domain.account import Account
from tests.page import Page
from tests.services.promises import waiting
from tests.signing_in import PASSWORD, app_code
from tests.visitor import Visitor


class Anna:
    """Somebody with a password and an app, in a browser where nobody is signed in."""

    def __init__(self, visitor: Visitor, who: Account, secret: str) -> None:
        self.visitor, self.account, self.secret = visitor, who, secret

    def password(self, password: str = PASSWORD, *, email: str = "", wanted: str = "") -> Page:
        form = {"email": email or self.account.email, "password": password, "naar": wanted}
        return self.visitor.post("/inloggen", form)

    def code(self, *, steps_on: int = 0, wanted: str = "") -> Page:
        """Give the code that the app shows, or will show."""
        code = app_code(self.secret, steps_on=steps_on)
        return self.visitor.post("/inloggen/code", {"code": code, "naar": wanted})

    @property
    def token(self) -> str | None:
        return self.visitor.client.cookies.get("account")


def mailed_link(visitor: Visitor, who: Account) -> str:
    """Ask for a link to a password, and return its path."""
    visitor.post("/inloggen/vergeten", {"email": who.email})
    found = re.search(r"/inloggen/link/[\w-]+", waiting(visitor.site.database)[-1].text)
    assert found
    return found[0]
