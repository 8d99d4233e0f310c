"""Texts as searches compare them: without capitals and accents."""

import unicodedata


def folded(text: str) -> str:
    """Return a text in small letters without accents, each run of white space one space."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
