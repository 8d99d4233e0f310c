"""What can go wrong in the product's own terms; each class makes its own sentence.

What goes wrong with keys, tools and one kind of database stands beside what raises it.

ScanError
├── ProblemsError          several problems at once, each a line for the person who can mend it
│   ├── ContentError       in scan_questions/
│   └── InputError         in a file given to the command line
├── NewerDatabaseError     the database is of a later version of the program
├── VersionTakenError      the label of a published version, on other content
├── ScanNotFoundError      no scan goes with this secret or it was deleted
│   └── VisitOverError     an adviser and an owner no longer fill in this scan together
├── TooManyAttemptsError   this visitor gave too many secrets that open nothing
├── ScanNotFinishedError   the result is asked of a scan with open questions
├── OtherScanError         a form of one scan, sent while another is open in the browser
├── NotSharedError         a form about a share, sent after that ended
├── QuestionNotShownError  this scan does not ask this question
├── ThemeNotFoundError     the questionnaire has no such theme
├── ActionNotFoundError    the questionnaire has no such action
├── NotSignedInError       this page is for who is signed in
├── OtherKindError         this page is for people of another kind of organisation
├── OrganisationNotFoundError  there is no such organisation
├── CampaignNotFoundError  there is no such campaign
├── AccountNotFoundError   there is no such account
├── LastAdminError         then nobody could look after the accounts
├── OwnAccountError        nobody does this to the own account or organisation
├── CaseNotFoundError      this organisation has no such case
├── CasePartNotFoundError  this case has no such note, view or agreed action
├── WorkshopNotFoundError  there is no such workshop, or it is over
├── TooManyWishesError     the owner was asked often enough today to pass this case on
├── TooManyChangesError    nobody works so much on one case in a day
├── PassOnNotFoundError    nobody waits for an owner's answer to pass on a case, or not any more
├── ReleaseNotFoundError   there is no such release, or no such table in it
├── LinkUsedError          this link to a password was used, is too old or was replaced
├── StepNotOpenError       this step of signing in comes before or after where the browser is
├── TooManySignInsError    too many wrong passwords or codes
├── StatLineError          StatLine did not give what we can use
├── BackupError            a copy of the data could not be written, or a file is no such copy
├── StorageBusyError       no turn to write came in time
├── PasswordsBusyError     no place in the line of those whose password is checked now
├── RenderingBusyError     no place in the line for a PDF now
└── RenderingFailedError   the PDF could not be made
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Problem:
    """Where something is wrong, what stands there and what is allowed."""

    file: str
    path: str
    found: object
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place} {self._is()}; expected {self.expected}" if self.expected else f"{place} {self._is()}"

    def _is(self) -> str:
        if self.found is MISSING:
            return "is missing"
        shown = repr(self.found)
        return f"is {shown if len(shown) <= 80 else shown[:77] + '...'}"


class _Missing:
    """Stands for a value that is not there, since null is a value."""


MISSING = _Missing()


class ScanError(Exception):
    """Base of the errors of this product."""


class ProblemsError(ScanError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class ContentError(ProblemsError):
    pass


class InputError(ProblemsError):
    pass


class NewerDatabaseError(ScanError):
    def __init__(self) -> None:
        super().__init__(
            "This database was made by a later version of the program. Start that version, "
            "or put back a copy of the data from before the upgrade."
        )


class VersionTakenError(ScanError):
    def __init__(self, version: str) -> None:
        super().__init__(
            f"Questionnaire version {version} was published before with other content. Scans rely on it, so it "
            f"cannot change. Give the new content a new number: raise `version` in scan_questions/scan.yaml."
        )


class ScanNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("No scan goes with this link")


class VisitOverError(ScanNotFoundError):
    pass


class TooManyAttemptsError(ScanError):
    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"Too many links that open nothing; wait {wait}")


class ScanNotFinishedError(ScanError):
    def __init__(self) -> None:
        super().__init__("This scan has open questions")


class OtherScanError(ScanError):
    def __init__(self) -> None:
        super().__init__("This form belongs to another scan than the one that is open")


class NotSharedError(ScanError):
    def __init__(self) -> None:
        super().__init__("This scan is not shared any more")


class ThemeNotFoundError(ScanError):
    def __init__(self, theme_id: str) -> None:
        super().__init__(f"The questionnaire has no theme {theme_id}")


class ActionNotFoundError(ScanError):
    def __init__(self, action_id: str) -> None:
        super().__init__(f"The questionnaire has no action {action_id}")


class QuestionNotShownError(ScanError):
    def __init__(self, question_id: str) -> None:
        super().__init__(f"This scan does not ask question {question_id}")


class NotSignedInError(ScanError):
    def __init__(self) -> None:
        super().__init__("This page is for who is signed in")


class OtherKindError(ScanError):
    def __init__(self) -> None:
        super().__init__("This page is for people of another kind of organisation")


class OrganisationNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("There is no such organisation")


class CampaignNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("There is no such campaign")


class AccountNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("There is no such account")


class LastAdminError(ScanError):
    def __init__(self) -> None:
        super().__init__("Without this account nobody could look after the accounts")


class OwnAccountError(ScanError):
    def __init__(self) -> None:
        super().__init__("Nobody does this to the own account or organisation")


class LinkUsedError(ScanError):
    def __init__(self) -> None:
        super().__init__("This link was used, is too old or was replaced by a newer one")


class StepNotOpenError(ScanError):
    def __init__(self) -> None:
        super().__init__("This step of signing in is not open in this browser")


class TooManySignInsError(ScanError):
    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"Too many wrong passwords or codes; wait {wait}")


class TooManyWishesError(ScanError):
    def __init__(self) -> None:
        super().__init__("The owner was asked often enough today to pass this case on")


class CaseNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("This organisation has no such case")


class CasePartNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("This case has no such note, view or agreed action")


class WorkshopNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("This organisation has no such workshop")


class TooManyChangesError(ScanError):
    def __init__(self) -> None:
        super().__init__("This case was changed often enough today")


class ReleaseNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("There is no such release, or no such table in it")


class PassOnNotFoundError(ScanError):
    def __init__(self) -> None:
        super().__init__("No wish to pass on a case waits behind this link")


class StatLineError(ScanError):
    """Says which part of StatLine and what was wrong with it."""


class BackupError(ScanError):
    """A copy of the data could not be written, or a file is no such copy."""


class StorageBusyError(ScanError):
    def __init__(self) -> None:
        super().__init__("Too many others are writing to the database")


class PasswordsBusyError(ScanError):
    def __init__(self) -> None:
        super().__init__("All places in the line for checking a password are taken")


class RenderingBusyError(ScanError):
    def __init__(self) -> None:
        super().__init__("All places for making a PDF are taken")


class RenderingFailedError(ScanError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"The PDF could not be made: {reason}")
