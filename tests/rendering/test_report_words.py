"""What the report tells: scores, what they rest on, and why a step is advised."""

from app.rendering import filters
from tests.rendering import samples
from tests.rendering.documents import printed, words


def test_it_shows_index_and_balance() -> None:
    report = samples.mixed()
    text = words(printed(report))

    assert report.scores.index
    assert report.scores.balance
    assert f"Totaalscore {filters.points(report.scores.index)} van 100" in text
    assert f"{report.balance_text} Verschil in punten: {filters.signed(report.scores.balance)}." in text


def test_it_says_why_there_is_no_index() -> None:
    text = words(printed(samples.without_index()))

    assert "Totaalscore Die heeft u nog niet." in text
    assert "Techniek en manier van werken Dat weten wij nog niet." in text
    assert "Nog te weinig antwoorden" in text


def test_it_says_that_there_is_too_little_basis() -> None:
    assert "Te veel vragen tellen niet mee" in words(printed(samples.with_too_little_basis()))


def test_it_lists_open_questions() -> None:
    report = samples.mixed()

    listed = words(printed(report)).partition("Vragen die nog open zijn")[2]

    assert all(unknown.answered.text in listed for unknown in report.unknown)


def test_it_lists_conscious_choices() -> None:
    report = samples.mixed()

    listed = words(printed(report)).partition("“Nu niet nodig” is een bewuste keuze.")[2]

    assert all(answered.text in listed for group in report.excused for answered in group.questions)


def test_it_says_why_a_step_is_advised() -> None:
    report = samples.mixed()
    text = words(printed(report))

    answers = [line.answered for step in report.plan for line in step.because if line.answered and line.answered.answer]
    assert all(f"{answered.text} {answered.answer}" in text for answered in answers)


def test_a_foundation_says_what_comes_after_it() -> None:
    report = samples.without_index()
    later = [line.name for step in report.plan for line in step.because if line.kind == "instead_of"]

    assert later
    assert all(f"Eerst dit, dan: {title}." in words(printed(report)) for title in later)


def test_a_top_score_gets_actions_to_keep_it() -> None:
    assert "Vasthouden" in words(printed(samples.report(default="d")))


def test_it_names_version_and_hash() -> None:
    content = samples.questionnaire()

    assert f"versie {content.version} van de vragen ({content.hash[:12]})" in words(printed(samples.mixed()))
