"""Somebody who can sign in, and the steps of it as the services take them."""

from dataclasses import dataclass
from datetime import datetime

from app.db.engine import Database
from app.domain.account import Account
from app.services import sessions, signing_in
from app.services.sessions import SignIn, Stage
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.signing_in import PASSWORD, app_code, finish

KEY = b"x" * 32
HERE = "here"


@dataclass(frozen=True, slots=True)
class Person:
    database: Database
    account: Account
    secret: str

    def password(self, password: str = PASSWORD, *, email: str = "", at: str = HERE, now: datetime = NOW) -> str | None:
        told = {"email": email or self.account.email, "password": password}
        return signing_in.give_password(self.database, KEY, **told, before=None, visitor=at, now=now)

    def half_signed_in(self, *, now: datetime = NOW) -> SignIn:
        """Begin the session that a right password does, without the time that takes."""
        with self.database.write() as session:
            token = sessions.start_session(session, self.account.id, Stage.PASSWORD_GIVEN, now=now)
        return self.sign_in(token, now=now)

    def code(self, sign_in: SignIn, code: str = "", *, at: str = HERE, now: datetime = NOW) -> str | None:
        """Give the code that the app shows, or another."""
        typed = code or app_code(self.secret, now=now)
        return signing_in.give_code(self.database, KEY, sign_in, typed, visitor=at, now=now)

    def signed_in(self, *, at: str = HERE, now: datetime = NOW) -> SignIn:
        return self.sign_in(self.code(self.half_signed_in(now=now), at=at, now=now), now=now)

    def sign_in(self, token: str | None, *, now: datetime = NOW) -> SignIn:
        assert token
        found = sessions.find_sign_in(self.database, token, now=now)
        assert found
        return found


def person(database: Database, name: str = "Anna de Boer") -> Person:
    """Add somebody of an adviser organisation, with a password and an app."""
    who = account(database, organisation(database, name=f"Ondernemershuis van {name}"), name=name)
    return Person(database, who, finish(database, KEY, who))
