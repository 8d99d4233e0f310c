"""The site: the parts of the running application that any page may use. None of them knows a scan."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.templating import Jinja2Templates
from secure import Secure

from app.db.engine import Database
from app.domain.operator import Operator
from app.domain.questionnaire import Questionnaire
from app.rendering.pdf import PdfRenderer
from app.services.postman import Postman
from app.services.questionnaires import PublishedQuestionnaires
from app.services.release_files import ReleaseFiles
from app.settings import Settings
from app.web.metrics import Metrics
from app.web.outcomes_method_page import OutcomesMethodPage


@dataclass(frozen=True, slots=True)
class Site:
    settings: Settings
    secret_key: bytes
    database: Database
    questionnaire: Questionnaire
    operator: Operator
    published: PublishedQuestionnaires
    renderer: PdfRenderer
    postman: Postman | None
    templates: Jinja2Templates
    headers: Secure
    metrics: Metrics
    release_files: ReleaseFiles
    outcomes_method: OutcomesMethodPage

    @property
    def cookie(self) -> str:
        return "__Host-scan" if self.settings.is_https else "scan"

    @property
    def account_cookie(self) -> str:
        return "__Host-account" if self.settings.is_https else "account"


def current_site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site
