"""How long it takes from the command to the first page, on a database that is there already."""

import subprocess
import sys
import time
from collections.abc import Mapping
from statistics import median
from urllib.request import urlopen

from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database, serving

_ROUNDS = 5
_IMPORTS = "import fastapi, sqlmodel"


def start(*, follow: Follow) -> dict[str, object]:
    """Measure starts in turn with the import of the two libraries that no page can do without."""
    with empty_database(Kind.SQLITE) as settings:
        _seconds_to_home(settings)
        _seconds_to_import()
        pairs = [(_seconds_to_home(settings), _seconds_to_import()) for _ in follow(range(_ROUNDS))]
    ratios = [home / imports for home, imports in pairs]
    return {
        "seconds to the first page": round(median(home for home, _ in pairs), 2),
        f"seconds to {_IMPORTS}": round(median(imports for _, imports in pairs), 2),
        "ratio": round(median(ratios), 2),
        "lowest": round(min(ratios), 2),
        "highest": round(max(ratios), 2),
    }


def _seconds_to_home(settings: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    with serving(settings) as (port, _), urlopen(f"http://127.0.0.1:{port}/") as home:
        home.read()
        return time.perf_counter() - begun


def _seconds_to_import() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", _IMPORTS], check=True)
    return time.perf_counter() - begun
