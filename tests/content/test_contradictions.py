"""The rules on answers that do not go well together, held against companies that advisers met."""

import re
from collections import Counter

import pytest

from app.domain.composing import compose_report
from app.domain.contradictions import contradictions_of
from app.domain.profile import Profile
from app.domain.questionnaire import Contradiction
from tests.content.companies import COMPANIES, SHIPPED, report_for

RULES = SHIPPED.contradictions
FOUND = {name: [found.rule.id for found in contradictions_of(report_for(name))] for name in COMPANIES}
STAFF = re.compile(r"\b(mensen|medewerkers?|leiding|team|iedereen)\b", re.IGNORECASE)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_there_are_enough_rules() -> None:
    assert 15 <= len(RULES) <= 25


def test_few_companies_contradict_themselves() -> None:
    fired = Counter(rule_id for found in FOUND.values() for rule_id in found)

    assert max(fired.values()) <= len(COMPANIES) / 6
    assert sum(bool(found) for found in FOUND.values()) <= len(COMPANIES) / 3


@pytest.mark.parametrize("name", ["plaatwerker_op_orde", "timmerman_alleen", "machinebouw_opvolging"])
def test_who_is_of_a_piece_contradicts_nothing(name: str) -> None:
    assert FOUND[name] == []


@pytest.mark.parametrize(
    ("name", "rule_id"),
    [("ict_bureau_leiding_kiest", "ruimte_en_wachten"), ("basisschool_invallers", "gegevens_en_cijfers")],
)
def test_what_an_adviser_would_notice_is_found(name: str, rule_id: str) -> None:
    assert FOUND[name] == [rule_id]


def test_the_same_answer_everywhere_contradicts_little() -> None:
    for code in ("a", "b", "c", "d", "unknown"):
        for size in SHIPPED.profile.sizes:
            company = Profile(sector="handel", size=size.id, goal="groei")
            same = compose_report(SHIPPED, company, dict.fromkeys(SHIPPED.question_by_id, code))
            assert contradictions_of(same) == ()


@each_rule
def test_who_works_alone_reads_nothing_about_staff(rule: Contradiction) -> None:
    sizes = next((set(one.profile.get("size", ())) for one in rule.when if one.profile), {"1"})

    if "1" in sizes:
        assert not STAFF.search(f"{rule.text} {rule.ask}")


@each_rule
def test_a_rule_asks_one_open_question(rule: Contradiction) -> None:
    assert rule.ask.endswith("?")
    assert rule.ask.count("?") == 1
    assert not re.match(r"(Is|Zijn|Heeft|Kunt|Klopt|Gaat|Waarom niet)\b", rule.ask)
