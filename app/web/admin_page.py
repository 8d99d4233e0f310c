"""The pages of administrators: all organisations, one of them, its form, and an account."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.account import Kind, Organisation
from app.domain.action import Door
from app.domain.administration import ListedOrganisation, Member
from app.domain.audit import AuditLine
from app.domain.dutch_days import NETHERLANDS, day_of
from app.municipalities import municipalities
from app.web.messages import message
from app.web.organisation_form import provinces


@dataclass(frozen=True, slots=True)
class AdminPage:
    """All organisations."""

    organisations: Sequence[ListedOrganisation]

    def of(self, kind: Kind) -> Sequence[ListedOrganisation]:
        return [listed for listed in self.organisations if listed.organisation.kind is kind]

    @property
    def groups(self) -> Sequence["OrganisationGroup"]:
        return [OrganisationGroup(kind, self.of(kind)) for kind in Kind]

    @property
    def has_advisers(self) -> bool:
        return any(not listed.is_closed for listed in self.of(Kind.ADVISER))

    @property
    def is_under_way(self) -> bool:
        """Tell whether there is an adviser whom owners can share with."""
        return any(listed.accounts and not listed.is_closed for listed in self.of(Kind.ADVISER))


@dataclass(frozen=True, slots=True)
class OrganisationGroup:
    """The organisations of one kind, in words."""

    kind: Kind
    organisations: Sequence[ListedOrganisation]

    @property
    def heading(self) -> str:
        return message("organisation_groups", self.kind)

    @property
    def has_cases(self) -> bool:
        return self.kind is Kind.ADVISER

    @property
    def to_add(self) -> str:
        return message("organisation_to_add", self.kind)

    @property
    def slug(self) -> str:
        return message("organisation_slugs", self.kind)


@dataclass(frozen=True, slots=True)
class NamedChoice:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """What is known of an organisation as a form; a new one has no `listed` yet."""

    kind: Kind
    all_doors: Sequence[Door]
    values: Mapping[str, str]
    listed: ListedOrganisation | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        return message("organisation_to_add", self.kind)

    @property
    def slug(self) -> str:
        return message("organisation_slugs", self.kind)

    @property
    def is_of_advisers(self) -> bool:
        return self.kind is Kind.ADVISER

    @property
    def has_province(self) -> bool:
        return self.kind is not Kind.ADMIN

    @property
    def provinces(self) -> Sequence[NamedChoice]:
        return [NamedChoice(name, name) for name in provinces()]

    @property
    def doors(self) -> Sequence[NamedChoice]:
        return [NamedChoice(door.id, door.name) for door in self.all_doors]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log in words; without a name it was done on the server."""

    day: date
    time: str
    words: str
    who: str | None


def log_lines(lines: Iterable[AuditLine]) -> Sequence[LogLine]:
    return [
        LogLine(
            day_of(line.at),
            f"{line.at.astimezone(NETHERLANDS):%H:%M}",
            message("account_log", line.action),
            line.account_name,
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One organisation with its people; `values` is what was typed to invite somebody."""

    listed: ListedOrganisation
    members: Sequence[Member]
    log: Sequence[LogLine]
    door_names: Mapping[str, str]
    can_mail: bool
    is_own: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    taken_by: Member | None = None

    @property
    def organisation(self) -> Organisation:
        return self.listed.organisation

    @property
    def people(self) -> Sequence["PersonPage"]:
        return [PersonPage(member) for member in self.members]

    @property
    def kind_words(self) -> str:
        return message("organisation_kinds", self.organisation.kind)

    @property
    def is_of_advisers(self) -> bool:
        return self.organisation.kind is Kind.ADVISER

    @property
    def area(self) -> Sequence[str]:
        return [municipalities()[code].name for code in self.organisation.municipalities]

    @property
    def command(self) -> str:
        """What invites somebody on the server, with the name of the organisation as a shell takes it."""
        name = message("administration", "example_name")
        email = message("administration", "example_email")
        told = ["--email", email, "--name", name, "--organisation", self.organisation.name]
        return shlex.join(["scan", "user", "add", *told])

    @property
    def door_name(self) -> str:
        """The name of the door, unless the questionnaire has it no more."""
        return self.door_names.get(self.organisation.door or "", "")


@dataclass(frozen=True, slots=True)
class PersonPage:
    """An account, with its state in words."""

    member: Member
    log: Sequence[LogLine] = ()
    can_mail: bool = False
    is_own: bool = False
    is_just_invited: bool = False
    is_just_signed_out: bool = False

    @property
    def state(self) -> str:
        return message("account_states", self.member.state)

    @property
    def link_until(self) -> date | None:
        """The day on which an invitation stops working."""
        return day_of(self.member.link_until) if self.member.link_until and self.member.may_begin else None

    @property
    def link_command(self) -> str:
        """What makes a new link on the server."""
        return shlex.join(["scan", "user", "link", self.member.account.email])

    @property
    def reset_command(self) -> str:
        """What takes the app away on the server."""
        return f"{self.link_command} --reset-app"
