"""What must hold for every questionnaire and every pattern of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import shown_questions
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import Scores, score
from tests.builders import CODES, documents, profile, question, questionnaire

ELEMENTS = ("technologie", "slimmer_werken")
CODE = st.sampled_from(CODES)
ANSWER = st.one_of(CODE, st.sampled_from([code.value for code in NoScore]))


@dataclass(frozen=True)
class Filled:
    questions: tuple[Mapping[str, Any], ...]
    answers: dict[str, str]

    @property
    def content(self) -> Questionnaire:
        return questionnaire(self.questions)

    def score(self, **answers: str) -> Scores:
        return score(self.content, profile(), self.answers | answers)


@st.composite
def filled_questionnaires(draw: st.DrawFn) -> Filled:
    """Draw up to nine questions, some shown only after the first answer, and answers to some of them."""
    questions = []
    for number in range(draw(st.integers(3, 9))):
        weights = {element: draw(st.integers(0, 2)) for element in ELEMENTS}
        shown = [{"answer": {"q0": list(draw(st.sets(CODE, min_size=1)))}}] if number and draw(st.booleans()) else []
        loads = {element: weight for element, weight in weights.items() if weight} or {ELEMENTS[number % 2]: 1}
        no_scores = [code.value for code in NoScore]
        questions.append(question(f"q{number}", elements=loads, show_if=shown, allows=no_scores, allows_reason="Mag."))
    answers = {entry["id"]: draw(ANSWER) for entry in questions if draw(st.booleans())}
    return Filled(tuple(questions), answers)


@given(filled_questionnaires(), st.data())
def test_raising_an_answer_never_lowers_a_score(filled: Filled, data: st.DataObject) -> None:
    scored = [question_id for question_id, code in filled.answers.items() if code in CODES]
    raised = data.draw(st.sampled_from(scored)) if scored else None
    if raised is None:
        return
    higher = data.draw(st.sampled_from(CODES[CODES.index(filled.answers[raised]) :]))
    shown = shown_questions(filled.content, profile(), filled.answers)
    if shown_questions(filled.content, profile(), filled.answers | {raised: higher}) != shown:
        return

    before, after = filled.score(), filled.score(**{raised: higher})

    for name in ELEMENTS:
        assert after.elements[name].value >= before.elements[name].value
    if before.index is not None:
        assert after.index is not None
        assert after.index >= before.index


@given(filled_questionnaires())
def test_the_range_is_what_open_questions_could_make_of_the_score(filled: Filled) -> None:
    plain = Filled(tuple({**entry, "show_if": []} for entry in filled.questions), filled.answers)
    open_ids = [e["id"] for e in plain.questions if plain.answers.get(e["id"], NoScore.UNKNOWN) == NoScore.UNKNOWN]

    found, lowest, highest = (
        plain.score(),
        plain.score(**dict.fromkeys(open_ids, "a")),
        plain.score(**dict.fromkeys(open_ids, "e")),
    )

    for name in ELEMENTS:
        element = found.elements[name]
        assert element.low == lowest.elements[name].value
        assert element.high == highest.elements[name].value
        if element.coverage:
            assert element.low <= element.value <= element.high


@given(filled_questionnaires(), ANSWER)
def test_hidden_questions_never_count(filled: Filled, other: str) -> None:
    shown = {question.id for question in shown_questions(filled.content, profile(), filled.answers)}
    hidden = {entry["id"]: other for entry in filled.questions if entry["id"] not in shown and entry["depth"] == "core"}

    before, after = filled.score(), filled.score(**hidden)

    assert (after.elements, after.themes, after.index) == (before.elements, before.themes, before.index)
    assert set(after.ignored) >= set(hidden)


@given(filled_questionnaires())
def test_the_order_of_questions_changes_nothing(filled: Filled) -> None:
    plain = [{**entry, "show_if": []} for entry in filled.questions]

    one = score(questionnaire(plain), profile(), filled.answers)
    other = score(questionnaire(plain[::-1]), profile(), filled.answers)

    for name in ELEMENTS:
        assert (one.elements[name].value, one.elements[name].status) == (
            other.elements[name].value,
            other.elements[name].status,
        )
    assert one.index == other.index


@given(filled_questionnaires(), st.integers(2, 9))
def test_scaling_all_weights_changes_nothing(filled: Filled, scale: int) -> None:
    doubled = [
        {**entry, "elements": {name: 2 * weight for name, weight in entry["elements"].items()}}
        for entry in filled.questions
    ]
    files = documents(doubled)
    for element in files["scan.yaml"]["elements"]:
        element["weight"] *= scale
    scaled = questionnaire(doubled, elements=files["scan.yaml"]["elements"])

    after = score(scaled, profile(), filled.answers)

    before = filled.score()
    assert (after.elements, after.index, after.balance) == (before.elements, before.index, before.balance)
