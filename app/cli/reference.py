"""The command that reads newer public figures: reference refresh."""

import typer
from rich.table import Table

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings
from app.content import read_hard_number_rules, read_statline_plan
from app.reference_figures import refreshed_file
from app.rendering.hard_number_json import reference_json
from app.settings import prepare_data_dir

commands = typer.Typer()
group = typer.Typer(help="Public figures that a company may stand beside.", no_args_is_help=True)
commands.add_typer(group, name="reference")


@group.command()
def refresh(as_json: AsJson = False) -> None:
    """Read the newest figures from CBS StatLine; when that fails, the last good ones stay."""
    from app.services.statline_refresh import refresh as refresh_figures
    from app.statline import StatLine

    settings = read_settings()
    with explaining_errors(outcome="The figures were not refreshed; the last good ones stay in use."):
        prepare_data_dir(settings)
        with err.status("Reading StatLine"):
            figures = refresh_figures(
                StatLine(str(settings.statline_url)),
                read_statline_plan(),
                read_hard_number_rules(),
                data_dir=settings.data_dir,
            )
    if as_json:
        file = str(refreshed_file(settings.data_dir))
        print_json({"file": file, "figures": [reference_json(figure) for figure in figures]})
        return
    table = Table("sector", "unit", "year", "euro", title=str(refreshed_file(settings.data_dir)))
    for figure in figures:
        table.add_row(figure.sector, figure.unit, str(figure.year), f"{float(figure.value):g}")
    out.print(table)
