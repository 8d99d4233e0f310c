"""The tables of who signs in: organisations, their accounts, and what proves that it is them."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime


class OrganisationRow(SQLModel, table=True):
    """An organisation whose people sign in; what they may do follows from its `kind`.

    An adviser organisation has an area, of municipalities, and maybe a door of the questionnaire by its id; mail about
    scans that are shared with it goes to `email`. A province has its name in `province`.
    """

    __tablename__ = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=10)
    name: str = Field(unique=True, max_length=120)
    email: str | None = Field(default=None, max_length=254)
    phone: str | None = Field(default=None, max_length=30)
    province: str | None = Field(default=None, max_length=40)
    municipalities: list[str] = Field(default=[], sa_type=JSON)
    door: str | None = Field(default=None, max_length=40)
    added_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccountRow(SQLModel, table=True):
    """A person of an organisation, who signs in with an e-mail address, in lower case.

    `password_hash` (argon2) is there once the invitation was used. The secret of the authenticator app follows from
    `totp_nonce` and the secret key; it counts since `totp_since`, and no code of step `totp_step` or before does.
    """

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="RESTRICT", index=True)
    name: str = Field(max_length=80)
    email: str = Field(unique=True, max_length=254)
    password_hash: str | None = Field(default=None, max_length=200)
    totp_nonce: str | None = Field(default=None, max_length=64)
    totp_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    totp_step: int = 0
    added_at: datetime = Field(sa_type=UtcDateTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RecoveryCodeRow(SQLModel, table=True):
    """A code that stands in once for the authenticator app, by its keyed hash; removed when it is used."""

    __tablename__ = "recovery_code"

    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    code_token: str = Field(primary_key=True, max_length=64)


class SessionRow(SQLModel, table=True):
    """Somebody signed in, or on the way there, as `stage` says: who has the token behind the hash (SHA-256)."""

    __tablename__ = "account_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    stage: str = Field(max_length=20)
    started_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class AccountLinkRow(SQLModel, table=True):
    """A link in an invitation or to a new password, by the hash (SHA-256) of its token; removed when it is used."""

    __tablename__ = "account_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    purpose: str = Field(max_length=20)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class KnownPlaceRow(SQLModel, table=True):
    """Where an account signed in from lately, by a keyed hash of the address: others who guess do not shut it out."""

    __tablename__ = "known_place"

    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    visitor: str = Field(primary_key=True, max_length=64)
    seen_at: datetime = Field(sa_type=UtcDateTime)
