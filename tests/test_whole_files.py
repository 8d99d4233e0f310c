"""Files that are put under their name when they are written: instead of an older one, or only where none is."""

from pathlib import Path

from app import whole_files


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
