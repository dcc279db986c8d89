"""The Python environment `.venv`, from hash-pinned requirements: by uv, or by pip where uv cannot be had."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import subprocesses
from .failures import Failure
from .pip_wheel import pip_of_our_own
from .stamps import fingerprint, is_stamped, put_stamp

PRODUCT = ("base", "embedded")
DEVELOPMENT = ("dev",)  # contains the product's


class PythonEnvironment:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def install(self, *names: str) -> bool:
        """Install these requirements files; False when exactly they were installed already."""
        works = self._works()
        if works and is_stamped(self._stamp(names), self._made_from(names)):
            return False
        if not works:
            self._create()
        self._install([self.root / "requirements" / f"{name}.txt" for name in names])
        for installed in {names, PRODUCT} if names == DEVELOPMENT else {names}:
            put_stamp(self._stamp(installed), self._made_from(installed))
        return True

    def _stamp(self, names: tuple[str, ...]) -> Path:
        return self.folder / f"installed-{'-'.join(names)}"

    def _made_from(self, names: tuple[str, ...]) -> str:
        return fingerprint([self.root / "requirements" / f"{name}.txt" for name in names], str(self.folder))

    def _works(self) -> bool:
        """An environment remembers where it was made and by which Python, so a moved one is made anew."""
        if not self.python.exists():
            return False
        question = "import sys; print(sys.prefix if sys.version_info >= (3, 11) else '')"
        asked = subprocess.run(
            [str(self.python), "-c", question], capture_output=True, text=True, check=False, env=self.environment()
        )
        return asked.returncode == 0 and asked.stdout.strip() == str(self.folder)

    def _create(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._run(
            [sys.executable, "-m", "venv", "--without-pip", str(self.folder)],
            "The Python environment could not be made",
        )

    def _install(self, files: list[Path]) -> None:
        arguments = ["--quiet", "--require-hashes"]
        for file in files:
            arguments += ["--requirement", str(file)]
        # Compiled once, as pip does by itself: otherwise each process of the product and of the tests compiles anew
        # where PYTHONDONTWRITEBYTECODE is set, and starts three times as slowly.
        uv = shutil.which("uv") or self._own_uv()
        if uv and self._succeeds(
            [uv, "pip", "install", "--compile-bytecode", "--python", str(self.python), *arguments]
        ):
            return
        self._run([*self._pip(), "install", *arguments], "The Python packages could not be installed")

    def _own_uv(self) -> str | None:
        uv = self.folder / "bin" / "uv"
        if not uv.exists():
            locked = self.root / "requirements" / "installer.txt"
            if not self._succeeds(
                [*self._pip(), "install", "--quiet", "--require-hashes", "--requirement", str(locked)]
            ):
                return None
        return str(uv)

    def _pip(self) -> list[str]:
        """The environment's own pip; else one lent by the Python that makes it; else the wheel alone."""
        if self._succeeds([str(self.python), "-m", "pip", "--version"]):
            return [str(self.python), "-m", "pip"]
        if importlib.util.find_spec("ensurepip") and self._succeeds(
            [str(self.python), "-m", "ensurepip", "--default-pip"]
        ):
            return [str(self.python), "-m", "pip"]
        wheel = pip_of_our_own(self.root / "requirements" / "installer.txt", folder=self.folder)
        return [str(self.python), str(wheel / "pip")]

    def environment(self) -> dict[str, str]:
        """Installers trust the certificates that this machine trusts."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        return {"UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", **kept}

    @property
    def _log(self) -> Path:
        return self.folder / "install.log"

    def _run(self, command: list[str], failure: str) -> None:
        subprocesses.run(command, cwd=self.root, env=self.environment(), log=self._log, failure=failure)

    def _succeeds(self, command: list[str]) -> bool:
        try:
            self._run(command, "-")
        except Failure:
            return False
        return True
