"""A service on this machine in the shapes of StatLine's OData v3, with figures of its own, that can misbehave."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from app.content import read_hard_number_rules, read_statline_plan
from app.domain.productivity import ReferenceFigure
from app.services.statline_refresh import refresh
from app.statline import StatLine

Json = dict[str, Any]
Answer = Callable[[BaseHTTPRequestHandler], None]

ALL, BRANCH, YEAR = "T001081", "BedrijfstakkenBranchesSBI2008", "Perioden"
VALUE_ADDED, LABOUR = "85867NED", "85918NED"
NAME = "BrutoToegevoegdeWaardeBasisprijzen"
WIDTH = 10
YEARS = (2018, 2019, 2021, 2022, 2023, 2024)
# Euros in millions; made up, but for the total of 2023.
EUROS = {
    "301000": 19000,
    "305700": 6000,
    "307500": 110000,
    "350000": 50000,
    "351900": 26000,
    "354200": 130000,
    "383100": 46000,
    "389100": 20000,
    "391600": 48000,
    "403300": 90000,
    "410200": 70000,
    ALL: 944801,
}
# Labour years in thousands; made up, but for the total.
LABOUR_YEARS = {
    "301000": 180.5,
    "305700": 8,
    "307500": 740,
    "350000": 520,
    "351900": 290,
    "354200": 1160,
    "383100": 370,
    "389100": 300,
    "391600": 330,
    "403300": 700,
    "410200": 740,
    ALL: 8144.2,
}
HOURS_IN_A_YEAR = 1.7


class FakeStatLine:
    """Answers for two tables, a page at a time. `number` is what measures are numbered from, as it differs per table.

    `cells` replaces values by table, name of the measure, branch and year. `instead` answers for paths that end so.
    """

    def __init__(self) -> None:
        self.number = 1
        self.page = 25
        self.heeds_filters = True
        self.fixed_prices = 0.8
        self.units = {"euro": "mln euro", "hours": "mln uur", "years": "1 000 arbeidsjaren"}
        self.cells: dict[tuple[str, str, int], object] = {}
        self.instead: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.url = ""

    def properties(self, table: str) -> list[Json]:
        group = {"ID": 0, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Werkelijke prijzen", "Unit": ""}
        dimension = {"ID": 1, "ParentID": None, "Type": "Dimension", "Key": BRANCH, "Title": "Bedrijfstakken"}
        year = {"ID": 2, "ParentID": None, "Type": "TimeDimension", "Key": YEAR, "Title": "Perioden"}
        topics = [
            {"ID": 3 + at, "ParentID": 0, "Type": "Topic", "Key": key, "Title": key, "Unit": unit, "Datatype": "Long"}
            for at, (key, unit) in enumerate(self.measures(table).items())
        ]
        return [group, dimension, year, *topics]

    def measures(self, table: str) -> dict[str, str]:
        """The keys of a table's measures, with their units."""
        names = {
            VALUE_ADDED: [
                ("OutputBasisprijzen", "euro"),
                ("IntermediairVerbruik", "euro"),
                ("BrutoToegevoegdeWaardeBasisprijzen", "euro"),
                ("OutputBasisprijzen", "euro"),
                ("BrutoToegevoegdeWaardeBasisprijzen", "euro"),
                ("BrutoToegevoegdeWaardeBasisprijzen", "%"),
            ],
            LABOUR: [
                ("WerkzamePersonen", "persons"),
                ("Banen", "jobs"),
                ("Arbeidsjaren", "years"),
                ("GewerkteUren", "hours"),
            ],
        }[table]
        return {f"{name}_{at}": self.units.get(unit, unit) for at, (name, unit) in enumerate(names, start=self.number)}

    def rows(self, table: str) -> Iterator[Json]:
        others = [{}] if table == VALUE_ADDED else _people()
        measures = self.measures(table)
        for branch in EUROS:
            for year in YEARS:
                yield from (self._row(measures, branch, year, other) for other in others)
            yield {
                BRANCH: branch.ljust(WIDTH),
                YEAR: f"{YEARS[-1]}KW04",
                **others[0],
                **dict.fromkeys(measures),
            }

    def _row(self, measures: Collection[str], branch: str, year: int, other: Json) -> Json:
        part = 0.5 if other.get("Geslacht", "1100").strip() != "1100" else 1
        values = {key: self._value(key.rpartition("_")[0], branch, year, part) for key in measures}
        if not other:
            fixed, growth = list(values)[-2:]
            values |= {fixed: EUROS[branch] * self.fixed_prices, growth: 1.5}
        return {"ID": 0, **other, BRANCH: branch.ljust(WIDTH), YEAR: f"{year}JJ00", **values}

    def _value(self, name: str, branch: str, year: int, part: float) -> object:
        euros, years = EUROS[branch], LABOUR_YEARS[branch] * part
        known = {
            "BrutoToegevoegdeWaardeBasisprijzen": euros,
            "Arbeidsjaren": years,
            "GewerkteUren": years * HOURS_IN_A_YEAR,
        }
        return self.cells.get((name, branch, year), known.get(name, 1))


def _people() -> list[Json]:
    sexes, types = ("1100", "3000", "4000"), ("T001413", "2000")
    return [{"Geslacht": sex.ljust(7), "TypeWerkenden": kind.ljust(9)} for sex in sexes for kind in types]


def _matches(row: Json, condition: str) -> bool:
    """Whether a row fits a filter of the kind `(substringof('a',X) or substringof('b',X)) and (…)`."""
    for either in condition.split(" and "):
        parts = re.findall(r"substringof\('([^']*)',(\w+)\)", either)
        if not any(text in row[name] for text, name in parts):
            return False
    return True


@contextmanager
def statline() -> Iterator[FakeStatLine]:
    """Run the service."""
    fake = FakeStatLine()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the server looks for this name
            answer(fake, self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/ODataApi/odata"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def answer(fake: FakeStatLine, request: BaseHTTPRequestHandler) -> None:
    parts = urlsplit(request.path)
    fake.asked.append(request.path)
    for ending, instead in fake.instead.items():
        if parts.path.endswith(ending):
            instead(request)
            return
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    table, part = parts.path.removeprefix("/ODataApi/odata/").split("/")
    if part == "DataProperties":
        send(request, {"odata.metadata": f"{fake.url}/$metadata", "value": fake.properties(table)})
        return
    rows = [row for row in fake.rows(table) if not fake.heeds_filters or _matches(row, query["$filter"])]
    skip = int(query.get("$skip", 0))
    chosen = query["$select"].split(",")
    page: Json = {"value": [{name: row[name] for name in chosen} for row in rows[skip : skip + fake.page]]}
    if skip + fake.page < len(rows):
        page["odata.nextLink"] = f"{fake.url}/{table}/TypedDataSet?" + urlencode(query | {"$skip": skip + fake.page})
    send(request, page)


def send(request: BaseHTTPRequestHandler, document: object, *, status: int = 200, **headers: str) -> None:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


def refreshed(service: FakeStatLine, folder: Path, *, seconds: float = 20) -> list[ReferenceFigure]:
    reader = StatLine(service.url, seconds=seconds)
    return list(refresh(reader, read_statline_plan(), read_hard_number_rules(), data_dir=folder))
