"""Questionnaires published by earlier versions of the program: still the same hash, the same scores, the same plan."""

from pathlib import Path

from app.domain.composing import compose_report
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.rendering.json_documents import report_json

PUBLISHED = Path(__file__).parent / "published"
HASH = "e3a69750b74dd09a48e95363394e65f9653efd85aa9174976c62094834d380b0"
COMPANY = Profile(sector="installatietechniek", size="2-9", goal="krapte", municipality="GM0150", family_business=True)


def published(release: str) -> Questionnaire:
    return Questionnaire.model_validate_json((PUBLISHED / f"{release}.json").read_text(encoding="utf-8"))


def test_a_published_questionnaire_keeps_its_hash() -> None:
    assert published("0.1.0").hash == HASH


def test_a_scan_of_an_earlier_version_keeps_its_scores_and_its_plan() -> None:
    questionnaire = published("0.1.0")
    answers = {question.id: "abcd"[number % 4] for number, question in enumerate(questionnaire.in_order)}

    report = report_json(compose_report(questionnaire, COMPANY, answers))

    assert {name: result["score"] for name, result in report["elements"].items()} == {
        "technologie": 41.0,
        "zelforganisatie": 48.1,
        "dienend_leiderschap": 56.7,
        "slimmer_werken": 45.5,
        "co_creatie": 33.3,
    }
    assert report["index"] == 44.7
    assert report["headline"]["id"] == "onderweg"
    assert [action["id"] for action in report["actions"]] == [
        "beslisruimte",
        "personeel_vanaf_start",
        "overdracht_een_plek",
        "dagstart",
        "installateurs_samen",
    ]
