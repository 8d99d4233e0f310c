"""The public explanation of the score names the numbers of the shipped content, and no others."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest

from app.content import read_questionnaire
from app.domain.action import MONTHS
from app.domain.parsed import Size
from app.domain.question import NoScore
from app.domain.scoring import Score, score
from app.rendering.filters import decimal, points, span
from tests.builders import profile
from tests.markdown import Document

METHOD = Document("docs/method.md")
SHIPPED = read_questionnaire()
PLAN, RULES, J_CURVE = SHIPPED.plan, SHIPPED.scores, SHIPPED.j_curve
assert J_CURVE
SIZES: dict[str, Size] = {"Klein": "S", "Middelgroot": "M", "Groot": "L"}
ANSWERS = {"weet ik niet": NoScore.UNKNOWN.value, "nu niet nodig": NoScore.NOT_NEEDED.value}
(ANSWER_SET,) = SHIPPED.answer_sets
CORE = [question for question in SHIPPED.questions if question.is_core]
BY_TEXT = {question.text: question for question in SHIPPED.questions}
TECHNOLOGY = SHIPPED.element_by_id["technologie"]
OTHERS = [element for element in SHIPPED.elements if element != TECHNOLOGY]
TARGET = next(level for level in SHIPPED.levels if level.id == PLAN.target)
(BEHIND,) = [
    condition.score["balance"].below or Fraction(0)
    for headline in SHIPPED.headlines
    for condition in headline.when
    if headline.id == "techniek_achter" and condition.score
]
WEIGHTS = sorted({weight for question in SHIPPED.questions for weight in question.elements.values()})


def questions_allowing(answer: NoScore) -> int:
    return len([question for question in SHIPPED.questions if answer in question.allows])


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("", f"versie {SHIPPED.version} van de vragen"),
        ("Uw antwoorden", f"{len(CORE)} vragen over vier thema’s"),
        ("Uw antwoorden", f"zijn het {len(SHIPPED.questions)} vragen"),
        ("Uw antwoorden", f"staan {len(ANSWER_SET.options)} beschrijvingen"),
        ("Uw antwoorden", f"Dit antwoord kan bij {questions_allowing(NoScore.NOT_APPLICABLE)} vragen"),
        ("Uw antwoorden", f"keuze. Dit antwoord kan bij {questions_allowing(NoScore.NOT_NEEDED)} vragen"),
        ("De score van een element", f"{', '.join(map(str, WEIGHTS[:-1]))} of {WEIGHTS[-1]} keer"),
        ("Wanneer u een score ziet", f"minstens {RULES.minimum_answers} antwoorden"),
        ("Wanneer u een score ziet", f"minstens {RULES.minimum_coverage} van het gewicht"),
        ("Wanneer u een score ziet", f"hoogstens {RULES.maximum_excused} van het gewicht"),
        ("De totaalscore", f"Technologie telt voor {decimal(TECHNOLOGY.weight)}%"),
        ("De totaalscore", f"samen voor {decimal(sum((other.weight for other in OTHERS), Fraction(0)))}%"),
        ("De totaalscore", f"dan voor {decimal(Fraction(100, len(SHIPPED.elements)))}%"),
        ("De balans", f"Bij {SHIPPED.balance.threshold} punten of meer"),
        ("De balans", f"lager dan −{SHIPPED.balance.threshold},"),
        ("De balans", f"grens van {SHIPPED.balance.threshold} punten"),
        ("De balans", f"pas bij meer dan {-BEHIND} punten"),
        ("De balans", f"en die van {-BEHIND} hebben"),
        ("Hoe wij het advies kiezen", f"het niveau {TARGET.name}, vanaf {TARGET.lower_bound} punten"),
        ("Hoe wij het advies kiezen", f"telt het {decimal(PLAN.goal_fit)} keer"),
        ("Hoe wij het advies kiezen", f"dan is het {decimal(PLAN.need_by_score or Fraction(1))}"),
        ("Hoe wij het advies kiezen", f"hoogstens {PLAN.actions} stappen"),
        ("Hoe wij het advies kiezen", f"minstens {PLAN.elements} elementen"),
        ("Hoe wij het advies kiezen", f"zijn het er hoogstens {PLAN.per_element},"),
        ("De niveaus", f"Verschilt een score hoogstens {RULES.close} punten"),
        ("Hoe wij het advies kiezen", f"sterk punt tonen wij hoogstens {PLAN.strengths} antwoorden"),
        ("Hoe wij het advies kiezen", f"knelpunt tonen wij hoogstens {PLAN.strengths} antwoorden"),
        ("Hoe wij het advies kiezen", f"waarde van minstens {decimal(PLAN.strength_from)}"),
        ("Hoe wij het advies kiezen", f"waarde van hoogstens {decimal(PLAN.bottleneck_to)}"),
        ("De lijn over twee jaar", f"een lijn over {MONTHS} maanden"),
        ("De lijn over twee jaar", f"Een lichte dip telt als −{decimal(J_CURVE.depth['light'])} en een"),
        ("De lijn over twee jaar", f"een duidelijke dip als −{decimal(J_CURVE.depth['marked'])}."),
        ("De lijn over twee jaar", f"groeit de winst in {J_CURVE.rise} maanden"),
        ("De lijn over twee jaar", f"Een klein effect telt als {decimal(J_CURVE.gain['S'])}, een"),
        ("De lijn over twee jaar", f"een middelgroot als {decimal(J_CURVE.gain['M'])} en een groot"),
        ("De lijn over twee jaar", f"en een groot als {decimal(J_CURVE.gain['L'])}."),
        ("De lijn over twee jaar", f"meer dan {J_CURVE.marked_at_once} duidelijke dips"),
    ],
)
def test_a_number_is_that_of_the_content(heading: str, fact: str) -> None:
    assert fact in " ".join(METHOD.section(heading).split())


def test_the_values_of_the_answers_are_those_of_the_content() -> None:
    assert METHOD.rows("Uw antwoorden") == [[option.code, str(option.value)] for option in ANSWER_SET.options]


def test_the_elements_have_their_questions_and_weights() -> None:
    total = sum((element.weight for element in SHIPPED.elements), Fraction(0))

    assert METHOD.rows("De score van een element") == [
        [
            element.name,
            *(str(len([q for q in questions if element.id in q.elements])) for questions in (CORE, SHIPPED.questions)),
            f"{decimal(100 * element.weight / total)}%",
        ]
        for element in SHIPPED.elements
    ]


def test_the_levels_have_their_bounds() -> None:
    bounds = [level.lower_bound for level in SHIPPED.levels]
    bands = [f"{low} tot {high}" for low, high in pairwise(bounds)]
    bands.append(f"{bounds[-1]} tot en met 100")

    assert METHOD.rows("De niveaus") == [[level.name, band] for level, band in zip(SHIPPED.levels, bands, strict=True)]


def test_the_sizes_have_their_effect_and_effort() -> None:
    assert METHOD.rows("Hoe wij het advies kiezen") == [
        [word, str(PLAN.effect[size]), str(PLAN.effort[size])] for word, size in SIZES.items()
    ]


def test_the_steps_start_when_the_content_says() -> None:
    assert J_CURVE
    starts = [[str(month) for month in J_CURVE.starts[size]] for size in SIZES.values()]
    places = [str(place) for place in range(1, PLAN.actions + 1)]

    assert METHOD.rows("De lijn over twee jaar") == [list(row) for row in zip(places, *starts, strict=True)]


def test_what_gives_no_gain_is_that_of_the_content() -> None:
    assert J_CURVE
    assert J_CURVE.no_gain == ("keep", "find_out")
    assert "Vasthouden en uitzoeken geven in de lijn geen winst" in METHOD.flowing


def example() -> Score:
    given = {BY_TEXT[row[0]].id: row[2] for row in METHOD.rows("De score van een element", table=1)}
    answers = {name: ANSWERS.get(said, said) for name, said in given.items()}
    return score(SHIPPED, profile(), answers).elements["technologie"]


def test_the_example_is_scored_as_it_says() -> None:
    result = example()

    assert f"De score is dus {points(result.value)} van 100" in METHOD.flowing
    assert f"is de marge {span(result.low, result.high)}" in METHOD.flowing
    assert "dat 9 van de 11" in METHOD.flowing
    assert result.coverage == Fraction(9, 11)


def test_the_example_has_the_weights_and_values_of_the_questions() -> None:
    for text, weight, answer, value in METHOD.rows("De score van een element", table=1):
        question = BY_TEXT[text]
        assert weight == str(question.elements["technologie"])
        assert value == str(SHIPPED.values_of(question).get(answer, "–"))


def test_the_example_of_an_index_adds_up() -> None:
    share = TECHNOLOGY.weight / sum((element.weight for element in SHIPPED.elements), Fraction(0))

    index, equal = (40 + part * (80 - 40) for part in (share, Fraction(1, len(SHIPPED.elements))))

    assert f"de totaalscore {points(index)}. Met gelijke gewichten is die {points(equal)}." in METHOD.flowing


def sentences() -> Iterator[str]:
    prose = re.sub(r"^(\|.*|#.*)$", ".", METHOD.text, flags=re.MULTILINE)
    yield from re.split(r"[.!?:]\s|\n(?=\* |\d\. )", " ".join(prose.split()))


def test_sentences_are_short() -> None:
    assert [sentence for sentence in sentences() if len(sentence.split()) > 20] == []
