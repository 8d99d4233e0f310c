"""The page of owners with what their advisers share: views beside their own answers, and the form to respond."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.note import CaseNote
from app.domain.question import Wording
from app.domain.scan import Scan
from app.domain.second_view import SharedView
from app.domain.sharing import Share
from app.services.from_adviser import MeanwhileShared
from app.web.compared_wheels import ComparedWheels, compared_wheels
from app.web.forms import has_ink
from app.web.messages import message
from app.web.own_actions_page import OwnAction
from app.web.question_page import in_words

_LONGEST_RESPONSE = 500


@dataclass(frozen=True, slots=True)
class SharedViewRow:
    """A question with the owner's answer, as it is now, and the view that was shared.

    `typed` is what somebody wanted to say to it. It `changed` if that was about another view or another response.
    """

    words: Wording
    own_code: str | None
    is_asked: bool
    view: SharedView
    typed: str
    error: str
    changed: bool

    @property
    def field(self) -> str:
        """The name of the field, and its id."""
        return response_field(self.view.question_id)

    @property
    def own(self) -> str | None:
        return in_words(self.words, self.own_code)

    @property
    def label(self) -> str | None:
        return in_words(self.words, self.view.code)

    @property
    def is_open(self) -> bool:
        """Whether the form is seen at once."""
        return bool(self.error) or self.changed


@dataclass(frozen=True, slots=True)
class FromAdviserPage:
    """`share` is with whom the scan is shared. `typed` is what was sent about the question `about`, and `meanwhile`
    what was found there instead of what the page had shown.
    """

    scan: Scan
    share: Share | None
    views: Sequence[SharedView] = ()
    about: str = ""
    typed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    meanwhile: MeanwhileShared | None = None
    notes: Sequence[CaseNote] = ()
    actions: Sequence[OwnAction] = ()

    @property
    def wheels(self) -> ComparedWheels:
        return compared_wheels(self.scan, {view.question_id: view.code for view in self.views})

    @property
    def rows(self) -> Sequence[SharedViewRow]:
        return [self._row(view) for view in self.views]

    def _row(self, view: SharedView) -> SharedViewRow:
        scan, is_about = self.scan, view.question_id == self.about
        return SharedViewRow(
            words=scan.questionnaire.question_by_id[view.question_id].wording_for(scan.profile),
            own_code=scan.answers.get(view.question_id),
            is_asked=view.question_id in {question.id for question in scan.asked},
            view=view,
            typed=self.typed if is_about else view.response,
            error=self.errors.get(response_field(view.question_id), ""),
            changed=is_about and self.meanwhile is not None,
        )

    @property
    def is_gone(self) -> bool:
        """Whether the view was removed that somebody responded to."""
        return self.meanwhile is not None and self.meanwhile.view is None


def response_field(question_id: str) -> str:
    return f"reactie-{question_id}"


def read_response(form: Mapping[str, str], question_id: str) -> tuple[str, dict[str, str]]:
    """Read what an owner says to a view, empty for nothing, with a message for the field if it is too long."""
    name = response_field(question_id)
    typed = form.get(name, "")
    if len(typed) > _LONGEST_RESPONSE:
        length, most = str(len(typed)), str(_LONGEST_RESPONSE)
        return typed, {name: message("from_adviser", "response_long", length=length, most=most)}
    return typed if has_ink(typed) else "", {}
