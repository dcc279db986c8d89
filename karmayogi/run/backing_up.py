"""`make backup TO=folder`: everything that cannot be made again, also while the product runs."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from .backups import DATABASE, FILES, KEY, Backup, measure, sha256
from .choices import Choices
from .data_folder import DataFolder
from .databases import OwnersDatabase, owners_database
from .failures import Failure
from .installing import lock_of_checkout
from .private_files import write_private
from .python_environment import PRODUCT, PythonEnvironment
from .steps import Steps, say
from .wheels import site_packages


def back_up(root: Path, environment: Mapping[str, str], to: str) -> int:
    """Write a new folder below `to`. It gets its name when it is whole, so a broken backup is never taken for one."""
    if not to:
        raise Failure("Say where the backup goes: make backup TO=/path/to/backups")
    choices, steps = Choices.from_environment(environment, root=root), Steps()
    now = datetime.now(UTC)
    place = Path(to).expanduser().resolve()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = place / f"karmayogi-{now:%Y%m%dT%H%M%S}Z"
    draft = whole.with_suffix(".unfinished")
    with lock_of_checkout(root):
        PythonEnvironment(root).install(*PRODUCT)
    draft.mkdir(mode=0o700)
    try:
        with owners_database(choices, site_packages(root / ".venv")) as database, steps.step("Database"):
            _dump(database, draft)
        # After the database: whatever file a dumped row names was written before its row, and files never change.
        with steps.step("Files") as step:
            bucket = environment.get("STORAGE_BUCKET", "")
            step.outcome = f"they stay in the bucket {bucket}" if bucket else _copy_files(choices, environment, draft)
        _keep_key(choices, environment, draft)
        number, size = measure(draft / FILES)
        Backup(
            made_at=now.isoformat(),
            migrations=(draft / "migrations").read_text().split(),
            database_sha256=sha256(draft / DATABASE),
            files=number,
            bytes=size,
            has_demo=DataFolder(choices.data_dir).has_demo,
            bucket=bucket,
        ).write(draft)
        (draft / "migrations").unlink()
        draft.rename(whole)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    say(f"The backup is in {whole}. Whoever has it has everything: keep it as you keep the database.")
    return 0


def _dump(database: OwnersDatabase, folder: Path) -> None:
    """By the owner, whom no row policy binds; one snapshot, so people may go on working."""
    database.call(
        "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", f"--output={folder / 'migrations'}",
        "--command=SELECT app || '.' || name FROM django_migrations ORDER BY id",
        failure="The database could not be asked for its migrations",
    )  # fmt: skip
    database.call(
        "pg_dump", "--format=custom", "--no-owner", f"--file={folder / DATABASE}",
        failure="The database could not be written out",
    )  # fmt: skip
    (folder / DATABASE).chmod(0o600)


def _copy_files(choices: Choices, environment: Mapping[str, str], folder: Path) -> str:
    source = Path(environment.get("MEDIA_ROOT") or choices.data_dir / "media")
    if source.is_dir():
        shutil.copytree(source, folder / FILES)
    number, size = measure(folder / FILES)
    return f"{number}, {size / 1_000_000:.1f} MB"


def _keep_key(choices: Choices, environment: Mapping[str, str], folder: Path) -> None:
    """Without the key, sessions, file addresses and what is encrypted with it are lost."""
    kept = choices.data_dir / KEY
    key = environment.get("SECRET_KEY") or (kept.read_text().strip() if kept.exists() else "")
    if not key:
        raise Failure("SECRET_KEY must be set: a backup without the key cannot open what the database keeps encrypted.")
    write_private(folder / KEY, key)
