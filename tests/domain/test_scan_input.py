"""Profiles and answers written by people: what is accepted and what is said about the rest."""

from typing import Any

import pytest

from app.domain.errors import InputError
from app.domain.scan_input import parse_scan_input
from tests.builders import both_elements, profile

COMPANY = {"sector": "zorg", "size": "2-9", "municipality": "GM0150", "family_business": True, "goal": "groei"}


def problems(document: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_scan_input(both_elements(), document, municipalities={"GM0150"}, file="scan.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_a_right_document_is_a_scan() -> None:
    document = {"profile": COMPANY, "answers": {"t1": "a", "t2": "unknown"}}

    scan = parse_scan_input(both_elements(), document, municipalities={"GM0150"}, file="scan.yaml")

    assert scan.profile == profile(**COMPANY)
    assert scan.answers == {"t1": "a", "t2": "unknown"}


def test_all_problems_are_told_at_once() -> None:
    company = COMPANY | {"sector": "visserij", "size": 5, "municipality": "GM9999", "kleur": "rood"}

    assert problems({"profile": company, "answers": {"t1": "z", "x9": "a"}}) == [
        "scan.yaml: profile.size is 5; expected a valid string",
        "scan.yaml: profile.kleur is 'rood'; expected no such key; "
        "allowed are sector, size, goal, municipality, family_business",
        "scan.yaml: profile.sector is 'visserij'; expected one of: handel, zorg",
        "scan.yaml: profile.municipality is 'GM9999'; expected the code of a municipality, such as GM0150 for Deventer",
        "scan.yaml: answers.t1 is 'z'; expected one of: a, b, c, d, e, unknown",
        "scan.yaml: answers.x9 is 'a'; expected a question of version 2026.1",
    ]


@pytest.mark.parametrize(
    "document", [None, [], "x", {"profile": 3, "answers": 4}, {"answers": {}}, {"profile": COMPANY, "answers": {1: 2}}]
)
def test_another_shape_is_a_problem(document: Any) -> None:
    assert problems(document)
