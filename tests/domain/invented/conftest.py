"""Invented scans of the shipped questionnaire, drawn once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.content import read_yaml
from app.domain import invented
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan
from app.domain.questionnaire import Questionnaire
from tests.domain.invented.drawing import drawn


@pytest.fixture(scope="session")
def model() -> InventedModel:
    path = Path(invented.__file__).parent / "invented.yaml"
    return InventedModel.model_validate(read_yaml(path, path.name))


@pytest.fixture(scope="session")
def scans(model: InventedModel, shipped: Questionnaire) -> Sequence[InventedScan]:
    return drawn(model, shipped, 400)


@pytest.fixture(scope="session")
def finished(scans: Sequence[InventedScan]) -> Sequence[InventedScan]:
    return [scan for scan in scans if scan.finished_at]
