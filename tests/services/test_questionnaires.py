"""Publishing: once per content, never other content under the same number, the same for ever."""

import pytest

from app.db.engine import Database
from app.domain.errors import VersionTakenError
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import PublishedQuestionnaires, publish
from tests.builders import questionnaire, technology
from tests.conftest import NOW


def test_a_published_questionnaire_comes_back_whole(database: Database, shipped: Questionnaire) -> None:
    found = PublishedQuestionnaires(database).get(shipped.hash)

    assert found.model_dump() == shipped.model_dump()
    assert found.hash == shipped.hash


def test_publishing_again_changes_nothing(database: Database, shipped: Questionnaire) -> None:
    publish(database, shipped, now=NOW)


def test_other_content_under_the_same_number_is_refused(database: Database, shipped: Questionnaire) -> None:
    other = questionnaire(technology("t1"), version=shipped.version)

    with pytest.raises(VersionTakenError, match=r"raise `version` in scan_questions/scan\.yaml"):
        publish(database, other, now=NOW)
