"""Rules of the shipped advice that owners found wrong: an answer leads to what it proves, once, in words that fit."""

from itertools import pairwise

import pytest

from app.content import read_questionnaire
from app.domain.profile import Profile
from app.domain.reading import Reading
from tests.builders import profile
from tests.content.companies import report_for

SHIPPED = read_questionnaire()
J_CURVE = SHIPPED.j_curve
assert J_CURVE
STARTS = [[J_CURVE.starts[size][place] for size in ("S", "M", "L")] for place in range(SHIPPED.plan.actions)]
CORE = dict.fromkeys((question.id for question in SHIPPED.questions if question.is_core), "b")
SCHOOL = profile(sector="onderwijs", size="10-49")
FAMILY_MAKER = profile(sector="maakindustrie", size="10-49", family_business=True)


def fitting(company: Profile, answers: dict[str, str]) -> set[str]:
    return {advice.action.id for advice in Reading(SHIPPED, company, CORE | answers).candidates.advised()}


def company(sector: str = "handel", size: str = "10-49") -> Profile:
    return profile(sector=sector, size=size)


def words_for(question_id: str, reader: Profile) -> str:
    return SHIPPED.question_by_id[question_id].wording_for(reader).help or ""


@pytest.mark.parametrize("place", range(1, SHIPPED.plan.actions))
def test_no_step_begins_before_one_above_it(place: int) -> None:
    assert max(STARTS[place - 1]) <= min(STARTS[place])


def test_a_step_that_takes_more_begins_no_earlier() -> None:
    assert all(less <= more for starts in STARTS for less, more in pairwise(starts))


@pytest.mark.parametrize("zonder_u", "abc")
@pytest.mark.parametrize("ruimte", "ab")
def test_who_may_decide_nothing_is_told_so_once(ruimte: str, zonder_u: str) -> None:
    found = fitting(company(), {"ruimte": ruimte, "zonder_u": zonder_u})

    assert found & {"wachtvraag", "beslisruimte"} == {"beslisruimte"}


@pytest.mark.parametrize("sector", ["bouw_infra", "installatietechniek", "transport_logistiek"])
def test_who_works_on_the_road_counts_the_calls(sector: str) -> None:
    assert "wachtvraag" in fitting(company(sector), {"ruimte": "a", "zonder_u": "a"})


@pytest.mark.parametrize("unproven", [{"team": "a"}, {"leiding": "a"}, {"werkplezier": "a"}])
def test_nobody_is_said_to_have_too_much_work_unasked(unproven: dict[str, str]) -> None:
    assert "werk_eraf" not in fitting(company(), {"inzetbaarheid": "a", "team": "c"} | unproven)


@pytest.mark.parametrize("proof", [{"team": "b"}, {"team": "c", "drukte": "a"}])
def test_work_is_taken_off_where_the_same_people_step_in_or_work_on(proof: dict[str, str]) -> None:
    assert "werk_eraf" in fitting(company(), {"inzetbaarheid": "a"} | proof)


@pytest.mark.parametrize(("size", "step"), [("1", "samen_proberen"), ("2-9", "verbetertijd")])
def test_an_idea_gets_a_trial_of_who_works_alone_and_time_of_others(size: str, step: str) -> None:
    found = fitting(company(size=size), {"klanten": "b", "ideeen": "b", "ondernemen": "a"})

    assert found & {"samen_proberen", "verbetertijd"} == {step}


@pytest.mark.parametrize(("size", "fits"), [("1", False), ("2-9", False), ("10-49", True)])
def test_a_small_firm_that_finds_out_itself_is_sent_no_student(size: str, *, fits: bool) -> None:
    assert ("student_opdracht" in fitting(company(size=size), {"kennis": "a"})) is fits


def test_work_by_hand_is_not_therefore_heavy() -> None:
    assert "zwaar_werk_lichter" in fitting(company(), {"automatisering": "a", "inzetbaarheid": "a"})
    assert "zwaar_werk_lichter" not in fitting(company(), {"automatisering": "a", "inzetbaarheid": "c"})


@pytest.mark.parametrize("action_id", ["personeel_vanaf_start", "bezwaar_eerst", "zwaar_werk_lichter"])
def test_what_is_about_people_does_not_stand_in_for_technology(action_id: str) -> None:
    weights = SHIPPED.action_by_id[action_id].elements

    assert weights["dienend_leiderschap"] > weights["technologie"]


def test_a_time_leak_points_at_the_answers_that_show_it() -> None:
    report = report_for("basisscholen_werkdruk")

    assert {finding.question_id for finding in report.bottlenecks if finding.step == 1} == {"fouten", "zoeken"}


def test_a_school_is_told_nothing_of_boilers_and_travelling() -> None:
    def told(company: Profile) -> set[str]:
        return {example.id for action in SHIPPED.actions for example in SHIPPED.examples_for(action, company)}

    others = {"pactum", "online_overleg"}
    assert not told(SCHOOL) & others
    assert set().union(*(told(profile(sector=sector.id)) for sector in SHIPPED.profile.sectors)) >= others


def test_a_school_is_sent_to_its_own_kind_to_try_something_with_its_pupils() -> None:
    near = SCHOOL.model_copy(update={"municipality": "GM0193"})

    assert SHIPPED.door_for(SHIPPED.action_by_id["samen_proberen"], near).id == "zorg_en_onderwijs"


@pytest.mark.parametrize("word", ["robots", "opvolger"])
def test_a_family_of_makers_reads_of_both(word: str) -> None:
    assert word in words_for("vaardigheden", FAMILY_MAKER)


def test_the_family_helps_in_the_busy_weeks_of_its_own_trade() -> None:
    inn = profile(sector="horeca", size="2-9", family_business=True)

    assert "terras" in words_for("drukte", inn)
    assert SHIPPED.question_by_id["drukte"].wording_for(inn).levels["b"].label == "Familie of extra mensen"
