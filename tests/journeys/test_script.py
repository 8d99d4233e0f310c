"""What the script adds: an answer is saved as soon as it is chosen, and a form is sent once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.journeys.owner import Owner, started_scan

# In the page itself: Playwright now and then misses a request that may outlive its page.
NO_NETWORK = "() => { window.fetch = () => Promise.reject(new TypeError()); }"
SLOW_NETWORK = """() => {
    const send = window.fetch;
    window.fetch = (...request) => new Promise(wait => setTimeout(wait, 300)).then(() => send(...request));
}"""


@pytest.fixture
def question(browser: Browser, site: str) -> Iterator[Page]:
    """The first question of a new scan."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    page = context.new_page()
    Owner(page, site).has_open(started_scan(site), "/scan/verder")
    yield page
    context.close()


def test_a_choice_is_saved_at_once_and_said(question: Page) -> None:
    question.locator("input[name=answer][value=b]").check()

    expect(question.get_by_role("status")).to_have_text("Uw antwoord is bewaard.")
    question.reload()
    assert question.locator("input[name=answer]:checked").input_value() == "b"


def test_several_choices_leave_the_last(question: Page) -> None:
    for code in ("a", "b", "c", "d", "c"):
        question.locator(f"input[name=answer][value={code}]").check()

    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")
    question.goto(question.url.replace("overdracht", "planning"))
    assert question.locator("input[name=answer]:checked").input_value() == "c"


def test_a_choice_that_could_not_be_saved_is_said_and_kept(question: Page) -> None:
    question.evaluate(NO_NETWORK)

    question.locator("input[name=answer][value=b]").check()

    expect(question.get_by_role("status")).to_contain_text("nog niet bewaard")
    question.get_by_role("button", name="Volgende vraag").click()
    question.wait_for_url("**/scan/vraag/overdracht")


def test_on_a_phone_one_sees_the_button_and_what_became_of_a_choice(question: Page) -> None:
    question.set_viewport_size({"width": 360, "height": 664})

    question.locator("input[name=answer][value=a]").check()

    expect(question.get_by_role("status")).to_have_text("Uw antwoord is bewaard.")
    expect(question.get_by_role("status")).to_be_in_viewport()
    expect(question.get_by_role("button", name="Volgende vraag")).to_be_in_viewport()


def test_on_a_phone_the_button_hides_no_answer_that_has_focus(question: Page) -> None:
    question.set_viewport_size({"width": 360, "height": 664})
    bar = question.locator(".next")

    question.locator("input[name=answer]").first.focus()
    for _ in range(4):
        question.keyboard.press("ArrowDown")
        chosen, stuck = question.locator(".choice:has(:focus)").bounding_box(), bar.bounding_box()
        assert chosen
        assert stuck
        assert chosen["y"] + chosen["height"] <= stuck["y"]


def test_without_internet_a_form_stays_where_it_is(question: Page) -> None:
    question.context.set_offline(True)
    address = question.url

    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    expect(question.get_by_role("status")).to_have_text("U heeft nu geen internet. Ga verder zodra het er weer is.")
    assert question.url == address
    question.context.set_offline(False)
    question.get_by_role("button", name="Volgende vraag").click()
    question.wait_for_url("**/scan/vraag/overdracht")


def test_a_site_that_answers_is_reached_though_the_browser_calls_itself_offline(question: Page) -> None:
    question.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    question.reload()

    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")


def test_a_double_click_sends_a_form_once(question: Page) -> None:
    sent: list[str] = []

    def keep(request: Request) -> None:
        if request.method == "POST" and "then=stay" not in (request.post_data or ""):
            sent.append(request.url)

    question.on("request", keep)
    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").dblclick()
    question.wait_for_url("**/scan/vraag/overdracht")

    assert len(sent) == 1


def test_a_form_waits_for_the_choice_that_is_being_saved(question: Page) -> None:
    order: list[str] = []

    def keep(request: Request) -> None:
        if request.method == "POST":
            order.append("stay" if "then=stay" in (request.post_data or "") else "next")

    question.on("request", keep)
    question.evaluate(SLOW_NETWORK)
    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()
    question.wait_for_url("**/scan/vraag/overdracht")

    assert order == ["stay", "next"]


@pytest.mark.parametrize("missing", ["AbortSignal.timeout", "window.fetch"])
def test_an_old_browser_does_without_saving_at_once(question: Page, missing: str) -> None:
    errors: list[object] = []
    question.on("pageerror", lambda error: errors.append(error))
    question.add_init_script(f"delete {missing}")
    question.reload()

    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")
    assert errors == []


def test_saving_that_breaks_does_not_hold_a_form_up(question: Page) -> None:
    question.add_init_script("window.fetch = () => { throw new TypeError() }")
    question.reload()

    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")


def test_a_form_that_got_no_page_can_be_sent_again(question: Page) -> None:
    question.clock.install()
    question.reload()
    question.route("**/scan/vraag/planning", lambda route: route.fulfill(status=204))
    question.get_by_role("button", name="Volgende vraag").click()
    question.unroute_all()

    question.clock.fast_forward(3000)
    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")


def test_without_a_script_there_is_no_empty_line(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    Owner(page, site).has_open(started_scan(site), "/scan/verder")

    assert not page.locator("[role=status]").is_visible()
    page.context.close()


def test_a_second_tab_is_told(question: Page) -> None:
    behind = question.context.new_page()
    behind.goto(question.url)
    question.locator("input[name=answer][value=b]").check()
    expect(question.get_by_role("status")).to_have_text("Uw antwoord is bewaard.")

    behind.locator("input[name=answer][value=c]").check()
    expect(behind.get_by_role("status")).to_contain_text("nog niet bewaard")
    behind.get_by_role("button", name="Volgende vraag").click()

    expect(behind.get_by_role("heading", name="Uw antwoord is intussen veranderd")).to_be_visible()
    assert behind.locator("input[name=answer]:checked").input_value() == "c"


def test_going_back_lets_one_send_again(question: Page) -> None:
    question.locator("input[name=answer][value=b]").check()
    question.get_by_role("button", name="Volgende vraag").click()
    question.wait_for_url("**/scan/vraag/overdracht")

    question.go_back()
    question.locator("input[name=answer][value=d]").check()
    question.get_by_role("button", name="Volgende vraag").click()

    question.wait_for_url("**/scan/vraag/overdracht")


def test_a_question_page_is_light_and_asks_nobody_else(question: Page, site: str) -> None:
    address = question.url
    visit = question.context.new_page()
    requests: list[Request] = []
    visit.on("request", lambda request: requests.append(request))

    visit.goto(address, wait_until="networkidle")

    assert all(request.url.startswith(site) for request in requests)
    assert len(requests) <= 3
    assert sum(request.sizes()["responseBodySize"] for request in requests) < 30_000
