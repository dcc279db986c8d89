"""Starting the provider's process, and telling it how to answer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Provider:
    issuer: str
    registered: set[str] = field(default_factory=set)

    def wrongly(self, **how: Any) -> None:
        """From now on it answers so; without anything: rightly."""
        requests.post(f"{self.issuer}/control/", json=how, timeout=5)

    def register(self, uri: str) -> None:
        if uri not in self.registered:
            requests.get(f"{self.issuer}/register/", {"uri": uri}, timeout=5)
            self.registered.add(uri)


@contextmanager
def running_provider(folder: Path) -> Iterator[Provider]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.institutions.sign_on.provider", str(folder)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield Provider(f"http://127.0.0.1:{int(process.stdout.readline())}")
    finally:
        process.terminate()
        process.wait(10)
