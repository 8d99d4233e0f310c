"""The pages on which advisers see, give and share their own view, and the form for one question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.answers import allowed_answers
from app.domain.case import Case
from app.domain.question import DescribedLevel, NoScore, Question, Wording
from app.domain.second_view import SecondView, codes_of_views, digest_of_views
from app.services.second_views import Meanwhile, NewView
from app.web.changed_elsewhere import still_seen
from app.web.compared_wheels import ComparedWheels, compared_wheels
from app.web.forms import has_ink
from app.web.messages import message
from app.web.question_page import in_words

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A question with the answer of the owner and the view on it, if any; labels, or codes without a score."""

    question: Question
    words: Wording
    owner_code: str | None
    view: SecondView | None

    @property
    def owner(self) -> str | None:
        return in_words(self.words, self.owner_code)

    @property
    def label(self) -> str | None:
        return in_words(self.words, self.view.code) if self.view else None

    @property
    def shared_label(self) -> str | None:
        """What the owner sees, if it is another view than this."""
        shared = self.view.shared if self.view and not self.view.is_shared else None
        return in_words(self.words, shared.code) if shared else None

    @property
    def has_other_answer(self) -> bool:
        """Whether the owner answered something else since the view was written."""
        return self.view is not None and self.view.owner_code != self.owner_code

    @property
    def owner_then(self) -> str | None:
        return in_words(self.words, self.view.owner_code) if self.view else None


@dataclass(frozen=True, slots=True)
class ViewTheme:
    name: str
    rows: Sequence[ViewRow]


@dataclass(frozen=True, slots=True)
class SecondViewsPage:
    """All questions of a case. With `is_refused` a colleague changed what was about to be shared or removed."""

    case: Case
    views: Sequence[SecondView]
    can_mail: bool
    is_refused: bool = False

    @property
    def wheels(self) -> ComparedWheels:
        return compared_wheels(self.case.scan, {view.question_id: view.code for view in self.views})

    @property
    def themes(self) -> Iterator[ViewTheme]:
        for theme in self.case.scan.questionnaire.themes:
            rows = [self._row(question) for question in self.case.scan.asked if question.id in theme.questions]
            if rows:
                yield ViewTheme(theme.name, rows)

    def _row(self, question: Question) -> ViewRow:
        view = next((view for view in self.views if view.question_id == question.id), None)
        scan = self.case.scan
        return ViewRow(question, question.wording_for(scan.profile), scan.answers.get(question.id), view)

    @property
    def given(self) -> Sequence[ViewRow]:
        """The questions with a view, asked or not."""
        questions = self.case.scan.questionnaire.question_by_id
        return [self._row(questions[view.question_id]) for view in self.views]

    @property
    def not_asked(self) -> Sequence[ViewRow]:
        """The questions with a view that the owner is not asked any more."""
        asked = {question.id for question in self.case.scan.asked}
        return [row for row in self.given if row.question.id not in asked]

    @property
    def to_share(self) -> Sequence[ViewRow]:
        return [row for row in self.given if row.view and not row.view.is_shared]

    @property
    def fresh_count(self) -> int:
        return len(self.to_share)

    @property
    def view_count(self) -> int:
        return len(self.views)

    @property
    def asked_count(self) -> int:
        return len(self.case.scan.asked)

    @property
    def sends_mail(self) -> bool:
        return self.can_mail and bool(self.case.details.email)

    @property
    def seen(self) -> str:
        return digest_of_views(self.views)


@dataclass(frozen=True, slots=True)
class SecondViewPage:
    """The form for one question. `meanwhile` is what a colleague left since the page that was sent."""

    case: Case
    row: ViewRow
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    meanwhile: Meanwhile | None = None

    @property
    def levels(self) -> Sequence[tuple[str, DescribedLevel]]:
        levels = self.row.words.levels
        return [(code, levels[code]) for code in self.case.scan.questionnaire.values_of(self.row.question)]

    @property
    def other_codes(self) -> Sequence[tuple[NoScore, str | None]]:
        question = self.row.question
        return [(code, question.reason_for(code)) for code in question.allows if code is not NoScore.UNKNOWN]

    @property
    def seen(self) -> str:
        stored = self.row.view.digest if self.row.view else ""
        return still_seen(stored, self.values, self.errors)


def second_view_page(case: Case, question: Question, view: SecondView | None) -> SecondViewPage:
    row = ViewRow(question, question.wording_for(case.scan.profile), case.scan.answers.get(question.id), view)
    values = {"answer": view.code, "reason": view.reason} if view else {}
    return SecondViewPage(case, row, values)


def read_view(form: Mapping[str, str], case: Case, question: Question) -> tuple[NewView | None, dict[str, str]]:
    """Read a view, or a message per field; the owner's answer is the one that the page showed."""
    questionnaire, code, reason = case.scan.questionnaire, form.get("answer", ""), form.get("reason", "")
    errors: dict[str, str] = {}
    if code not in codes_of_views(questionnaire, question):
        errors["answer"] = message("second_view", "answer")
    if not has_ink(reason):
        errors["reason"] = message("second_view", "reason")
    elif len(reason) > _LONGEST_REASON:
        errors["reason"] = message("second_view", "reason_long", length=str(len(reason)), most=str(_LONGEST_REASON))
    shown = form.get("owner_answer", "")
    owner_code = shown if shown in allowed_answers(questionnaire, question) else None
    return (None if errors else NewView(code, reason, owner_code)), errors
