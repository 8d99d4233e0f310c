"""The company profile in two tabs: who saves last is told what the other stored, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.visitor import Visitor


def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49", company_name="Jansen")

    page = visitor.post("/scan/bedrijf", stale | {"sector": "ict", "company_name": "Pietersen", "kvk": "12345678"})

    assert page.status == 409
    assert (page.field("company_name").get("value"), page.chosen("size")) == ("Pietersen", ["2-9"])
    assert page.field("kvk").get("value") == "12345678"
    stored = visitor.get("/scan/bedrijf")
    assert (stored.field("company_name").get("value"), stored.chosen("size")) == ("Jansen", ["10-49"])


def test_it_tells_per_field_what_is_stored_and_what_saving_does(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49", kvk="12345678")

    page = visitor.post("/scan/bedrijf", stale | {"kvk": "87654321"})

    assert page.errors == [
        ("#size", "Bij “Mensen” staat nu bij ons: 10 tot en met 49 mensen."),
        ("#kvk", "Bij “KvK-nummer” staat nu bij ons: Ingevuld."),
    ]
    assert page.text.count("Let op: Bij ons staat nu: 10 tot en met 49 mensen.") == 1
    assert "Slaat u op? Dan vervangt u wat bij ons staat." in page.text


def test_what_was_erased_here_and_changed_there_can_be_seen(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(company_name="Jansen")

    page = visitor.post("/scan/bedrijf", stale | {"size": "10-49"})

    assert "#company_name" in [target for target, _ in page.errors]
    (folded,) = [part for part in page.all("details") if part.findall(".//*[@id='company_name']")]
    assert folded.get("open") is not None


def test_saving_again_goes_through(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49")
    page = visitor.post("/scan/bedrijf", stale | {"company_name": "Pietersen"})

    assert visitor.post("/scan/bedrijf", page.filled_in()).path == "/scan/vraag/planning"

    stored = visitor.get("/scan/bedrijf")
    assert (stored.field("company_name").get("value"), stored.chosen("size")) == ("Pietersen", ["2-9"])


def test_who_was_told_is_told_again_after_another_change(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49")
    told = visitor.post("/scan/bedrijf", stale | {"company_name": "Pietersen"}).filled_in()
    visitor.change_company(size="1")

    assert visitor.post("/scan/bedrijf", told).status == 409


def test_a_slip_in_a_stale_form_does_not_make_it_fresh(visitor: Visitor) -> None:
    visitor.start()
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49")
    slip = visitor.post("/scan/bedrijf", stale | {"municipality": "Devnter"})

    assert visitor.post("/scan/bedrijf", slip.filled_in() | {"municipality": "Zwolle"}).status == 409


def test_the_same_form_twice_is_no_change(visitor: Visitor) -> None:
    visitor.start()
    form = visitor.get("/scan/bedrijf").filled_in() | {"size": "10-49", "kvk": "12345678"}

    assert [visitor.post("/scan/bedrijf", form).path for _ in range(2)] == ["/scan/vraag/planning"] * 2


def test_of_all_who_save_at_once_one_is_stored(visit: Callable[[], Visitor]) -> None:
    first = visit()
    first.start()
    form, tabs = first.get("/scan/bedrijf").filled_in(), [visit() for _ in range(8)]
    for tab in tabs:
        tab.client.cookies.update(first.client.cookies)

    with ThreadPoolExecutor(len(tabs)) as pool:
        pages = pool.map(lambda n: tabs[n].post("/scan/bedrijf", form | {"company_name": f"Bedrijf {n}"}), range(8))
        statuses = [page.status for page in pages]

    (winner,) = (number for number, status in enumerate(statuses) if status != 409)
    assert statuses.count(409) == 7
    assert first.get("/scan/bedrijf").field("company_name").get("value") == f"Bedrijf {winner}"


def test_questions_that_read_otherwise_are_pointed_out(visitor: Visitor) -> None:
    visitor.finish(size="10-49")

    page = visitor.change_company(size="1")

    assert page.path == "/scan/controle"
    assert "Kijk of uw antwoorden nog kloppen" in page.text
    assert "Kijk of uw antwoorden nog kloppen" not in visitor.get("/scan/controle").text


def test_a_change_that_leaves_the_questions_as_they_are_is_not_pointed_out(visitor: Visitor) -> None:
    visitor.finish(goal="groei")

    assert visitor.change_company(goal="kosten").path == "/scan/resultaat"
