"""`make check`: everything that can be said about the code without running it."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .manage import Manage
from .steps import Steps, say
from .testing import prepare, without_servers

# Names with a plus are Django commands of ours, passed over until they exist.
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("Format", ["ruff", "format", "--check", "."]),
    ("Lint", ["ruff", "check", "."]),
    ("Types", ["mypy", "."]),
    ("Import contracts", ["lint-imports"]),
    ("Templates", ["djlint", "templates", "--lint", "--quiet"]),
    ("Migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("Translations", ["python", "manage.py", "check_translations"]),
    ("Deployment", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
)


def check(root: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    """All of them, also after a refusal; each refusal prints what the tool said."""
    steps = Steps()
    prepare(root, environment, steps)
    chosen = [
        (name, command) for name, command in CHECKS if not arguments or name.lower().startswith(arguments[0].lower())
    ]
    manage = Manage(root, env=environment, log=None)
    refused = []
    for name, command in chosen:
        if command[1] == "manage.py" and command[2] == "check_translations" and not manage.has(command[2]):
            continue
        began = time.monotonic()
        done = subprocess.run(
            [str(root / ".venv" / "bin" / command[0]), *command[1:]],
            cwd=root,
            env=as_in_production(root, environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        with steps.step(name) as step:
            step.outcome = f"{'right' if done.returncode == 0 else 'REFUSED'} after {time.monotonic() - began:.1f} s"
        if done.returncode != 0:
            say(done.stdout.rstrip())
            refused.append(name)
    say(f"Refused: {', '.join(refused)}." if refused else "All checks passed.")
    return 1 if refused else 0


def as_in_production(root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The settings of a real site, without its servers."""
    return without_servers(environment) | {
        "PATH": f"{root / '.venv' / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}",
        "SECRET_KEY": "only-for-checks-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "SITE_URL": "https://learn.example.in",
        "CONTENT_URL": "https://content.example.in",
        "ALLOWED_HOSTS": "learn.example.in",
        "BEHIND_PROXY": "1",
        "DEBUG": "0",
        "DEMO": "0",
    }
