"""Whether this machine can take the product now: free space, free ports."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from . import ports
from .failures import Failure

NEEDED_BYTES = 1024**3


def free_bytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_space(folder: Path, *, probe: Callable[[Path], int] = free_bytes) -> None:
    free = probe(folder)
    if free < NEEDED_BYTES:
        raise Failure(f"Only {free // 1024**2} MB are free on the disk of {folder}: at least 1 GB (1024 MB) is needed.")


def require_port(port: int, *, host: str, purpose: str, patience: float = 0) -> None:
    """`patience`: seconds to wait for a copy that was just killed to let go of the port."""
    until = time.monotonic() + patience
    while not ports.is_free(port, host=host):
        if time.monotonic() >= until:
            raise Failure(
                f"Port {port} ({purpose}) is taken by another program: stop it, or choose another with PORT=…."
            )
        time.sleep(0.1)
