"""Public figures that a company may stand beside: those in `reference/`, and newer ones in the data folder."""

import csv
import logging
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from app import whole_files
from app.domain.productivity import ReferenceFigure

_SHIPPED = Path(__file__).parents[1] / "reference" / "productivity.csv"
_COLUMNS = tuple(ReferenceFigure.model_fields)
log = logging.getLogger(__name__)


def refreshed_file(data_dir: Path) -> Path:
    """Return where the newer figures stand, when there are any."""
    return data_dir / "productivity.csv"


def reference_figures(data_dir: Path | None = None) -> Sequence[ReferenceFigure]:
    """Return all figures; those in the data folder come first. A damaged file there counts as none."""
    newer = _refreshed(refreshed_file(data_dir)) if data_dir else []
    return [*newer, *_shipped()]


@cache
def _shipped() -> Sequence[ReferenceFigure]:
    return _figures_in(_SHIPPED)


def _refreshed(path: Path) -> Sequence[ReferenceFigure]:
    try:
        return _figures_in(path)
    except FileNotFoundError:
        return []
    except (OSError, ValidationError, UnicodeDecodeError, csv.Error):
        log.warning("%s cannot be used: let `scan reference refresh` make it again, or remove it", path)
        return []


def _figures_in(path: Path) -> Sequence[ReferenceFigure]:
    with path.open(encoding="utf-8", newline="") as file:
        return [ReferenceFigure.model_validate(row) for row in csv.DictReader(file)]


def replace_figures(figures: Sequence[ReferenceFigure], data_dir: Path) -> Path:
    """Put figures in the data folder, all of them or none, also when the machine stops halfway."""
    path = refreshed_file(data_dir)
    with TemporaryDirectory(dir=data_dir, prefix=f"{path.stem}-") as folder:
        written = Path(folder) / path.name
        with written.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(figure.model_dump(mode="json") | {"value": _digits(figure.value)} for figure in figures)
        whole_files.put(written, at=path)
    return path


def _digits(value: Fraction) -> str:
    return str(float(value)).removesuffix(".0")
