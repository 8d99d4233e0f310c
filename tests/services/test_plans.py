"""What an owner changes about a plan, in the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.choices import AS_ADVISED, Choices
from app.domain.errors import ActionNotFoundError, ScanNotFoundError
from app.domain.scan import Scan
from app.services import plans, scans
from app.services.questionnaires import PublishedQuestionnaires, publish
from tests.builders import action, profile, question, questionnaire, technology
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
LOWER = {"technologie": "niveau_30", "slimmer_werken": "niveau_80"}
SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
CONTENT = questionnaire(
    [*technology("t1", "t2", "t3"), *SMART], [action("doe"), action("doe_meer", goals=["kosten"])], version="2000.4"
)


@pytest.fixture
def secret(database: Database) -> str:
    """The secret of a scan with the lowest answers."""
    publish(database, CONTENT, now=NOW)
    made = scans.start_scan(database, CONTENT, profile(goal="groei"), now=NOW)
    for asked in CONTENT.questions:
        scans.save_answer(database, load(database, made), question_id=asked.id, code="a", now=NOW)
    return made


def load(database: Database, secret: str) -> Scan:
    return scans.get_scan(database, PublishedQuestionnaires(database), secret)


def planned(scan: Scan) -> list[str]:
    return [step.action.id for step in scan.report.plan]


def test_a_new_scan_has_the_plan_as_advised(database: Database, secret: str) -> None:
    assert load(database, secret).choices == AS_ADVISED


def test_another_goal_changes_the_order_of_the_plan(database: Database, secret: str) -> None:
    plans.change_plan(database, load(database, secret), goal="kosten", targets={}, now=LATER)

    changed = load(database, secret)
    assert (changed.profile.goal, changed.changed_at) == ("kosten", LATER)
    assert planned(changed) == ["doe_meer", "doe"]


def test_only_targets_that_differ_from_the_advice_are_kept(database: Database, secret: str) -> None:
    plans.change_plan(database, load(database, secret), goal="groei", targets=LOWER, now=LATER)

    assert load(database, secret).choices == Choices(targets={"technologie": "niveau_30"})


def test_back_to_the_advice_leaves_no_target(database: Database, secret: str) -> None:
    plans.change_plan(database, load(database, secret), goal="groei", targets=LOWER, now=LATER)
    plans.change_plan(database, load(database, secret), goal="groei", targets={}, now=LATER)

    assert load(database, secret).choices == AS_ADVISED


def test_a_plan_that_changed_since_the_page_is_left_as_it_is(database: Database, secret: str) -> None:
    stale = load(database, secret)
    plans.change_plan(database, stale, goal="kosten", targets={}, now=NOW)

    stored = plans.change_plan(database, stale, goal="groei", targets=LOWER, seen=stale.plan_digest, now=LATER)

    assert stored is not None
    assert (stored.profile.goal, stored.choices) == ("kosten", AS_ADVISED)
    assert load(database, secret).profile.goal == "kosten"


def test_the_same_plan_twice_is_no_change(database: Database, secret: str) -> None:
    stale = load(database, secret)

    for moment in (NOW, LATER):
        assert not plans.change_plan(database, stale, goal="groei", targets=LOWER, seen=stale.plan_digest, now=moment)

    assert load(database, secret).changed_at == NOW


def test_a_dropped_action_is_no_change_of_what_the_plan_aims_at(database: Database, secret: str) -> None:
    stale = load(database, secret)
    plans.drop_action(database, stale, "doe", now=NOW)

    assert not plans.change_plan(database, stale, goal="kosten", targets={}, seen=stale.plan_digest, now=LATER)

    assert load(database, secret).choices.dropped == ("doe",)


def test_an_action_is_dropped_once(database: Database, secret: str) -> None:
    plans.drop_action(database, load(database, secret), "doe", now=NOW)
    plans.drop_action(database, load(database, secret), "doe", now=LATER)

    changed = load(database, secret)
    assert (changed.choices.dropped, changed.changed_at) == (("doe",), NOW)
    assert planned(changed) == ["doe_meer"]


def test_an_action_that_is_put_back_takes_part_again(database: Database, secret: str) -> None:
    plans.drop_action(database, load(database, secret), "doe", now=NOW)

    for _ in range(2):
        plans.restore_action(database, load(database, secret), "doe", now=LATER)

    changed = load(database, secret)
    assert (changed.choices, changed.changed_at) == (AS_ADVISED, LATER)
    assert planned(changed) == ["doe", "doe_meer"]


@pytest.mark.parametrize("change", [plans.drop_action, plans.restore_action])
def test_an_action_that_the_questionnaire_lacks_is_refused(database: Database, secret: str, change: object) -> None:
    assert callable(change)

    with pytest.raises(ActionNotFoundError, match="verdwenen"):
        change(database, load(database, secret), "verdwenen", now=NOW)

    assert load(database, secret).choices == AS_ADVISED


def test_a_scan_that_was_deleted_meanwhile_cannot_change(database: Database, secret: str) -> None:
    scan = load(database, secret)
    scans.delete_scan(database, scan.id, now=NOW)

    with pytest.raises(ScanNotFoundError):
        plans.drop_action(database, scan, "doe", now=NOW)


def test_stored_choices_that_the_questionnaire_lacks_do_no_harm(database: Database, secret: str) -> None:
    with database.write() as session:
        row = session.get(ScanRow, load(database, secret).id)
        assert row is not None
        row.targets, row.dropped = {"verdwenen": "niveau_30", "technologie": "verdwenen"}, ["verdwenen", "doe"]

    scan = load(database, secret)

    assert (scan.choices, planned(scan)) == (Choices(dropped=("doe",)), ["doe_meer"])


def test_actions_dropped_at_the_same_moment_are_both_gone(database: Database, secret: str) -> None:
    scan = load(database, secret)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: plans.drop_action(database, scan, name, now=NOW), ("doe", "doe_meer")))

    assert set(load(database, secret).choices.dropped) == {"doe", "doe_meer"}
