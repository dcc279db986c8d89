"""`make run` as a whole: it starts, heals, refuses a second copy, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections

from karmayogi.run import ports
from karmayogi.run.data_folder import DataFolder

ROOT = Path(__file__).resolve().parents[2]
OF_OTHER_SERVERS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")]


@dataclass
class Copy:
    """One running product."""

    process: "subprocess.Popen[bytes]"
    port: int
    data: Path
    output: Path

    def says(self) -> str:
        return self.output.read_text()

    def readiness(self) -> dict[str, object]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=15) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            return json.load(refusal)
        except OSError:
            return {}

    def descendants(self) -> dict[int, str]:
        """Process id and command line of everything it started."""
        parents, commands = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(folder.name)] = int(fields[1])
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return {pid: commands[pid] for pid in family if pid != self.process.pid}

    def child(self, *words: str) -> int:
        """The oldest process it started whose command line has these words."""
        return min(pid for pid, command in self.descendants().items() if all(word in command for word in words))


def is_there(pid: int) -> bool:
    """A zombie waits for its new parent only; it is no process any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def start(data: Path, port: int, *, output: Path | None = None, **variables: str) -> Copy:
    output = output or data.with_name(f"{data.name}.out")
    kept = {name: value for name, value in os.environ.items() if name not in OF_OTHER_SERVERS}
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "karmayogi" / "run" / "bootstrap.py"), "run"],
            env={**kept, "PORT": str(port), "DATA_DIR": str(data), "DEMO": "0", "PYTHONUNBUFFERED": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # as a background job of a shell
        )
    return Copy(process=process, port=port, data=data, output=output)


def wait_until(wish: Callable[[], object], *, copy: Copy, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not wish():
        assert copy.process.poll() is None, copy.says()
        assert time.monotonic() < until, copy.says()
        time.sleep(0.1)


def two_free_ports() -> int:
    return next(port for port in range(18400, 18500, 2) if ports.is_free(port) and ports.is_free(port + 1))


@pytest.fixture(scope="module")
def copy(passable_folder) -> Iterator[Copy]:
    copy = start(passable_folder() / "data", two_free_ports())
    try:
        wait_until(lambda: "Ready at" in copy.says(), copy=copy, seconds=120)
        yield copy
    finally:
        if copy.process.poll() is None:
            copy.process.terminate()
            copy.process.wait(60)


def test_shows_its_steps_and_where_it_is(copy):
    lines = copy.says().splitlines()

    assert [line.split(" … ")[0].strip() for line in lines if " … " in line] == [
        "1. Python packages",
        "2. Front end",
        "3. Database (PostgreSQL)",
        "4. Broker (Valkey)",
        "5. Tables",
        "6. Translations",
        "7. Web, content origin, worker, beat",
    ]
    assert f"Ready at http://localhost:{copy.port}" in lines
    assert copy.readiness()["status"] == "ready"
    assert not DataFolder(copy.data).is_unused  # what was served once is never thrown away


def test_refuses_a_second_copy_in_one_sentence(copy):
    on_the_same_port = start(copy.data.with_name("second"), copy.port)
    on_the_same_data = start(copy.data, copy.port + 40, output=copy.data.with_name("third.out"))

    assert on_the_same_port.process.wait(30) == 1
    assert on_the_same_port.says() == (
        f"Port {copy.port} (PORT, the site) is taken by another program: stop it, or choose another with PORT=….\n"
    )
    assert on_the_same_data.process.wait(30) == 1
    assert on_the_same_data.says() == (
        f"Another copy already runs on {copy.data} (process {copy.process.pid}): "
        "stop it with Ctrl-C first, or choose another folder with DATA_DIR=….\n"
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("database", ("postgres", "-D")),
        ("broker", ("valkey-server",)),
        ("worker", ("celery", " worker ")),
        ("beat", ("celery", " beat ")),
        ("content origin", ("granian", "content_wsgi")),
        ("web server", ("granian", "karmayogi.wsgi")),
    ],
)
def test_starts_a_killed_part_again(copy, name, words):
    os.kill(copy.child(*words), signal.SIGKILL)

    wait_until(lambda: f"The {name} is back." in copy.says(), copy=copy, seconds=45)
    wait_until(lambda: copy.readiness().get("status") == "ready", copy=copy, seconds=45)
    assert f"The {name} ended (killed by SIGKILL); starting it again." in copy.says()


def test_leaves_no_process_after_ctrl_c(copy):
    started = copy.descendants()
    assert len(started) > 8

    copy.process.send_signal(signal.SIGINT)

    assert copy.process.wait(45) == 0, copy.says()
    assert copy.says().splitlines()[-1] == f"Stopped; the data stays in {copy.data}."
    assert [command for pid, command in started.items() if is_there(pid)] == []
    assert not (copy.data / "running").exists()


def test_starts_a_second_time_with_all_data(copy):
    began = time.monotonic()
    again = start(copy.data, copy.port)
    wait_until(lambda: "Ready at" in again.says(), copy=again)
    assert time.monotonic() - began < 30

    started = again.descendants()
    again.process.kill()  # without a chance to tidy up: the kernel ends the others
    again.process.wait()
    until = time.monotonic() + 30
    while any(map(is_there, started)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [command for pid, command in started.items() if is_there(pid)] == []


def address(alias: str) -> str:
    """The test database as a variable."""
    of = connections[alias].settings_dict
    return f"postgresql://{of['USER']}:{quote(of['PASSWORD'])}@{of['HOST']}:{of['PORT']}/{of['NAME']}"


def test_embeds_nothing_when_servers_are_named(django_db_setup, tmp_path):
    broker = settings.REDIS_URL.rsplit("/", 1)[0] + "/9"
    data = tmp_path / "data"
    addresses = {"DATABASE_URL": address("default"), "DATABASE_OWNER_URL": address("owner"), "REDIS_URL": broker}
    copy = start(data, two_free_ports(), **addresses)
    wait_until(lambda: "Ready at" in copy.says(), copy=copy)

    assert "Database (PostgreSQL)" not in copy.says()
    assert "Broker (Valkey)" not in copy.says()
    assert not (data / "postgres").exists()
    assert not (data / "valkey").exists()
    assert not any("bin/postgres" in command for command in copy.descendants().values())
    copy.process.terminate()
    assert copy.process.wait(45) == 0


def test_refuses_an_unsafe_database_role_with_the_reason(django_db_setup, tmp_path):
    broker = settings.REDIS_URL.rsplit("/", 1)[0] + "/9"
    addresses = {"DATABASE_URL": address("owner"), "DATABASE_OWNER_URL": address("owner"), "REDIS_URL": broker}
    copy = start(tmp_path / "data", two_free_ports(), **addresses)

    assert copy.process.wait(60) == 1
    assert "The product started but is not ready: " in copy.says()
    assert "roles: The database role of DATABASE_URL owns a table; use karmayogi_runtime." in copy.says()
