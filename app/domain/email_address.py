"""What an e-mail address is here: one recipient, in the letters that every mail server takes."""

import re
from typing import Annotated

from pydantic import AfterValidator

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LONGEST = 254
# The length comes first, as any text may be typed where an address is asked for.
EMAIL_ADDRESS = re.compile(
    rf"(?=.{{1,{_LONGEST}}}$){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])"
)


def is_email_address(text: str) -> bool:
    return EMAIL_ADDRESS.fullmatch(text) is not None


def email_address(text: str) -> str:
    """Return an e-mail address as it is. Raises ValueError."""
    if not is_email_address(text):
        raise ValueError("expected an e-mail address such as info@example.nl")
    return text


Email = Annotated[str, AfterValidator(email_address)]
