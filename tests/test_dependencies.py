"""Floors below which a dependency has a known hole, whatever the lock says."""

from importlib.metadata import version

import pytest


@pytest.mark.parametrize(
    ("name", "floor", "hole"),
    [
        ("starlette", "1.0.1", "CVE-2026-48710"),
        ("python-multipart", "0.0.32", "CVE-2026-53538"),
        ("weasyprint", "69.0", "CVE-2026-49452"),
    ],
)
def test_a_dependency_has_no_known_hole(name: str, floor: str, hole: str) -> None:
    installed = [int(part) for part in version(name).split(".") if part.isdecimal()]

    assert installed >= [int(part) for part in floor.split(".")], f"{name} {version(name)} has {hole}"
