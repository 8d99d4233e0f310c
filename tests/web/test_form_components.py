"""The building blocks of forms: what each macro prints, for every kind of input."""

import pytest

from app.domain.profile import Choice
from tests.web.macros import Macros, found, words


def test_an_error_summary_takes_the_focus_and_links_to_each_field(macros: Macros) -> None:
    part = macros.part("error_summary", {"sector": "Kies de sector.", "size": "Kies hoeveel."}, prefix="vraag-")

    section = found(part, "section")
    assert {"autofocus", "tabindex"} <= set(section.keys())
    assert [(a.get("href"), a.text) for a in part.findall(".//a")] == [
        ("#vraag-sector", "Kies de sector."),
        ("#vraag-size", "Kies hoeveel."),
    ]


def test_an_error_summary_says_what_the_page_asks_for(macros: Macros) -> None:
    part = macros.part("error_summary", {"answer": "Kies."}, heading="Kies nog een antwoord")

    assert words(found(part, "h2")) == "Kies nog een antwoord"


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"hint": "", "error": ""}, None),
        ({"hint": "Waarom", "error": ""}, "town-hint"),
        ({"hint": "", "error": "Vul in."}, "town-error"),
        ({"hint": "Waarom", "error": "Vul in."}, "town-hint town-error"),
    ],
)
def test_a_field_is_described_by_the_hint_and_error_that_are_there(
    macros: Macros, given: dict[str, str], ids: str | None
) -> None:
    part = macros.part("text_input", "town", "Gemeente", **given)

    assert found(part, "input").get("aria-describedby") == ids
    assert [p.get("id") for p in part.findall(".//p")] == (ids or "").split()


@pytest.mark.parametrize("given", [{}, {"inputmode": "numeric"}])
def test_a_text_input_asks_for_digits_only_when_told(macros: Macros, given: dict[str, str]) -> None:
    typed = found(macros.part("text_input", "kvk", "Nummer", **given), "input")

    assert typed.get("inputmode") == given.get("inputmode")


def test_a_checkbox_is_described_by_its_text(macros: Macros) -> None:
    part = macros.part("checkbox", "weg", "Verwijder het nummer", text="U kunt het later weer geven.", checked=True)

    box = found(part, "input")
    assert (box.get("type"), box.get("value"), box.get("checked")) == ("checkbox", "1", "")
    assert (found(part, "label").get("for"), box.get("aria-describedby")) == ("weg", found(part, "p").get("id"))


def test_a_checkbox_is_off_unless_told(macros: Macros) -> None:
    box = found(macros.part("checkbox", "weg", "Verwijder het nummer"), "input")

    assert (box.get("checked"), box.get("aria-describedby")) == (None, None)


def test_a_text_input_keeps_what_was_typed(macros: Macros) -> None:
    part = macros.part("text_input", "town", "Gemeente", value='<b> "Deventer"')

    assert found(part, "input").get("value") == '<b> "Deventer"'
    assert found(part, "label").get("for") == found(part, "input").get("id")


def test_an_error_stands_at_the_field_in_the_words_of_the_summary(macros: Macros) -> None:
    part = macros.part("text_input", "town", "Gemeente", error="Vul uw gemeente in.")

    assert words(found(part, "p")) == "Fout: Vul uw gemeente in."
    assert found(part, "input").get("aria-invalid") == "true"


def test_a_select_starts_empty_and_marks_the_choice(macros: Macros) -> None:
    choices = (Choice(id="ict", label="ICT"), Choice(id="zorg", label="Zorg"))

    part = macros.part("select", "sector", "Sector", choices, chosen="zorg", empty="Kies uw sector")

    options = [(o.get("value"), o.text, o.get("selected") is not None) for o in part.iter("option")]
    assert options == [("", "Kies uw sector", False), ("ict", "ICT", False), ("zorg", "Zorg", True)]


def test_the_first_radio_is_the_target_of_error_links(macros: Macros) -> None:
    first = found(macros.part("radio", "answer", "a", "Nee", first=True), "input")
    second = found(macros.part("radio", "answer", "b", "Ja"), "input")

    assert (first.get("id"), second.get("id")) == ("answer", "answer-b")


def test_a_radio_is_checked_and_described_only_when_asked(macros: Macros) -> None:
    plain = found(macros.part("radio", "answer", "b", "Ja"), "input")
    full = found(macros.part("radio", "answer", "b", "Ja", text="Elke dag.", chosen="b"), "input")

    assert not {"checked", "aria-describedby"} & set(plain.keys())
    assert full.get("aria-describedby") == "answer-b-text"
    assert full.get("checked") is not None


def test_the_question_is_the_heading_of_its_radios(macros: Macros) -> None:
    part = macros.part("radios", "answer", "Hoe?", error="Kies.", is_heading=True, inside="<b>keuzes</b>")

    group = found(part, "fieldset")
    assert words(found(group, "legend/h1")) == "Hoe?"
    assert group.get("aria-describedby") == "answer-error"
    assert found(group, "b").text == "keuzes"


def test_a_button_sends_a_name_only_if_it_has_one(macros: Macros) -> None:
    plain = found(macros.part("button", "Volgende"), "button")
    named = found(macros.part("button", "Later", name="then", value="later"), "button")

    assert plain.get("name") is None
    assert (named.get("name"), named.get("value")) == ("then", "later")
