"""What advisers ask an owner when another organisation can help better: to pass the case on to it."""

from dataclasses import dataclass
from datetime import date

from app.domain.account import Organisation
from app.domain.sharing import Terms


@dataclass(frozen=True, slots=True)
class PassOnWish:
    """A wish that waits for the owner's answer, up to and including `answer_by`. `terms` are those of the case now.

    `mark` tells wishes apart in forms and opens nothing.
    """

    scan_id: int
    mark: str
    holder: Organisation
    asked_by: str
    target: Organisation
    reason: str
    terms: Terms
    asked_on: date
    answer_by: date
