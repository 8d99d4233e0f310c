"""The secret key, made once and read by nobody else, and a first start that breaks off."""

import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from app.cli import app
from app.settings import Settings, prepare_data_dir, secret_key
from tests.live import live


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_first_start_makes_a_secret_key_for_its_owner_alone(data_dir: Path) -> None:
    prepare_data_dir(Settings())
    secret_key(Settings())

    assert (data_dir / "secret_key").stat().st_mode & 0o777 == 0o600
    assert data_dir.stat().st_mode & 0o777 == 0o700
    assert len((data_dir / "secret_key").read_text()) >= 32


def test_later_starts_keep_the_key(data_dir: Path) -> None:
    prepare_data_dir(Settings())
    first = secret_key(Settings())

    assert secret_key(Settings()) == first


def test_a_start_that_broke_off_leaves_no_half_key(data_dir: Path) -> None:
    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    make_key = "from app.settings import *; prepare_data_dir(Settings()); secret_key(Settings())"
    done = subprocess.run([sys.executable, "-c", make_key], capture_output=True, preexec_fn=fill_disk)

    assert done.returncode == 1
    assert list(data_dir.iterdir()) == []


def test_of_two_first_starts_one_gives_the_key(data_dir: Path) -> None:
    prepare_data_dir(Settings())

    with ThreadPoolExecutor(max_workers=20) as starts:
        keys = set(starts.map(lambda _: secret_key(Settings()), range(40)))

    assert len(keys) == 1


@pytest.mark.parametrize("key", ["", "x" * 31])
def test_a_key_file_without_a_whole_key_stops_the_start(data_dir: Path, key: str) -> None:
    prepare_data_dir(Settings())
    (data_dir / "secret_key").write_text(key)

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert "is no key" in result.output


def test_an_empty_database_beside_a_key_stops_the_start(data_dir: Path) -> None:
    prepare_data_dir(Settings())
    secret_key(Settings())
    (data_dir / "scan.db").write_bytes(b"")

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert "its scans are gone. Put a backup back with `scan restore`, or remove" in result.output
    assert (data_dir / "scan.db").stat().st_size == 0


@pytest.mark.parametrize("made", ["", "secret_key"])
def test_a_first_start_that_broke_off_does_not_stop_the_next(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / (made or "scan.db")).write_text("x" * 64 if made else "")

    with live(tmp_path) as site:
        assert httpx.get(f"{site.address}/readyz").status_code == 200


def test_a_key_from_the_environment_needs_no_file(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_SECRET_KEY", "x" * 32)

    assert secret_key(Settings()) == b"x" * 32
    assert not (data_dir / "secret_key").exists()
