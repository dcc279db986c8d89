"""pip for a Python that comes without it (Debian's `python3` alone): the pinned wheel, run where it lies."""

import hashlib
import os
import re
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from .failures import Failure

HINT = "install the python3-venv package of your system, or set PYTHON=… for make to a Python that has pip"


def pip_of_our_own(locked: Path, *, folder: Path) -> Path:
    """The wheel's path, downloaded once; its hash must be one of those in the requirements file."""
    version, hashes = _pinned(locked.read_text())
    wheel = folder / f"pip-{version}-py3-none-any.whl"
    if not wheel.exists():
        content = _download(wheel.name)
        if hashlib.sha256(content).hexdigest() not in hashes:
            raise Failure(f"The pip that was downloaded is not the one this version was tested with; {HINT}.")
        wheel.write_bytes(content)
    return wheel


def _pinned(text: str) -> tuple[str, set[str]]:
    match = re.search(r"^pip==(\S+)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", text, re.MULTILINE)
    if match is None:
        raise Failure("requirements/installer.txt pins no pip; run `make lock`.")
    return match[1], set(re.findall(r"sha256:([0-9a-f]{64})", match[2]))


def _download(name: str) -> bytes:
    named = os.environ.get("PIP_INDEX_URL")
    if not named:
        raise Failure(f"This Python has no pip, and PIP_INDEX_URL names no index to get it from; {HINT}.")
    index = named.rstrip("/") + "/pip/"
    try:
        page = _get(index).decode()
        link = re.search(rf'href="([^"#]*{re.escape(name)})[#"]', page)
        if link is None:
            raise Failure(f"This Python has no pip, and the package index has no {name}; {HINT}.")
        return _get(urljoin(index, link[1]))
    except (urllib.error.URLError, OSError):
        raise Failure(f"This Python has no pip, and none could be downloaded; {HINT}.") from None


def _get(address: str) -> bytes:
    if not address.startswith("https://"):
        raise Failure(f"This Python has no pip, and PIP_INDEX_URL is no https address; {HINT}.")
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 (https only, and the hash is checked)
        return bytes(answer.read())
