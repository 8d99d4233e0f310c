"""The page on which an owner decides whether a case may be passed on, and what follows from the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fastapi import Request

from app.domain.account import Account
from app.domain.pass_on import PassOnWish
from app.domain.scan import Scan
from app.rendering.letters import passed_on_letter, received_letter, refused_letter
from app.services import passing_on
from app.services.passing_on import Answered
from app.web.forms import BadFormError
from app.web.sharing_consent import SharingText, current_sharing_text
from app.web.site import current_site


class Decision(StrEnum):
    AGREE = "ja"
    REFUSE = "nee"


@dataclass(frozen=True, slots=True)
class PassOnPage:
    """`scan` is there when it is open in this browser. `has_changed` says that an answer came to what was no more."""

    wish: PassOnWish
    scan: Scan | None = None
    has_changed: bool = False

    @property
    def text(self) -> SharingText:
        return current_sharing_text()

    @property
    def asks_anew(self) -> bool:
        """Tell whether the text is another than the one that the owner agreed to."""
        return self.text.version != self.wish.terms.text_version

    @property
    def seen(self) -> str:
        """Tells whether what the page shows changed: the wish, what is shared, or the text about it."""
        return f"{self.wish.mark}.{self.wish.terms.digest}.{self.text.version}"


def read_decision(form: Mapping[str, str]) -> Decision:
    """Read which button was pressed. Raises BadFormError."""
    pressed = form.get("decision", "")
    if pressed not in set(Decision):
        raise BadFormError
    return Decision(pressed)


def decide(
    request: Request, wish: PassOnWish, decision: Decision, *, beside: Account | None = None, now: datetime
) -> None:
    """Do what the owner decided, `beside` an adviser or alone. Raises PassOnNotFoundError."""
    site, version = current_site(request), current_sharing_text().version
    if decision is Decision.AGREE:
        letters = Answered(passed_on_letter(wish), received_letter(_link_to_cases(request), wish))
        letters = letters if site.postman else Answered()
        passing_on.agree(site.database, wish, text_version=version, letters=letters, beside=beside, now=now)
    else:
        letters = Answered(refused_letter(wish)) if site.postman else Answered()
        passing_on.refuse(site.database, wish, letters=letters, beside=beside, now=now)
    if site.postman:
        site.postman.wake()


def _link_to_cases(request: Request) -> str:
    path: str = request.app.url_path_for("show_cases")
    return current_site(request).settings.origin + path
