"""The product's processes for tests: site, content origin, worker and beat on servers that somebody else started."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

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
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def wait_until_up(self) -> None:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.logs / "web.log").read_text()[-3000:])


@contextmanager
def running_product(
    folder: Path, servers: Mapping[str, str], *, parts: Sequence[str] = PARTS, threads: int = 4
) -> Iterator[Product]:
    """The demo loaded into the migrated database that `servers` names, and the processes; all stopped at the end."""
    port = two_free_ports()
    environment = os.environ | {
        **servers, "PORT": str(port), "DEMO": "1", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "karmayogi.settings",
        "TRIAL_LANGUAGES": "1", "SIGN_ON_LOOPBACK_HTTP": "1",
    }  # fmt: skip
    running = Product(f"http://localhost:{port}", environment, folder, threads)
    running.manage("load_demo", "--share", "0.05")
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
    folder, owner_url = Path(os.environ["DATA_DIR"]), os.environ["DATABASE_OWNER_URL"]
    name = folder / "template"
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not name.exists():
            new = f"template_{uuid.uuid4().hex[:8]}"
            administer(owner_url, f'CREATE DATABASE "{new}"')
            environment = os.environ | {
                variable: with_database(os.environ[variable], new)
                for variable in ("DATABASE_URL", "DATABASE_OWNER_URL")
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--database", "owner", "--verbosity", "0"],
                cwd=ROOT, env=environment, check=True,
            )  # fmt: skip
            name.write_text(new)
        return name.read_text()


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
