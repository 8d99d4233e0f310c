"""Who signs in: a person of an organisation, whose kind says what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is here, and so what its people may do."""

    ADVISER = "adviser"
    PROVINCE = "province"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Advisers work in `municipalities`, by code, none being all; the province of a province is in `province`."""

    id: int
    kind: Kind
    name: str
    email: str | None
    phone: str | None
    province: str | None
    municipalities: Sequence[str]
    door: str | None


@dataclass(frozen=True, slots=True)
class Account:
    id: int
    name: str
    email: str
    organisation: Organisation

    @property
    def kind(self) -> Kind:
        return self.organisation.kind
