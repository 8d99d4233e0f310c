"""What stands in for an address."""

import pytest

from app.db.attempt_tables import FailedAttemptsRow
from app.services.pseudonyms import visitor_token

KEY = b"k" * 32


def test_the_address_is_not_kept() -> None:
    token = visitor_token(KEY, "203.0.113.7")

    assert len(token) == FailedAttemptsRow.__table__.c.visitor.type.length  # type: ignore[attr-defined]
    assert token != visitor_token(b"l" * 32, "203.0.113.7")


@pytest.mark.parametrize(
    ("address", "other", "is_same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("", "testclient", False),
    ],
)
def test_a_visitor_is_an_address_or_the_network_of_a_customer(address: str, other: str, is_same: bool) -> None:
    assert (visitor_token(KEY, address) == visitor_token(KEY, other)) is is_same
