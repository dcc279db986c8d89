"""The embedded PostgreSQL: a real server from a wheel, in a data folder, listening on loopback only."""

import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from .failures import Failure
from .ports import any_free
from .private_files import kept_secret
from .unprivileged import RunAs

PROVISION = Path(__file__).resolve().parents[2] / "deploy" / "postgres" / "provision.sql"
SUPERUSER = "karmayogi_provisioner"
OWNER = "karmayogi_owner"
RUNTIME = "karmayogi_runtime"

SETTINGS = {
    "unix_socket_directories": "",  # a socket's path may hold 107 characters, and data folders can be deep
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "scram_iterations": "64",  # the passwords are 320 random bits; more rounds would only make connecting slow
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_wal_size": "512MB",
}
# Without autovacuum: it counts tables while tests have nothing committed in them, and a plan for empty tables takes
# minutes over the rows that a test then sees.
THROW_AWAY = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB", "autovacuum": "off",
}  # fmt: skip


@dataclass
class Postgres:
    """One server. `home` holds its passwords and port, `cluster` its files, `programs` the wheel's bin folder."""

    home: Path
    cluster: Path
    programs: Path
    throw_away: bool = False
    run_as: RunAs = field(default_factory=RunAs.for_database)
    port: int = 0

    @property
    def is_made(self) -> bool:
        return (self.cluster / "PG_VERSION").exists()

    def prepare(self) -> None:
        """Make the folder and, the first time, the cluster in it; choose the port."""
        if not self.is_made:
            self._create_cluster()
        kept = self.home / "port"
        self.port = any_free(int(kept.read_text()) if kept.exists() else None)
        kept.write_text(f"{self.port}\n")

    def _create_cluster(self) -> None:
        draft = self.cluster.with_name("cluster.new")  # renamed when whole, so an interrupted first start leaves none
        shutil.rmtree(draft, ignore_errors=True)
        self.run_as.take(draft)
        with tempfile.NamedTemporaryFile("w", dir=draft.parent) as secret:
            secret.write(self.password(SUPERUSER))
            secret.flush()
            if self.run_as.uid is not None:
                os.chown(secret.name, self.run_as.uid, -1)
            made = subprocess.run(
                [
                    str(self.programs / "initdb"),
                    f"--pgdata={draft}",
                    f"--username={SUPERUSER}",
                    f"--pwfile={secret.name}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions",
                    *(["--no-sync"] if self.throw_away else []),
                ],
                cwd="/",
                env=self.environment(),
                capture_output=True,
                text=True,
                check=False,
                **self.run_as.popen_options(),
            )
        if made.returncode != 0:
            raise Failure(f"The database's folder could not be made: {_last_line(made.stderr)}")
        draft.rename(self.cluster)

    def command(self) -> list[str]:
        settings = SETTINGS | (THROW_AWAY if self.throw_away else {})
        return [
            str(self.programs / "postgres"),
            "-D",
            str(self.cluster),
            "-p",
            str(self.port),
            *(f"--{name}={value}" for name, value in settings.items()),
        ]

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def url(self, role: str, *, database: str = "karmayogi") -> str:
        return f"postgresql://{role}:{quote(self.password(role))}@127.0.0.1:{self.port}/{database}"

    def password(self, role: str) -> str:
        return kept_secret(self.home / f"{role}.password")

    def is_ready(self) -> bool:
        asked = subprocess.run(
            [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)],
            env=self.environment(),
            check=False,
        )
        return asked.returncode == 0

    def wait_until_ready(self, *, seconds: float, process: "subprocess.Popen[bytes] | None" = None) -> bool:
        """False when the time is over, or when the process has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.is_ready():
                return True
            if process is not None and process.poll() is not None:
                return False
            time.sleep(0.05)
        return False

    def provision(self) -> None:
        """Roles and database, as deploy/postgres/provision.sql says; a second time changes nothing."""
        passwords = {
            "KARMAYOGI_OWNER_PASSWORD": self.password(OWNER),
            "KARMAYOGI_RUNTIME_PASSWORD": self.password(RUNTIME),
        }
        done = self._psql(f"--file={PROVISION}", database="postgres", environment=passwords)
        if done.returncode != 0:
            raise Failure(f"The database's roles could not be made: {_last_line(done.stderr)}")

    def drop(self) -> None:
        """The database with everything in it; the roles stay."""
        done = self._psql(
            "--command=DROP DATABASE IF EXISTS karmayogi WITH (FORCE)", database="postgres", environment={}
        )
        if done.returncode != 0:
            raise Failure(f"The database could not be emptied: {_last_line(done.stderr)}")

    def applied_migrations(self) -> set[tuple[str, str]]:
        """(app, name) of each migration the database has seen; none in an empty one."""
        query = "SELECT app || '.' || name FROM django_migrations"
        done = self._psql("--tuples-only", "--no-align", f"--command={query}", database="karmayogi", environment={})
        if done.returncode != 0:
            return set()
        pairs = (line.split(".", 1) for line in done.stdout.splitlines() if "." in line)
        return {(app, name) for app, name in pairs}

    def _psql(self, *arguments: str, database: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        """The password goes by the environment, because arguments can be read by everybody on the machine."""
        return subprocess.run(
            [
                str(self.programs / "psql"),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                *arguments,
                f"--dbname=postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{database}",
            ],
            env=self.environment() | environment | {"PGPASSWORD": self.password(SUPERUSER)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason."
