"""Tables for Excel: Dutch separators, and no cell that becomes a formula."""

import csv
from io import StringIO

import pytest

from app.rendering.csv_documents import csv_table, safe_cell

FORMULAS = [
    "=1+1",
    "+31 570",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "'=1+1",
    '"=1+1"',
    "’=1+1",
    '=HYPERLINK("http://evil.example";"Klik")',
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A1",
    "\ufe66" + "1+1",
    "\u22121+1",
]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + " ".join(text.split())


@pytest.mark.parametrize("text", ["", "Jansen & zonen", "2-9", "a=b", "'t Hoekje", "(=1)", "😀", "2026-03-02"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_cell_is_one_line_and_cannot_begin_another() -> None:
    content = csv_table(["Naam", "Vraag"], [('a";=1+1', "een\r\n=twee\x0b=drie\u2028=vier")])

    assert read(content) == [["Naam", "Vraag"], ['a";=1+1', "een =twee =drie =vier"]]
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_excel_is_told_that_it_is_unicode() -> None:
    assert csv_table(["é"], []) == b'\xef\xbb\xbf"\xc3\xa9"\r\n'
