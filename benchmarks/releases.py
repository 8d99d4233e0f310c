"""What a release shows by how many scans there are, and what it takes to make a big one."""

import json
import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL

import psutil
import yaml
from sqlalchemy import text

from app.content import RELEASE_FILE, read_questionnaire, read_release_specification
from app.db.engine import Database
from app.db.migrations import upgrade
from app.services.release_plans import cube_of
from app.settings import Settings
from benchmarks.counting_companies import PROVINCE, CountingCompany, draw_municipalities, invent_companies
from benchmarks.many_scans import fill
from benchmarks.results import Follow
from benchmarks.saving import Visitor, saving
from benchmarks.sites import Kind, empty_database
from benchmarks.utility import utility

_AIMS = {"seconds": 60, "MiB": 1024, "slowest save, ms": 1000}
_PERIOD = "2025"
_PAUSE = 0.02
_SAVES_BEFORE = 100

Found = Mapping[str, object]


def release(kinds: Sequence[Kind], *, scans: int, repetitions: int, follow: Follow) -> dict[str, object]:
    """Release without a database, volume after volume; then one of so many scans by the command, as it is run."""
    specification, questionnaire = read_release_specification(), read_questionnaire()
    companies = invent_companies(questionnaire, specification.dimensions.elements, follow=follow)
    made = [_made_on(kind, companies, scans, follow) for kind in kinds]
    shown = utility(specification, questionnaire, companies, repetitions=repetitions, follow=follow)
    return {"repetitions": repetitions, "scans": scans, "aims": _AIMS, "scan release": made, **shown}


@dataclass(frozen=True, slots=True)
class _Run:
    """A process that ended; `steps` are seconds by step."""

    seconds: float
    cpu_seconds: float
    most_memory: int
    steps: Mapping[str, float]


def _made_on(kind: Kind, companies: Sequence[CountingCompany], scans: int, follow: Follow) -> Found:
    questionnaire = read_questionnaire()
    with empty_database(kind) as environment:
        folder = Path(environment["SCAN_DATA_DIR"])
        settings = Settings(data_dir=folder, database_url=environment.get("SCAN_DATABASE_URL", ""))
        upgrade(settings.database)
        with closing(Database(settings.database)) as database:
            cube = cube_of(read_release_specification(), PROVINCE)
            places = draw_municipalities(cube, scans, random.Random(scans))
            fill(database, questionnaire, companies, places, follow=follow)
            _settle(database)
            visitor = Visitor(database, questionnaire, companies[0].scan.company.profile)
            before = [visitor.save() for _ in range(_SAVES_BEFORE)]
            with saving(visitor) as during:
                run = _release(folder, dict(environment), scans)
    return {"database": kind, **_told(run), **_waits("before", before), **_waits("during", during)}


def _settle(database: Database) -> None:
    """Do what PostgreSQL does by itself within minutes after that much was added."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _release(folder: Path, environment: dict[str, str], scans: int) -> _Run:
    specification, steps = folder / "release.yaml", folder / "steps.json"
    expected = yaml.safe_load(RELEASE_FILE.read_text(encoding="utf-8"))
    expected["expected"]["provinces"] = {PROVINCE: scans}
    specification.write_text(yaml.safe_dump(expected), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.phases", str(steps), "release", PROVINCE, _PERIOD, "--json"]
    environment["SCAN_RELEASE_SPECIFICATION"] = str(specification)
    begun, most, busy = time.perf_counter(), 0, 0.0
    process = psutil.Popen(command, env=os.environ | environment, stdout=DEVNULL)
    while process.poll() is None:
        most = max(most, process.memory_info().rss)
        busy = sum(process.cpu_times()[:2])
        time.sleep(_PAUSE)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise RuntimeError(f"scan release ended with {process.returncode}")
    return _Run(seconds, busy, most, json.loads(steps.read_text(encoding="utf-8")))


def _told(run: _Run) -> Found:
    return {
        "seconds": round(run.seconds, 1),
        "CPU seconds": round(run.cpu_seconds, 1),
        "most memory, MiB": round(run.most_memory / 2**20),
        **{f"seconds in: {name}": round(seconds, 1) for name, seconds in sorted(run.steps.items())},
    }


def _waits(when: str, seconds: Sequence[float]) -> Found:
    return {
        f"saves {when}": len(seconds),
        f"save {when}, ms": round(1000 * median(seconds), 1),
        f"slowest save {when}, ms": round(1000 * max(seconds), 1),
    }
