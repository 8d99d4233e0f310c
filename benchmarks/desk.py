"""The list of cases of an adviser organisation that has thousands, beside one bare query on the same table."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from statistics import median

from sqlalchemy import bindparam, select, text
from sqlmodel import SQLModel

from app.content import read_operator, read_questionnaire
from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.account import Account
from app.domain.case_search import PER_PAGE, CaseSearch, CaseSort, page_count, search_choices
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.main import create_app
from app.municipalities import municipalities
from app.services import case_lists
from app.services.questionnaires import PublishedQuestionnaires
from app.settings import Settings
from benchmarks.many_cases import fill
from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database
from tests.accounts import signed_in

_AIM = {"ratio": 5}
_CASE = SQLModel.metadata.tables["adviser_case"]
_BARE = (
    select(_CASE)
    .where(_CASE.c.organisation_id == bindparam("organisation_id"))
    .order_by(_CASE.c.shared_at.desc(), _CASE.c.id.desc())
    .limit(PER_PAGE)
)

Calls = Mapping[str, Callable[[], object]]


def desk(kinds: Sequence[Kind], *, cases: int, rounds: int, follow: Follow) -> dict[str, object]:
    """Measure lists of each kind in turns with the bare query, and then whole pages beside the smallest one."""
    lists: list[Mapping[str, object]] = []
    pages: list[Mapping[str, object]] = []
    for kind in kinds:
        with empty_database(kind) as environment:
            settings = Settings(
                data_dir=environment["SCAN_DATA_DIR"], database_url=environment.get("SCAN_DATABASE_URL", "")
            )
            upgrade(settings.database)
            with closing(Database(settings.database)) as database:
                adviser = _filled(database, cases)
                lists += _compared(kind, _list_calls(database, adviser, cases), follow(range(rounds)))
                pages += _compared(kind, _page_calls(settings, database, adviser), follow(range(rounds)))
    return {"cases": cases, "rounds": rounds, "aim": _AIM, "lists": lists, "pages over HTTP": pages}


def _filled(database: Database, cases: int) -> Account:
    adviser = fill(database, read_questionnaire(), cases)
    if database.engine.dialect.name == "postgresql":
        # It does so by itself within minutes after that much was added.
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return adviser


def _list_calls(database: Database, adviser: Account, cases: int) -> Calls:
    """Return the bare query first, and then the service with each search."""
    questionnaire, published, today = read_questionnaire(), PublishedQuestionnaires(database), day_of(datetime.now(UTC))
    choices = search_choices(questionnaire, municipalities())

    def bare() -> object:
        with database.engine.connect() as connection:
            return connection.execute(_BARE, {"organisation_id": adviser.organisation.id}).all()

    def listed(search: CaseSearch) -> Callable[[], object]:
        return lambda: case_lists.list_cases(database, published, search, choices, by=adviser, today=today)

    return {"bare": bare} | {name: listed(search) for name, search in _searches(questionnaire, cases).items()}


def _searches(questionnaire: Questionnaire, cases: int) -> Mapping[str, CaseSearch]:
    search, element, level = CaseSearch(), questionnaire.elements[0].id, questionnaire.levels[1].id
    return {
        "default": search,
        "sector": replace(search, sector="zorg"),
        "element below a level": replace(search, element=element, below=level),
        "search": replace(search, text="deventer"),
        "search, nothing found": replace(search, text="xyzzy"),
        "by name": replace(search, sort=CaseSort.NAME),
        "by follow-up": replace(search, sort=CaseSort.FOLLOW_UP),
        "last page": replace(search, page=page_count(cases)),
        "only new": replace(search, new="1"),
    }


def _page_calls(settings: Settings, database: Database, adviser: Account) -> Calls:
    site = create_app(settings, database, read_questionnaire(), read_operator())
    browser = signed_in(site, adviser).client
    paths = {"bare": "/healthz", "default": "/adviseur", "sector": "/adviseur?sector=zorg"}
    return {name: partial(browser.get, path) for name, path in paths.items()}


def _compared(kind: Kind, calls: Calls, rounds: Iterable[int]) -> Sequence[Mapping[str, object]]:
    """Time each call once a round, after one to warm up. On a busy machine the fastest say most."""
    times = [{name: _milliseconds(call) for name, call in calls.items()} for _ in rounds][1:]
    middle, fastest = ({name: of(found[name] for found in times) for name in calls} for of in (median, min))
    return [
        {
            "database": kind,
            "what": name,
            "ms": round(middle[name], 2),
            "ratio": round(middle[name] / middle["bare"], 2),
            "fastest ms": round(fastest[name], 2),
            "ratio of the fastest": round(fastest[name] / fastest["bare"], 2),
        }
        for name in calls
    ]


def _milliseconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
