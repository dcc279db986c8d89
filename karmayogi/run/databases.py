"""The database of a data folder, or the one that is named: reached by its owner, started for the while if need be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from .choices import Choices
from .data_folder import DataFolder
from .failures import Failure
from .postgres import OWNER, Postgres
from .servers import database_process, embedded_postgres
from .subprocesses import run
from .wheels import postgres_programs


@dataclass(frozen=True)
class OwnersDatabase:
    """The address of the owner role, and PostgreSQL's own programs (pg_dump, pg_restore, psql)."""

    url: str
    programs: Path
    log: Path

    def call(self, program: str, *arguments: str, failure: str) -> None:
        """The password goes by the environment, because arguments can be read by everybody on the machine."""
        parts = urlsplit(self.url)
        without = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@", 1)))
        run(
            [str(self.programs / program), *arguments, f"--dbname={without}"],
            cwd=Path("/"),
            env={"LC_ALL": "C", "PGPASSWORD": unquote(parts.password or "")},
            log=self.log,
            failure=failure,
        )


@contextmanager
def owners_database(choices: Choices, packages: Path) -> Iterator[OwnersDatabase]:
    """The database that the product of these choices uses, also while the product runs on it."""
    programs, log = postgres_programs(packages), choices.data_dir / "logs" / "backup.log"
    if choices.database_owner_url:
        yield OwnersDatabase(choices.database_owner_url, programs, log)
        return
    if not (choices.data_dir / "postgres").is_dir():
        raise Failure(f"There is no database in {choices.data_dir}: name the folder with DATA_DIR=….")
    postgres = embedded_postgres(choices.data_dir, packages)
    if is_running(choices.data_dir, postgres):
        yield OwnersDatabase(postgres.url(OWNER), programs, log)
        return
    with DataFolder(choices.data_dir), started(postgres, choices.data_dir):
        yield OwnersDatabase(postgres.url(OWNER), programs, log)


def is_running(data: Path, postgres: Postgres) -> bool:
    """Whether the product runs on this folder now; its database then answers on the port it keeps."""
    kept = postgres.home / "port"
    if not (data / "running").exists() or not kept.exists():
        return False
    postgres.port = int(kept.read_text())
    return postgres.is_ready()


@contextmanager
def started(postgres: Postgres, data: Path) -> Iterator[None]:
    postgres.prepare()
    process = database_process(postgres, logs=data / "logs")
    try:
        process.start_and_wait()
        yield
    finally:
        process.stop()
