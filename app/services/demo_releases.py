"""Makes the releases of the demo as `scan release` makes them, and lets go of the scans that are kept no longer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from app.db import demo
from app.db.engine import Database
from app.domain.account import Account
from app.domain.dutch_days import day_of
from app.domain.invented.releases import InventedRelease
from app.domain.operator import Retention
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.domain.release_errors import TooFewForQuartersError
from app.domain.release_specification import ReleaseSpecification
from app.services.demo import StoredScan
from app.services.opening_releases import open_release
from app.services.questionnaires import PublishedQuestionnaires
from app.services.retention import clean_up, perhaps_expired, remove_expired

_BATCH = 100


def make_releases(
    database: Database,
    specification: ReleaseSpecification,
    questionnaire: Questionnaire,
    secret_key: bytes,
    invented: Iterable[InventedRelease],
) -> Iterator[Release]:
    """Yield each release once it is made; of a quarter in which the plan expects too few scans there is none.

    Raises ReleaseError with the reason why there can be none of a year.
    """
    from app.services.releasing import Terms, make_release

    terms = Terms(specification, questionnaire, secret_key)
    for each in invented:
        at = partial(make_release, database, terms, province=each.province, period=each.period, now=each.made_at)
        try:
            yield at(follow=_unheard)
        except TooFewForQuartersError:
            continue


def _unheard(*, completed: float) -> None:
    """A release of the demo is too quick to follow."""


def let_go(
    database: Database, retention: Retention, stored: Sequence[StoredScan], backup_folder: Path, *, now: datetime
) -> Sequence[StoredScan]:
    """Do what `scan retention` does: remove what was kept long enough and close the ledger; return the scans left."""
    published, expired = PublishedQuestionnaires(database), perhaps_expired(database, retention, today=day_of(now))
    for start in range(0, len(expired), _BATCH):
        remove_expired(database, published, retention, expired[start : start + _BATCH], now=now)
    clean_up(database, retention, backup_folder, now=now)
    with database.read() as session:
        left = demo.ids_of_scans(session)
    return [scan for scan in stored if scan.id in left]


def open_releases(
    database: Database, invented: Iterable[InventedRelease], made: Iterable[Release], accounts: Iterable[Account]
) -> None:
    """Make releases open data, by somebody of their province and as soon as they were made."""
    of_province = {account.organisation.province: account for account in accounts}
    to_open = {(each.province, str(each.period)) for each in invented if each.is_open}
    for release in made:
        if (release.province, release.period) in to_open:
            open_release(database, release.id, by=of_province[release.province], now=release.published_at)
