"""What is known about a company, as a form and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.company import Company, CompanyChanges
from app.domain.profile import Profile, ProfileChoices
from app.domain.scan import Scan
from app.municipalities import Municipality, municipalities, similar_municipalities
from app.web.changed_elsewhere import StoredField, told_at_fields, told_in_summary
from app.web.consent import ConsentText, current_consent
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class CompanyFact:
    """One thing that is known about a company, in words; `name` is that of its field in the form."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The company profile as a form; `values` is what was typed or is stored, and a new one has no scan yet.

    When another page stored something else meanwhile, `elsewhere` says per field what, away from that field. An owner
    and an adviser who fill it in together do so on a device of the adviser.
    """

    choices: ProfileChoices
    values: Mapping[str, str]
    scan: Scan | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    is_together: bool = False

    @property
    def is_changed(self) -> bool:
        return bool(self.elsewhere)

    @property
    def has_kvk(self) -> bool:
        return self.scan is not None and self.scan.company.kvk_token is not None

    @property
    def forgets_kvk(self) -> bool:
        return "forget_kvk" in self.values

    @property
    def shows_voluntary(self) -> bool:
        """Tell whether what one need not fill in is seen at once: there is something in it, or said of it."""
        is_filled_in = any(self.values.get(name) or name in self.errors for name in ("company_name", "kvk", "campaign"))
        return is_filled_in or self.has_kvk or self.forgets_kvk

    @property
    def consent(self) -> ConsentText:
        return current_consent()

    @property
    def may_count(self) -> str:
        """The choice to count, unless it was made on another text."""
        return self.values.get("may_count", "") if self.values.get("consent_version") == self.consent.version else ""

    @property
    def similar(self) -> Sequence[Municipality]:
        """The municipalities that may be meant by a name that is not known."""
        is_unknown = "municipality" in self.errors and not self.is_changed
        return similar_municipalities(self.values.get("municipality", "")) if is_unknown else ()


def profile_page(scan: Scan, values: Mapping[str, str], *, errors: Mapping[str, str] | None = None) -> ProfilePage:
    return ProfilePage(scan.questionnaire.profile, values, scan, errors or {})


def changed_profile_page(
    stored: Scan, profile: Profile, changes: CompanyChanges, values: Mapping[str, str]
) -> ProfilePage:
    """Return the form again for a profile that was changed elsewhere meanwhile, with what was typed here."""
    there = _known(stored.profile, stored.company)
    here = _known(profile, stored.company.model_copy(update=changes))
    facts = [fact for fact in company_facts(stored) if there[fact.name] != here[fact.name]]
    changed = {fact.name: StoredField(fact.label, fact.text) for fact in facts}
    shown = profile_page(stored, {**values, "seen": stored.profile_digest}, errors=told_at_fields(changed))
    return replace(shown, elsewhere=told_in_summary(changed))


def _known(profile: Profile, company: Company) -> dict[str, object]:
    return {**profile.model_dump(), **company.model_dump(), "kvk": company.kvk_token}


def company_facts(scan: Scan) -> tuple[CompanyFact, ...]:
    """Return all that is known about the company of a scan, in the order of the form."""
    profile, company, labels = scan.profile, scan.company, scan.questionnaire.profile.labels_of(scan.profile)
    texts = {
        "sector": labels.sector,
        "size": labels.size,
        "municipality": municipalities()[profile.municipality].name if profile.municipality else _word("not_told"),
        "family_business": _yes_or_no(profile.family_business),
        "goal": labels.goal,
        "may_count": _yes_or_no(company.may_count) if company.consent_version else _word("not_chosen"),
        "company_name": company.company_name or _word("not_told"),
        "kvk": _word("told" if company.kvk_token else "not_told"),
        "campaign": company.campaign or _word("not_told"),
    }
    return tuple(CompanyFact(name, _word(name), text) for name, text in texts.items())


def _yes_or_no(value: bool) -> str:
    return _word("yes" if value else "no")


def _word(name: str) -> str:
    return message("company", name)
