"""A supervised process: started again when it ends, stopped with everything it started."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from karmayogi.run import supervised as supervision
from karmayogi.run.failures import Failure
from karmayogi.run.supervised import Supervised


def supervised(tmp_path: Path, code: str, **options) -> Supervised:
    return Supervised(
        name="sleeper",
        command=[sys.executable, "-c", code],
        env=dict(os.environ),
        cwd=tmp_path,
        log=tmp_path / "sleeper.log",
        **options,
    )


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def watch_until(process: Supervised, wish, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not wish():
        assert time.monotonic() < until, "it did not happen in time"
        process.watch()
        time.sleep(0.02)


def test_comes_back_after_it_was_killed_and_says_so(tmp_path, capsys):
    process = supervised(tmp_path, "import time; time.sleep(60)")
    process.start_and_wait()
    first = process.process.pid

    os.kill(first, signal.SIGKILL)
    watch_until(process, lambda: process.endings == 1 and not process.is_coming_back)

    assert process.process.pid != first
    assert capsys.readouterr().out == (
        "The sleeper ended (killed by SIGKILL); starting it again.\nThe sleeper is back.\n"
    )
    process.stop()


def test_that_ends_again_and_again_stops_everything_with_its_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(supervision, "LONGEST_PAUSE", 0.01)
    process = supervised(tmp_path, "raise SystemExit('ValueError: no such town')")
    process.start()

    with pytest.raises(Failure) as refusal:
        watch_until(process, lambda: False)

    assert str(refusal.value) == (
        "The sleeper ended 10 times in a row, so everything stops: ValueError: no such town "
        f"(all of it: {tmp_path / 'sleeper.log'})"
    )
    process.stop()


def test_that_never_gets_ready_is_one_sentence(tmp_path):
    process = supervised(tmp_path, "import time; time.sleep(60)", is_ready=lambda: False, ready_within=0.2)

    with pytest.raises(Failure, match=r"^The sleeper did not start: it gave no reason\."):
        process.start_and_wait()
    process.stop()


def test_is_stopped_with_what_it_started_even_when_it_will_not_listen(tmp_path):
    code = (
        "import signal, subprocess, sys, time, pathlib\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "pathlib.Path('child').write_text(str(child.pid)); time.sleep(60)"
    )
    child = tmp_path / "child"
    process = supervised(
        tmp_path,
        code,
        is_ready=lambda: child.exists() and child.read_text() != "",
        stop_signals=((signal.SIGTERM, 0.2),),
    )
    process.start_and_wait()
    pids = [process.process.pid, int(child.read_text())]
    assert all(map(is_alive, pids))

    process.stop()

    until = time.monotonic() + 5
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_alive, pids))
