"""Whether visitors can read the content, and whether every source says something."""

from typing import Any

import pytest

from app.domain.content_check.plain_language import language_problems, sentences
from app.domain.content_check.style import ContentRules, Jargon, JargonWord, QuestionsPerElement, Style
from app.domain.parsing import parse_questionnaire
from tests.builders import action, documents, technology

LONG = " ".join(["woord"] * 21) + "."
RULES = ContentRules(
    longest_sentence=20,
    longest_in_action={"title": 80, "why": 200},
    questions_per_element=QuestionsPerElement(core=1, full=1),
    no_source=("todo", "nvt"),
    source="redactioneel",
)
SCHEME = {"id": "slim", "name": "SLIM", "helps_with": "Leren.", "source": "Rijksoverheid"}
EXAMPLE = {"id": "dsm", "name": "DSM", "text": "Het ging goed.", "source": "SER"}


def problems(changes: dict[str, dict[str, Any]] | None = None, **jargon: str) -> list[str]:
    """Return what is wrong with a small folder of content, with other keys in some of its files."""
    files = documents(technology("t1"), [action("doe")])
    files |= {"examples/dsm.yaml": EXAMPLE, "schemes/slim.yaml": SCHEME}
    for name, keys in (changes or {}).items():
        files[name] = files[name] | keys
    words = tuple(JargonWord(word=word, instead=instead) for word, instead in jargon.items())
    style = Style(rules=RULES, jargon=Jargon(words=words))
    return [str(problem) for problem in language_problems(parse_questionnaire(files), style)]


def test_plain_content_has_no_problems() -> None:
    assert problems(stakeholder="mensen") == []


def test_a_long_sentence_is_a_problem() -> None:
    assert problems({"questions/t1.yaml": {"help": f"Kort? {LONG}"}}) == [
        f"questions/t1.yaml: help is {repr(LONG)[:77]}...; expected sentences of at most 20 words"
    ]


def test_every_long_sentence_is_told() -> None:
    variant = {"profile": {"sector": ["zorg"]}, "levels": {"a": {"label": "Ja", "text": LONG}}}

    found = problems({"questions/t1.yaml": {"help": f"{LONG} {LONG}", "variants": [variant]}})

    assert [problem.partition(" is ")[0] for problem in found] == [
        "questions/t1.yaml: help",
        "questions/t1.yaml: help",
        "questions/t1.yaml: variants[0].levels.a.text",
    ]


@pytest.mark.parametrize("key", ["measures", "source"])
def test_reviewers_may_read_long_sentences_and_jargon(key: str) -> None:
    assert problems({"questions/t1.yaml": {key: f"{LONG} En een stakeholder."}}, stakeholder="mensen") == []


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        ("questions/t1.yaml", {"text": "Kent u de kpi?"}),
        ("actions/doe.yaml", {"alone": "Kies een kpi."}),
        ("actions/doe.yaml", {"effort": {"size": "S", "hours": "1 uur per kpi", "cost": "geen"}}),
        ("examples/dsm.yaml", {"text": "De KPI steeg."}),
        ("examples/dsm.yaml", {"name": "Het kpi-bureau"}),
        ("schemes/slim.yaml", {"name": "Een kpi"}),
        ("schemes/slim.yaml", {"helps_with": "“Kpi”’s kiezen."}),
        ("scan.yaml", {"headlines": [{"id": "standaard", "text": "Dit is uw kpi."}]}),
        ("doors.yaml", {"doors": [{"id": "kvk", "name": "KVK", "helps_with": "Een kpi.", "source": "x y z"}]}),
        ("profile.yaml", {"goals": [{"id": "groei", "label": "Een kpi"}]}),
    ],
)
def test_jargon_is_a_problem_wherever_visitors_read(file: str, keys: dict[str, Any]) -> None:
    (problem,) = problems({file: keys}, kpi="cijfer")

    assert problem.startswith(f"{file}: ")
    assert problem.lower().endswith("is 'kpi'; expected plainer words: cijfer")


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Wij Optimaliseren dit.", "optimalis*", ["Optimaliseren"]),
        ("Optimaal of suboptimalisatie.", "optimalis*", []),
        ("Een tool en een toolbox.", "tool", ["tool"]),
        ("Een stip op  de horizon.", "stip op de horizon", ["stip op  de horizon"]),
        ("Tool hier, tool daar.", "tool", ["Tool", "tool"]),
        ("Punt van C+ en Co.", "c+", ["C+"]),
    ],
)
def test_a_word_counts_as_a_whole_or_by_its_beginning(text: str, word: str, found: list[str]) -> None:
    told = problems({"questions/t1.yaml": {"text": text}}, **{word: "anders"})

    assert told == [f"questions/t1.yaml: text is {each!r}; expected plainer words: anders" for each in found]


def test_of_several_words_each_says_its_own_alternative() -> None:
    found = problems({"questions/t1.yaml": {"text": "Output en input."}}, input="wat erin gaat", output="resultaat")

    assert [problem.partition("words: ")[2] for problem in found] == ["resultaat", "wat erin gaat"]


@pytest.mark.parametrize("source", ["-", "?", "TODO", "n.v.t.", "..."])
def test_a_source_that_says_nothing_is_a_problem(source: str) -> None:
    assert problems({"questions/t1.yaml": {"source": source}}) == [
        f"questions/t1.yaml: source is {source!r}; expected where it comes from, or 'Redactioneel'"
    ]


@pytest.mark.parametrize("file", ["actions/doe.yaml", "examples/dsm.yaml", "schemes/slim.yaml"])
def test_every_kind_of_file_needs_a_source(file: str) -> None:
    assert len(problems({file: {"source": "todo"}})) == 1


def test_the_weights_and_the_topics_need_a_source_too() -> None:
    topics = [{"id": "planning", "name": "Planning", "source": "?"}]

    found = problems(
        {"scan.yaml": {"weights_source": "-", "topics": topics}, "questions/t1.yaml": {"topics": ["planning"]}}
    )

    assert [problem.partition(" is ")[0] for problem in found] == [
        "scan.yaml: weights_source",
        "scan.yaml: topics[0].source",
    ]


def test_a_quotation_ends_with_its_sentence() -> None:
    assert sentences("Zeg: “Goed zo!” En ga door. Klaar") == ["Zeg:", "“Goed zo!", "En ga door.", "Klaar"]


@pytest.mark.parametrize("word", ["*", " x", "a*b", ""])
def test_a_word_that_would_fit_anything_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="word"):
        JargonWord(word=word, instead="iets")


@pytest.mark.parametrize(("key", "length"), [("title", 80), ("why", 200)])
def test_a_text_of_an_action_fits_the_report(key: str, length: int) -> None:
    assert not problems({"actions/doe.yaml": {key: "x" * length}})

    (problem,) = problems({"actions/doe.yaml": {key: "x" * (length + 1)}})
    assert f"at most {length} signs" in problem
