"""The filters do what their examples say."""

import doctest

from app.rendering import filters


def test_the_examples_hold() -> None:
    outcome = doctest.testmod(filters)

    assert outcome.failed == 0
    assert outcome.attempted >= 7
