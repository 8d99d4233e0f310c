"""What owners agreed with their advisers, and where they say how that goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.agreed_action import AgreedAction
from app.domain.profile import Choice
from app.domain.scan import Scan
from app.web.agreements_page import ShownAction, status_choices


@dataclass(frozen=True, slots=True)
class OwnAction(ShownAction):
    """What was agreed, with a form of which `name` is the field: a page may have many of these forms."""

    @property
    def name(self) -> str:
        return f"status-{self.action.id}"

    @property
    def place(self) -> str:
        """The id of its place on the page."""
        return f"afspraak-{self.action.id}"

    @property
    def statuses(self) -> Sequence[Choice]:
        return status_choices()


def own_actions(actions: Sequence[AgreedAction], *, today: date) -> Sequence[OwnAction]:
    return [OwnAction(action, today) for action in actions]


@dataclass(frozen=True, slots=True)
class OwnActionPage:
    """The form of one agreed action by itself, when what was sent could not be stored.

    With `is_changed` the action was changed while a page that did not know of that was filled in.
    """

    scan: Scan
    own: OwnAction
    chosen: str
    errors: Mapping[str, str] = field(default_factory=dict)
    is_changed: bool = False
