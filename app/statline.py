"""Reads CBS StatLine, OData v3: the measures of a table and its rows, page by page, within limits of time and size."""

import json
import re
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import httpx

from app.deadlines import hanging_up_after
from app.domain.errors import StatLineError

_LARGEST_ANSWER = 20_000_000
_MOST_PAGES = 50
_AS_IS = {"Accept-Encoding": "identity"}

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a table, and the unit of its values in the words of StatLine."""

    key: str
    unit: str


class StatLine:
    """A service at `url` in the shape of StatLine's OData v3. `seconds` is for each answer, from first to last byte.

    Nothing outside the host of `url` is read: redirects are refused, and so are pages elsewhere. All methods raise
    StatLineError.
    """

    def __init__(self, url: str, *, seconds: float = 60) -> None:
        self._url = httpx.URL(url.rstrip("/") + "/")
        self._seconds = seconds
        self._tls = ssl.create_default_context()

    def measures(self, table: str, name: str) -> Collection[Measure]:
        """Return the measures of this name; in each table another number is appended to it."""
        found = self._pages(f"{table}/DataProperties", {"$format": "json"})
        is_it = re.compile(rf"{re.escape(name)}_[0-9]+").fullmatch
        return [Measure(str(row["Key"]), _text(row.get("Unit"))) for row in found if is_it(_text(row.get("Key")))]

    def rows(
        self, table: str, columns: Collection[str], *, keep: Mapping[str, Collection[str]], years: str
    ) -> Iterator[Row]:
        """Yield the rows of a table of which each dimension in `keep` has one of these codes and `years` is a year.

        Codes come without the spaces that StatLine pads them with.
        """
        asked = [" or ".join(f"substringof('{code}',{name})" for code in sorted(codes)) for name, codes in keep.items()]
        query = {
            "$format": "json",
            "$select": ",".join([*keep, years, *columns]),
            "$filter": " and ".join(f"({either})" for either in [*asked, f"substringof('JJ',{years})"]),
        }
        for row in self._pages(f"{table}/TypedDataSet", query):
            codes = {name: _text(row.get(name)) for name in (*keep, years)}
            if all(codes[name] in kept for name, kept in keep.items()):
                yield {**row, **codes}

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        page: httpx.URL | None = self._url.join(path).copy_merge_params(dict(query))
        seen: set[httpx.URL] = set()
        while page is not None:
            if page in seen or len(seen) == _MOST_PAGES:
                raise StatLineError(f"{path}: its pages have no end")
            seen.add(page)
            document = self._document(page, path)
            yield from _rows_of(document, path)
            page = self._next(page, document, path)

    def _next(self, page: httpx.URL, document: Mapping[str, Any], path: str) -> httpx.URL | None:
        """Return the address of the next page, by the scheme and port that we know for its host."""
        link = document.get("odata.nextLink")
        if link is None:
            return None
        try:
            there = page.join(_text(link))
        except (httpx.InvalidURL, ValueError):
            raise StatLineError(f"{path}: its next page has no address") from None
        if there.host != self._url.host or there.userinfo:
            raise StatLineError(f"{path}: its next page is on another host, {there.host}")
        return self._url.copy_with(raw_path=there.raw_path)

    def _document(self, url: httpx.URL, path: str) -> dict[str, Any]:
        try:
            document = json.loads(self._body(url, path), parse_constant=_refuse, parse_float=_exact)
        except httpx.HTTPError as error:
            raise StatLineError(f"{path}: {type(error).__name__}") from None
        except (ValueError, RecursionError):
            raise StatLineError(f"{path}: its answer is no JSON") from None
        if not isinstance(document, dict):
            raise StatLineError(f"{path}: its answer has no rows")
        return document

    def _body(self, url: httpx.URL, path: str) -> bytes:
        body = bytearray()
        with self._answer(url) as answer:
            if answer.status_code != httpx.codes.OK:
                raise StatLineError(f"{path}: it answered {answer.status_code}")
            for part in answer.iter_raw():
                body += part
                if len(body) > _LARGEST_ANSWER:
                    raise StatLineError(f"{path}: its answer has over {_LARGEST_ANSWER} bytes")
        return bytes(body)

    @contextmanager
    def _answer(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Ask, and hang up when the answer takes too long, however many parts it comes in."""
        with (
            hanging_up_after(self._seconds) as take_in,
            httpx.Client(verify=self._tls, timeout=self._seconds, headers=_AS_IS) as client,
            client.stream("GET", url, extensions={"trace": partial(_take_in_connection, take_in)}) as answer,
        ):
            yield answer


def _take_in_connection(take_in: Callable[[socket.socket], None], event: str, info: Mapping[str, Any]) -> None:
    """Take in the connection, when that is what httpx tells of."""
    if event.endswith(".connect_tcp.complete"):
        take_in(info["return_value"].get_extra_info("socket"))


def _rows_of(document: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    rows = document.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise StatLineError(f"{path}: its answer has no rows")
    return rows


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _exact(digits: str) -> Fraction:
    return Fraction(str(float(digits)))


def _refuse(name: str) -> float:
    raise ValueError(name)
