"""What a phone number is here: digits, and what helps to read them."""

import re

_PHONE_NUMBER = re.compile(r"(?=.{6,30}$)(?=(?:\D*\d){6,15}\D*$)[0-9+(][0-9 ().+/-]{5,29}")

_DASHES = re.compile(r"[\u2010-\u2015]")


def is_phone_number(text: str) -> bool:
    return _PHONE_NUMBER.fullmatch(text) is not None


def with_plain_dashes(text: str) -> str:
    """Return a number with the dash of a keyboard, whichever dash was pasted."""
    return _DASHES.sub("-", text)
