"""`make lock`: turns requirements/*.in into hash-pinned *.txt without an address in them."""

from pathlib import Path

from . import subprocesses
from .python_environment import DEVELOPMENT, PythonEnvironment
from .steps import Steps

ORDER = ("base", "embedded", "storage", "node", "installer", "dev")


def lock(root: Path) -> int:
    steps, python = Steps(), PythonEnvironment(root)
    python.install(*DEVELOPMENT)
    for name in ORDER:
        with steps.step(f"requirements/{name}.txt"):
            subprocesses.run(
                [
                    str(python.folder / "bin" / "uv"),
                    "pip",
                    "compile",
                    "--quiet",
                    "--universal",
                    "--python-version=3.11",
                    "--generate-hashes",
                    "--no-header",
                    "--no-emit-index-url",
                    "--no-emit-find-links",
                    "--output-file",
                    f"requirements/{name}.txt",
                    f"requirements/{name}.in",
                ],
                cwd=root,
                env=python.environment(),
                log=python.folder / "lock.log",
                failure=f"requirements/{name}.in could not be resolved",
            )
    return 0
