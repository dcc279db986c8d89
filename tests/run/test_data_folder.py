"""The data folder: one version, one copy."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from karmayogi.run.data_folder import VERSION, DataFolder
from karmayogi.run.failures import Failure
from karmayogi.run.newer_data import require_known_migrations

ROOT = Path(__file__).resolve().parents[2]


def test_remembers_its_version(tmp_path):
    with DataFolder(tmp_path / "data"):
        pass

    assert (tmp_path / "data" / "version").read_text() == f"{VERSION}\n"


def test_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    (tmp_path / "version").write_text(f"{VERSION + 1}\n")

    with pytest.raises(Failure) as refusal, DataFolder(tmp_path):
        pass

    assert str(refusal.value) == (
        f"The data in {tmp_path} was made by a newer version of Karmayogi "
        f"(data version {VERSION + 1}, this one knows {VERSION}): "
        "update the code, or choose another folder with DATA_DIR=…."
    )
    assert [file.name for file in tmp_path.iterdir()] == ["version"]


def test_serves_one_copy_at_a_time(tmp_path):
    with DataFolder(tmp_path), pytest.raises(Failure) as refusal, DataFolder(tmp_path):
        pass

    assert str(refusal.value) == (
        f"Another copy already runs on {tmp_path} (process {os.getpid()}): "
        "stop it with Ctrl-C first, or choose another folder with DATA_DIR=…."
    )
    with DataFolder(tmp_path):
        pass


def test_is_free_again_after_its_copy_was_killed(tmp_path):
    code = (
        "import pathlib, time; from karmayogi.run.data_folder import DataFolder\n"
        f"with DataFolder(pathlib.Path({str(tmp_path)!r})) as data: data.mark_running(); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    while not (tmp_path / "running").exists():
        time.sleep(0.02)
    with pytest.raises(Failure, match=f"process {other.pid}"), DataFolder(tmp_path):
        pass

    other.kill()
    other.wait()

    with DataFolder(tmp_path) as data:
        assert data.was_killed


def test_keeps_its_key_to_itself(tmp_path):
    with DataFolder(tmp_path) as data:
        key = data.secret_key()

        assert data.secret_key() == key
        assert len(key) > 50
        assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(Failure, match=r"^The data folder .*file/data cannot be made: Not a directory\.$"):
        DataFolder(tmp_path / "file" / "data").__enter__()


def test_with_a_migration_this_programme_does_not_know_is_refused():
    require_known_migrations({("core", "0001_ground_floor"), ("sessions", "0001_initial")}, root=ROOT)

    with pytest.raises(Failure) as refusal:
        require_known_migrations({("core", "0001_ground_floor"), ("core", "0999_from_the_future")}, root=ROOT)

    assert str(refusal.value) == (
        "The database was changed by a newer version of Karmayogi "
        "(migration core.0999_from_the_future is not known here): "
        "update the code, or choose another folder with DATA_DIR=…."
    )
