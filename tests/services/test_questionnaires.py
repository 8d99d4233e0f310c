"""Publishing: once per content, never other content under the same number, the same for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

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

    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM questionnaire")).scalar() == 1


def test_nodes_that_start_together_publish_once(database: Database) -> None:
    new, barrier = questionnaire(technology("t1"), version="2099.1"), threading.Barrier(8)

    def start(_number: int) -> None:
        barrier.wait()
        publish(database, new, now=NOW)

    with ThreadPoolExecutor(max_workers=8) as nodes:
        list(nodes.map(start, range(8)))

    assert PublishedQuestionnaires(database).get(new.hash).version == "2099.1"


def test_other_content_under_the_same_number_is_refused(database: Database, shipped: Questionnaire) -> None:
    other = questionnaire(technology("t1"), version=shipped.version)

    with pytest.raises(VersionTakenError, match=r"raise `version` in scan_questions/scan\.yaml"):
        publish(database, other, now=NOW)
