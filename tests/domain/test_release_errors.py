"""Why a release is not made: each reason says what is the matter and what to do."""

from datetime import date

import pytest

from app.domain import release_errors
from app.domain.release_errors import ReleaseError

SAID = {
    release_errors.PeriodError("vorig jaar"): "'vorig jaar' is no period",
    release_errors.PeriodNotOverError("2025Q3", day_after=date(2025, 10, 1)): "on 01-10-2025 or later",
    release_errors.ProvinceError("Holland", ["Utrecht", "Zeeland"]): "There are: Utrecht, Zeeland.",
    release_errors.ReleaseExistsError("utrecht-2025"): "utrecht-2025 was released before",
    release_errors.YearReleasedError(2025): "The year 2025 was released",
    release_errors.TooFewForQuartersError(expected=62, needed=150): "Release the year instead",
    release_errors.SpecificationTakenError("2026.1"): "raise `version`",
    release_errors.SpecificationError("its sizes are others"): "release.yaml: its sizes are others",
    release_errors.LedgerBudgetError(2025, budget=1000): "began with 1000 as rho_per_year",
    release_errors.LedgerClosedError(2025): "The key of 2025 was removed",
    release_errors.LedgerKeyError(2025): "with another secret key",
    release_errors.ScansChangingError(): "Try again at a quiet hour",
}


@pytest.mark.parametrize(("error", "said"), SAID.items(), ids=[type(error).__name__ for error in SAID])
def test_an_error_says_what_is_the_matter(error: ReleaseError, said: str) -> None:
    assert said in str(error)


def test_no_error_is_forgotten() -> None:
    assert {type(error) for error in SAID} == set(ReleaseError.__subclasses__())
