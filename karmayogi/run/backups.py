"""What a backup is: a folder with the database, the files and the key, and a list that says so."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .failures import Failure

KIND = 1  # raise it when an older programme could no longer read the folder
DATABASE, FILES, KEY, LIST = "database.dump", "files", "secret_key", "backup.json"


@dataclass(frozen=True)
class Backup:
    """`backup.json`: when it was made, of which migrations ("app.name"), and what must be found beside it.

    `bucket`: the S3 bucket that keeps the files, when they are in none of ours; then `files` is 0.
    """

    made_at: str  # ISO, UTC
    migrations: list[str]
    database_sha256: str
    files: int
    bytes: int
    has_demo: bool
    bucket: str = ""
    kind: int = KIND

    def write(self, folder: Path) -> None:
        (folder / LIST).write_text(json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def read(cls, folder: Path) -> "Backup":
        try:
            said = json.loads((folder / LIST).read_text())
        except FileNotFoundError:
            raise Failure(f"{folder} is no backup: it has no {LIST}.") from None
        except ValueError:
            raise Failure(f"{folder / LIST} cannot be read: the backup is damaged.") from None
        if said.get("kind") != KIND:
            raise Failure(f"{folder} was made by another version of `make backup`: update the code and try again.")
        return cls(**said)

    def require_whole(self, folder: Path) -> None:
        """Refuse a backup of which something is missing or changed."""
        if sha256(folder / DATABASE) != self.database_sha256:
            raise Failure(f"{folder / DATABASE} is not as it was written: the backup is damaged.")
        if measure(folder / FILES) != (self.files, self.bytes):
            raise Failure(f"{folder / FILES} is not as it was written: the backup is damaged.")


def measure(folder: Path) -> tuple[int, int]:
    """How many files are below the folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    return len(sizes), sum(sizes)


def sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
