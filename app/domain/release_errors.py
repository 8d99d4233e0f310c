"""Why a release is not made. Nothing was measured then, and nothing was spent."""

from datetime import date

from app.domain.errors import ScanError


class ReleaseError(ScanError):
    """Base of the reasons why a release is not made."""


class PeriodError(ReleaseError):
    def __init__(self, written: str) -> None:
        super().__init__(f"{written!r} is no period. Write a year, such as 2025, or a quarter, such as 2025Q3.")


class PeriodNotOverError(ReleaseError):
    def __init__(self, period: str, *, day_after: date) -> None:
        super().__init__(f"{period} is not over yet: release it on {day_after:%d-%m-%Y} or later.")


class ProvinceError(ReleaseError):
    def __init__(self, written: str, provinces: list[str]) -> None:
        super().__init__(f"There is no province {written!r}. There are: {', '.join(provinces)}.")


class ReleaseExistsError(ReleaseError):
    def __init__(self, release_id: str) -> None:
        super().__init__(
            f"{release_id} was released before. It stays as it is: measuring once more would tell more about each "
            "company than was promised."
        )


class YearReleasedError(ReleaseError):
    def __init__(self, year: int) -> None:
        super().__init__(
            f"The year {year} was released, which spent what companies may contribute to it. Quarters come before it."
        )


class TooFewForQuartersError(ReleaseError):
    def __init__(self, *, expected: int, needed: int) -> None:
        super().__init__(
            f"About {expected} scans are expected in a quarter and {needed} are needed. Release the year instead."
        )


class SpecificationTakenError(ReleaseError):
    def __init__(self, version: str) -> None:
        super().__init__(
            f"Version {version} of release.yaml was used before with other content. Give the new content a new "
            "number: raise `version` in release.yaml."
        )


class SpecificationError(ReleaseError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"release.yaml: {reason}")


class LedgerBudgetError(ReleaseError):
    def __init__(self, year: int, *, budget: int) -> None:
        super().__init__(
            f"Releases of {year} began with {budget} as rho_per_year. It stays so for that year: companies were "
            "promised no more than that."
        )


class LedgerClosedError(ReleaseError):
    def __init__(self, year: int) -> None:
        super().__init__(
            f"The key of {year} was removed, so nobody can tell any more what companies contributed. "
            "No release of that year can follow."
        )


class LedgerKeyError(ReleaseError):
    def __init__(self, year: int) -> None:
        super().__init__(
            f"Releases of {year} were made with another secret key. With this one nobody can tell what companies "
            "contributed: use that key, or release no more of that year."
        )


class ScansChangingError(ReleaseError):
    def __init__(self) -> None:
        super().__init__("Scans of this period kept changing meanwhile. Try again at a quiet hour.")
