"""Workshops: codes that can be typed, and counts that single out nobody."""

import pytest

from app.domain.workshop import CODE_SIGNS, Progress, code_from, progress_of, spelled


@pytest.mark.parametrize("typed", ["K7P4TX", "k7p 4tx", "K7P-4TX", " k7p–4tx. ", "\uff2b\uff17P4TX"])
def test_a_code_may_be_written_in_many_ways(typed: str) -> None:
    assert code_from(typed) == "K7P4TX"


def test_signs_that_look_alike_are_forgiven() -> None:
    assert code_from("Z5g8uU") == code_from("2S6BVV") == "2568VV"


@pytest.mark.parametrize("typed", ["", "K7P4T", "K7P4TXX", "K7P4T0", "K7P4TO", "K7P4T1", "K7P4TÉ", "K7P4TⅣ"])
def test_what_no_workshop_could_have_is_no_code(typed: str) -> None:
    assert code_from(typed) is None


def test_no_code_has_signs_that_look_alike() -> None:
    for alike in ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UVW", "MN"):
        assert len(set(alike) & set(CODE_SIGNS)) <= 1, alike


def test_a_code_is_read_aloud_in_two_groups() -> None:
    assert spelled("K7P4TX") == "K7P 4TX"


@pytest.mark.parametrize("finished", range(5))
def test_nothing_is_told_of_fewer_than_five(finished: int) -> None:
    assert progress_of(4, finished, least=5) == Progress(None, None)


def test_five_are_told() -> None:
    assert progress_of(5, 5, least=5) == Progress(5, 5)


def told(joined: int) -> list[Progress]:
    return [progress_of(joined, finished, least=5) for finished in range(joined + 1)]


@pytest.mark.parametrize("joined", range(5, 13))
def test_what_is_told_never_says_how_few_are_done_or_busy(joined: int) -> None:
    """All may be done, or as many as are a whole number of fives may be at least; one or four alone never show."""
    shown = told(joined)

    for finished, progress in enumerate(shown):
        possible = [other for other, same in enumerate(shown) if same == progress]
        assert len(possible) > 1 or finished == joined


@pytest.mark.parametrize("joined", range(5, 13))
def test_between_two_changes_at_least_five_more_are_done(joined: int) -> None:
    shown = told(joined)
    changes = [finished for finished in range(1, joined + 1) if shown[finished] != shown[finished - 1]]

    assert changes == list(range(5, joined + 1, 5))


@pytest.mark.parametrize(
    ("joined", "finished", "most_busy", "is_everybody_finished"),
    [(4, 4, None, False), (7, 4, None, False), (7, 5, 2, False), (7, 7, 2, False), (10, 10, 0, True)],
)
def test_how_many_are_busy_follows_from_what_is_told(
    joined: int, finished: int, most_busy: int | None, is_everybody_finished: bool
) -> None:
    progress = progress_of(joined, finished, least=5)

    assert (progress.most_busy, progress.is_everybody_finished) == (most_busy, is_everybody_finished)
