"""What an owner may tell about a company: its name, its KvK number and whether its scan may count."""

import json
import logging

import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel

from app.db.engine import Database
from app.services.pseudonyms import pseudonym
from app.web.consent import current_consent
from tests.page import Page
from tests.visitor import COMPANY, Visitor

NUMBER = "68750110"
NAUGHTY_NAMES = [
    "Bakkerij Jansen",
    "’s Lands \"Beste\" 'Brood' & Zn",
    "<script>alert(1)</script>",
    "{{ 7*7 }}${typed}{% raw %}%s",
    "Robert'); DROP TABLE scan;--",
    "=CMD|' /C calc'!A0",
    "../../../etc/passwd%00",
    "Zeerlangebedrijfsnaamzonderspatie" * 2,
    "מאפיית ירושלים",
    "مخبز السلام",
    "Bakkerij 🥐👩🏽‍🍳 Vers",
    "北京面包店 B.V.",
    "Z̷a̸l̶g̵o̴",
    "undefined",
    "İstanbul ﬁne ㎏ Å",
    "\ufeffNa een merkteken",
    "-1",
]


def stored(database: Database) -> dict[str, object]:
    with database.read() as session:
        return dict(session.execute(text("SELECT * FROM scan")).one()._mapping)


def facts(page: Page) -> dict[str, str]:
    names, values = ([" ".join("".join(x.itertext()).split()) for x in page.all(tag)] for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=False))


@pytest.mark.parametrize("name", NAUGHTY_NAMES)
def test_a_name_is_shown_as_it_is_stored(visitor: Visitor, database: Database, name: str) -> None:
    visitor.start(company_name=name)

    assert stored(database)["company_name"] == name
    assert visitor.get("/scan/bedrijf").field("company_name").get("value") == name
    assert facts(visitor.get("/scan/controle"))["Bedrijfsnaam"] == name
    assert json.loads(visitor.client.get("/scan/scanbestand.json").content)["company"]["name"] == name


