"""What can go wrong: each error says what is the matter, and the list of them is complete."""

import re
from datetime import timedelta

import pytest

from app.domain import errors
from app.domain.errors import ScanError

WITH_A_DETAIL = {
    errors.VersionTakenError("2026.1"): "2026.1",
    errors.TooManyAttemptsError(timedelta(minutes=5)): "0:05:00",
    errors.TooManySignInsError(timedelta(minutes=7)): "0:07:00",
    errors.ThemeNotFoundError("energie"): "energie",
    errors.ActionNotFoundError("dagstart"): "dagstart",
    errors.QuestionNotShownError("planning"): "planning",
    errors.RenderingFailedError("the disk is full"): "the disk is full",
}
ALONE = (
    errors.NewerDatabaseError(),
    errors.ScanNotFoundError(),
    errors.ScanNotFinishedError(),
    errors.OtherScanError(),
    errors.OrganisationNotFoundError(),
    errors.CampaignNotFoundError(),
    errors.AccountNotFoundError(),
    errors.CaseNotFoundError(),
    errors.CasePartNotFoundError(),
    errors.WorkshopNotFoundError(),
    errors.PassOnNotFoundError(),
    errors.ReleaseNotFoundError(),
    errors.NotSharedError(),
    errors.NotSignedInError(),
    errors.OtherKindError(),
    errors.LinkUsedError(),
    errors.StepNotOpenError(),
    errors.TooManyWishesError(),
    errors.TooManyChangesError(),
    errors.PasswordsBusyError(),
    errors.LastAdminError(),
    errors.OwnAccountError(),
    errors.StorageBusyError(),
    errors.RenderingBusyError(),
)


@pytest.mark.parametrize(("error", "detail"), WITH_A_DETAIL.items(), ids=str)
def test_an_error_names_what_it_is_about(error: ScanError, detail: str) -> None:
    assert detail in str(error)


def test_an_error_without_a_detail_has_a_sentence_of_its_own() -> None:
    sentences = {str(error) for error in ALONE}

    assert len(sentences) == len(ALONE)
    assert all(len(sentence.split()) > 3 for sentence in sentences)


def test_the_list_at_the_top_has_every_error() -> None:
    known = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, ScanError)}

    assert set(re.findall(r"\w+Error\b", errors.__doc__ or "")) == known
