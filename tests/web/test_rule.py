"""The conditions of a step, in the words of the result page."""

from typing import Any

import pytest
from jinja2 import Environment

from app.domain.conditions import Condition
from app.domain.explanation import Explainer, RuleLine
from app.domain.reading import Reading
from app.web.templating import page_environment
from tests.builders import both_elements, profile


@pytest.fixture(scope="module")
def environment() -> Environment:
    return page_environment()


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            {"answer": {"t1": ["a", "b", "unknown"]}},
            "“Vraag t1?” is een van deze: “Niveau a” “Niveau b” “Weet ik niet”",
        ),
        (
            {"answer": {"t1": ["a"], "t2": ["b"]}},
            "Dit klopt allemaal: Het antwoord op “Vraag t1?” is “Niveau a”. Het antwoord op “Vraag t2?” is “Niveau b”.",
        ),
        ({"answer": {"t1": ["a", "b", "c", "d", "unknown"]}}, "Het antwoord op “Vraag t1?” is niet “Niveau e”."),
        ({"profile": {"sector": ["zorg"]}}, "De sector is “Zorg”."),
        ({"profile": {"size": ["1"]}}, "De grootte is “Alleen ik”."),
        ({"profile": {"size": ["1", "2-9"]}}, "De grootte is een van deze: “Alleen ik” “2 tot 9 mensen”"),
        ({"profile": {"goal": ["groei"]}}, "Het doel is “Groei”."),
        ({"profile": {"municipality": ["GM0150"]}}, "Het bedrijf staat in een gemeente waar dit advies voor is."),
        ({"profile": {"family_business": [True]}}, "Het is een familiebedrijf."),
        ({"profile": {"family_business": [False]}}, "Het is geen familiebedrijf."),
        (
            {"score": {"technologie": {"at_least": 30, "below": 80}}},
            "Technologie is 30 of hoger en lager dan 80.",
        ),
        ({"score": {"index": {"at_least": 55}}}, "De totaalscore is 55 of hoger."),
        ({"score": {"balance": {"below": -15}}}, "Het verschil tussen techniek en de rest is lager dan"),
        ({"score": {"spread": {"below": 15}}}, "Het verschil tussen de hoogste en de laagste score is lager dan 15."),
        (
            {"any": [{"profile": {"goal": ["groei"]}}, {"answer": {"t1": ["a"]}}]},
            "Minstens één hiervan klopt: Het doel is “Groei”. Het antwoord op “Vraag t1?” is “Niveau a”.",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(environment: Environment, condition: dict[str, Any], said: str) -> None:
    content, answers = both_elements(), {"t1": "a"}
    explainer = Explainer(Reading(content, profile(), answers))
    (line,) = explainer.rule((Condition.model_validate(condition),))

    assert said in words(environment, line)


@pytest.mark.parametrize(
    ("fitting", "others", "said"),
    [
        (("Zorg", "ICT"), ("Onderwijs",), "De sector is niet “Onderwijs”."),
        (("Zorg", "ICT", "Handel"), ("Onderwijs", "Horeca"), "De sector is geen van deze: “Onderwijs” “Horeca”"),
        (("Zorg", "ICT"), ("Onderwijs", "Horeca"), "De sector is een van deze: “Zorg” “ICT”"),
    ],
)
def test_where_most_fit_it_names_the_others(
    environment: Environment, fitting: tuple[str, ...], others: tuple[str, ...], said: str
) -> None:
    assert words(environment, RuleLine("profile", "sector", labels=fitting, others=others)) == said


def words(environment: Environment, line: RuleLine) -> str:
    html = environment.get_template(f"owner/result/rule/{line.kind}.html").render(line=line)
    return " ".join(environment.from_string("{{ html | striptags }}").render(html=html).split())
