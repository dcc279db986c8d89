"""The product's processes for tests: site, content origin, worker and beat on servers that somebody else started."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psycopg2

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PARTS = ("web", "content", "worker", "beat")


def two_free_ports() -> int:
    """A port whose next one is free too."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two free ports beside each other")


@dataclass
class Product:
    """The running product: where it is, and its processes by name, which a test may kill and start again."""

    url: str
    environment: dict[str, str]
    logs: Path
    threads: int = 4  # requests that the site handles at once
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        commands = {
            "web": [BIN / "granian", "--interface", "wsgi", "karmayogi.wsgi:application", "--host", "127.0.0.1",
                    "--port", self.environment["PORT"], "--workers", "1", "--blocking-threads", str(self.threads)],
            "content": [BIN / "granian", "--interface", "wsgi", "karmayogi.content_wsgi:application", "--host", "127.0.0.1",
                        "--port", str(int(self.environment["PORT"]) + 1), "--workers", "1", "--blocking-threads", "2"],
            "worker": [BIN / "celery", "-A", "karmayogi", "worker", "--concurrency", "2", "--loglevel", "WARNING",
                       "--without-gossip", "--without-mingle"],
            "beat": [BIN / "celery", "-A", "karmayogi", "beat", "--loglevel", "WARNING",
                     "--schedule", str(self.logs / "beat-schedule")],
        }  # fmt: skip
        with (self.logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(part) for part in commands[name]], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def manage(self, *arguments: str) -> None:
        _manage(self.environment, *arguments)

    def wait_until_up(self) -> None:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
            except OSError:  # refused, or too slow yet
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.logs / "web.log").read_text()[-3000:])


@contextmanager
def running_product(
    folder: Path, servers: Mapping[str, str], *, parts: Sequence[str] = PARTS, threads: int = 4
) -> Iterator[Product]:
    """The processes on servers that hold a copy of the run's demo (`demo_template`); all stopped at the end."""
    port = two_free_ports()
    environment = os.environ | {
        **servers, "PORT": str(port), "DEMO": "1", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "karmayogi.settings",
        "TRIAL_LANGUAGES": "1", "SIGN_ON_LOOPBACK_HTTP": "1",
    }  # fmt: skip
    running = Product(f"http://localhost:{port}", environment, folder, threads)
    shutil.copytree(demo_template().media, folder / "media")
    try:
        for part in parts:
            running.start(part)
        running.wait_until_up()
        yield running
    finally:
        for part in list(running.processes):
            running.stop(part)


def migrated_template() -> str:
    """The name of a database with every migration in it: made once for all processes of a run, copied in a moment."""
    return _made_once("template", _migrate)


class DemoTemplate(NamedTuple):
    """The demo with a twentieth of its officials: the database's name, and the folder of its files."""

    database: str
    media: Path


def demo_template() -> DemoTemplate:
    """Made once for all processes of a run, as the migrated database is."""
    migrated = migrated_template()
    return DemoTemplate(_made_once("demo", _load_demo, migrated), _data_dir() / "demo" / "media")


def _made_once(name: str, fill: Callable[[dict[str, str]], None], template: str = "template1") -> str:
    """A new database, filled by whoever comes first while the others wait."""
    known = _data_dir() / f"{name}.database"
    with known.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            new = f"{name}_{uuid.uuid4().hex[:8]}"
            administer(os.environ["DATABASE_OWNER_URL"], f'CREATE DATABASE "{new}" TEMPLATE "{template}"')
            fill(
                os.environ
                | {place: with_database(os.environ[place], new) for place in ("DATABASE_URL", "DATABASE_OWNER_URL")}
            )
            known.write_text(new)
        return known.read_text()


def _migrate(environment: dict[str, str]) -> None:
    _manage(environment, "migrate", "--database", "owner", "--verbosity", "0")


def _load_demo(environment: dict[str, str]) -> None:
    """What it asks of workers goes where none listens: they find it in the copies' tables."""
    environment |= {"DATA_DIR": str(_data_dir() / "demo"), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "karmayogi.settings"}
    environment["REDIS_URL"] = environment["REDIS_URL"].rsplit("/", 1)[0] + "/8"
    (_data_dir() / "demo").mkdir()
    _manage(environment, "load_demo", "--share", "0.05")


def _manage(environment: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _data_dir() -> Path:
    return Path(os.environ["DATA_DIR"])


def with_database(url: str, name: str) -> str:
    head, _slash, tail = url.rpartition("/")
    _old, mark, options = tail.partition("?")
    return f"{head}/{name}{mark}{options}"


def administer(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()
