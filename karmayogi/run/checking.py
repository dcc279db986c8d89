"""`make check`: everything that can be said about the code without running it."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from .licences import are_current
from .steps import Steps, say
from .subprocesses import run_to_end
from .testing import prepare, without_servers

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
    wanted = arguments[0].lower() if arguments else ""
    refused = []
    for name, command in CHECKS:
        if name.lower().startswith(wanted):
            output = _asked(steps, name, partial(_refusal, command, root=root, environment=environment))
            refused += [name] if output else []
    if "licences".startswith(wanted):
        output = _asked(
            steps, "Licences", lambda: "" if are_current(root) else "The list is out of date: run `make licences`."
        )
        refused += ["Licences"] if output else []
    say(f"Refused: {', '.join(refused)}." if refused else "All checks passed.")
    return 1 if refused else 0


def _asked(steps: Steps, name: str, question: Callable[[], str]) -> str:
    with steps.step(name) as step:
        refusal = question()
        step.outcome = "REFUSED" if refusal else "right"
    if refusal:
        say(refusal)
    return refusal


def _refusal(command: list[str], *, root: Path, environment: Mapping[str, str]) -> str:
    """What the tool said when it refused; empty when it did not."""
    with tempfile.TemporaryFile() as output:
        code = run_to_end(
            [str(root / ".venv" / "bin" / command[0]), *command[1:]],
            cwd=root,
            env=as_in_production(root, environment),
            output=output.fileno(),
        )
        output.seek(0)
        said = output.read().decode(errors="replace").rstrip()
    return "" if code == 0 else said or f"It ended with code {code}."


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
