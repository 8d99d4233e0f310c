"""Papers about releases of every kind: with few figures and with many, of a year, of a quarter, and without any."""

from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.release import Release
from app.rendering.outcomes_paper import OutcomesPaperPage, outcomes_html
from app.services.questionnaires import publish
from app.web.prepared_outcomes_paper import prepared_outcomes_paper
from tests.conftest import NOW
from tests.published import publish_release, publish_years
from tests.rendering.samples import questionnaire

METHOD = "https://scan.overijssel.example/methode/uitkomsten"
_READERS = "Overijssel"
# The release of each kind, by its id.
KINDS = {
    "few": "overijssel-2023",
    "year before": "overijssel-2024",
    "year": "overijssel-2025",
    "quarter": "overijssel-2025q4",
    "many": "noord-brabant-2025",
    "of another province": "gelderland-2025",
    "all hidden": "zeeland-2025",
}


def document(kind: str) -> str:
    return outcomes_html(pages()[kind])


@cache
def pages() -> Mapping[str, OutcomesPaperPage]:
    """Return the paper of each kind, with the releases of its province before it."""
    with TemporaryDirectory(prefix="releases-") as folder:
        address = f"sqlite:///{Path(folder) / 'scan.db'}"
        upgrade(address)
        with closing(Database(address)) as database:
            publish(database, questionnaire(), now=NOW)
            releases = _publish_all(database)
            return {kind: _page_of(database, releases[release_id]) for kind, release_id in KINDS.items()}


def _publish_all(database: Database) -> Mapping[str, Release]:
    more = (
        publish_release(database, questionnaire(), "Noord-Brabant", companies=9000, tier="L"),
        publish_release(database, questionnaire(), "Zeeland", companies=12, tier="S"),
    )
    return {**publish_years(database, questionnaire()), **{release.id: release for release in more}}


def _page_of(database: Database, release: Release) -> OutcomesPaperPage:
    return prepared_outcomes_paper(database, questionnaire(), release, province=_READERS, method=METHOD)
