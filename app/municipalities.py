"""Dutch municipalities, found by name or by postcode; the facts stand in `reference/`."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "reference"
_POSTCODE = re.compile(r"[0-9]{4}(?![0-9])")
_TELLING = 3
_MOST_SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Municipality:
    """`region` is the code of the labour market region, by the division of `division_year`."""

    code: str
    name: str
    province: str
    province_code: str
    region: str
    region_name: str
    division_year: int


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Return all municipalities by code."""
    with (_FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: _municipality(row) for row in csv.DictReader(file)}


def _municipality(row: Mapping[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        province=row["province"],
        province_code=row["province_code"],
        region=row["labour_market_region_code"],
        region_name=row["labour_market_region"],
        division_year=int(row["division_year"]),
    )


@cache
def province_codes() -> Mapping[str, str]:
    """Return the code of CBS for each province, by its name."""
    return {each.province: each.province_code for each in municipalities().values()}


def find_municipality(typed: str) -> Municipality | None:
    """Find a municipality by its name, in any case and without accents, or by a postcode such as 7411 or 7411 AB.

    About twenty postcodes lie in more than one municipality and give one of them; the name always decides.
    """
    plain = _plain(typed)
    if postcode := _POSTCODE.match(plain):
        code = _postcodes().get(postcode[0])
        return municipalities()[code] if code else None
    return _by_name().get(plain)


def similar_municipalities(typed: str) -> Sequence[Municipality]:
    """Return at most three municipalities with a word that begins with this or with a name written much like it."""
    plain = _plain(typed)
    longer = [name for name in _by_name() if len(plain) >= _TELLING and f" {plain}" in f" {name}"]
    close = difflib.get_close_matches(plain, _by_name(), n=2, cutoff=0.7)
    return list(dict.fromkeys(_by_name()[name] for name in (*longer, *close)))[:_MOST_SIMILAR]


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("-", " ").replace("’", "'").casefold())
    plain = " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())
    return plain.removeprefix("gemeente ").removeprefix("gem. ")


@cache
def _by_name() -> Mapping[str, Municipality]:
    official = {_plain(municipality.name): municipality for municipality in municipalities().values()}
    with (_FOLDER / "other_names.csv").open(encoding="utf-8", newline="") as file:
        return official | {_plain(row["name"]): municipalities()[row["code"]] for row in csv.DictReader(file)}


@cache
def _postcodes() -> Mapping[str, str]:
    with (_FOLDER / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        return {row["pc4"]: row["municipality_code"] for row in csv.DictReader(file)}
