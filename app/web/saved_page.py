"""The page with which an owner saves a scan for later: until when it is kept, its link, and the form to mail that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from app.domain.email_address import is_email_address
from app.domain.scan import Scan
from app.rendering.qr import qr_code
from app.web.messages import message

_GROUP = re.compile(r".{1,4}")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """`email` is what was typed; `errors` are by form field."""

    scan: Scan
    link: str
    kept_until: date
    can_mail: bool
    email: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def link_start(self) -> str:
        """The link up to what nobody can read as words."""
        return self.link.removesuffix(self._secret)

    @property
    def link_groups(self) -> tuple[str, ...]:
        """The rest of the link in pieces that an eye can keep apart."""
        return tuple(_GROUP.findall(self._secret))

    @property
    def _secret(self) -> str:
        return self.link.rpartition("/")[2]

    @property
    def qr_code(self) -> Markup:
        return qr_code(self.link)


def read_email(form: Mapping[str, str]) -> tuple[str | None, dict[str, str]]:
    """Read one e-mail address, or a message for its field."""
    typed = form.get("email", "")
    if not typed:
        return None, {"email": message("saved", "email")}
    if not is_email_address(typed):
        return None, {"email": message("saved", "email_unknown")}
    return typed, {}
