"""What the log tells: who did what with which scan or account, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AuditAction(StrEnum):
    """What was done. The words stand in `web/audit.yaml`, the others in `web/messages.yaml`."""

    # With a scan.
    SHARED = "shared"
    CHANGED_SHARE = "changed_share"
    WITHDREW = "withdrew"
    EXPIRED = "expired"
    REMOVED_SCAN = "removed_scan"
    OPENED = "opened"
    DOWNLOADED = "downloaded"
    EXPORTED = "exported"
    PREPARED = "prepared"
    SHARED_VIEW = "shared_view"
    SHARED_NOTE = "shared_note"
    ASKED_TO_PASS_ON = "asked_to_pass_on"
    AGREED_TO_PASS_ON = "agreed_to_pass_on"
    REFUSED_TO_PASS_ON = "refused_to_pass_on"
    CANCELLED_PASS_ON = "cancelled_pass_on"
    STARTED_TOGETHER = "started_together"
    ENDED_TOGETHER = "ended_together"
    # With an account or an organisation.
    ADDED_ORGANISATION = "added_organisation"
    CHANGED_ORGANISATION = "changed_organisation"
    CLOSED_ORGANISATION = "closed_organisation"
    REOPENED_ORGANISATION = "reopened_organisation"
    INVITED = "invited"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    RESET_SECOND_FACTOR = "reset_second_factor"
    CHANGED_PASSWORD = "changed_password"
    RENEWED_RECOVERY_CODES = "renewed_recovery_codes"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    # With a campaign.
    ADDED_CAMPAIGN = "added_campaign"
    CHANGED_CAMPAIGN = "changed_campaign"
    CLOSED_CAMPAIGN = "closed_campaign"
    REOPENED_CAMPAIGN = "reopened_campaign"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Without a name it was the owner of the scan, or the clock."""

    at: datetime
    action: AuditAction
    account_name: str | None
    organisation_name: str | None
