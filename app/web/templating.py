"""The templates of the pages, with what every page may print."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.templating import Jinja2Templates
from jinja2 import Environment

from app.domain.operator import Operator
from app.rendering.templates import make_environment
from app.web.messages import message
from app.web.static import StaticAssets

WEB_TEMPLATES = Path(__file__).parent / "templates"


def page_environment() -> Environment:
    return make_environment(WEB_TEMPLATES)


def page_templates(app: FastAPI, assets: StaticAssets, operator: Operator) -> Jinja2Templates:
    environment = page_environment()
    environment.globals |= {
        "url_for": app.url_path_for,
        "static": assets.address_of,
        "icon": assets.inline("favicon.svg"),
        "site_name": message("site", "name"),
        "operator": operator,
    }
    return Jinja2Templates(env=environment)
