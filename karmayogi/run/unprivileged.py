"""PostgreSQL refuses to run as root. When root starts the product, the database runs as an ordinary user instead."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class RunAs:
    """The user a process runs as; `uid` None means: as whoever started it."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_database(cls) -> "RunAs":
        if os.geteuid() != 0:
            return cls()
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            return cls(uid=65534, gid=65534)
        return cls(uid=nobody.pw_uid, gid=nobody.pw_gid)

    def popen_options(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, folder: Path) -> None:
        """Make the folder this user's own, readable by nobody else."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    def can_enter(self, folder: Path) -> bool:
        """Whether every folder on the way may be passed by this user: asked of the system, not guessed."""
        if self.uid is None:
            return True
        probe = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "probe", str(folder)],
            cwd="/",
            capture_output=True,
            check=False,
            **self.popen_options(),
        )
        return probe.returncode == 0
