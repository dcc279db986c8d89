"""One long-running process: started, watched, started again when it ends, stopped with everything it started."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .failures import Failure
from .steps import say
from .subprocesses import last_line, signal_group

STABLE_SECONDS = 60.0
LONGEST_PAUSE = 15.0
MOST_ENDINGS = 10
LARGEST_LOG = 20 * 1024**2
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)


@dataclass
class Supervised:
    """`name` stands in sentences: "The worker ended". `stop_signals` are sent in order, each with seconds to obey."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    is_ready: Callable[[], bool] = lambda: True
    ready_within: float = 30.0
    stop_signals: Sequence[tuple[int, float]] = ((signal.SIGTERM, 10.0),)
    options: Mapping[str, Any] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    endings: int = 0
    started_at: float = 0.0
    start_again_at: float | None = None
    is_coming_back: bool = False
    is_stopping: bool = False
    log_start: int = 0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.log_start = output.tell()
            self.process = subprocess.Popen(
                list(self.command),
                cwd=self.cwd,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with(os.getpid(), self.stop_signals[0][0]),  # safe: there are no threads here
                **self.options,
            )
        self.started_at = time.monotonic()
        self.start_again_at = None
        self.is_stopping = False

    def start_and_wait(self) -> None:
        self.start()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait while the time lasts; an early end is tried again.

        The database needs the second try: after a kill, an orphan of the old one may hold its memory for some seconds.
        """
        until = self.started_at + self.ready_within
        while time.monotonic() < until:
            if self.has_ended():
                time.sleep(0.5)
                self.start()
            elif self.is_ready():
                return
            time.sleep(0.05)
        raise Failure(f"The {self.name} did not start: {last_line(self.log)} (all of it: {self.log})")

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def watch(self) -> None:
        """Called again and again: says when it ended, starts it again after a growing pause, says when it is back."""
        now = time.monotonic()
        if self.start_again_at is not None:
            if now >= self.start_again_at:
                self.start()
        elif self.has_ended():
            self._ended(now)
        elif self.is_coming_back and self.is_ready():
            self.is_coming_back = False
            say(f"The {self.name} is back.")
        elif self.endings and now - self.started_at > STABLE_SECONDS:
            self.endings = 0

    def _ended(self, now: float) -> None:
        assert self.process is not None
        signal_group(self.process, signal.SIGKILL)  # what it started must not live on beside the next one
        self.endings += 1
        if self.endings > MOST_ENDINGS:
            raise Failure(
                f"The {self.name} ended {MOST_ENDINGS} times in a row, so everything stops: "
                f"{last_line(self.log)} (all of it: {self.log})"
            )
        pause = min(0.25 * 2 ** (self.endings - 1), LONGEST_PAUSE)
        if not self.is_coming_back or self.endings % 3 == 0:
            say(f"The {self.name} ended ({how(self.process.returncode)}); starting it again.")
        self.start_again_at = now + pause
        self.is_coming_back = True

    def ask_to_stop(self) -> None:
        """Without waiting, so that several can stop side by side."""
        if self.process is not None and self.process.poll() is None and not self.is_stopping:
            self.is_stopping = True
            _send(self.process, self.stop_signals[0][0])

    def stop(self) -> None:
        self.ask_to_stop()
        process, self.process = self.process, None
        if process is None:
            return
        (_, seconds), *harder = self.stop_signals
        _wait(process, seconds)
        for number, more_seconds in harder:
            if process.poll() is None:
                _send(process, number)
                _wait(process, more_seconds)
        signal_group(process, signal.SIGKILL)
        process.wait()

    def log_since_start(self) -> str:
        with self.log.open("rb") as file:
            file.seek(self.log_start)
            return file.read(100_000).decode(errors="replace")


def how(code: int) -> str:
    if code >= 0:
        return f"with code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def _send(process: "subprocess.Popen[bytes]", number: int) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(number)


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def _end_with(parent: int, number: int) -> Callable[[], None] | None:
    """On Linux the kernel itself ends the process when the run command is killed without a chance to tidy up."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def in_the_child() -> None:
        prctl(SET_PARENT_DEATH_SIGNAL, number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return in_the_child
