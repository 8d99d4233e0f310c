"""The question page and the save of an answer against handlers that do the least, in turns in the same run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

import psutil

from benchmarks.load import Load, Plan, request, run
from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database, serving
from benchmarks.visits import Visit, visit

_WARM_UP_SECONDS = 0.5
_METHODS = {"GET": ("question page", 200), "POST": ("save", 303)}
_AIM = {"ratio": 0.6, "p99 ms of a save": 50}


@dataclass(frozen=True, slots=True)
class Turn(Load):
    """A load, and how long its server kept a processor busy: that says more than the clock on a busy machine."""

    cpu_seconds: float

    @property
    def cpu_milliseconds(self) -> float:
        """Per request."""
        return self.cpu_seconds * 1000 / len(self.milliseconds)


@dataclass(frozen=True, slots=True)
class Side:
    """A server and what is asked of it."""

    plan: Plan
    server: psutil.Process

    def take_turn(self) -> Turn:
        before = self._cpu_seconds()
        load = run(self.plan)
        return Turn(load.seconds, load.errors, load.milliseconds, self._cpu_seconds() - before)

    def _cpu_seconds(self) -> float:
        user, system, *_ = self.server.cpu_times()
        return float(user + system)


def pages(kinds: Sequence[Kind], *, clients: int, seconds: float, rounds: int, follow: Follow) -> dict[str, object]:
    """Measure both on each kind of database: requests per second, their ratio, and how long one takes."""
    turns = iter(follow(range(len(kinds) * len(_METHODS) * rounds)))
    rows = []
    for kind in kinds:
        with empty_database(kind) as settings, serving(settings) as (port, ours):
            visits = [visit(port) for _ in range(clients)]
            with serving(settings, ["-m", "benchmarks.bare", visits[0].secret]) as (bare_port, bare):
                for method, (what, status) in _METHODS.items():
                    requests = _requests(visits, method)
                    sides = [
                        Side(Plan(number, seconds, status, requests), process)
                        for number, process in ((port, ours), (bare_port, bare))
                    ]
                    rows.append({"database": kind, "what": what, **_compared(_pairs(sides, rounds, turns))})
    return {"clients": clients, "seconds": seconds, "rounds": rounds, "aim": _AIM, "pages": rows}


def _requests(visits: Sequence[Visit], method: str) -> Sequence[Sequence[str]]:
    # The bare handlers know a scan by its number: that of the visit, on a database that was empty.
    return [
        [
            request(method, path, f"scan={visit.secret}; number={number}", form if method == "POST" else None)
            for path, form in visit.forms.items()
        ]
        for number, visit in enumerate(visits, start=1)
    ]


def _pairs(sides: Sequence[Side], rounds: int, turns: Iterator[int]) -> Sequence[Sequence[Turn]]:
    for side in sides:
        run(replace(side.plan, seconds=_WARM_UP_SECONDS))
    return [[side.take_turn() for side in sides] for _, _ in zip(range(rounds), turns, strict=False)]


def _compared(pairs: Sequence[Sequence[Turn]]) -> Mapping[str, object]:
    ours, bare = zip(*pairs, strict=True)
    ratios = [our.per_second / other.per_second for our, other in pairs]
    times = [taken for turn in ours for taken in turn.milliseconds]
    return {
        "requests/s": round(median(turn.per_second for turn in ours)),
        "bare requests/s": round(median(turn.per_second for turn in bare)),
        "ratio": round(median(ratios), 2),
        "lowest ratio": round(min(ratios), 2),
        "highest ratio": round(max(ratios), 2),
        "CPU ms": round(median(turn.cpu_milliseconds for turn in ours), 2),
        "bare CPU ms": round(median(turn.cpu_milliseconds for turn in bare), 2),
        "CPU ratio": round(median(other.cpu_milliseconds / our.cpu_milliseconds for our, other in pairs), 2),
        "p50 ms": round(median(times), 1),
        "p99 ms": round(quantiles(times, n=100)[98], 1),
        "bare p99 ms": round(quantiles([taken for turn in bare for taken in turn.milliseconds], n=100)[98], 1),
        "errors": sum(turn.errors for turn in ours),
        "bare errors": sum(turn.errors for turn in bare),
    }
