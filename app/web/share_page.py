"""The pages of a share: with whom an owner can share a scan, and what is shared now."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta

from app.domain.account import Organisation
from app.domain.dutch_days import day_of
from app.domain.scan import Scan
from app.domain.sharing import Advisers, OwnerDetails, Share, Terms, months_after
from app.municipalities import municipalities
from app.rendering.filters import long_date
from app.services.sharing_rules import sharing_rules
from app.web.changed_elsewhere import StoredField, still_seen, told_at_fields, told_in_summary
from app.web.messages import message
from app.web.pass_on_page import PassOnPage
from app.web.share_form import typed_share
from app.web.sharing_consent import SharingText, current_sharing_text, sharing_text

_FIELDS = {"name": "contact_name", "email": "contact_email", "phone": "contact_phone", "question": "question"}


@dataclass(frozen=True, slots=True)
class LastDay:
    """A day up to and including which a scan can be shared, and when that is."""

    day: date
    text: str

    @property
    def value(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class SharePage:
    """The form to share a scan; `values` is what was typed."""

    scan: Scan
    advisers: Advisers
    days: Sequence[LastDay]
    has_figures: bool
    can_mail: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> SharingText:
        return current_sharing_text()

    @property
    def agrees(self) -> bool:
        """Tell whether the owner agreed to the text as it is now."""
        return "consent" in self.values and self.values.get("consent_version") == self.text.version

    @property
    def shares_figures(self) -> bool:
        return bool(self.values.get("figures"))

    @property
    def chosen_day(self) -> str:
        return _chosen_day(self.values, self.days)

    @property
    def only_elsewhere(self) -> bool:
        return not self.advisers.near and not self.advisers.everywhere

    @property
    def opens_elsewhere(self) -> bool:
        """Tell whether the organisations of other regions are seen at once."""
        elsewhere = {str(organisation.id) for organisation in self.advisers.elsewhere}
        return self.only_elsewhere or self.values.get("organisation") in elsewhere

    @staticmethod
    def area_of(organisation: Organisation) -> str:
        """Name the municipalities in which an organisation helps."""
        names = municipalities()
        return ", ".join(names[code].name for code in organisation.municipalities if code in names)


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What is shared now, with the forms that change it.

    `elsewhere` says per field what another page stored meanwhile, away from that field. `refused` is with whom a page
    that did not know of this share was going to share the scan. `pass_on` is a question of advisers that waits, and
    `from_adviser` how many things they share in return.
    """

    scan: Scan
    share: Share
    days: Sequence[LastDay]
    has_figures: bool
    can_mail: bool
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    refused: Organisation | None = None
    pass_on: PassOnPage | None = None
    from_adviser: int = 0

    @property
    def text(self) -> SharingText:
        """The text to agree to now."""
        return current_sharing_text()

    @property
    def agreed(self) -> SharingText:
        """The text that the owner agreed to."""
        return sharing_text(self.share.terms.text_version)

    @property
    def asks_anew(self) -> bool:
        """Tell whether the text is another than the one that the owner agreed to."""
        return self.text.version != self.share.terms.text_version

    @property
    def shared_on(self) -> date:
        return day_of(self.share.shared_at)

    @property
    def opens_details(self) -> bool:
        """Tell whether the form for the details is seen at once."""
        return self.refused is not None or any(name in self.errors for name in _FIELDS.values())

    @property
    def seen_details(self) -> str:
        return self._seen(self.share.details.digest, has_errors=self.opens_details)

    @property
    def seen_terms(self) -> str:
        return self._seen(self.share.terms.digest, has_errors=bool(self.errors) and not self.opens_details)

    def _seen(self, stored: str, *, has_errors: bool) -> str:
        is_told_anew = bool(self.elsewhere) or not has_errors
        return stored if is_told_anew else still_seen(stored, self.values, self.errors)

    @property
    def shares_figures(self) -> bool:
        return bool(self.values.get("figures"))

    @property
    def chosen_day(self) -> str:
        return _chosen_day(self.values, self.days)


def days_to_share(today: date, *, kept_until: date, agreed: date | None = None) -> Sequence[LastDay]:
    """Return the days to choose from, none of them after the scan is gone; `agreed` is the one that was chosen."""
    days: dict[date, str] = {}
    for months in sharing_rules().months:
        day = months_after(today, months)
        is_kept = day <= kept_until
        days[min(day, kept_until)] = message("last_days", "months" if is_kept else "removed", months=str(months))
    if agreed:
        days[agreed] = message("last_days", "agreed")
    return [LastDay(day, text) for day, text in sorted(days.items())]


def default_day(today: date, *, kept_until: date) -> date:
    return min(months_after(today, sharing_rules().default_months), kept_until)


def ends_soon(share: Share, *, today: date) -> bool:
    return share.terms.ends_on <= today + timedelta(sharing_rules().warning_days)


def _chosen_day(values: Mapping[str, str], days: Sequence[LastDay]) -> str:
    """Return the day that was chosen, if it can still be."""
    typed = values.get("ends_on", "")
    return typed if typed in {last.value for last in days} else ""


def other_details(page: SharedPage, typed: OwnerDetails) -> SharedPage:
    """Return the page again for details that were changed elsewhere meanwhile, with what was typed here."""
    there, here = asdict(page.share.details), asdict(typed)
    changed = {
        field: StoredField(message("share_fields", field), there[name] or message("company", "not_told"))
        for name, field in _FIELDS.items()
        if there[name] != here[name]
    }
    return replace(page, errors=told_at_fields(changed), elsewhere=told_in_summary(changed))


def other_terms(page: SharedPage, typed: Terms) -> SharedPage:
    """Return the page again for terms that were changed elsewhere meanwhile, with what was chosen here."""
    there = page.share.terms
    changed: dict[str, StoredField] = {}
    if there.ends_on != typed.ends_on:
        changed["ends_on"] = StoredField(message("share_fields", "ends_on"), long_date(there.ends_on))
    if there.scope != typed.scope:
        words = message("share_fields", "figures_shared" if there.has_figures else "figures_not_shared")
        changed["figures"] = StoredField(message("share_fields", "figures"), words)
    return replace(page, errors=told_at_fields(changed), elsewhere=told_in_summary(changed))


def typed_terms(share: Share, *, today: date, default: date) -> dict[str, str]:
    """Return a share as its forms have it: with the day that was agreed, or a later one if that is near."""
    return typed_share(share) | ({"ends_on": default.isoformat()} if ends_soon(share, today=today) else {})
