"""Who can help with a step today: the contact that the operator filled in, and the schemes that were looked up."""

from datetime import date
from typing import Any

import pytest

from app.content import read_operator
from app.domain.composing import compose_report
from app.domain.operator import Contact, Operator
from app.domain.parsing import parse_questionnaire
from app.domain.report import Report
from app.domain.schemes import SchemeChecks
from app.rendering.html import report_html
from app.rendering.plan_cards import PlanCard, plan_cards
from tests.builders import action, documents, profile, technology
from tests.rendering import samples
from tests.rendering.documents import said, words
from tests.rendering.samples import TODAY

OPEN = {"checked_on": "2026-11-01", "opens_on": "2026-11-01", "closes_on": "2026-12-01"}
LATER = {"checked_on": "2026-11-01", "opens_on": "2027-03-01", "closes_on": "2027-03-31"}
NO_WINDOW = {"checked_on": "2026-11-01"}
LONG_AGO = {"checked_on": "2026-01-01", "opens_on": "2026-01-01"}
OVER = {"checked_on": "2026-11-01", "closes_on": "2026-11-02"}


def report() -> Report:
    files = documents(technology("t1", "t2", "t3"), [action("doe", schemes=["slim"], examples=["scania"])])
    files["schemes/slim.yaml"] = {"id": "slim", "name": "SLIM", "helps_with": "Leren.", "source": "SER"}
    files["examples/scania.yaml"] = {"id": "scania", "name": "Scania", "text": "Zij leren.", "source": "SER, 2"}
    return compose_report(parse_questionnaire(files), profile(), dict.fromkeys(("t1", "t2", "t3"), "a"))


def operator(check: dict[str, str] | None = None, **contact: str) -> Operator:
    checks = SchemeChecks.model_validate({"valid_days": 180, "source": "-", "checks": {"slim": check} if check else {}})
    doors: dict[str, Any] = {"kvk": {"name": "KVK"} | contact} if contact else {}
    changed = read_operator().model_dump() | {"schemes": checks.model_dump(), "doors": doors}
    return Operator.model_validate(changed)


def printed(check: dict[str, str] | None = None, *, today: date = TODAY, **contact: str) -> str:
    return words(report_html(report(), operator(check, **contact), made_on=TODAY, today=today))


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (None, "Vraag ook naar: SLIM. Leren. Vraag of u er nu nog geld voor kunt krijgen."),
        (NO_WINDOW, "Vraag of u er nu nog geld voor kunt krijgen. Nagekeken op 1 november 2026."),
        (OPEN, "Aanvragen kan nu, tot en met 1 december 2026. Nagekeken op 1 november 2026."),
        (LATER, "Aanvragen kan vanaf 1 maart 2027 tot en met 31 maart 2027. Nagekeken op 1 november 2026."),
    ],
)
def test_a_scheme_says_what_is_known_of_it_today(check: dict[str, str] | None, said: str) -> None:
    assert said in printed(check)


@pytest.mark.parametrize("check", [LONG_AGO, OVER])
def test_a_scheme_that_is_over_or_was_looked_up_long_ago_is_not_shown(check: dict[str, str]) -> None:
    assert "SLIM" not in printed(check)


def test_the_paper_changes_when_a_scheme_does() -> None:
    assert printed(OPEN) != printed(OPEN, today=date(2026, 12, 2))


def test_a_door_has_the_contact_of_the_organisation() -> None:
    assert "088 585 15 85, vraag@kvk.example" in printed(phone="088 585 15 85", email="vraag@kvk.example")


def test_without_a_contact_there_is_none() -> None:
    (card,) = plan_cards(report(), operator(), today=TODAY)

    assert card.contact is None


def steps(**changes: Any) -> list[PlanCard]:
    """Return the cards of a plan of two steps, the second with these changes."""
    questions = technology("t1", "t2", "t3")
    files = documents(questions, [action("eerst", effect="L"), action("later", effect="S", **changes)])
    answers = dict.fromkeys(("t1", "t2", "t3"), "a")
    made = compose_report(parse_questionnaire(files), profile(municipality="GM0150"), answers)
    return list(plan_cards(made, operator(), today=TODAY))


def test_a_door_says_once_what_it_helps_with() -> None:
    assert [card.told_at for card in steps()] == [None, 1]
    assert [card.told_at for card in steps(doors=["deventer", "kvk"])] == [None, None]


def test_page_and_paper_lead_to_the_step_that_told_of_the_door() -> None:
    _, card = steps()

    assert "→ stap 1" in said("door_words", card, lambda number: f"→ stap {number}")
    assert "Vragen." not in said("door_words", card, str)


def test_a_step_knows_whether_it_is_about_every_element() -> None:
    _, every = steps(elements={"technologie": 1, "slimmer_werken": 1})
    _, one = steps()

    assert said("element_names", every) == "Alle elementen"
    assert said("element_names", one) == "Technologie"


def test_a_step_knows_whether_another_is_more_urgent() -> None:
    assert [card.has_less_priority for card in steps()] == [False, True]


def test_a_practice_is_told_with_its_source() -> None:
    assert "Zo deden anderen het Scania Zij leren. Past bij stap 1. Bron: SER, 2." in printed()


def test_it_says_where_to_talk_on() -> None:
    filled_in = operator().model_copy(update={"desk": Contact(name="het Loket", phone="0570 12 34 56")})
    text = words(report_html(report(), filled_in, made_on=TODAY, today=TODAY))

    assert "U kunt ook terecht bij: het Loket (0570 12 34 56)." in text
    assert "U kunt ook terecht bij: Ondernemershuis." in printed()


def test_it_names_the_door_of_the_municipality_too() -> None:
    near = samples.document(samples.report(), operator=operator())

    assert "terecht bij: Ondernemershuis of Ondernemershuis Regio Stedendriehoek." in words(near)


def test_it_tells_how_to_reach_the_door_of_the_municipality() -> None:
    door = {"ondernemershuis_stedendriehoek": Contact(name="Loket Deventer", phone="0570 12 34 56")}
    reachable = operator().model_copy(update={"doors": door})

    assert "of Loket Deventer (0570 12 34 56)." in words(samples.document(samples.report(), operator=reachable))
