"""`make restore FROM=backup`: a backup becomes a data folder, or fills an empty database that is named."""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from .backups import DATABASE, FILES, KEY, Backup
from .choices import Choices
from .data_folder import DataFolder
from .databases import OwnersDatabase, started
from .failures import Failure
from .installing import lock_of_checkout
from .newer_data import require_known_migrations
from .postgres import OWNER
from .private_files import write_private
from .python_environment import PRODUCT, PythonEnvironment
from .servers import embedded_postgres
from .steps import Steps, say
from .wheels import postgres_programs, site_packages


def restore(root: Path, environment: Mapping[str, str], source: str) -> int:
    """Nothing is written over: the data folder and the database must be new. Whole or not at all."""
    if not source:
        raise Failure("Say which backup: make restore FROM=/path/to/backups/karmayogi-…Z")
    choices, steps = Choices.from_environment(environment, root=root), Steps()
    folder = Path(source).expanduser().resolve()
    backup = Backup.read(folder)
    with steps.step("Backup") as step:
        backup.require_whole(folder)
        applied = {tuple(name.split(".", 1)) for name in backup.migrations}
        require_known_migrations({(app, name) for app, name in applied}, root=root)
        step.outcome = f"whole, of {backup.made_at[:16]} UTC"
    with lock_of_checkout(root):
        PythonEnvironment(root).install(*PRODUCT)
    media = Path(environment.get("MEDIA_ROOT") or choices.data_dir / "media")
    _require_new(choices.data_dir, media)
    packages = site_packages(root / ".venv")
    with ExitStack() as undo:
        with DataFolder(choices.data_dir) as data:
            undo.callback(shutil.rmtree, choices.data_dir / "postgres", ignore_errors=True)
            with steps.step("Database"), ExitStack() as running:
                if choices.database_owner_url:
                    url = choices.database_owner_url
                else:
                    postgres = embedded_postgres(choices.data_dir, packages)
                    undo.callback(shutil.rmtree, postgres.cluster, ignore_errors=True)
                    running.enter_context(started(postgres, choices.data_dir))
                    postgres.provision()
                    url = postgres.url(OWNER)
                log = choices.data_dir / "logs" / "restore.log"
                _fill(OwnersDatabase(url, postgres_programs(packages), log), folder)
            with steps.step("Files") as step:
                step.outcome = f"they are in the bucket {backup.bucket}" if backup.bucket else f"{backup.files}"
                if (folder / FILES).is_dir():
                    undo.callback(shutil.rmtree, media, ignore_errors=True)
                    shutil.copytree(folder / FILES, media, dirs_exist_ok=True)
            write_private(choices.data_dir / KEY, (folder / KEY).read_text().strip())
            if backup.has_demo:
                data.mark_demo_loaded()
        undo.pop_all()
    say(f"Restored into {choices.data_dir}. `make run` brings an older backup up to date and starts.")
    return 0


def _require_new(data: Path, media: Path) -> None:
    for place in (data / "postgres", media):
        if place.is_dir() and any(place.iterdir()):
            raise Failure(f"{place} holds data already: restore into a new folder with DATA_DIR=….")


def _fill(database: OwnersDatabase, folder: Path) -> None:
    """One transaction. pg_restore itself refuses a table that exists, so a database in use is left as it was."""
    database.call(
        "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-comments", str(folder / DATABASE),
        failure="The database could not be filled; it must be empty, and its roles made by deploy/postgres/provision.sql",
    )  # fmt: skip
