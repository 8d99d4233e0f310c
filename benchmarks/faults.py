"""How much of what the site acknowledged is left after it was killed, round after round, on each kind of storage."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import Follow
from tests.faults.crashes import Crashing, Storage, crashing
from tests.faults.ledger import Remains
from tests.faults.servers import BreakablePostgresql


def faults(rounds: int, *, follow: Follow = list) -> dict[str, object]:
    """Kill the site this many times on each storage while four visitors fill in scans, and PostgreSQL with it."""
    return {"crashes": [_crash(storage, rounds, follow) for storage in Storage]}


def _crash(storage: Storage, rounds: int, follow: Follow) -> dict[str, object]:
    with _site_on(storage) as site:
        found = [site.crash() for _ in follow(range(rounds))]
    return {"storage": storage.value, "rounds": rounds, **_told(site), **_left(found)}


def _told(site: Crashing) -> dict[str, object]:
    return {
        "acknowledged": sum(ledger.count for ledger in site.ledgers),
        "told to try again": sum(ledger.unavailable for ledger in site.ledgers),
        "other errors": sum(len(ledger.wrong) for ledger in site.ledgers),
    }


def _left(found: Sequence[Remains]) -> dict[str, object]:
    return {
        "lost": max(after.lost for after in found),
        "half": max(after.half for after in found),
        "integrity": ", ".join(sorted({after.integrity for after in found})),
    }


@contextmanager
def _site_on(storage: Storage) -> Iterator[Crashing]:
    with TemporaryDirectory(prefix="faults-") as data, TemporaryDirectory(prefix="postgresql-") as server_data:
        if storage is not Storage.POSTGRESQL:
            with crashing(storage, Path(data)) as site:
                yield site
            return
        os.environ["XDG_RUNTIME_DIR"] = data
        with BreakablePostgresql(server_data) as server, crashing(storage, Path(data), server) as site:
            yield site
