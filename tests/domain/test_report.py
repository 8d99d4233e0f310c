"""The report: headline, strengths, bottlenecks, reasons and doors, in words for the company."""

import pytest

from app.domain.choices import Choices
from app.domain.composing import compose_report
from app.domain.parsing import parse_questionnaire
from app.domain.report import Report
from tests.builders import action, both_elements, documents, profile, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
LINES = [
    {
        "id": "techniek_voor",
        "when": [{"score": {"balance": {"at_least": 15}}}],
        "text": "${strongest} voor ${weakest}.",
    },
    {"id": "onbekend", "text": "Nog niet te zeggen."},
]
AHEAD = {"t1": "e", "t2": "e", "t3": "e", "s1": "a", "s2": "b", "s3": "unknown"}


def test_the_first_headline_that_holds_wins() -> None:
    content = questionnaire([*technology("t1", "t2", "t3"), *SMART], headlines=LINES)

    answered = compose_report(content, profile(), AHEAD | {"s3": "a"})
    empty = compose_report(content, profile(), {})

    assert (answered.headline_id, answered.headline) == ("techniek_voor", "Technologie voor Slimmer werken.")
    assert empty.headline == "Nog niet te zeggen."


def test_balance_is_told_in_words_of_the_content() -> None:
    content = both_elements()
    weak, strong = dict.fromkeys(("t1", "t2", "t3"), "a"), dict.fromkeys(("s1", "s2", "s3"), "e")

    assert compose_report(content, profile(), weak | strong).balance_text == "Techniek loopt achter."
    assert compose_report(content, profile(), dict.fromkeys(weak | strong, "e")).balance_text == "In balans."
    assert compose_report(content, profile(), {}).balance_text is None


def test_high_answers_are_strengths_and_low_ones_bottlenecks() -> None:
    report = compose_report(both_elements(), profile(), AHEAD)

    assert [finding.text for finding in report.strengths] == ["t1 gaat goed.", "t2 gaat goed.", "t3 gaat goed."]
    assert [finding.text for finding in report.bottlenecks] == ["s1 knelt.", "s2 knelt."]


def test_words_are_those_of_the_first_variant_that_fits() -> None:
    variant = {"profile": {"sector": ["zorg"]}, "text": "En bij cliënten?", "levels": {"a": {"label": "Niet"}}}
    content = questionnaire([question("t1", variants=[variant])])

    (zorg,) = compose_report(content, profile(sector="zorg"), {"t1": "a"}).answers
    (handel,) = compose_report(content, profile(), {"t1": "a"}).answers

    assert (zorg.text, zorg.answer) == ("En bij cliënten?", "Niet")
    assert (handel.text, handel.answer) == ("Vraag t1?", "Niveau a")


def test_a_step_explains_itself() -> None:
    basis = action("basis", kind="foundation", goals=["groei"])
    needs = action("robot", requires=[{"when": [{"answer": {"t1": ["e"]}}], "foundation": "basis"}])
    content = questionnaire(technology("t1", "t2", "t3"), [basis, needs])

    (step,) = compose_report(content, profile(goal="groei"), dict.fromkeys(("t1", "t2", "t3"), "a")).plan

    assert [(line.kind, line.name) for line in step.because] == [
        ("instead_of", "Doe robot"),
        ("answer", "Vraag t1?"),
        ("score", "Technologie"),
        ("goal", "Groei"),
    ]


def test_the_nearest_door_comes_first() -> None:
    content = questionnaire(technology("t1", "t2", "t3"), [action("doe", doors=["deventer", "kvk"])])
    answers = dict.fromkeys(("t1", "t2", "t3"), "a")

    (near,) = compose_report(content, profile(municipality="GM0150"), answers).plan
    (far,) = compose_report(content, profile(municipality="GM0363"), answers).plan

    assert (near.door.id, far.door.id) == ("deventer", "kvk")


def test_a_bottleneck_does_not_point_at_a_step_that_is_not_about_it() -> None:
    content = questionnaire(technology("t1", "t2", "t3"), [action("doe")])

    report = compose_report(content, profile(), dict.fromkeys(("t1", "t2", "t3"), "a"))

    assert [finding.step for finding in report.bottlenecks] == [None, None, None]


def test_the_element_with_the_highest_score_is_the_strongest() -> None:
    report = compose_report(both_elements(), profile(), AHEAD | {"s3": "a"})

    assert report.strongest is not None
    assert report.strongest.id == "technologie"


def test_it_tells_which_targets_are_the_owners_own() -> None:
    chosen = Choices(targets={"technologie": "niveau_55"})

    own = compose_report(both_elements(), profile(), AHEAD, chosen).own_targets

    assert [(element.id, level.id) for element, level in own] == [("technologie", "niveau_55")]


