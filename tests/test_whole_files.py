"""Files that are put under their name when they are written: instead of an older one, or only where none is."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import whole_files


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the file system, in its order."""
    asked: list[str] = []

    def note(owner: object, name: str, words: Callable[..., str]) -> None:
        ask = getattr(owner, name)

        def noted(*arguments: Any) -> Any:
            asked.append(words(*arguments))
            return ask(*arguments)

        monkeypatch.setattr(owner, name, noted)

    note(os, "fsync", lambda descriptor: f"{_kind(descriptor)} to disk")
    note(os, "link", lambda _written, at: f"name {at.name}")
    note(Path, "replace", lambda _written, at: f"name {at.name}")
    return asked


def _kind(descriptor: int) -> str:
    return "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"


def written(folder: Path, words: str) -> Path:
    path = folder / f"{words}.part"
    path.write_text(words)
    return path


def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    whole_files.put(written(tmp_path, "old"), at=tmp_path / "file")

    whole_files.put(written(tmp_path, "new"), at=tmp_path / "file")

    assert (tmp_path / "file").read_text() == "new"


def test_a_file_that_took_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    whole_files.put(written(tmp_path, "new"), at=tmp_path / "file")

    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_the_first_of_two_files_that_must_not_replace_one_another_stays(tmp_path: Path) -> None:
    whole_files.put_unless_there(written(tmp_path, "first"), at=tmp_path / "file")

    whole_files.put_unless_there(written(tmp_path, "second"), at=tmp_path / "file")

    assert (tmp_path / "file").read_text() == "first"


def test_a_file_is_on_the_disk_before_it_takes_its_place_and_its_name_after(steps: list[str], tmp_path: Path) -> None:
    whole_files.put(written(tmp_path, "new"), at=tmp_path / "file")

    assert steps == ["file to disk", "name file", "folder to disk"]


def test_a_file_is_on_the_disk_before_it_has_a_name_and_that_name_after(steps: list[str], tmp_path: Path) -> None:
    whole_files.put_unless_there(written(tmp_path, "first"), at=tmp_path / "file")

    assert steps == ["file to disk", "name file", "folder to disk"]
