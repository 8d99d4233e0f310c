"""Makes a release, once: freezes the scans, measures them with noise, makes the tables fit and stores the whole."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from sqlmodel import Session

from app.db import ledger, releases
from app.db.engine import Database
from app.db.release_tables import LedgerYearRow
from app.domain.contribution import Contribution
from app.domain.cube import Cube
from app.domain.display import combinations, display
from app.domain.dutch_days import day_of
from app.domain.estimate import Estimate
from app.domain.query import queries
from app.domain.questionnaire import Questionnaire
from app.domain.release import Cell, Measurement, Release
from app.domain.release_errors import LedgerKeyError, ScansChangingError
from app.domain.release_period import Period
from app.domain.release_plan import ReleasePlan
from app.domain.release_specification import ReleaseSpecification
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured, measure
from app.services.freezing import Follow, Frozen, freeze, is_unchanged
from app.services.pseudonyms import pseudonym
from app.services.questionnaires import PublishedQuestionnaires
from app.services.release_plans import check_lists, cube_of, nonce_of, plan, plan_in

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
    """What is measured, the tokens that spend on it, and what each token had spent before on each release.

    `nonce` is what the tokens were made with: that of the year, or a new one if no release opened it yet.
    """

    frozen: Frozen
    nonce: str
    contributions: Sequence[Contribution]
    tokens: Sequence[str]
    spent: Mapping[str, Mapping[str, int]]


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
    check_lists(terms.specification, terms.questionnaire)
    cube = cube_of(terms.specification, province)
    published = PublishedQuestionnaires(database)
    for _ in range(_TRIES):
        planned = plan(database, terms.specification, province=province, period=period, today=day_of(now))
        frozen = freeze(database, published, cube, period, follow=follow)
        draft = _draft(terms, cube, planned, _admit(database, terms, planned, frozen), now=now)
        if _store(database, terms, draft, now=now):
            return draft.release
    raise ScansChangingError


def _admit(database: Database, terms: Terms, planned: ReleasePlan, frozen: Frozen) -> _Admitted:
    """Leave out the companies that have too little of their budget left for this release.

    They spend under their number and under their scan: an owner may add, change or remove the number at any time.
    """
    year = planned.period.year
    with database.read() as session:
        nonce, spent = _nonce(session, terms, year), ledger.spent_on_each(session, year)
    tokens = [
        [pseudonym(terms.secret_key, "ledger", f"{nonce}:{name}") for name in each.names] for each in frozen.counted
    ]
    afforded = [
        (each.contribution, own)
        for each, own in zip(frozen.counted, tokens, strict=True)
        if _spent_by(own, spent) + planned.rho <= terms.budget
    ]
    spending = sorted(token for _, own in afforded for token in own)
    return _Admitted(frozen, nonce, [contribution for contribution, _ in afforded], spending, spent)


def _nonce(session: Session, terms: Terms, year: int) -> str:
    """Return what the tokens of a year are made with. Raises ReleaseError."""
    opened = session.get(LedgerYearRow, year)
    if opened is None:
        drawn = secrets.token_hex(_DRAWN // 2)
        return drawn + _mark(terms.secret_key, drawn)
    nonce = nonce_of(opened, budget=terms.budget)
    if nonce[_DRAWN:] != _mark(terms.secret_key, nonce[:_DRAWN]):
        raise LedgerKeyError(year)
    return nonce


def _mark(secret_key: bytes, drawn: str) -> str:
    """Return what tells whether a number was drawn under this key: with another, companies have other tokens."""
    return pseudonym(secret_key, "ledger", drawn)[:_MARK]


def _spent_by(tokens: Sequence[str], spent: Mapping[str, Mapping[str, int]]) -> int:
    """Return what a company spent: what it spent on one release under two tokens is the same."""
    by_release = {release: rho for token in tokens for release, rho in spent.get(token, {}).items()}
    return sum(by_release.values())


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
        opened = ledger.lock_year(session, year, budget=terms.budget, nonce=admitted.nonce, now=now)
        again = plan_in(session, terms.specification, province=planned.province, period=period, today=day_of(now))
        has_same_ledger = (opened.nonce, ledger.spent_on_each(session, year)) == (admitted.nonce, admitted.spent)
        if again != planned or not has_same_ledger or not is_unchanged(session, admitted.frozen, period):
            session.rollback()  # what opened the year would stay
            return False
        ledger.spend(session, release.id, year=year, tokens=admitted.tokens, rho=planned.rho)
        releases.add_release(session, release, draft.cells, draft.measurements)
    return True
