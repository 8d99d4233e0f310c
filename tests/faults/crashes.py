"""One round of visits that ends in a crash, on each way to store scans."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.faults.ledger import Ledger, Remains, remains, visitors, wait_for_acknowledgements
from tests.faults.servers import BreakablePostgresql, KillableSite


class Storage(StrEnum):
    """SQLite with each journal that the site chooses between, and PostgreSQL."""

    WAL = "wal"
    DELETE = "delete"
    POSTGRESQL = "postgresql"


@dataclass
class Crashing:
    """A site that goes through crashes, with all that its visitors were told."""

    url: str
    site: KillableSite
    server: BreakablePostgresql | None
    ledgers: list[Ledger] = field(default_factory=list)

    def crash(self) -> Remains:
        """Let visitors fill in scans, end everything at some moment, start it again and look at what is left."""
        with visitors(self.site.port) as found:
            wait_for_acknowledgements(found, random.randint(20, 200))
            if self.server:
                self.server.crash()
            self.site.kill()
        self.ledgers += found
        if self.server:
            self.server.start()
        self.site.start()
        return remains(self.url, self.ledgers)


@contextmanager
def crashing(storage: Storage, data_dir: Path, server: BreakablePostgresql | None = None) -> Iterator[Crashing]:
    """Serve an empty site on this storage; `server` is the PostgreSQL that crashes along."""
    if server:
        url = server.make("crashing")
        site = KillableSite(data_dir, database_url=url)
    else:
        url = f"sqlite:///{data_dir / 'scan.db'}"
        site = KillableSite(data_dir, has_wheel=storage is Storage.WAL)
    with site:
        yield Crashing(url, site, server)
