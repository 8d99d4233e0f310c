"""One version number: that of the package, the newest in the changelog, and that told to catalogues."""

import re
import tomllib

import yaml

from tests.markdown import ROOT, Document

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def test_the_newest_release_in_the_changelog_is_this_version() -> None:
    releases = [heading for heading in Document("CHANGELOG.md").headings if heading != "Unreleased"]

    assert releases[0].partition(" - ")[0] == VERSION


def test_a_release_has_a_date() -> None:
    releases = [heading for heading in Document("CHANGELOG.md").headings if heading != "Unreleased"]

    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", heading) for heading in releases)


def test_catalogues_are_told_this_version() -> None:
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

    assert described["softwareVersion"] == VERSION
