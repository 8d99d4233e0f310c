"""Campaigns: which codes there may be, and how somebody may write one."""

from datetime import UTC, datetime

import pytest

from app.domain.campaign import MADE_LENGTH, MADE_SIGNS, Campaign, CampaignKind, is_campaign_code, letters_of

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("text", ["abc", "hessenpoort", "ga-voor-slim", "a-1", "2026", "a" * 20])
def test_letters_digits_and_single_hyphens_between_make_a_code(text: str) -> None:
    assert is_campaign_code(text)


@pytest.mark.parametrize("text", ["", "ab", "a" * 21, "-abc", "abc-", "a--b", "Abc", "a b c", "café", "a_b", "abc\n"])
def test_nothing_else_is_a_code(text: str) -> None:
    assert not is_campaign_code(text)


def test_a_code_that_is_made_is_a_code() -> None:
    assert is_campaign_code(MADE_SIGNS[:MADE_LENGTH])
    assert not set(MADE_SIGNS) & set("01ilo")


@pytest.mark.parametrize(
    "typed",
    [
        "ga-voor-slim",
        "GA VOOR SLIM",
        "gavoorslim",
        " Ga–voor\u2011slim ",
        "ga_voor_slim",
        "\uff47\uff41-voor-slim\u200b",
    ],
)
def test_a_code_may_be_written_in_many_ways(typed: str) -> None:
    assert letters_of(typed) == "gavoorslim"


@pytest.mark.parametrize("typed", ["", " ", "--", "café", "ga/voor", "a" * 21, "🍞", "a\0b"])
def test_what_no_campaign_could_have_is_no_code(typed: str) -> None:
    assert letters_of(typed) is None


def test_a_campaign_that_ended_is_closed() -> None:
    running = Campaign("hessenpoort", CampaignKind.PARK_MANAGER, "Hessenpoort", NOW, closed_at=None)
    ended = Campaign("hessenpoort", CampaignKind.PARK_MANAGER, "Hessenpoort", NOW, closed_at=NOW)

    assert (running.is_closed, ended.is_closed) == (False, True)
