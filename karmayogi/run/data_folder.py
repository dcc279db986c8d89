"""The data folder of a local run: one version, one running copy, its own keys."""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from .failures import Failure
from .private_files import kept_secret

VERSION = 1  # raise it when an older programme could no longer use the folder


class DataFolder:
    """Entered for the whole run; the lock goes with the process, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def __enter__(self) -> "DataFolder":
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"The data folder {self.path} cannot be made: {error.strerror}.") from None
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise Failure(f"The data folder {self.path} cannot be written by this user.")
        self.path.chmod(0o711)  # the database's user must pass through when root runs this
        self.require_known_version()
        self._take_lock()
        (self.path / "version").write_text(f"{VERSION}\n")
        self.logs.mkdir(exist_ok=True)
        self.logs.chmod(0o700)
        (self.path / "static").mkdir(exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            os.close(self._lock)

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def was_killed(self) -> bool:
        """The last run had no time to say goodbye."""
        return (self.path / "running").exists()

    def require_known_version(self) -> None:
        file = self.path / "version"
        if not file.exists():
            return
        found = file.read_text().strip()
        if not found.isdecimal():
            raise Failure(f"{file} should hold a number: it says which version made the data.")
        if int(found) > VERSION:
            raise Failure(
                f"The data in {self.path} was made by a newer version of Karmayogi "
                f"(data version {found}, this one knows {VERSION}): "
                "update the code, or choose another folder with DATA_DIR=…."
            )

    def _take_lock(self) -> None:
        lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(lock, 20).decode().strip()
            os.close(lock)
            raise Failure(
                f"Another copy already runs on {self.path}{f' (process {holder})' if holder else ''}: "
                "stop it with Ctrl-C first, or choose another folder with DATA_DIR=…."
            ) from None
        os.truncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        self._lock = lock

    def mark_running(self) -> None:
        (self.path / "running").write_text(f"{os.getpid()}\n")

    def mark_stopped(self) -> None:
        (self.path / "running").unlink(missing_ok=True)

    @property
    def is_unused(self) -> bool:
        """The product made its database and never got as far as serving it."""
        return (self.path / "unused").exists()

    def mark_unused(self) -> None:
        (self.path / "unused").touch()

    def mark_used(self) -> None:
        (self.path / "unused").unlink(missing_ok=True)

    @property
    def has_demo(self) -> bool:
        return (self.path / "demo-loaded").exists()

    def mark_demo_loaded(self) -> None:
        (self.path / "demo-loaded").touch()

    def secret_key(self) -> str:
        return kept_secret(self.path / "secret_key")
