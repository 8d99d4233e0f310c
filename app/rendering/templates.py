"""The environment in which templates of pages, paper and letters print."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from app.rendering import filters

REPORT_TEMPLATES = Path(__file__).parents[2] / "report_templates"

_FILTERS: tuple[Callable[..., str], ...] = (
    filters.points,
    filters.span,
    filters.signed,
    filters.share,
    filters.decimal,
    filters.whole,
    filters.amount,
    filters.long_date,
    filters.moment,
    filters.period,
    filters.iso_date,
    filters.sentence,
    filters.within_sentence,
    filters.unbroken,
)


def make_environment(*folders: Path) -> Environment:
    """Make an environment of the templates in these folders and those of the report, named `report_templates/...`."""
    report: BaseLoader = PrefixLoader({REPORT_TEMPLATES.name: FileSystemLoader(REPORT_TEMPLATES)})
    environment = Environment(
        loader=ChoiceLoader([*(FileSystemLoader(folder) for folder in folders), report]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a page has tens of templates; to look each time whether one changed takes a while
    )
    environment.filters.update({filter_.__name__: filter_ for filter_ in _FILTERS})
    return environment


@cache
def report_environment() -> Environment:
    """Return the environment of paper and letters, which know no other templates."""
    return make_environment()
