"""The log in words."""

from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from app.content import read_yaml
from app.domain.audit import AuditLine


def audit_words(line: AuditLine) -> str:
    """Say what a line of the log tells, as a sentence to the owner of the scan."""
    words = _words()
    person, organisation = line.account_name, line.organisation_name or words["an_organisation"]
    sentences = words["by_people" if person else "by_owner"]
    who = Template(words["person_of"]).substitute(person=person, organisation=organisation) if person else ""
    text = sentences.get(line.action) or words["by_people"][line.action]
    return Template(text).substitute(who=who or words["somebody"], person=person or "", organisation=organisation)


@cache
def _words() -> Any:
    return read_yaml(Path(__file__).parent / "audit.yaml", "audit.yaml")
