"""Owners who do anything in any order, in two browsers: what was acknowledged stays, and no result comes too early."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.db.engine import Database
from app.domain.choices import Choices
from app.domain.composing import compose_report
from app.domain.profile import Profile
from app.domain.progress import asked_questions
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.rendering.filters import points
from app.rendering.json_documents import report_json
from app.services.questionnaires import publish
from tests import builders
from tests.conftest import NOW
from tests.databases import on_both
from tests.page import Page
from tests.visitor import COMPANY
from tests.web.whole_site import ORIGIN, scan_of, secret_of, stranger, whole_site

HIDDEN_FOR_ONE = {"show_if": [{"profile": {"size": ["2-9"]}}]}
AFTER_A_HIGH_ANSWER = {"show_if": [{"answer": {"t1": ["d", "e"]}}]}
QUESTIONS = (
    *builders.technology("t1", "t2"),
    *builders.technology("t3", **HIDDEN_FOR_ONE),
    *builders.technology("t4", **AFTER_A_HIGH_ANSWER),
    *builders.technology("more1", "more2", depth="full"),
    *(builders.question(name, elements={"slimmer_werken": 1}) for name in ("s1", "s2", "s3")),
)
BROWSERS = st.sampled_from((0, 1))
NAMES = st.sampled_from([question["id"] for question in QUESTIONS])
IN_TABS = st.sampled_from(("t1", "s1"))
CODES = st.sampled_from(builders.CODES)
ACTIONS = st.sampled_from(("doen", "meer_doen", "bestaat_niet"))
GOALS = st.sampled_from(("groei", "kosten"))
LEVELS = st.sampled_from(("niveau_30", "niveau_80"))
SIZES = st.sampled_from(("1", "2-9"))
PROFILE = {**COMPANY, "sector": "handel", "goal": "groei", "may_count": "no", "family_business": "no"}


@pytest.fixture
def small_site(database: Database, tmp_path: Path) -> Iterator[FastAPI]:
    """A site with few questions, some of which are hidden from some companies."""
    content = builders.questionnaire(
        QUESTIONS, [builders.action("doen"), builders.action("meer_doen")], version="2000.8"
    )
    publish(database, content, now=NOW)
    app = whole_site(database, content, tmp_path)
    yield app
    app.state.site.renderer.stop()


@dataclass
class Truth:
    """What one owner was told is stored."""

    questionnaire: Questionnaire
    size: str
    name: str = ""
    goal: str = "groei"
    target: str = "niveau_80"
    dropped: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    deepened: list[str] = field(default_factory=list)
    was_finished: bool = False

    @property
    def has_result(self) -> bool:
        return self.was_finished and not self.open

    @property
    def profile(self) -> Profile:
        return Profile(sector="handel", size=self.size, goal=self.goal, municipality="GM0150", family_business=False)

    @property
    def choices(self) -> Choices:
        targets = {"technologie": self.target} if self.target != "niveau_80" else {}
        return Choices(targets=targets, dropped=tuple(self.dropped))

    @property
    def asked(self) -> dict[str, Question]:
        found = asked_questions(self.questionnaire, self.profile, self.answers, self.deepened)
        return {question.id: question for question in found}

    @property
    def open(self) -> list[str]:
        return [name for name, question in self.asked.items() if question.is_core and name not in self.answers]


class AnyOrder(RuleBasedStateMachine):
    """Two browsers on one site; `truths` are the scans that were not deleted, by their secret."""

    site: FastAPI
    forms = Bundle("forms")

    def __init__(self) -> None:
        super().__init__()
        self.browsers = (stranger(self.site), stranger(self.site))
        self.truths: dict[str, Truth] = {}

    def truth(self, browser: int) -> Truth | None:
        return self.truths.get(self.browsers[browser].client.cookies.get("scan") or "")

    def send(self, browser: int, path: str, form: dict[str, str]) -> int:
        client = self.browsers[browser].client
        page = Page(client.post(path, data=form, headers={"origin": ORIGIN}, follow_redirects=False))
        assert page.status < 500
        return page.status

    @initialize(size=SIZES)
    def begin(self, size: str) -> None:
        for browser in (0, 1):
            self.start(browser, size)

    @rule(browser=BROWSERS, size=SIZES)
    def start(self, browser: int, size: str) -> None:
        assert self.send(browser, "/start", {**PROFILE, "size": size}) == 303
        visitor = self.browsers[browser]
        self.truths[secret_of(visitor)] = Truth(visitor.site.questionnaire, size)

    @rule(browser=BROWSERS, name=NAMES | IN_TABS, code=CODES, stays=st.booleans())
    def answer(self, browser: int, name: str, code: str, stays: bool) -> None:
        truth = self.truth(browser)
        form = {"answer": code, **({"then": "stay"} if stays else {})}
        status = self.send(browser, f"/scan/vraag/{name}", form)
        if truth is None or name not in truth.asked:
            assert status == 404
        else:
            assert status == (204 if stays else 303)
            truth.answers[name] = code

    @rule(browser=BROWSERS, code=CODES)
    def answer_all_that_is_open(self, browser: int, code: str) -> None:
        truth = self.truth(browser)
        while truth and truth.open:
            self.answer(browser, truth.open[0], code, stays=True)

    @rule(browser=BROWSERS, name=st.sampled_from(("t1", "s1", "bestaat_niet")), code=st.sampled_from(("z", "", "a;b")))
    def answer_nonsense(self, browser: int, name: str, code: str) -> None:
        assert self.send(browser, f"/scan/vraag/{name}", {"answer": code}) in (404, 422)

    @rule(target=forms, browser=BROWSERS, name=IN_TABS)
    def look_at_a_question(self, browser: int, name: str) -> tuple[str, dict[str, str]]:
        """Leave a page open in a tab."""
        visitor, truth = self.browsers[browser], self.truth(browser)
        page = visitor.get(f"/scan/vraag/{name}")
        if truth is None or name not in truth.asked:
            assert page.status == 404
            return name, {"scan": "x", "seen": ""}
        assert page.chosen("answer") == ([truth.answers[name]] if name in truth.answers else [])
        return name, {hidden: page.field(hidden).get("value", "") for hidden in ("scan", "seen")}

    @rule(browser=BROWSERS, form=forms, code=CODES)
    def answer_from_an_old_tab(self, browser: int, form: tuple[str, dict[str, str]], code: str) -> None:
        truth, (name, hidden) = self.truth(browser), form
        is_own = truth is not None and hidden["scan"] == scan_of(self.browsers[browser]).mark
        status = self.send(browser, f"/scan/vraag/{name}", {**hidden, "answer": code})
        if truth is None or name not in truth.asked:
            assert status in (404, 409)
        elif not is_own or truth.answers.get(name, code) not in (hidden["seen"], code):
            assert status == 409
        else:
            assert status == 303
            truth.answers[name] = code

    @rule(browser=BROWSERS, name=IN_TABS, here=CODES, there=CODES)
    def answer_in_two_tabs(self, browser: int, name: str, here: str, there: str) -> None:
        tab = self.look_at_a_question(browser, name)
        self.answer(browser, name, there, stays=False)
        self.answer_from_an_old_tab(browser, tab, here)

    @rule(browser=BROWSERS, size=SIZES, name=st.sampled_from(("", "Jansen & zonen", "<b>")))
    def change_company(self, browser: int, size: str, name: str) -> None:
        status = self.send(browser, "/scan/bedrijf", {**PROFILE, "size": size, "company_name": name})
        if truth := self.truth(browser):
            assert status == 303
            truth.size, truth.name, truth.goal = size, name, "groei"
        else:
            assert status == 404

    @rule(browser=BROWSERS, theme=st.sampled_from(("processen", "bestaat_niet")))
    def deepen(self, browser: int, theme: str) -> None:
        status = self.send(browser, "/scan/overzicht", {"theme": theme})
        truth = self.truth(browser)
        if truth is None or theme == "bestaat_niet":
            assert status == 404
        else:
            assert status == 303
            truth.deepened = [theme]

    @rule(browser=BROWSERS, goal=GOALS, level=LEVELS)
    def change_plan(self, browser: int, goal: str, level: str) -> None:
        targets = {"target_technologie": level, "target_slimmer_werken": "niveau_80"}
        status = self.send(browser, "/scan/plan", {"goal": goal, **targets})
        truth = self.truth(browser)
        assert status == (303 if truth else 404)
        if truth and truth.has_result:
            truth.goal, truth.target = goal, level

    @rule(browser=BROWSERS, action=ACTIONS, drops=st.booleans())
    def drop_or_restore(self, browser: int, action: str, drops: bool) -> None:
        path = "/scan/plan/weglaten" if drops else "/scan/plan/terugzetten"
        status, truth = self.send(browser, path, {"action": action}), self.truth(browser)
        if truth is None or (action == "bestaat_niet" and truth.has_result):
            assert status == 404
            return
        assert status == 303
        if truth.has_result:
            others = [other for other in truth.dropped if other != action]
            truth.dropped = others if not drops else truth.dropped if action in truth.dropped else [*others, action]

    @rule(browser=BROWSERS)
    def finish(self, browser: int) -> None:
        status = self.send(browser, "/scan/controle", {})
        if truth := self.truth(browser):
            assert status == (422 if truth.open else 303)
            truth.was_finished |= not truth.open
        else:
            assert status == 404

    @rule(browser=BROWSERS)
    def open_in_the_other_browser(self, browser: int) -> None:
        if self.truth(browser):
            assert self.send(1 - browser, f"/verder/{secret_of(self.browsers[browser])}", {}) == 303

    @rule(browser=BROWSERS)
    def delete(self, browser: int) -> None:
        gone = self.browsers[browser].client.cookies.get("scan") or ""
        status = self.send(browser, "/scan/verwijderen", {})
        assert status == (303 if self.truths.pop(gone, None) else 404)

    @rule(browser=BROWSERS)
    def look_at_everything(self, browser: int) -> None:
        visitor, truth = self.browsers[browser], self.truth(browser)
        result = visitor.client.get("/scan/resultaat", follow_redirects=False)
        if truth is None:
            assert result.status_code == 404
            return
        assert result.status_code == (200 if truth.has_result else 303)
        assert visitor.get("/scan/verder").status == 200
        kept = json.loads(visitor.client.get("/scan/scanbestand.json").text)
        report = compose_report(truth.questionnaire, truth.profile, truth.answers, truth.choices)
        assert {**kept["answers"], **kept["answers_not_asked_now"]} == truth.answers
        assert kept == kept | json.loads(json.dumps(report_json(report)))
        if truth.has_result:
            shown = [found.score for found in report.elements if found.score.is_shown]
            assert all(f">{points(score.value)}<" in result.text for score in shown if score.value is not None)

    @invariant()
    def everything_acknowledged_is_there(self) -> None:
        for secret, truth in self.truths.items():
            reader = stranger(self.site)
            reader.client.cookies.set("scan", secret)
            scan = scan_of(reader)
            assert (scan.answers, scan.profile, scan.choices) == (truth.answers, truth.profile, truth.choices)
            assert (scan.company.company_name or "", list(scan.deepened)) == (truth.name, truth.deepened)
            assert [question.id for question in scan.open_core] == truth.open
            assert scan.is_finished == truth.has_result


@on_both
def test_nothing_is_lost_and_nothing_comes_too_early_in_any_order(small_site: FastAPI) -> None:
    machine = type("AnyOrderHere", (AnyOrder,), {"site": small_site})

    # Without shrinking, which would visit the site for minutes; the steps that failed are printed as they were.
    chosen = settings(max_examples=20, stateful_step_count=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    run_state_machine_as_test(machine, settings=chosen)
