"""The page on security: each requirement names tests that exist, and its numbers are those of the program."""

import ast
import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from app.services import account_links, passwords, sessions, sign_in_limits
from app.services.account_links import Purpose
from tests.markdown import ROOT, Document

SECURITY = Document("docs/security.md")
REQUIREMENTS = {number: tests for number, _, tests in SECURITY.rows("Requirements and their tests")}
RULES = {row[0]: row[1] for row in SECURITY.rows("Sessions and passwords")}


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("number", REQUIREMENTS)
def test_a_requirement_is_shown_by_tests_that_exist(number: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", REQUIREMENTS[number])

    assert named
    assert not [test for path, test in named if test not in functions_of(ROOT / path)]


def test_requirements_are_cited_by_version_and_number_and_once() -> None:
    numbers = [number for number, *_ in SECURITY.rows("Requirements and their tests")]

    assert 20 <= len(numbers) == len(set(numbers))
    assert all(re.fullmatch(r"v5\.0\.0-\d+\.\d+\.\d+", number) for number in numbers)


def hours(time: timedelta) -> str:
    count = time // timedelta(hours=1)
    return f"{count} hour" if count == 1 else f"{count} hours"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("a session, used or not", hours(sessions.LONGEST)),
        ("a session without use", hours(sessions.LONGEST_IDLE)),
        ("a password", f"at least {passwords.SHORTEST} signs and at most {passwords.LONGEST}"),
        ("a link to choose a password", f"invitation {account_links.VALID[Purpose.INVITATION].days} days"),
        ("a link to choose a password", f"forgotten password {hours(account_links.VALID[Purpose.RESET])}"),
        (
            "wrong passwords or codes for one account from one place",
            f"{sign_in_limits.MOST_BY_VISITOR_OF_ACCOUNT} in {sign_in_limits.WINDOW // timedelta(minutes=1)} minutes",
        ),
        ("wrong passwords or codes from one place", f"{sign_in_limits.MOST_BY_VISITOR} in"),
        ("wrong passwords or codes for one account from everywhere", f"{sign_in_limits.MOST_OF_ACCOUNT} in a day"),
        (
            "wrong passwords or codes for one account from everywhere",
            f"the last {sign_in_limits.PLACE_KNOWN_FOR.days} days",
        ),
        ("wrong codes in one session", str(sign_in_limits.MOST_CODES_OF_SESSION)),
    ],
)
def test_a_rule_has_the_number_of_the_program(what: str, said: str) -> None:
    assert said in RULES[what]


def test_its_links_lead_somewhere() -> None:
    assert not [link for link in SECURITY.links if not (ROOT / "docs" / link).exists()]
