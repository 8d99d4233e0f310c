"""A server that is killed at any moment: whatever it acknowledged is there afterwards, and nothing by halves."""

from pathlib import Path

import pytest

from tests.faults.crashes import Storage, crashing
from tests.faults.ledger import remains, visitors, wait_for_acknowledgements
from tests.faults.servers import BreakablePostgresql, KillableSite

ROUNDS = 2


@pytest.mark.parametrize("storage", Storage)
def test_nothing_acknowledged_is_lost(storage: Storage, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("breakable_postgresql") if storage is Storage.POSTGRESQL else None

    with crashing(storage, tmp_path, server) as site:
        found = [site.crash() for _ in range(ROUNDS)]

    integrity = "not checked" if server else "ok"
    assert [(after.lost, after.half, after.integrity) for after in found] == [(0, 0, integrity)] * ROUNDS
    assert found[0].journal_mode == ("" if server else storage)
    assert [status for ledger in site.ledgers for status in ledger.wrong] == []


def test_a_crash_of_postgresql_loses_nothing_and_the_site_goes_on_by_itself(
    breakable_postgresql: BreakablePostgresql, tmp_path: Path
) -> None:
    url = breakable_postgresql.make("crashed")

    with KillableSite(tmp_path, database_url=url) as site, visitors(site.port) as ledgers:
        wait_for_acknowledgements(ledgers, 50)
        breakable_postgresql.crash()
        breakable_postgresql.start()
        wait_for_acknowledgements(ledgers, 50)
        site.kill()

    assert sum(ledger.unavailable for ledger in ledgers) > 0
    assert [status for ledger in ledgers for status in ledger.wrong] == []
    assert remains(url, ledgers).lost == 0
