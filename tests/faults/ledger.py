"""Visitors that keep a ledger of what the site said it stored, and what is left of that after a crash."""

import hashlib
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import Connection, create_engine, make_url, text

from app.db.sqlite_setup import open_sqlite
from tests.visitor import COMPANY

_SECONDS_TO_WAIT = 30
_CODES = ("a", "b", "c", "unknown")
_COUNT_HALF = """
    SELECT count(*) FROM scan LEFT JOIN
        (SELECT scan_id, max(answered_at) AS answered_at FROM answer GROUP BY scan_id) AS latest ON scan_id = scan.id
    WHERE changed_at <> coalesce(answered_at, started_at)
"""
_COUNT_ORPHANS = "SELECT count(*) FROM answer WHERE scan_id NOT IN (SELECT id FROM scan)"


@dataclass
class Ledger:
    """What a visitor was told that is stored: by scan (its secret) and question the answer, and what was sent since."""

    acknowledged: dict[tuple[str, str], str] = field(default_factory=dict)
    sent: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    scans: set[str] = field(default_factory=set)
    count: int = 0
    unavailable: int = 0
    wrong: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Remains:
    """What is wrong with a database after a crash: nothing, or how much."""

    lost: int
    half: int
    integrity: str
    journal_mode: str


@contextmanager
def visitors(port: int, number: int = 4) -> Iterator[list[Ledger]]:
    """Let visitors fill in scans until the site is gone, each with a ledger of its own."""
    ledgers = [Ledger() for _ in range(number)]
    threads = [threading.Thread(target=_fill_in_scans, args=(port, ledger)) for ledger in ledgers]
    for thread in threads:
        thread.start()
    yield ledgers
    for thread in threads:
        thread.join()


def wait_for_acknowledgements(ledgers: list[Ledger], number: int) -> None:
    """Wait until the site said this many times that it stored something."""
    deadline = time.monotonic() + _SECONDS_TO_WAIT
    enough = sum(ledger.count for ledger in ledgers) + number
    while sum(ledger.count for ledger in ledgers) < enough:
        if time.monotonic() > deadline:
            raise TimeoutError(f"The site did not store {number} things in {_SECONDS_TO_WAIT} seconds")
        time.sleep(0.002)


def _fill_in_scans(port: int, ledger: Ledger) -> None:
    with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        while True:
            _fill_in_one(connection, ledger)


def _fill_in_one(connection: HTTPConnection, ledger: Ledger) -> None:
    location, cookie = _post(connection, ledger, "/start", COMPANY)
    if not location:
        return
    secret = SimpleCookie(cookie)["scan"].value
    ledger.scans.add(secret)
    connection.request("GET", location, headers={"cookie": f"scan={secret}"})
    with connection.getresponse() as response:
        response.read()
        path = response.headers.get("location", "")
    while path.startswith("/scan/vraag/"):
        # The second answer takes the place of the first: what is lost may be a row, or a change of it.
        for _ in range(2):
            key, code = (secret, path.rpartition("/")[2]), random.choice(_CODES)
            ledger.sent[key].add(code)
            location, _ = _post(connection, ledger, path, {"answer": code}, secret)
            if location:
                ledger.acknowledged[key] = code
                ledger.sent[key].clear()
            else:
                time.sleep(0.05)
        path = location or path


def _post(
    connection: HTTPConnection, ledger: Ledger, path: str, form: dict[str, str], secret: str = ""
) -> tuple[str, str]:
    """Send a form; return where the site leads to, "" if it did not store it, and its cookie."""
    headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    connection.request("POST", path, urlencode(form), headers | {"cookie": f"scan={secret}"})
    with connection.getresponse() as response:
        ledger.count += response.status == 303
        ledger.unavailable += response.status == 503
        if response.status not in (303, 422, 503):
            ledger.wrong.append(response.status)
        response.read()
    found = response.headers.get("location", "") if response.status == 303 else ""
    return found, response.headers.get("set-cookie", "")


def remains(database_url: str, ledgers: list[Ledger]) -> Remains:
    """Compare a database with the ledgers. Nothing is set on it: the site chose its journal."""
    url = make_url(database_url)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        engine = create_engine(url, creator=partial(open_sqlite, Path(url.database or "")))
    else:
        engine = create_engine(url.set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        found = Remains(
            lost=_count_lost(connection, ledgers),
            half=sum(int(connection.execute(text(query)).scalar_one()) for query in (_COUNT_HALF, _COUNT_ORPHANS)),
            integrity=str(connection.execute(text("PRAGMA integrity_check")).scalar()) if is_sqlite else "not checked",
            journal_mode=str(connection.execute(text("PRAGMA journal_mode")).scalar()) if is_sqlite else "",
        )
    engine.dispose()
    return found


def _count_lost(connection: Connection, ledgers: list[Ledger]) -> int:
    scans = set(connection.execute(text("SELECT secret_hash FROM scan")).scalars())
    rows = connection.execute(text("SELECT secret_hash, question_id, code FROM answer JOIN scan ON scan.id = scan_id"))
    stored = {(secret_hash, question_id): code for secret_hash, question_id, code in rows}
    lost = 0
    for ledger in ledgers:
        lost += sum(_hashed(secret) not in scans for secret in ledger.scans)
        for (secret, question_id), code in ledger.acknowledged.items():
            # What was on its way at the moment of a crash may have arrived.
            allowed = {code, *ledger.sent[secret, question_id]}
            lost += stored.get((_hashed(secret), question_id)) not in allowed
    return lost


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
