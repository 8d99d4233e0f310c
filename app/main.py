"""The web application: its parts, its guards, its pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.headerregistry import Address
from pathlib import Path

from fastapi import FastAPI
from fastapi.templating import Jinja2Templates
from secure.middleware import SecureASGIMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.db.engine import Database
from app.domain.operator import Operator
from app.domain.questionnaire import Questionnaire
from app.rendering.html import report_style_source
from app.rendering.outcomes_paper import outcomes_style_source
from app.services.postman import Postman
from app.services.questionnaires import PublishedQuestionnaires
from app.services.release_files import ReleaseFiles
from app.services.reports import Reports
from app.services.reports_ahead import ReportsAhead
from app.settings import Settings, secret_key
from app.smtp import MailServer
from app.web.access import add_pages
from app.web.application import Application
from app.web.errors import add_error_pages
from app.web.messages import message
from app.web.metrics import MeasuredRenderer, Metrics
from app.web.outcomes_method_page import outcomes_method_page
from app.web.request_log import RequestLog
from app.web.scan_site import ScanSite
from app.web.security import security_headers
from app.web.static import StaticAssets
from app.web.templating import page_templates

_STATIC_FOLDER = Path(__file__).parent / "web" / "static"


def create_app(settings: Settings, database: Database, questionnaire: Questionnaire, operator: Operator) -> FastAPI:
    """Make the application, on a prepared database in which this questionnaire, for new scans, is published."""
    app = Application(lifespan=_working, docs_url=None, redoc_url=None, openapi_url=None)
    # Starlette would send an address with a slash too many on to the host and the scheme that a request claims.
    app.router.redirect_slashes = False
    assets = StaticAssets(_STATIC_FOLDER)
    app.mount(assets.address, assets)
    add_pages(app)
    add_error_pages(app)
    templates = page_templates(app, assets, operator)
    app.state.site = site = _site(settings, database, questionnaire, operator, templates)
    hosts = [settings.host, "localhost", "127.0.0.1"]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(SecureASGIMiddleware, secure=site.headers)
    app.add_middleware(RequestLog, metrics=site.metrics)
    return app


def _site(
    settings: Settings,
    database: Database,
    questionnaire: Questionnaire,
    operator: Operator,
    templates: Jinja2Templates,
) -> ScanSite:
    metrics, published = Metrics(database), PublishedQuestionnaires(database)
    reports = Reports(database, operator, settings.data_dir)
    styles = report_style_source(), outcomes_style_source()
    renderer = MeasuredRenderer(metrics, timeout=settings.pdf_seconds)
    return ScanSite(
        settings=settings,
        secret_key=secret_key(settings),
        database=database,
        questionnaire=questionnaire,
        operator=operator,
        published=published,
        renderer=renderer,
        reports=reports,
        ahead=ReportsAhead(database, published, reports, renderer),
        postman=_postman(settings, database),
        templates=templates,
        headers=security_headers(is_https=settings.is_https, document_styles=styles),
        metrics=metrics,
        release_files=ReleaseFiles(database),
        outcomes_method=outcomes_method_page(settings.release_specification, questionnaire),
    )


@asynccontextmanager
async def _working(app: FastAPI) -> AsyncIterator[None]:
    """Start what works beside the requests, and stop it in the end."""
    site: ScanSite = app.state.site
    site.renderer.start()
    site.ahead.start()
    if site.postman:
        site.postman.start()
    yield
    if site.postman:
        site.postman.stop()
    site.ahead.stop()
    site.renderer.stop()
    site.ahead.join()
    site.database.close()


def _postman(settings: Settings, database: Database) -> Postman | None:
    if settings.smtp_url is None:
        return None
    sender = Address(message("site", "name"), addr_spec=settings.mail_from)
    return Postman(database, MailServer(str(settings.smtp_url), sender=sender))
