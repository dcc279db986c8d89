"""Django's commands, each run to its end in a process of its own."""

from collections.abc import Mapping
from pathlib import Path

from . import subprocesses


class Manage:
    def __init__(self, root: Path, *, env: Mapping[str, str], log: Path | None) -> None:
        self.root = root
        self.env = env
        self.log = log

    def has(self, command: str) -> bool:
        return any(self.root.glob(f"*/management/commands/{command}.py"))

    def run(self, command: str, *arguments: str, failure: str) -> None:
        subprocesses.run(
            [str(self.root / ".venv" / "bin" / "python"), "manage.py", command, *arguments],
            cwd=self.root,
            env=self.env,
            log=self.log,
            failure=failure,
        )
