"""What a phone number is here: digits, and what helps to read them."""

import re

_PHONE_NUMBER = re.compile(r"(?=(?:\D*\d){6,15}\D*$)[0-9+(][0-9 ().+/-]{5,29}")


def is_phone_number(text: str) -> bool:
    return _PHONE_NUMBER.fullmatch(text) is not None
