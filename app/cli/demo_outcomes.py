"""The outcomes of provinces in the demo: those that `scan release` would have made by now, from invented scans."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from app.cli.release import is_noise_installed
from app.content import read_operator, read_release_specification
from app.db.backups import backup_folder
from app.db.engine import Database
from app.domain.account import Account
from app.domain.invented.releases import InventedRelease, invent_releases
from app.domain.release import Release
from app.services.demo import StoredScan, Terms, invent_earlier, invented_model, store_scans
from app.services.demo_releases import let_go, make_releases, open_releases
from app.services.release_plans import check_lists
from app.settings import Settings

_Each = TypeVar("_Each")


class Follow(Protocol):
    """Shows how far something is, of so many if that is known."""

    def __call__(self, sequence: Iterable[_Each], description: str, total: float | None = None) -> Iterable[_Each]: ...


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was published, with the scans that are there after it; without what makes the noise nothing was."""

    scans: Sequence[StoredScan]
    invented: Sequence[InventedRelease] = ()
    made: Sequence[Release] = ()

    def open_some(self, database: Database, accounts: Iterable[Account]) -> None:
        open_releases(database, self.invented, self.made, accounts)


def publish_outcomes(
    settings: Settings,
    database: Database,
    terms: Terms,
    stored: Sequence[StoredScan],
    *,
    now: datetime,
    draw: random.Random,
    follow: Follow,
) -> Outcomes:
    """Add the scans of an earlier year, make the releases, and keep of all scans what `scan retention` keeps."""
    if not is_noise_installed():
        return Outcomes(stored)
    specification = read_release_specification(settings.release_specification)
    check_lists(specification, terms.questionnaire)
    of_before = invent_earlier(terms.questionnaire, len(stored), now=now, draw=draw)
    earlier = store_scans(database, terms, follow(of_before, "Inventing scans of before"))
    invented = invent_releases(invented_model().releases, now)
    to_make, key = follow(invented, "Making releases"), terms.secret_key
    made = list(make_releases(database, specification, terms.questionnaire, key, to_make))
    kept, folder = read_operator(settings.organisation).retention, backup_folder(settings.data_dir)
    return Outcomes(let_go(database, kept, [*earlier, *stored], folder, now=now), invented, made)
