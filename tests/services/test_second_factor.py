"""The secrets of apps and the recovery codes: what they look like, and what the database tells of them."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from app.db.account_tables import RecoveryCodeRow
from app.db.engine import Database
from app.services import second_factor
from app.services.second_factor import find_step
from tests.services.people import KEY, person

# The secret and the codes of appendix B of RFC 6238, of which an app shows the last six digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert find_step(RFC_SECRET, code, now=datetime.fromtimestamp(seconds, UTC)) == seconds // 30


@pytest.mark.parametrize("code", ["", "28708", "2870822", "\N{FULLWIDTH DIGIT TWO}87082", "abcdef", "287082\x00x"])
def test_what_is_no_code_is_of_no_step(code: str) -> None:
    assert find_step(RFC_SECRET, code, now=datetime.fromtimestamp(59, UTC)) is None


def test_the_secret_of_an_app_has_160_bits_and_follows_from_the_key_and_the_nonce() -> None:
    nonce = second_factor.new_nonce()
    secret = second_factor.secret_of(KEY, nonce)

    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert secret == second_factor.secret_of(KEY, nonce)
    assert secret != second_factor.secret_of(b"y" * 32, nonce)
    assert secret != second_factor.secret_of(KEY, second_factor.new_nonce())


def test_an_app_is_told_the_site_and_the_account() -> None:
    address = second_factor.app_address(RFC_SECRET, email="anna@organisatie.example", site_name="Scan")

    assert address == f"otpauth://totp/Scan:anna%40organisatie.example?secret={RFC_SECRET}&issuer=Scan"


def test_there_are_ten_recovery_codes_of_80_bits_in_groups(database: Database) -> None:
    anna = person(database)
    with database.write() as session:
        codes = second_factor.renew_recovery_codes(session, KEY, anna.account.id)

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", code) for code in codes)


def test_recovery_codes_are_kept_as_keyed_hashes(database: Database) -> None:
    anna = person(database)
    with database.write() as session:
        codes = second_factor.renew_recovery_codes(session, KEY, anna.account.id)
        kept = [row.code_token for row in session.exec(select(RecoveryCodeRow))]

    assert len(kept) == len(codes)
    assert all(re.fullmatch(r"[0-9a-f]{64}", token) for token in kept)


def test_new_recovery_codes_replace_the_old(database: Database) -> None:
    anna = person(database)
    with database.write() as session:
        old = second_factor.renew_recovery_codes(session, KEY, anna.account.id)
        second_factor.renew_recovery_codes(session, KEY, anna.account.id)

    with database.write() as session:
        assert not any(second_factor.use_recovery_code(session, KEY, anna.account.id, code) for code in old)
