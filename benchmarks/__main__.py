"""The command behind script/bench."""

from enum import StrEnum
from typing import Annotated

import typer

from app.cli.console import AsJson
from benchmarks.desk import desk
from benchmarks.faults import faults
from benchmarks.memory import memory
from benchmarks.pages import pages
from benchmarks.province import province
from benchmarks.reading import reading
from benchmarks.redteam import redteam
from benchmarks.releases import release
from benchmarks.report import report
from benchmarks.results import follow, show
from benchmarks.sheets import look_at_sheets
from benchmarks.sites import Kind
from benchmarks.start import start

app = typer.Typer(help="Measure the site on this machine.", no_args_is_help=True, add_completion=False)


class Databases(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    BOTH = "both"


@app.command("pages")
def measure_pages(
    database: Annotated[Databases, typer.Option(help="On which database.")] = Databases.BOTH,
    clients: Annotated[int, typer.Option(min=1, max=64, help="How many ask at the same time.")] = 8,
    seconds: Annotated[float, typer.Option(min=0.2, help="How long each turn takes.")] = 2,
    rounds: Annotated[int, typer.Option(min=1, help="How many turns each side has.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Compare the question page and the save with handlers that do the least."""
    kinds = list(Kind) if database is Databases.BOTH else [Kind(database)]
    show(pages(kinds, clients=clients, seconds=seconds, rounds=rounds, follow=follow), as_json=as_json)


@app.command("start")
def measure_start(as_json: AsJson = False) -> None:
    """Time the way from the command to the first page."""
    show(start(follow=follow), as_json=as_json)


@app.command("memory")
def measure_memory(as_json: AsJson = False) -> None:
    """Look at the size of the web process after 100, 1,000 and 10,000 requests."""
    show(memory(follow=follow), as_json=as_json)


@app.command("faults")
def measure_faults(
    rounds: Annotated[int, typer.Option(min=1, help="How often the server is killed.")] = 5, as_json: AsJson = False
) -> None:
    """Kill the server while answers are saved, and count what was lost."""
    show(faults(rounds, follow=follow), as_json=as_json)


@app.command("sheets")
def inspect_sheets(
    seeds: Annotated[int, typer.Option(min=1, help="How many drawn visits for each sector and size.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Look on paper for what sticks out, breaks or stands alone, in every report and guide; exit with 1 for any."""
    result = look_at_sheets(seeds, follow=follow)
    show(result, as_json=as_json)
    if result["documents with faults"]:
        raise typer.Exit(1)


@app.command("report")
def measure_report(
    companies: Annotated[int, typer.Option(min=1, max=8, help="How many companies get a report.")] = 3,
    rounds: Annotated[int, typer.Option(min=1, help="How many turns each way of printing has.")] = 5,
    reports: Annotated[int, typer.Option(min=10, help="How many reports are made while memory is watched.")] = 500,
    reading: Annotated[float, typer.Option(min=0, help="Seconds between the result and the click on the PDF.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Print the report beside plain text and Chromium, click on it as owners do, and make many."""
    found = report(companies=companies, rounds=rounds, reports=reports, reading_seconds=reading, follow=follow)
    show(found, as_json=as_json)


@app.command("desk")
def measure_desk(
    database: Annotated[Databases, typer.Option(help="On which database.")] = Databases.BOTH,
    cases: Annotated[int, typer.Option(min=25, help="How many cases the organisation has.")] = 5000,
    rounds: Annotated[int, typer.Option(min=2, help="How many turns each list has.")] = 200,
    as_json: AsJson = False,
) -> None:
    """Compare the list of cases of an adviser organisation with one bare query."""
    kinds = list(Kind) if database is Databases.BOTH else [Kind(database)]
    show(desk(kinds, cases=cases, rounds=rounds, follow=follow), as_json=as_json)


@app.command("reading")
def measure_reading(as_json: AsJson = False) -> None:
    """Count what an owner reads and chooses from the home page to the result, in minutes by kind of page."""
    show(reading(follow=follow), as_json=as_json)


@app.command("release")
def measure_release(
    database: Annotated[Databases, typer.Option(help="On which database.")] = Databases.BOTH,
    scans: Annotated[int, typer.Option(min=1, help="How many scans the measured release has.")] = 20_000,
    repetitions: Annotated[int, typer.Option(min=1, help="How often each number of scans is released.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Tell what a release shows by the number of scans, and what a big one takes while others save."""
    kinds = list(Kind) if database is Databases.BOTH else [Kind(database)]
    show(release(kinds, scans=scans, repetitions=repetitions, follow=follow), as_json=as_json)


@app.command("province")
def measure_province(
    database: Annotated[Databases, typer.Option(help="On which database.")] = Databases.BOTH,
    few: Annotated[int, typer.Option(min=1, help="How many scans the one site has.")] = 1_000,
    many: Annotated[int, typer.Option(min=1, help="How many scans the other site has.")] = 100_000,
    rounds: Annotated[int, typer.Option(min=5, help="How many turns each page has.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Compare pages about releases on a site with few scans and on one with many."""
    kinds = list(Kind) if database is Databases.BOTH else [Kind(database)]
    show(province(kinds, few=few, many=many, rounds=rounds, follow=follow), as_json=as_json)


@app.command("redteam")
def attack_releases(
    releases: Annotated[int, typer.Option(min=200, help="How many fresh releases each guess is tried on.")] = 6000,
    cells: Annotated[int, typer.Option(min=800, help="How many small cells are looked at in each tier.")] = 25_000,
    as_json: AsJson = False,
) -> None:
    """Try to learn from releases what they hide, and exit with 1 where that succeeds more often than is promised."""
    result = redteam(releases=releases, cells=cells, follow=follow)
    show(result, as_json=as_json)
    if result["misses"]:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
