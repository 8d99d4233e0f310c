"""The web application: its parts, its guards, its pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.templating import Jinja2Templates
from secure.middleware import SecureASGIMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.db.engine import Database
from app.domain.organisation import Organisation
from app.domain.questionnaire import Questionnaire
from app.rendering.html import make_environment, report_style_source
from app.rendering.pdf import PdfRenderer
from app.services.questionnaires import PublishedQuestionnaires
from app.settings import Settings, secret_key
from app.web.dependencies import Site
from app.web.errors import add_error_pages
from app.web.messages import message
from app.web.routes import health, owner, pages
from app.web.security import refuse_foreign_posts, refuse_large_bodies, security_headers
from app.web.static import StaticAssets

_STATIC_FOLDER = Path(__file__).parent / "web" / "static"


def create_app(
    settings: Settings, database: Database, questionnaire: Questionnaire, organisation: Organisation
) -> FastAPI:
    """Make the application, on a prepared database in which this questionnaire, for new scans, is published."""
    renderer = PdfRenderer(timeout=settings.pdf_seconds)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        renderer.start()
        yield
        renderer.stop()
        database.engine.dispose()

    guards = [Depends(refuse_foreign_posts), Depends(refuse_large_bodies)]
    app = FastAPI(lifespan=lifespan, dependencies=guards, docs_url=None, redoc_url=None, openapi_url=None)
    assets = StaticAssets(_STATIC_FOLDER)
    app.mount(assets.address, assets)
    for routes in (health, pages, owner):
        app.include_router(routes.router)
    add_error_pages(app)
    headers = security_headers(is_https=settings.is_https, report_style=report_style_source())
    app.state.site = Site(
        settings=settings,
        secret_key=secret_key(settings),
        database=database,
        questionnaire=questionnaire,
        organisation=organisation,
        published=PublishedQuestionnaires(database),
        renderer=renderer,
        templates=_templates(app, assets),
        headers=headers,
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[settings.host, "localhost", "127.0.0.1"])
    app.add_middleware(SecureASGIMiddleware, secure=headers)
    return app


def _templates(app: FastAPI, assets: StaticAssets) -> Jinja2Templates:
    environment = make_environment()
    environment.globals |= {
        "url_for": app.url_path_for,
        "static": assets.address_of,
        "site_name": message("site", "name"),
    }
    return Jinja2Templates(env=environment)
