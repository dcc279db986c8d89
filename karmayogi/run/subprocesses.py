"""Commands that must end before the next step: their output goes to a log, and a failure says its last line."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from .failures import Failure

TELLING = re.compile(r"^\w*(\.\w+)*(Error|Exception|Configured)\b|\bFATAL:|\bnpm (ERR!|error) \w")


def run(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path | None,
    failure: str,
) -> None:
    """Run to the end, or raise a Failure with this sentence; whatever interrupts us ends the whole command too."""
    if log is None:
        code = run_to_end(command, cwd=cwd, env=env, output=None)
        if code != 0:
            raise Failure(f"{failure}: `{Path(command[0]).name}` ended with code {code}.")
        return
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        began = output.tell()
        code = run_to_end(command, cwd=cwd, env=env, output=output.fileno())
    if code != 0:
        raise Failure(f"{failure}: {last_line(log, began)} (all of it: {log})")


def run_to_end(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], output: int | None) -> int:
    """The exit code; output goes to this file descriptor, or to the terminal."""
    process = subprocess.Popen(
        list(command),
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
    )
    try:
        return process.wait()
    except BaseException:
        end_group(process)
        raise


def end_group(process: "subprocess.Popen[bytes]", *, seconds: float = 3) -> None:
    """End the process and everything it started: kindly first, then for certain."""
    signal_group(process, signal.SIGTERM)
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    signal_group(process, signal.SIGKILL)
    process.wait()


def signal_group(process: "subprocess.Popen[bytes]", number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def last_line(log: Path, began: int = 0) -> str:
    """The last line that speaks of an error, else the last line: what a person should read first."""
    with log.open("rb") as file:
        file.seek(began)
        lines = [line.strip() for line in file.read()[-20_000:].decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if TELLING.search(line)]
    return (telling or lines or ["it gave no reason."])[-1]
