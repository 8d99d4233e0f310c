"""Reads what a form sent, as clean text by field name."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

_FORM = "application/x-www-form-urlencoded"
# The fields that no page ever repeats.
SECRETS = frozenset({"password", "new_password", "new_password_again", "code", "recovery_code"})
# The fields in which people write sentences, without what may follow a hyphen.
_SENTENCES = frozenset({"message", "note", "question", "reactie", "reason", "text", "title", "who"})
# A browser sends two signs for the end of each line.
_LONGEST_FIELD = 5000
_MOST_FIELDS = 50
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadFormError(Exception):
    """A form that no page of this site sends: a file, a field twice, a text beyond measure."""


async def read_form(request: Request) -> Mapping[str, str]:
    """Read a submitted form as clean text by field name. Raises BadFormError."""
    form: dict[str, str] = {}
    request.state.form = form
    if request.method != "POST":
        return form
    # Starlette's reader of the other kind trips over some of the character sets that a request may name.
    if request.headers.get("content-type", _FORM).partition(";")[0].strip().lower() != _FORM:
        raise BadFormError
    async with request.form(max_fields=_MOST_FIELDS) as submitted:
        for name, value in submitted.multi_items():
            if name in form or name != clean_text(name) or not isinstance(value, str) or len(value) > _LONGEST_FIELD:
                raise BadFormError
            form[name] = clean_text(value)
    return form


SubmittedForm = Annotated[Mapping[str, str], Depends(read_form)]


def clean_text(text: str) -> str:
    """Return the text in one Unicode form, without outer spaces and without what no page can show.

    That is: control characters, half characters, code points that are none, and marks that turn the text around them.
    """
    shown = "".join(sign for sign in text if sign in "\n\t" or _can_be_shown(sign))
    # After that, since what is left out may stand between a letter and its accent.
    return unicodedata.normalize("NFC", shown).strip()


def _can_be_shown(sign: str) -> bool:
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _OVERRIDES and not is_noncharacter


def one_line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def has_ink(text: str) -> bool:
    """Tell whether a reader sees anything: spaces, joiners and loose accents alone leave nothing."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def typed_sentences(form: Mapping[str, str]) -> list[str]:
    """Return what somebody would have to write anew."""
    return [text for name, text in form.items() if text and name.partition("-")[0] in _SENTENCES]
