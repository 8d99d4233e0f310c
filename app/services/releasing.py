"""Makes a release, once: freezes the scans, measures them with noise, makes the tables fit and stores the whole."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from sqlmodel import Session

from app.db import ledger, releases
from app.db.engine import Database
from app.domain.contribution import Contribution
from app.domain.cube import Cube
from app.domain.display import combinations, display
from app.domain.dutch_days import day_of
from app.domain.estimate import Estimate
from app.domain.query import queries
from app.domain.questionnaire import Questionnaire
from app.domain.release import Cell, Measurement, Release
from app.domain.release_errors import (
    LedgerBudgetError,
    LedgerClosedError,
    LedgerKeyError,
    ScansChangingError,
    SpecificationError,
)
from app.domain.release_period import Period
from app.domain.release_plan import ReleasePlan
from app.domain.release_specification import ReleaseSpecification
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured, measure
from app.services.freezing import Follow, Frozen, freeze, is_unchanged
from app.services.pseudonyms import pseudonym
from app.services.questionnaires import PublishedQuestionnaires
from app.services.release_plans import cube_of, plan, plan_in

_TRIES = 3
_DRAWN, _MARK = 48, 16


@dataclass(frozen=True, slots=True)
class Terms:
    """What a release is made by: the specification, the questionnaire with the weights of the index, the key."""

    specification: ReleaseSpecification
    questionnaire: Questionnaire
    secret_key: bytes

    @property
    def budget(self) -> int:
        return self.specification.budget.rho_per_year


@dataclass(frozen=True, slots=True)
class _Admitted:
    """What is measured, the tokens that spend on it, and what each token had spent before."""

    frozen: Frozen
    contributions: Sequence[Contribution]
    tokens: Sequence[str]
    spent: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A release that is made and not stored: nobody saw it, and it may still go to waste."""

    planned: ReleasePlan
    admitted: _Admitted
    release: Release
    cells: Sequence[Cell]
    measured: Sequence[Measured]

    @property
    def measurements(self) -> Sequence[Measurement]:
        return [number for each in self.measured for number in each.as_measurements()]


def make_release(
    database: Database, terms: Terms, *, province: str, period: Period, now: datetime, follow: Follow
) -> Release:
    """Make a release, complete or not at all; nobody sees a figure before it is stored with what it cost.

    Raises ReleaseError with the reason why there is none.
    """
    check_lists(terms)
    cube = cube_of(terms.specification, province)
    published = PublishedQuestionnaires(database)
    for _ in range(_TRIES):
        planned = plan(database, terms.specification, province=province, period=period, today=day_of(now))
        frozen = freeze(database, published, cube, period, follow=follow)
        draft = _draft(terms, cube, planned, _admit(database, terms, planned, frozen, now=now), now=now)
        if _store(database, terms, draft, now=now):
            return draft.release
    raise ScansChangingError


def check_lists(terms: Terms) -> None:
    """Raise SpecificationError unless the specification and the questionnaire have the same lists."""
    lists, questionnaire = terms.specification.dimensions, terms.questionnaire
    for name, theirs, ours in (
        ("sectors", questionnaire.profile.sectors, lists.sectors),
        ("sizes", questionnaire.profile.sizes, lists.sizes),
        ("elements", questionnaire.elements, lists.elements),
    ):
        if {each.id for each in theirs} != set(ours):
            raise SpecificationError(f"its {name} are not those of the questionnaire")


def _admit(database: Database, terms: Terms, planned: ReleasePlan, frozen: Frozen, *, now: datetime) -> _Admitted:
    """Leave out the companies that have too little of their budget left for this release.

    They spend under their number and under their scan: an owner may add, change or remove the number at any time.
    """
    year = planned.period.year
    with database.write() as session:
        nonce = _lock_year(session, terms, year, now=now)
        spent = ledger.spent_in(session, year)
    tokens = [
        [pseudonym(terms.secret_key, "ledger", f"{nonce}:{name}") for name in each.names] for each in frozen.counted
    ]
    afforded = [
        (each.contribution, own)
        for each, own in zip(frozen.counted, tokens, strict=True)
        if max(spent.get(token, 0) for token in own) + planned.rho <= terms.budget
    ]
    spending = sorted(token for _, own in afforded for token in own)
    return _Admitted(frozen, [contribution for contribution, _ in afforded], spending, spent)


def _lock_year(session: Session, terms: Terms, year: int, *, now: datetime) -> str:
    """Keep other releases of a year waiting, and return what its tokens are made with. Raises ReleaseError."""
    drawn = secrets.token_hex(_DRAWN // 2)
    nonce = drawn + _mark(terms.secret_key, drawn)
    row = ledger.lock_year(session, year, budget=terms.budget, nonce=nonce, now=now)
    if row.nonce is None:
        raise LedgerClosedError(year)
    if row.nonce[_DRAWN:] != _mark(terms.secret_key, row.nonce[:_DRAWN]):
        raise LedgerKeyError(year)
    if row.budget != terms.budget:
        raise LedgerBudgetError(year, budget=row.budget)
    return row.nonce


def _mark(secret_key: bytes, drawn: str) -> str:
    """Return what tells whether a number was drawn under this key: with another, companies have other tokens."""
    return pseudonym(secret_key, "ledger", drawn)[:_MARK]


def _draft(terms: Terms, cube: Cube, planned: ReleasePlan, admitted: _Admitted, *, now: datetime) -> _Draft:
    asked = queries(terms.specification, planned.tier, rho=planned.rho)
    fitting = Fitting(cube, asked, planned.tier.published)
    measured = measure(asked, cube, admitted.contributions, rho=planned.rho)
    cells = _cells(terms, cube, fitting.estimates(measured))
    return _Draft(planned, admitted, _release(terms, planned, now=now), cells, measured)


def _cells(terms: Terms, cube: Cube, estimates: Sequence[Estimate]) -> Sequence[Cell]:
    elements, weights = cube.dimensions.elements, {each.id: each.weight for each in terms.questionnaire.elements}
    combined = combinations(
        {element: weights[element] for element in elements}, balanced=terms.questionnaire.balance.element
    )
    rules = terms.specification.display
    return [cell for estimate in estimates for cell in display(rules, estimate, combined, elements)]


def _release(terms: Terms, planned: ReleasePlan, *, now: datetime) -> Release:
    return Release(
        id=planned.id,
        province=planned.province,
        period=str(planned.period),
        kind=planned.period.kind,
        tier=planned.tier.id,
        rho=planned.rho,
        specification_version=terms.specification.version,
        specification_hash=terms.specification.hash,
        specification=terms.specification.document,
        questionnaire_hash=terms.questionnaire.hash,
        program_version=version("arbeidsproductiviteitsscan"),
        published_at=now,
    )


def _store(database: Database, terms: Terms, draft: _Draft, *, now: datetime) -> bool:
    """Store a release with what it cost in one transaction, unless anything it was made from changed meanwhile."""
    planned, admitted, release = draft.planned, draft.admitted, draft.release
    year, period = planned.period.year, planned.period
    with database.write() as session:
        _lock_year(session, terms, year, now=now)
        again = plan_in(session, terms.specification, province=planned.province, period=period, today=day_of(now))
        is_as_it_was = again == planned and ledger.spent_in(session, year) == admitted.spent
        if not is_as_it_was or not is_unchanged(session, admitted.frozen, period):
            return False
        ledger.spend(session, release.id, year=year, tokens=admitted.tokens, rho=planned.rho)
        releases.add_release(session, release, draft.cells, draft.measurements)
    return True