def test_every_name_is_printed_as_it_was_typed(visitor: Visitor) -> None:
    visitor.finish()

    for name in NAUGHTY_NAMES:
        visitor.change_company(company_name=name)
        assert visitor.get("/scan/rapport").heading == f"Uw rapport voor {name}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        (" \u3000 ", None),
        ("\u200b\u200d", None),
        ("  Bakkerij\n\t Jansen\u2028& \xa0Zn ", "Bakkerij Jansen & Zn"),
        ("Bakkerij \u202enesnaJ\u2066", "Bakkerij nesnaJ"),
        ("Cafe\u0301", "Café"),
        ("a\x00b\x1bc\ufffe", "abc"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(
    visitor: Visitor, database: Database, typed: str, kept: str | None
) -> None:
    visitor.start(company_name=typed)

    assert stored(database)["company_name"] == kept


def test_a_name_may_have_eighty_signs(visitor: Visitor, database: Database) -> None:
    visitor.start(company_name="🥐" * 80)

    assert stored(database)["company_name"] == "🥐" * 80


def test_a_longer_name_is_kept_in_the_form_and_not_cut(visitor: Visitor) -> None:
    page = visitor.start(company_name="x" * 81)

    assert page.status == 422
    assert page.errors == [("#company_name", "De naam heeft 81 tekens. Kort hem in tot 80 tekens.")]
    assert page.field("company_name").get("value") == "x" * 81


def test_a_scan_needs_no_name_and_no_number(visitor: Visitor, database: Database) -> None:
    visitor.finish()

    assert (stored(database)["company_name"], stored(database)["kvk_token"]) == (None, None)
    assert visitor.get("/scan/rapport").heading == "Uw rapport"
    assert facts(visitor.get("/scan/controle"))["KvK-nummer"] == "Niet ingevuld"


@pytest.mark.parametrize("typed", [NUMBER, " 6875 0110 ", "68.75.01.10", "6875-0110", "68\xa075\u201101\u201310"])
def test_a_number_is_stored_as_a_code_only(visitor: Visitor, database: Database, typed: str) -> None:
    visitor.start(kvk=typed)

    assert stored(database)["kvk_token"] == pseudonym(visitor.site.secret_key, "kvk", NUMBER)


@pytest.mark.parametrize("typed", ["6875011", "687501100", "NL68750110", "0", "٦٨٧٥٠١١٠", "6875/0110"])
def test_something_else_is_no_number_and_stays_in_the_form(visitor: Visitor, typed: str) -> None:
    page = visitor.start(kvk=typed)

    assert page.status == 422
    assert page.errors == [("#kvk", f"“{typed}” is geen KvK-nummer. Vul alle 8 cijfers in, of laat dit leeg.")]
    assert page.field("kvk").get("value") == typed


def test_the_number_itself_stays_nowhere(
    visitor: Visitor, database: Database, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.finish(kvk=NUMBER, company_name="Bakkerij Planta")

    pages = ["/scan/bedrijf", "/scan/controle", "/scan/resultaat", "/scan/bewaren", "/scan/rapport"]
    shown = [visitor.get(path).response.text for path in pages]
    shown.append(visitor.client.get("/scan/scanbestand.json").text)
    logged = caplog.text + "".join(capfd.readouterr())
    assert NUMBER not in "".join((*shown, logged, every_value(database)))
    assert "Bakkerij Planta" not in logged
    assert "Bakkerij Planta" in every_value(database)


def every_value(database: Database) -> str:
    """Return all that is stored, but for the questionnaires."""
    tables = [table for name, table in SQLModel.metadata.tables.items() if name != "questionnaire"]
    with database.read() as session:
        return repr([session.execute(select(table)).all() for table in tables])


def test_a_stored_number_is_not_shown_but_can_be_kept(visitor: Visitor, database: Database) -> None:
    visitor.start(kvk=NUMBER)
    before = stored(database)["kvk_token"]

    page = visitor.get("/scan/bedrijf")
    visitor.change_company(size="10-49")

    assert page.field("kvk").get("value") == ""
    assert "U gaf al een nummer." in page.text
    assert stored(database)["kvk_token"] == before


def test_another_number_replaces_it(visitor: Visitor, database: Database) -> None:
    visitor.start(kvk=NUMBER)

    visitor.change_company(kvk="12345678", forget_kvk="1")

    assert stored(database)["kvk_token"] == pseudonym(visitor.site.secret_key, "kvk", "12345678")


def test_a_number_can_be_removed(visitor: Visitor, database: Database) -> None:
    visitor.start(kvk=NUMBER)

    visitor.change_company(forget_kvk="1")

    assert stored(database)["kvk_token"] is None
    assert "U gaf al een nummer." not in visitor.get("/scan/bedrijf").text


def test_no_code_is_stored_of_a_company_that_does_not_count(visitor: Visitor, database: Database) -> None:
    visitor.start(kvk=NUMBER, may_count="no")

    assert stored(database)["kvk_token"] is None


def test_a_stored_code_goes_when_a_company_counts_no_longer(visitor: Visitor, database: Database) -> None:
    visitor.start(kvk=NUMBER)

    visitor.change_company(may_count="no")

    assert stored(database)["kvk_token"] is None


def test_there_is_nothing_to_remove_without_a_number(visitor: Visitor) -> None:
    visitor.start()

    assert "forget_kvk" not in {field.get("name") for field in visitor.get("/scan/bedrijf").all("input")}


def test_the_choice_to_count_is_not_made_for_anyone(visitor: Visitor) -> None:
    assert visitor.get("/start").chosen("may_count") == []

    page = visitor.post("/start", {name: value for name, value in COMPANY.items() if name != "may_count"})

    assert page.errors == [("#may_count", "Kies of uw scan mag meetellen. Nee kost u niets.")]


@pytest.mark.parametrize(("choice", "counts", "word"), [("yes", True, "Ja"), ("no", False, "Nee")])
def test_the_choice_is_stored_with_the_version_of_its_text(
    visitor: Visitor, database: Database, choice: str, counts: bool, word: str
) -> None:
    visitor.start(may_count=choice)

    row = stored(database)
    assert (bool(row["may_count"]), row["consent_version"]) == (counts, current_consent().version)
    assert visitor.get("/scan/bedrijf").chosen("may_count") == [choice]
    assert facts(visitor.get("/scan/controle"))["Telt mee in cijfers"] == word


def test_the_choice_can_be_changed(visitor: Visitor, database: Database) -> None:
    visitor.start(may_count="yes")

    visitor.change_company(may_count="no")

    assert not stored(database)["may_count"]


@pytest.mark.parametrize("version", [None, "2000.1"])
def test_a_choice_on_another_text_is_asked_again(visitor: Visitor, database: Database, version: str | None) -> None:
    visitor.finish()
    with database.write() as session:
        session.execute(text("UPDATE scan SET consent_version = :version"), {"version": version})

    assert visitor.get("/scan/bedrijf").chosen("may_count") == []
    assert visitor.change_company(size="10-49").status == 422
    assert visitor.get("/scan/resultaat").status == 200
    assert visitor.client.get("/scan/scanbestand.json").json()["company"]["consent_version"] == version


def test_the_scan_file_tells_the_choice_and_no_number(visitor: Visitor) -> None:
    visitor.start(kvk=NUMBER)

    company = visitor.client.get("/scan/scanbestand.json").json()["company"]

    version = current_consent().version
    told = {"name": None, "kvk_number_given": True, "may_count": True, "consent_version": version}
    assert company == {**told, "campaign": None}


def test_the_fields_say_what_may_be_filled_in(visitor: Visitor) -> None:
    page = visitor.get("/start")

    assert page.field("company_name").get("autocomplete") == "organization"
    assert page.field("kvk").get("inputmode") == "numeric"
    assert {field.get("maxlength") for field in page.all("input")} == {None}
