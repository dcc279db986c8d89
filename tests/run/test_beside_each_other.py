"""Runs beside each other, as `make test` makes them: one code, output that is not mixed, nothing left when interrupted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from karmayogi.run.testing import GIVES_WAY, beside_each_other

ROOT = Path(__file__).resolve().parents[2]
SECOND_SAYS, FIRST_SAYS = "print('second')", "import time; time.sleep(0.5); print('first', flush=True)"
# Waits for the interruption and says that it came, as a test run that stops its servers.
STOPS = """
import pathlib, sys, time
place = pathlib.Path(sys.argv[1])
try:
    place.with_suffix(".begun").touch()
    time.sleep(60)
except KeyboardInterrupt:
    place.with_suffix(".stopped").touch()
"""


@pytest.fixture
def root(tmp_path) -> Path:
    """A checkout whose environment has a Python."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


def python(code: str, *arguments: str) -> list[str]:
    return ["python", "-c", code, *arguments]


def test_what_the_second_says_follows_the_first(root, capfd):
    assert beside_each_other([python(FIRST_SAYS), python(SECOND_SAYS)], root=root, env=os.environ) == 0

    assert capfd.readouterr().out.split() == ["first", "second"]


def test_the_first_gives_way_to_the_others(root, capfd):
    says = "import os, time; time.sleep(0.5); print(os.getpriority(os.PRIO_PROCESS, 0), flush=True)"
    usual = os.getpriority(os.PRIO_PROCESS, 0)

    beside_each_other([python(says)], root=root, env=os.environ)
    beside_each_other([python(says), python(says)], root=root, env=os.environ)

    assert capfd.readouterr().out.split() == [str(usual), str(max(usual, GIVES_WAY)), str(usual)]


@pytest.mark.parametrize(("codes", "code"), [((0, 3), 3), ((2, 0), 2), ((4, 5), 4), ((0, 0), 0)])
def test_one_that_fails_is_the_failure_of_both(root, codes, code):
    ended = [python(f"raise SystemExit({one})") for one in codes]

    assert beside_each_other(ended, root=root, env=os.environ) == code


def test_a_program_that_is_not_there_is_said_and_nothing_is_started(root, capsys):
    assert beside_each_other([python("open('made', 'w')"), ["pytest"]], root=root, env=os.environ) == 1

    assert capsys.readouterr().out == "There is no pytest in .venv.\n"
    assert not (root / "made").exists()


def test_interrupted_it_interrupts_both_and_waits_until_they_have_stopped(root):
    commands = [python(STOPS, str(root / name)) for name in ("a", "b")]
    code = f"from pathlib import Path; import os; from karmayogi.run.testing import GIVES_WAY, beside_each_other; \
beside_each_other({commands!r}, root=Path({str(root)!r}), env=os.environ)"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL)
    while not all((root / f"{name}.begun").exists() for name in ("a", "b")):
        assert process.poll() is None
        time.sleep(0.05)

    process.send_signal(signal.SIGINT)

    process.wait(20)
    assert all((root / f"{name}.stopped").exists() for name in ("a", "b"))
