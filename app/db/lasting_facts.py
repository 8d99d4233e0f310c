"""What a restore may not undo: what was ended, erased, refused, blocked, closed or printed, and how people sign in."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import ColumnElement, inspect
from sqlmodel import Session, SQLModel, col, select

from app.db.account_tables import AccountRow, OrganisationRow, RecoveryCodeRow
from app.db.campaign_tables import CampaignRow
from app.db.scan_tables import ErasedScanRow, ScanRow
from app.db.sharing_tables import ConsentRow


class ErasedScan(BaseModel):
    secret_hash: str
    erased_at: datetime


class UncountedScan(BaseModel):
    secret_hash: str
    consent_version: str | None


class EndedConsent(BaseModel):
    key: str
    ended_at: datetime
    ended_by: str


class KnownOrganisation(BaseModel):
    id: int
    added_at: datetime
    closed_at: datetime | None


class KnownAccount(BaseModel):
    id: int
    added_at: datetime
    password_hash: str | None
    totp_nonce: str | None
    totp_since: datetime | None
    totp_step: int
    blocked_at: datetime | None


class RecoveryCode(BaseModel):
    account_id: int
    code_token: str


class KnownCampaign(BaseModel):
    code: str
    letters: str
    kind: str
    name: str
    added_at: datetime
    closed_at: datetime | None


class LastingFacts(BaseModel):
    erased: Sequence[ErasedScan]
    uncounted: Sequence[UncountedScan]
    consents: Sequence[EndedConsent]
    organisations: Sequence[KnownOrganisation]
    accounts: Sequence[KnownAccount]
    codes: Sequence[RecoveryCode]
    campaigns: Sequence[KnownCampaign] = ()


_Fact = TypeVar("_Fact", bound=BaseModel)


def find_facts(session: Session) -> LastingFacts | None:
    """Read what a database knows; None if it is of a version that did not remember which scans were erased."""
    tables = inspect(session.connection()).get_table_names()
    if ErasedScanRow.__tablename__ not in tables:
        return None

    def read(fact: type[_Fact], row: type[SQLModel], *which: ColumnElement[bool]) -> Sequence[_Fact]:
        return read_facts(session, fact, row, *which) if row.__tablename__ in tables else []

    return LastingFacts(
        erased=read(ErasedScan, ErasedScanRow),
        uncounted=read(UncountedScan, ScanRow, col(ScanRow.may_count).is_(False)),
        consents=read(EndedConsent, ConsentRow, col(ConsentRow.ended_at).is_not(None)),
        organisations=read(KnownOrganisation, OrganisationRow),
        accounts=read(KnownAccount, AccountRow),
        codes=read(RecoveryCode, RecoveryCodeRow),
        campaigns=read(KnownCampaign, CampaignRow),
    )


def read_facts(session: Session, fact: type[_Fact], row: type[SQLModel], *which: ColumnElement[bool]) -> list[_Fact]:
    found = select(*[getattr(row, name) for name in fact.model_fields]).where(*which)
    return [fact.model_validate(values) for values in session.execute(found).mappings()]
