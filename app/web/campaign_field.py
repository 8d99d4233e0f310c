"""The code of a campaign in the form of a company: as it was typed, or as the link brought it."""

from collections.abc import Mapping

from app.db.engine import Database
from app.domain.campaign import letters_of
from app.services.campaigns import find_open_campaign
from app.web.forms import has_ink, one_line
from app.web.messages import message


def read_campaign(
    form: Mapping[str, str], database: Database, *, stored: str | None = None
) -> tuple[str | None, dict[str, str]]:
    """Read by which campaign an owner came, or a message. A form that does not ask it leaves what is stored.

    A scan keeps the code that is stored, also of a campaign that ended. One that ended while its link was in use is
    dropped without a word.
    """
    typed = one_line(form, "campaign")
    if "campaign" not in form:
        return stored, {}
    if not has_ink(typed):
        return None, {}
    letters = letters_of(typed)
    if stored and letters == letters_of(stored):
        return stored, {}
    if found := find_open_campaign(database, typed):
        return found.code, {}
    if letters and letters == letters_of(form.get("via", "")):
        return None, {}
    return None, {"campaign": message("profile", "campaign")}