def test_without_a_score_that_stands_out_there_is_no_strongest_element() -> None:
    content = both_elements()

    even = compose_report(content, profile(), dict.fromkeys(content.question_by_id, "b"))
    nothing = compose_report(content, profile(), {})

    assert (even.strongest, even.has_scores) == (None, True)
    assert (nothing.strongest, nothing.has_scores) == (None, False)


def test_it_tells_which_elements_need_more_answers() -> None:
    content = both_elements()

    report = compose_report(content, profile(), dict.fromkeys(("t1", "t2", "t3", "s1"), "b"))

    assert [result.element.id for result in report.too_little_known] == ["slimmer_werken"]


@pytest.mark.parametrize(("close", "named"), [(0, "Slimmer werken"), (10, "Slimmer werken en Technologie")])
def test_elements_close_to_the_weakest_are_named_with_it(close: int, named: str) -> None:
    files = documents([*technology("t1", "t2", "t3"), *SMART])
    files["scan.yaml"]["scores"]["close"] = close
    files["scan.yaml"]["headlines"] = [
        {"id": "zwak", "when": [{"score": {"spread": {"at_least": 0}}}], "text": "${weakest}."},
        {"id": "leeg", "text": "Niets."},
    ]
    content = parse_questionnaire(files)

    report = compose_report(content, profile(), dict.fromkeys(content.question_by_id, "b") | {"t1": "c"})

    assert report.headline == f"{named}."


def test_a_bottleneck_that_the_plan_tackles_comes_first() -> None:
    tackles = action("doe", when=[{"answer": {"t3": ["b"]}}])
    content = questionnaire(technology("t1", "t2", "t3"), [tackles])

    report = compose_report(content, profile(), {"t1": "a", "t2": "a", "t3": "b"})

    assert [(found.question_id, found.step) for found in report.bottlenecks] == [("t3", 1), ("t1", None), ("t2", None)]


def test_a_bottleneck_is_not_tackled_by_a_namesake() -> None:
    basis = action("basis", kind="foundation", when=[{"answer": {"t2": ["a"]}}])
    needs = action(
        "t1", when=[{"answer": {"t2": ["a"]}}], requires=[{"when": [{"answer": {"t2": ["e"]}}], "foundation": "basis"}]
    )
    content = questionnaire(technology("t1", "t2", "t3"), [basis, needs])

    report = compose_report(content, profile(), {"t1": "a", "t2": "a", "t3": "e"})

    assert [(found.question_id, found.step) for found in report.bottlenecks] == [("t2", 1), ("t1", None)]


def test_who_works_alone_gets_a_first_step_for_one() -> None:
    content = questionnaire(technology("t1", "t2", "t3"), [action("doe", alone="Vraag het een klant.")])
    answers = dict.fromkeys(("t1", "t2", "t3"), "a")

    (alone,) = compose_report(content, profile(size="1"), answers).plan
    (together,) = compose_report(content, profile(size="2-9"), answers).plan

    assert (alone.first_step, together.first_step) == ("Vraag het een klant.", "Vraag het uw mensen.")


LOW = {"t1": "a", "t2": "a", "t3": "a"}


def on_a_basis(code: str) -> Report:
    """Return a report on a robot that waits for a basis, which the answer to t1 tells of."""
    robot = action("robot", requires=[{"foundation": "basis", "when": [{"answer": {"t1": ["d", "e"]}}]}])
    content = questionnaire(technology("t1", "t2", "t3"), [robot, action("basis", kind="foundation")])
    return compose_report(content, profile(), LOW | {"t1": code})


def test_it_tells_what_waits_for_the_basis() -> None:
    (line,) = on_a_basis("a").basis

    assert (line.foundation.id, [waiting.id for waiting in line.waiting], line.step) == ("basis", ["robot"], 1)


def test_the_basis_of_the_plan_has_what_the_plan_has() -> None:
    report = on_a_basis("a")
    left_out = compose_report(report.questionnaire, report.profile, LOW, Choices(dropped=("basis",)))

    assert report.basis_of_plan == report.basis
    assert left_out.basis
    assert left_out.basis_of_plan == ()


def test_it_tells_whether_the_plan_has_one_step() -> None:
    report = on_a_basis("a")

    assert report.has_one_step
    assert not compose_report(report.questionnaire, report.profile, LOW, Choices(dropped=("basis",))).has_one_step


def test_nothing_waits_for_a_basis_that_stands() -> None:
    assert on_a_basis("d").basis == ()
