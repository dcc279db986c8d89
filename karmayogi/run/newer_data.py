"""Whether a newer version of the programme has already changed the database."""

from pathlib import Path

from .failures import Failure


def require_known_migrations(applied: set[tuple[str, str]], *, root: Path) -> None:
    """Django passes over migrations it does not know; going on would write into tables of another shape."""
    for app, name in sorted(applied):
        folder = root / app / "migrations"
        if folder.is_dir() and not (folder / f"{name}.py").exists():
            raise Failure(
                f"The database was changed by a newer version of Karmayogi (migration {app}.{name} is not known here): "
                "update the code, or choose another folder with DATA_DIR=…."
            )
